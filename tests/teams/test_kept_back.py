"""What is for whoever leads the talk lies on no table: in no chart, list, sheet or slide."""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from rctdiag.disclosure.document.team_steps import PAID_FOR, Part, team_steps
from rctdiag.disclosure.figures.comparisons import judged
from rctdiag.model.documents.teams import ComparisonDoc, Teams
from rctdiag.model.group import Shown
from rctdiag.model.step import STRATEGIES
from rctdiag.render import View
from rctdiag.render.block import Block
from rctdiag.render.group import render_page
from rctdiag.render.group.kept_back import kept_back
from rctdiag.render.group.many_groups import needs_care, overview
from rctdiag.render.group.report_in_words import ReportInWords
from rctdiag.render.handover.content import StepCard
from rctdiag.render.handover.group_sheet import (
    index_sheet,
    letter_sheet,
    page_sheet,
    summary_sheet,
    whole_sheet,
)
from rctdiag.render.office.slides import slides
from rctdiag.render.words import words
from rctdiag.render.workbook.group_book import group_book
from teams.groups import steps as catalogue
from teams.many import report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rctdiag.disclosure.document.team_steps import Labels
    from rctdiag.model.documents.teams import GroupDoc

Doc = dict[str, Any]


@pytest.fixture
def made() -> Doc:
    """A report in which nothing is hidden of a, and people pay for speaking up there."""
    return copy.deepcopy(report())


def read(made: Mapping[str, Any]) -> ReportInWords:
    return ReportInWords(Teams.model_validate_json(json.dumps(made)), words())


def group(told: ReportInWords, name: str = "a") -> GroupDoc:
    return next(each for each in told.groups if each.name == name)


def names(told: ReportInWords) -> set[str]:
    """What the parts are called that are kept back."""
    return {
        facet.label.casefold()
        for scale in told.scales
        for facet in told.facets(scale)
        if f"{scale}.{facet.id}" in PAID_FOR
    }


@pytest.mark.parametrize("mean", [10.0, 68.0])
def test_in_every_part_that_is_handed_out(made: Doc, mean: float) -> None:
    """Whatever the figure: what is missing only where it is high would tell that it is."""
    for one in (made["organisation"], *made["groups"]):
        for scale, facet in (name.split(".") for name in PAID_FOR):
            figure = one["scales"][scale]["facets"].get(facet)
            if figure is not None and figure["mean"] is not None:
                figure["mean"] = mean
    told = read(made)
    kept = names(told)
    assert len(kept) == len(PAID_FOR)
    for sheet in (page_sheet(told, group(told)), whole_sheet(told)):
        parts = [(section.apart, repr(section).casefold()) for section in sheet.sections]
        for name in kept:
            assert [apart for apart, text in parts if name in text] == [True]
        shown = repr([(each.body, each.notes) for each in slides(sheet, told.words)]).casefold()
        assert not any(name in shown for name in kept)
    for book in (group_book(told), group_book(told, group(told))):
        cells = repr([each.rows for each in book.tables]).casefold()
        assert not any(name in cells for name in kept)


def test_the_page_does_not_say_whether_anything_serious_is_kept_back(made: Doc) -> None:
    item = next(id_ for id_, label in made["items"].items() if label["serious"])
    texts = []
    for mean in (5.0, 80.0):
        a = next(each for each in made["groups"] if each["name"] == "a")
        a["items"][item] |= {"mean": mean, "direction": "about", "answered": 22, "reason": None}
        told = read(made)
        sheet = page_sheet(told, group(told))
        texts.append([section for section in sheet.sections if not section.apart])
        assert kept_back(told, group(told))[0]
    assert texts[0] == texts[1]


def test_care_comes_first_where_rank_or_little_contact_decides(made: Doc) -> None:
    for one in made["groups"]:
        one["for_leading"] = []
        for item in one["items"].values():
            item["mean"] = item["mean"] and 10.0
        for figures in one["scales"].values():
            for facet in figures["facets"].values():
                facet["mean"] = facet["mean"] and 50.0
            if figures["mean"] is not None:
                figures["mean"] = 50.0
                figures["interval"] |= {"low": 45.0, "high": 55.0}
    told = read(made)
    assert not needs_care(told, group(told))
    for scale, mean, ends, care in (
        ("hierarchical", 77.0, (70.0, 84.0), True),
        ("hierarchical", 64.0, (49.0, 79.0), False),
        ("survival", 85.0, (80.0, 90.0), False),
        ("connection", 25.0, (15.0, 35.0), True),
        ("connection", 61.0, (51.0, 71.0), False),
    ):
        worse = copy.deepcopy(made)
        figures = next(each for each in worse["groups"] if each["name"] == "a")["scales"][scale]
        figures["mean"] = mean
        figures["interval"] |= {"low": ends[0], "high": ends[1]}
        told = read(worse)
        assert needs_care(told, group(told)) == care, scale
        said = [block.text for block in kept_back(told, group(told))[0] if block.where == "both"]
        assert (told.say("team_closed_place") in said) == care


def test_what_may_be_hard_is_named_where_nothing_is_for_certain(made: Doc) -> None:
    a = next(each for each in made["groups"] if each["name"] == "a")
    strength = {"scale": "connection", "facet": "zest", "good": "g", "hard": "h"}
    a |= {"focus": [], "strengths": [strength | {"mean": 70, "direction": "about"}]}
    for scale, figures in a["scales"].items():
        for facet in figures["facets"].values():
            if facet["mean"] is not None:
                facet["mean"] = 60.0 if made["scales"][scale]["high"] == "good" else 40.0
    told = read(made)
    texts = repr(page_sheet(told, group(told)))
    assert told.say("team_no_focus") in texts or told.say("team_no_focus_shown") in texts
    a["scales"]["survival"]["facets"]["overload"]["mean"] = 70.0
    told = read(made)
    texts = repr(page_sheet(told, group(told)))
    assert told.say("team_no_focus") not in texts
    assert told.say("team_focus_perhaps") in texts


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(0.3, 15.8, "no_difference_found"), (-0.2, 15.4, "no_difference_found"), (0.6, 16.0, "higher"),
     (-16.0, -0.4, "no_difference_found")],
)  # fmt: skip
def test_a_difference_is_told_only_where_its_range_leaves_nought_out(
    made: Doc, low: float, high: float, verdict: str
) -> None:
    row = ComparisonDoc.model_validate(made["comparisons"]["rows"][0])
    ends = row.interval.model_copy(update={"low": low, "high": high}) if row.interval else None
    row = row.model_copy(update={"difference": (low + high) / 2, "interval": ends, "p": 0.01})
    assert [each.verdict for each in judged([row], {}).rows] == [verdict]


def test_naming_begins_with_what_there_is_where_contact_is_rare() -> None:
    """Nobody is asked to tell of energy from contact where there is next to none."""

    def chosen(zest: float, worth: float) -> str:
        figures = {"connection.zest": zest, "connection.worth": worth}
        parts = {
            name: Part(Shown(mean, "about", mean, mean), mean - 5, mean + 5)
            for name, mean in figures.items()
        }
        labels: Labels = {name: (name, f"not {name}", "good") for name in figures}
        offered = [each for each in catalogue() if each.audience == "team"]
        steps = team_steps(offered, parts, labels)
        return next(each.step.id for each in steps if each.step.strategy == "naming")

    assert chosen(17, 31) == "team_name_help_round"
    assert chosen(45, 60) == "team_name_alive"


def test_a_file_names_no_command_and_its_day(made: Doc) -> None:
    """Whoever is handed a file may not have the program."""
    made |= {"ledger": "used", "release": None}
    told = read(made)
    assert told.is_many
    sheets = (whole_sheet(told), page_sheet(told, group(told)), summary_sheet(told),
              letter_sheet(told), index_sheet(told, (), {}))  # fmt: skip
    for sheet in sheets:
        assert not re.search(r"--[a-z]|rctdiag [a-z]", repr(sheet))
        assert told.created() in sheet.notice
    assert "--json" in repr(list(overview(told)))


def test_cards_are_in_the_order_of_strategies_and_say_for_whom(made: Doc) -> None:
    told = read(made)
    cards = [p for s in whole_sheet(told).sections for p in s.pieces if isinstance(p, StepCard)]
    places = [STRATEGIES.index(card.strategy) for card in cards]
    assert places == sorted(places)
    assert len(set(places)) > 1
    assert {card.fields[0][0] for card in cards} == {told.say("sheet_for")}
    own = [p for s in page_sheet(told, group(told)).sections for p in s.pieces]
    assert {p.fields[0][0] for p in own if isinstance(p, StepCard)} == {told.say("sheet_begin")}


def test_a_page_to_hand_out_has_no_figures_of_method(made: Doc) -> None:
    told = read(made)
    shown = repr(page_sheet(told, group(told)))
    assert told.say("team_group_method") not in shown
    assert "r*wg" not in shown
    assert told.say("team_group_method") in render_page(told.document, View(full=True), group(told))


def test_every_file_says_what_the_scales_ask_and_whose_ideas_these_are(made: Doc) -> None:
    told = read(made)
    for sheet in (whole_sheet(told), page_sheet(told, group(told)), letter_sheet(told),
                  summary_sheet(told)):  # fmt: skip
        about = next(each for each in sheet.sections if each.title == told.say("sheet_scales"))
        said = [piece.text for piece in about.pieces if isinstance(piece, Block)]
        for scale in told.scales:
            assert any(text.startswith(told.title(scale)) for text in said)
        assert told.say("credit_keys") in said
