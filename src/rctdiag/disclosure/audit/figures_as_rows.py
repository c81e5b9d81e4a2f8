"""Published figures as rows: bounds on sums of coded steps, and the cells that share them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rctdiag.disclosure.groups.membership import Membership
    from rctdiag.disclosure.release.publication import Figure
    from rctdiag.disclosure.release.publication_plan import Measure

_TINY = 1e-6
KEPT = 6  # measures with the same respondents share these

Lots = dict[tuple[int, tuple[int, ...]], list[int]]  # (steps, rows) -> cells
People = tuple[tuple[int, ...], ...]  # of each row
Steps = Sequence[int] | int  # of each cell, or of all


@dataclass(frozen=True)
class Row:
    """One figure as bounds on a sum of coded steps.

    ``people`` are cells: a person on one block of a scale. Where a scale has a single block, a
    cell is a person.
    """

    people: tuple[int, ...]
    low: float
    high: float


def rows_of(figures: Sequence[Figure], membership: Membership, measure: Measure) -> list[Row]:
    """The figures of a measure that is a single block as rows: a cell is a person."""
    return rows_over(figures, membership, {measure.id: measure}, measure.pieces)


def rows_over(
    figures: Sequence[Figure],
    membership: Membership,
    measures: Mapping[str, Measure],
    blocks: Sequence[tuple[str, int]],
) -> list[Row]:
    """Figures over the same blocks as rows: the cell of a person on block k of K is K * person + k.

    Args:
        figures: Of measures made of these blocks.
        membership: Who is in which group.
        measures: By id.
        blocks: Id and steps of each.
    """
    place = {block: at for at, (block, _) in enumerate(blocks)}
    rows = []
    for figure in figures:
        measure = measures[figure.measure]
        people = [p for p in membership.by_key[figure.group].members if measure.valid[p]]
        places = [place[block] for block, _ in measure.pieces]
        cells = tuple(len(blocks) * person + at for person in people for at in places)
        unit = measure.steps * len(people) / 100
        low, high = figure.shown.low * unit, figure.shown.high * unit
        rows.append(Row(cells, low - _TINY, high + _TINY))
    return rows


def steps_at(steps: Steps, cell: int) -> int:
    """The steps of a cell."""
    return steps if isinstance(steps, int) else steps[cell]


def lots_of(rows: Sequence[Row], steps: Steps) -> Lots:
    """Cells that are in the same rows and as long, by both."""
    frozen_steps = steps if isinstance(steps, int) else (*steps,)
    return lots_of_people(tuple(row.people for row in rows), frozen_steps)


@lru_cache(maxsize=KEPT)
def lots_of_people(people: People, steps: int | tuple[int, ...]) -> Lots:
    """The same, of the cells of each row."""
    member_of: dict[int, list[int]] = {}
    for index, cells in enumerate(people):
        for cell in cells:
            member_of.setdefault(cell, []).append(index)
    lots: Lots = {}
    for cell, where in member_of.items():
        lots.setdefault((steps_at(steps, cell), tuple(where)), []).append(cell)
    return lots
