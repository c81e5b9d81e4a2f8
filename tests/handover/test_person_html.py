"""The HTML file on one person's result: complete, self-contained, and inert."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from cli.inside import inside
from handover.markup import Markup, check_inert
from rctdiag.render.handover.make_file import person_file
from rctdiag.render.words import PSEUDO
from render.factory import SPECIMENS, Document, model, power_holder, result, scale
from render.hostile import documents, rewritten

STRATEGIES = ("Naming", "Norming", "Negotiating", "Networking", "Meanwhile")


def html(document: Document) -> str:
    return person_file(model(document), "html").decode()


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_a_page_has_its_parts_and_loads_nothing(specimen: str) -> None:
    text = html(SPECIMENS[specimen])
    page = check_inert(text)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = [a["aria-labelledby"] for _, a in page.elements if "aria-labelledby" in a]
    assert set(named) <= set(ids)
    assert {f"part-{number}" for number in (1, 2, 3, 4)} <= set(ids)
    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("h1")) == 1
    # The four rows of the map and meanwhile, always; a drawn line says in words what it shows.
    rows = text[text.index('<table class="map">') :].partition("</table>")[0].split("<tr>")[2:]
    assert [
        next(name for name in STRATEGIES if f"</span> {name}</span>" in row) for row in rows
    ] == (list(STRATEGIES))
    assert text.count("<svg") == text.count("<title>") - 1
    for limit in SPECIMENS[specimen]["limits"]:
        assert limit in page.words
    for offer in SPECIMENS[specimen]["plan"]["begin"]:
        for field in ("do", "say", "ally", "sign", "stop_if", "risk", "avoid"):
            assert offer[field] in page.words
    assert not re.search(r"https?:|//|@import|url\(|<script|javascript:", text)


def test_the_policy_lets_in_the_one_style_sheet_and_nothing_else() -> None:
    text = html(result())
    policy = next(a["content"] for a in Markup(text).all("meta") if "http-equiv" in a)
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'"
    )


def test_help_comes_before_the_portrait_where_it_applies() -> None:
    helped, other = html(SPECIMENS["help_first"]), html(SPECIMENS["leads"])
    assert helped.index('class="help"') < helped.index('class="first"')
    assert "Night line" in helped
    assert 'class="help"' not in other


def test_scores_lie_where_they_belong_and_parts_have_no_number() -> None:
    text = html(result())
    row = next(part for part in text.split("<tr") if "Top-down</th>" in part and "axis" in part)
    assert '<line class="range" x1="69%" x2="88%"' in row
    assert 'cx="78%"' in row
    assert "<b>78</b>" in row
    bars = text[text.index('class="bars"') :].partition("</table>")[0]
    assert not re.search(r"\d", re.sub(r"<[^>]*>", "", bars))


@pytest.mark.parametrize("position", [0.0, 7.0, 71.0, 100.0])
def test_the_figure_of_contact_stands_over_its_dot(position: float) -> None:
    document = result()
    document["continuum"] |= {"position": position, "band": "sometimes"}
    text = html(document)
    figure = text[text.index('class="chart continuum"') :].partition("</figure>")[0]
    at = f"{position:.0f}"
    assert f'<circle class="dot" cx="{at}%"' in figure
    assert f'<text x="{at}%" y="-7">{at}</text>' in figure  # above the line, its middle there
    assert "text-anchor: middle" in re.search(r"svg text \{[^}]*}", text)[0]  # type: ignore[index]
    assert figure.count(f">{at}<") == 1


def test_what_somebody_in_charge_can_hardly_see_is_not_drawn_either() -> None:
    document = power_holder()
    document["scales"]["hierarchical"] = scale("hierarchical", 13.0, "rarely")
    text = html(document)
    row = next(part for part in text.split("<tr") if "Top-down</th>" in part and "axis" in part)
    assert "circle" not in row
    assert "range" not in row
    assert not re.search(r"\b13\b", row.replace('y1="13" y2="13"', ""))


def test_nothing_visible_stays_untranslated() -> None:
    for specimen in SPECIMENS.values():
        foreign = rewritten(specimen, lambda _: "0123", 1) | {"language": PSEUDO}
        foreign["questionnaires"] = [{**each, "id": "0"} for each in foreign["questionnaires"]]
        page = Markup(html(foreign))
        assert re.findall(r"[A-Za-z]+", page.words) == []
        assert page.all("html") == [{"lang": PSEUDO}]


def test_thousands_of_strings_stay_text() -> None:
    """Signs of markup, of templates and of terminals, in every field, each string another."""
    draw = random.Random(7)  # noqa: S311 - repeatable, no secret
    signs = [*"<>&\"'={}%#/\\`;:@-+ ax\n\t", "<script>", "-->", "]]>", "&lt;", "\x1b[2J", "\u202e"]
    count = 0

    def text(_: str) -> str:
        nonlocal count
        count += 1
        return f"{''.join(draw.choices(signs, k=draw.randrange(1, 30)))}{count}"

    for specimen in [*SPECIMENS.values()] * 2:
        check_inert(html(rewritten(specimen, text, 1)))
    assert count > 3000


@given(documents())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_hostile_text_stays_text(document: Document) -> None:
    check_inert(html(document))


def test_the_check_finds_what_is_foreign() -> None:
    text = html(result())
    for bad in (
        "<script>1</script>",
        "<p onclick='x'>",
        "<img src='http://x'>",
        "\x1b",
        "<!--a-->",
    ):
        with pytest.raises(AssertionError):
            check_inert(text.replace("</main>", f"{bad}</main>"))


def test_the_command_writes_it_privately_and_the_same_each_time(tmp_path: Path) -> None:
    source, target = tmp_path / "result.json", tmp_path / "out.html"
    source.write_text(json.dumps(result()), encoding="utf-8")
    ended = inside("report", source, "-o", target)
    assert (ended.code, ended.out) == (0, "")
    assert "Only you can read it" in ended.err
    assert target.stat().st_mode & 0o777 == 0o600
    first = target.read_bytes()
    assert inside("report", source, "-o", target).code == 6
    for options, named in (
        (("-o", tmp_path / "x.odt"), ".docx, "),
        (("--format", "pfd"), "mean pdf?"),
    ):
        refused = inside("report", source, *options)
        assert (refused.code, named in refused.err) == (2, True), refused.err
    assert inside("report", source, "-o", target, "--force", "-q").code == 0
    assert target.read_bytes() == first == inside("report", source, "--format", "html").out.encode()
    assert inside("report", source, "-o", tmp_path / "x.html", "--group", "north").code == 2


@pytest.mark.parametrize("words", ["notes", "context", "company"])
def test_who_wrote_words_of_her_own_is_told_that_they_are_in_the_file(
    words: str, tmp_path: Path
) -> None:
    plain = result() | {"notes": {}, "noted": {}}
    plain["about"] = plain["about"] | {"context": None, "company": None}
    told = json.loads(json.dumps(plain))
    if words == "notes":
        item = next(iter(told["answers"]))
        told |= {"notes": {item: "Since the merger"}, "noted": {item: "How often?"}}
    else:
        told["about"][words] = "Since the merger"
    for name, document in (("plain", plain), ("told", told)):
        source = tmp_path / f"{name}.json"
        source.write_text(json.dumps(document), encoding="utf-8")
        ended = inside("report", source, "-o", tmp_path / f"{name}.html")
        assert ended.code == 0
        assert ("your own words" in ended.err) is (name == "told")
        assert "merger" not in ended.err
        quiet = inside("report", source, "-o", tmp_path / f"{name}.html", "--force", "-q")
        assert quiet.err == ""
