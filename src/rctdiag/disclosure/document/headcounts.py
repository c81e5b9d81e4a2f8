"""How many people each group has, from a list: as far as the list holds, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rctdiag.disclosure.groups.membership import EVERYONE, columns_of
from rctdiag.errors.faults import Fault, InputRejected

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from rctdiag.disclosure.groups.membership import Group, Key, Membership

    Row = tuple[Mapping[str, str], int]

# Why there is no headcount of everybody though there is a list.
OVERLAPS = "headcount_overlaps"
INCOMPLETE = "headcount_incomplete"
DOES_NOT_FIT = "headcount_does_not_fit"


@dataclass(frozen=True, slots=True)
class Heads:
    """Headcounts, and where the list does not fit the answers.

    Attributes:
        of: Group -> people; everybody only where the list tells of all groups, and fits.
        whole: Why there is none of everybody; empty where there is one, or no list.
        lacking: Breakdown -> the names of its groups that have no row.
        unknown: Breakdown -> names in rows that are no group's.
        small: Breakdown -> the names of shown groups in which more answered than it says.
    """

    of: Mapping[Key, int] = field(default_factory=dict)
    whole: str = ""
    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    small: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def headcounts(
    rows: Sequence[Row], membership: Membership, shown: Collection[Key], tags: Collection[str] = ()
) -> Heads:
    """How many people each group has; the sum of all rows for everyone.

    A breakdown whose columns the list lacks has no headcounts.

    Args:
        rows: (column -> value, people) of each row.
        membership: The groups.
        shown: Those that are shown, as nothing told may depend on how many answered in others.
        tags: Columns of overlapping groups: their people do not add up to everybody.

    Raises:
        InputRejected: more answered in a group that is hidden than the list says.
    """
    if not rows:
        return Heads()
    columns = set(rows[0][0])
    groups = [
        g for g in membership.groups if g.by != EVERYONE and columns.issuperset(columns_of(g.by))
    ]
    found = {
        group.key: headcount for group in groups if (headcount := _people(rows, group)) is not None
    }
    small = [
        group for group in groups if found.get(group.key, len(group.members)) < len(group.members)
    ]
    if any(group.key not in shown for group in small):
        message = (
            "a headcount is smaller than the number who answered, in a group that is not shown."
        )
        raise InputRejected(Fault("bad-headcount", message, "Correct the list of headcounts."))
    lacking = [group for group in groups if group.key not in found]
    whole = _whole(overlaps=not columns.isdisjoint(tags), lacking=lacking, small=small)
    if not whole:
        found[membership.groups[0].key] = sum(people for _, people in rows)
    return Heads(found, whole, _named(lacking), dict(_unknown(rows, groups)), _named(small))


def _whole(*, overlaps: bool, lacking: Sequence[Group], small: Sequence[Group]) -> str:
    if overlaps:
        return OVERLAPS
    return INCOMPLETE if lacking else DOES_NOT_FIT if small else ""


def _people(rows: Sequence[Row], group: Group) -> int | None:
    found = [people for values, people in rows if _values(values, group.by) == group.values]
    return sum(found) if found else None


def _values(values: Mapping[str, str], by: str) -> tuple[str, ...]:
    return tuple(values[column] for column in columns_of(by))


def _named(groups: Sequence[Group]) -> dict[str, tuple[str, ...]]:
    bys = dict.fromkeys(group.by for group in groups)
    return {by: tuple(group.name for group in groups if group.by == by) for by in bys}


def _unknown(rows: Sequence[Row], groups: Sequence[Group]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A row with a blank cell stands for people without a group, so it is none of these."""
    for by in dict.fromkeys(group.by for group in groups):
        known = {group.values for group in groups if group.by == by}
        named = dict.fromkeys(_values(values, by) for values, _ in rows)
        left = [
            " / ".join(combination)
            for combination in named
            if all(combination) and combination not in known
        ]
        if left:
            yield by, tuple(left)
