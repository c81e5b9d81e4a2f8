"""Counts that name who left a question or a scale open, and what to hide so that none does.

Beside "50 answered" the figure "49 of them on this scale" tells that somebody left it open, and
crossed groups can tell who. The worst is assumed: that the number of gaps is known for each set of
people who are in the same shown groups. As soon as anybody left the scale open, no such set may be
small, wherever the gap is: if only a gap in a small set hid something, hiding would name it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rctdiag.disclosure.groups.membership import EVERYONE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from rctdiag.disclosure.groups.membership import Group, Key, Mask

_OPEN_TO_AN_INSIDER = 2  # of a set with gaps so many at least have none, or one knows the others
_TRIED = 12  # groups of which each step looks at what hiding them would leave

GroupIndices = frozenset[int]  # of the shown groups that a person is in


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
    left = dict(enumerate(shown))
    if not all(all(mask) for mask in masks):
        sets = _sets(shown, size)
        while named := [
            groups for groups, people in sets.items() if _names(groups, people, masks, minimum)
        ]:
            holding = _sets_holding(sets)
            gone = min(
                _candidates(left, sets, frozenset(named)),
                key=lambda at: (_more_small(at, holding, sets, minimum), _order(left[at])),
            )
            del left[gone]
            sets = _merged(gone, sets)
    return frozenset(group.key for group in left.values())


def _order(group: Group) -> tuple[bool, int, Key]:
    return (group.by == EVERYONE, len(group.members), group.key)


def _candidates(
    left: Mapping[int, Group],
    sets: Mapping[GroupIndices, Sequence[int]],
    named: AbstractSet[GroupIndices],
) -> list[int]:
    """Groups that are in most of the named sets, and some whose hiding widens one of them."""
    often = Counter(at for groups in named for at in groups if left[at].by != EVERYONE)
    found = [
        at
        for at, _ in sorted(often.items(), key=lambda entry: (-entry[1], _order(left[entry[0]])))[
            :_TRIED
        ]
    ]
    joining = {
        at
        for groups in sets
        for at in groups
        if (groups in named and groups - {at} in sets) or groups - {at} in named
    }
    widening = sorted(
        (at for at in joining if left[at].by != EVERYONE), key=lambda at: _order(left[at])
    )
    return list(dict.fromkeys([*found, *widening[:_TRIED]])) or [
        min(left, key=lambda at: _order(left[at]))
    ]


def _merged(gone: int, sets: Mapping[GroupIndices, Sequence[int]]) -> dict[GroupIndices, list[int]]:
    """People by the groups that they are in, when one is hidden."""
    found: dict[GroupIndices, list[int]] = {}
    for groups, people in sets.items():
        found.setdefault(groups - {gone}, []).extend(people)
    return found


def _sets_holding(sets: Mapping[GroupIndices, Sequence[int]]) -> dict[int, list[GroupIndices]]:
    """Of each group, the sets that are in it."""
    found: dict[int, list[GroupIndices]] = {}
    for groups in sets:
        for at in groups:
            found.setdefault(at, []).append(groups)
    return found


def _more_small(
    gone: int,
    holding: Mapping[int, Sequence[GroupIndices]],
    sets: Mapping[GroupIndices, Sequence[int]],
    minimum: int,
) -> int:
    """How many people more would be in small sets if a group were hidden."""
    more = 0
    for groups in holding[gone]:
        left = groups - {gone}
        size, other = len(sets[groups]), len(sets.get(left, ()))
        joined = size + other
        more += joined if left and joined < minimum else 0
        more -= size if size < minimum else 0
        more -= other if left and other < minimum else 0
    return more


def named_gaps(shown: Sequence[Group], mask: Mask, size: int, minimum: int) -> int:
    """How many people are in a set that is so small, or so full of gaps, that it names somebody."""
    if all(mask):
        return 0
    sets = _sets(shown, size)
    return max(
        (len(people) for groups, people in sets.items() if _names(groups, people, [mask], minimum)),
        default=0,
    )


def _sets(shown: Sequence[Group], size: int) -> dict[GroupIndices, list[int]]:
    """People by the shown groups that they are in."""
    groups_of: list[set[int]] = [set() for _ in range(size)]
    for at, group in enumerate(shown):
        for person in group.members:
            groups_of[person].add(at)
    found: dict[GroupIndices, list[int]] = {}
    for person, own_groups in enumerate(groups_of):
        found.setdefault(frozenset(own_groups), []).append(person)
    return found


def _names(
    groups: GroupIndices, people: Sequence[int], masks: Collection[Mask], minimum: int
) -> bool:
    """Whether a set is so small that a gap anywhere would name somebody, or full of gaps."""
    if not groups:
        return False
    if len(people) < minimum:
        return True
    gaps = [sum(not mask[person] for person in people) for mask in masks]
    return any(0 < count > len(people) - _OPEN_TO_AN_INSIDER for count in gaps)
