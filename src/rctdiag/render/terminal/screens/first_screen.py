"""The first screen: what stands out, what holds, where the figures lie, where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.render.person.headline import headline, holds
from rctdiag.render.person.result_page import capital, points
from rctdiag.render.terminal.axes import Above, Axis
from rctdiag.render.terminal.palette import NARROW, RANGES, SIDE_BY_SIDE, grid
from rctdiag.render.terminal.screens.help_box import help_box
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from rctdiag.model.documents.result import ScaleDoc
    from rctdiag.render.person.headline import Tone
    from rctdiag.render.terminal.palette import Role
    from rctdiag.render.terminal.screens.report_screen import ReportScreen

ROLES: dict[Tone, Role] = {"hard": "hard", "good": "good", "plain": "sustaining"}
LABEL = 22  # cells of a label beside its axis; longer ones wrap


def first_screen(screen: ReportScreen) -> Iterator[Piece]:
    """What one should see before all else.

    Help stands before that where somebody marked what calls for it, and straight after the
    picture where only their answers may.
    """
    page = screen.page
    dot = f" {screen.palette.dot} "
    yield Piece(screen.palette.titled_rule(screen.text(dot.join(_who(screen)), "bold")), leads=True)
    marked = page.help_first and page.why_help_first == "marked"
    if marked:
        yield Piece(help_box(screen), apart=False)
    head = headline(page)
    yield Piece(screen.headline(head.text, ROLES[head.tone]), leads=True)
    yield Piece(_portrait(screen))
    if page.scales():
        yield Piece(_picture(screen))
    if page.help_first and not marked:
        yield Piece(help_box(screen))
    # Where help comes first, that is where to begin.
    if page.document.plan.begin and (screen.roomy or not page.help_first):
        yield Piece(_begin(screen))


def _who(screen: ReportScreen) -> list[str]:
    document = screen.page.document
    parts = [screen.words("short_form")] if document.form == "short" else []
    if document.about.frame:
        parts.append(screen.words(f"frame_{document.about.frame}"))
    return [*parts, screen.page.answered_on(), screen.page.how_many()]


def _portrait(screen: ReportScreen) -> Group:
    """What such a place is like and does to people; where it is not told, the statement."""
    page = screen.page
    parts: list[RenderableType] = [_portrait_text(screen)]
    if page.decides:
        parts.append(screen.palette.signed("!", "alarm", screen.brief("head_leads")))
    if page.is_new:
        parts.append(screen.palette.signed("!", "alarm", screen.styled("head_new")))
    good = holds(page) if screen.roomy else holds(page, 1)
    if good:
        parts.append(screen.palette.signed("+", "good", screen.text(good)))
    return Group(*parts)


def _portrait_text(screen: ReportScreen) -> Text:
    """The portrait or the statement; of either only the beginning where help needs the room."""
    profile = screen.page.document.profile
    if not screen.page.help_first or screen.roomy:
        whole = " ".join(sentence.text for sentence in profile.portrait)
        return screen.text(whole or profile.statement)
    if profile.portrait:
        return screen.text(profile.portrait[0].text)
    return screen.shortened(profile.statement)


def _picture(screen: ReportScreen) -> Group:
    """The cultures by height, then connection, on one axis with what it could be."""
    page = screen.page
    scales = sorted(page.scales(), key=lambda s: (s.kind != "culture", -(s.score or 0)))
    wide = screen.width >= NARROW
    table = grid(None, 1, None, widest=LABEL) if wide else grid(1)
    if wide:
        ends = [page.band(band) for band in ("never", "sometimes", "almost_always")]
        table.add_row("", Above(*map(screen.palette.plain, ends)), "")
    for number, scale in enumerate(scales):
        if number and wide and scale.kind != scales[number - 1].kind:
            table.add_row("", "", "")
        _add_scale(screen, table, scale, wide=wide)
    if any(scale.interval for scale in scales):
        return Group(table, screen.say(_legend(screen), "quiet"))
    return Group(table)


def _legend(screen: ReportScreen) -> str:
    """What the lines mean. "By your answers" stands once on a page; a statement has it too."""
    if screen.full or not screen.page.document.profile.portrait:
        return "legend"
    return "legend_answers" if screen.roomy else "legend_brief"


def _add_scale(screen: ReportScreen, table: Table, scale: ScaleDoc, *, wide: bool) -> None:
    page = screen.page
    profile = page.document.profile
    named = scale.id in (*profile.leading, *profile.points_to, *profile.several)
    role: Role = "hard" if scale.kind == "culture" else "good"
    label = screen.text(scale.label, "bold" if named or role == "good" else "")
    unseen = page.mostly_unseen(scale)
    if scale.score is None or unseen:
        text = screen.words("unseen" if unseen else "not_enough")
        if screen.roomy and not unseen:
            text = page.missing(scale)
        missing = screen.text(text, "quiet")
        table.add_row(*((label, missing, "") if wide else (Group(label, missing),)))
        return
    interval = scale.interval
    axis = Axis(scale.score, (interval.low, interval.high) if interval else None, role)
    figures = _figures(screen, scale, scale.score)
    if wide:
        table.add_row(label, axis, figures)
        return
    line = grid(1, None, gap=1)
    line.add_row(label, figures)
    table.add_row(Group(line, axis))


def _figures(screen: ReportScreen, scale: ScaleDoc, score: float) -> Text:
    palette = screen.palette
    bands = [screen.page.band(band) for band in scale.bands] or [screen.page.bands(scale)]
    if screen.width >= SIDE_BY_SIDE and screen.roomy:
        words = screen.page.bands(scale)
    else:
        words = palette.dash.join(dict.fromkeys((bands[0], bands[-1])))
    figures = Text.assemble((f"{points(score):2}", "bold"), " ", palette.plain(words))
    if scale.interval and screen.width >= RANGES:
        low, high = points(scale.interval.low), points(scale.interval.high)
        figures.append(f"  {low}{palette.dash}{high}", "quiet")
    return figures


def _begin(screen: ReportScreen) -> RenderableType:
    """The first small step, in one line."""
    step = screen.page.document.plan.begin[0]
    label = Text.assemble(
        screen.say("begin", "bold"), " ", screen.say("begin_minutes", minutes=step.costs.minutes)
    )
    title = screen.text(capital(step.title))
    if screen.width < SIDE_BY_SIDE:
        return Group(Text.assemble(label, " ", screen.chip(step.strategy)), title)
    table = grid(None, None, 1)
    table.add_row(label, screen.chip(step.strategy), title)
    return table
