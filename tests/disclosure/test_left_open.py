"""Who left a scale open: no counts of shown groups single anybody out, by every way it can be."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection
from itertools import combinations

import pytest

from rctdiag.disclosure.groups.membership import EVERYONE, Group, Membership, membership
from rctdiag.disclosure.release.left_open import named_gaps, without_named_gaps
from rctdiag.disclosure.release.publication_plan import Measure, plan_publication


def crossed(seed: int) -> tuple[Membership, tuple[bool, ...]]:
    """Sixteen people by team and grade, one or two of whom left the scale open."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    columns: dict[str, list[str | None]] = {
        name: [rng.choice("ab") for _ in range(16)] for name in ("team", "grade")
    }
    gaps = set(rng.sample(range(16), rng.choice([1, 2])))
    return membership(16, columns, ["team", "grade"]), tuple(p not in gaps for p in range(16))


@pytest.mark.parametrize("seed", range(20))
def test_no_count_names_who_left_a_scale_open(seed: int) -> None:
    """What is shown, hidden and counted would be the same if somebody else had left it open."""
    members, valid = crossed(seed)
    gaps = valid.count(False)

    def seen(mask: tuple[bool, ...]) -> object:
        shown = plan_publication(members, [Measure("s", 60, mask)]).groups["s"]
        return {key: members.by_key[key].count(mask) for key in shown}

    now = seen(valid)
    alike = [
        others
        for others in combinations(range(16), gaps)
        if seen(tuple(person not in others for person in range(16))) == now
    ]
    assert tuple(person for person in range(16) if not valid[person]) in alike
    assert not frozenset.intersection(*map(frozenset, alike))


def test_a_crossing_that_names_somebody_is_taken_apart() -> None:
    """Forty-nine of fifty, all thirty juniors, all thirty of team y: the one in neither."""
    team: list[str | None] = [*"x" * 20, *"y" * 30]
    grade: list[str | None] = ["senior", *["junior"] * 19, *["senior"] * 20, *["junior"] * 10]
    members = membership(50, {"team": team, "grade": grade}, ["team", "grade"])
    valid = (False, *[True] * 49)
    assert named_gaps(members.groups, valid, 50, 5) == 1
    kept = without_named_gaps(members.groups, [valid], 50, 5)
    assert named_gaps([g for g in members.groups if g.key in kept], valid, 50, 5) == 0
    assert {by for by, _ in kept} == {"everyone", "grade"}  # a whole breakdown stays
    assert without_named_gaps(members.groups, [members.everybody], 50, 5) == {
        group.key for group in members.groups
    }


def test_people_in_no_group_are_no_small_set_either() -> None:
    """Three of thirteen have neither team nor grade: everybody less the others would be these."""
    columns: dict[str, list[str | None]] = {
        name: [*[name] * 10, None, None, None] for name in ("team", "grade")
    }
    members = membership(13, columns, ["team", "grade"])
    valid = (*[True] * 12, False)
    assert without_named_gaps(members.groups, [valid], 13, 5) == {members.groups[0].key}


def test_whoever_alone_answered_would_know_the_others_left_it_open() -> None:
    members = membership(12, {"team": [*"a" * 6, *"b" * 6]}, ["team"])
    for gaps, named in ((5, 6), (4, 0)):
        valid = tuple(person >= gaps for person in range(12))
        assert named_gaps(members.groups, valid, 12, 5) == named


@pytest.mark.parametrize("seed", range(30))
def test_no_set_is_small_and_a_whole_breakdown_is_the_least_that_stays(seed: int) -> None:
    """Sets are counted here anew: people by the groups shown that they are in."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    size = rng.choice([40, 120, 300])
    columns: dict[str, list[str | None]] = {
        name: [str(rng.randrange(many)) for _ in range(size)]
        for name, many in (("team", size // 10), ("grade", 4), ("tenure", 3))
    }
    members = membership(size, columns, [*columns])
    valid = (False, *[True] * (size - 1))
    kept = without_named_gaps(members.groups, [valid], size, 5)
    shown = [group for group in members.groups if group.key in kept]
    sets = Counter(
        frozenset(group.key for group in shown if person in group.members) for person in range(size)
    )
    assert all(people >= 5 for groups, people in sets.items() if groups)
    for by, names in columns.items():
        large = [group for group in members.groups if group.by == by and len(group.members) >= 5]
        if len(large) == len({*names}):
            assert len(kept) >= 1 + len(large)


def test_teams_stay_where_other_breakdowns_cross_them() -> None:
    """Thirty teams of ten by four grades and three tenures: nearly every set is one person."""
    people = range(300)
    columns: dict[str, list[str | None]] = {
        "team": [str(person // 10) for person in people],
        "grade": [str(person % 4) for person in people],
        "tenure": [str(person % 3) for person in people],
    }
    members = membership(300, columns, [*columns])
    kept = without_named_gaps(members.groups, [(False, *[True] * 299)], 300, 5)
    assert kept == {group.key for group in members.groups if group.by in {EVERYONE, "team"}}


def test_where_nobody_left_anything_open_nothing_is_named_or_hidden() -> None:
    """Of two scales one is complete: what the other tells counts all the same."""
    members = membership(12, {"team": [*"a" * 4, *"b" * 8]}, ["team"])
    everybody, one_left = (True,) * 12, (*[True] * 11, False)
    assert named_gaps(members.groups, everybody, 12, 5) == 0
    kept = without_named_gaps(members.groups, [everybody, everybody], 12, 5)
    assert kept == {group.key for group in members.groups}
    kept = without_named_gaps(members.groups, [everybody, one_left], 12, 5)
    assert kept == {(EVERYONE, ())}  # beside either team the four of a would be a set


def test_the_largest_set_that_is_named_is_told() -> None:
    """Teams of one, three and four beside a large one; without everyone, too."""
    team: list[str | None] = [*"a", *"b" * 3, *"c" * 4, *"d" * 6]
    members = membership(14, {"team": team}, ["team"])
    valid = (*[True] * 13, False)
    assert named_gaps(members.groups, valid, 14, 5) == 4
    assert named_gaps(members.groups[:3], valid, 14, 5) == 3  # "c" and "d" are the others


def test_people_in_no_shown_group_are_named_by_none() -> None:
    """Three in the one group that is shown; ten, or two, in none."""
    for others in (10, 2):
        team: list[str | None] = [*"a" * 3, *[None] * others]
        [_, team_a] = membership(3 + others, {"team": team}, ["team"]).groups
        valid = (False, *[True] * (2 + others))
        assert named_gaps([team_a], valid, 3 + others, 5) == 3
        assert named_gaps([team_a], valid, 3 + others, 3) == 0
        assert named_gaps([], valid, 3 + others, 5) == 0


def test_a_set_of_two_with_one_gap_names_it_to_the_other() -> None:
    """Where sets may be so small: one gap of two is known to the other; no gap names nobody."""
    members = membership(3, {"team": [*"aab"]}, ["team"])
    parts = members.groups[1:]
    assert named_gaps(parts, (False, True, True), 3, 2) == 2
    assert named_gaps(parts, (False, False, True), 3, 1) == 2
    assert named_gaps(parts[1:], (False, False, True), 3, 1) == 0


def test_one_scale_that_is_nearly_empty_is_enough() -> None:
    """Five of six left it open; of the other scale nobody."""
    members = membership(12, {"team": [*"a" * 6, *"b" * 6]}, ["team"])
    masks = [(True,) * 12, tuple(person >= 5 for person in range(12))]
    assert without_named_gaps(members.groups, masks, 12, 5) == {(EVERYONE, ())}


def test_what_divides_no_whole_breakdown_is_shown_beside_it() -> None:
    """Thirty teams of ten on two sites; whole teams leave no room for grades and tenures.

    A grade has two or three of each team, and any team could only be given up for one of seven
    groups: all teams, the sites and everyone are the most that can be shown.
    """
    people = range(300)
    columns: dict[str, list[str | None]] = {
        "team": [str(person // 10) for person in people],
        "grade": [str(person % 4) for person in people],
        "site": [str(person // 150) for person in people],
        "tenure": [str(person % 3) for person in people],
    }
    members = membership(300, columns, [*columns])
    kept = without_named_gaps(members.groups, [(False, *[True] * 299)], 300, 5)
    assert kept == {g.key for g in members.groups if g.by in {EVERYONE, "team", "site"}}


def worth(groups: Collection[Group]) -> tuple[int, int]:
    """Many groups are better than few; of as many, large ones."""
    return len(groups), sum(len(group.members) for group in groups)


@pytest.mark.parametrize("seed", [8, 21, 45, 56, 63, 79, 80, 128])
def test_nothing_better_could_be_shown(seed: int) -> None:
    """Every choice of groups is tried. In these draws the groups that come back beside a whole
    breakdown decide, and the largest must come first; in others a better choice may be missed.
    """
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    size = rng.choice([24, 30, 40, 60])
    many = {"team": rng.choice([2, 3, 4]), "grade": rng.choice([2, 3]), "site": 2}
    columns: dict[str, list[str | None]] = {
        name: [str(rng.randrange(its)) for _ in range(size)] for name, its in many.items()
    }
    groups = membership(size, columns, [*columns]).groups
    valid = (False, *[True] * (size - 1))
    kept = without_named_gaps(groups, [valid], size, 5)

    def safe(shown: Collection[Group]) -> bool:
        sets = Counter(
            tuple(group.key for group in shown if person in group.members) for person in range(size)
        )
        return all(people >= 5 for its, people in sets.items() if its)

    by_worth = sorted(
        (shown for count in range(len(groups) + 1) for shown in combinations(groups, count)),
        key=worth,
        reverse=True,
    )
    best = next(shown for shown in by_worth if safe(shown))
    assert worth([group for group in groups if group.key in kept]) == worth(best)
