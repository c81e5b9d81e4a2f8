"""In a small table everybody could be the attacker: what their own answer tells of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rctdiag.disclosure.audit.integer_search import Search, Vector
    from rctdiag.disclosure.audit.nearby_answers import Scores

Turns = NDArray[np.intp]  # of targets
_KEPT = 400  # data sets of one walk that later ones use
_POOL = 6_000  # the latest of all of them


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
        sizes = self._holds.sum(axis=0)
        for lot in self._search.walk.lots:
            for own in lot:
                others = sizes - self._holds[own]
                targets = np.flatnonzero((others >= 1) & (others <= most))
                for other in {int(self._truth[place]): place for place in lot}.values():
                    found = self._told_to(own, other, targets)
                    if found:
                        return found
        return ()

    def _told_to(self, own: int, other: int, targets: Turns) -> tuple[int, ...]:
        """The same for one person with the answer of ``other``."""
        start = self._truth.copy()
        start[[own, other]] = start[[other, own]]
        now = start @ self._holds
        left = _still(targets, self._sums[self._pool[:, own] == start[own]], now)
        left = self._after_a_walk(left, start, own, now)
        known = {self._people[own]: int(start[own])}
        while len(left):
            people = tuple(self._people[at] for at in self._targets[left[0]] if at != own)
            found = self._search.otherwise(people, start, known)
            if found is None:
                return people
            left = self._after_a_walk(left, found, own, now)
        return ()

    def _after_a_walk(self, left: Turns, origin: Scores, own: int, now: Vector) -> Turns:
        """Those still the same in the data sets near ``origin``, which the next may use too."""
        if not len(left):
            return left
        near = np.vstack([origin, self._search.walk.near(origin, [own])])
        sums = near @ self._holds
        self._pool = np.vstack([self._pool, near[:_KEPT]])[-_POOL:]
        self._sums = np.vstack([self._sums, sums[:_KEPT]])[-_POOL:]
        return _still(left, sums, now)


def _still(left: Turns, sums: Vector, now: Vector) -> Turns:
    """Those whose sum is the same in all these data sets as now."""
    return left[np.all(sums[:, left] == now[left], axis=0)]
