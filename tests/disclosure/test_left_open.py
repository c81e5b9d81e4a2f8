"""Who left a scale open: no counts of shown groups single anybody out, by every way it can be."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import pytest

from rctdiag.disclosure.groups.membership import EVERYONE, Membership, membership
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
