"""The sets of people behind the shown groups: kept step by step, and counted here anew."""

from __future__ import annotations

import random
from collections import Counter, defaultdict

import pytest

from rctdiag.disclosure.groups.membership import EVERYONE, Group, Key, Mask, membership
from rctdiag.disclosure.release.left_open import _PeopleByGroups

MINIMUM = 5
SetOfPeople = frozenset[Key]  # the shown groups that its people are in


def drawn(seed: int, size: int = 40, teams: int = 5) -> tuple[list[Group], Mask]:
    """People by team, grade and site; one in eight left the scale open."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    columns: dict[str, list[str | None]] = {
        name: [str(rng.randrange(many)) for _ in range(size)]
        for name, many in (("team", teams), ("grade", 3), ("site", 2))
    }
    mask = tuple(rng.random() > 1 / 8 for _ in range(size))
    return list(membership(size, columns, [*columns]).groups), mask


def counted(shown: list[Group], size: int) -> dict[SetOfPeople, set[int]]:
    """Of each set its people, from the groups alone."""
    found: dict[SetOfPeople, set[int]] = defaultdict(set)
    for person in range(size):
        found[frozenset(group.key for group in shown if person in group.members)].add(person)
    return dict(found)


def named(people: dict[SetOfPeople, set[int]], mask: Mask) -> set[SetOfPeople]:
    """Sets in a group with fewer than five people, or with an answer of one of them at most."""
    answered = {keys: sum(mask[person] for person in its) for keys, its in people.items()}
    return {
        keys
        for keys, its in people.items()
        if keys and (len(its) < MINIMUM or (answered[keys] < len(its) and answered[keys] <= 1))
    }


def keys_of(sets: _PeopleByGroups, bits: int) -> SetOfPeople:
    """The groups of a set; each of its bits must stand for one."""
    held = [bit for bit in sets.groups if bits & bit]
    assert sum(held) == bits
    return frozenset(sets.groups[bit].key for bit in held)


def assert_as_counted(sets: _PeopleByGroups, shown: list[Group], mask: Mask) -> None:
    people = counted(shown, len(mask))
    assert {group.key for group in sets.groups.values()} == {group.key for group in shown}
    assert {keys_of(sets, bits): set(its) for bits, its in sets.people.items()} == people
    assert sum(map(len, sets.people.values())) == len(mask)
    assert {keys_of(sets, bits) for bits in sets.named} == named(people, mask)
    for bit, group in sets.groups.items():
        inside = {keys_of(sets, bits) for bits in sets.holding[bit]}
        assert inside == {keys for keys in people if group.key in keys}


@pytest.mark.parametrize("seed", range(6))
def test_sets_after_each_step_are_those_of_the_groups_shown_then(seed: int) -> None:
    shown, mask = drawn(seed)
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    sets = _PeopleByGroups(shown, [mask], len(mask), MINIMUM)
    assert_as_counted(sets, shown, mask)
    gone = []
    while sets.named:
        bit = rng.choice([bit for bit, group in sets.groups.items() if group.by != EVERYONE])
        gone.append(sets.groups[bit])
        shown.remove(sets.groups[bit])
        sets.hide(bit)
        assert_as_counted(sets, shown, mask)
    back = []
    for group in reversed(gone):
        safe = not named(counted([*shown, group], len(mask)), mask)
        sets.show_if_safe(group)
        if safe:
            shown.append(group)
            back.append(group)
        assert_as_counted(sets, shown, mask)
    for group in back:
        sets.hide(next(bit for bit, its in sets.groups.items() if its == group))
        shown.remove(group)
        assert_as_counted(sets, shown, mask)


def test_groups_come_back_while_each_set_has_five() -> None:
    """Teams of ten; grade and age halve each of them: either may come back, both would be small."""
    columns: dict[str, list[str | None]] = {
        "team": [str(person // 10) for person in range(20)],
        "grade": [str(person % 2) for person in range(20)],
        "age": [str(person % 10 // 5) for person in range(20)],
    }
    groups = membership(20, columns, [*columns]).groups
    first = [group for group in groups if group.by in {EVERYONE, "team"}]
    sets = _PeopleByGroups(first, [(False, *[True] * 19)], 20, MINIMUM)
    for group in groups:
        if group.by not in {EVERYONE, "team"}:
            sets.show_if_safe(group)
    assert Counter(group.by for group in sets.groups.values()) == {
        EVERYONE: 1,
        "team": 2,
        "grade": 2,
    }
    assert_as_counted(sets, [*sets.groups.values()], (False, *[True] * 19))


@pytest.mark.parametrize("seed", range(6))
def test_people_more_in_small_sets_are_counted_before_and_after(seed: int) -> None:
    shown, mask = drawn(seed, size=30)

    def small(groups: list[Group]) -> int:
        people = counted(groups, len(mask))
        return sum(len(its) for keys, its in people.items() if keys and len(its) < MINIMUM)

    for turn in range(len(shown), 1, -1):  # fewer and fewer groups, everyone at last gone too
        left = shown[-turn:]
        sets = _PeopleByGroups(left, [mask], len(mask), MINIMUM)
        for bit, group in sets.groups.items():
            others = [its for its in left if its != group]
            assert sets.more_small(bit) == small(others) - small(left)


def that_can_help(shown: list[Group], mask: Mask) -> list[Group]:
    """Twelve in most of the named sets, and twelve whose hiding unites a named set with another."""
    people = counted(shown, len(mask))
    small = named(people, mask)
    parts = sorted(
        (group for group in shown if group.by != EVERYONE),
        key=lambda group: (len(group.members), group.key),
    )
    many = {group: sum(group.key in keys for keys in small) for group in parts}
    often = sorted((group for group in parts if many[group]), key=lambda group: -many[group])
    uniting = [
        group
        for group in parts
        if any(
            keys - {group.key} in people and (keys in small or keys - {group.key} in small)
            for keys in people
            if group.key in keys
        )
    ]
    return [*dict.fromkeys([*often[:12], *uniting[:12]])]


@pytest.mark.parametrize(("seed", "teams"), [*((seed, 4) for seed in range(6)), (6, 30), (7, 30)])
def test_groups_tried_at_each_step_are_those_that_can_help(seed: int, teams: int) -> None:
    shown, mask = drawn(seed, size=15 * teams, teams=teams)
    sets = _PeopleByGroups(shown, [mask], len(mask), MINIMUM)
    assert sets.named
    while sets.named:
        tried = sets.candidates()
        assert [sets.groups[bit] for bit in tried] == that_can_help(shown, mask)
        shown.remove(sets.groups[tried[-1]])
        sets.hide(tried[-1])


def test_with_no_group_left_but_everyone_that_is_hidden() -> None:
    sets = _PeopleByGroups(membership(4, {}, []).groups, [(False, *[True] * 3)], 4, MINIMUM)
    assert sets.candidates() == [next(iter(sets.groups))]
