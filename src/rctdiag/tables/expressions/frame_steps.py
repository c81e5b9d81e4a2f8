"""What every data frame goes through, whatever its engine: judged, then scored.

An engine brings a narwhals frame with one column an item (whole numbers, floats or text), says
which is which, and takes the same columns of scores away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import narwhals as nw

from rctdiag.tables.expressions import leading_expressions
from rctdiag.tables.expressions import scoring_expressions as ex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.tables.source.run_plan import RunPlan

Kind = Literal["int", "float", "text"]
BAD = "_bad"


def text_of(item: str) -> str:
    """The column that keeps an item's cells as stripped text."""
    return f"_text:{item}"


def kind_of(dtype: nw.dtypes.DType) -> Kind | None:
    """How a column of this type is read; None where it can hold no answers."""
    if dtype.is_integer():
        return "int"
    if dtype.is_float():
        return "float"
    if dtype.is_nested() or dtype in (nw.Binary, nw.Duration, nw.Object):
        return None
    return "text"


def judge(frame: Any, plan: RunPlan, kinds: Mapping[str, Kind]) -> Any:  # noqa: ANN401 - any frame
    """Items as whole numbers in their range or null, and ``_bad``: any cell of the row is wrong.

    Where a row is bad, its numbers mean nothing; rows are to be filtered before ``score``.
    """
    texts = {item: plan.ranges[item] for item, kind in kinds.items() if kind == "text"}
    if texts:
        frame = frame.with_columns(*(ex.stripped(item).alias(text_of(item)) for item in texts))
        frame = frame.with_columns(
            *(ex.number(text_of(item), of).alias(item) for item, of in texts.items())
        )
    bad = nw.any_horizontal(*wrong_cells(plan, kinds), ignore_nulls=True)
    return frame.with_columns(bad.alias(BAD))


def wrong_cells(plan: RunPlan, kinds: Mapping[str, Kind]) -> list[nw.Expr]:
    """Conditions of which one holds where a cell is wrong."""
    ranges = plan.ranges
    conditions = []
    for item, kind in kinds.items():
        if kind == "text":
            conditions.append(ex.is_wrong(item, text_of(item), plan.missing))
        elif kind == "float":
            conditions.append(ex.is_wrong_float(item, ranges[item]))
    whole = {item: ranges[item] for item, kind in kinds.items() if kind == "int"}
    return [*conditions, *ex.outside(whole)]


def score(
    frame: Any,  # noqa: ANN401 - a frame of any engine
    plan: RunPlan,
    present: Mapping[str, Kind],
    carried: Sequence[nw.Expr],
) -> Any:  # noqa: ANN401 - the same kind
    """The output columns: those carried along, then ``plan.score_columns``."""
    for stage in ex.stages(plan.key, present):
        frame = frame.with_columns(*stage)
    columns = ex.scores(plan.key)
    if plan.leading:
        if leading_expressions.cultures(plan.key):
            frame = frame.with_columns(*leading_expressions.moments(plan.key, present))
            frame = frame.with_columns(*leading_expressions.comparisons(plan.key))
        columns += leading_expressions.verdict(plan.key)
    return frame.select(*carried, *columns)
