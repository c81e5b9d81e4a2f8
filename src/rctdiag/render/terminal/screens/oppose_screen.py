"""Oppose it: what there is to go on, what shaped the plan, then the strategy map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.columns import Columns
from rich.console import Group
from rich.text import Text

from rctdiag.render.person.oppose_it import RULES, RULES_SHORT
from rctdiag.render.terminal.palette import RANGES
from rctdiag.render.terminal.screens.report_screen import Piece
from rctdiag.render.terminal.screens.strategy_map import strategy_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from rctdiag.model.documents.result import ReadinessDoc
    from rctdiag.render.terminal.screens.report_screen import ReportScreen

HARM_BY_SOMEBODY = frozenset({"danger", "unequal"})  # parts of the support text
LEVELS = {"low": 1, "some": 2, "good": 3}  # dots


def oppose_screen(screen: ReportScreen) -> Iterator[Piece]:
    """The third of the four steps."""
    page = screen.page
    yield Piece(screen.asking(3, "oppose", kept=page.keeping), leads=True)
    has_readiness = page.document.readiness and "no_readiness" not in page.flags
    if has_readiness:
        yield Piece(_readiness(screen), apart=False)
    rules = list(_rules(screen))
    if rules:
        yield Piece(Group(*rules), apart=bool(has_readiness))
    yield from strategy_map(screen)
    if screen.full and not page.help_first:
        away = () if page.fairly_well else (screen.styled("oppose_distance"),)
        yield Piece(Group(*away, screen.styled("oppose_avoid")))


def _readiness(screen: ReportScreen) -> RenderableType:
    cells = [_facet(screen, facet) for facet in screen.page.readiness()]
    columns = Columns(cells, padding=(0, 2), equal=screen.width < RANGES)
    return Group(screen.say("readiness", "bold"), columns) if screen.roomy else columns


def _facet(screen: ReportScreen, facet: ReadinessDoc) -> Text:
    page = screen.page
    if page.words.has(f"screen.drawn_level_{facet.id}_{facet.level}"):
        words = screen.say(f"level_{facet.id}_{facet.level}")
    else:
        level = page.say(f"level_{facet.level}")
        words = screen.styled("oppose_facet", label=facet.label, level=level)
    dots = LEVELS.get(facet.level)
    return Text.assemble((screen.palette.level(dots), "bold"), " ", words) if dots else words


def _rules(screen: ReportScreen) -> Iterator[Text]:
    page = screen.page
    if page.help_first:
        if screen.roomy:  # else the box at the head and the cards below say it
            yield screen.styled("rule_help_first")
        if screen.roomy or HARM_BY_SOMEBODY & set(page.document.support.parts):
            yield screen.brief("oppose_distance")
        return
    rules = [rule for rule in RULES if rule in page.flags]
    for rule in rules if screen.full else rules[:RULES_SHORT]:
        yield screen.brief(f"rule_{rule}")
