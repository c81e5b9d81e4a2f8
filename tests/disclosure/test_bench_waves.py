"""A small share of bench/long/waves.py: a second wave shows what it may, and tells no more."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from bench_programs import program

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return program("waves")


@pytest.mark.parametrize(("turnover", "unchanged"), [(5, 0), (20, 0), (10, 30)])
def test_a_second_wave(bench: ModuleType, turnover: int, unchanged: int) -> None:
    for number in range(2):
        counts = bench.case(number, ("team",), turnover, unchanged)
        assert (counts["both written"], counts["leaks"]) == (1, 0)
        if not unchanged:
            assert counts["shown"] == counts["shown without an earlier release"]
        assert counts["shown"] >= counts["shown as a run of the same wave"]


def test_its_attack_finds_what_it_should(bench: ModuleType) -> None:
    """One of six answers anew, beside five as before; then all six."""
    before = frozenset((f"p{turn}", 5) for turn in range(6))
    one_new = frozenset((f"p{turn}", 5 + (turn == 0)) for turn in range(6))
    all_new = frozenset((f"p{turn}", 6) for turn in range(6))
    assert bench.pinned([before, one_new])
    assert not bench.pinned([before, all_new])
    assert bench.pinned([before, all_new | {("late", 1)}, all_new])
