"""Help: in a box at the head of a report where it comes first, before the steps elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import HEAVY, ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from rctdiag.render.person.support_text import PARTS, fitting_contacts
from rctdiag.render.terminal.palette import SIDE_BY_SIDE, grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.render.terminal.screens.report_screen import ReportScreen

OWN_LIFE = "own_life"
WORN_OUT = "worn_out"
DANGER = "danger"
OTHERS, LOADED, MARKED = "others_at_risk", "load_often", "beyond:others_at_risk"
_TITLE = 20  # cells of a title beside its text


def help_box(screen: ReportScreen) -> Panel:
    """Why help comes first, the parts that fit with the duties of who decides first, the line."""
    page = screen.page
    parts = sorted(page.document.support.parts, key=lambda part: part != "you_decide")
    content = [
        screen.styled(f"support_why_{page.why_help_first}"),
        *_parts(screen, parts, crisis=OWN_LIFE not in parts),
        screen.brief("support_unseen"),
        _more(screen),
    ]
    title = screen.palette.chip(screen.words("help_first"), "hard")
    return Panel(
        Group(*content),
        title=Text.assemble(title),
        title_align="left",
        box=HEAVY,
        border_style="hard",
    )


def before_the_steps(screen: ReportScreen) -> Panel:
    """The parts that fit where help does not come first but before any step."""
    support = screen.page.document.support
    return Panel(
        Group(*_parts(screen, support.parts), *([_more(screen)] if screen.roomy else [])),
        title=screen.say("before_steps", "bold"),
        title_align="left",
        box=ROUNDED,
        border_style="line",
    )


def _parts(
    screen: ReportScreen, parts: Sequence[str], *, crisis: bool = False
) -> Iterator[RenderableType]:
    """Each part that fits; where none of them says it, the crisis line, which is always there."""
    known = [part for part in dict.fromkeys(parts) if part in PARTS]
    wide = screen.width >= SIDE_BY_SIDE
    table = grid(None, 1, widest=_TITLE) if wide else grid(1)
    why = screen.page.document.support.why
    only_load = LOADED in why and MARKED not in why and not screen.roomy
    for part in known:
        if part == OTHERS and only_load and DANGER in known:
            continue  # which asks the same
        title = screen.words(f"help_{part}")
        id_ = f"support_{part}_brief"
        if part == OTHERS and only_load:
            id_ = "support_others_at_risk_ask"
        # What comforts stands where there is room; what one can do stands everywhere.
        brief = screen.brief(id_) if part == WORN_OUT else screen.styled(id_)
        contacts = Text("\n").join([brief, *_contacts(screen, part)])
        if wide:
            table.add_row(screen.text(title, "bold"), contacts)
        else:
            table.add_row(screen.labelled(title, contacts))
    if crisis:
        label, text = screen.words("help_crisis"), screen.say("crisis")
        if wide:
            table.add_row(screen.text(label, "bold"), text)
        else:
            table.add_row(screen.labelled(label, text))
    yield table
    yield from _contacts(screen, None)


def _contacts(screen: ReportScreen, part: str | None) -> list[Text]:
    contacts = screen.page.document.support.contacts
    return [
        screen.styled("support_contact", name=contact.name, how=contact.how)
        for contact in fitting_contacts(contacts, part)
    ]


def _more(screen: ReportScreen) -> Text:
    if screen.palette.keys:
        return Text.assemble(screen.palette.key("h"), " ", screen.say("more_help_key"))
    return screen.styled("support_more")
