"""The group report as it is drawn: nothing cut, nothing hidden shown, everything said."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from rctdiag.disclosure.document.build import ReportRequest
from rctdiag.model.documents.teams import Teams
from rctdiag.render.escaping import line, seven_bit
from rctdiag.render.group import render_group
from rctdiag.render.group.debrief_guide import guide, leaders
from rctdiag.render.group.group_foot import foot, hidden
from rctdiag.render.group.group_report import answered as answered_by
from rctdiag.render.group.group_section import alike, differences_from_rest, response_of
from rctdiag.render.group.kept_back import for_leading, special
from rctdiag.render.group.many_groups import overview
from rctdiag.render.group.organisation import apart, ways
from rctdiag.render.group.report_in_words import ReportInWords
from rctdiag.render.terminal.group.report import PARTS, drawn_parts
from rctdiag.render.view import View
from rctdiag.render.words import words
from render.hostile import rewritten
from render.ten_documents import HOSTILE
from render.test_drawn import WIDTHS, check_fits, letters
from teams.groups import survey
from teams.many import answered, report
from teams.many import apart as apart_in
from teams.shown import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.block import Block

Doc = dict[str, Any]
SIZES = {"north": 28, "south": 27, "east": 26, "mill": 3, "hill": 9}
FOUR = ("Naming", "Norming", "Negotiating", "Networking")


NAMES = (
    "five teams",
    "short form",
    "eleven teams",
    "team and grade",
    "nothing shown",
    "hostile names",
)


@cache
def documents() -> dict[str, Teams]:
    """Group reports by what is particular about each."""
    team: list[str | None] = [name for name, size in SIZES.items() for _ in range(size)]
    made = document(survey({"team": team}, 8, missing=0.03), ReportRequest(("team",)))
    short = document(survey({"team": team}, 5, form="short", missing=0.0), ReportRequest(("team",)))
    hostile = rewritten(made, lambda text: f"{text} {HOSTILE}", 1)
    return {
        "five teams": _read(made),
        "short form": _read(short),
        "eleven teams": _read(report()),
        "team and grade": _read(document(answered(), ReportRequest(("team", "grade")))),
        "nothing shown": _read(_hidden(made)),
        "hostile names": _read(hostile),
    }


def _read(made: Doc) -> Teams:
    return Teams.model_validate_json(json.dumps(made))


def _hidden(made: Doc) -> Doc:
    """Every figure of every group and of everybody taken away."""
    blank = {"mean": None, "direction": None, "interval": None, "reason": "hidden_to_protect"}
    found: Doc = json.loads(json.dumps(made))
    for group in (found["organisation"], *found["groups"]):
        nothing: Doc = {"strengths": [], "focus": [], "for_leading": [], "steps": []}
        nothing |= {"reason": "hidden_to_protect", "n": None, "stands_out": None}
        group.update(nothing)
        for scale in group["scales"].values():
            scale.update(blank | {"answered": None, "pooled": None, "worst_case": None})
            for facet in scale["facets"].values():
                facet.update(blank)
        for item in group["items"].values():
            item.update({"mean": None, "direction": None, "answered": None})
    found |= {"steps": {}, "power": []}
    found["comparisons"]["rows"] = []
    return found


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_too_long_or_beyond_ascii(name: str) -> None:
    made = documents()[name]
    short = [View(width=width, ascii=each) for width in WIDTHS for each in (False, True)]
    for view in (*short, View(width=36, full=True), View(width=80, full=True, ascii=True)):
        check_fits(render_group(made, view), view)


def sentences(told: ReportInWords) -> Iterator[Block]:
    """What is said in sentences, wherever it stands; figures and steps are in tables."""
    for part in (answered_by, apart, hidden, guide, leaders, foot):
        yield from part(told)
    everybody = [] if told.is_whole_hidden else [told.document.organisation]
    for group in (*everybody, *(() if told.is_many else told.groups)):
        for about in (ways, for_leading, special):
            yield from about(told, group)
    for group in () if told.is_many else told.groups:
        for about in (response_of, differences_from_rest, alike):
            yield from about(told, group)
    if told.is_many:
        yield from overview(told)


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_whole_on_every_terminal(name: str) -> None:
    told = ReportInWords(documents()[name], words())
    for ascii_only in (False, True):
        drawn = letters(render_group(told.document, View(width=40, ascii=ascii_only)))
        for block in sentences(told):
            if block.where != "full" and block.kind in {"text", "item", "quote"}:
                text = seven_bit(line(block.text)) if ascii_only else line(block.text)
                assert letters(text) in drawn, text


@pytest.mark.parametrize("name", NAMES)
def test_every_group_has_its_row_on_each_scale_and_a_hidden_one_says_so(name: str) -> None:
    made = documents()[name]
    told = ReportInWords(made, words())
    rows = render_group(made, View(width=100, full=True)).split("\n")
    for group in made.groups:
        label = f"{group.name} ({group.n})" if group.n else f"{group.name}"
        mine = [row for row in rows if row.startswith(f" {label} ")]
        if name == "hostile names":
            continue  # wraps
        shown = [row for row in mine if "├" in row]
        assert len(mine) == len(made.scales)
        figures = [group.scales[scale] for scale in told.scales]
        assert len(shown) == sum(figure.mean is not None for figure in figures)
        for row, figure in zip(mine, figures, strict=True):
            if figure.mean is None or figure.interval is None:
                assert row.endswith("not shown, to protect people")
            else:
                low, high = round(figure.interval.low), round(figure.interval.high)
                assert row.endswith(f" {low}\N{EN DASH}{high}")
                assert f"  {told.points(figure)} {told.bands(figure)} " in row


@pytest.mark.parametrize("name", NAMES)
def test_steps_are_four_rows_and_each_step_stands_once(name: str) -> None:
    made = documents()[name]
    told = ReportInWords(made, words())
    for width in (40, 80):
        text = render_group(made, View(width=width))
        part = text[text.index(" 3 Oppose it") : text.index(" 4 Replace it")]
        places = [part.index(f"{strategy}]") for strategy in FOUR]
        assert places == sorted(places)
        for step in made.steps.values() if width == 40 else ():
            assert letters(part).count(letters(line(f"{step.title}. {step.begin}"))) == 1
    for group in told.groups:
        assert {step.id for step in group.steps} <= made.steps.keys()


def test_strengths_come_before_topics_and_what_leads_the_talk_stands_apart() -> None:
    data = json.loads(documents()["five teams"].model_dump_json(by_alias=True))
    good, hard = (
        {"scale": scale, "facet": facet, "good": "g", "hard": "h", "mean": 70, "direction": "about"}
        for scale, facet in (("connection", "zest"), ("survival", "overload"))
    )
    next(each for each in data["groups"] if each["n"]).update(strengths=[good], focus=[hard])
    made = _read(data)
    whole = ReportInWords(made, words())
    group = next(each for each in whole.groups if each.strengths)
    first, read, name, *_, lead = drawn_parts(whole, View(width=40))
    before, kept_back = "".join(name), "".join(lead)
    own = letters(before[before.index(f" {group.name} ") :])
    places = [
        own.index(letters(text))
        for text in (
            "What you can build on",
            whole.finding(group, group.strengths[0], "good"),
            "What is worth talking about",
            whole.finding(group, group.focus[0], "hard"),
        )
    ]
    assert places == sorted(places)
    for block in (*for_leading(whole, made.organisation), *special(whole, made.organisation)):
        if block.kind == "item":
            assert letters(block.text) in letters(kept_back)
            assert letters(block.text) not in letters("".join((*first, *read, before)))
    assert len(PARTS) == len((first, read, name, *_, lead))


def test_many_groups_are_drawn_only_where_they_can_be_told_apart() -> None:
    made = report()
    apart_in(made, "told_apart", "survival")
    text = render_group(_read(made), View(width=80))
    part = text[text.index("Groups by team") : text.index("Do groups differ?")]
    assert " ".join(part.split()).count("No evidence that the groups differ") == 3
    assert part.count(" a (24) ") == 1
    assert part.index("Stretched") < part.index(" a (24) ")
