"""Other scores that give the same means, for people whose own a document might make certain.

Two people who are in the same shown groups may have each other's answers, and nothing that is
written changes. So a score can be certain only where all of such a lot have the same on a block,
or all but one, who knows it.
"""

from __future__ import annotations

from functools import cached_property
from itertools import product
from math import gcd
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rctdiag.disclosure.audit.figures_as_rows import rows_over
from rctdiag.disclosure.audit.nearby_answers import Nearby
from rctdiag.disclosure.release import rounding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.audit.figures_as_rows import Row
    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.disclosure.figures.person_scores import Scores
    from rctdiag.disclosure.release.publication import Publication
    from rctdiag.disclosure.release.publication_plan import Block

    Ints = NDArray[np.int64]
    Change = Mapping[tuple[int, str], int]  # person and block -> a step up or down

_VARIANTS = 3  # ways to choose who of a lot moves


class Lot(NamedTuple):
    """People in the same shown groups who answered a block alike, but for one perhaps.

    Attributes:
        block: Its id and steps.
        step: What they scored.
        people: Those of whom it would be certain; of a lot that is all alike, one is left out.
    """

    block: Block
    step: int
    people: tuple[int, ...]


class OtherScores:
    """The lots of a scale, and other scores of their people.

    Args:
        publication: As the document says it.
        scores: The true ones.
        scale: Whose figures count.
    """

    def __init__(self, publication: Publication, scores: Scores, scale: str) -> None:
        self._publication, self._scores, self._scale = publication, scores, scale
        self._figures = publication.of_system().get(scale, [])
        shown = dict.fromkeys(figure.measure for figure in self._figures)
        self.measures = [publication.measures[id_] for id_ in shown]
        self.blocks = list(dict.fromkeys(block for m in self.measures for block in m.pieces))

    def lots(self) -> Iterator[Lot]:
        """Whose score on a block could be certain, to somebody who took part or to nobody else."""
        for people in self._together:
            for block in self.blocks:
                scores = self._scores.blocks[block[0]]
                by_step: dict[int, list[int]] = {}
                for person in people:
                    by_step.setdefault(scores[person] or 0, []).append(person)
                for step, alike in sorted(by_step.items()):
                    if len(alike) == len(people) > 1:
                        yield Lot(block, step, tuple(alike[1:]))
                    elif len(alike) >= len(people) - 1:
                        yield Lot(block, step, tuple(alike))

    def is_with(self, lot: Lot, person: int) -> bool:
        """Whether somebody is in the same shown groups as a lot, and may be who knows their own."""
        return self._home.get(person) == self._home[lot.people[0]]

    @cached_property
    def _home(self) -> dict[int, int]:
        return {person: at for at, people in enumerate(self._together) for person in people}

    @cached_property
    def _together(self) -> list[list[int]]:
        """People with a score who are in the same shown groups, of those who are in any."""
        groups = self._publication.membership.by_key
        valid = self._publication.measures[self._scale].valid
        inside: dict[int, list[int]] = {p: [] for p, there in enumerate(valid) if there}
        for index, key in enumerate(dict.fromkeys(figure.group for figure in self._figures)):
            for person in groups[key].members:
                if person in inside:
                    inside[person].append(index)
        together: dict[tuple[int, ...], list[int]] = {(): []}
        for person, indices in inside.items():
            together.setdefault(tuple(indices), []).append(person)
        del together[()]  # whoever is in no figure
        return list(together.values())

    def elsewhere(self, lot: Lot) -> Iterator[Change]:
        """Two people of another lot, the highest and the lowest, a step nearer or farther apart."""
        block, steps = lot.block
        scores = self._scores.blocks[block]
        home = self._home[lot.people[0]]
        pairs = []
        for at, people in enumerate(self._together):
            if len(people) > 1 and at != home:
                low, *_, high = sorted(people, key=lambda person: (scores[person] or 0, person))
                pairs.append((low, high))
        for by in (1, -1):
            for low, high in pairs:
                up, down = (
                    _counted(scores[person] or 0, way, steps)
                    for person, way in ((low, by), (high, -by))
                )
                if up and up == -down and (scores[low] or 0) + by <= (scores[high] or 0) - by:
                    yield {(low, block): by, (high, block): -by}

    def across(self, person: int, block: str) -> Iterator[Change]:
        """A person's score a step up or down, and what balances it in other lots."""
        cell = self._cells.index((person, block))
        nearby, truth = self._nearby, self._truth
        home = next(index for index, lot in enumerate(nearby.lots) if cell in lot)
        for move, by in product(nearby.moves, (1, -1)):
            counted = _counted(truth[cell], by, nearby.steps[cell])
            if abs(move.get(home, 0)) != 1 or not counted:
                continue
            able = []
            for lot, times in move.items():
                if lot != home:
                    sign = 1 if times * move[home] > 0 else -1
                    cells = [
                        at
                        for at in nearby.lots[lot]
                        if _counted(truth[at], by * sign, nearby.steps[at]) == sign * counted
                    ]
                    able.append((cells, abs(times), by * sign))
            most = min((len(cells) // times for cells, times, _ in able), default=0)
            for index in range(min(most, _VARIANTS)):
                yield {
                    self._cells[cell]: by,
                    **{
                        self._cells[at]: shift
                        for cells, times, shift in able
                        for at in cells[index * times : (index + 1) * times]
                    },
                }

    @cached_property
    def _cells(self) -> list[tuple[int, str]]:
        """Person and block of each score that is in some figure."""
        many = len(self.blocks)
        cells = sorted({cell for row in self._rows for cell in row.people})
        return [(cell // many, self.blocks[cell % many][0]) for cell in cells]

    @cached_property
    def _rows(self) -> list[Row]:
        publication = self._publication
        return rows_over(self._figures, publication.membership, publication.measures, self.blocks)

    @cached_property
    def _truth(self) -> Ints:
        return np.array([self._scores.blocks[block][person] for person, block in self._cells])

    @cached_property
    def _nearby(self) -> Nearby:
        many = len(self.blocks)
        order = {block: at for at, (block, _) in enumerate(self.blocks)}
        places = {
            many * person + order[block]: at for at, (person, block) in enumerate(self._cells)
        }
        steps = tuple(steps for _, steps in self.blocks) * self._publication.membership.size
        return Nearby(self._rows, steps, places)


class Sheets:
    """Answers of somebody's that come to another score, or to one that counts the same.

    Args:
        survey: Who answered, and what.
        scores: Theirs.
        blocks: Of the scale.
    """

    def __init__(self, survey: Survey, scores: Scores, blocks: Sequence[Block]) -> None:
        self._given, self._scores, self._blocks = survey.given, scores, blocks
        self._column = {item: at for at, item in enumerate(survey.items)}

    def alike(self, person: int, block: Block) -> Iterator[list[tuple[int, int]]]:
        """Columns of somebody's answers to a block, and what each moves by, that count the same."""
        id_, steps = block
        score = self._scores.blocks[id_][person] or 0
        ups, downs = (
            [(at, by * sign) for at, sign in self._able(self._given[person], id_, by)]
            for by in (1, -1)
        )
        for by, able in ((1, ups), (-1, downs)):
            if able and rounding.coded(score + by, steps) == rounding.coded(score, steps):
                yield from ([move] for move in able)
        yield from ([up, down] for up, down in product(ups, downs) if up[0] != down[0])

    def is_exact(self, person: int, block: str) -> bool:
        """Whether somebody's score on a block moves as its answers do, and on no other block.

        What is left open counts as the mean of what was answered near it.
        """
        full, begun = self._answered
        return bool(full[block][person] and begun[person])

    @cached_property
    def _answered(self) -> tuple[dict[str, NDArray[np.bool_]], NDArray[np.bool_]]:
        """Who answered all of each block, and who answered something of every block."""
        there = {
            id_: self._given[:, [self._column[row.item] for row in self._scores.rows[id_]]] >= 0
            for id_, _ in self._blocks
        }
        full = {id_: np.asarray(answered.all(axis=1)) for id_, answered in there.items()}
        begun = np.all([answered.any(axis=1) for answered in there.values()], axis=0)
        return full, np.asarray(begun)

    def _able(self, sheet: Ints, block: str, by: int) -> list[tuple[int, int]]:
        """Columns and signs of the answered items of a block that can move by a step."""
        return [
            (self._column[row.item], row.sign)
            for row in self._scores.rows[block]
            if (answer := sheet[self._column[row.item]]) >= 0
            and row.low <= row.sign * answer + row.offset + by <= row.high
        ]

    def move(self, sheet: Ints, block: str, by: int, *, outward: bool) -> bool:
        """Whether an answered item of the block can move by a step, and does."""
        offsets = {self._column[row.item]: row.offset for row in self._scores.rows[block]}
        able = self._able(sheet, block, by)
        if not able:
            return False
        at, sign = (max if (by > 0) == outward else min)(
            able, key=lambda move: (move[1] * sheet[move[0]] + offsets[move[0]], move[0])
        )
        sheet[at] += by * sign
        return True


def inside(lot: Lot) -> Iterator[Change]:
    """Other scores of the lot that leave its sum as it is: one at an end, or some up, some down."""
    block, steps = lot.block
    people = lot.people
    for by in (1, -1):
        if 0 <= lot.step + by <= steps and not _counted(lot.step, by, steps):
            yield from ({(person, block): by} for person in people[:_VARIANTS])
    up, down = _counted(lot.step, 1, steps), -_counted(lot.step, -1, steps)
    shared = gcd(up, down) or 1
    ups, downs = down // shared, up // shared
    can_move = bool(up and down) and len(people) >= ups + downs
    for shift in range(min(len(people), _VARIANTS) if can_move else 0):
        rotated = [*people[shift:], *people[:shift]]
        yield {
            **{(person, block): 1 for person in rotated[:ups]},
            **{(person, block): -1 for person in rotated[ups : ups + downs]},
        }


def _counted(step: int, by: int, steps: int) -> int:
    """What a score counts more or less, in half steps, when it moves; 0 where it cannot."""
    if not 0 <= step + by <= steps:
        return 0
    return rounding.coded(int(step) + by, int(steps)) - rounding.coded(int(step), int(steps))
