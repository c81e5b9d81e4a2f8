"""A small share of bench/long/disclosure.py, and whether its stored figures are about this code."""

from __future__ import annotations

import warnings
from pathlib import Path
from types import ModuleType

import pytest

from bench_programs import program
from bench_programs import stored as stored_figures

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("tables", "hidden", "ledger")


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return program("disclosure")


@pytest.mark.parametrize(("part", "cases"), [("tables", 2), ("hidden", 1), ("ledger", 4)])
def test_nothing_leaks(bench: ModuleType, part: str, cases: int) -> None:
    counts = bench.run(part, range(cases))
    assert counts["cases"] == cases
    assert [counts.get(name, 0) for name in ("pinned", "differ", "leaks")] == [0, 0, 0]


@pytest.mark.long
@pytest.mark.parametrize(
    ("part", "first", "cases"),
    [
        *(("tables", first, 30) for first in range(0, 150, 30)),
        ("hidden", 0, 50),
        *(("ledger", first, 100) for first in range(0, 300, 100)),
    ],
)
def test_nothing_leaks_of_many(
    bench: ModuleType, part: str, first: int, cases: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "SIZES", [bench.SMALL])  # as --quick draws them
    counts = bench.run(part, range(first, first + cases))
    assert counts["cases"] == cases
    assert [counts.get(name, 0) for name in ("pinned", "differ", "leaks")] == [0, 0, 0]


@pytest.mark.parametrize("part", PARTS)
def test_stored_figures(bench: ModuleType, part: str) -> None:
    stored = stored_figures(f"disclosure-{part}")
    total = stored["total"]
    assert [total.get(name, 0) for name in ("pinned", "differ", "leaks")] == [0, 0, 0]
    assert total["cases"] == sum(its["cases"] for its in stored["slices"].values())
    if stored["modules"] != bench.modules_hash():
        # Not an error (the gate turns warnings into errors): run the long form again.
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            warnings.warn(f"disclosure-{part}.json is about older code", stacklevel=1)
