"""How much and how little people can differ, given the means that are published.

A word or a rounded figure about spread is told only where the published means leave it room at
both ends: enough that anybody could have answered otherwise and the word would stand. Worked out
from published means alone, so nothing follows from a word that is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import coo_array, csr_array

from rctdiag.disclosure.groups.membership import linked_system

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.groups.membership import Group, Mask
    from rctdiag.disclosure.release.publication import Publication
    from rctdiag.model.group import Shown

    Floats = NDArray[np.float64]
    Matrix = csr_array[np.float64, tuple[int, int]]

_FULL = 100.0  # points
_ROUNDS = 20  # in which open sums settle, at most
_NOUGHT = 1e-10  # of the largest eigenvalue: below it a sum only repeats others, up to rounding
_SETTLED = 1e-9  # points that a lot still moves


@dataclass(frozen=True, slots=True)
class Room:
    """Sums of squared deviations from the strata's own means, in points squared.

    Attributes:
        least: The least there can be, given what is published.
        most: As much as there can be at least: a data set that fits has so much.
        people: In the strata.
    """

    least: float
    most: float
    people: int

    def holds(self, low: float, high: float, slack: float) -> bool:
        """Whether a sum from ``low`` to ``high`` leaves ``slack`` beyond what means force."""
        return self.least + slack <= high and self.most - slack >= low


class MeasureRoom:
    """The room of a measure inside strata of people: what its published means leave.

    Args:
        publication: What is published.
        measure: Whose figures count.
    """

    def __init__(self, publication: Publication, measure: str) -> None:
        groups = publication.membership.by_key
        figures = [figure for figure in publication.figures if figure.measure == measure]
        self._people = len(publication.measures[measure].valid)
        self._place, self._in_rows = _columns(
            tuple(groups[figure.group] for figure in figures), publication.measures[measure].valid
        )
        self._low, self._high = (
            np.array([end(figure.shown) * figure.n for figure in figures])
            for end in (_least, _greatest)
        )
        self._lowest = _lowest(publication, measure)
        self._lots: dict[bytes, _Lots] = {}

    def inside(self, strata: Sequence[Sequence[int]]) -> Room:
        """The room inside strata of people, none of them in two.

        Unknown is the mean of each lot of people who are in the same shown groups. Of all that fit
        the published means, those nearest to the means of the strata differ least; with everybody
        of a lot at one end or the other they differ most.

        Args:
            strata: Positions of people.
        """
        stratum = np.full(self._people, -1)
        for at, members in enumerate(strata):
            stratum[list(members)] = at
        kinds = len(strata) + 1
        held = self._place >= 0
        lots, people = np.unique(self._place[held] * kinds + stratum[held] + 1, return_counts=True)
        size, columns = people.astype(np.float64), lots // kinds
        alike = columns.tobytes() + people.tobytes()  # most groups divide no lot
        if alike not in self._lots:
            inside = csr_array(self._in_rows[:, columns] * size)
            self._lots[alike] = _lots(size, inside, self._low, self._high, self._lowest)
        return _of_strata(self._lots[alike], lots % kinds - 1, len(strata))


def _lowest(publication: Publication, measure: str) -> float:
    """The lowest mean there can be, in points, as the ends of each block count alike."""
    published_measure = publication.measures[measure]
    return _FULL * len(published_measure.pieces) / (2 * published_measure.steps)


@lru_cache(maxsize=16)
def _columns(groups: tuple[Group, ...], valid: Mask) -> tuple[NDArray[np.int64], Matrix]:
    """Everybody's column (-1 for none), and which groups hold each; most measures share them."""
    system = linked_system([(group, valid) for group in groups])
    row_of = {group.key: at for at, group in enumerate(groups)}
    place = np.full(len(valid), -1)
    entries = [
        (row_of[system.rows[row].key], index)
        for index, column in enumerate(system.columns)
        for row in column.vector
    ]
    for index, column in enumerate(system.columns):
        place[list(column.members)] = index
    where = ([row for row, _ in entries], [index for _, index in entries])
    shape = (len(groups), len(system.columns))
    return place, csr_array(coo_array((np.ones(len(entries)), where), shape=shape))


def _least(shown: Shown) -> float:
    return (shown.low + shown.high) / 2 if shown.direction == "about" else shown.low


def _greatest(shown: Shown) -> float:
    return (shown.low + shown.high) / 2 if shown.direction == "about" else shown.high


class _Lots(NamedTuple):
    """People in the same shown groups and the same stratum.

    Attributes:
        size: People of each lot.
        inside: Group by lot: its people where the group holds them.
        back: Lot by group: the shortest steps of the lots that change the groups' sums, once
            ``joint`` has solved for what is missing (a pseudo-inverse, group by group).
        low: The least that each group's sum may be; ``high`` the greatest.
        lowest: The lowest mean there can be.
        nearest: Of each lot, of all means that fit those nearest to the mean of everybody.
    """

    size: Floats
    inside: Matrix
    back: Matrix
    joint: Floats
    low: Floats
    high: Floats
    lowest: float
    nearest: Floats


def _lots(size: Floats, inside: Matrix, low: Floats, high: Floats, lowest: float) -> _Lots:
    steps = inside * (1 / np.sqrt(size))
    joint = _inverse(csr_array(steps @ steps.T).toarray().tobytes(), len(low))
    back = csr_array((inside * (1 / size)).T)
    centre = np.full(len(size), ((low + high) / 2).sum() / max(inside.sum(), 1.0))
    lots = _Lots(size, inside, back, joint, low, high, lowest, centre)
    return lots._replace(nearest=_nearest_to(centre, lots))


@lru_cache(maxsize=16)
def _inverse(shared: bytes, groups: int) -> Floats:
    """The pseudo-inverse of what groups share; measures with the same respondents have the same."""
    square = np.frombuffer(shared, dtype=np.float64).reshape(groups, groups)
    return np.asarray(np.linalg.pinv(square, rcond=_NOUGHT, hermitian=True))


def _nearest_to(centre: Floats, lots: _Lots) -> Floats:
    """Of all means of the lots that fit, those nearest to a centre.

    An open sum ("25 or less") is whatever of its values the lots come to by themselves, or else
    the end that is nearest: so what is far from an end adds no spread.
    """
    means = centre
    for _round in range(_ROUNDS):
        sums = np.asarray(lots.inside @ means)
        step = lots.back @ (lots.joint @ (np.clip(sums, lots.low, lots.high) - sums))
        means = np.clip(means + step, lots.lowest, _FULL - lots.lowest)
        if np.abs(step).max(initial=0.0) < _SETTLED:
            break
    return means


def _of_strata(lots: _Lots, stratum: NDArray[np.int64], count: int) -> Room:
    """From the lots nearest to the mean of everybody, those nearest to their strata's.

    Args:
        lots: The lots.
        stratum: Of each lot, -1 for none.
        count: Of strata.
    """
    in_stratum = stratum >= 0
    counted = np.where(in_stratum, lots.size, 0.0)
    people = np.bincount(stratum[in_stratum], lots.size[in_stratum], count)

    def centred(means: Floats) -> Floats:
        sums = np.bincount(stratum[in_stratum], (lots.size * means)[in_stratum], count)
        return np.where(in_stratum, (sums / np.maximum(people, 1.0))[stratum], means)

    means = _nearest_to(centred(lots.nearest), lots)
    centre = centred(means)
    apart = float(counted @ (means - centre) ** 2)
    ends = float(counted @ ((means - lots.lowest) * (_FULL - lots.lowest - means)))
    return Room(apart, apart + ends, int(counted.sum()))


def root_mean(squares: float, df: int) -> float:
    """A standard deviation."""
    return sqrt(squares / df)
