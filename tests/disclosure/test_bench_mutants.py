"""The mutation program itself, what it stored, and the page that tells of it."""

from __future__ import annotations

import ast
import json
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bench_programs import program
from bench_programs import stored as stored_figures
from rctdiag.disclosure.audit import integer_search
from rctdiag.disclosure.release import rounding
from rctdiag.disclosure.release.publication import publish
from rctdiag.disclosure.release.publication_plan import Measure, plan_publication

ROOT = Path(__file__).resolve().parents[2]
MODULES = (
    "known_people",
    "ledger",
    "ledger_file",
    "left_open",
    "released_sums",
    "rounding",
    "suppress",
)
SOURCE = '''
def large(n: int = 3) -> bool:
    """No mutant of this."""
    found = [one for one in range(n) if one > 1]
    if not found:
        raise ValueError("none")
    return len(found) - 1 <= min(n, 9)
'''


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return program("mutants")


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    return stored_figures("disclosure-mutants")


def test_one_fault_at_a_time(bench: ModuleType) -> None:
    found = list(bench.mutants(SOURCE))
    told = [one.told for one in found]
    assert {"Gt -> GtE", "LtE -> Lt", "Sub -> Add", "not found -> found", "min -> max"} <= set(told)
    assert {"3 -> 4", "3 -> 2", "one > 1 -> True", "raise ValueError('none') -> pass"} <= set(told)
    assert "bool -> pass" not in told
    plain = ast.unparse(ast.parse(SOURCE))
    for one in found:
        assert '"""No mutant of this."""' in one.source
        changed = sum(
            a != b for a, b in zip(plain.split(), one.source.split(), strict=False)
        ) or abs(len(plain.split()) - len(one.source.split()))
        assert changed
    assert len({one.source for one in found}) >= len(found) - 1  # ``not found`` is met twice


def test_every_module_is_tried(bench: ModuleType, stored: dict[str, Any]) -> None:
    assert set(MODULES) == set(bench.MODULES) == set(bench.TESTS) == set(stored)


def test_no_reason_is_left_of_a_mutant_that_is_gone(
    bench: ModuleType, stored: dict[str, Any]
) -> None:
    explained = {
        (module, one["code"], one["told"]) for module in MODULES for one in stored[module]["alike"]
    }
    reasons = json.loads(bench.ALIKE.read_text(encoding="utf-8"))
    assert explained == {(one["module"], one["code"], one["told"]) for one in reasons}


@pytest.mark.parametrize("module", MODULES)
def test_what_decides_who_is_shown_is_tested(stored: dict[str, Any], module: str) -> None:
    found = stored[module]
    counted = found["mutants"] - len(found["alike"])
    assert found["killed"] + len(found["survivors"]) == counted
    assert found["killed"] >= 0.95 * counted
    assert all(one["reason"] for one in found["alike"])
    assert len(found["alike"]) <= 0.1 * found["mutants"]  # a reason is no way out


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.filterwarnings("default::UserWarning")
def test_stored_mutants_are_of_this_code(
    bench: ModuleType, stored: dict[str, Any], module: str
) -> None:
    if stored[module]["digest"] != bench.digest(module):
        warnings.warn(f"mutants of {module}: figures about older code", stacklevel=1)


def test_the_page_tells_the_stored_mutants(stored: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "confidentiality.md").read_text(encoding="utf-8")
    for module in MODULES:
        found = stored[module]
        differ = found["mutants"] - len(found["alike"])
        assert f"| `{module}` | {found['mutants']} | {found['killed']} of {differ} |" in page
        for one in found["alike"]:
            assert one["reason"] in page


def test_the_referee_says_what_the_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own account of how figures are made agrees with the program it judges."""
    monkeypatch.syspath_prepend(str(ROOT / "bench" / "long"))
    referee = program("referee")
    steps = range(referee.STEPS + 1)
    assert [referee.counted_twice(step) for step in steps] == [
        rounding.coded(step, referee.STEPS) for step in steps
    ]
    _, members, scores = referee.disclosure.draw(6)
    measure = Measure("s", referee.STEPS, tuple(its is not None for its in scores))
    publication = publish(plan_publication(members, [measure]), {"s": scores})
    for most, without in ((4, -1), (3, 2)):
        valid = [its and person != without for person, its in enumerate(measure.valid)]
        assert referee.nameable(publication, most, without) == integer_search.nameable(
            members.groups, valid, most
        )
    for people, low, high in referee.published(publication):
        assert low <= sum(referee.counted_twice(scores[p] or 0) for p in people) / 2 <= high
