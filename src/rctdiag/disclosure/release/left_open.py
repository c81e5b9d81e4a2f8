"""Counts that name who left a question or a scale open, and what to hide so that none does.

Beside "50 answered" the figure "49 of them on this scale" tells that somebody left it open, and
crossed groups can tell who. The worst is assumed: that the number of gaps is known for each set of
people who are in the same shown groups. As soon as anybody left the scale open, no such set may be
small, wherever the gap is: if only a gap in a small set hid something, hiding would name it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from rctdiag.disclosure.groups.membership import EVERYONE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from rctdiag.disclosure.groups.membership import Group, Key, Mask

_OPEN_TO_AN_INSIDER = 2  # of a set with gaps so many at least have none, or one knows the others
_TRIED = 12  # groups of which each step looks at what hiding them would leave

GroupBit = int  # one bit for each of the groups
GroupBits = int  # those of the shown groups that a person is in


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
    if all(all(mask) for mask in masks):
        return frozenset(group.key for group in shown)
    plans = [_hidden_one_by_one(_PeopleByGroups(shown, masks, size, minimum))]
    # Where breakdowns cross, one of them may stay whole, and some groups of the others beside it.
    for by in dict.fromkeys(group.by for group in shown if group.by != EVERYONE):
        first = [group for group in shown if group.by in {by, EVERYONE}]
        sets = _hidden_one_by_one(_PeopleByGroups(first, masks, size, minimum))
        for group in sorted(shown, key=_order, reverse=True):
            if group.by not in {by, EVERYONE}:
                sets.show_if_safe(group)
        plans.append(sets)
    best = max((list(sets.groups.values()) for sets in plans), key=_worth)
    return frozenset(group.key for group in best)


def _worth(groups: Collection[Group]) -> tuple[int, int]:
    return (len(groups), sum(len(group.members) for group in groups))


def _hidden_one_by_one(sets: _PeopleByGroups) -> _PeopleByGroups:
    """The same, with groups hidden until no set is named."""
    while sets.named:
        sets.hide(
            min(sets.candidates(), key=lambda at: (sets.more_small(at), _order(sets.groups[at])))
        )
    return sets


def named_gaps(shown: Sequence[Group], mask: Mask, size: int, minimum: int) -> int:
    """How many people are in a set that is so small, or so full of gaps, that it names somebody."""
    if all(mask):
        return 0
    sets = _PeopleByGroups(shown, [mask], size, minimum)
    return max((len(sets.people[groups]) for groups in sets.named), default=0)


def _order(group: Group) -> tuple[bool, int, Key]:
    return (group.by == EVERYONE, len(group.members), group.key)


class _PeopleByGroups:
    """Sets of people who are in the same shown groups, each known by the bits of these groups.

    Attributes:
        groups: The shown groups, by their bits.
        people: Of each set, its people.
        named: Sets that are so small that a gap anywhere would name somebody, or full of gaps.
        holding: Of each group, the sets that are in it.
    """

    def __init__(
        self, shown: Sequence[Group], masks: Collection[Mask], size: int, minimum: int
    ) -> None:
        self.groups: dict[GroupBit, Group] = {1 << at: group for at, group in enumerate(shown)}
        self.people: dict[GroupBits, list[int]] = {}
        self.named: set[GroupBits] = set()
        self.holding: dict[GroupBit, set[GroupBits]] = defaultdict(set)
        self._named_in: dict[GroupBit, int] = defaultdict(int)  # how many of its sets are named
        self._masks = masks
        self._minimum = minimum
        groups_of = [0] * size
        for at, group in self.groups.items():
            for person in group.members:
                groups_of[person] |= at
        for person, groups in enumerate(groups_of):
            self.people.setdefault(groups, []).append(person)
        for groups in self.people:
            self._enter(groups)

    def hide(self, gone: GroupBit) -> None:
        """Hide a group: its sets become one with those that differ by it alone."""
        del self.groups[gone]
        for groups in list(self.holding[gone]):
            self._leave(groups)
            people = self.people.pop(groups)
            if groups ^ gone in self.people:
                self._leave(groups ^ gone)
            self.people.setdefault(groups ^ gone, []).extend(people)
            self._enter(groups ^ gone)

    def show_if_safe(self, group: Group) -> None:
        """Show one group more, where it divides no set so that a part of it is named."""
        at = 1 << max((bit.bit_length() for bit in self.groups), default=0)
        members = set(group.members)
        divided = []
        for groups, people in self.people.items():
            inside = [person for person in people if person in members]
            outside = [person for person in people if person not in members] if inside else []
            if self._names(groups | at, inside) or self._names(groups, outside):
                return
            divided.append((groups, inside, outside))
        self.groups[at] = group
        for groups, inside, outside in divided:
            if inside:
                self._leave(groups)
                del self.people[groups]
                for bits, people in ((groups | at, inside), (groups, outside)):
                    if people:
                        self.people[bits] = people
                        self._enter(bits)

    def candidates(self) -> list[GroupBit]:
        """Groups that are in most of the named sets, and some whose hiding widens one of them."""
        parts = sorted(
            (at for at, group in self.groups.items() if group.by != EVERYONE),
            key=lambda at: _order(self.groups[at]),
        )
        often = sorted(
            (at for at in parts if self._named_in[at]), key=lambda at: -self._named_in[at]
        )
        widening = (
            at for at in parts if any(self._widens(at, groups) for groups in self.holding[at])
        )
        found = dict.fromkeys([*often[:_TRIED], *islice(widening, _TRIED)])
        return [*found] or [min(self.groups, key=lambda at: _order(self.groups[at]))]

    def more_small(self, gone: GroupBit) -> int:
        """How many people more would be in small sets if a group were hidden."""
        more = 0
        for groups in self.holding[gone]:
            left = groups ^ gone
            size, other = len(self.people[groups]), len(self.people.get(left, ()))
            joined = size + other
            more += joined if left and joined < self._minimum else 0
            more -= size if size < self._minimum else 0
            more -= other if left and other < self._minimum else 0
        return more

    def _widens(self, gone: GroupBit, groups: GroupBits) -> bool:
        """Whether hiding a group makes one set of two, one of which is named."""
        left = groups ^ gone
        return left in self.named or (groups in self.named and left in self.people)

    def _enter(self, groups: GroupBits) -> None:
        is_named = self._names(groups, self.people[groups])
        if is_named:
            self.named.add(groups)
        for at in _bits(groups):
            self.holding[at].add(groups)
            self._named_in[at] += is_named

    def _leave(self, groups: GroupBits) -> None:
        is_named = groups in self.named
        self.named.discard(groups)
        for at in _bits(groups):
            self.holding[at].discard(groups)
            self._named_in[at] -= is_named

    def _names(self, groups: GroupBits, people: Sequence[int]) -> bool:
        """Whether a set is so small that a gap anywhere would name somebody, or full of gaps."""
        if not (groups and people):
            return False
        if len(people) < self._minimum:
            return True
        gaps = [sum(not mask[person] for person in people) for mask in self._masks]
        return any(0 < count > len(people) - _OPEN_TO_AN_INSIDER for count in gaps)


def _bits(groups: GroupBits) -> Iterator[GroupBit]:
    while groups:
        yield (lowest := groups & -groups)
        groups ^= lowest
