"""Shares of bench/long/panels.py and wave_claims.py: waves tell nothing of few, claim little."""

from __future__ import annotations

from collections import Counter
from types import ModuleType

import pytest

from bench_programs import program

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
