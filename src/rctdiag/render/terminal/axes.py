"""Figures as lines: a score with its range, two opposites, a short bar, and words along a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.measure import Measurement
from rich.segment import Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions

    from rctdiag.render.terminal.palette import Role

SHORTEST = 12  # cells of an axis
SHORT_BAR = 8  # cells
LABEL = 22  # cells of a label beside a line from then to now; longer ones wrap
_FIT = 3  # cells between words on a line


class Axis:
    """0 to 100 as a line: the range heavy, the score as a marker; as wide as there is room."""

    def __init__(
        self, score: float, limits: tuple[float, float] | None, role: Role, *, figure: bool = False
    ) -> None:
        """With ``figure`` the score stands above its marker."""
        self._score = _inside(score)
        low, high = limits or (score, score)
        self._low, self._high = min(_inside(low), self._score), max(_inside(high), self._score)
        self._role = role
        self._figure = figure

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The line, under the figure where there is one."""
        cells = options.max_width
        signs = ("|", "|", "-", "=", "O") if options.ascii_only else ("├", "┤", "─", "━", "●")
        left, right, thin, heavy, marker = signs
        low, score, high = (
            1 + round(value / 100 * (cells - 3)) for value in (self._low, self._score, self._high)
        )
        line, strong = console.get_style("line"), console.get_style(self._role)
        if self._figure:
            text = str(round(self._score))
            yield Segment(" " * max(0, score - (len(text) - 1) // 2))
            yield Segment(text, console.get_style("bold"))
            yield Segment.line()
        yield Segment(left + thin * (low - 1), line)
        yield Segment(heavy * (score - low), strong)
        yield Segment(marker, strong + console.get_style("bold"))
        yield Segment(heavy * (high - score), strong)
        yield Segment(thin * (cells - 2 - high) + right, line)
        yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From a stub to all the room there is."""
        return Measurement(min(SHORTEST, options.max_width), options.max_width)


def role_of_change(better: bool | None) -> Role:  # noqa: FBT001 - a fact, no option
    """How a change is coloured: for the better, for the worse, or neither."""
    if better is None:
        return "sustaining"
    return "good" if better else "hard"


class ThenNow:
    """0 to 100 as a line: where a score was, where it is, and the way between them heavy."""

    def __init__(self, first: float, second: float, role: Role) -> None:
        self._first, self._second = _inside(first), _inside(second)
        self._role = role

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The line."""
        cells = options.max_width
        signs = ("|", "|", "-", "=", "o", "O") if options.ascii_only else tuple("├┤─━○●")
        left, right, thin, heavy, then, now = signs
        first, second = (1 + round(v / 100 * (cells - 3)) for v in (self._first, self._second))
        low, high = sorted((first, second))
        line, strong = console.get_style("line"), console.get_style(self._role)
        yield Segment(left + thin * (low - 1), line)
        if low == high:
            yield Segment(now, strong + console.get_style("bold"))
        else:
            yield Segment(then if low == first else now, strong + console.get_style("bold"))
            yield Segment(heavy * (high - low - 1), strong)
            yield Segment(then if high == first else now, strong + console.get_style("bold"))
        yield Segment(thin * (cells - 2 - high) + right, line)
        yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From a stub to all the room there is."""
        return Measurement(min(SHORTEST, options.max_width), options.max_width)


class Pair:
    """A good thing to the right of a spine and its opposite to the left, on one track."""

    def __init__(self, score: float) -> None:
        self._score = _inside(score)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The line."""
        side = (options.max_width - 1) // 2
        dot, block, spine = (".", "#", "|") if options.ascii_only else ("·", "■", "│")
        good = round(self._score / 100 * side)
        hard = round((100 - self._score) / 100 * side)
        line = console.get_style("line")
        yield Segment(dot * (side - hard), line)
        yield Segment(block * hard, console.get_style("hard"))
        yield Segment(spine, line)
        yield Segment(block * good, console.get_style("good"))
        yield Segment(dot * (side - good), line)
        yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From a stub to all the room there is."""
        return Measurement(min(SHORTEST, options.max_width), options.max_width)


class ShortBar:
    """Two or three answers as a bar of a few cells: enough to talk about, not to compare."""

    def __init__(self, score: float, role: Role) -> None:
        self._filled = round(_inside(score) / 100 * SHORT_BAR)
        self._role = role

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The bar."""
        dot, block = (".", "#") if options.ascii_only else ("·", "■")
        yield Segment(block * self._filled, console.get_style(self._role))
        yield Segment(dot * (SHORT_BAR - self._filled), console.get_style("line"))
        yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Always as wide."""
        return Measurement(SHORT_BAR, SHORT_BAR)


class Along:
    """Words spread along an axis, the one that holds in bold; that one alone in little room."""

    def __init__(self, words: Sequence[str], current: int) -> None:
        self._words = tuple(words)
        self._current = current

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The line of words."""
        cells = options.max_width
        shown = list(enumerate(self._words))
        if sum(map(cell_len, self._words)) + 2 * len(self._words) > cells:
            shown = [shown[self._current]]
        used = 0
        for number, word in shown:
            width = cell_len(word)
            share = number / (len(self._words) - 1)
            start = min(cells - width, max(used, round(cells * share - width / 2)))
            yield Segment(" " * (start - used))
            yield Segment(word, console.get_style("bold" if number == self._current else "quiet"))
            used = start + width
        yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From a stub to all the room there is."""
        return Measurement(min(SHORTEST, options.max_width), options.max_width)


class Above:
    """What the ends of an axis mean, and its middle where there is room for it."""

    def __init__(self, left: str, middle: str, right: str) -> None:
        self._words = (left, middle, right)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The line of words."""
        cells = options.max_width
        left, middle, right = self._words
        if cell_len(left) + cell_len(right) + _FIT > cells:
            left, middle, right = "0", "", "100"
        start = (cells - cell_len(middle)) // 2
        free = cells - cell_len(right) - start - cell_len(middle)
        if start < cell_len(left) + _FIT or free < _FIT:
            middle, start, free = "", cell_len(left), cells - cell_len(left) - cell_len(right)
        text = f"{left}{' ' * (start - cell_len(left))}{middle}{' ' * free}{right}"
        yield Segment(text, console.get_style("quiet"))
        yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From a stub to all the room there is."""
        return Measurement(min(SHORTEST, options.max_width), options.max_width)


def _inside(value: float) -> float:
    return min(100.0, max(0.0, value))
