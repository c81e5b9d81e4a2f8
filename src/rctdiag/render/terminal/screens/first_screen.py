"""The first screen: what stands out, what holds, where the figures lie, where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.render.person.result_page import capital, points
from rctdiag.render.terminal.axes import Above, Axis
from rctdiag.render.terminal.palette import NARROW, RANGES, SIDE_BY_SIDE, grid
from rctdiag.render.terminal.screens.help_box import help_box
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from rctdiag.model.documents.result import ScaleDoc
    from rctdiag.render.person.result_page import Page
    from rctdiag.render.terminal.palette import Role
    from rctdiag.render.terminal.screens.report_screen import ReportScreen

KEPT = 25  # points at which, or under which, a hard facet is so rare that its opposite holds
LABEL = 22  # cells of a label beside its axis; longer ones wrap


def first_screen(screen: ReportScreen) -> Iterator[Piece]:
    """What one should see before all else, help before that where it comes first."""
    page = screen.page
    dot = f" {screen.palette.dot} "
    yield Piece(screen.palette.titled_rule(screen.text(dot.join(_who(screen)), "bold")), leads=True)
    if page.help_first:
        yield Piece(help_box(screen), apart=False)
    yield Piece(_headline(screen))
    yield Piece(_portrait(screen))
    if page.scales():
        yield Piece(_picture(screen))
    if page.document.plan.begin:
        yield Piece(_begin(screen))


def _who(screen: ReportScreen) -> list[str]:
    document = screen.page.document
    counts = document.counts
    parts = [screen.words("short_form")] if document.form == "short" else []
    if document.about.frame:
        parts.append(screen.words(f"frame_{document.about.frame}"))
    answered = screen.words("answered", answered=counts.answered, asked=counts.asked)
    return [*parts, screen.page.answered_on(), answered]


def _headline(screen: ReportScreen) -> Text:
    page = screen.page
    profile = page.document.profile
    named = profile.leading or profile.points_to
    if page.fairly_well:
        return screen.headline(screen.words("headline_well"), "good")
    if named:
        headline = _culture(screen, named[0])
        if profile.certainty == "leans":
            headline = screen.words("headline_leans", headline=headline)
        elif not profile.leading:
            headline = screen.words("headline_points_to", headline=headline)
        return screen.headline(headline, "hard")
    if profile.apart:
        return screen.headline(screen.words("headline_apart"), "sustaining")
    if profile.certainty == "several":
        return screen.headline(screen.words("headline_several"), "hard")
    return screen.headline(screen.words(f"headline_{_unnamed(page)}"), "sustaining")


def _culture(screen: ReportScreen, scale: str) -> str:
    if screen.page.words.has(f"screen.drawn_headline_{scale}"):
        return screen.words(f"headline_{scale}")
    known = screen.page.document.scales.get(scale)
    return screen.words("headline_other", label=known.label if known else scale)


def _unnamed(page: Page) -> str:
    """Which headline there is where no culture is named."""
    profile = page.document.profile
    if page.document.form == "short":
        return "short"
    if profile.certainty == "none":
        return "guarded" if page.decides else "none_but" if profile.standing_out else "none"
    return "mixed" if profile.certainty == "mixed" else "not_enough"


def _portrait(screen: ReportScreen) -> Group:
    """What such a place is like and does to people; where it is not told, the statement."""
    page = screen.page
    sentences = [sentence.text for sentence in page.document.profile.portrait]
    parts: list[RenderableType] = [
        screen.text(" ".join(sentences) or page.document.profile.statement)
    ]
    if page.decides:
        parts.append(screen.palette.signed("!", "alarm", screen.told("head_leads")))
    if page.is_new:
        parts.append(screen.palette.signed("!", "alarm", screen.told("head_new")))
    holds = _holds(screen)
    if holds:
        parts.append(screen.palette.signed("+", "good", holds))
    return Group(*parts)


def _holds(screen: ReportScreen) -> Text | None:
    """What is good here all the same; not where help comes first, or nothing hard is named."""
    page = screen.page
    profile = page.document.profile
    named = profile.leading or profile.points_to or profile.several
    if page.help_first or page.fairly_well or not named:
        return None
    # A question left open, or "can't say", may be the one that counts.
    kept = sorted(
        (facet.score, facet.opposite)
        for scale in page.scales()
        if scale.kind == "culture"
        for facet in page.facets(scale)
        if facet.score is not None
        and facet.score <= KEPT
        and facet.opposite
        and facet.answered == facet.items
    )
    if kept and not page.decides:
        parts = page.words.listed([opposite for _, opposite in kept[:2]])
        return screen.say("holds", parts=parts)
    band = page.document.continuum.band
    if band is None or profile.holding_together:
        return None
    return screen.say(f"holds_{band}")


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
        # "By your answers" stands once on a page; a statement has it too.
        said = screen.full or not page.document.profile.portrait
        return Group(table, screen.say("legend" if said else "legend_answers", "quiet"))
    return Group(table)


def _add_scale(screen: ReportScreen, table: Table, scale: ScaleDoc, *, wide: bool) -> None:
    page = screen.page
    profile = page.document.profile
    named = scale.id in (*profile.leading, *profile.points_to, *profile.several)
    role: Role = "hard" if scale.kind == "culture" else "good"
    label = screen.text(scale.label, "bold" if named or role == "good" else "")
    unseen = page.mostly_unseen(scale)
    if scale.score is None or unseen:
        text = screen.words("unseen") if unseen else page.missing(scale)
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
    if screen.width >= SIDE_BY_SIDE:
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
