"""Counts that name who left a question or a scale open, and what to hide so that none does.

Beside "50 answered" the figure "49 of them on this scale" tells that somebody left it open, and
crossed groups can tell who. The worst is assumed: that the number of gaps is known for each set of
people who are in the same shown groups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.disclosure.groups.membership import EVERYONE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rctdiag.disclosure.groups.membership import Group, Key, Mask

_OPEN_TO_AN_INSIDER = 2  # of a set with gaps so many at least have none, or one knows the others

Places = frozenset[int]  # of the shown groups that a person is in


def without_named_gaps(
    shown: Sequence[Group], masks: Collection[Mask], size: int, minimum: int
) -> frozenset[Key]:
    """The groups that are left when none of their counts names who has a gap.

    Args:
        shown: Groups whose figures would be shown.
        masks: Who has a valid answer.
        size: Number of respondents.
        minimum: The fewest among whom somebody with a gap must be.
    """
    left = list(shown)
    while any(not all(mask) for mask in masks):
        sets = _sets(left, size)
        named = [its for its, people in sets.items() if its and _names(people, masks, minimum)]
        if not named:
            break
        gone = min(
            (at for at in range(len(left)) if _widens(at, named, sets)),
            key=lambda at: (left[at].by == EVERYONE, len(left[at].members), left[at].key),
            default=None,
        )
        if gone is None:  # hiding one group widens no set: then the smallest that holds one
            gone = min(
                named[0],
                key=lambda at: (left[at].by == EVERYONE, len(left[at].members), left[at].key),
            )
        del left[gone]
    return frozenset(group.key for group in left)


def named_gaps(shown: Sequence[Group], mask: Mask, size: int, minimum: int) -> int:
    """How many people are in a set that is so small, or so full of gaps, that it names somebody."""
    sets = _sets(shown, size)
    return max(
        (len(people) for its, people in sets.items() if its and _names(people, [mask], minimum)),
        default=0,
    )


def _sets(shown: Sequence[Group], size: int) -> dict[Places, list[int]]:
    """People by the shown groups that they are in."""
    places: list[set[int]] = [set() for _ in range(size)]
    for at, group in enumerate(shown):
        for person in group.members:
            places[person].add(at)
    found: dict[Places, list[int]] = {}
    for person, its in enumerate(places):
        found.setdefault(frozenset(its), []).append(person)
    return found


def _names(people: Sequence[int], masks: Collection[Mask], minimum: int) -> bool:
    for mask in masks:
        gaps = sum(not mask[person] for person in people)
        if gaps and (len(people) < minimum or len(people) - gaps < _OPEN_TO_AN_INSIDER):
            return True
    return False


def _widens(at: int, named: Sequence[Places], sets: dict[Places, list[int]]) -> bool:
    """Whether hiding this group puts people who are named together with others."""
    return any(its ^ {at} in sets for its in named)
