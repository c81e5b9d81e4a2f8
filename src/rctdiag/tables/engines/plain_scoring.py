"""The engine in plain Python: row by row, through the reference scoring. Needs no data frame."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.model.answers import CANT_SAY
from rctdiag.scoring.person_scores import score_scales
from rctdiag.scoring.profile import profile
from rctdiag.tables.readers.table_rows import table_rows
from rctdiag.tables.source.answer_cells import BLANKS, Wrong, answer
from rctdiag.tables.source.run_plan import DECIMALS, Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rctdiag.model.scores import ScaleScore
    from rctdiag.tables.source.answer_cells import Range
    from rctdiag.tables.source.columns import Columns
    from rctdiag.tables.source.run_plan import RunPlan
    from rctdiag.tables.source.text_rows import Source

    Reader = Callable[[str], int | str | Wrong | None]

Value = str | float | int | None


class Person(NamedTuple):
    """One row of a table whose cells are all answers or missing."""

    id: str | None
    carried: tuple[str | None, ...]
    answers: dict[str, int | str]


def people(
    source: Source,
    columns: Columns,
    ranges: Mapping[str, Range],
    first: int = 1,
) -> Iterator[Person | list[Reject]]:
    """Each row as a person, or as its wrong cells.

    Args:
        source: the table.
        columns: where the wanted columns stand.
        ranges: what may stand in each item's column.
        first: the number of the first row, its id where no column holds one.
    """
    readers = _readers(columns, ranges)
    for number, (line, cells) in enumerate(table_rows(source), start=first):
        answers: dict[str, int | str] = {}
        wrong: list[Reject] = []
        for item, index, read in readers:
            value = read(cells[index])
            if isinstance(value, Wrong):
                reason = source.spoken(value.reason, index, line)
                wrong.append(Reject(source.file, line, item, value.kind, reason))
            elif value is not None:
                answers[item] = value
        if wrong:
            yield wrong
            continue
        name = str(number) if columns.id is None else cells[columns.id] or None
        yield Person(name, tuple(cells[index] or None for index in columns.keep), answers)


def _readers(columns: Columns, ranges: Mapping[str, Range]) -> list[tuple[str, int, Reader]]:
    """Each item, its place in a row, and what reads it: few different cells are met again."""
    by_range = {
        allowed: lru_cache(maxsize=1024)(partial(_read, allowed)) for allowed in {*ranges.values()}
    }
    return [(item, index, by_range[ranges[item]]) for item, index in columns.items.items()]


def _read(allowed: Range, cell: str) -> int | str | Wrong | None:
    value = answer(cell, allowed)
    return CANT_SAY if value is None and cell.strip(BLANKS) == CANT_SAY else value


def score_row(plan: RunPlan, person: Person) -> tuple[Value, ...]:
    """The output row of one person, in the order of ``plan.output``."""
    scales = score_scales(plan.key, person.answers)
    figures: list[Value] = [person.id, *person.carried]
    for scale in scales.values():
        figures.append(rounded(scale.score))
        figures.extend(rounded(facet.score) for facet in scale.facets)
        figures.append(scale.answered)
    if plan.leading:
        figures.extend(_leading(plan, tuple(scales.values())))
    return tuple(figures)


def _leading(plan: RunPlan, scales: Sequence[ScaleScore]) -> tuple[str | None, str]:
    verdict = profile(plan.key.form, scales)
    return (verdict.leading[0] if verdict.leading else None), verdict.certainty


def rounded(score: float | None) -> float | None:
    """Points, rounded once, half-even, to four decimals."""
    return None if score is None else round(score, DECIMALS)
