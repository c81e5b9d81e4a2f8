"""What stands in columns: a table with lines between its rows, and two parts side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import HORIZONTALS, MINIMAL, Box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from rctdiag.render.terminal.palette import SIDE_BY_SIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from rctdiag.render.terminal.palette import Palette

GAP = 2  # cells between columns
# What Rich puts in the place of its own box in ASCII has upright lines and no room beside them.
_HORIZONTALS_ASCII = Box(" -- \n    \n -- \n    \n -- \n -- \n    \n -- \n", ascii=True)


def lined_table(palette: Palette, *, between: bool = True, head: bool = True) -> Table:
    """An empty table with lines across.

    Args:
        palette: What the terminal can show.
        between: Whether lines part the rows too.
        head: Whether there is a head, in bold.
    """
    return Table(
        box=_HORIZONTALS_ASCII if palette.ascii else HORIZONTALS,
        expand=True,
        show_lines=between,
        show_header=head,
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP, 0, 0),
        border_style="line",
        header_style="bold",
    )


def two_columns(
    heads: Sequence[Text], columns: Sequence[RenderableType], width: int
) -> Table | Group:
    """Two parts beside each other under their heads; where that is too narrow, one below the other.

    Args:
        heads: Both heads.
        columns: Both parts.
        width: Cells of the terminal.
    """
    if width < SIDE_BY_SIDE:
        return Group(heads[0], columns[0], Text(), heads[1], columns[1])
    table = Table(box=MINIMAL, expand=True, show_edge=False, pad_edge=False, border_style="line")
    for head in heads:
        table.add_column(head, ratio=1, overflow="fold")
    table.add_row(*columns)
    return table
