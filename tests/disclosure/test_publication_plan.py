"""What is hidden: examples worked by hand, and the promises of a plan."""

from __future__ import annotations

import pytest

from publications import crossed
from rctdiag.disclosure import rules
from rctdiag.disclosure.groups.combinations import light_supports
from rctdiag.disclosure.groups.membership import EVERYONE, Membership, linked_system, membership
from rctdiag.disclosure.release.publication_plan import Measure, PublicationPlan, plan_publication
from rctdiag.disclosure.release.suppression import Protection, groups_to_show
from rctdiag.errors.faults import ConfidentialityRefusal, UsageFault

ALL = (EVERYONE, ())


def of(sizes: dict[str, int]) -> list[str]:
    return [name for name, size in sizes.items() for _ in range(size)]


def teams(sizes: dict[str, int], **more: list[str]) -> Membership:
    people = of(sizes)
    return membership(len(people), {"team": people, **more}, ["team", *more])


def plan(members: Membership, *masks: list[bool], minimum: int = 5) -> PublicationPlan:
    measures = [
        Measure(f"m{turn}", 60, tuple(mask), family="m") for turn, mask in enumerate(masks)
    ] or [Measure("m0", 60, members.everybody)]
    return plan_publication(members, measures, minimum)


def names(keys: frozenset[tuple[str, tuple[str, ...]]]) -> set[str]:
    return {"/".join(values) or by for by, values in keys}


def test_the_smallest_sibling_hides_a_small_team() -> None:
    assert names(plan(teams({"a": 9, "b": 6, "c": 3})).respondents) == {EVERYONE, "a"}


def test_two_small_teams_protect_each_other() -> None:
    found = plan(teams({"a": 9, "b": 6, "c": 3, "d": 2}))
    assert names(found.respondents) == {EVERYONE, "a", "b"}
    assert found.shows(ALL, "m0")
    assert not found.shows(("team", ("c",)), "m0")


def test_five_are_enough_and_four_are_not() -> None:
    assert names(plan(teams({"a": 9, "b": 5})).respondents) == {EVERYONE, "a", "b"}
    assert names(plan(teams({"a": 9, "b": 4})).respondents) == {EVERYONE}


def test_fewer_than_five_show_nothing() -> None:
    assert plan(teams({"a": 4})).respondents == frozenset()


def test_a_higher_minimum() -> None:
    assert names(plan(teams({"a": 9, "b": 7}), minimum=8).respondents) == {EVERYONE}
    with pytest.raises(UsageFault, match="minimum"):
        plan(teams({"a": 9}), minimum=4)


def test_a_missing_answer_hides_the_figure_not_the_team() -> None:
    members = teams({"a": 9, "b": 5, "c": 6, "d": 7})
    found = plan(members, [turn != 9 for turn in range(27)])
    assert names(found.respondents) == {EVERYONE, "a", "b", "c", "d"}
    assert names(found.groups["m0"]) == {EVERYONE, "a", "d"}


def test_a_family_counts_as_one() -> None:
    # Scale and facet differ by one person, so their sums over the same group would tell.
    members = teams({"a": 9, "b": 8})
    one_missing = [turn != 0 for turn in range(17)]
    found = plan(members, [True] * 17, one_missing)
    assert names(found.groups["m0"]) == {"b"}
    apart = plan_publication(
        members,
        [Measure("x", 60, members.everybody), Measure("y", 60, tuple(one_missing))],
    )
    assert names(apart.groups["y"]) == {EVERYONE, "a", "b"}


def test_sensitive_needs_twenty_and_ten() -> None:
    members = teams({"a": 25, "b": 22, "c": 12, "d": 9})
    measures = [
        Measure("s", 60, members.everybody, sensitive=True),
        Measure("plain", 60, members.everybody),
    ]
    found = plan_publication(members, measures)
    assert names(found.groups["s"]) == {EVERYONE, "a", "b"}
    assert names(found.groups["plain"]) == {EVERYONE, "a", "b", "c", "d"}
    assert Measure("s", 60, (), sensitive=True).protection(30) == Protection(30, 30)


def test_nested_and_crossed_and_tags() -> None:
    people = of({"x": 6, "y": 6})
    members = membership(
        12,
        {"site": people, "team": [*"111111222333"], "g": [None, *"f" * 11]},
        ["site/team", "site,g"],
        {"skill": [{"p", "q"}, *({"p"} for _ in range(7)), *(set() for _ in range(4))]},
    )
    assert [(g.by, g.name, len(g.members)) for g in members.groups] == [
        ("everyone", "", 12),
        ("site", "x", 6),
        ("site", "y", 6),
        ("site/team", "x / 1", 6),
        ("site/team", "y / 2", 3),
        ("site/team", "y / 3", 3),
        ("site,g", "x / f", 5),
        ("site,g", "y / f", 6),
        ("skill", "p", 8),
        ("skill", "q", 1),
    ]
    # x / f is one less than x, p two more: neither can stand beside it.
    assert names(plan(members).respondents) == {EVERYONE, "x", "y", "x/1", "y/f"}
    for wrong in ("nowhere", "site,site"):
        with pytest.raises(UsageFault, match="column"):
            membership(12, {"site": people}, [wrong])


@pytest.mark.parametrize("seed", range(40))
def test_every_plan_is_safe_and_nothing_more_can_be_shown(seed: int) -> None:
    members = crossed(seed, (10, 40), 3)
    shown = groups_to_show(members.groups, [members.everybody], Protection())

    def is_safe(keys: frozenset[tuple[str, tuple[str, ...]]]) -> bool:
        sums = [(members.by_key[key], members.everybody) for key in keys]
        return next(light_supports(linked_system(sums).columns, 4), None) is None

    assert is_safe(shown)
    for group in members.groups:
        if len(group.members) >= 5 and group.key not in shown:
            assert not is_safe(shown | {group.key})
    assert shown == groups_to_show(members.groups, [members.everybody], Protection())


def test_a_large_publication_takes_one_order(monkeypatch: pytest.MonkeyPatch) -> None:
    members = crossed(1, (10, 40), 3)
    monkeypatch.setattr(rules, "EVERY_ORDER_UP_TO", 3)
    shown = groups_to_show(members.groups, [members.everybody], Protection())
    sums = [(members.by_key[key], members.everybody) for key in shown]
    assert next(light_supports(linked_system(sums).columns, 4), None) is None
    assert ALL in shown


def test_what_was_released_cannot_be_hidden() -> None:
    members = teams({"a": 9, "b": 8})
    sums = [(group, members.everybody) for group in members.groups]
    with pytest.raises(ConfidentialityRefusal, match="minimum"):
        groups_to_show(members.groups, [members.everybody], Protection(12, 12), sums)
    # One of team a has gone since: what is about them as well as the others stays hidden.
    fewer = (False, *(True for _ in range(16)))
    shown = groups_to_show(members.groups, [fewer], Protection(), sums)
    assert names(shown) == {"b"}
