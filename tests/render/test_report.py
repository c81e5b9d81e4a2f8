"""What the report looks like: one specimen a kind of reader, in each shape."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from rctdiag.render.view import View
from render.factory import SPECIMENS, render

VIEWS = {
    "short": View(),
    "full": View(full=True),
    "narrow": View(width=40, ascii=True),
    "accessible": View(accessible=True),
    "markdown": View(format="markdown", full=True),
}


@pytest.mark.parametrize("specimen", SPECIMENS)
@pytest.mark.parametrize("shape", VIEWS)
def test_report(specimen: str, shape: str, snapshot: SnapshotAssertion) -> None:
    assert render(SPECIMENS[specimen], VIEWS[shape]) == snapshot


@pytest.mark.parametrize("specimen", SPECIMENS)
@pytest.mark.parametrize("shape", VIEWS)
def test_the_way_through_json_changes_no_byte(specimen: str, shape: str) -> None:
    document = SPECIMENS[specimen]
    back = json.loads(render(document, View(format="json")))
    assert render(back, VIEWS[shape]) == render(document, VIEWS[shape])


def test_colour_adds_styles_and_nothing_else() -> None:
    plain = render(SPECIMENS["leads"], View())
    styled = render(SPECIMENS["leads"], View(colours="standard"))
    assert "\x1b[1m1. Read it" in styled
    assert styled.replace("\x1b[1m", "").replace("\x1b[4m", "").replace("\x1b[0m", "") == plain
    assert "\x1b" not in plain


def test_a_bar_shows_score_and_range() -> None:
    row = next(line for line in render(SPECIMENS["leads"], View()).splitlines() if "█" in line)
    # 69, 78 and 88 of 100 points are 11, 12 and 14 of 16 cells.
    bar = "█" * 11 + "▓" + "▒" * 2 + "░" * 2
    assert row == f"  Top-down          {bar}  78 (69 to 88) often to almost always"


def test_no_shape_but_the_bar_has_signs_outside_ascii() -> None:
    for specimen in SPECIMENS.values():
        assert render(specimen, View(full=True, ascii=True)).isascii()
        assert render(specimen, View(full=True, accessible=True)).isascii()
