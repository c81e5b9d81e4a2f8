"""The colours, chips, signs and rules that every screen in a terminal is made of.

Words keep the colour of the terminal; only lines, bars, signs and chips are coloured, so that one
palette serves light and dark. A chip brings its own ground. Colour never tells anything alone: a
sign and a word always stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rich.columns import Columns
from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from rctdiag.render.escaping import line, seven_bit
from rctdiag.render.program import AS_INSTALLED, Program

if TYPE_CHECKING:
    from rich.console import RenderableType

    from rctdiag.model.step import Strategy
    from rctdiag.render.view import ColourSystem, View

WIDEST = 100  # columns: longer lines are hard to read
RANGES = 90  # from here on, figures also give their range
SIDE_BY_SIDE = 70  # below it, what stands side by side is stacked
NARROW = 50  # below it, a label goes above its axis and a field's name runs into its text
MARGIN = 1  # blank columns left and right

Role = Literal["hard", "good", "naming", "norming", "negotiating", "networking", "sustaining"]

# Line tones have 3.4:1 or more on white, on #1e1e1e and on both Solarized grounds; text on chips
# has 5.2:1 or more. Hues after Okabe and Ito.
_MANY_COLOURS = {
    "hard": "#D55E00",
    "good": "#1F7FC4",
    "naming": "#B8790A",
    "norming": "#B5609A",
    "negotiating": "#00926B",
    "networking": "#1F7FC4",
    "sustaining": "#7F7F7F",
    "chip.hard": "bold #000000 on #E8743B",
    "chip.good": "bold #FFFFFF on #0072B2",
    "chip.naming": "bold #000000 on #E69F00",
    "chip.norming": "bold #000000 on #CC79A7",
    "chip.negotiating": "bold #000000 on #1DB184",
    "chip.networking": "bold #FFFFFF on #0072B2",
    "chip.sustaining": "bold #FFFFFF on #6B6B6B",
    "key": "bold #000000 on #B4B4B4",
    "alarm": "bold #D55E00",
    "line": "#7F7F7F",
    "quiet": "dim",
    "words": "default",
}
_SIXTEEN_COLOURS = {
    **_MANY_COLOURS,
    "hard": "red",
    "good": "bright_blue",
    "naming": "yellow",
    "norming": "magenta",
    "negotiating": "green",
    "networking": "bright_blue",
    "sustaining": "default",
    "chip.hard": "bold black on red",
    "chip.good": "bold reverse bright_blue",
    "chip.naming": "bold black on yellow",
    "chip.norming": "bold black on magenta",
    "chip.negotiating": "bold black on green",
    "chip.networking": "bold reverse bright_blue",
    "chip.sustaining": "bold reverse",
    "key": "bold reverse",
    "alarm": "bold red",
    "line": "default",
}
_SIGNS = {  # a sign, and what stands for it in ASCII
    "hard": ("\N{MINUS SIGN}", "-"),
    "good": ("+", "+"),
    "naming": ("»", ">"),
    "norming": ("§", "?"),
    "negotiating": ("±", "="),
    "networking": ("&", "&"),
    "sustaining": ("~", "~"),
}


@dataclass(frozen=True, slots=True)
class Palette:
    """What a terminal can show, and the smallest parts in its hand.

    Attributes:
        width: the columns of the terminal, the margins among them.
        ascii: keep to 7-bit characters.
        colours: how many colours there are; None writes no control code at all.
        keys: somebody sits at the keys, so a screen may offer them.
        program: how it was started; commands are written so that they run as printed.
    """

    width: int = 80
    ascii: bool = False
    colours: ColourSystem | None = None
    keys: bool = False
    program: Program = AS_INSTALLED

    @property
    def room(self) -> int:
        """The columns between the margins."""
        return self.width - 2 * MARGIN

    @property
    def theme(self) -> Theme:
        """The styles by name, for a console of Rich."""
        return Theme(_SIXTEEN_COLOURS if self.colours == "standard" else _MANY_COLOURS)

    def plain(self, text: str) -> str:
        """Text on one line, from wherever it comes, with nothing left in it that acts."""
        safe = line(self.program.typed(text))
        return seven_bit(safe) if self.ascii else safe

    def text(self, text: str, style: str = "") -> Text:
        """The same for Rich. Nothing in it is markup."""
        return Text.assemble((self.plain(text), style))

    def sign(self, role: Role) -> str:
        """The sign of a strategy, or of what helps (+) and what presses (-)."""
        return _SIGNS[role][1 if self.ascii else 0]

    def chip(self, text: str, role: Role) -> Text:
        """A few words on a ground of their own; in brackets where there is not a colour."""
        words = self.plain(text)
        if self.colours:
            return Text.assemble((f" {words} ", f"chip.{role}"))
        return Text.assemble((f"[{words}]", "bold"))

    def strategy(self, strategy: Strategy, label: str) -> Text:
        """The chip of a strategy: its sign and its name."""
        return self.chip(f"{self.sign(strategy)} {label}", strategy)

    def key(self, key: str) -> Text:
        """The name of a key as it is pressed."""
        words = self.plain(key)
        return Text.assemble((f" {words} ", "key") if self.colours else (f"[{words}]", "bold"))

    def key_row(self, *pairs: tuple[str, str]) -> Columns:
        """Keys with what each does, as many beside one another as fit."""
        parts = [Text.assemble(self.key(key), f" {self.plain(does)}") for key, does in pairs]
        return Columns(parts, padding=(0, 2))

    def rule(self) -> Rule:
        """A line across."""
        # Rich draws a rule without a title in box signs even where only ASCII is allowed.
        return Rule(characters=self._line_sign, style="line")

    def titled_rule(self, title: Text) -> RenderableType:
        """A line across that begins with a title; a long title goes above it, never cut."""
        if title.cell_len + 4 <= self.room:
            return Rule(title, characters=self._line_sign, align="left", style="line")
        return Group(title, self.rule())

    def signed(self, sign: str, style: str, text: Text) -> Table:
        """A paragraph with a sign before it, its lines under one another."""
        table = grid(None, 1, gap=1)
        table.add_row(Text.assemble((self.plain(sign), style)), text)
        return table

    def level(self, count: int, of: int = 3) -> str:
        """Filled and empty dots: two of three."""
        on, off = ("*", ".") if self.ascii else ("●", "○")
        return on * count + off * (of - count)

    @property
    def dash(self) -> str:
        """From here to there."""
        return "-" if self.ascii else "\N{EN DASH}"

    @property
    def dot(self) -> str:
        """What separates facts on one line."""
        return "-" if self.ascii else "\N{MIDDLE DOT}"

    @property
    def _line_sign(self) -> str:
        return "-" if self.ascii else "─"


def palette(view: View, *, keys: bool = False) -> Palette:
    """The palette for one way to show a report."""
    return Palette(min(view.width, WIDEST), view.ascii, view.colours, keys, view.program)


def grid(*ratios: int | None, gap: int = 2, widest: int | None = None) -> Table:
    """A table without lines: columns of their own width (None), or with a share of the rest.

    Args:
        ratios: one a column.
        gap: blank columns between two columns.
        widest: of the first column; a longer label wraps. Nothing is ever cut.
    """
    table = Table.grid(padding=(0, gap, 0, 0), expand=True)
    table.pad_edge = False
    for number, ratio in enumerate(ratios):
        table.add_column(ratio=ratio, overflow="fold", max_width=None if number else widest)
    return table
