"""In a small table everybody could be the attacker: what their own answer tells of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rctdiag.disclosure.search import Search, Vector
    from rctdiag.disclosure.walk import Scores


class Insiders:
    """Everybody in turn as an attacker who knows their own answer.

    People who are in the same rows could have each other's answers, so each is tried with every
    answer of theirs: what is found does not depend on who of them gave which.

    Args:
        search: Made with the true scores.
        scores: The true scores, in the order of the people.
        targets: Sets of positions an attacker can name, themselves included.
    """

    def __init__(
        self, search: Search, scores: Sequence[int], targets: Sequence[Collection[int]]
    ) -> None:
        self._search = search
        self._truth = np.array(scores, dtype=np.int64)
        self._people = sorted(search.place)
        inside = [[search.place[p] for p in target if p in search.place] for target in targets]
        self._targets = [places for places in inside if places]
        self._holds = np.zeros((len(self._truth), len(self._targets)))
        for turn, places in enumerate(self._targets):
            self._holds[places, turn] = 1.0
        self._pool = np.vstack([self._truth, search.walk.near(self._truth, ())])
        self._sums = self._pool @ self._holds

    def told(self, most: int) -> tuple[int, ...]:
        """Up to ``most`` others of whom somebody's own answer tells the sum; empty if nobody's."""
        for lot in self._search.walk.lots:
            for own in lot:
                for other in {int(self._truth[place]): place for place in lot}.values():
                    found = self._told_to(own, other, most)
                    if found:
                        return found
        return ()

    def _told_to(self, own: int, other: int, most: int) -> tuple[int, ...]:
        """The same for one person with the answer of ``other``."""
        start = self._truth.copy()
        start[[own, other]] = start[[other, own]]
        left = [
            turn
            for turn, places in enumerate(self._targets)
            if 1 <= len(places) - (own in places) <= most
        ]
        left = self._still(left, self._sums[self._pool[:, own] == start[own]], start)
        left = self._after_a_walk(left, start, own, start)
        known = {self._people[own]: int(start[own])}
        while left:
            places = self._targets[left[0]]
            people = tuple(self._people[at] for at in places if at != own)
            found = self._search.otherwise(people, start, known)
            if found is None:
                return people
            left = self._after_a_walk(left, found, own, start)
        return ()

    def _after_a_walk(
        self, left: Sequence[int], origin: Scores, own: int, start: Scores
    ) -> list[int]:
        """Those still the same in the data sets near ``origin``, which the next may use too."""
        if not left:
            return []
        near = np.vstack([origin, self._search.walk.near(origin, [own])])
        sums = near @ self._holds
        self._pool, self._sums = np.vstack([self._pool, near]), np.vstack([self._sums, sums])
        return self._still(left, sums, start)

    def _still(self, left: Sequence[int], sums: Vector, start: Scores) -> list[int]:
        """Those whose sum is the same in all these data sets and in the first."""
        now = start @ self._holds
        return [turn for turn in left if not np.any(sums[:, turn] != now[turn])]
