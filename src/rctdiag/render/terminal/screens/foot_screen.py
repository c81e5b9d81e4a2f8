"""The foot: when to look again, hope, what this cannot tell, whose ideas these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType

from rctdiag.render.person.person_foot import CREDITS, questionnaires
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.terminal.screens.report_screen import ReportScreen


def foot_screen(screen: ReportScreen) -> Iterator[Piece]:
    """The end of the report."""
    page = screen.page
    document = page.document
    ahead: list[RenderableType] = []
    if document.about.company and screen.full:
        ahead.append(screen.styled("replace_company", company=document.about.company))
    if document.plan.begin:
        day = page.look_again_on()
        again = screen.say("look_again_on", date=day) if day else screen.say("look_again_weeks")
        ahead.append(screen.labelled(screen.words("look_again"), again))
    ahead.append(screen.styled(page.hope))
    yield Piece(Group(*ahead))
    title = screen.palette.titled_rule(screen.styled("foot_heading", "bold"))
    limits = " ".join([document.validity, *document.limits])
    yield Piece(Group(title, screen.text(limits)))
    if not screen.full:
        yield Piece(screen.styled("credit_short", "quiet"), apart=False)
        if not screen.palette.keys:
            yield Piece(screen.styled("foot_more", version=document.rctdiag_version), apart=False)
        return
    credit = [screen.styled(id_) for id_ in CREDITS]
    yield Piece(Group(screen.palette.titled_rule(screen.styled("foot_credits", "bold")), *credit))
    version = document.rctdiag_version
    names = questionnaires(page)
    yield Piece(screen.styled("foot_version", version=version, questionnaires=names))
