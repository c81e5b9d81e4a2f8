"""The same scores from Python: a data frame in, a data frame of the same kind out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rctdiag.load.library import find_instruments
from rctdiag.scoring.key import scoring_key
from rctdiag.tables.source.answer_cells import missing_codes
from rctdiag.tables.source.columns import Wanted, find_columns
from rctdiag.tables.source.run_plan import RunPlan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.scoring.key import Form

_NAME = "<frame>"


def batch(  # noqa: PLR0913 - each has a default and a name
    frame: Any,  # noqa: ANN401 - Polars, pandas, PyArrow, PySpark
    questionnaires: Sequence[str] = (),
    *,
    id: str | None = None,  # noqa: A002 - the option's name
    keep: Sequence[str] = (),
    missing: Sequence[str] = (),
    leading: bool = False,
    form: Form = "full",
    wrong: Literal["refuse", "drop"] = "refuse",
    include_private: bool = False,
) -> Any:  # noqa: ANN401 - the same kind
    """Score every row of a data frame.

    Args:
        frame: one column an item, named after it: a Polars DataFrame or LazyFrame, a pandas
            DataFrame, a PyArrow table, a PySpark DataFrame. Nulls, and NaN in pandas, are missing.
        questionnaires: ids or paths; without any, those of the bundled five with a column.
        id: the column of the ids; without it rows are numbered from 1 (PySpark needs one).
        keep: columns to carry along.
        missing: what else means no answer, as text: ``NA``, ``-99``.
        leading: add which culture leads, and how surely.
        form: ``full``, or ``short`` where the short form was asked.
        wrong: what to do about a cell that is no answer: refuse the frame, or drop the row.
        include_private: for one's own answers only.

    Returns:
        A frame of the same kind: ``id``, the kept columns, the scores (see docs/batch.md).

    Raises:
        InputRejected: no column is an item, or a cell is wrong.
        UsageFault: a column that was named is not there.
    """
    from rctdiag.tables.engines import frame_engine  # noqa: PLC0415 - brings narwhals

    names = frame_engine.columns(frame)
    chosen = [
        instrument.questionnaire for instrument in find_instruments(questionnaires, Path.cwd())
    ]
    private = [q for q in chosen if q.private and not include_private]
    scored = [q for q in chosen if q not in private]
    wanted = _wanted(scored, private, form, id, tuple(keep))
    columns = find_columns(names, wanted, _NAME, 0)
    present = [q for q in scored if any(item.id in columns.items for item in q.items)]
    plan = RunPlan(scoring_key(present, form), wanted, missing_codes(missing), leading)
    return frame_engine.score_frame(frame, plan, columns, drop=wrong == "drop")


def _wanted(
    scored: Sequence[Questionnaire],
    private: Sequence[Questionnaire],
    form: Form,
    id_: str | None,
    keep: tuple[str, ...],
) -> Wanted:
    return Wanted(
        items=tuple(row.item for row in scoring_key(scored, form).rows),
        private=frozenset(item.id for q in private for item in q.items),
        id=id_,
        keep=keep,
    )
