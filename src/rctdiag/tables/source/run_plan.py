"""What a run reads and writes, decided once and the same for every engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.tables.source.answer_cells import Range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.scoring.key import ScoringKey
    from rctdiag.tables.source.columns import Wanted

ID = "id"
LEADING = ("leading", "certainty")
REJECTS = ("file", "line", "column", "kind", "reason")
DECIMALS = 4


class Reject(NamedTuple):
    """One wrong cell: where, and why; never what stood there."""

    file: str
    line: int
    column: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class RunPlan:
    """One run. ``key`` holds only scales that the tables have a column of."""

    key: ScoringKey
    wanted: Wanted
    missing: frozenset[str] = frozenset()
    leading: bool = False

    @property
    def ranges(self) -> dict[str, Range]:
        """Item id to what may stand in its column."""
        return {row.item: Range(row.low, row.high, self.missing) for row in self.key.rows}

    @property
    def output(self) -> tuple[str, ...]:
        """The columns of the scores, in order."""
        return (ID, *self.wanted.keep, *score_columns(self.key, leading=self.leading))


def score_columns(key: ScoringKey, *, leading: bool) -> tuple[str, ...]:
    """Each scale, its facets, how many of its items were answered; then what leads."""
    names: list[str] = []
    for scale in key.scales:
        facets = (f"{scale.id}.{facet.id}" for facet in scale.facets)
        names += [scale.id, *facets, f"{scale.id}.answered"]
    return (*names, *(LEADING if leading else ()))


def clashing(keep: Sequence[str], key: ScoringKey, *, leading: bool) -> tuple[str, ...]:
    """Kept columns that would have the name of a column of ours."""
    own_names = {ID, *score_columns(key, leading=leading)}
    return tuple(name for name in keep if name in own_names)
