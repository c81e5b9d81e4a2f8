"""Name it: what there is to build on beside what is worth a talk, together and by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.render.group.group_section import alike, differences_from_rest, method, response_of
from rctdiag.render.group.many_groups import overview
from rctdiag.render.group.organisation import parts, stands_out, ways
from rctdiag.render.terminal.blocks import drawn, drawn_pieces
from rctdiag.render.terminal.columns import two_columns
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.model.documents.teams import GroupDoc
    from rctdiag.render.block import Block
    from rctdiag.render.terminal.group.group_screen import GroupScreen
    from rctdiag.render.terminal.palette import Role

COLUMNS: tuple[tuple[Role, str], ...] = (("good", "strengths"), ("hard", "focus"))
SURE = frozenset({"highest", "leads"})


def name_screen(screen: GroupScreen) -> Iterator[Piece]:
    """The second part."""
    report = screen.report
    yield Piece(screen.heading(2, "name"), leads=True)
    if report.is_whole_hidden:
        yield Piece(screen.styled("team_organisation_hidden"), apart=False)
    else:
        whole = report.document.organisation
        word, title = stands_out(report, whole)
        if word in SURE:
            yield Piece(screen.styled(f"team_{word}", title=title), apart=False)
        yield Piece(_two_columns(screen, list(ways(report, whole))), apart=word in SURE)
    if screen.in_short:
        yield from drawn_pieces(screen.palette, screen.shown(overview(report)))
        return
    for group in report.groups:
        yield Piece(Group(*_group(screen, group)))


def _group(screen: GroupScreen, group: GroupDoc) -> Iterator[RenderableType]:
    report = screen.report
    word, title = stands_out(report, group)
    name = screen.text(report.called(group))
    yield screen.palette.titled_rule(
        screen.subheading(name, screen.say("group_people", "quiet", n=group.n))
    )
    notes = list(response_of(report, group))
    yield from (screen.text(block.text) for block in screen.shown(notes))
    if word and report.words.has(f"teams.team_{word}"):
        yield screen.text(f"{screen.words(word, title=title)}.")
    about = [*differences_from_rest(report, group), *alike(report, group)]
    if screen.shown(about):
        yield drawn(screen.palette, screen.shown(about))
    if report.is_full and report.shows(group):
        yield _two_columns(screen, list(ways(report, group)))
    rest = [*parts(report, group), *method(report, group)] if screen.full else []
    if rest:
        yield Text()
        yield drawn(screen.palette, rest)


def _two_columns(screen: GroupScreen, blocks: Sequence[Block]) -> RenderableType:
    """Strengths beside what weighs; one under the other in little room; else what is said."""
    heads = [at for at, block in enumerate(blocks) if block.kind == "sub"]
    if len(heads) != len(COLUMNS):
        return drawn(screen.palette, blocks)
    bounds = zip(heads, [*heads[1:], len(blocks)], strict=True)
    columns = [drawn(screen.palette, blocks[start + 1 : end]) for start, end in bounds]
    titles = [
        Text.assemble((screen.palette.sign(sign), sign), " ", screen.say(id_, "bold"))
        for sign, id_ in COLUMNS
    ]
    return two_columns(titles, columns, screen.width)
