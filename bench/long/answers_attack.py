"""Whether any answer, or sum of answers, is the same in every table that fits some sums.

Used by ``answer_tables.py``. Tables nearby are tried first; then CP-SAT (OR-Tools) over every
answer of everybody, each a variable of its own. Shares nothing with the planner or the auditor, nor
with the other attacks beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

FEWEST_STEPS = 3


@dataclass(frozen=True)
class Shape:
    """How answers count.

    Attributes:
        points: Answers to choose from.
        parts: The columns of each part.
        delicate: Columns of delicate questions.
        halves: At either end of a block two scores count as the mean of both.
    """

    points: int
    parts: tuple[tuple[int, ...], ...]
    delicate: tuple[int, ...] = ()
    halves: bool = True

    @property
    def shown(self) -> tuple[tuple[int, ...], ...]:
        """The columns of each part, or of the scale where a part is too short."""
        if min(map(len, self.parts)) * (self.points - 1) >= FEWEST_STEPS:
            return self.parts
        return (tuple(column for part in self.parts for column in part),)

    @property
    def blocks(self) -> tuple[tuple[int, ...], ...]:
        """What adds up to a part: each delicate question that is long enough, and the rest."""
        alone = self.delicate if self.points > FEWEST_STEPS else ()
        blocks: list[tuple[int, ...]] = []
        for part in self.shown:
            rest = tuple(column for column in part if column not in alone)
            blocks += ((column,) for column in part if column in alone)
            blocks += [rest] if rest else []
        return tuple(blocks)

    def blocks_of(self, part: tuple[int, ...]) -> tuple[int, ...]:
        """Which blocks add up to these columns."""
        return tuple(at for at, block in enumerate(self.blocks) if set(block) <= set(part))

    @property
    def tops(self) -> list[int]:
        """The greatest score of each block, in steps."""
        return [len(block) * (self.points - 1) for block in self.blocks]

    def counted(self, tables: Ints) -> Ints:
        """Half steps that count: (tables, people, items) to (tables, people, blocks)."""
        steps = tables - 1
        scores = np.stack([steps[..., list(block)].sum(axis=-1) for block in self.blocks], -1)
        if not self.halves:
            return 2 * scores
        top = np.array(self.tops)
        return np.where(scores <= 1, 1, np.where(scores >= top - 1, 2 * top - 1, 2 * scores))


@dataclass(frozen=True)
class Row:
    """Half steps of these people on these blocks add up to no less and no more than this."""

    people: tuple[int, ...]
    blocks: tuple[int, ...]
    low: int
    high: int


@dataclass(frozen=True)
class Target:
    """A sum of answers; or whether one answer is among some, where ``among`` names them."""

    people: tuple[int, ...]
    columns: tuple[int, ...]
    among: tuple[int, int] | None = None

    def of(self, tables: Ints) -> Ints:
        """Its value in each table."""
        sums = tables[:, list(self.people)][:, :, list(self.columns)].sum(axis=(1, 2))
        if self.among is None:
            return np.asarray(sums)
        return ((sums >= self.among[0]) & (sums <= self.among[1])).astype(np.int64)


class Attack:
    """All answer tables that fit some rows, by CP-SAT; others nearby are tried first."""

    def __init__(self, rows: Sequence[Row], truth: Ints, shape: Shape) -> None:
        self.rows, self.truth, self.shape = rows, truth, shape
        lots: dict[tuple[int, ...], list[int]] = {}
        for person in range(len(truth)):
            held = tuple(at for at, row in enumerate(rows) if person in row.people)
            lots.setdefault(held, []).append(person)
        self.lots = list(lots.values())
        if not self.fits(truth[np.newaxis])[0]:
            raise AssertionError("the truth does not fit: this program reads figures wrongly")
        self.solutions: list[Ints] = []  # tables that the solver found

    def fits(self, tables: Ints) -> NDArray[np.bool_]:
        """Which tables give every row."""
        sums, good = self.shape.counted(tables), np.ones(len(tables), dtype=bool)
        for row in self.rows:
            total = sums[:, list(row.people)][:, :, list(row.blocks)].sum(axis=(1, 2))
            good &= (total >= row.low) & (total <= row.high)
        return good

    def near(self, table: Ints, known: int | None, rng: random.Random) -> Ints:
        """Tables that fit beside a given one: people of a lot, or their answers, change places."""
        candidates = [table]
        free = [[p for p in lot if p != known] for lot in self.lots]
        for by in (1, 2, 3):
            turned = table.copy()
            for lot in free:
                turned[lot] = np.roll(table[lot], by, axis=0)
            candidates.append(turned)
        for _ in range(12):
            moved = table.copy()
            for lot, block in product(free, self.shape.blocks):
                for person in lot:
                    moved[person, list(block)] = self._alike(table[person, list(block)], rng)
                if len(lot) > 1 and rng.random() < 0.5:  # one step from somebody to another
                    (up, down), column = rng.sample(lot, 2), rng.choice(block)
                    moved[up, column] += 1
                    moved[down, column] -= 1
            candidates.append(moved)
        tables = np.stack(candidates)
        within = ((tables >= 1) & (tables <= self.shape.points)).all(axis=(1, 2))
        return np.asarray(tables[within][self.fits(tables[within])])

    def _alike(self, answers: Ints, rng: random.Random) -> Ints:
        """Answers of somebody on a block that count the same."""
        steps, top = answers - 1, len(answers) * (self.shape.points - 1)
        score = int(steps.sum())
        if self.shape.halves and (score <= 1 or score >= top - 1) and rng.random() < 0.5:
            base = 1 if score <= 1 else self.shape.points
            new = np.full_like(answers, base)
            if score in {0, top}:
                new[rng.randrange(len(new))] += 1 if score <= 1 else -1
            return new
        return np.asarray(rng.sample(answers.tolist(), len(answers)))

    def targets(self, most: int, known: int | None, rng: random.Random) -> list[Target]:
        """Everybody alone; the people of some lots together; and some at random."""
        unknown = [person for person in range(len(self.truth)) if person != known]
        groups = {(person,) for person in unknown}
        lots = [tuple(p for p in lot if p != known) for lot in self.lots]
        for many in range(1, most + 1):
            for chosen_lots in combinations([lot for lot in lots if lot], many):
                groups.add(tuple(sorted(person for lot in chosen_lots for person in lot)))
        groups |= {tuple(sorted(rng.sample(unknown, rng.randint(2, most)))) for _ in range(4)}
        every = tuple(range(self.truth.shape[1]))
        sums = {(column,) for column in every} | {every, *self.shape.parts}
        small_groups = sorted(people for people in groups if len(people) <= most)
        targets = [Target(people, columns) for people in small_groups for columns in sorted(sums)]
        points = self.shape.points
        if points >= 4:  # never and rarely are one no, often and almost always one yes
            ends = ((1, 2), (points - 1, points))
            targets += [
                Target((person,), (column,), end)
                for person in unknown
                for column in self.shape.delicate
                for end in ends
                if end[0] <= self.truth[person, column] <= end[1]
            ]
        return targets

    def certain(self, most: int, known: int | None, rng: random.Random) -> list[Target]:
        """What is the same in every table that fits, for an outsider or for one who took part."""
        tables, certain_targets = self.near(self.truth, known, rng), []
        for target in self.targets(most, known, rng):
            if np.ptp(target.of(tables)):
                continue
            solution = self.another(target, known)
            if solution is None:
                certain_targets.append(target)
            else:
                self.solutions.append(solution)
                tables = np.concatenate([tables, self.near(solution, known, rng)])
        return certain_targets

    def another(self, target: Target, known: int | None) -> Ints | None:
        """A table that fits and in which the target is another; None where there is none."""
        cp_model = import_module("ortools.sat.python.cp_model")  # in the judge's environment only
        model, shape = cp_model.CpModel(), self.shape
        people, items = self.truth.shape
        answer = [
            [model.new_int_var(1, shape.points, f"a{p} {i}") for i in range(items)]
            for p in range(people)
        ]
        counts = []
        for p, (at, block) in product(range(people), enumerate(shape.blocks)):
            counts.append(model.new_int_var(0, 2 * shape.tops[at], f"c{p} {at}"))
            sheets = list(product(range(1, shape.points + 1), repeat=len(block)))
            table = np.ones((len(sheets), 1, items), dtype=np.int64)
            table[:, 0, list(block)] = sheets
            halves = shape.counted(table)[:, 0, at].tolist()
            model.add_allowed_assignments(
                [*(answer[p][i] for i in block), counts[-1]],
                [(*sheet, half) for sheet, half in zip(sheets, halves, strict=True)],
            )
        for row in self.rows:
            total = sum(counts[p * len(shape.blocks) + b] for p in row.people for b in row.blocks)
            model.add_linear_constraint(total, row.low, row.high)
        if known is not None:
            for variable, value in zip(answer[known], self.truth[known].tolist(), strict=True):
                model.add(variable == value)
        target_sum = sum(answer[p][i] for p in target.people for i in target.columns)
        if target.among is None:
            model.add(target_sum != int(target.of(self.truth[np.newaxis])[0]))
        elif target.among[0] == 1:
            model.add(target_sum > target.among[1])
        else:
            model.add(target_sum < target.among[0])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        verdict = solver.solve(model)
        if verdict == cp_model.INFEASIBLE:
            return None
        if verdict not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            raise ArithmeticError("the search did not end")
        values = [[solver.value(variable) for variable in person] for person in answer]
        return np.array(values, dtype=np.int64)
