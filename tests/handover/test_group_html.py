"""The HTML files on groups: hidden groups stay hidden, every page is ours and nothing else."""

from __future__ import annotations

import copy
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from cli.inside import inside
from handover.markup import Markup, check_inert
from rctdiag.model.documents.teams import GroupDoc
from rctdiag.render.handover.make_file import folder_names, group_file, group_folder
from render.hostile import BAD
from teams.many import report
from teams.shown import read_back

Doc = dict[str, Any]
HIDDEN = "Not shown, to protect people"


@pytest.fixture(scope="module")
def folder() -> dict[str, str]:
    return {name: data.decode() for name, data in group_folder(read_back(report()), "html")}


def test_a_folder_has_an_index_letters_and_a_page_for_each_shown_group(
    folder: dict[str, str],
) -> None:
    assert list(folder) == folder_names(read_back(report()), "html")
    shown = sorted(each["name"] for each in report()["groups"] if each["reason"] is None)
    hidden = {each["name"] for each in report()["groups"]} - set(shown)
    assert hidden
    assert list(folder)[:4] == [
        "index.html",
        "report.html",
        "for-those-who-answered.html",
        "for-those-who-decide.html",
    ]
    pages = list(folder)[4:]
    assert pages == [f"group-{at}-{name}.html" for at, name in enumerate(shown, 1)]
    links = [link["href"] for link in Markup(folder["index.html"]).all("a")]
    assert sorted(map(str, links)) == sorted([*list(folder)[1:4], *pages])
    for text in folder.values():
        page = check_inert(text)
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert len(page.all("h1")) == 1
        assert not re.search(r"https?:|//|@import|url\(|<script|javascript:", text)


def test_a_hidden_group_stands_there_as_hidden_without_a_figure(folder: dict[str, str]) -> None:
    for each in report()["groups"]:
        for name in ("index.html", "report.html"):
            plot = folder[name].partition('<table class="matrix">')[2].partition("</table>")[0]
            row = next(r for r in plot.split("<tr") if re.search(rf">{each['name']}\b", r))
            drawn = "svg" in row
            assert drawn == (each["reason"] is None)
            assert (HIDDEN in row) == (not drawn)
            if not drawn:
                assert not re.search(r"[0-9]", row.replace('colspan="4"', ""))


def test_a_page_shows_no_other_group() -> None:
    document = report()
    names = [f"secret{each['name']}x" for each in document["groups"]]
    for each in (*document["groups"], *document["hidden"], *document["comparisons"]["rows"]):
        each["name"] = f"secret{each['name']}x"
    pages = dict(group_folder(read_back(document), "html"))
    for name, data in pages.items():
        if name.startswith("group-"):
            told = {each for each in names if each in data.decode()}
            assert {each for each in names if each in name} == told


def test_what_is_kept_back_is_on_a_sheet_of_its_own() -> None:
    document = report()
    group = next(each for each in document["groups"] if each["name"] == "a")
    item = next(iter(document["items"]))
    group["items"][item] |= {"mean": 80.0, "direction": "about", "answered": 22, "reason": None}
    page_of = GroupDoc.model_validate_json(json.dumps(group))
    text = group_file(read_back(document), "html", page_of).decode()
    before, _, apart = text.partition('<section class="apart"')
    asked = document["items"][item]["text"]
    assert asked in Markup(text).words
    assert asked in apart
    assert asked not in before


def test_strengths_come_before_what_is_worth_a_talk(folder: dict[str, str]) -> None:
    for text in folder.values():
        strengths, topics = text.find("What you can build on"), text.find("worth talking about")
        assert topics < 0 or 0 < strengths < topics


def test_hostile_names_and_texts_stay_text_and_files_stay_in_their_folder() -> None:
    names = ("../../etc/passwd", "CON", "a" * 200, "=1+1", "{{ 7*7 }}", "'\"><svg onload=x>")
    hostile = (*BAD, *names)
    for text in hostile:
        document = report()
        for at, each in enumerate((*document["groups"], *document["hidden"])):
            each["name"] = f"{text}{at}"
        for each in document["steps"].values():
            each |= {"title": text or "x", "do": text or "x"}
        document["validity"] = text
        files = folder_names(read_back(document), "html")
        assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,70}\.html", name) for name in files)
        assert len(set(files)) == len(files)
        # The index, the whole report, both letters and a page: the other pages are alike.
        for (name, data), wanted in zip(
            group_folder(read_back(document), "html"), files[:5], strict=False
        ):
            assert name == wanted
            check_inert(data.decode())


def test_the_command_makes_the_folder_and_mixes_it_with_nothing(tmp_path: Path) -> None:
    source, target = tmp_path / "teams.json", tmp_path / "out"
    source.write_text(json.dumps(report()), encoding="utf-8")
    assert inside("report", source, "--pages", target).code == 0
    first = {entry.name: entry.read_bytes() for entry in target.iterdir()}
    assert sorted(first) == sorted(folder_names(read_back(report()), "html"))
    assert target.stat().st_mode & 0o777 == 0o700
    assert {entry.stat().st_mode & 0o777 for entry in target.iterdir()} == {0o600}
    assert inside("report", source, "--pages", target).code == 6
    assert inside("report", source, "--pages", target, "--force").code == 0
    assert first == {entry.name: entry.read_bytes() for entry in target.iterdir()}
    (target / "of-another-client.html").write_text("", encoding="utf-8")
    ended = inside("report", source, "--pages", target, "--force")
    assert ended.code == 6
    assert "of-another-client.html" in ended.err
    for wrong in (("-o", "x.html"), ("--group", "a"), ("--json",), ("--format", "xlsx")):
        assert inside("report", source, "--pages", tmp_path / "other", *wrong).code == 2
    one = inside("report", source, "--group", "a", "--format", "html")
    assert one.out.encode() == first["group-1-a.html"]


def test_a_page_takes_less_than_its_share_of_time() -> None:
    document = report()
    made = copy.deepcopy(next(each for each in document["groups"] if each["name"] == "b"))
    document["groups"] = [made | {"name": f"g{at}"} for at in range(40)]
    files = group_folder(read_back(document), "html")
    for _ in range(5):
        next(files)
    began = time.process_time()
    assert sum(1 for _ in files) == 39
    assert (time.process_time() - began) / 39 < 0.06


def test_a_figure_in_words_has_a_line_to_itself() -> None:
    document = report()
    top_down = document["organisation"]["scales"][document["scale_order"][0]]
    assert '<b class="long">' not in group_file(read_back(document), "html").decode()
    top_down |= {"mean": 90.0, "direction": "at_least"}
    assert '<b class="long">90 or more</b>' in group_file(read_back(document), "html").decode()
