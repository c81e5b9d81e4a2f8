"""Shares of bench/long/panels.py and wave_claims.py: waves tell nothing of few, claim little."""

from __future__ import annotations

import warnings
from collections import Counter
from types import ModuleType

import pytest

from bench_programs import program, stored

FEW = 3


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return program("panels")


@pytest.mark.parametrize("count", [FEW, pytest.param(300, marks=pytest.mark.long)])
def test_pairs_of_waves(bench: ModuleType, count: int) -> None:
    total: Counter[str] = Counter()
    for number in range(count):
        total.update(bench.case(number))
    assert total["leaks"] == 0
    assert total["changes"] > 0
    # With more than a few, most are written, and some compare the same people.
    if count > FEW:
        assert total["changes of the same people"] > count / 2
        assert sum(total[name] for name in total if name.startswith("refused")) < count / 2


def test_its_attack_agrees_with_the_one_that_compares_ranks(bench: ModuleType) -> None:
    ranks = program("waves")
    before = frozenset((f"p{at}", 5) for at in range(6))
    left = frozenset((f"p{at}", 5) for at in range(4))
    anew = frozenset((f"p{at}", 6) for at in range(6))
    one_new = frozenset((f"p{at}", 5 + (at == 0)) for at in range(6))
    for rows, leaks in (
        ([before, left], True),
        ([before, one_new], True),
        ([before, anew], False),
        ([before, anew, anew | {("late", 1)}], True),
        ([before, frozenset((f"q{at}", 5) for at in range(9))], False),
    ):
        assert (bench.told(rows), ranks.pinned(rows)) == (leaks, leaks)


@pytest.mark.long
@pytest.mark.parametrize("linked", [True, False])
def test_where_nothing_moved_little_is_claimed(*, linked: bool) -> None:
    """The rule allows 5 in a hundred companies; in 3 draws of a thousand, of 50 more than 7 are."""
    claims = program("wave_claims")
    cell = claims.run("short", 0, claims.QUICK, linked=linked)
    assert cell["false_claims"] <= 7 / claims.QUICK
    assert cell["covered"] >= 0.93
    moved = claims.run("short", 30, claims.QUICK, linked=linked)
    assert moved["seen"] >= 0.6


@pytest.mark.filterwarnings("default::UserWarning")
def test_the_stored_claims_keep_to_the_level(bench: ModuleType) -> None:
    """A share is of 2,000 companies or of 500.

    With the exact spread the intervals would hold the true change as often as they say, where
    nothing moved; where one team moves far, the spread of everybody's changes grows by it.
    """
    figures = stored("wave_claims")
    for cell in figures["cells"].values():
        assert cell["companies"] >= (500 if cell["points"] else 2_000)
        assert cell["false_claims"] <= (0.06 if cell["points"] else 0.05)
        assert cell["covered"] >= 0.935
        assert cell["covered_exact"] >= 0.935
        assert cell["points"] or cell["covered_exact"] <= 0.965
    if figures["modules"] != bench.modules_hash():
        warnings.warn("bench/results/wave_claims.json is stale", stacklevel=1)
