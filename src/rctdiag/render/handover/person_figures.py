"""The figures of a file on one result: what lies where, with the sentence that says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.scores import BANDS
from rctdiag.render.handover.content import AxisChart, AxisRow, BalanceRow, Continuum, PartBars
from rctdiag.render.person.read_it import POWER
from rctdiag.render.person.result_page import capital, points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.result import FacetDoc, ReadingDoc, ScaleDoc
    from rctdiag.render.person.headline import Tone
    from rctdiag.render.person.result_page import Page

FIVE = ("zest", "empowerment", "clarity", "worth", "desire_for_connection")


def ticks(page: Page) -> tuple[str, ...]:
    """The answer words, which lie at 0, 25, 50, 75 and 100."""
    return tuple(page.band(band) for band in BANDS)


def picture(page: Page) -> AxisChart | None:
    """The cultures by height, then connection, on one axis."""
    scales = page.scales()
    if not scales:
        return None
    cultures = [scale for scale in scales if scale.kind != "connection"]
    cultures.sort(key=lambda scale: -(scale.score or 0))
    connections = [scale for scale in scales if scale.kind == "connection"]
    groups = tuple(
        tuple(_scale(page, scale) for scale in group) for group in (cultures, connections) if group
    )
    ranged = any(row.low is not None for group in groups for row in group)
    note = page.say("sheet_dot" if ranged else "sheet_dot_bare")
    return AxisChart(page.say("sheet_picture"), note, ticks(page), groups)


def _scale(page: Page, scale: ScaleDoc) -> AxisRow:
    profile = page.document.profile
    good = scale.kind == "connection"
    tone: Tone = "good" if good else "hard"
    strong = good or scale.id in (*profile.leading, *profile.points_to, *profile.several)
    if scale.score is None:
        missing = page.missing(scale)
        sentence = page.say("read_missing", label=scale.label, reason=missing)
        return AxisRow(scale.label, tone, missing, sentence, strong=strong)
    if page.mostly_unseen(scale):
        sentence = page.say("read_bar_unseen", label=scale.label)
        return AxisRow(scale.label, tone, page.say("sheet_unseen"), sentence, strong=strong)
    score, words = points(scale.score), page.bands(scale)
    if scale.interval is None:
        sentence = page.say("read_bar_bare", label=scale.label, score=score, bands=words)
        return AxisRow(
            scale.label, tone, words, sentence, strong=strong, score=score, figure=str(score)
        )
    low, high = points(scale.interval.low), points(scale.interval.high)
    values = {"score": score, "bands": words, "low": low, "high": high}
    return AxisRow(
        scale.label,
        tone,
        words,
        page.say("read_bar", label=scale.label, **values),
        strong=strong,
        score=score,
        low=low,
        high=high,
        figure=str(score),
        limits=page.say("sheet_range", low=low, high=high),
    )


def continuum(page: Page) -> Continuum | None:
    """Where contact stands, or None where there is no position."""
    document = page.document
    position, held = document.continuum.position, document.continuum.band
    if position is None or held is None:
        return None
    connection = [s for s in page.scales() if s.kind == "connection" and s.score == position]
    interval = connection[0].interval if connection else None
    score = points(position)
    row = AxisRow(
        page.say("sheet_continuum"),
        "good",
        page.say(f"sheet_{held}"),
        page.say("read_continuum", position=score),
        score=score,
        low=points(interval.low) if interval else None,
        high=points(interval.high) if interval else None,
        figure=str(score),
    )
    stretches = tuple((page.say(f"sheet_{band}"), band == held) for band in BANDS)
    sentences = (page.say(f"sheet_contact_{held}"), *continuum_sentences(page))
    ends = (page.say("sheet_disconnection"), page.say("sheet_connection"))
    return Continuum(row, ends, stretches, sentences)


def continuum_sentences(page: Page) -> Iterator[str]:
    """What there is to say beside the position, or in its place."""
    document = page.document.continuum
    if document.reason == "not_asked":
        return
    if document.position is None:
        yield page.say("read_continuum_missing")
    if document.direction:
        yield page.say(f"read_{document.direction}")
    if document.position is not None:
        yield page.say("read_sitting")


def good_things(page: Page) -> tuple[BalanceRow, ...]:
    """The five good things of contact, each against its opposite."""
    facets = [f for scale in page.scales() if _is_good(scale) for f in page.facets(scale)]
    return tuple(_balance(page, f) for f in facets if f.id in FIVE and f.opposite)


def _is_good(scale: ScaleDoc) -> bool:
    return scale.kind == "connection" and scale.reason != "not_asked"


def _balance(page: Page, facet: FacetDoc) -> BalanceRow:
    left, right = capital(facet.opposite or ""), capital(facet.label)
    row = _part(page, facet, "good")
    sentence = row.sentence
    if row.score is not None and facet.band is not None:
        sentence = page.say(
            "read_facet_opposite", label=right, band=row.words, opposite=facet.opposite
        )
    return BalanceRow(left, right, row.score, row.words, sentence)


def part_bars(page: Page) -> tuple[PartBars, ...]:
    """Each scale part by part; the five good things have a figure of their own."""
    return tuple(_parts_of(page))


def _parts_of(page: Page) -> Iterator[PartBars]:
    for scale in page.scales():
        facets = [f for f in page.facets(scale) if not (_is_good(scale) and f.id in FIVE)]
        if scale.reason == "not_asked" or not facets:
            continue
        tone: Tone = "good" if scale.kind == "connection" else "hard"
        about = page.say("read_theory", theory=scale.theory) if scale.theory else ""
        title = page.say("read_parts", label=scale.label)
        yield PartBars(title, about, tuple(_part(page, f, tone) for f in facets))


def _part(page: Page, facet: FacetDoc, tone: Tone) -> AxisRow:
    """A part of a scale: a short bar and a word, no figure, for a few questions stand behind it."""
    label = capital(facet.label)
    if facet.band is None or facet.score is None:
        sentence = page.say("read_facet_missing", label=label)
        return AxisRow(label, tone, page.say("sheet_too_few"), sentence)
    if page.unseen(facet.id, facet.band):
        sentence = page.say("read_facet_unseen", label=label)
        return AxisRow(label, tone, page.say("sheet_unseen"), sentence)
    word = page.band(facet.band)
    sentence = page.say("read_facet", label=label, band=word)
    return AxisRow(label, tone, word, sentence, score=points(facet.score))


def power(page: Page) -> AxisChart | None:
    """Power over, to and with; None where none of it was asked about."""
    readings = [reading for id_ in POWER if (reading := page.reading(id_))]
    if not readings:
        return None
    note = page.say("read_power_about") if len(readings) == len(POWER) else ""
    rows = tuple(_reading(page, reading) for reading in readings)
    return AxisChart(page.say("sheet_power"), note, ticks(page), (rows,))


def _reading(page: Page, reading: ReadingDoc) -> AxisRow:
    tone: Tone = "hard" if reading.id == "power_over" else "good"
    label, about = page.say(f"sheet_{reading.id}"), page.say(f"sheet_{reading.id}_about")
    if reading.band is None or reading.score is None:
        sentence = page.say(f"read_{reading.id}_missing")
        return AxisRow(label, tone, page.say("sheet_too_few"), sentence, about, strong=True)
    if page.unseen(reading.id, reading.band):
        sentence = page.say(f"read_{reading.id}_unseen")
        return AxisRow(label, tone, page.say("sheet_unseen"), sentence, about, strong=True)
    word, score = page.band(reading.band), points(reading.score)
    sentence = page.say(f"read_{reading.id}", band=word)
    return AxisRow(label, tone, word, sentence, about, strong=True, score=score, figure=str(score))
