"""A person's weeks, drawn: a line of signs for each good thing, and their own words by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.render.person.result_page import capital
from rctdiag.render.terminal.drawing import Canvas
from rctdiag.render.terminal.palette import NARROW, grid, palette

if TYPE_CHECKING:
    from rctdiag.model.documents.over_time.note import Amount
    from rctdiag.render.over_time.weeks_words import WeeksWords
    from rctdiag.render.terminal.palette import Palette
    from rctdiag.render.view import View

_SIGNS: dict[Amount | None, tuple[str, str]] = {  # drawn, and in ASCII
    "more": ("█", "^"),
    "usual": ("▄", "-"),
    "less": ("▁", "_"),
    None: ("·", "."),
}
_DAY = 18  # cells of the longest date


def drawn_weeks(weeks: WeeksWords, view: View) -> str:
    """The weeks, as wide as the terminal."""
    shown = palette(view)
    parts: list[RenderableType] = [shown.titled_rule(shown.text(weeks.say("title"), "bold"))]
    if when := weeks.when():
        parts += [shown.text(when), Text(), _goods(weeks, shown), _legend(weeks, shown)]
    wide = view.width >= NARROW
    table = grid(None, 1, widest=_DAY) if wide else grid(1)
    before = ""
    for line in weeks.lines():
        day = shown.text("" if line.day == before and wide else line.day, "quiet")
        text = shown.text(line.text, "bold" if line.event else "")
        if wide:
            table.add_row(day, text)
        else:
            table.add_row(Group(*([] if line.day == before else [day]), text))
        before = line.day
    if before:
        parts += [Text(), shown.text(weeks.say("head_words"), "bold"), table]
    return Canvas(shown).draw(*parts)


def _goods(weeks: WeeksWords, shown: Palette) -> RenderableType:
    """The newest weeks that fit, a row a good thing."""
    wide = shown.width >= NARROW
    table = grid(None, 1) if wide else grid(1)
    room = shown.room - (max(len(name) for name, _ in weeks.goods()) + 2 if wide else 0)
    for name, amounts in weeks.goods():
        signs = "".join(_sign(amount, shown) for amount in amounts[-room:])
        label, line = shown.text(capital(name)), Text.assemble((signs, "good"))
        table.add_row(*((label, line) if wide else (Group(label, line),)))
    return table


def _sign(amount: Amount | None, shown: Palette) -> str:
    return _SIGNS[amount][1 if shown.ascii else 0]


def _legend(weeks: WeeksWords, shown: Palette) -> Text:
    signs = {amount: _sign(amount, shown) for amount in _SIGNS if amount}
    return shown.text(weeks.say("legend", **signs), "quiet")
