"""What is known of a group before anything is estimated, and what of it may be seen.

Too few people is a type, not a flag: whatever holds a ``Suppressed`` has no figure to leak.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Direction = Literal["about", "at_most", "at_least"]
# One reason for every hidden group, small itself or hidden for the sake of a small one:
# telling the two apart would bound the number of people.
HiddenReason = Literal["hidden_to_protect", "too_few_for_detail", "not_asked"]


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
class Suppressed:
    """A figure that is not shown. Carries the reason and nothing else."""

    reason: HiddenReason


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


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """One shown group.

    Attributes:
        by: The breakdown; ``everyone`` for the organisation.
        values: The group's value on each column of ``by``.
        n: Respondents.
        answered: Measure id -> valid answers, or Suppressed.
        means: Measure id -> mean of 0-100, or Suppressed.
        shares: (measure id, from which step) -> per cent, or Suppressed.
    """

    by: str
    values: tuple[str, ...]
    n: int
    answered: Mapping[str, int | Suppressed]
    means: Mapping[str, Shown | Suppressed]
    shares: Mapping[tuple[str, int], Shown | Suppressed]
