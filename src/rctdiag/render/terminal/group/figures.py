"""Means with their ranges, all on one axis: everybody, and every group beside the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.model.scores import Interval
from rctdiag.render.terminal.axes import Above, Axis
from rctdiag.render.terminal.palette import SIDE_BY_SIDE, grid
from rctdiag.scoring.bands import bands_spanned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.documents.teams import MeanDoc
    from rctdiag.render.terminal.group.group_screen import GroupScreen
    from rctdiag.render.terminal.palette import Role

LABEL = 22  # cells of a label beside its axis; longer ones wrap


class Row(NamedTuple):
    """A line of the table: a mean, a reason why there is none, or a heading."""

    label: Text
    figure: MeanDoc | None = None
    role: Role = "hard"
    instead: Text | None = None  # of the figure


def figures_table(screen: GroupScreen, rows: Sequence[Row]) -> RenderableType:
    """The rows under one another; where there is little room, each label above its axis."""
    wide = screen.width >= SIDE_BY_SIDE
    table = grid(None, 1, None, None, widest=LABEL) if wide else grid(1)
    table.columns[-1].justify = "right" if wide else "left"
    ends = (screen.report.say(f"band_{band}") for band in ("never", "sometimes", "almost_always"))
    above = Above(*map(screen.palette.plain, ends))
    table.add_row(*(("", above, "", "") if wide else (above,)))
    for row in rows:
        figure = row.figure
        if figure is None or figure.mean is None or figure.interval is None:
            instead = row.instead or Text()
            if wide:
                table.add_row(row.label, instead, "", "")
            else:
                table.add_row(Group(row.label, instead) if instead else row.label)
            continue
        low, high = figure.interval.low, figure.interval.high
        axis = Axis(figure.mean, (low, high), row.role)
        extent = f"{round(low)}{screen.palette.dash}{round(high)}"
        if wide:
            shown = _figures(screen, figure)
            table.add_row(row.label, axis, shown, screen.text(extent, "quiet"))
            continue
        head, line = grid(1, None, gap=1), grid(1, None, gap=1)
        head.add_row(row.label, _figures(screen, figure))
        line.add_row(axis, screen.text(extent, "quiet"))
        table.add_row(Group(head, line))
    return table


def everybody(screen: GroupScreen) -> list[Row]:
    """A row for each scale of everybody, the cultures before connection as they were asked."""
    scores = screen.report.document.organisation.scales
    return [
        Row(
            screen.text(screen.report.title(scale), "bold"),
            scores[scale],
            screen.role(scale),
            hidden(screen),
        )
        for scale in screen.report.scales
    ]


def hidden(screen: GroupScreen) -> Text:
    """What stands where there is no figure."""
    return screen.say("not_shown", "quiet")


def _figures(screen: GroupScreen, figure: MeanDoc) -> Text:
    """The mean and the answer words that its range reads as."""
    words = screen.palette.plain(screen.report.bands(figure))
    if screen.width < SIDE_BY_SIDE and figure.interval is not None:
        ends = figure.interval
        bands = bands_spanned(Interval(ends.low, ends.high, ends.level, ends.method))
        first, last = (screen.report.say(f"band_{band}") for band in (bands[0], bands[-1]))
        words = screen.palette.dash.join(map(screen.palette.plain, dict.fromkeys((first, last))))
    return Text.assemble((screen.palette.plain(screen.report.points(figure)), "bold"), " ", words)
