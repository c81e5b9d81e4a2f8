"""How much and how little people can differ, given the means that are published.

A word or a rounded figure about spread is told only where the published means leave it room at
both ends: enough that anybody could have answered otherwise and the word would stand. Worked out
from published means alone, so nothing follows from a word that is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from rctdiag.disclosure.groups.membership import linked_system

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.release.publication import Publication
    from rctdiag.model.group import Shown

    Floats = NDArray[np.float64]

_FULL = 100.0  # points
_TURNS = 20  # in which open sums settle


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


def room(publication: Publication, measure: str, strata: Sequence[Sequence[int]]) -> Room:
    """The room of a measure inside strata of people, none of them in two.

    Unknown is the mean of each lot of people who are in the same shown groups. Of all that fit
    the published means, those nearest to the means of the strata differ least; with everybody of
    a lot at one end or the other they differ most.

    Args:
        publication: What is published.
        measure: Whose figures count.
        strata: Positions of people.
    """
    groups = publication.membership.by_key
    valid = publication.measures[measure].valid
    figures = {f.group: f for f in publication.figures if f.measure == measure}
    stratum = {p: at for at, members in enumerate(strata) for p in members if valid[p]}
    columns = linked_system([(groups[key], valid) for key in figures]).columns
    lots: dict[tuple[int, int], list[int]] = {}  # (column, stratum) -> people
    for turn, column in enumerate(columns):
        for person in column.members:
            lots.setdefault((turn, stratum.get(person, -1)), []).append(person)
    size = np.array([len(people) for people in lots.values()], dtype=np.float64)
    inside = np.zeros((len(figures), len(lots)))
    place = {person: turn for turn, people in enumerate(lots.values()) for person in people}
    for row, key in enumerate(figures):
        for person in groups[key].members:
            if valid[person]:
                inside[row, place[person]] += 1
    low, high = (
        np.array([end(figure.shown) * figure.n for figure in figures.values()])
        for end in (_least, _greatest)
    )
    return _of_lots(size, inside, (low, high), np.array([at for _, at in lots]), len(strata))


def _least(shown: Shown) -> float:
    return (shown.low + shown.high) / 2 if shown.direction == "about" else shown.low


def _greatest(shown: Shown) -> float:
    return (shown.low + shown.high) / 2 if shown.direction == "about" else shown.high


def _of_lots(
    size: Floats,
    inside: NDArray[np.float64],
    limits: tuple[Floats, Floats],
    stratum: NDArray[np.int64],
    count: int,
) -> Room:
    """First the lots nearest to the mean of all; then, from there, nearest to their strata's.

    An open sum ("25 or less") is whatever of its values the lots come to by themselves, or else
    the end that is nearest: so what is far from an end adds no spread.
    """
    low, high = limits
    centre = np.full(len(size), ((low + high) / 2).sum() / max(inside.sum(), 1.0))
    means = centre
    root = np.sqrt(size)
    of_stratum = np.array([stratum == at for at in range(count)], dtype=np.float64).reshape(
        count, len(size)
    )
    weights = of_stratum * size
    for _ in range(2):
        means = centre
        for _turn in range(_TURNS):
            sums = inside @ means
            step, *_rest = np.linalg.lstsq(
                inside / root, np.clip(sums, low, high) - sums, rcond=None
            )
            means = np.clip(means + step / root, 0.0, _FULL)
        own = weights @ means / np.maximum(weights.sum(axis=1), 1.0)
        centre = np.where(stratum >= 0, own[stratum], means)
    counted = np.where(stratum >= 0, size, 0.0)
    apart = float(counted @ (means - centre) ** 2)
    ends = float(counted @ (means * (_FULL - means)))
    return Room(apart, apart + ends, int(counted.sum()))


def root_mean(squares: float, df: int) -> float:
    """A standard deviation."""
    return sqrt(squares / df)
