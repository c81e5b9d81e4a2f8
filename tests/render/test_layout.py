"""Lines fit, in terminal cells, whatever is in them."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rctdiag.render.block import Bar, Block
from rctdiag.render.escaping import line
from rctdiag.render.terminal.console import SHADES_ASCII, count, drawing, room
from rctdiag.render.terminal.layout import SHORT_LINES, clip, shorten, wrap

TEXT = st.text(alphabet=st.sampled_from("ab .,田中ü\u0301\U0001f469e-")).map(line)


@given(TEXT, st.integers(min_value=2, max_value=90))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert all(cell_len(row) <= width for row in rows)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")


def test_words_stay_whole_where_they_fit() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("abcdefgh ij", 4) == ["abcd", "efgh", "ij"]
    assert wrap("田中田", 4) == ["田中", "田"]
    assert wrap("", 4) == []


@given(TEXT, st.integers(min_value=4, max_value=40), st.integers(min_value=1, max_value=4))
def test_clipped_text_takes_its_lines_at_most(text: str, width: int, lines: int) -> None:
    told = clip(text, width, lines)
    assert len(wrap(told, width)) <= lines
    assert told == text or told.endswith("...")


def test_clipped_text_ends_after_a_whole_word() -> None:
    assert clip("one two three four", 9, 1) == "one..."
    assert clip("one, two three", 9, 1) == "one..."
    assert clip("abcdefghijkl", 6, 1) == "abc..."


def test_the_highest_rank_goes_first_and_of_one_rank_the_last() -> None:
    blocks = [Block("text", f"{n}", rank=n % 3) for n in range(90)]
    kept = [int(block.text) for block in shorten(blocks, room, count, 72)]
    assert len(kept) == 72
    assert kept == [n for n in range(90) if n % 3 < 2 or n < 36]


def test_an_introduction_goes_with_the_last_item() -> None:
    intro, item = Block("intro", "These:", rank=1), Block("item", "this", rank=2)
    rest = [Block("text", f"{n}") for n in range(SHORT_LINES - 1)]
    assert shorten([intro, item, *rest], room, count) == rest
    assert shorten([intro, item, *rest[:-1]], room, count) == [intro, item, *rest[:-1]]


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(1, 60))
def test_a_bar_fills_its_cells(low: int, score: int, high: int, cells: int) -> None:
    bar = Bar("x", score, low, high, "")
    assert len(drawing(bar, cells, SHADES_ASCII)) == cells


def test_a_bar_of_nothing_and_of_everything() -> None:
    assert drawing(Bar("x", 0, 0, 0, ""), 4, SHADES_ASCII) == "...."
    assert drawing(Bar("x", 100, 100, 100, ""), 4, SHADES_ASCII) == "####"
    assert drawing(Bar("x", 50, 25, 75, ""), 4, SHADES_ASCII) == "#+-."


def test_what_stays_is_kept_however_short_the_view() -> None:
    blocks = [Block("text", f"stays {n}") for n in range(4)]
    blocks.insert(1, Block("text", "goes", rank=3))
    blocks.append(Block("text", "only in full", "full"))
    kept = shorten(blocks, lambda _: 80, len, limit=2)
    assert [block.text for block in kept] == [f"stays {n}" for n in range(4)]
