"""The stored figures about the interview are what the docs promise; stale ones are told."""

import warnings
from pathlib import Path
from types import ModuleType

import pytest

from bench_programs import program, stored

ROOT = Path(__file__).parents[2]


def setup_module_of_bench() -> ModuleType:
    return program("interview_setup")


def test_no_fault_in_the_long_form_lost_anything() -> None:
    figures = stored("faults")["figures"]
    assert figures["acknowledged_answers"] > 1_000
    for wrong in ("lost", "torn", "orphan", "traceback", "other"):
        assert figures[wrong] == 0


def test_no_kill_lost_a_note() -> None:
    figures = stored("note_kills")
    assert figures["kills"] == 1_000
    assert figures["acknowledged_notes"] > 1_000
    assert figures["wrong"] == []


def test_every_signal_ended_as_it_should() -> None:
    figures = stored("signals")
    assert sum(figures["signals"].values()) == 200
    assert figures["starts"] == 50
    assert figures["failures"] == []


def test_the_next_question_comes_in_time() -> None:
    figures = stored("interview")
    assert figures["key_to_next_question"]["median_ms"] <= figures["target_median_ms"] == 50


@pytest.mark.filterwarnings("default")
def test_stale_figures_are_told() -> None:
    today = setup_module_of_bench().covered_hash()
    for name in ("faults", "note_kills", "signals", "interview"):
        if stored(name)["hash"] != today:
            warnings.warn(f"bench/results/{name}.json is stale: run its program", stacklevel=1)
