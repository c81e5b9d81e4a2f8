"""Where the header of an export is: below a title, in one row or in several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.platforms.normalised_text import name_key, plain, words_key
from rctdiag.platforms.results.presets import PRESETS, recognised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.documents.mapping import Mapping, Platform
    from rctdiag.model.grid import Grid
    from rctdiag.platforms.results.item_names import ItemNames, Named

_LOOKED_AT = 20  # rows
_META = "{'importid'"  # Qualtrics' third row, with quotes as they come
_OWN_ENOUGH = 2


class Header(NamedTuple):
    """The rows of a header; each column may be named in any of them."""

    rows: tuple[tuple[str, ...], ...]
    above: int  # rows above it: a title, a date
    line: int

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max(len(row) for row in self.rows)

    def names(self, at: int) -> tuple[str, ...]:
        """What stands above a column, from top to bottom."""
        cells = (row[at] for row in self.rows if at < len(row))
        return tuple(text for cell in cells if (text := plain(cell)) and not _is_meta(text))

    def name(self, at: int) -> str:
        """The first of them: how a column is called where it asks no item."""
        return next(iter(self.names(at)), "")

    def index_of(self, name: str) -> int | None:
        """The column of a name, case and blanks aside; None where there is none."""
        wanted = name_key(name)
        for row in self.rows:
            for at, cell in enumerate(row):
                if name_key(cell) == wanted:
                    return at
        return None


def find_header(grid: Grid, names: ItemNames, platform: Platform | None) -> Header | None:
    """The header that names most items; None where no row names any."""
    counts = [_items(row, names) for _, row in grid.rows[:_LOOKED_AT]]
    most = max(counts, default=0)
    if not most:
        return None
    best = counts.index(most)
    start = best
    while start and _is_above(grid.rows[start - 1][1], platform):
        start -= 1
    end = best + 1
    while end < len(grid.rows) and _is_more(grid.rows[end][1], names, most):
        end += 1
    return _header(grid, start, end)


def header_of(grid: Grid, mapping: Mapping) -> Header | None:
    """The header that has every column of a mapping; else the one that has most of them."""
    wanted = {name_key(column.column) for column in mapping.columns}
    best: tuple[int, int] = (0, 0)
    for start in range(min(_LOOKED_AT, len(grid.rows))):
        block = grid.rows[start : start + mapping.header_rows]
        found = wanted & {name_key(cell) for _, row in block for cell in row}
        if len(found) > best[0]:
            best = (len(found), start)
    if not best[0]:
        return None
    return _header(grid, best[1], best[1] + mapping.header_rows)


def _header(grid: Grid, start: int, end: int) -> Header:
    rows = tuple(row for _, row in grid.rows[start:end])
    return Header(rows, start, grid.rows[start][0])


def _items(row: Sequence[str], names: ItemNames) -> int:
    items_named: set[Named] = {named for cell in row if cell and (named := names.named(cell))}
    return len({named.item for named in items_named})


def _is_above(row: Sequence[str], platform: Platform | None) -> bool:
    """Whether a row above the items is part of the header: it has the platform's own columns."""
    known = platform or recognised(row)
    preset_words = {words_key(name) for name in PRESETS[known].own}
    return len(preset_words & {words_key(cell) for cell in row if cell.strip()}) >= _OWN_ENOUGH


def _is_more(row: Sequence[str], names: ItemNames, most: int) -> bool:
    """Whether a row below says once more what the columns are."""
    return any(_is_meta(plain(cell)) for cell in row) or _items(row, names) * 2 >= most


def _is_meta(cell: str) -> bool:
    return cell.casefold().replace('"', "'").replace(" ", "").startswith(_META)
