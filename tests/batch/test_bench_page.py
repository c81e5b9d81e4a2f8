"""The growth in docs/batch.md is what the bench stored, and so is its plot."""

import json
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_growth_table_and_the_plot_are_those_of_the_stored_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(ROOT / "bench")
    plot, page = import_module("batch_plot").plot, import_module("batch_table").page
    stored = json.loads((ROOT / "bench" / "results" / "batch.json").read_text(encoding="utf-8"))
    text = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    assert page(stored, text) == text
    svg = (ROOT / "bench" / "results" / "batch.svg").read_text(encoding="utf-8")
    assert svg == plot(stored["runs"])
    assert {run["rows"] for run in stored["runs"]} >= {10_000, 100_000, 1_000_000}
