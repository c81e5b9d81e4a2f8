"""What is known of a group before anything is estimated: exact counts and sums."""

from dataclasses import dataclass
from fractions import Fraction


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
