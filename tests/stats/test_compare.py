"""Two groups, many comparisons, the highest scale: against R and by brute force."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from rctdiag.stats.highest import highest
from rctdiag.stats.numeric.p_adjustment import benjamini_hochberg, holm
from rctdiag.stats.two_groups import detectable_difference, superiority, welch
from stats.witness import of_scores, stored

R = stored()


@pytest.mark.parametrize("name", ["tooth", "scores"])
def test_welch_equals_r(name: str) -> None:
    witness = R["pairs"][name]
    found = welch(of_scores(witness["a"]), of_scores(witness["b"]))
    assert found.points.interval is not None
    assert found.points.value == pytest.approx(witness["difference"], rel=1e-10)
    assert found.points.interval.low == pytest.approx(witness["low"], rel=1e-9)
    assert found.points.interval.high == pytest.approx(witness["high"], rel=1e-9)
    assert found.df == pytest.approx(witness["df"], rel=1e-10)
    assert found.p == pytest.approx(witness["p"], rel=1e-9)


def test_welch_as_printed_in_r_s_manual_example() -> None:
    # ToothGrowth, len by supp: t = 1.9153, df = 55.309, p = 0.06063, -0.1710156 to 7.5710156.
    pair = R["pairs"]["tooth"]
    found = welch(of_scores(pair["a"]), of_scores(pair["b"]))
    assert found.points.interval is not None
    assert found.df == pytest.approx(55.309, abs=5e-4)
    assert found.p == pytest.approx(0.06063, abs=5e-6)
    assert found.points.interval.low == pytest.approx(-0.1710156, abs=5e-8)
    assert found.points.interval.high == pytest.approx(7.5710156, abs=5e-8)


def test_welch_refuses_small_groups_and_says_where_nothing_spreads() -> None:
    fourteen, fifteen = of_scores([1, 2] * 7), of_scores([1, 2, 3] * 5)
    assert welch(fourteen, fifteen).points.reason == "below_fifteen"
    assert welch(fifteen, fourteen).points.reason == "below_fifteen"
    found = welch(of_scores([9] * 15), of_scores([4] * 20))
    assert (found.points.value, found.points.interval, found.p) == (5, None, None)
    assert found.points.reason == "no_spread"
    assert welch(of_scores([9] * 15), fifteen).df == pytest.approx(14)


@pytest.mark.parametrize("name", ["tooth", "scores"])
def test_cliff_s_delta_equals_effectsize(name: str) -> None:
    witness = R["pairs"][name]
    found = superiority(witness["a"], witness["b"])
    assert found.delta.interval is not None
    assert found.delta.value == pytest.approx(witness["delta"], rel=1e-10)
    assert found.delta.interval.low == pytest.approx(witness["delta_low"], rel=1e-8)
    assert found.delta.interval.high == pytest.approx(witness["delta_high"], rel=1e-8)
    assert found.probability.value == pytest.approx(witness["superiority"], rel=1e-10)


scores = st.lists(st.integers(0, 9).map(float), min_size=15, max_size=25)


@given(scores, scores)
def test_superiority_counts_every_pair(one: list[float], other: list[float]) -> None:
    found, turned = superiority(one, other), superiority(other, one)
    won = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in product(one, other))
    assert found.probability.value is not None
    assert turned.probability.value is not None
    assert found.probability.value == pytest.approx(won / len(one) / len(other), abs=1e-12)
    assert found.probability.value + turned.probability.value == pytest.approx(1, abs=1e-12)
    if found.probability.interval is not None:
        low, high = found.probability.interval.low, found.probability.interval.high
        assert 0 <= low <= found.probability.value <= high <= 1


def test_complete_separation_has_no_interval() -> None:
    found = superiority([2.0] * 15, [1.0] * 15)
    assert (found.delta.value, found.probability.value) == (1.0, 1.0)
    assert (found.delta.interval, found.delta.reason) == (None, "complete_separation")
    assert superiority([1.0] * 15, [2.0] * 15).probability.value == 0.0
    assert superiority([1.0] * 14, [2.0] * 15).delta.reason == "below_fifteen"
    assert superiority([1.0] * 15, [2.0] * 14).probability.reason == "below_fifteen"


@pytest.mark.parametrize("line", R["detectable"], ids=lambda one: str(one["n"]))
def test_the_detectable_difference_equals_r_s_noncentral_t(line: dict[str, object]) -> None:
    n = line["n"]
    assert isinstance(n, list)
    found = detectable_difference(n[0], n[1], 20.0)
    assert found.value == pytest.approx(20 * float(str(line["d"])), rel=1e-6)


def test_the_detectable_difference_equals_power_t_test() -> None:
    for n, d in zip((5, 8, 12, 20, 30), R["power_t_test"], strict=True):
        assert detectable_difference(n, n, 1.0).value == pytest.approx(d, rel=1e-5)


@pytest.mark.parametrize(("n1", "n2"), [(1, 2), (2, 2), (1, 300), (5000, 5000)])
@pytest.mark.parametrize("power", [0.5, 0.8, 0.99])
def test_the_detectable_difference_is_found_that_often(n1: int, n2: int, power: float) -> None:
    found = detectable_difference(n1, n2, 1.0, power=power)
    assert found.value is not None
    df, shift = n1 + n2 - 2, found.value * (n1 * n2 / (n1 + n2)) ** 0.5
    limit = scipy_stats.t.ppf(0.975, df)
    assert float(scipy_stats.nct.sf(limit, df, shift)) == pytest.approx(power, abs=2e-3)


@pytest.mark.parametrize(("n1", "n2"), [(1, 1), (0, 9), (9, 0)])
def test_too_few_people_detect_nothing(n1: int, n2: int) -> None:
    assert detectable_difference(n1, n2, 20).reason == "few_people"


@pytest.mark.parametrize("line", R["adjusted"], ids=["twelve", "ties", "one"])
def test_adjusted_p_values_equal_r(line: dict[str, object]) -> None:
    p, h, b = (
        [one] if isinstance(one := line[name], float) else one for name in ("p", "holm", "bh")
    )
    assert isinstance(p, list)
    assert holm(p) == pytest.approx(h, rel=1e-12)
    assert benjamini_hochberg(p) == pytest.approx(b, rel=1e-12)


def test_benjamini_and_hochberg_1995() -> None:
    # Their table of fifteen p values: four are rejected at q = .05.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
    p += [0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert sum(one is not None and one <= 0.05 for one in benjamini_hochberg(p)) == 4
    assert sum(one is not None and one <= 0.05 for one in holm(p)) == 3


def test_what_was_not_tested_is_not_counted() -> None:
    assert holm([None, 0.01, None, 0.02]) == (None, 0.02, None, 0.02)
    assert benjamini_hochberg([None, 0.01, None, 0.02]) == (None, 0.02, None, 0.02)
    assert holm([]) == ()


@given(st.lists(st.floats(0, 1), max_size=12))
def test_adjusting_keeps_the_order_and_never_helps(p: list[float]) -> None:
    for adjusted in (holm(p), benjamini_hochberg(p)):
        pairs = sorted(zip(p, adjusted, strict=True))
        for raw, found in pairs:
            assert found is not None
            assert raw * (1 - 1e-12) <= found <= 1
        values = [found for _, found in pairs if found is not None]
        assert values == sorted(values)


@pytest.mark.parametrize("line", R["highest"], ids=lambda one: f"n{one['n']}")
def test_the_highest_scale_equals_mvtnorm(line: dict[str, list[float]]) -> None:
    n, means, cov = int(str(line["n"])), line["means"], np.array(line["cov"])
    found = highest(n, means, cov.tolist())
    values = [one.value for one in found.probabilities]
    assert values == pytest.approx(line["p"], abs=1e-6)
    assert sum(one or 0 for one in values) == pytest.approx(1, abs=1e-12)
    pair = highest(n, means[:2], cov[:2, :2].tolist())
    assert [one.value for one in pair.probabilities] == pytest.approx(line["p_first_two"], abs=1e-9)


def test_the_highest_scale_equals_drawn_posteriors() -> None:
    chance, n, means = np.random.default_rng(3), 9, np.array([52.0, 49.0, 40.0])
    cov = np.array([[250.0, 90, 40], [90, 300, 120], [40, 120, 200]])
    normal = chance.multivariate_normal(np.zeros(3), cov / n, 400_000)
    drawn = means + normal * np.sqrt((n - 1) / chance.chisquare(n - 3, 400_000))[:, None]
    shares = np.bincount(drawn.argmax(axis=1), minlength=3) / 400_000
    found = highest(n, means.tolist(), cov.tolist())
    assert [one.value for one in found.probabilities] == pytest.approx(shares.tolist(), abs=0.003)
    assert (found.word, found.which) == ("none", None)


@pytest.mark.parametrize("n", [5, 6, 20, 1000, 100_000])
@pytest.mark.parametrize("lead", [0.0, 5.0, 50.0])
def test_the_three_probabilities_add_up(n: int, lead: float) -> None:
    cov = [[200.0, 80.0, 80.0], [80.0, 200.0, 80.0], [80.0, 80.0, 200.0]]
    values = [one.value or 0 for one in highest(n, [50 + lead, 50.0, 49.0], cov).probabilities]
    assert sum(values) == pytest.approx(1, abs=1e-10)
    assert values == sorted(values, reverse=True) or lead == 0


@pytest.mark.parametrize(
    ("lead", "word"), [(0.0, "none"), (6.0, "leads"), (-6.0, "leads"), (25.0, "highest")]
)
def test_words_of_the_highest_scale(lead: float, word: str) -> None:
    cov = [[200.0, 20.0], [20.0, 200.0]]
    found = highest(20, [50 + lead, 50.0], cov)
    assert (found.word, found.which) == (word, None if word == "none" else int(lead < 0))


@pytest.mark.parametrize(
    ("n", "means", "cov", "reason"),
    [
        (9, [50.0], [[200.0]], "one_scale"),
        (9, [50.0] * 4, np.eye(4).tolist(), "more_than_three_scales"),
        (4, [50.0, 60.0], [[200.0, 0.0], [0.0, 200.0]], "few_people"),
        (9, [50.0, 60.0], [[200.0, 200.0], [200.0, 200.0]], "not_positive_definite"),
        (9, [50.0, 60.0], [[0.0, 0.0], [0.0, 0.0]], "not_positive_definite"),
    ],
)
def test_where_no_scale_can_be_named(
    n: int, means: list[float], cov: list[list[float]], reason: str
) -> None:
    found = highest(n, means, cov)
    assert (found.word, found.which) == ("not_computed", None)
    assert {one.reason for one in found.probabilities} == {reason}
    assert len(found.probabilities) == len(means)
