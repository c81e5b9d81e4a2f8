"""rwg(j), r*wg(j), AD against R's multilevel, the null distributions, pseudo-teams."""

from __future__ import annotations

import random
from statistics import fmean

import numpy as np
import pytest

from rctdiag.stats.agreement import (
    agreement,
    complete_rows,
    pseudo_teams,
    skewed_variance,
    uniform_variance,
)
from stats.witness import rows, stored

BIG = stored()["teams"]["big"]
TEAMS = [1, 2, 3, 4]
AT_ENDS = [[1] * 5, [5] * 5] * 8
MIXED = [[at % 5 + 1] * 5 for at in range(20)]


@pytest.mark.parametrize("team", TEAMS)
def test_the_indices_equal_r_s_multilevel(team: int) -> None:
    witness = {name: values[team - 1] for name, values in BIG["agreement"].items()}
    found = agreement(rows(BIG, team), 1, 5)
    assert found.rwg_uniform.value == pytest.approx(witness["uniform"], rel=1e-10)
    assert found.rwg_skewed.value == pytest.approx(witness["skewed"], rel=1e-10)
    assert found.r_star.value == pytest.approx(witness["lindell"], rel=1e-10)
    assert found.ad_mean.value == pytest.approx(witness["ad_mean"], rel=1e-10)
    assert found.ad_median.value == pytest.approx(witness["ad_median"], rel=1e-10)
    assert (found.people, found.items) == (len(rows(BIG, team)), 5)


def test_the_null_distributions_have_their_published_variances() -> None:
    assert uniform_variance(5) == 2
    assert uniform_variance(7) == 4
    assert skewed_variance(5) == pytest.approx(1.34)
    assert skewed_variance(7) is None
    assert agreement(MIXED, 0, 10).rwg_skewed.reason == "no_null"


def test_one_voice_is_full_agreement() -> None:
    found = agreement([[4, 2, 3]] * 15, 1, 5)
    assert (found.rwg_uniform.value, found.r_star.value, found.ad_mean.value) == (1, 1, 0)
    assert found.split == ()


def test_two_camps_are_told_as_split() -> None:
    found = agreement(AT_ENDS, 1, 5)
    assert found.rwg_uniform.value == 0
    assert found.r_star.value is not None
    assert found.r_star.value < 0
    assert found.split == ("polarised", "wide", "low")


def test_answers_at_random_are_wide_and_low_but_not_polarised() -> None:
    found = agreement([*MIXED, [3] * 5], 1, 5)
    assert found.split == ("wide", "low")


def test_a_person_with_a_gap_is_left_out() -> None:
    found = agreement([*AT_ENDS, [None, 1, 1, 1, 1]], 1, 5)
    assert found == agreement(AT_ENDS, 1, 5)
    assert complete_rows([[1, None], [1, 2]]) == [(1, 2)]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [(AT_ENDS[:14], "below_fifteen"), ([], "no_items"), ([[]] * 20, "no_items")],
)
def test_small_groups_and_empty_scales_have_no_index(answers: list[list[int]], reason: str) -> None:
    found = agreement(answers, 1, 5)
    for estimate in (found.rwg_uniform, found.rwg_skewed, found.r_star, found.ad_mean):
        assert (estimate.status, estimate.reason) == ("not_computed", reason)
    assert found.split == ()


def test_pseudo_teams_show_what_chance_would_show() -> None:
    found = pseudo_teams(BIG["x"], 15, 1, 5)
    chance = np.random.default_rng(77)
    drawn = []
    for _ in range(2000):
        team = [BIG["x"][at] for at in chance.permutation(len(BIG["x"]))[:15]]
        value = agreement(team, 1, 5).rwg_uniform.value
        assert value is not None
        drawn.append(value)
    assert found.value == pytest.approx(fmean(drawn), abs=0.01)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(float(np.percentile(drawn, 2.5)), abs=0.03)
    assert found.interval.high == pytest.approx(float(np.percentile(drawn, 97.5)), abs=0.03)


def test_pseudo_teams_do_not_depend_on_the_order_of_the_rows() -> None:
    shuffled = random.Random(4).sample(BIG["x"], len(BIG["x"]))  # noqa: S311 - any other order will do
    assert pseudo_teams(shuffled, 18, 1, 5, 40) == pseudo_teams(BIG["x"], 18, 1, 5, 40)


@pytest.mark.parametrize(
    ("pool", "size", "reason"),
    [(MIXED, 14, "below_fifteen"), (MIXED, 21, "no_pool"), ([[]] * 20, 15, "no_pool")],
)
def test_where_no_pseudo_team_can_be_drawn(pool: list[list[int]], size: int, reason: str) -> None:
    assert pseudo_teams(pool, size, 1, 5).reason == reason
