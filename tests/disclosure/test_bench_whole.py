"""The program that lists every answer beside a whole document: quick, and that it can find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench_programs import program

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
EQUAL = 497  # two teams whose means differ by less than a double holds


@pytest.fixture(scope="module")
def whole() -> ModuleType:
    return program("whole_document")


def test_nothing_is_certain_from_a_whole_document(whole: ModuleType) -> None:
    found = whole.run(0, whole.QUICK)
    assert found["safe"] >= 0.8 * whole.QUICK
    assert found["outsider"] == found["insider"] == 0


def test_means_as_good_as_equal_make_a_report(whole: ModuleType) -> None:
    """Their F is no number to divide by."""
    assert whole.attack(EQUAL) == "safe"


def test_the_program_finds_what_is_certain(whole: ModuleType) -> None:
    """All alike in every set of scores; and alike for whoever answered otherwise."""
    same = np.zeros((1, 5, 1), dtype=np.int64)
    assert whole.told(same, same[0]) == "outsider"
    two = np.array([[0, 1, 1, 1, 1], [1, 1, 1, 1, 2]])[:, :, None]
    assert whole.told(two, two[0]) == "insider"
    three = np.array([[0, 1, 1, 1, 1], [0, 0, 1, 1, 2], [1, 1, 1, 1, 2]])[:, :, None]
    assert whole.told(three, three[0]) == ""
    # Without the margin at an end a mean would give the sum, and a team at the end itself.
    low, high = whole.limits({"mean": 25.0, "direction": "at_most"}, 5, 4, 1)
    assert (round(low), round(high)) == (0, 10)


def test_the_stored_figures(whole: ModuleType) -> None:
    stored = json.loads(whole.RESULTS.read_text(encoding="utf-8"))
    assert stored["safe"] + stored["refused"] == stored["tables"]
    assert stored["tables"] >= 400
    page = (ROOT / "docs" / "confidentiality.md").read_text(encoding="utf-8")
    assert f"Of {stored['tables']:,} tables, {stored['safe']:,} were safe" in page
