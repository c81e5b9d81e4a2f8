"""Means, spread within groups, ICC: against R, published values and exact arithmetic."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from statistics import fmean, stdev
from statistics import variance as list_variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rctdiag.model.group import Stratum
from rctdiag.stats.icc import signal
from rctdiag.stats.numeric.descriptives import (
    NOBODY,
    Shares,
    join,
    mean,
    moments,
    rest,
    shares,
    squared_deviations,
    standard_deviation,
    variance,
)
from rctdiag.stats.within import PLANNING_SD, Spread, group_mean, pooled_spread
from stats.witness import of_scores, stored, teams

R = stored()
DATA = R["teams"]


@pytest.mark.parametrize("name", ["many", "few", "alike", "big"])
def test_means_and_their_intervals_equal_r_s_lm(name: str) -> None:
    groups, witness = teams(DATA[name]), DATA[name]["within"]
    spread = pooled_spread(groups)
    assert spread.reason == ""
    assert spread.sd == pytest.approx(witness["sd"], rel=1e-12)
    for at, group in enumerate(groups):
        found = group_mean(group, spread)
        assert found.interval is not None
        assert found.status == "ok"
        assert found.value == pytest.approx(witness["mean"][at], rel=1e-12)
        assert found.interval.low == pytest.approx(witness["low"][at], rel=1e-10)
        assert found.interval.high == pytest.approx(witness["high"][at], rel=1e-10)


def test_the_planning_sd_stands_in_for_a_small_organisation() -> None:
    small = [of_scores([40, 60, 50, 55, 45])] * 5
    assert pooled_spread(small) == Spread(PLANNING_SD, None, "fixed_spread")
    assert pooled_spread([of_scores(range(20)), of_scores(range(30))]).reason == "fixed_spread"
    found = group_mean(small[0], pooled_spread(small))
    assert found.interval is not None
    assert (found.value, found.status, found.reason) == (50.0, "caution", "fixed_spread")
    assert found.interval.high == pytest.approx(50 + 1.959964 * PLANNING_SD / 5**0.5, rel=1e-6)
    assert found.interval.method == f"planning-sd-{PLANNING_SD:g}"


def test_no_spread_within_groups_is_no_certainty() -> None:
    assert pooled_spread([of_scores([at] * 12) for at in (10, 20, 30)]).reason == "no_spread"


def test_a_group_without_people_has_no_mean() -> None:
    assert group_mean(NOBODY, Spread(20, None, "fixed_spread")).reason == "few_people"
    assert (mean(NOBODY), variance(NOBODY), standard_deviation(NOBODY)) == (None, None, None)
    assert squared_deviations(NOBODY) == 0
    assert variance(of_scores([7])) is None


people = st.lists(st.lists(st.integers(0, 7), min_size=1, max_size=6), min_size=2, max_size=30)


@given(people)
def test_moments_from_whole_numbers_are_exact(answers: list[list[int]]) -> None:
    scores = [Fraction(100 * sum(row), 7 * len(row)) for row in answers]
    strata = [
        Stratum(
            answered=size,
            people=len(totals),
            total=sum(totals),
            squares=sum(total**2 for total in totals),
        )
        for size in range(1, 7)
        if (totals := [sum(row) for row in answers if len(row) == size])
    ]
    found = moments(strata, 0, 7)
    assert found == of_scores(scores)
    assert mean(found) == pytest.approx(fmean(map(float, scores)), abs=1e-9)
    assert variance(found) == float(list_variance(scores))
    assert standard_deviation(found) == pytest.approx(stdev(map(float, scores)), abs=1e-9)


@given(st.lists(st.integers(0, 100)), st.lists(st.integers(0, 100)))
def test_groups_add_up_and_can_be_taken_out(one: list[int], other: list[int]) -> None:
    whole = join([of_scores(one), of_scores(other)])
    assert whole == of_scores(one + other)
    assert rest(whole, of_scores(one)) == of_scores(other)


@pytest.mark.parametrize("name", ["many", "few", "alike", "big"])
def test_the_anova_equals_r_s(name: str) -> None:
    found, witness = signal(teams(DATA[name])), DATA[name]["anova"]
    assert found.f == pytest.approx(witness["f"], rel=1e-10)
    assert found.p == pytest.approx(witness["p"], rel=1e-8)
    assert found.df == tuple(witness["df"])
    assert found.icc1_mean_size == pytest.approx(witness["icc1_mean_size"], rel=1e-10)
    assert found.icc2.value == pytest.approx(witness["icc2"], rel=1e-10)


def test_the_ladder_follows_p_and_icc2() -> None:
    ladder = {name: signal(teams(DATA[name])).ladder for name in DATA}
    assert ladder == {
        "many": "told_apart",
        "few": "no_difference",  # p = .068
        "alike": "no_difference",
        "big": "with_care",  # ICC(2) = .698
    }


def test_shrout_and_fleiss_1979() -> None:
    # Six targets, four judges: ICC(1,1) = .17 and ICC(1,4) = .44 in print; intervals from psych.
    witness = R["judges"]
    found = signal([of_scores(row) for row in witness["x"]])
    assert found.icc1.value is not None
    assert found.icc2.value is not None
    assert (round(found.icc1.value, 2), round(found.icc2.value, 2)) == (0.17, 0.44)
    for estimate, name in ((found.icc1, "icc1"), (found.icc2, "icc2")):
        assert estimate.interval is not None
        assert estimate.value == pytest.approx(witness[name], rel=1e-9)
        assert estimate.interval.low == pytest.approx(witness[f"{name}_low"], rel=1e-9)
        assert estimate.interval.high == pytest.approx(witness[f"{name}_high"], rel=1e-9)


def test_n0_of_unequal_groups_by_hand() -> None:
    found = signal([of_scores([1, 2]), of_scores([3, 5, 4]), of_scores([9] * 4 + [8])])
    assert found.size == pytest.approx((10 - (4 + 9 + 25) / 10) / 2)
    assert found.icc1.reason == "few_groups"


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ([[1, 2, 3]], "one_group"),
        ([], "one_group"),
        ([[1], [2], []], "few_people"),
        ([[5, 5], [6, 6]], "no_spread"),
    ],
)
def test_where_nothing_can_be_said_of_groups(groups: list[list[int]], reason: str) -> None:
    found = signal([of_scores(one) for one in groups])
    assert (found.ladder, found.icc1.reason, found.icc2.reason) == ("not_computed", reason, reason)
    assert found.f is None


def test_means_that_do_not_differ_at_all() -> None:
    found = signal([of_scores([1, 3])] * 6)
    assert (found.f, found.ladder, found.icc2.reason) == (0, "no_difference", "at_zero")
    assert found.icc1.value == -1.0


def test_teams_that_differ_but_cannot_be_told_apart_one_by_one() -> None:
    # F = 1.56 on 59 and 180 df: p = .01, and ICC(2) = 1 - 1 / F.
    found = signal([of_scores([at % 2 * 16 + one for one in (0, 10, 20, 30)]) for at in range(60)])
    assert found.p is not None
    assert found.p < 0.05
    assert found.icc2.value == pytest.approx(1 - 1 / 1.5620, abs=1e-3)
    assert found.ladder == "not_told_apart"
    assert found.icc2.status == "ok"


@given(low=st.integers(0, 1), high=st.integers(2, 11), good=st.booleans())
def test_favourable_is_beyond_the_middle(low: int, high: int, *, good: bool) -> None:
    found = shares(dict.fromkeys(range(low, high + 1), 1), low, high, high_is_good=good)
    assert found.favourable == found.unfavourable
    assert found.neutral == (low + high + 1) % 2
    assert found.favourable * 2 + found.neutral == high - low + 1


def test_favourable_on_five_points() -> None:
    counts = {1: 2, 2: 3, 3: 5, 4: 7, 5: 11}
    assert shares(counts, 1, 5, high_is_good=True) == Shares(18, 5, 5)
    assert shares(counts, 1, 5, high_is_good=False) == Shares(5, 5, 18)


def test_intervals_narrow_with_n() -> None:
    spread = Spread(20, 100)
    widths = []
    for n in (5, 10, 20, 40):
        interval = group_mean(of_scores([50] * n), spread).interval
        assert interval is not None
        widths.append(interval.high - interval.low)
    assert all(one > other for one, other in pairwise(widths))
