"""Read it: what contact gives, every group on one axis, whether groups differ, what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.render.group.group_foot import NAMED, hidden
from rctdiag.render.group.group_report import answered
from rctdiag.render.group.many_groups import APART
from rctdiag.render.group.moved_since import moved_since
from rctdiag.render.group.organisation import apart, parts
from rctdiag.render.group.report_in_words import in_order
from rctdiag.render.person.result_page import capital
from rctdiag.render.terminal.axes import Pair
from rctdiag.render.terminal.blocks import drawn_pieces, in_one
from rctdiag.render.terminal.group.figures import Row, figures_table
from rctdiag.render.terminal.group.figures import hidden as not_shown
from rctdiag.render.terminal.palette import SIDE_BY_SIDE, grid
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.model.documents.teams import FacetLabelDoc, GroupDoc
    from rctdiag.render.block import Block
    from rctdiag.render.terminal.group.group_screen import GroupScreen

MIDDLE = 50  # points
BUNDLED = "connection"  # the scale whose parts have names short enough for the side of a bar


def read_screen(screen: GroupScreen) -> Iterator[Piece]:
    """The first part."""
    report = screen.report
    yield Piece(screen.heading(1, "read"), leads=True)
    yield from _blocks(screen, in_one(screen.shown(answered(report))[1:]))
    blocks = screen.shown(moved_since(report))
    if blocks:
        yield Piece(screen.text(blocks[0].text, "bold"), leads=True)
        yield from _blocks(screen, blocks[1:])
    if not report.is_whole_hidden:
        for scale in report.scales:
            if screen.role(scale) == "good" and report.facets(scale):
                yield Piece(_good_things(screen, scale))
        yield from _blocks(screen, screen.shown(parts(report, report.document.organisation)))
    for by in dict.fromkeys(group.by for group in report.document.groups):
        rows = list(_groups(screen, by))
        if rows:
            heading = screen.say("groups", by=report.by(by))
            drawn = any(row.figure is not None and row.figure.mean is not None for row in rows)
            about = screen.say("groups_about" if drawn else "groups_about_plain", "quiet")
            table = figures_table(screen, rows)
            yield Piece(Group(screen.subheading(heading, about), table))
    for part in (apart(report), hidden(report)):
        blocks = screen.shown(part)
        if blocks:
            yield Piece(screen.text(blocks[0].text, "bold"), leads=True)
            yield from _blocks(screen, blocks[1:])


def _blocks(screen: GroupScreen, blocks: Sequence[Block]) -> Iterator[Piece]:
    """Paragraphs and lists; the first right under its heading."""
    for at, piece in enumerate(drawn_pieces(screen.palette, blocks)):
        yield piece._replace(apart=bool(at) and piece.apart)


def _good_things(screen: GroupScreen, scale: str) -> RenderableType:
    """What contact gives, each against its opposite on one track."""
    facets = screen.report.document.organisation.scales[scale].facets
    wide = screen.width >= SIDE_BY_SIDE
    table = grid(None, 1, None, None, gap=1) if wide else grid(1)
    table.columns[0].justify = "right" if wide else "left"
    for label in screen.report.facets(scale):
        left, right = _ends(screen, scale, label)
        mean = facets[label.id].mean
        if mean is None:
            missing = not_shown(screen)
            table.add_row(*((left, missing, right, "") if wide else (Group(right, missing),)))
            continue
        if round(mean) != MIDDLE:
            (right if mean > MIDDLE else left).stylize("bold")
        figure = screen.text(screen.report.points(facets[label.id]), "quiet")
        if wide:
            table.add_row(left, Pair(mean), right, figure)
            continue
        line = grid(1, None, gap=1)
        line.add_row(Pair(mean), figure)
        ends = grid(1, None, gap=1)
        ends.add_row(left, right)
        table.add_row(Group(line, ends))
    about = screen.say("good_things_about", "quiet")
    return Group(screen.subheading(screen.say("good_things"), about), table)


def _ends(screen: GroupScreen, scale: str, label: FacetLabelDoc) -> tuple[Text, Text]:
    if scale == BUNDLED:
        return screen.say(f"without_{label.id}"), screen.say(f"with_{label.id}")
    return screen.text(capital(label.opposite or "")), screen.text(capital(label.label))


def _groups(screen: GroupScreen, by: str) -> Iterator[Row]:
    """Every group on every scale; many only where they can be told apart, else chance shows."""
    report = screen.report
    document = report.document
    rungs = next((row.scales for row in document.breakdowns if row.by == by), {})
    groups = in_order(group for group in document.groups if group.by == by)
    for number, scale in enumerate(report.scales):
        if number:
            yield Row(Text())
        yield Row(screen.text(report.title(scale), "bold"))
        whole = document.organisation.scales[scale]
        yield Row(screen.say("everybody"), whole, screen.role(scale), not_shown(screen))
        is_apart = scale in rungs and rungs[scale].ladder in APART
        if screen.in_short and not is_apart:
            yield Row(Text(), instead=screen.say("not_apart", "quiet"))
            continue
        yield from _of_scale(screen, groups, scale)


def _of_scale(screen: GroupScreen, groups: Sequence[GroupDoc], scale: str) -> Iterator[Row]:
    role, instead = screen.role(scale), not_shown(screen)
    names_hidden = sum(group.scales[scale].mean is None for group in groups) <= NAMED or screen.full
    for group in groups:
        figure = group.scales[scale]
        if figure.mean is not None:
            label = screen.say("group", name=group.name, n=group.n)
            yield Row(label, figure, role, instead)
        elif names_hidden:
            yield Row(screen.text(group.name or ""), instead=instead)
    if not names_hidden:
        count = sum(group.scales[scale].mean is None for group in groups)
        yield Row(screen.say("not_shown_many", count=count), instead=instead)
