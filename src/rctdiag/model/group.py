"""What is known of a group before anything is estimated, and what of it may be seen."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Direction = Literal["about", "at_most", "at_least"]


@dataclass(frozen=True, slots=True)
class Stratum:
    """People of one group who answered the same number of a scale's items.

    Whole numbers only, so they add up in any order, on any engine, to the same bits.
    """

    answered: int  # items answered by each of these people
    people: int
    total: int  # sum over people of T, the sum of keyed answers
    squares: int  # sum over people of T squared


@dataclass(frozen=True, slots=True)
class Moments:
    """People with a score, the sum of their scores and of the squares; exact fractions.

    Scores are in points of 0-100. Moments of disjoint groups add up.
    """

    n: int
    total: Fraction
    squares: Fraction


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as everybody may see it.

    Attributes:
        value: Rounded points or per cent, 0-100.
        direction: ``about``, or near an end of the scale ``at_most`` or ``at_least``.
        low: The least the exact figure can be, given what is shown.
        high: The most.
    """

    value: float
    direction: Direction
    low: float
    high: float
