"""Every rule of advice, over 10,000 random sheets against the shipped questionnaires and steps."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from rctdiag.advice.reasons import HELD, LATER, REASONS

from advice.real import steps
from advice.rules import RULES
from advice.trial import run
from rctdiag.advice.situation import CONDITIONS
from rctdiag.model.step import Condition, Needs
from rctdiag.render.words import words

SHEETS = 10_000
SLICES = 4
ALL = {rule.name for rule in RULES} | {"same_again"}
DOCS = Path(__file__).parents[2] / "docs" / "advice.md"


@cache
def _slice(number: int) -> tuple[Counter[str], Counter[str]]:
    return run(20_261_122 + number, SHEETS // SLICES, steps())


# The first slice runs with the tests, all of them in the judge.
EACH = [pytest.param(n, marks=() if n == 0 else pytest.mark.long) for n in range(SLICES)]


@pytest.mark.parametrize("number", EACH)
def test_no_rule_is_broken(number: int) -> None:
    met, broken = _slice(number)
    assert not broken
    assert set(met) == ALL
    assert min(met.values()) >= 1000 / SLICES, "a case came up too seldom"


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        ("low_safety", "low_safety"),
        ("few_allies", "few_allies"),
        ("little_say", "little_say"),
        ("exhausted", "exhausted"),
        ("power_used", "no_candour_where_power_is_used"),
        ("overloaded", "load"),
        pytest.param("candour_costs", "bars", marks=pytest.mark.long),
        ("first_impression", "first_impression"),
    ],
)
def test_the_checker_has_teeth(
    condition: Condition, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Make the product blind to one condition, and the rule that rests on it is broken."""
    monkeypatch.setitem(CONDITIONS, condition, lambda _: False)
    undemanding = [step.model_copy(update={"needs": Needs()}) for step in steps()]
    _, broken = run(1, SHEETS, undemanding, until=rule)
    assert broken[rule]


def test_every_reason_has_its_sentence_in_the_docs() -> None:
    told = re.findall(
        r"^\| `((?:held|later)_\w+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(told) == sorted(REASONS) == sorted(HELD + LATER)


def test_the_page_has_the_sentences_as_they_are_said() -> None:
    told = DOCS.read_text(encoding="utf-8")
    for reason in REASONS:
        assert f"| `{reason}` | {words().text(reason)} |" in told
