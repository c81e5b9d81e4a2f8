"""What to hide, decided from membership and missing answers only, never from an answer.

Primary: groups with fewer valid answers than the minimum. Complementary: groups whose figures
would give a small set of people away by addition and subtraction with others. The whole
publication is one linked system (``groups.combinations``); several fixed orders of hiding are tried
and the best kept: most groups shown, then most people in them, then names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rctdiag.disclosure import rules
from rctdiag.disclosure.groups.combinations import light_combinations
from rctdiag.disclosure.groups.membership import (
    EVERYONE,
    Group,
    Key,
    Mask,
    Sum,
    first_light,
    linked_systems,
)
from rctdiag.errors.faults import ConfidentialityRefusal, Fault

Rank = Callable[[Group, int, int], tuple[object, ...]]  # group, n, times involved -> lowest hides


@dataclass(frozen=True)
class Protection:
    """How small is too small: ``minimum`` people in a group, ``difference`` between figures."""

    minimum: int = rules.MINIMUM
    difference: int = rules.MINIMUM


def _depth(group: Group) -> int:
    return len(group.columns)


# The first is used alone on very large publications.
ORDERS: Mapping[str, Rank] = {
    "finest": lambda g, n, _: (-_depth(g), n, g.key),
    "smallest": lambda g, n, _: (n, -_depth(g), g.key),
    "most-involved": lambda g, n, times: (-times, n, g.key),
    "coarsest": lambda g, n, _: (_depth(g), n, g.key),
}


class _Hider:
    """One family of measures: its candidates, its masks, and the groups still shown."""

    def __init__(
        self,
        candidates: Sequence[Group],
        masks: Sequence[Mask],
        protection: Protection,
        earlier: Sequence[Sum],
    ) -> None:
        self.candidates = candidates
        self.earlier = earlier
        self.masks = masks
        self.limit = protection.difference - 1
        self.counts = {
            group.key: tuple(group.count(mask) for mask in masks) for group in candidates
        }
        self.n = {key: min(counts) for key, counts in self.counts.items()}

    def is_safe(self, shown: Collection[Group]) -> bool:
        """No light combination among the figures of ``shown``."""
        return first_light(self._sums(shown), self.limit) is None

    def _sums(self, shown: Iterable[Group]) -> list[Sum]:
        """What is shown and what was released before."""
        return [*product(shown, self.masks), *self.earlier]

    def _choose(self, involved: Iterable[Group], rank: Rank, times: Mapping[Key, int]) -> Group:
        """Which of the groups in a combination to hide; everyone only where nothing else is."""
        return min(
            involved,
            key=lambda g: (g.by == EVERYONE, *rank(g, self.n[g.key], times[g.key])),
        )

    def settle(self, rank: Rank) -> list[Group]:
        """Hide until no light combination is left."""
        shown = self._without_remainders(rank)
        while True:
            by_key = {group.key: group for group in shown}
            combos = [
                {key for row in light.weights if (key := system.rows[row].key) in by_key}
                for system in linked_systems(self._sums(shown))
                for light in light_combinations(system.columns, self.limit)
            ]
            if not combos:
                return shown
            times = Counter(key for combo in combos for key in combo)
            hidden: set[Key] = set()
            for combo in combos:
                if not combo & hidden:
                    hidden.add(self._choose([by_key[key] for key in combo], rank, times).key)
            shown = [group for group in shown if group.key not in hidden]

    def _without_remainders(self, rank: Rank) -> list[Group]:
        """The plain case first: a parent, its parts, and a small remainder. Quick, not complete."""
        shown = {group.key: group for group in self.candidates}
        families = [
            (parent, parts)
            for parent in self.candidates
            for parts in self._parts_by_breakdown(parent)
        ]
        again = True
        while again:
            again = False
            for parent, parts in families:
                left = [part for part in parts if part.key in shown]
                while left and parent.key in shown and self._small_remainder(parent, left):
                    gone = self._choose(left, rank, Counter())
                    left.remove(gone)
                    del shown[gone.key]
                    again = True
        return list(shown.values())

    def _small_remainder(self, parent: Group, parts: Sequence[Group]) -> bool:
        return any(
            0 < whole - sum(part_counts) <= self.limit
            for whole, *part_counts in zip(
                self.counts[parent.key], *(self.counts[part.key] for part in parts), strict=True
            )
        )

    def _parts_by_breakdown(self, parent: Group) -> list[list[Group]]:
        """For each finer breakdown without overlaps: the groups that lie inside ``parent``."""
        inside = set(parent.members)
        found: dict[str, list[Group]] = defaultdict(list)
        for group in self.candidates:
            if group.columns > parent.columns and inside.issuperset(group.members):
                found[group.by].append(group)
        return [
            parts
            for parts in found.values()
            if sum(len(part.members) for part in parts)
            == len({person for part in parts for person in part.members})
        ]

    def shown_again(self, shown: Sequence[Group]) -> list[Group]:
        """Show what was hidden on the way and need not be, the largest first."""
        result = list(shown)
        keys = {group.key for group in shown}
        hidden = [group for group in self.candidates if group.key not in keys]
        for group in sorted(hidden, key=lambda g: (-self.n[g.key], g.key)):
            if self.is_safe([*result, group]):
                result.append(group)
        return result

    def best(self) -> frozenset[Key]:
        """The keys to show."""
        if len(self.candidates) > rules.EVERY_ORDER_UP_TO:
            return frozenset(group.key for group in self.settle(ORDERS["finest"]))
        plans = [self.shown_again(self.settle(rank)) for rank in ORDERS.values()]
        best = min(
            plans,
            key=lambda plan: (
                -len(plan),
                -sum(self.n[group.key] for group in plan),
                sorted(group.key for group in plan),
            ),
        )
        return frozenset(group.key for group in best)


def groups_to_show(
    candidates: Iterable[Group],
    masks: Iterable[Mask],
    protection: Protection,
    earlier: Sequence[Sum] = (),
) -> frozenset[Key]:
    """The groups whose figures may be shown together.

    Args:
        candidates: Groups somebody asked for.
        masks: Who has a valid answer, one mask a measure of the family: its figures all
            count as sums over the same unknowns, as a scale is the sum of its facets.
        protection: The minimum and the difference.
        earlier: What was released before: it cannot be hidden any more.

    Returns:
        Keys. The answer depends on counts only.

    Raises:
        ConfidentialityRefusal: the earlier releases alone fall short of this protection.
    """
    if first_light(earlier, protection.difference - 1):
        raise ConfidentialityRefusal(
            Fault(
                "earlier-releases-unsafe",
                "Earlier releases had a smaller minimum group size than this one.",
                "Use their minimum, or withdraw a release that nobody has seen.",
            )
        )
    distinct = sorted(set(masks))
    large = [
        group
        for group in candidates
        if all(group.count(mask) >= protection.minimum for mask in distinct)
    ]
    return _Hider(large, distinct, protection, earlier).best()
