"""Read it: contact between two ends, what it gives, power in three kinds, the parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.model.scores import BANDS
from rctdiag.render.person.read_it import paradox_strength, what_crowds_out
from rctdiag.render.person.result_page import points
from rctdiag.render.sentences import first_sentence
from rctdiag.render.terminal.axes import Along, Axis, Pair
from rctdiag.render.terminal.palette import NARROW, SIDE_BY_SIDE, grid
from rctdiag.render.terminal.screens.facet_bars import facet_bars
from rctdiag.render.terminal.screens.report_screen import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.terminal.palette import Role
    from rctdiag.render.terminal.screens.report_screen import ReportScreen

# The five good things, each against an opposite short enough for the side of a bar.
GOOD_THINGS = ("zest", "empowerment", "clarity", "worth", "desire_for_connection")
POWER: tuple[tuple[str, Role], ...] = (
    ("power_over", "hard"),
    ("power_to", "good"),
    ("power_with", "good"),
)
MIDDLE = 50  # points
LABEL = 24  # cells


def read_screen(screen: ReportScreen) -> Iterator[Piece]:
    """The first of the four steps."""
    page = screen.page
    yield Piece(screen.asking(1, "read"), leads=True)
    lines = list(_continuum(screen))
    if lines:
        yield Piece(Group(*lines), apart=False)
    if screen.full and page.document.profile.portrait:
        yield Piece(screen.text(page.document.profile.statement), apart=bool(lines))
    if not screen.makes_room:
        good = _good_things(screen)
        if good is not None:
            yield Piece(good)
    if screen.roomy:
        for content in (_power(screen), _paradox(screen)):
            if content is not None:
                yield Piece(content)
        yield from map(Piece, facet_bars(screen))
    if screen.full:
        yield from _rest(screen)


def _continuum(screen: ReportScreen) -> Iterator[RenderableType]:
    continuum = screen.page.document.continuum
    if continuum.reason == "not_asked":
        return
    if continuum.position is None or continuum.band is None:
        yield screen.styled("read_continuum_missing")
    else:
        yield _line(screen, continuum.position, BANDS.index(continuum.band))
    if continuum.direction:
        yield screen.styled(f"read_{continuum.direction}")


def _line(screen: ReportScreen, position: float, band: int) -> RenderableType:
    scale = next((s for s in screen.page.scales() if s.kind == "connection"), None)
    interval = scale.interval if scale else None
    limits = (interval.low, interval.high) if interval else None
    axis = Axis(position, limits, "good", figure=True)
    ends = screen.say("disconnection"), screen.say("connection")
    if screen.width >= NARROW:
        words = [screen.palette.plain(screen.words(f"contact_{band_name}")) for band_name in BANDS]
        if not screen.roomy:
            words = [word if at == band else "" for at, word in enumerate(words)]
        table = grid(None, 1, None, gap=1)
        left, right = (Group(Text(), end) for end in ends)
        table.add_row(left, Group(axis, Along(words, band)), right)
        return table
    line = grid(1, None, gap=1)
    line.add_row(*ends)
    return Group(axis, line, screen.say(f"contact_{BANDS[band]}_sentence"))


def _good_things(screen: ReportScreen) -> RenderableType | None:
    connection = next((s for s in screen.page.scales() if s.kind == "connection"), None)
    facets = connection.facets if connection else {}
    known = [(id_, facets[id_]) for id_ in GOOD_THINGS if id_ in facets]
    if all(facet.score is None for _, facet in known):
        return None
    wide = screen.width >= NARROW
    table = grid(None, 1, None, gap=1) if wide else grid(1)
    table.columns[0].justify = "right" if wide else "left"
    for id_, facet in known:
        left, right = screen.say(f"without_{id_}"), screen.say(f"with_{id_}")
        if facet.score is None:
            missing = screen.say("not_enough", "quiet")
            table.add_row(*((left, missing, right) if wide else (Group(right, missing),)))
            continue
        if facet.score != MIDDLE:
            (right if facet.score > MIDDLE else left).stylize("bold")
        if wide:
            table.add_row(left, Pair(facet.score), right)
        else:
            ends = grid(1, None, gap=1)
            ends.add_row(left, right)
            table.add_row(Group(ends, Pair(facet.score)))
    about = screen.say("good_things_about") if screen.roomy else None
    key = screen.say("good_things_key", "quiet")
    return Group(screen.subheading(screen.say("good_things"), about), table, key)


def _power(screen: ReportScreen) -> RenderableType | None:
    known = [(reading, role) for id_, role in POWER if (reading := screen.page.reading(id_))]
    if not known:
        return None
    wide = screen.width >= SIDE_BY_SIDE
    table = grid(None, None, 1, None) if wide else grid(1)
    for reading, role in known:
        label, about = screen.say(reading.id, "bold"), screen.say(f"{reading.id}_about", "quiet")
        unseen = screen.page.unseen(reading.id, reading.band)
        if reading.score is None or reading.band is None or unseen:
            missing = screen.say("unseen" if unseen else "not_enough", "quiet")
            table.add_row(
                *((label, about, missing, "") if wide else (Group(label, about, missing),))
            )
            continue
        figures = Text.assemble((f"{points(reading.score):2}", "bold"), " ")
        figures.append_text(screen.text(screen.page.band(reading.band)))
        axis = Axis(reading.score, None, role)
        if wide:
            table.add_row(label, about, axis, figures)
        else:
            line = grid(1, None, gap=1)
            line.add_row(label, figures)
            table.add_row(Group(line, axis, about))
    all_three = screen.say("power_about") if screen.full and len(known) == len(POWER) else None
    return Group(screen.subheading(screen.say("power"), all_three), table)


def _paradox(screen: ReportScreen) -> Text | None:
    reading = screen.page.reading("paradox")
    if reading is None or (reading.band is None and not screen.full):
        return None
    text = screen.styled(f"read_paradox_{paradox_strength(screen.page, reading.band)}")
    if not screen.full:
        return screen.text(first_sentence(text.plain))
    return Text("\n").join([screen.styled("read_paradox", "bold"), text])


def _rest(screen: ReportScreen) -> Iterator[Piece]:
    """What only the full report says."""
    page = screen.page
    crowded = [screen.styled(f"read_{id_}_often") for id_ in what_crowds_out(page)]
    if crowded:
        yield Piece(Group(screen.styled("read_crowded_out", "bold"), *crowded))
    context = page.document.about.context
    parts = [screen.styled("read_happened", "bold")]
    if context:
        parts.append(screen.styled("read_happened_told", context=context))
    parts.append(screen.styled("read_happened_serves" if context else "read_happened_ask"))
    yield Piece(Group(*parts))
    yield Piece(Group(screen.styled("read_sitting"), screen.styled("read_healthy")))
