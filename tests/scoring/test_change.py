"""The change of a scale between two sittings: against scipy, and by simulation."""

import warnings
from statistics import variance
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from bench_programs import program, stored
from rctdiag.scoring.change import Change, holm, noise, paired_change

FEW_STEPS = ("short", 0.4)  # four to seven items, of which most answers stay the same
answers = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=3, max_size=18)


@given(answers)
def test_the_change_and_its_chance(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    change = paired_change(first, second, 4)
    assert change is not None
    differences = [b - a for a, b in pairs]
    error = (max(variance(differences), 1 / 6) / len(pairs)) ** 0.5
    assert change.points == pytest.approx(25 * sum(differences) / len(pairs))
    assert change.error == pytest.approx(25 * error)
    p = 2 * stats.t.sf(abs(change.points) / change.error, len(pairs) - 1)
    assert change.chance == pytest.approx(max(p, 1e-6), abs=2e-6)


def test_fewer_than_three_pairs_say_nothing() -> None:
    assert paired_change([1, 2], [3, 4], 4) is None


@given(st.lists(st.floats(0, 60), min_size=1, max_size=6))
def test_holm_is_scipys_step_down(points: list[float]) -> None:
    changes = {str(n): Change(value, 9.0, 15) for n, value in enumerate(points)}
    needed = holm(changes)
    ordered = sorted(changes.values(), key=lambda change: change.chance)
    kept = True
    for rank, change in enumerate(ordered):
        kept = kept and change.chance <= 0.1 / (len(ordered) - rank)
        name = next(name for name, each in changes.items() if each is change)
        assert (needed[name] < 1) == kept


def test_the_noise_floor_is_what_one_of_five_would_have_to_exceed() -> None:
    change = Change(0.0, 5.0, 15)
    assert noise(change, 5) == pytest.approx(5 * stats.t.ppf(1 - 0.01, 14))


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return program("change")


def test_false_claims_keep_to_the_level(bench: ModuleType) -> None:
    figures = bench.run("full", 0.7, 0, 200, 5)
    assert figures["any_claim"] <= 0.10 + 0.05  # 200 persons: two standard errors
    assert bench.run("full", 0.7, 30, 50, 6)["seen"] > 0.5


def test_the_heart_claims_little_and_comes_back_by_itself() -> None:
    figures = program("change_heart").run(1.0, 0, 100, 5)
    assert figures["any_claim"] <= 0.10 + 0.06  # 100 persons: two standard errors
    assert figures["comes_back"] > 5


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    return stored("change")


@pytest.mark.filterwarnings("default::UserWarning")
def test_the_stored_figures_are_of_this_code(bench: ModuleType, figures: dict[str, Any]) -> None:
    if figures["covers"] != bench.covered_hash():
        warnings.warn("bench/results/change.json is stale: run bench/long/change.py", stacklevel=1)


def test_of_ten_people_for_whom_nothing_changed_one_at_most_is_told_of_a_change(
    figures: dict[str, Any],
) -> None:
    for row in figures["figures"]:
        assert row["persons"] >= (10_000 if row["true_points"] else 40_000)
        assert row["any_claim"] <= 0.10


def test_what_was_picked_for_its_extreme_answers_is_not_what_the_level_is_promised_for(
    figures: dict[str, Any],
) -> None:
    """The docs say so: it comes back by itself, and so seems better than it has become."""
    for row in figures["heart"]:
        assert row["any_claim"] is None or row["any_claim"] <= 0.105
        assert 4 < row["comes_back"] < 17
        assert row["by_lot"] > row["covered"]


def test_intervals_hold_the_true_change_as_often_as_they_say(figures: dict[str, Any]) -> None:
    """Within a point and a half; of few items that hardly vary, they hold it more often."""
    for row in [*figures["figures"], *figures["averaged"]]:
        coverage = row["coverage"]
        assert (0.09 / coverage["intervals"]) ** 0.5 < 0.003
        beyond = coverage["covered"] - 0.90
        assert -0.015 <= beyond <= (0.04 if (row["form"], row["spread"]) == FEW_STEPS else 0.015)
        # Of answers that were not in whole steps every interval would hold it as often as it says.
        assert abs(coverage["unrounded"] - 0.90) < 0.005
