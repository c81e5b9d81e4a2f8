"""How alike the people of a group answered: one of three words, and from fifty people a number.

r*wg(j) compares the variance of answers inside the group with that of answers at random. Whether
a word is written follows from published means alone: every word that could be true must leave
many answers open (``variance_room``), so neither a word nor its absence tells what anybody
answered, even where a whole group answered alike.
"""

from __future__ import annotations

from math import inf, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rctdiag.disclosure import rules
from rctdiag.disclosure.figures.group_estimates import FINE, rounded
from rctdiag.disclosure.figures.variance_room import MeasureRoom
from rctdiag.model.documents.teams import AgreementDoc
from rctdiag.stats.agreement import uniform_variance
from rctdiag.stats.numeric.estimate import LEVEL
from rctdiag.stats.numeric.quantiles import normal_two_sided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from rctdiag.disclosure.groups.membership import Group, Key
    from rctdiag.disclosure.release.publication import Publication
    from rctdiag.disclosure.release.publication_plan import Measure
    from rctdiag.model.documents.teams import Agreed
    from rctdiag.model.group import Direction
    from rctdiag.scoring.key import ScaleKey

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

ALIKE = 0.70  # LeBreton and Senter 2008: strong agreement
APART = 0.0  # more variance than answers at random
FEWEST_OPTIONS = 4  # with fewer the variance nearly follows from the mean
TENTHS = tuple(tenth / 10 for tenth in range(9))  # the numbers that are written: 0.0 to 0.8
# In squared steps of an answer: what whole answers may be off their means, for each person, and
# what two people move by when one answers a step higher and another a step lower.
_WHOLE, _TWO = 0.25, 4.0
_FULL = 100.0


class Band(NamedTuple):
    """The values of r*wg(j) that a word or number stands for."""

    low: float
    high: float


WORDS: dict[Agreed, Band] = {
    "alike": Band(ALIKE, 1.0),
    "mixed": Band(APART, ALIKE),
    "apart": Band(-inf, APART),
}


class Squares(NamedTuple):
    """Sums of squared deviations of a group, on the average of the items, in squared steps.

    Attributes:
        least: The least there can be, given the published means.
        most: As much as there can be at least.
        bound: More than this there cannot be.
        people: In the group.
    """

    least: float
    most: float
    bound: float
    people: int


class Agreement:
    """Agreement on one scale.

    Args:
        scale: Its key.
        answers: People by items, keyed, -1 for none; in the order of the parts.
        publication: What is published.
    """

    def __init__(
        self,
        scale: ScaleKey,
        answers: Ints,
        publication: Publication,
    ) -> None:
        self._scale = scale
        self._publication = publication
        self._answers = _filled(scale, answers)
        self._uniform = uniform_variance(scale.high - scale.low + 1)
        # What its means leave of the squares in a group, as far as it is known already.
        self._held: dict[Key, Squares | None] = {}
        self._rooms: dict[str, MeasureRoom] = {}
        self._places: dict[Key, dict[int, int]] = {}

    def of(self, group: Group, otherwise: Mapping[int, Ints] | None = None) -> AgreementDoc | None:
        """The word of a group that shows the scale; None where none may be written.

        Args:
            group: Who.
            otherwise: Answers, as above, of people in place of theirs; the means stay the same.
        """
        if group.key not in self._held:
            self._held[group.key] = self._written_of(group)
        squares = self._held[group.key]
        if squares is None:
            return None
        place = self._place(group)
        options = self._scale.high - self._scale.low + 1
        answers = self._answers[[*place]]
        for person, row in (otherwise or {}).items():
            if person in place:
                answers[place[person]] = _filled(self._scale, row[None, :])[0]
        # Sorted, so that the order of the table cannot move a last digit.
        held = np.sort(answers, axis=0)
        r_star = 1 - float(held.var(axis=0, ddof=1).mean()) / self._uniform
        number, direction = self._number(squares, r_star)
        return AgreementDoc(
            people=len(place),
            word=word_of(r_star),
            r_star=number,
            r_star_direction=direction,
            by_chance=by_chance(len(place), len(held[0]), options),
        )

    def _place(self, group: Group) -> dict[int, int]:
        """Who of a group has a score, and where in its answers."""
        if group.key not in self._places:
            valid = self._publication.measures[self._scale.id].valid
            scored = (person for person in group.members if valid[person])
            self._places[group.key] = {person: at for at, person in enumerate(scored)}
        return self._places[group.key]

    def _written_of(self, group: Group) -> Squares | None:
        """What the means leave of the squares in a group that a word may be written of, or None."""
        people = group.count(self._publication.measures[self._scale.id].valid)
        options = self._scale.high - self._scale.low + 1
        if people < rules.MINIMUM_DETAIL or options < FEWEST_OPTIONS:
            return None
        squares = self._squares(group)
        is_tight = any(self._is_tight(squares, band) for band in WORDS.values())
        return None if is_tight else squares

    def _number(
        self, squares: Squares, r_star: float
    ) -> tuple[float, Direction] | tuple[None, None]:
        """The nearest tenth; beyond those that leave room, the last of them as an open end."""
        if squares.people < rules.MINIMUM_BANDED:
            return None, None
        bands = {tenth: Band(tenth - 0.05, tenth + 0.05) for tenth in TENTHS}
        roomy = [tenth for tenth, band in bands.items() if self._has_room(squares, band)]
        if len(roomy) < 2:  # noqa: PLR2004 - a number that could be no other tells nothing
            return None, None
        number = min(roomy, key=lambda tenth: abs(tenth - r_star))
        direction: Direction = (
            "at_most" if number == roomy[0] else "at_least" if number == roomy[-1] else "about"
        )
        return number, direction

    def _squares(self, group: Group) -> Squares:
        """What the published means of a group leave of the squares inside it."""
        parts = self._parts(group)
        unit = ((self._scale.high - self._scale.low) / _FULL) ** 2
        steps = sum(part.steps for part in parts)
        least = most = bound = 0.0
        people = 0
        for part in parts:
            weight = part.steps / steps * unit
            if part.id not in self._rooms:
                self._rooms[part.id] = MeasureRoom(self._publication, part.id)
            found = self._rooms[part.id].inside([group.members])
            shown = self._publication.by_place[group.key, part.id].shown
            nearest = min(max(_FULL / 2, shown.low), shown.high)
            people = found.people
            least += weight * found.least
            most += weight * found.most
            bound += weight * people * nearest * (_FULL - nearest)
        return Squares(least, most, bound, people)

    def _parts(self, group: Group) -> list[Measure]:
        """The parts of the scale that the group shows; itself where it has none."""
        measures = self._publication.measures
        return [
            measure
            for measure in measures.values()
            if measure.family == self._scale.id
            and measure.id != self._scale.id
            and (group.key, measure.id) in self._publication.by_place
        ] or [measures[self._scale.id]]

    def _limits(self, squares: Squares, band: Band) -> tuple[float, float]:
        """The least and most squares of a band of r*wg(j)."""
        low, high = ((1 - r) * self._uniform * (squares.people - 1) for r in reversed(band))
        return low, high

    def _has_room(self, squares: Squares, band: Band) -> bool:
        """Whether a band fits many answers, whoever's are changed."""
        slack = _WHOLE * squares.people + _TWO
        low, high = self._limits(squares, band)
        return squares.least + slack <= high and squares.most - slack >= low

    def _is_tight(self, squares: Squares, band: Band) -> bool:
        """Whether a band could be true and would leave few answers open.

        Only the greatest sum is a bound for certain: where the published means of single teams
        leave hardly any room for a word about all of them, none is written.
        """
        low, _ = self._limits(squares, band)
        return squares.bound >= low and not self._has_room(squares, band)


def word_of(r_star: float) -> Agreed:
    """The word of an r*wg(j)."""
    if r_star >= ALIKE:
        return "alike"
    return "mixed" if r_star >= APART else "apart"


def by_chance(people: int, items: int, options: int) -> float:
    """What r*wg(j) answers at random stay under in 97.5 of a hundred groups of this size.

    From the variance of the variance of a discrete uniform distribution; drawn from nobody.
    """
    kurtosis = 3 - 6 * (options**2 + 1) / (5 * (options**2 - 1))
    variance = (kurtosis - (people - 3) / (people - 1)) / (people * items)
    return rounded(normal_two_sided(LEVEL) * sqrt(variance), FINE)


def _filled(scale: ScaleKey, answers: Ints) -> Floats:
    """What was left open counts as the person's mean on its part, or else on the scale."""
    if (answers >= 0).all():
        return answers.astype(np.float64)
    filled = np.where(answers < 0, np.nan, answers.astype(np.float64))
    whole = _means(filled)
    at = 0
    for facet in scale.facets:
        part = filled[:, at : at + len(facet.rows)]
        means = _means(part)
        means = np.where(np.isnan(means), whole, means)
        filled[:, at : at + len(facet.rows)] = np.where(np.isnan(part), means[:, None], part)
        at += len(facet.rows)
    return filled


def _means(rows: Floats) -> Floats:
    there = ~np.isnan(rows)
    count = there.sum(axis=1)
    total = np.where(there, rows, 0.0).sum(axis=1)
    return np.where(count, total / np.maximum(count, 1), np.nan)
