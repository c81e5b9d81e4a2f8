"""In a small table everybody could be the attacker: what their own answers tell of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rctdiag.disclosure import rules
from rctdiag.disclosure.audit.figures_as_rows import Row, steps_at
from rctdiag.disclosure.audit.nearby_answers import Changes, Exchanges

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.audit.figures_as_rows import Steps
    from rctdiag.disclosure.audit.integer_search import Search
    from rctdiag.disclosure.audit.nearby_answers import Indices
    from rctdiag.disclosure.groups.membership import Group

_LITTLE = 6.0  # steps: what four people need to leave the end for the next place


def tight_groups(
    shown: Sequence[tuple[str, Group]], rows: Sequence[Row], steps: Steps, blocks: int
) -> list[list[Row]]:
    """Rows of groups of a large table that leave others little room beside one at the far end.

    Looked at is what each row, and each remainder of a group without its parts, has of room from
    its nearer end. Where somebody at the other end takes so much of it that what is left takes no
    four of the others to the next place, a step and a half away, all rows of these people are
    named; those with the least room come first.

    Args:
        shown: Measure and group of each row.
        rows: What is published.
        steps: Of each cell, or of all.
        blocks: Cells of a person.
    """
    of_people: dict[frozenset[int], list[Row]] = {}
    for row in (*rows, *_remainders(shown, rows)):
        people = frozenset(cell // blocks for cell in row.people)
        of_people.setdefault(people, []).append(row)
    left = [(min(_left(row, steps) for row in own), own) for own in of_people.values()]
    return [own for room, own in sorted(left, key=lambda entry: entry[0]) if room < _LITTLE]


def _left(row: Row, steps: Steps) -> float:
    """The steps that a row leaves others, from its nearer end, beside one at the far end."""
    tops = [steps_at(steps, cell) - 1 for cell in row.people]
    base = len(row.people) / 2
    return min(row.high - base, sum(tops) - (row.low - base)) - max(tops)


def _remainders(shown: Sequence[tuple[str, Group]], rows: Sequence[Row]) -> Iterator[Row]:
    """Of each group without its parts of a finer breakdown: who is left, and their sum."""
    by_breakdown: dict[tuple[str, str], list[tuple[Group, Row]]] = {}
    for (measure, group), row in zip(shown, rows, strict=True):
        by_breakdown.setdefault((measure, group.by), []).append((group, row))
    for (measure, _), wholes in by_breakdown.items():
        for (other_measure, _), finer in by_breakdown.items():
            if measure != other_measure or not finer[0][0].columns > wholes[0][0].columns:
                continue
            for _, whole in wholes:
                cells = set(whole.people)
                parts = [row for _, row in finer if cells.issuperset(row.people)]
                left = cells.difference(*(row.people for row in parts))
                if left and len(cells) - len(left) == sum(len(row.people) for row in parts):
                    low = whole.low - sum(row.high for row in parts)
                    high = whole.high - sum(row.low for row in parts)
                    yield Row(tuple(sorted(left)), low, high)


def rows_of_others(rows: Sequence[Row], own_answers: Mapping[int, float]) -> list[Row]:
    """What rows say of everybody else to somebody who knows their own cells."""
    left = []
    for row in rows:
        known = sum(own_answers.get(cell, 0.0) for cell in row.people)
        other_cells = tuple(cell for cell in row.people if cell not in own_answers)
        left.append(Row(other_cells, row.low - known, row.high - known))
    return left


class Insiders:
    """Everybody in turn as an attacker who knows their own answers.

    People who are in the same rows could have each other's answers, so each is tried with every
    sheet of theirs (of many, some from low to high): what is found does not depend on who of
    them gave which.

    Args:
        search: Made with the true scores.
        scores: The true scores, in the order of the cells.
        targets: Sets of cells an attacker can name, themselves included.
        blocks: Cells of a person: ``blocks * person`` and those that follow.
    """

    def __init__(
        self,
        search: Search,
        scores: Sequence[int],
        targets: Sequence[Collection[int]],
        blocks: int = 1,
    ) -> None:
        self._search = search
        self._truth = np.array(scores, dtype=np.int64)
        self._cells = sorted(search.place)
        self._of_person: dict[int, list[int]] = {}
        for cell in self._cells:
            self._of_person.setdefault(cell // blocks, []).append(search.place[cell])
        inside = [
            [search.place[cell] for cell in target if cell in search.place] for target in targets
        ]
        self._targets = [places for places in inside if places]
        self._holds = np.zeros((len(self._truth), len(self._targets)))
        for index, places in enumerate(self._targets):
            self._holds[places, index] = 1.0
        self._heads = np.array(
            [self._holds[places].any(axis=0) for places in self._of_person.values()]
        )
        self._exchanges = Exchanges(search.nearby, self._holds)
        self._changes = Changes(search.nearby, self._truth, self._holds)

    def exposed(self, most: int) -> tuple[int, ...]:
        """Cells of up to ``most`` others of whom somebody's own answers tell the sum; or none."""
        sizes = self._heads.sum(axis=0)
        for alike in self._alike():
            sheets = list(self._sheets(alike))
            for at, own_places in self._different(alike, sizes):
                other_heads = sizes - self._heads[at]
                targets = np.flatnonzero((other_heads >= 1) & (other_heads <= most))
                for sheet in sheets:
                    found = self._exposed_to(own_places, sheet, targets)
                    if found:
                        return found
        return ()

    def _alike(self) -> list[list[tuple[int, list[int]]]]:
        """People who are in the same rows: index and places of each."""
        lot_of = {
            place: index for index, lot in enumerate(self._search.nearby.lots) for place in lot
        }
        found: dict[tuple[int, ...], list[tuple[int, list[int]]]] = {}
        for at, places in enumerate(self._of_person.values()):
            found.setdefault(tuple(lot_of[place] for place in places), []).append((at, places))
        return list(found.values())

    def _different(
        self, alike: Sequence[tuple[int, list[int]]], sizes: NDArray[np.int64]
    ) -> list[tuple[int, list[int]]]:
        """The first of those who are in the same targets of several people.

        All of them would learn the same: what they know, and whom they can name, differs in
        nothing but who is who.
        """
        several = sizes > 1
        found: dict[bytes, tuple[int, list[int]]] = {}
        for at, own_places in alike:
            found.setdefault((self._heads[at] & several).tobytes(), (at, own_places))
        return list(found.values())

    def _sheets(self, alike: Sequence[tuple[int, list[int]]]) -> Iterator[list[int]]:
        """Places of those whose sheets are tried: each kind, or some of many from low to high."""
        kinds = {tuple(self._truth[places].tolist()): places for _, places in alike}
        order = sorted(kinds, key=lambda sheet: (sum(sheet), sheet))
        if len(order[0]) > 1 and len(order) > rules.SHEETS_TRIED:
            indices = np.linspace(0, len(order) - 1, rules.SHEETS_TRIED).round().astype(int)
            order = [order[index] for index in indices]
        return (kinds[sheet] for sheet in order)

    def _exposed_to(
        self, own_places: list[int], other_places: list[int], targets: Indices
    ) -> tuple[int, ...]:
        """The same for one person with the answers of ``other``."""
        start = self._truth.copy()
        start[own_places], start[other_places] = self._truth[other_places], self._truth[own_places]
        left = targets[~self._exchanges.change(start, own_places)[targets]]
        if not len(left):
            return ()
        left = self._changes.unchanged(left, own_places, other_places)
        known = {self._cells[place]: int(start[place]) for place in own_places}
        while len(left):
            cells = tuple(self._cells[at] for at in self._targets[left[0]] if at not in own_places)
            found = self._search.otherwise(cells, start, known)
            if found is None:
                return cells
            self._changes.learn(found - start, own_places, other_places)
            left = left[(found - start) @ self._holds[:, left] == 0]
        return ()
