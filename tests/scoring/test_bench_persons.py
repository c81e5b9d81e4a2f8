"""The promises about one person's profile, in the quick form of bench/long/persons.py."""

from __future__ import annotations

import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bench_programs import program
from bench_programs import stored as stored_figures

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def persons() -> ModuleType:
    return program("persons")


@pytest.fixture(scope="module")
def quick(persons: ModuleType) -> dict[str, Any]:
    found: dict[str, Any] = persons.figures(200, quick=True)
    return found


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    return stored_figures("persons")


@pytest.fixture(params=["quick", "stored"])
def figures(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = request.getfixturevalue(request.param)
    return found


def test_at_most_one_random_sheet_in_ten_leads(figures: dict[str, Any]) -> None:
    assert figures["uniform"].get("leads", 0) <= 0.10


def test_at_most_one_healthy_sheet_in_a_hundred_leads(figures: dict[str, Any]) -> None:
    assert max(one["shares"].get("leads", 0) for one in figures["healthy"]) <= 0.01


@pytest.mark.parametrize("answer", ["1", "5"])
@pytest.mark.parametrize("culture", ["hierarchical", "pseudo_relational", "survival"])
def test_the_same_answer_to_everything_stays_under_60(
    figures: dict[str, Any], answer: str, culture: str
) -> None:
    assert figures["constant"][answer][culture] < 60


def test_the_interval_covers_as_promised(stored: dict[str, Any]) -> None:
    ordinary = [
        one["scale"]
        for one in stored["coverage"]
        if one["answered"] == "all" and one["spread"] >= 1 and 1.5 not in one["means"]
    ]
    assert ordinary
    assert all(0.885 <= share <= 0.920 for share in ordinary)


@pytest.mark.parametrize(("answered", "least"), [("all", 0.89), ("eight", 0.86)])
def test_the_interval_never_covers_much_less_than_it_says(
    figures: dict[str, Any], answered: str, least: float
) -> None:
    lines = [one for one in figures["coverage"] if one["answered"] == answered]
    chance = 0.03 if figures["quick"] else 0.0  # 600 values a line in the quick form
    assert len(lines) == 12
    assert min(one["scale"] for one in lines) >= least - chance
    assert min(one["difference"] for one in lines) >= 0.89 - chance


def test_false_claims_stay_within_the_rule_s_own_level(stored: dict[str, Any]) -> None:
    assert max(one["leads"] for one in stored["false_claims"]) <= 0.10
    assert max(one["leads_or_leans"] for one in stored["false_claims"]) <= 0.20


def test_the_page_tells_the_stored_figures(stored: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")

    def told(*shares: float) -> str:
        return " | ".join(f"{100 * share:.1f} %" for share in shares) + " |"

    lines = stored["coverage"]
    for full, half in zip(lines[:12], lines[12:], strict=True):
        means = ", ".join(str(mean) for mean in full["means"])
        both = told(full["scale"], full["difference"], half["scale"], half["difference"])
        assert f"| {full['spread']} | {means} | {both}" in page
    for one in stored["power"]:
        words = [one["shares"].get(name, 0) for name in ("leads", "leans", "several", "mixed")]
        assert f"| {one['lead_in_points']} | {told(*words)}" in page
    uniform = stored["uniform"]
    assert f"evenly from 1-5 | {told(uniform['leads'], uniform['leans'])}" in page


@pytest.mark.filterwarnings("default::UserWarning")
def test_the_stored_figures_are_of_this_code(persons: ModuleType, stored: dict[str, Any]) -> None:
    assert stored["quick"] is False
    assert set(stored["sheets"].values()) == {2000, 10_000}
    if stored["hash"] != persons.covered_hash():
        warnings.warn(
            "bench/results/persons.json is stale: run bench/long/persons.py", stacklevel=1
        )
