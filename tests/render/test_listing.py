"""Lists and help pages as they are drawn: nothing cut, too long or beyond ASCII, anywhere."""

import re

import pytest
from rich.cells import cell_len

from cli.inside import inside
from rctdiag.cli.content.help_topics import TOPICS
from rctdiag.cli.content.worked_examples import PEOPLE, stories
from rctdiag.cli.shell.command_list import COMMANDS
from rctdiag.cli.shell.reading.pages import pages
from rctdiag.load.library import bundled_steps, find_instruments
from rctdiag.model.step import Step
from rctdiag.render.listing import names, questionnaires, steps
from rctdiag.render.listing.listing import Listing
from rctdiag.render.listing.show_listing import pieces, render_listing
from rctdiag.render.listing.step_page import render_step
from rctdiag.render.listing.topic_page import topic_page
from rctdiag.render.view import View
from rctdiag.render.words import words

WIDTHS = (36, 40, 60, 80, 100)
FOUND = find_instruments((), None)
STEPS: tuple[Step, ...] = bundled_steps(FOUND).steps
LISTS: dict[str, Listing] = {
    "questionnaires": questionnaires.questionnaires((i.questionnaire for i in FOUND), words()),
    "a questionnaire": questionnaires.questionnaire(FOUND[0].questionnaire, words()),
    "steps": steps.steps(STEPS, words()),
    "history": names.history([("2026-03-02-090000-full", "full")] * 40, words()),
    "ledger": names.releases(["spring", "x" * 90, "a name of many words " * 6], words()),
    "demo": names.examples(stories(PEOPLE, "en"), words()),
    **{
        t: topic_page(words().text(f"help.{t.replace('-', '_')}")) for t in TOPICS if t != "support"
    },
}


def letters(text: str) -> str:
    return re.sub(r"[\s─]", "", text)


def fits(text: str, view: View) -> None:
    rows = text.split("\n")
    assert max(map(cell_len, rows)) <= view.width
    assert all(row == row.rstrip() for row in rows)
    assert "\N{HORIZONTAL ELLIPSIS}" not in text
    assert text.isascii() or not view.ascii


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_whole_on_every_terminal(name: str) -> None:
    listing = LISTS[name]
    for width in WIDTHS:
        for ascii_only in (False, True):
            view = View(width=width, ascii=ascii_only)
            fits(render_listing(listing, view), view)
    stacked = letters(render_listing(listing, View(width=36)))
    for section in listing.sections:
        for text in (*section.about, *(t for row in section.rows for t in (row.name, *row.texts))):
            assert letters(text) in stacked
    linear = render_listing(listing, View(accessible=True)).splitlines()
    count = sum(len(section.rows) for section in listing.sections)
    assert len(linear) >= count
    for section in listing.sections:  # a row is a line, with its name first
        for row in section.rows:
            assert any(line.startswith(row.name.strip()) for line in linear)


def test_a_step_is_whole_on_every_terminal() -> None:
    for step in STEPS[::25]:
        for width in WIDTHS:
            view = View(width=width, ascii=width == 60)
            text = render_step(step, words(), view)
            fits(text, view)
            assert letters(step.id) in letters(text)


@pytest.mark.parametrize("width", [36, 80])
def test_a_page_of_a_list_begins_with_a_row(width: int) -> None:
    view = View(width=width)
    each = pieces(LISTS["steps"], view)
    assert "".join(each) == render_listing(LISTS["steps"], view)
    known = {step.id for step in STEPS}
    screens = pages(each, 22)
    assert len(screens) > 10
    for screen in screens:
        first = screen.split("\n")[0].split()[0]
        assert first in known or first.startswith(("[", "Small", "To"))  # or with the foot
        assert screen.count("\n") <= 22


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_help_fits_and_is_never_cut(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = {name: inside(*name.split(), "--help").out for name in ("", *COMMANDS, "steps list")}
    monkeypatch.setenv("COLUMNS", str(columns))
    for name, at_eighty in wide.items():
        text = inside(*name.split(), "--help").out
        told, whole = (each.replace(" \\\n", " ").split() for each in (text, at_eighty))
        longest = max(map(len, whole))  # a word is never broken, but after a hyphen
        assert max(map(len, text.split("\n"))) <= max(columns, longest + 8), name
        assert "".join(told) == "".join(whole), name
