"""How the cultures of one sheet compare, and everything scoring says about a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.model.scores import Profile, Scored
from rctdiag.scoring.bands import HIGH, LOW, PRESENT
from rctdiag.scoring.person_scores import keyed_answers, score_keyed
from rctdiag.scoring.readings import readings
from rctdiag.scoring.scale_difference import clearly_above

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.model.scores import Certainty, ScaleScore
    from rctdiag.scoring.key import Form, ScoringKey

LEADS_LEVEL = 0.90
LEANS_LEVEL = 0.80


class _Placed(NamedTuple):
    """A culture that has a score."""

    scale: ScaleScore
    score: float


def score(key: ScoringKey, answers: Mapping[str, int | str]) -> Scored:
    """Scores, profile and readings of one sheet.

    Args:
        key: the run's key.
        answers: item id to a whole number in the item's range, or ``cant_say``.

    Raises:
        ValueError: an answer is anything else; the message names the item only.
    """
    keyed = keyed_answers(key, answers)
    scales = score_keyed(key, keyed, answers)
    return Scored(
        form=key.form,
        scales=scales,
        profile=profile(key.form, tuple(scales.values())),
        readings=readings(key, scales, keyed),
        keyed=keyed,
    )


def profile(form: Form, scales: Sequence[ScaleScore]) -> Profile:
    """How the cultures among ``scales`` compare.

    Only scales of kind ``culture`` are compared, and of them those with a score. The short form
    compares nothing: it tells which facets stand out.
    """
    cultures = [scale for scale in scales if scale.kind == "culture"]
    placed = [_Placed(culture, culture.score) for culture in cultures if culture.score is not None]
    compared = tuple(standing.scale.id for standing in placed)
    not_compared = tuple(culture.id for culture in cultures if culture.score is None)
    if form == "short":
        return Profile(
            leading=(),
            certainty="not_enough",
            compared=compared,
            not_compared=not_compared,
            standing_out=_standing_out(cultures),
            short_form=True,
        )
    certainty, named = _verdict(placed)
    alone = len(placed) == 1
    return Profile(
        leading=named if certainty in {"leads", "leans"} else (),
        certainty=certainty,
        several=named if certainty == "several" else (),
        points_to=compared if alone and placed[0].score >= PRESENT else (),
        compared=compared,
        not_compared=not_compared,
        standing_out=_standing_out(cultures) if certainty == "none" else (),
        apart=certainty == "none" and _connection(scales, below=LOW),
        holding_together=any(standing.score >= PRESENT for standing in placed)
        and _connection(scales, at_least=HIGH),
    )


def _verdict(placed: Sequence[_Placed]) -> tuple[Certainty, tuple[str, ...]]:
    """What can be said of two or more cultures with a score, and the ids it is said of."""
    if len(placed) <= 1:
        return "not_enough", ()
    if all(culture.score < LOW for culture in placed):
        return "none", ()
    first = max(placed, key=lambda culture: culture.score)
    if first.score < PRESENT:
        return "mixed", ()
    remaining = [culture for culture in placed if culture is not first]
    if all(clearly_above(first.scale, culture.scale, LEADS_LEVEL) for culture in remaining):
        return "leads", (first.scale.id,)
    if all(clearly_above(first.scale, culture.scale, LEANS_LEVEL) for culture in remaining):
        return "leans", (first.scale.id,)
    together = tuple(
        culture.scale.id
        for culture in placed
        if culture.score >= PRESENT and not clearly_above(first.scale, culture.scale, LEANS_LEVEL)
    )
    return ("several", together) if len(together) > 1 else ("mixed", ())


def _standing_out(cultures: Sequence[ScaleScore]) -> tuple[tuple[str, str], ...]:
    """Facets that read as often or more, highest first; ties in the order of the files."""
    facets = [
        (facet.score, scale.id, facet.id)
        for scale in cultures
        for facet in scale.facets
        if facet.score is not None and facet.score >= HIGH
    ]
    facets.sort(key=lambda entry: -entry[0])
    return tuple((scale, facet) for _, scale, facet in facets)


def _connection(
    scales: Sequence[ScaleScore], *, below: float = 101.0, at_least: float = 0.0
) -> bool:
    """Whether there is a connection score, and each one lies within the limits."""
    scores = [
        scale.score for scale in scales if scale.kind == "connection" and scale.score is not None
    ]
    return bool(scores) and all(at_least <= value < below for value in scores)
