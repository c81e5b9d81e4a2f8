"""What is drawn with Rich, as text that a terminal of a given kind can show."""

from __future__ import annotations

from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.segment import Segment

from rctdiag.render.terminal.palette import MARGIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import ConsoleOptions, RenderableType

    from rctdiag.render.terminal.palette import Palette

_ROWS = 1000  # nothing is laid out by height; without one Rich asks the terminal for its width


class Trimmed:
    """Without the blanks at the end of lines that Rich fills up: they break when a window shrinks.

    Blanks on a ground of their own stay.
    """

    def __init__(self, inner: RenderableType) -> None:
        self._inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The lines."""
        for segments in console.render_lines(self._inner, options, pad=False):
            while segments and _is_blank(segments[-1]) and not segments[-1].text.rstrip(" "):
                segments.pop()
            if segments and _is_blank(segments[-1]):
                segments[-1] = Segment(segments[-1].text.rstrip(" "), segments[-1].style)
            yield from segments
            yield Segment.line()


def terminal_console(palette: Palette) -> Console:
    """A console of Rich that draws into memory and asks neither environment nor terminal."""
    # Rich reads off the encoding of its file whether it may go beyond ASCII.
    return Console(
        file=TextIOWrapper(BytesIO(), encoding="ascii" if palette.ascii else "utf-8"),
        width=palette.width,
        height=_ROWS,
        color_system=palette.colours,
        no_color=False,
        force_terminal=palette.colours is not None,
        force_interactive=False,
        force_jupyter=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        theme=palette.theme,
    )


class Canvas:
    """Draws for one kind of terminal, as often as one likes."""

    def __init__(self, palette: Palette) -> None:
        self._console = terminal_console(palette)

    def draw(self, *parts: RenderableType) -> str:
        """The parts under one another, between the margins; every line ends in a newline."""
        with self._console.capture() as drawn:
            self._console.print(framed(parts))
        return drawn.get()


def framed(parts: Iterable[RenderableType]) -> Trimmed:
    """The parts under one another, between the margins, without blanks at the end of lines."""
    return Trimmed(Padding(Group(*parts), (0, MARGIN)))


def _is_blank(segment: Segment) -> bool:
    """Whether a blank at the end of the segment shows nothing."""
    return segment.style is None or (segment.style.bgcolor is None and not segment.style.reverse)
