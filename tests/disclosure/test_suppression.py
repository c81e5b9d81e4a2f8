"""The parts of hiding, each by itself: the quick pass, the orders, showing again, the best plan."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from publications import crossed
from rctdiag.disclosure import rules
from rctdiag.disclosure.groups.membership import EVERYONE, Group, Key, Mask, Membership, membership
from rctdiag.disclosure.release.publication_plan import Measure, plan_publication
from rctdiag.disclosure.release.suppression import ORDERS, Protection, _Hider, groups_to_show
from rctdiag.errors.faults import ConfidentialityRefusal

# The quick pass and the choice of a plan move no verdict, only what a reader gets to see: so they
# are asked by themselves.


def of(sizes: dict[str, int]) -> list[str]:
    return [name for name, size in sizes.items() for _ in range(size)]


def hider(members: Membership, *masks: Mask) -> _Hider:
    candidates = [g for g in members.groups if len(g.members) >= 5]
    return _Hider(candidates, masks or [members.everybody], Protection(), ())


def names(groups: Iterable[Group]) -> list[str]:
    return ["/".join(g.values) or g.by for g in groups]


def quick(members: Membership, *masks: Mask) -> list[str]:
    return names(hider(members, *masks)._without_remainders(ORDERS["finest"]))  # noqa: SLF001


@pytest.mark.parametrize(
    ("small", "left"), [(0, "abc"), (1, "ab"), (4, "ab"), (5, "abc"), (9, "abc")]
)
def test_a_small_remainder_hides_the_smallest_part(small: int, left: str) -> None:
    # What is small may be in two groups, none of them shown.
    sizes = {"a": 9, "b": 7, "c": 6, "d": min(small, 4), "e": max(0, small - 4)}
    members = membership(22 + small, {"team": of(sizes)}, ["team"])
    found = [name for name in quick(members) if name in {"a", "b", "c", EVERYONE}]
    assert found == [EVERYONE, *left]


def test_a_remainder_may_be_small_on_one_measure_only() -> None:
    members = membership(20, {"team": of({"a": 8, "b": 6, "c": 6})}, ["team"])
    few = tuple(turn not in {18, 19} for turn in range(20))
    groups = [g for g in members.groups if g.values != ("c",)]
    for masks, left in (
        ([members.everybody], [EVERYONE, "a", "b"]),
        ([members.everybody, few], [EVERYONE, "a"]),
    ):
        its = _Hider(groups, masks, Protection(), ())
        assert names(its._without_remainders(ORDERS["finest"])) == left  # noqa: SLF001


def test_a_parent_that_is_hidden_asks_nothing_of_its_parts() -> None:
    site = of({"x": 11, "y": 12, "z": 3})
    team = [*"111111111", *"22", *"333333333333", *"444"]
    members = membership(26, {"site": site, "team": team}, ["site/team"])
    # Everyone less y less x is z, three: so x goes. Then its part of nine need not.
    assert quick(members) == [EVERYONE, "y", "x/1", "y/3"]


def test_parts_are_those_inside_a_group() -> None:
    site = of({"x": 11, "y": 12})
    team = [*"111111111", *"22", *"333333333333"]
    members = membership(23, {"site": site, "team": team}, ["site/team"])
    # x less its part of nine leaves two; y has other people, so it does not fill the gap.
    found = hider(members)
    by = {g.key: g for g in members.groups}
    parts = found._parts_by_breakdown(by["site", ("x",)])  # noqa: SLF001
    assert [names(one) for one in parts] == [["x/1"]]
    everyone = found._parts_by_breakdown(members.groups[0])  # noqa: SLF001
    assert [names(one) for one in everyone] == [["x", "y"], ["x/1", "y/3"]]
    assert quick(members) == [EVERYONE, "x", "y", "y/3"]


def test_overlapping_tags_are_no_parts() -> None:
    tags = [{"p"} if turn < 5 else {"p", "q"} if turn < 7 else {"q"} for turn in range(11)]
    members = membership(16, {}, [], {"skill": [*tags, *(set() for _ in range(5))]})
    # Seven and six of sixteen, two in both: they seem to leave three, but leave five.
    assert quick(members) == [EVERYONE, "p", "q"]


def test_what_each_order_hides_first() -> None:
    people = tuple(range(9))
    coarse, fine = Group("a", ("z",), people), Group("a,b", ("y", "y"), people)
    other = Group("a", ("b",), people)

    def first(order: str, *candidates: tuple[Group, int, int]) -> int:
        ranks = [ORDERS[order](*one) for one in candidates]
        return ranks.index(min(ranks))

    assert first("finest", (coarse, 5, 9), (fine, 9, 0)) == 1
    assert first("finest", (coarse, 9, 0), (other, 5, 0)) == 1
    assert first("smallest", (coarse, 9, 0), (fine, 5, 0)) == 1
    assert first("smallest", (fine, 9, 0), (coarse, 5, 0)) == 1
    assert first("smallest", (coarse, 5, 0), (fine, 5, 0)) == 1
    assert first("most-involved", (coarse, 5, 1), (fine, 9, 2)) == 1
    assert first("most-involved", (coarse, 9, 2), (fine, 5, 2)) == 1
    assert first("coarsest", (fine, 5, 0), (coarse, 9, 0)) == 1
    for order in ORDERS:  # of equals, the first by name
        assert first(order, (coarse, 5, 1), (other, 5, 1)) == 1


def test_everyone_is_hidden_last() -> None:
    members = membership(14, {"team": of({"a": 9, "b": 5})}, ["team"])
    its, (everyone, a, b) = hider(members), members.groups
    often = {everyone.key: 9, a.key: 1, b.key: 1}
    for order in ORDERS.values():
        assert its._choose([everyone, a, b], order, often) == b  # noqa: SLF001
        assert its._choose([everyone], order, often) == everyone  # noqa: SLF001


def test_a_group_counts_by_its_fewest_answers() -> None:
    members = membership(14, {"team": of({"a": 9, "b": 5})}, ["team"])
    few = tuple(turn >= 3 for turn in range(14))
    assert hider(members, members.everybody, few).n == {
        (EVERYONE, ()): 11,
        ("team", ("a",)): 6,
        ("team", ("b",)): 5,
    }


def test_the_larger_of_two_is_shown_again() -> None:
    # Beside everyone (18), one of a (9) and b (7) would leave two others; both leave two.
    members = membership(18, {"team": of({"a": 9, "b": 7, "c": 2})}, ["team"])
    everyone, a, b, _ = members.groups
    its = hider(members)
    assert its.shown_again([everyone]) == [everyone, a]
    assert its.shown_again([everyone, b]) == [everyone, b]
    assert its.shown_again([everyone, a]) == [everyone, a]  # nothing twice


Worth = tuple[int, int]


def worth(its: _Hider, plan: Iterable[Group]) -> Worth:
    shown = list(plan)
    return len(shown), sum(its.n[g.key] for g in shown)


def test_the_best_plan_shows_most_groups_then_most_people_then_names() -> None:
    met: set[str] = set()
    for seed in (2, 4, 7, 11, 16, 321, 2315):
        its = hider(crossed(seed, (14, 34), 2))
        plans = [its.shown_again(its.settle(rank)) for rank in ORDERS.values()]
        found: frozenset[Key] = its.best()
        values = sorted({worth(its, plan) for plan in plans})
        best = values[-1]
        tied = {frozenset(g.key for g in plan) for plan in plans if worth(its, plan) == best}
        assert found == min(tied, key=sorted)
        met |= {"names"} if len(tied) > 1 else set()
        met |= {"people"} if len({n for n, _ in values}) < len(values) else set()
        met |= {"groups"} if len({n for n, _ in values}) > 1 else set()
    assert met == {"groups", "people", "names"}


def test_up_to_so_many_groups_every_order_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    differ = 0
    for seed in range(12):
        its = hider(crossed(seed, (14, 34), 2))
        best, first = its.best(), frozenset(g.key for g in its.settle(ORDERS["finest"]))
        many = len(its.candidates)
        monkeypatch.setattr(rules, "EVERY_ORDER_UP_TO", many)
        assert its.best() == best
        monkeypatch.setattr(rules, "EVERY_ORDER_UP_TO", many - 1)
        assert its.best() == first
        monkeypatch.undo()
        differ += best != first
    assert differ


def test_ten_of_difference_do_not_make_twenty_people() -> None:
    """Groups of eleven and twelve stand ten apart from all else, and still are too few."""
    members = membership(70, {"team": of({"a": 25, "b": 22, "c": 12, "d": 11})}, ["team"])
    delicate = Measure("s", 60, members.everybody, sensitive=True)
    found = plan_publication(members, [delicate]).groups["s"]
    assert {"/".join(values) or by for by, values in found} == {EVERYONE, "a", "b"}


def test_one_measure_with_few_answers_hides_the_whole_family() -> None:
    members = membership(18, {"team": of({"a": 10, "b": 8})}, ["team"])
    few = tuple(turn >= 14 for turn in range(18))
    shown = groups_to_show(members.groups, [members.everybody, few], Protection())
    assert shown == frozenset()


def test_earlier_releases_keep_to_this_minimum() -> None:
    members = membership(17, {"team": of({"a": 9, "b": 8})}, ["team"])
    sums = [(group, members.everybody) for group in members.groups]
    assert len(groups_to_show(members.groups, [members.everybody], Protection(8, 8), sums)) == 3
    with pytest.raises(ConfidentialityRefusal) as refused:
        groups_to_show(members.groups, [members.everybody], Protection(9, 9), sums)
    assert refused.value.faults[0].code == "earlier-releases-unsafe"
