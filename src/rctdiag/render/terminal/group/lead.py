"""For whoever leads the talk and for those who decide: what does not belong on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.group.debrief_guide import leaders
from rctdiag.render.group.group_foot import foot
from rctdiag.render.group.kept_back import for_leading, special
from rctdiag.render.group.moved_since import unmoved
from rctdiag.render.terminal.blocks import drawn_pieces
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.terminal.group.group_screen import GroupScreen


def lead_screen(screen: GroupScreen) -> Iterator[Piece]:
    """The last part, to be kept back."""
    report = screen.report
    whole = report.document.organisation
    yield Piece(screen.heading(5, "lead"), leads=True)
    keep = screen.styled("team_page_care", "bold")
    yield Piece(screen.palette.signed("!", "alarm", keep), apart=False)
    blocks = (
        [] if report.is_whole_hidden else [*for_leading(report, whole), *special(report, whole)]
    )
    yield from drawn_pieces(screen.palette, screen.shown(blocks))
    for group in () if screen.in_short else report.groups:
        care = screen.shown([*for_leading(report, group), *special(report, group)])
        if care:
            name = screen.text(report.called(group), "bold")
            yield Piece(screen.palette.titled_rule(name), leads=True)
            for at, piece in enumerate(drawn_pieces(screen.palette, care)):
                yield piece._replace(apart=bool(at) and piece.apart)
    yield from drawn_pieces(screen.palette, screen.shown(leaders(report)))


def foot_screen(screen: GroupScreen) -> Iterator[Piece]:
    """How it was worked out, what it cannot tell, hope, and whose ideas these are."""
    report = screen.report
    more = report.say("team_foot_more")
    blocks = [
        block
        for block in screen.shown(foot(report))
        if block.text not in report.document.limits
        and not (screen.palette.keys and block.text == more)
    ]
    rest = screen.shown(unmoved(report))
    if rest:
        yield Piece(screen.text(rest[0].text, "bold"), leads=True)
        yield from drawn_pieces(screen.palette, rest[1:])
    yield from drawn_pieces(screen.palette, blocks[:-1])
    yield Piece(screen.text(" ".join([report.document.validity, *report.document.limits])))
    yield from drawn_pieces(screen.palette, blocks[-1:])
    yield Piece(screen.styled("replace_hope"))
    yield Piece(screen.styled("credit_short", "quiet"), apart=False)
