"""Partial pooling against lme4, the book's example and a brute-force posterior."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats as scipy_stats

from rctdiag.model.group import Moments
from rctdiag.stats.pooling import partial_pooling
from stats.witness import of_scores, stored, teams

R = stored()


def many_like(values: list[list[float]]) -> list[Moments]:
    return [of_scores(one) for one in values]


def test_reml_and_pooled_means_equal_lme4() -> None:
    witness = R["teams"]["many"]["mixed"]
    found = partial_pooling(teams(R["teams"]["many"]), grid_up_to=0)
    assert found.tau2 == pytest.approx(witness["tau2"], rel=1e-5)
    assert found.sigma2 == pytest.approx(witness["sigma2"], rel=1e-6)
    assert found.overall.value == pytest.approx(witness["mu"], rel=1e-7)
    assert found.overall.interval is not None
    assert found.overall.interval.high - found.overall.value == pytest.approx(  # type: ignore[operator]  # it is ok, so a number
        1.959964 * witness["mu_se"], rel=1e-5
    )
    for at, group in enumerate(found.groups):
        assert group is not None
        assert group.pooled.interval is not None
        assert group.pooled.interval.method == "reml-eb"
        assert group.pooled.value == pytest.approx(witness["pooled"][at], rel=1e-6)
        half = (group.pooled.interval.high - group.pooled.interval.low) / 2
        assert half == pytest.approx(1.959964 * witness["se"][at], rel=1e-5)


def test_reml_of_few_groups_equals_lme4_too() -> None:
    witness = R["teams"]["few"]["mixed"]
    found = partial_pooling(teams(R["teams"]["few"]))
    assert found.tau2 == pytest.approx(witness["tau2"], rel=1e-5)
    assert found.sigma2 == pytest.approx(witness["sigma2"], rel=1e-6)


def test_dyestuff() -> None:
    # Davies 1947, as in Bates' book: 1764.05 between and 2451.25 within batches.
    data = R["dyestuff"]
    batches = [
        [y for y, own in zip(data["score"], data["team"], strict=True) if own == batch]
        for batch in range(1, 7)
    ]
    found = partial_pooling(many_like(batches))
    assert found.tau2 == pytest.approx(1764.05, abs=0.01)
    assert found.sigma2 == pytest.approx(2451.25, abs=0.01)
    assert found.overall.value == pytest.approx(1527.5, abs=1e-6)


def test_the_grid_equals_a_brute_force_posterior() -> None:
    values = [[40, 55, 60, 35, 50], [70, 65, 80, 75], [45, 50, 30, 62, 48, 51], [66, 40, 58]]
    sizes = [len(one) for one in values]
    y = np.concatenate([np.array(one, dtype=float) for one in values])
    team = np.repeat(np.arange(4), sizes)
    member = (team[:, None] == np.arange(4)).astype(float)
    taus = np.concatenate([np.linspace(0.1, 60, 240), np.geomspace(60.5, 4000, 80)])
    step = np.gradient(taus)
    sigmas = np.geomspace(5, 40, 50)
    one, mass, centre, spread = np.ones(len(y)), [], [], []
    for tau, width in zip(taus, step, strict=True):
        for sigma in sigmas:
            v = sigma**2 * np.eye(len(y)) + tau**2 * member @ member.T
            inverse = np.linalg.inv(v)
            precision = one @ inverse @ one
            mu = one @ inverse @ y / precision
            residual = y - mu
            log = -0.5 * (
                np.linalg.slogdet(v)[1] + np.log(precision) + residual @ inverse @ residual
            )
            mass.append(log + np.log(width))  # the prior 1 / sigma2 on sigma2 is flat in log sigma
            pull = 1 / (1 + 5 * tau**2 / sigma**2)
            centre.append((1 - pull) * y[:5].mean() + pull * mu)
            spread.append(tau**2 * pull + pull**2 / precision)
    weight = np.exp(np.array(mass) - max(mass))
    weight /= weight.sum()
    expected = float(weight @ np.array(centre))
    found = partial_pooling(many_like(values)).groups[0]  # type: ignore[arg-type]  # ints are floats
    assert found is not None
    assert found.pooled.interval is not None
    assert found.pooled.reason == "few_groups"
    assert found.pooled.interval.method == "bayes-grid"
    assert found.pooled.value == pytest.approx(expected, abs=0.05)
    scale = np.sqrt(np.array(spread))
    for limit, probability in (
        (found.pooled.interval.low, 0.025),
        (found.pooled.interval.high, 0.975),
    ):
        below = weight @ scipy_stats.norm.cdf((limit - np.array(centre)) / scale)
        assert float(below) == pytest.approx(probability, abs=0.002)


def test_both_methods_agree_where_there_is_much_to_go_by() -> None:
    groups = teams(R["teams"]["many"])
    grid, reml = partial_pooling(groups), partial_pooling(groups, grid_up_to=0)
    for one, other in zip(grid.groups, reml.groups, strict=True):
        assert one is not None
        assert other is not None
        assert one.pooled.value == pytest.approx(other.pooled.value, abs=0.5)
        assert one.weight == pytest.approx(other.weight, abs=0.03)


def test_a_pooled_mean_lies_between_its_own_mean_and_the_whole() -> None:
    for name in ("many", "few", "alike"):
        found = partial_pooling(teams(R["teams"][name]))
        assert found.overall.value is not None
        for group in found.groups:
            assert group is not None
            assert group.pooled.value is not None
            low, high = sorted((group.raw, found.overall.value))
            assert low - 1.0 <= group.pooled.value <= high + 1.0
            assert 0 <= group.weight < 1


def test_no_variance_between_many_groups_is_said() -> None:
    found = partial_pooling([of_scores([40, 50, 60])] * 16, grid_up_to=15)
    assert (found.tau2, found.overall.reason) == (0.0, "at_zero")
    assert found.groups[0] is not None
    assert (found.groups[0].pooled.value, found.groups[0].weight) == (50.0, 0.0)


def test_few_equal_groups_keep_some_doubt() -> None:
    found = partial_pooling([of_scores([40, 50, 60])] * 6)
    assert found.tau2 == 0.0
    assert found.groups[0] is not None
    assert found.groups[0].weight > 0
    assert found.groups[0].pooled.status == "ok"


def test_empty_groups_keep_their_place() -> None:
    some = [of_scores([40, 50, 60]), of_scores([]), of_scores([10, 20, 25]), of_scores([50])]
    found = partial_pooling(some)
    assert [one is None for one in found.groups] == [False, True, False, False]


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ([[1, 2], [3, 4]], "few_groups"),
        ([[1], [2], [3]], "few_people"),
        ([[1, 1], [2, 2], [3, 3]], "no_spread"),
    ],
)
def test_where_nothing_can_be_pooled(groups: list[list[float]], reason: str) -> None:
    found = partial_pooling(many_like(groups))
    assert (found.overall.reason, found.groups, found.tau2) == (reason, (), None)


@pytest.mark.parametrize(("count", "size"), [(4, 6), (9, 6), (20, 6)])
def test_intervals_cover_the_true_means(count: int, size: int) -> None:
    chance = np.random.default_rng(5)
    inside = total = 0
    for _ in range(80):
        true = 50 + 8 * chance.standard_normal(count)
        groups = [of_scores(map(float, one + 18 * chance.standard_normal(size))) for one in true]
        for one, group in zip(true, partial_pooling(groups).groups, strict=True):
            assert group is not None
            assert group.pooled.interval is not None
            inside += group.pooled.interval.low <= one <= group.pooled.interval.high
            total += 1
    assert 0.90 <= inside / total <= 0.99


def test_integrating_keeps_the_coverage_that_a_known_tau_loses() -> None:
    chance = np.random.default_rng(8)
    held = {0: 0, 400: 0}
    total = 0
    for _ in range(50):
        true = 50 + 2.5 * chance.standard_normal(20)
        sizes = chance.integers(5, 21, 20)
        groups = [
            of_scores(map(float, one + 18 * chance.standard_normal(size)))
            for one, size in zip(true, sizes, strict=True)
        ]
        total += len(true)
        for most in held:
            found = partial_pooling(groups, grid_up_to=most).groups
            for one, group in zip(true, found, strict=True):
                assert group is not None
                assert group.pooled.interval is not None
                held[most] += group.pooled.interval.low <= one <= group.pooled.interval.high
    assert held[0] / total < 0.90
    assert held[400] / total > 0.92
