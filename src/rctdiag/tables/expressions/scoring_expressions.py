"""The scoring key as narwhals expressions: one text for every engine.

Whole numbers and one division, as ``scoring.person_scores`` has it, so that engines agree bit for
bit. Each answer adds ``base + keyed value`` to a packed sum, a missing one adds nothing: the sum
then holds how many were answered (``// base``) and their total (``% base``). Casts come before any
arithmetic: narrow whole numbers wrap silently in Polars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw

from rctdiag.model.answers import CANT_SAY
from rctdiag.tables.source.answer_cells import BLANKS, LIVE, NUMBER, WHOLE
from rctdiag.tables.source.run_plan import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from rctdiag.scoring.key import FacetKey, KeyRow, ScaleKey, ScoringKey
    from rctdiag.tables.source.answer_cells import Range

_SMALL, _LARGE = 256, 65_536  # bases of packed sums in 16 and 32 bits
_SMALL_TOTAL, _SMALL_ITEMS = 255, 125
_TIE = 128  # a score lies halfway between two fourth decimals only where this divides n * width


class Packing(NamedTuple):
    """How wide the packed sums of a scale are."""

    base: int
    dtype: Any  # a narwhals type of whole numbers


def packing(scale: ScaleKey) -> Packing:
    """16 bits where the whole scale fits, else 32."""
    if scale.items <= _SMALL_ITEMS and scale.items * scale.high <= _SMALL_TOTAL:
        return Packing(_SMALL, nw.Int16)
    return Packing(_LARGE, nw.Int32)


# --------------------------------------------------------------------------- cells


def stripped(name: str) -> nw.Expr:
    """A column of text without blanks around it."""
    return nw.col(name).str.strip_chars(BLANKS)


def number(name: str, allowed: Range) -> nw.Expr:
    """Stripped text as whole numbers of the range; null where the cell is missing or wrong."""
    text = nw.col(name)
    digits = text.str.replace_all(r"\.0*\z", "", literal=False)
    value = nw.when(text.str.contains(WHOLE)).then(digits).cast(nw.Int32)
    inside = nw.when(value.is_between(allowed.low, allowed.high)).then(value)
    if not allowed.missing:
        return inside
    return nw.when(~text.is_in(sorted(allowed.missing))).then(inside)


def is_wrong(name: str, text: str, missing: Collection[str]) -> nw.Expr:
    """Whether ``name`` has no number though the stripped text ``text`` is not a missing answer."""
    is_missing = nw.col(text).is_in(["", CANT_SAY, *sorted(missing)])
    return nw.col(name).is_null() & ~nw.col(text).is_null() & ~is_missing.fill_null(value=True)


def is_wrong_float(name: str, allowed: Range) -> nw.Expr:
    """Whether a column of floats holds something else than a whole number of the range."""
    value = nw.col(name)
    whole = (value == value.floor()) & value.is_between(allowed.low, allowed.high)
    return ~whole & ~value.is_null()


def outside(ranges: Mapping[str, Range]) -> list[nw.Expr]:
    """For each of these columns of whole numbers whether one is below its range, and above it.

    Comparisons column by column, as bits: a least and a greatest over columns with nulls cost
    Polars twenty times as much. Columns with one range are told in one expression.
    """
    alike = _alike((name, (of.low, of.high)) for name, of in ranges.items())
    return [
        outside
        for (low, high), names in alike.items()
        for outside in (nw.col(*names) < low, nw.col(*names) > high)
    ]


def _alike(columns: Iterable[tuple[str, tuple[int, int]]]) -> dict[tuple[int, int], list[str]]:
    """Names of columns by what they share: one expression does for all of them."""
    groups: dict[tuple[int, int], list[str]] = {}
    for name, key in columns:
        groups.setdefault(key, []).append(name)
    return groups


def inert(name: str) -> nw.Expr:
    """A column of text that no spreadsheet takes for formulas (see ``answer_cells.inert``)."""
    text = nw.col(name)
    is_live = text.str.contains(LIVE) & ~text.str.contains(NUMBER)
    guarded = nw.concat_str(nw.lit("'"), text)
    return nw.when(is_live).then(guarded).otherwise(text).alias(name)


def or_null(name: str) -> nw.Expr:
    """A column of text, an empty cell as null."""
    text = nw.col(name)
    return nw.when(text != "").then(text).alias(name)


# --------------------------------------------------------------------------- scores


def facet_name(scale: ScaleKey, facet: FacetKey) -> str:
    """The column of a facet's score."""
    return f"{scale.id}.{facet.id}"


def packed_name(scale: ScaleKey, facet: FacetKey) -> str:
    """The column of a facet's packed sum. No point in it: Spark would take it for a field."""
    return f"_{scale.id}:{facet.id}"


def stages(key: ScoringKey, present: Collection[str]) -> tuple[list[nw.Expr], ...]:
    """Two rounds of columns to add before ``scores``: packed sums of facets, then of scales.

    Args:
        key: the run's key.
        present: items that the frame has a column of: whole numbers in their range, or null.
    """
    facets = [
        _packed(facet.rows, packing(scale), present).alias(packed_name(scale, facet))
        for scale in key.scales
        for facet in scale.facets
    ]
    scales = [
        nw.sum_horizontal(*(packed_name(scale, facet) for facet in scale.facets)).alias(
            f"_{scale.id}"
        )
        for scale in key.scales
    ]
    return facets, scales


def _packed(rows: Sequence[KeyRow], pack: Packing, present: Collection[str]) -> nw.Expr:
    alike = _alike((row.item, (row.sign, row.offset)) for row in rows if row.item in present)
    parts = []
    for (sign, offset), items in alike.items():
        value, shift = nw.col(*items).cast(pack.dtype), pack.base + offset
        parts.append((value + shift if sign > 0 else shift - value).fill_null(0))
    return nw.sum_horizontal(*parts) if parts else nw.lit(0, pack.dtype)


def scores(key: ScoringKey) -> list[nw.Expr]:
    """The columns of scores, in the order of ``plan.score_columns``, from the packed sums."""
    return [column for scale in key.scales for column in _scale(scale)]


def _scale(scale: ScaleKey) -> Iterable[nw.Expr]:
    pack = packing(scale)
    whole = answered(f"_{scale.id}", pack)
    if scale.items:
        yield _score(f"_{scale.id}", scale, enough(scale)).alias(scale.id)
    else:
        yield nw.lit(None, nw.Float64).alias(scale.id)
    for facet in scale.facets:
        name = facet_name(scale, facet)
        if facet.rows:
            has = answered(packed_name(scale, facet), pack) >= facet.needed
            yield _score(packed_name(scale, facet), scale, has).alias(name)
        else:
            yield nw.lit(None, nw.Float64).alias(name)
    yield whole.alias(f"{scale.id}.answered")


def answered(name: str, pack: Packing) -> nw.Expr:
    """How many answers a packed sum holds."""
    return (nw.col(name) // pack.base).cast(nw.Int32)


def total(name: str, pack: Packing) -> nw.Expr:
    """The sum of the keyed answers in a packed sum."""
    return (nw.col(name) % pack.base).cast(nw.Int32)


def enough(scale: ScaleKey) -> nw.Expr:
    """Whether enough items and facets of a scale are answered for a score."""
    pack = packing(scale)
    whole = answered(f"_{scale.id}", pack)
    return (whole >= scale.needed) & (_facets_scored(scale, pack) >= scale.facets_needed)


def _facets_scored(scale: ScaleKey, pack: Packing) -> nw.Expr:
    with_rows = [facet for facet in scale.facets if facet.rows]
    if not with_rows:
        return nw.lit(0)
    return nw.sum_horizontal(
        *(
            (answered(packed_name(scale, facet), pack) >= facet.needed).cast(nw.Int16)
            for facet in with_rows
        )
    )


def exact(name: str, scale: ScaleKey) -> nw.Expr:
    """The score from a packed sum, not rounded: 100 (T - n low) / (n width), one division."""
    pack = packing(scale)
    n = answered(name, pack)
    above = 100 * (total(name, pack) - n * scale.low)
    return above.cast(nw.Float64) / (n * (scale.high - scale.low)).cast(nw.Float64)


def _score(name: str, scale: ScaleKey, is_scored: nw.Expr) -> nw.Expr:
    width = scale.high - scale.low
    has_ties = any(n * width % _TIE == 0 for n in range(1, scale.items + 1))
    points = exact(name, scale)
    rounded = half_even(points) if has_ties else points.round(DECIMALS)
    return nw.when(is_scored).then(rounded)


def half_even(points: nw.Expr) -> nw.Expr:
    """Rounded to four decimals, ties to the even one: engines differ in what ``round`` does.

    A tie is then a multiple of 1/32, so that it is exact in floating point and after the product.
    """
    large = points * float(10**DECIMALS)
    below = large.floor()
    rest = large - below
    up = (rest > 0.5) | ((rest == 0.5) & (below % 2 == 1))  # noqa: PLR2004 - halves
    whole: nw.Expr = nw.when(up).then(below + 1).otherwise(below)
    # Polars divides by a constant by multiplying with its reciprocal: the last bit is then off.
    return (whole / float(10**DECIMALS)).round(DECIMALS)
