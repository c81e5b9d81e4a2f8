"""Which culture leads, as narwhals expressions: ``scoring.profile`` for millions.

The same whole numbers, divisions and square roots in the same order as there, so that nobody's
verdict depends on the engine. t quantiles are looked up by degrees of freedom.
"""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

import narwhals as nw

from rctdiag.scoring.bands import LOW, PRESENT
from rctdiag.scoring.profile import LEADS_LEVEL, LEANS_LEVEL
from rctdiag.scoring.tquantile import t_two_sided
from rctdiag.tables.expressions.scoring_expressions import answered, enough, exact, packing, total
from rctdiag.tables.source.run_plan import LEADING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rctdiag.scoring.key import KeyRow, ScaleKey, ScoringKey

_NEVER = 1e9  # a t that no difference passes


def cultures(key: ScoringKey) -> list[ScaleKey]:
    """The scales that are compared."""
    return [scale for scale in key.scales if scale.kind == "culture"]


def moments(key: ScoringKey, present: Collection[str]) -> list[nw.Expr]:
    """For each culture the sum of its squared keyed answers, from the columns of items."""
    expressions = []
    for scale in cultures(key):
        rows = [row for facet in scale.facets for row in facet.rows if row.item in present]
        squares = [_square(row).fill_null(0) for row in rows]
        whole = nw.sum_horizontal(*squares) if squares else nw.lit(0, nw.Int32)
        expressions.append(whole.cast(nw.Int64).alias(f"_squares:{scale.id}"))
    return expressions


def _square(row: KeyRow) -> nw.Expr:
    keyed = nw.col(row.item).cast(nw.Int32) * row.sign + row.offset
    return keyed * keyed


def comparisons(key: ScoringKey) -> list[nw.Expr]:
    """For each culture its exact score (null without one), count and variance of the mean."""
    expressions = []
    for scale in cultures(key):
        pack = packing(scale)
        k = answered(f"_{scale.id}", pack).cast(nw.Int64)
        whole = total(f"_{scale.id}", pack).cast(nw.Int64)
        spread = k * nw.col(f"_squares:{scale.id}") - whole * whole
        width = scale.high - scale.low
        above = 10_000 * (12 * spread + k * (k - 1))
        below = 12 * k * k * (k - 1) * (width * width)
        variance = above.cast(nw.Float64) / below.cast(nw.Float64)
        expressions += [
            nw.when(enough(scale)).then(exact(f"_{scale.id}", scale)).alias(f"_exact:{scale.id}"),
            k.alias(f"_k:{scale.id}"),
            nw.when(k > 1).then(variance).alias(f"_variance:{scale.id}"),
        ]
    return expressions


def verdict(key: ScoringKey) -> list[nw.Expr]:
    """The columns ``leading`` and ``certainty``, from ``comparisons``; see ``profile._verdict``."""
    scales = cultures(key)
    name, how = LEADING
    if key.form == "short" or len(scales) <= 1:
        return [nw.lit(None, nw.String).alias(name), nw.lit("not_enough").alias(how)]
    scores = {scale.id: nw.col(f"_exact:{scale.id}") for scale in scales}
    placed = nw.sum_horizontal(*((~score.is_null()).cast(nw.Int16) for score in scores.values()))
    highest = nw.max_horizontal(*scores.values())
    leads = {scale.id: _first_and_clear(scale, scales, LEADS_LEVEL) for scale in scales}
    leans = {scale.id: _first_and_clear(scale, scales, LEANS_LEVEL) for scale in scales}
    together = nw.sum_horizontal(*(_together(scale, scales).cast(nw.Int16) for scale in scales))
    codes = (
        (placed <= 1, "not_enough"),
        (highest < LOW, "none"),
        (highest < PRESENT, "mixed"),
        (_any(leads.values()), "leads"),
        (_any(leans.values()), "leans"),
        (together > 1, "several"),
    )
    named = nw.when((placed > 1) & (highest >= PRESENT)).then(_name(leads, _name(leans, None)))
    return [named.alias(name), _chain(codes, "mixed").alias(how)]


def _any(conditions: Collection[nw.Expr]) -> nw.Expr:
    return nw.any_horizontal(*conditions, ignore_nulls=True)


def _chain(codes: Sequence[tuple[nw.Expr, str]], last: str) -> nw.Expr:
    expression = nw.lit(last)
    for condition, code in reversed(codes):
        expression = (
            nw.when(condition.fill_null(value=False)).then(nw.lit(code)).otherwise(expression)
        )
    return expression


def _name(conditions: Mapping[str, nw.Expr], otherwise: nw.Expr | None) -> nw.Expr:
    expression = nw.lit(None, nw.String) if otherwise is None else otherwise
    for scale, condition in conditions.items():
        expression = nw.when(condition).then(nw.lit(scale)).otherwise(expression)
    return expression


def _score(scale: ScaleKey) -> nw.Expr:
    return nw.col(f"_exact:{scale.id}")


def _is_first(scale: ScaleKey, scales: Sequence[ScaleKey]) -> nw.Expr:
    """Whether this culture is the highest, in a tie the first of the key."""
    index = scales.index(scale)
    conditions = [~_score(scale).is_null()]
    for place, against in enumerate(scales):
        if place == index:
            continue
        above = (
            _score(scale) > _score(against) if place < index else (_score(scale) >= _score(against))
        )
        conditions.append(above.fill_null(value=True))
    return reduce(and_, conditions)


def _first_and_clear(scale: ScaleKey, scales: Sequence[ScaleKey], level: float) -> nw.Expr:
    """Whether this culture is first and clearly above every other that has a score."""
    rivals = [rival for rival in scales if rival is not scale]
    clear = [_score(rival).is_null() | _is_clear(scale, rival, level) for rival in rivals]
    return reduce(and_, clear, _is_first(scale, scales))


def _is_clear(scale: ScaleKey, rival: ScaleKey, level: float) -> nw.Expr:
    """``scale_difference.clearly_above``: the interval of the difference lies above zero."""
    df = nw.col(f"_k:{scale.id}") + nw.col(f"_k:{rival.id}") - 2
    known = range(1, scale.items + rival.items)
    t = df.replace_strict(
        list(known),
        [t_two_sided(freedom, level) for freedom in known],
        default=_NEVER,
        return_dtype=nw.Float64,
    )
    variance = nw.col(f"_variance:{scale.id}") + nw.col(f"_variance:{rival.id}")
    low = (_score(scale) - _score(rival)) - t * variance.sqrt()
    return (low > 0).fill_null(value=False)


def _together(scale: ScaleKey, scales: Sequence[ScaleKey]) -> nw.Expr:
    """Whether this culture is present and cannot be told from the first."""
    not_below = [
        ~(_is_first(first, scales) & _is_clear(first, scale, LEANS_LEVEL))
        for first in scales
        if first is not scale
    ]
    return reduce(and_, not_below, (_score(scale) >= PRESENT).fill_null(value=False))
