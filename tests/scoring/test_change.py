"""The change of a scale between two sittings: against scipy, and by simulation."""

import json
import warnings
from pathlib import Path
from statistics import variance
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from bench_programs import program
from rctdiag.scoring.change import Change, holm, noise, paired_change

ROOT = Path(__file__).parents[2]
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


@pytest.mark.filterwarnings("default::UserWarning")
def test_the_stored_figures_hold_and_are_of_this_code(bench: ModuleType) -> None:
    stored = json.loads((ROOT / "bench/results/change.json").read_text("utf-8"))
    for row in stored["figures"]:
        assert row["persons"] == 2000
        assert row["any_claim"] <= 0.10
        assert abs(row["covered"] - 0.90) < 0.035
    # Most cells are within a point and a half of the level; answers in whole steps forbid more.
    near = [abs(row["covered"] - 0.90) <= 0.015 for row in stored["figures"]]
    assert sum(near) > len(near) * 2 / 3
    if stored["covers"] != bench.covered_hash():
        warnings.warn("bench/results/change.json is stale: run bench/long/change.py", stacklevel=1)
