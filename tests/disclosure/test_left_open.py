"""Who left a scale open: no counts of shown groups single anybody out, by every way it can be."""

from __future__ import annotations

import random
from itertools import product

import pytest

from rctdiag.disclosure.groups.membership import Membership, membership
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
    members, valid = crossed(seed)
    plan = plan_publication(members, [Measure("s", 60, valid)])
    shown = [members.by_key[key] for key in plan.groups["s"]]
    counts = [group.count(valid) for group in shown]
    fitting = [
        mask
        for mask in product((True, False), repeat=16)
        if sum(mask) >= 13 and [group.count(mask) for group in shown] == counts
    ]
    assert valid in fitting
    for person in range(16):  # whoever it was, it could have been somebody else
        if shown and not valid[person]:
            assert any(mask[person] for mask in fitting)


def test_a_crossing_that_names_somebody_is_taken_apart() -> None:
    """Forty-nine of fifty, all thirty juniors, all thirty of team y: the one in neither."""
    team: list[str | None] = [*"x" * 20, *"y" * 30]
    grade: list[str | None] = ["senior", *["junior"] * 19, *["senior"] * 20, *["junior"] * 10]
    members = membership(50, {"team": team, "grade": grade}, ["team", "grade"])
    valid = (False, *[True] * 49)
    assert named_gaps(members.groups, valid, 50, 5) == 1
    kept = without_named_gaps(members.groups, [valid], 50, 5)
    assert named_gaps([g for g in members.groups if g.key in kept], valid, 50, 5) == 0
    assert len(kept) >= 3
    assert without_named_gaps(members.groups, [members.everybody], 50, 5) == {
        group.key for group in members.groups
    }
