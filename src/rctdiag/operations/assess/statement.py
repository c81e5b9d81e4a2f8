"""The sentences of a result document about the cultures: the statement and the portrait."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rctdiag.model.documents.result import ProfileDoc
from rctdiag.model.documents.sentence import Sentence
from rctdiag.scoring.bands import HIGH, LOW, PRESENT, band, bands_spanned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.scores import FacetScore, ScaleScore, Scored
    from rctdiag.operations.assess.prepared import Prepared

MOST_PARTS = 2  # facets that a portrait names
# The facet that has to bear out what a culture is said to do to people.
EFFECT = {
    "hierarchical": "self_protection",
    "pseudo_relational": "parts_left_out",
    "survival": "depletion",
}
# The sentences that say which culture is highest: where several show one figure, none is.
HIGHEST_NAMED = ("short", "none", "none_connected", "mixed")
# A facet that such a culture need not have; where it reads low, another sentence says what it does.
SPARED = {"survival": "no_room_to_relate"}


def profile_document(
    prepared: Prepared, scored: Scored, *, reassuring: bool, fairly_well: bool, still_there: bool
) -> ProfileDoc:
    """How the cultures compare, with the statement and the portrait.

    Args:
        prepared: Questionnaires and words.
        scored: The scores of one sheet.
        reassuring: Whether something reassuring may be said; not where help comes first, nor
            to those who decide over others.
        fairly_well: Whether the place is fairly well, as advice reads it.
        still_there: Whether the person has not left; nobody is told then what is yet to come.
    """
    if not still_there:
        prepared = prepared._replace(words=prepared.words.then())
    profile = scored.profile
    return ProfileDoc.copied_from(
        profile,
        statement=_statement(prepared, scored, reassuring=reassuring),
        portrait=_portrait(
            prepared,
            scored,
            reassuring=reassuring,
            fairly_well=fairly_well and reassuring,
            still_there=still_there,
        ),
    )


def _statement(prepared: Prepared, scored: Scored, *, reassuring: bool) -> str:
    """What the cultures say together: where the place reads, with its range, never a verdict."""
    sentences = [
        _main_sentence(prepared, scored, reassuring=reassuring),
        *_further_sentences(prepared, scored, reassuring=reassuring),
    ]
    connection = _connection(scored)
    if scored.profile.holding_together and reassuring and connection is not None:
        # What is highest comes first.
        above = (connection.score or 0.0) > max(s.score or 0.0 for s in _ranked(scored))
        sentence_id = "statement_holding_first" if above else "statement_holding_together"
        sentence = prepared.words.text(sentence_id, score=f"{connection.score:.0f}")
        sentences.insert(0 if above else len(sentences), sentence)
    return " ".join(sentences)


def _name(prepared: Prepared, scale: str) -> str:
    """What a scale is called inside a sentence; one's own questionnaire by its title."""
    words = prepared.words
    if words.has(f"name_{scale}"):
        return words.text(f"name_{scale}")
    return prepared.questionnaires[scale].title


def _names(prepared: Prepared, scales: Sequence[str]) -> str:
    return prepared.words.listed([_name(prepared, scale) for scale in scales])


def _figures(prepared: Prepared, scale: ScaleScore) -> dict[str, str]:
    """Name, band, score and range of a scale, as they stand in a sentence."""
    assert scale.score is not None  # noqa: S101  (only scored scales are spoken of)
    low, high = scale.score, scale.score
    if scale.interval is not None:
        low, high = max(0.0, scale.interval.low), min(100.0, scale.interval.high)
    return {
        "name": _name(prepared, scale.id),
        "band": _bands(prepared, scale),
        "score": f"{scale.score:.0f}",
        "low": f"{low:.0f}",
        "high": f"{high:.0f}",
    }


def _bands(prepared: Prepared, scale: ScaleScore) -> str:
    """The band of a score in words; both ends where its interval spans several."""
    assert scale.score is not None  # noqa: S101  (as above)
    spanned = bands_spanned(scale.interval) if scale.interval else (band(scale.score),)
    low, high = (
        prepared.words.text(f"band_{band_name}") for band_name in (spanned[0], spanned[-1])
    )
    return low if low == high else prepared.words.text("band_two", low=low, high=high)


def _ranked(scored: Scored) -> list[ScaleScore]:
    """The cultures with a score, highest first."""
    cultures = [s for s in scored.scales.values() if s.kind == "culture" and s.score is not None]
    return sorted(cultures, key=lambda s: -(s.score or 0.0))


def _main_sentence(prepared: Prepared, scored: Scored, *, reassuring: bool) -> str:
    ranked = _ranked(scored)
    if not ranked:
        return _without_cultures(prepared, scored)
    profile = scored.profile
    names = _names(prepared, profile.several)
    variant: str = profile.certainty
    if profile.short_form:
        variant = "short"
    elif profile.points_to:
        variant = "points_to"
    elif profile.certainty == "none" and profile.standing_out:
        variant, names = "none_but", _standing_out(prepared, scored)
    elif profile.certainty == "none" and reassuring and _connected(scored):
        variant = "none_connected"
    elif profile.certainty == "not_enough":
        variant = "one"
    low = variant == "short" and (ranked[0].score or 0.0) < LOW
    if (low or variant in ("none", "none_but")) and not reassuring:
        variant = f"{variant}_guarded"
    figures = _figures(prepared, ranked[0])
    level = [scale for scale in ranked if f"{scale.score:.0f}" == figures["score"]]
    if len(level) > 1 and variant in HIGHEST_NAMED:
        variant, names = f"{variant}_level", _names(prepared, [scale.id for scale in level])
    return prepared.words.text(f"statement_{variant}", **figures, names=names)


def _connection(scored: Scored) -> ScaleScore | None:
    return next((s for s in scored.scales.values() if s.kind == "connection"), None)


def _connected(scored: Scored) -> bool:
    connection = _connection(scored)
    return connection is not None and (connection.score or 0.0) >= HIGH


def _without_cultures(prepared: Prepared, scored: Scored) -> str:
    """No culture has a score: another scale may, in a questionnaire of one's own."""
    other_scales = [s for s in scored.scales.values() if s.kind == "other" and s.score is not None]
    if not other_scales:
        return prepared.words.text("statement_not_enough")
    return " ".join(
        prepared.words.text("statement_one", **_figures(prepared, scale)) for scale in other_scales
    )


def _standing_out(prepared: Prepared, scored: Scored) -> str:
    words, labels = prepared.words, prepared.facet_labels
    return words.listed([words.in_tense(labels[pair]) for pair in scored.profile.standing_out[:3]])


def _further_sentences(prepared: Prepared, scored: Scored, *, reassuring: bool) -> list[str]:
    words, profile = prepared.words, scored.profile
    sentences = []
    ranked = _ranked(scored)
    second = ranked[1].score or 0.0 if len(ranked) > 1 else 0.0
    named = profile.certainty in ("leads", "leans")
    if len(ranked) > 1 and named and (reassuring or second >= LOW):
        sentence_id = "statement_some" if LOW <= second < PRESENT else "statement_next"
        sentences.append(words.text(sentence_id, **_figures(prepared, ranked[1])))
    if profile.short_form and profile.standing_out:
        many = "many" if len(profile.standing_out) > 1 else "one"
        names = _standing_out(prepared, scored)
        sentences.append(words.text(f"statement_standing_out_{many}", names=names))
    if profile.not_compared and profile.compared and not profile.points_to:
        many = "many" if len(profile.not_compared) > 1 else "one"
        names = _names(prepared, profile.not_compared)
        sentences.append(words.text(f"statement_left_out_{many}", names=names))
    if profile.apart:
        sentences.append(words.text("statement_apart"))
    unseen = [s.id for s in scored.scales.values() if s.cannot_see and s.kind != "readiness"]
    if unseen:
        names = _names(prepared, unseen)
        sentences.append(words.text("statement_cannot_see", names=names))
    return sentences


def _portrait(
    prepared: Prepared, scored: Scored, *, reassuring: bool, fairly_well: bool, still_there: bool
) -> tuple[Sentence, ...]:
    """What such a place is like and what it does to people; nothing where too little is known."""
    words, profile = prepared.words, scored.profile

    def sentence(id_: str, **values: str) -> Sentence:
        return _sentence(id_, words.text(id_, **values))

    if profile.short_form:
        return ()
    plain = "good" if fairly_well else "apart" if profile.apart else None
    if plain:
        return (sentence(f"portrait_{plain}"), sentence(f"portrait_{plain}_does"))
    if profile.certainty == "mixed":
        return _mixed_portrait(prepared, scored, reassuring=reassuring)
    named = [
        scored.scales[scale]
        for scale in (profile.leading or profile.several or profile.points_to)
        if words.has(f"portrait_{scale}")
    ]
    sentences: list[Sentence] = []
    if len(named) == 1:
        (culture,) = named
        parts = _parts(prepared, culture)
        if parts:
            sentences.append(sentence(f"portrait_{culture.id}", parts=parts))
        effect = _effect(
            culture,
            unharmed=still_there and not profile.holding_together and not _cut_off(scored),
        )
        sentences.extend(sentence(id_) for id_ in effect)
    elif named:
        if parts := words.clauses(_hardest_of_each(prepared, named)):
            sentences.append(sentence("portrait_several", parts=parts))
        sentences.append(sentence("portrait_several_does"))
    if profile.holding_together:
        sentences.append(sentence("portrait_holding_together"))
    return tuple(sentences)


def _mixed_portrait(
    prepared: Prepared, scored: Scored, *, reassuring: bool
) -> tuple[Sentence, ...]:
    """What is hardest where no culture leads; nothing where no part is present."""
    cultures = _ranked(scored)
    parts = prepared.words.clauses(_hardest(prepared, cultures))
    id_ = "portrait_mixed"
    if reassuring and _connected(scored):
        facets = (facet.score for culture in cultures for facet in culture.facets)
        often = any(score is not None and score >= HIGH for score in facets)
        id_ = "portrait_mixed_held" if often else "portrait_mixed_held_at_times"
    return (_sentence(id_, prepared.words.text(id_, parts=parts)),) if parts else ()


@lru_cache(maxsize=4096)  # few portraits differ, however many people answer
def _sentence(id_: str, text: str) -> Sentence:
    return Sentence(id=id_, text=text)


def _cut_off(scored: Scored) -> bool:
    """Whether connection itself reads low: then what such a place does has been done."""
    scores = [scale.score for scale in scored.scales.values() if scale.kind == "connection"]
    return any(score is not None and score < LOW for score in scores)


def _effect(culture: ScaleScore, *, unharmed: bool) -> tuple[str, ...]:
    """Which sentence says what such a culture does to people; none where it would not fit."""
    if (_score(culture, EFFECT[culture.id]) or 0.0) >= LOW:
        spared = _score(culture, SPARED[culture.id]) if culture.id in SPARED else None
        milder = "_spared" if spared is not None and spared < LOW else ""
        return (f"portrait_{culture.id}_does{milder}",)
    return ("portrait_not_yet",) if unharmed else ()


def _parts(prepared: Prepared, culture: ScaleScore, most: int = MOST_PARTS) -> str:
    """The facets of a culture that read most strongly, each as a clause."""
    return prepared.words.clauses(_hardest(prepared, [culture], most))


def _hardest(
    prepared: Prepared, cultures: Sequence[ScaleScore], most: int = MOST_PARTS
) -> list[str]:
    """The facets of these cultures that read most strongly, each as a clause."""
    present = [
        (facet.score, clause)
        for culture in cultures
        for facet in culture.facets
        if facet.score is not None and facet.score >= PRESENT
        if prepared.words.has(clause := f"clause_{culture.id}_{facet.id}")
    ]
    present.sort(key=lambda pair: -pair[0])
    return [prepared.words.text(clause) for _, clause in present[:most]]


def _hardest_of_each(prepared: Prepared, cultures: Sequence[ScaleScore]) -> list[str]:
    """The facet of each culture that reads most strongly, as a clause."""
    return [clause for culture in cultures for clause in _hardest(prepared, [culture], most=1)]


def _score(culture: ScaleScore, facet: str) -> float | None:
    scores: dict[str, FacetScore] = {facet_score.id: facet_score for facet_score in culture.facets}
    return scores[facet].score
