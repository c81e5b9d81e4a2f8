"""A frame that somebody has in memory, or in a cluster: judged and scored where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from rctdiag.errors.faults import Fault, InputRejected, UsageFault
from rctdiag.load.checks.did_you_mean import counted
from rctdiag.model.answers import CANT_SAY
from rctdiag.tables.expressions.frame_steps import BAD, judge, kind_of, score
from rctdiag.tables.source.answer_cells import END_OF_WHOLE
from rctdiag.tables.source.columns import shown
from rctdiag.tables.source.run_plan import ID

if TYPE_CHECKING:
    from rctdiag.tables.expressions.frame_steps import Kind
    from rctdiag.tables.source.columns import Columns
    from rctdiag.tables.source.run_plan import RunPlan

_ROW = "_row"
_FILE = "<frame>"


def columns(frame: Any) -> list[str]:  # noqa: ANN401 - a frame of any kind
    """The names of its columns.

    Raises:
        UsageFault: it is no frame that is known.
    """
    try:
        return list(nw.from_native(frame).collect_schema())
    except TypeError:
        message = f"{type(frame).__name__} is not a kind of data frame that rctdiag knows."
        hint = "Polars, pandas, PyArrow and PySpark are."
        raise UsageFault(Fault("not-a-frame", message, hint)) from None


def score_frame(frame: Any, plan: RunPlan, columns_: Columns, *, drop: bool) -> Any:  # noqa: ANN401
    """The scores, as the kind of frame that was given.

    Raises:
        InputRejected: a cell is wrong, unless ``drop``; a column can hold no answers.
        UsageFault: a lazy frame of another engine, whose rows have no order, has no ids.
    """
    native = nw.from_native(frame)
    if isinstance(native, nw.DataFrame) and not native.implementation.is_polars():
        return _through_polars(native, frame, plan, columns_, drop=drop)
    return _score(native, plan, columns_, drop=drop).to_native()


def _through_polars(
    native: nw.DataFrame[Any],
    frame: Any,  # noqa: ANN401 - pandas or PyArrow
    plan: RunPlan,
    columns_: Columns,
    *,
    drop: bool,
) -> Any:  # noqa: ANN401 - the same
    """Pandas and PyArrow: their missing values and types are Polars' affair, there and back."""
    names = native.columns
    wanted = {names[at] for at in columns_.items.values()}
    wanted |= {names[at] for at in columns_.keep}
    if columns_.id is not None:
        wanted.add(names[columns_.id])
    taken = nw.from_native(native.select(*(n for n in names if n in wanted)).to_polars())
    scored = _score(taken, plan, _within(columns_, names, taken.columns), drop=drop)
    if native.implementation.is_pandas():
        pandas_frame = scored.to_pandas()
        if len(pandas_frame) == len(frame):
            pandas_frame.index = frame.index
        return pandas_frame
    return scored.to_arrow()


def _within(columns_: Columns, names: list[str], taken: list[str]) -> Columns:
    position = {name: at for at, name in enumerate(taken)}
    return type(columns_)(
        items={item: position[names[at]] for item, at in columns_.items.items()},
        id=None if columns_.id is None else position[names[columns_.id]],
        keep=tuple(position[names[at]] for at in columns_.keep),
    )


def _score(native: Any, plan: RunPlan, columns_: Columns, *, drop: bool) -> Any:  # noqa: ANN401
    types = [*native.collect_schema().items()]
    # By place: a name could be anything, ``_row`` or ``*``, which Polars takes for a pattern.
    named = {*columns_.items.values(), *columns_.keep}
    named |= set() if columns_.id is None else {columns_.id}
    native = native.select(*(nw.nth(at).alias(_column_name(at)) for at in sorted(named)))
    kinds: dict[str, Kind] = {}
    wanted = []
    for item, at in columns_.items.items():
        kind = _kind(types[at], "not answers")
        kinds[item] = "text" if plan.missing or kind == "text" else kind
        read = as_text if kinds[item] == "text" else number
        wanted.append(read(_column_name(at), types[at][1]).alias(item))
    carried = [nw.col(_column_name(at)).alias(f"_keep{n}") for n, at in enumerate(columns_.keep)]
    if columns_.id is None:
        native = _numbered(native)
        wanted.append((nw.col(_ROW) + 1).cast(nw.String).alias(ID))
    else:
        _kind(types[columns_.id], "not text")
        wanted.append(as_text(_column_name(columns_.id), types[columns_.id][1]).alias(ID))
    judged = judge(native.select(*wanted, *carried), plan, kinds)
    if not drop:
        _refuse_wrong(judged)
    kept_columns = [nw.col(f"_keep{n}").alias(name) for n, name in enumerate(plan.wanted.keep)]
    return score(judged.filter(~nw.col(BAD)), plan, kinds, [nw.col(ID), *kept_columns])


def _column_name(at: int) -> str:
    return f"c{at}"


def _kind(column: tuple[str, nw.dtypes.DType], lack: str) -> Kind:
    name, dtype = column
    kind = kind_of(dtype)
    if kind is None:
        message = f"the column {shown(name)} holds {type(dtype).__name__.lower()}, {lack}."
        raise InputRejected(Fault("column-type", message, "Give whole numbers or text.", _FILE))
    return kind


def number(name: str, dtype: nw.dtypes.DType) -> nw.Expr:
    """A column of numbers as it is; Polars does not round floats of 16 bits down."""
    column = nw.col(name)
    return column.cast(nw.Float32) if dtype == nw.Float16 else column


def as_text(name: str, dtype: nw.dtypes.DType) -> nw.Expr:
    """A column as the text that a CSV would have; whole floats without their point."""
    column = number(name, dtype)
    if not dtype.is_float():
        return column.cast(nw.String)
    whole = (column == column.floor()) & (column.abs() < END_OF_WHOLE)
    return (
        nw.when(whole)
        .then(nw.when(whole).then(column).cast(nw.Int64).cast(nw.String))
        .otherwise(column.cast(nw.String))
    )


def _numbered(native: Any) -> Any:  # noqa: ANN401 - a frame of any kind
    if isinstance(native, nw.LazyFrame) and not native.implementation.is_polars():
        message = "rows of this frame have no order to number them by."
        raise UsageFault(Fault("frame-without-ids", message, "Name a column of ids: id=."))
    if isinstance(native, nw.LazyFrame):
        return nw.from_native(native.to_native().with_row_index(_ROW))
    return native.with_row_index(_ROW)


def _refuse_wrong(judged: Any) -> None:  # noqa: ANN401 - a frame of any kind
    count = judged.select(nw.col(BAD).cast(nw.Int64).sum().alias("count"))
    if isinstance(count, nw.LazyFrame):
        count = count.collect()
    if wrong := int(count.item() or 0):
        message = f"a cell is not an answer, in {counted(wrong, 'row')}."
        hint = (
            f'Correct them: no answer is null or "{CANT_SAY}", or a code that missing= names.'
            ' Or leave the rows out with wrong="drop".'
        )
        raise InputRejected(Fault("wrong-cell", message, hint, _FILE))
