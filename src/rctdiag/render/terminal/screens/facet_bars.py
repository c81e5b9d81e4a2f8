"""The parts of the scales: a short bar and a word each, no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.render.person.result_page import capital
from rctdiag.render.terminal.axes import ShortBar
from rctdiag.render.terminal.palette import NARROW, grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from rctdiag.model.documents.result import FacetDoc, ScaleDoc
    from rctdiag.render.terminal.palette import Role
    from rctdiag.render.terminal.screens.report_screen import ReportScreen

LABEL = 52  # cells; longer labels wrap


def facet_bars(screen: ReportScreen) -> Iterator[RenderableType]:
    """The parts of the culture that is named, or of the highest; in full those of every scale."""
    scales = [scale for scale in screen.page.scales() if scale.reason != "not_asked"]
    if not screen.full:
        highest = screen.page.highest_culture()
        scales = [highest] if highest else []
    for scale in scales:
        facets = screen.page.facets(scale)
        if facets:
            yield _facets(screen, scale, facets)


def _facets(screen: ReportScreen, scale: ScaleDoc, facets: list[FacetDoc]) -> Group:
    good = scale.kind == "connection"
    title = screen.styled("read_connection" if good else "read_parts", label=scale.label)
    theory = screen.say("theory", "quiet", theory=scale.theory) if scale.theory else None
    parts: list[RenderableType] = [screen.subheading(title, theory)]
    if all(facet.band is None for facet in facets):
        return Group(*parts, screen.styled("read_parts_missing"))
    wide = screen.width >= NARROW
    table = grid(None, None, 1, widest=LABEL) if wide else grid(1)
    for facet in facets:
        _add(screen, table, facet, "good" if good else "hard", wide=wide)
    return Group(*parts, table)


def _add(screen: ReportScreen, table: Table, facet: FacetDoc, role: Role, *, wide: bool) -> None:
    label = screen.text(capital(facet.label))
    word, bar = _word(screen, facet), Text()
    shown: RenderableType = bar
    if facet.score is not None and not screen.page.unseen(facet.id, facet.band):
        shown = ShortBar(facet.score, role)
    if facet.opposite and role == "good":
        label.append_text(screen.say("against", "quiet", opposite=facet.opposite))
    if wide:
        table.add_row(label, shown, word)
        return
    line = grid(None, 1)
    line.add_row(shown, word)
    table.add_row(Group(label, line))


def _word(screen: ReportScreen, facet: FacetDoc) -> Text:
    if facet.band is None:
        return screen.say("not_enough", "quiet")
    if screen.page.unseen(facet.id, facet.band):
        return screen.say("unseen", "quiet")
    return screen.text(screen.page.band(facet.band))
