"""Everybody's place on every scale and part, as the whole steps that group figures are made of.

Whoever has a score on a scale counts in each of its parts, and the scale is the sum of its parts,
ends and all: so a scale and its parts together tell no more than the parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from rctdiag.disclosure import rules
from rctdiag.disclosure.release import rounding
from rctdiag.disclosure.release.publication_plan import Measure
from rctdiag.tables.expressions.group_sums import Tally, has_score, keyed, tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.groups.membership import Mask
    from rctdiag.disclosure.release.publication import Steps
    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.scoring.key import KeyRow, ScaleKey, ScoringKey

    Ints = NDArray[np.int64]

_ITEM = "item:"


@dataclass(frozen=True)
class Scores:
    """What everybody scored, and the measures that could be published of it.

    Attributes:
        key: The key of the scales that the table has.
        measures: Scales, their parts (full form), items marked sensitive.
        blocks: Block id -> each person's steps, None without a score.
        rows: Block id -> the items that it is made of.
        answers: Scale id -> people by items, keyed, -1 for none.
        given: People by items as given, in the order asked, -1 for none.
    """

    key: ScoringKey
    measures: tuple[Measure, ...]
    blocks: Mapping[str, Steps]
    rows: Mapping[str, Sequence[KeyRow]]
    answers: Mapping[str, Ints]
    given: Ints

    def measure(self, id_: str) -> Measure:
        """One measure by its id."""
        return next(measure for measure in self.measures if measure.id == id_)

    def steps(self, id_: str) -> Steps:
        """Everybody's steps on a measure: the sum of its blocks."""
        measure = self.measure(id_)
        held = [self.blocks[block] for block, _ in measure.pieces]
        return [
            sum(block_steps[person] or 0 for block_steps in held) if there else None
            for person, there in enumerate(measure.valid)
        ]


def facet_measure(scale: str, facet: str) -> str:
    """The id of the measure of a part."""
    return f"{scale}.{facet}"


def item_measure(item: str) -> str:
    """The id of the measure of a sensitive item; apart from scales that have the same name."""
    return _ITEM + item


def is_delicate(measure: str) -> bool:
    """Whether a measure, or a block, is a sensitive item by itself."""
    return measure.startswith(_ITEM)


def score_people(
    key: ScoringKey, questionnaires: Sequence[Questionnaire], given: Ints, items: Sequence[str]
) -> Scores:
    """Score a table.

    Args:
        key: Of the scales to be published.
        questionnaires: Theirs.
        given: People by ``items``, as given, -1 for none.
        items: In the order asked.
    """
    place = {item: at for at, item in enumerate(items)}
    measures: list[Measure] = []
    blocks: dict[str, Steps] = {}
    rows_of: dict[str, Sequence[KeyRow]] = {}
    answers: dict[str, Ints] = {}
    sensitive = frozenset(
        item.id
        for questionnaire in questionnaires
        for item in questionnaire.items
        if item.sensitive
    )
    for scale in key.scales:
        rows = [row for facet in scale.facets for row in facet.rows]
        answers[scale.id] = keyed(given, rows, place)
        pieces = _Pieces(scale, given, place, sensitive, with_parts=key.form == "full")
        blocks |= pieces.blocks()
        rows_of |= pieces.rows()
        measures += pieces.measures()
        for row in (row for facet in scale.facets for row in facet.compared):
            steps = row.high - row.low  # comparisons of groups are shown, in no mean
            if row.item in sensitive and steps >= rules.FEWEST_STEPS:
                id_ = item_measure(row.item)
                item_answers = keyed(given, [row], place)[:, 0].tolist()
                rows_of[id_] = [row]
                blocks[id_] = [None if answer < 0 else answer - row.low for answer in item_answers]
                measures.append(Measure(id_, steps, _mask(blocks[id_]), family=id_, sensitive=True))
    return Scores(key, tuple(measures), blocks, rows_of, answers, given)


class _Pieces:
    """One scale cut into blocks: what is published by itself, a part or a delicate question.

    Whoever has a score on the scale counts in every block of it. A question left open counts as
    the person's mean on its part, a part left open as their mean on the scale: so nobody who
    left one open is missing anywhere, and no count tells who did.
    """

    def __init__(
        self,
        scale: ScaleKey,
        given: Ints,
        place: Mapping[str, int],
        sensitive: frozenset[str],
        *,
        with_parts: bool,
    ) -> None:
        self._scale = scale
        self._sensitive = sensitive
        self._span = scale.high - scale.low
        self._given, self._place = given, place
        facets = [facet for facet in scale.facets if facet.rows]
        self._rows = [row for facet in facets for row in facet.rows]
        tallies = {facet.id: tally(keyed(given, facet.rows, place)) for facet in scale.facets}
        self._whole = Tally(
            *(np.sum(counts, axis=0) for counts in zip(*tallies.values(), strict=True))
        )
        self.mask: Mask = tuple(bool(scored) for scored in has_score(scale, tallies))
        # Where a part is too short for its ends to count alike, the scale is shown without parts.
        long = all(len(facet.rows) * self._span >= rules.FEWEST_STEPS for facet in facets)
        self._parts = {scale.id: (tuple(self._rows), self._whole)}
        if with_parts and long:
            self._parts = {
                facet_measure(scale.id, facet.id): (facet.rows, tallies[facet.id])
                for facet in facets
            }

    def _blocks_of(self, part: str) -> list[tuple[str, list[KeyRow]]]:
        """The blocks of a part: each delicate question, and the rest."""
        rows, _ = self._parts[part]
        alone = [
            row for row in rows if row.item in self._sensitive and self._span >= rules.FEWEST_STEPS
        ]
        rest = [row for row in rows if row not in alone]
        found = [(item_measure(row.item), [row]) for row in alone]
        return [*found, (part, rest)] if rest else found

    def rows(self) -> dict[str, Sequence[KeyRow]]:
        """The items of each block."""
        return {id_: rows for part in self._parts for id_, rows in self._blocks_of(part)}

    def blocks(self) -> dict[str, Steps]:
        """Everybody's steps on each block."""
        return {
            id_: self._steps(rows, tallied)
            for part, (_, tallied) in self._parts.items()
            for id_, rows in self._blocks_of(part)
        }

    def _steps(self, rows: Sequence[KeyRow], part: Tally) -> list[int | None]:
        block_tally = tally(keyed(self._given, rows, self._place))
        tallies = (*block_tally, *part, *self._whole)
        columns = zip(*(counts.tolist() for counts in tallies), self.mask, strict=True)
        low, items = self._scale.low, len(rows)
        return [
            _step(*_known(numbers), items, low) if there else None for *numbers, there in columns
        ]

    def measures(self) -> list[Measure]:
        """The scale, its parts and its delicate questions, as far as they can be shown."""
        scale, delicate = self._scale.id, f"{self._scale.id}:delicate"
        total = len(self._rows) * self._span
        if total < rules.FEWEST_STEPS:  # the plan shows it of nobody
            return [Measure(scale, total, self.mask, scale)]
        cut = {
            part: tuple((id_, len(rows) * self._span) for id_, rows in self._blocks_of(part))
            for part in self._parts
        }
        whole = tuple(block for part_blocks in cut.values() for block in part_blocks)
        grave = self._is_delicate(self._rows)
        found = [Measure(scale, total, self.mask, scale, sensitive=grave, blocks=whole)]
        apart: frozenset[str] = frozenset() if grave else self._apart()
        found += [
            Measure(
                part,
                sum(steps for _, steps in cut[part]),
                self.mask,
                delicate if part in apart else scale,
                sensitive=grave or part in apart,
                within=scale if part in apart else "",
                blocks=cut[part],
            )
            for part in self._parts
            if part != scale
        ]
        found += [
            Measure(id_, steps, self.mask, delicate, sensitive=True, within=scale)
            for id_, steps in whole
            if is_delicate(id_)
        ]
        return found

    def _is_delicate(self, rows: Sequence[KeyRow]) -> bool:
        """Whether delicate questions make up more than a third."""
        count = sum(row.item in self._sensitive for row in rows)
        return count > rules.SENSITIVE_SHARE * len(rows)

    def _apart(self) -> frozenset[str]:
        """Parts that are shown as delicate: those that are, and others, so that no sum is.

        The scale and the parts shown give the sum of the parts that are not. It must not be
        delicate itself, so as many others go with them as it takes, the least delicate first.
        """
        rows_of = {part: rows for part, (rows, _) in self._parts.items() if part != self._scale.id}
        apart = [id_ for id_, rows in rows_of.items() if self._is_delicate(rows)]
        remaining = sorted(
            (id_ for id_ in rows_of if id_ not in apart),
            key=lambda id_: (
                sum(row.item in self._sensitive for row in rows_of[id_]) / len(rows_of[id_]),
                list(rows_of).index(id_),
            ),
        )
        while apart and self._is_delicate([row for id_ in apart for row in rows_of[id_]]):
            apart.append(remaining.pop(0))
        return frozenset(apart)


def _known(numbers: Sequence[int]) -> tuple[int, int]:
    """Total and count of the first of a block, its part, its scale that has an answer."""
    return next(
        (total, answered)
        for answered, total in zip(numbers[::2], numbers[1::2], strict=True)
        if answered
    )


@lru_cache(maxsize=4096)
def _step(total: int, answered: int, items: int, low: int) -> int:
    return rounding.step_of(total, answered, items, low)


def _mask(steps: Steps) -> Mask:
    return tuple(step is not None for step in steps)
