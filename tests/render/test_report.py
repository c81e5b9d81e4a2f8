"""What the report looks like: one specimen a kind of reader, in each shape."""

import json
import re

import pytest
from syrupy.assertion import SnapshotAssertion

from rctdiag.render.view import ColourSystem, View
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


@pytest.mark.parametrize("colours", ["standard", "256", "truecolor"])
def test_colour_adds_styles_and_nothing_else(colours: ColourSystem) -> None:
    plain = render(SPECIMENS["leads"], View())
    styled = render(SPECIMENS["leads"], View(colours=colours))
    assert "\x1b" not in plain
    assert "\x1b[1m" in styled
    bare = re.sub(r"\x1b\[[0-9;]*m", "", styled)
    # A chip on its ground needs no brackets.
    assert re.sub(r"[\s\[\]]", "", bare) == re.sub(r"[\s\[\]]", "", plain)


def test_no_shape_but_the_bar_has_signs_outside_ascii() -> None:
    for specimen in SPECIMENS.values():
        assert render(specimen, View(full=True, ascii=True)).isascii()
        assert render(specimen, View(full=True, accessible=True)).isascii()
