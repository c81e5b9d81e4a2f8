"""No document breaks the page: its length, its width, its inertness."""

import io
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from rctdiag.render.person.support_text import render_support
from rctdiag.render.view import View
from render.factory import SUPPORT, Document, helped, render, valid
from render.hostile import documents, rewritten

NO_STOP = {"help_first": False, "parts": SUPPORT, "why": [], "contacts": []}


def _longest() -> Document:
    worst = helped()
    worst["about"] |= {
        "standing": "leads",
        "position": "yes",
        "months_here": 1,
        "frame": "organisation",
    }
    worst["about"]["direction"] = "closed"
    worst["support"]["parts"] = SUPPORT
    return valid(rewritten(worst, lambda _: "many words " * 90, 9))


@given(document=documents(), ascii_only=st.booleans())
@example(document=_longest(), ascii_only=False)
@example(document=_longest() | {"support": NO_STOP}, ascii_only=False)
@settings(max_examples=40)
def test_the_short_view_keeps_to_80_columns(
    document: Document,
    ascii_only: bool,  # noqa: FBT001 - hypothesis gives it by name
) -> None:
    told = render(document, View(ascii=ascii_only))
    rows = told.splitlines()
    assert max(map(cell_len, rows)) <= 80
    assert all(row == row.rstrip(" ") for row in rows)
    assert told.isascii() or not ascii_only
    assert told.endswith("\n")


@given(document=documents(), width=st.sampled_from((20, 40, 60, 80, 200)), full=st.booleans())
@settings(max_examples=40)
def test_lines_fit_the_width_and_hold_no_control_code(
    document: dict[str, object],
    width: int,
    full: bool,  # noqa: FBT001 - as above
) -> None:
    rows = render(document, View(width=width, full=full)).split("\n")
    assert max(map(cell_len, rows)) <= width
    assert not any(unicodedata.category(one) in ("Cc", "Cs") for row in rows for one in row)


@given(documents())
@settings(max_examples=40)
def test_accessible_lines_hold_one_block_each(document: dict[str, object]) -> None:
    told = render(document, View(accessible=True, full=True))
    assert "█" not in told
    assert all(row == row.strip() for row in told.split("\n"))


@given(documents())
@settings(max_examples=15)
def test_ascii_output_can_be_written_to_any_console(document: dict[str, object]) -> None:
    for shape in (
        View(ascii=True),
        View(ascii=True, format="markdown"),
        View(ascii=True, full=True),
    ):
        stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        stream.write(render(document, shape))
        stream.flush()
    render(document, View(full=True)).encode("utf-8")


def test_support_text_is_whole_in_every_shape() -> None:
    told = render_support(SUPPORT, [], View(accessible=True))
    for shape in (View(), View(width=40), View(ascii=True)):
        words = render_support(SUPPORT, [], shape).split()
        assert [word for word in words if word.strip("─-")] == told.split()
