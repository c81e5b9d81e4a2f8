"""One person's scores in plain Python: the reference that every engine must equal."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.model.answers import CANT_SAY
from rctdiag.model.scores import FacetScore, Interval, ScaleScore
from rctdiag.scoring.tquantile import t_two_sided

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.model.scores import Reason
    from rctdiag.scoring.key import FacetKey, ScaleKey, ScoringKey

LEVEL = 0.90
METHOD = "item-sampling"


class Tally(NamedTuple):
    """Whole numbers about the keyed answers of a facet or scale."""

    answered: int
    total: int
    squares: int
    cant_say: int


def points(total: int, answered: int, low: int, high: int) -> float:
    """The mean answer as 0-100: whole numbers and one division, so every engine is bit-equal."""
    return 100 * (total - answered * low) / (answered * (high - low))


def keyed_answers(key: ScoringKey, answers: Mapping[str, int | str]) -> dict[str, int]:
    """Answers turned so that more means more of the scale; "can't say" and gaps are left out.

    Args:
        key: the run's key; answers to items it does not ask are ignored.
        answers: item id to a whole number in the item's range, or ``cant_say``.

    Raises:
        ValueError: an answer is anything else. The message names the item, not the answer.
    """
    keyed = {}
    for row in key.rows:
        answer = answers.get(row.item)
        if type(answer) is int and row.low <= answer <= row.high:
            keyed[row.item] = row.sign * answer + row.offset
        elif answer is not None and answer != CANT_SAY:
            raise ValueError(
                f"item {row.item}: the answer is not a whole number from {row.low} to {row.high}"
            )
    return keyed


def score_scales(key: ScoringKey, answers: Mapping[str, int | str]) -> dict[str, ScaleScore]:
    """Every scale of the key with its facets, in the key's order.

    Args:
        key: the run's key.
        answers: as for ``keyed_answers``.

    Returns:
        Scale id to score, 0-100 and not rounded, or None with a reason; missing is never zero.

    Raises:
        ValueError: as for ``keyed_answers``.
    """
    return score_keyed(key, keyed_answers(key, answers), answers)


def score_keyed(
    key: ScoringKey, keyed: Mapping[str, int], answers: Mapping[str, int | str]
) -> dict[str, ScaleScore]:
    """As ``score_scales``, from answers already keyed; ``answers`` tells who could not say."""
    values = {**answers, **keyed}
    return {scale.id: _scale(scale, values) for scale in key.scales}


def _scale(scale: ScaleKey, values: Mapping[str, int | str]) -> ScaleScore:
    """The score of a scale; ``values`` holds keyed answers and "can't say"."""
    facet_scores = [_facet(facet, tuple(map(values.get, facet.items))) for facet in scale.facets]
    facets = tuple([score for score, _ in facet_scores])
    whole = Tally(*map(sum, zip(*[tally for _, tally in facet_scores], strict=True)))
    cannot_see = 3 * whole.cant_say > scale.items
    reason = _why_not(scale, facets, whole.answered, cannot_see=cannot_see)
    score = interval = variance = None
    if reason is None:
        score = points(whole.total, whole.answered, scale.low, scale.high)
        variance = variance_of_mean(whole, scale.high - scale.low)
        interval = interval_around(score, variance, whole.answered - 1)
    return ScaleScore(
        id=scale.id,
        kind=scale.kind,
        score=score,
        interval=interval,
        variance_of_mean=variance,
        answered=whole.answered,
        items=scale.items,
        cant_say=whole.cant_say,
        reason=reason,
        facets=facets,
        cannot_see=cannot_see,
    )


def _tally(values: Sequence[int | str | None]) -> Tally:
    keyed = [value for value in values if isinstance(value, int)]
    squares = sum(value * value for value in keyed)
    return Tally(len(keyed), sum(keyed), squares, values.count(CANT_SAY))


@lru_cache(maxsize=16_384)  # few different answers are given, however many people give them
def _facet(facet: FacetKey, values: tuple[int | str | None, ...]) -> tuple[FacetScore, Tally]:
    """The score of a facet, from what each of its rows was told: keyed, "can't say" or None."""
    tally = _tally(values)
    score: float | None = None
    reason: Reason | None = None
    if not facet.rows:
        reason = "not_asked"
    elif tally.answered < facet.needed:
        reason = "not_enough_answers"
    else:
        score = points(tally.total, tally.answered, facet.low, facet.high)
    facet_score = FacetScore(
        id=facet.id,
        score=score,
        answered=tally.answered,
        items=len(facet.rows),
        cant_say=tally.cant_say,
        reason=reason,
        steps=tally.total - tally.answered * facet.low,
    )
    return facet_score, tally


def _why_not(
    scale: ScaleKey, facets: tuple[FacetScore, ...], answered: int, *, cannot_see: bool
) -> Reason | None:
    """Why a scale has no score; None where it has one."""
    if not scale.items:
        return "not_asked"
    if answered < scale.needed:
        return "cannot_see" if cannot_see else "not_enough_answers"
    if sum(facet.score is not None for facet in facets) < scale.facets_needed:
        return "cannot_see" if cannot_see else "not_enough_facets"
    return None


def variance_of_mean(tally: Tally, width: int) -> float | None:
    """(s2 + 1/12) / k in points squared; None for one answer.

    A twelfth is the variance of rounding to whole answers (Sheppard 1898): even equal answers
    may hide that much. s2 comes from whole numbers, so the division is the only one.
    """
    k, total, squares, _ = tally
    if k == 1:
        return None
    spread = k * squares - total * total  # k (k - 1) s2
    return 10_000 * (12 * spread + k * (k - 1)) / (12 * k * k * (k - 1) * width * width)


def interval_around(
    value: float, variance: float | None, df: int, level: float = LEVEL
) -> Interval | None:
    """``value`` ± t(df) * sqrt(variance), in points, not clipped; None without a variance."""
    if variance is None:
        return None
    reach = t_two_sided(df, level) * sqrt(variance)
    return Interval(low=value - reach, high=value + reach, level=level, method=METHOD)
