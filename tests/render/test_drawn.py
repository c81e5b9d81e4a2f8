"""The report as it is drawn: nothing cut, too long or beyond ASCII, on any terminal."""

import re

import pytest
from rich.cells import cell_len

from rctdiag.model.documents.result import Result
from rctdiag.model.step import STRATEGIES
from rctdiag.render import render
from rctdiag.render.escaping import line, seven_bit
from rctdiag.render.person.person_head import head
from rctdiag.render.person.result_page import FIRST_DONE, Page
from rctdiag.render.sentences import first_sentence
from rctdiag.render.terminal.layout import CUT
from rctdiag.render.view import View
from render.factory import model, result
from render.ten_documents import ten_documents

WIDTHS = (36, 40, 60, 80, 100)
FIGURES = re.compile("[├■●○]")
STYLES = re.compile(r"\x1b\[[0-9;]*m")


def letters(text: str) -> str:
    """What is left of a text when all that a column or a card puts around it is taken off."""
    return re.sub(r"[\s\u2500-\u257f|+-]", "", text)


def said(result: Result) -> list[str]:
    """Texts that every drawn report has to show whole, each by itself."""
    plan, page = result.plan, Page.of(result)
    # Where help comes first, what comes after its first sentence is said in full only.
    portrait = result.profile.portrait[: 1 if result.support.help_first else None]
    rows = [plan.map.row(strategy) for strategy in STRATEGIES]
    return [
        *(sentence.text for sentence in portrait),
        *(step.title for row in rows for step in (row.now, row.next) if step),
        *(first_sentence(row.reason.text) for row in rows if row.reason),
        *(
            page.say("screen.drawn_after_first")
            if sentence.id == FIRST_DONE and plan.begin
            else page.wait_for(sentence)
            for row in rows
            for sentence in row.opens[:1]
            if row.now is None or sentence.id != FIRST_DONE
        ),
        *(text for step in plan.begin for text in (step.do, step.sign, step.stop_if, step.risk)),
        *(practice.text for practice in result.practices.helping[:1]),
        *result.limits,
        result.validity,
    ]


def check_fits(text: str, view: View) -> None:
    """No line is cut, too long or ends in blanks, and no sign is foreign to the terminal."""
    rows = text.split("\n")
    assert max(map(cell_len, rows)) <= view.width, view
    assert all(row == row.rstrip() for row in rows), view
    assert "\N{HORIZONTAL ELLIPSIS}" not in text
    assert "\x1b" not in text
    assert text.isascii() or not view.ascii


@pytest.mark.parametrize("name", ten_documents())
def test_nothing_is_cut_too_long_or_beyond_ascii(name: str) -> None:
    result = ten_documents()[name]
    short = [View(width=width, ascii=each) for width in WIDTHS for each in (False, True)]
    full = [View(width=36, full=True), View(width=80, full=True, ascii=True)]
    for view in (*short, *full):
        text = render(result, view)
        check_fits(text, view)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", ten_documents())
def test_every_text_is_whole_on_every_terminal(name: str) -> None:
    """Texts in cells wrap, so they are looked for column by column: stacked, or one a card."""
    result = ten_documents()[name]
    for ascii_only in (False, True):
        drawn = letters(render(result, View(width=40, ascii=ascii_only)))
        for text in said(result):
            plain = seven_bit(line(text)) if ascii_only else line(text)
            assert letters(plain) in drawn or letters(plain.capitalize()) in drawn, text


@pytest.mark.parametrize("name", ten_documents())
def test_who_hears_the_report_is_told_what_bars_show(name: str) -> None:
    """Line by line nothing is cut, and what is drawn in the short view is said."""
    result = ten_documents()[name]
    heard = render(result, View(accessible=True))
    assert CUT not in heard
    scales_told = Page.of(result).document.scales.values()
    highest = max(
        (s for s in scales_told if s.kind == "culture" and s.score is not None),
        key=lambda s: s.score or 0,
        default=None,
    )
    scales = [s for s in scales_told if s.kind == "connection" or s == highest]
    for scale in scales:
        facets = [facet for facet in scale.facets.values() if facet.band is not None]
        assert all(line(facet.label).casefold() in heard.casefold() for facet in facets)
    power = [result.readings.get(id_) for id_ in ("power_over", "power_to", "power_with")]
    assert ("Power to act" in heard) == any(r and r.reason != "not_asked" for r in power)
    for step in result.plan.begin:
        lines = heard.split("\n")
        assert any(row.startswith("Risk: ") and line(step.risk) in row for row in lines)
        assert any(row.endswith(line(step.sign)) for row in lines)


def test_letters_of_sources_are_explained_and_that_is_said_where_they_stand() -> None:
    whole = letters(render(ten_documents()["agnes, imagined"], View(full=True)))
    assert letters("(letters explained at the end)") in whole
    assert letters("Letters in the sources: HS is Hartling and Sparks") in whole


@pytest.mark.parametrize(("cant_say", "told"), [(0, "answered"), (2, '2 of them "can\'t say"')])
def test_cannot_say_counts_as_answered_wherever_answers_are_counted(
    cant_say: int, told: str
) -> None:
    """As the review counts it; ``counts.answered`` of the document is the scored ones alone."""
    counts = {"asked": 26, "answered": 26 - cant_say, "cant_say": cant_say, "not_answered": 0}
    page = Page.of(model(result(counts=counts)))
    for name in ("head_answered", "sheet_answered"):
        assert page.how_many(name).startswith("26 of 26 ")
        assert page.how_many(name).endswith(told)
    assert ("can't say" in page.how_many()) == bool(cant_say)
    assert page.how_many() in next(block.text for block in list(head(page))[1:])
