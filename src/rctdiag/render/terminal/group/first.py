"""The first screen: whose report, everybody's figures, what to build on, what comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType

from rctdiag.render.group.many_groups import needs_care
from rctdiag.render.group.organisation import stands_out
from rctdiag.render.terminal.group.figures import everybody, figures_table
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.terminal.group.group_screen import GroupScreen
    from rctdiag.render.terminal.palette import Role

ROLES: dict[str, Role] = {"highest": "hard", "leads": "hard", "none_high": "hard"}


def first_screen(screen: GroupScreen) -> Iterator[Piece]:
    """What one should see before all else."""
    report = screen.report
    whole = report.document.organisation
    people = screen.words("people_hidden" if whole.n is None else "people", n=whole.n)
    dot = f" {screen.palette.dot} "
    title = dot.join((screen.words("title"), report.created(), people))
    yield Piece(screen.palette.titled_rule(screen.text(title, "bold")), leads=True)
    opening = [screen.text(report.status()), screen.styled("team_opening")]
    yield Piece(Group(*opening), apart=False)
    if report.is_whole_hidden:
        yield Piece(screen.headline(screen.words("whole_hidden"), "sustaining"))
        yield Piece(screen.styled("team_organisation_hidden"))
    else:
        yield from _together(screen)
    ahead = list(_ahead(screen))
    if ahead:
        yield Piece(Group(*ahead))


def _together(screen: GroupScreen) -> Iterator[Piece]:
    word, title = stands_out(screen.report, screen.report.document.organisation)
    if word and screen.report.words.has(f"teams.team_{word}"):
        text = screen.words(word, title=title)
        yield Piece(screen.headline(text, ROLES.get(word, "sustaining")))
    picture = figures_table(screen, everybody(screen))
    yield Piece(Group(picture, screen.styled("team_legend", "quiet")))


def _ahead(screen: GroupScreen) -> Iterator[RenderableType]:
    """Strengths first; and whether something has to be read before any talk."""
    report = screen.report
    whole = report.document.organisation
    names = [strength.good for strength in whole.strengths]
    if names:
        text = screen.say("build_on", parts=report.listed(names))
        yield screen.palette.signed("+", "good", text)
    if any(needs_care(report, group) for group in (whole, *report.groups)):
        yield screen.palette.signed("!", "alarm", screen.say("care"))
