"""Every rule of advice, over 10,000 random sheets against the shipped questionnaires and steps."""

import random
from collections import Counter
from functools import cache

import pytest

from advice.reading import Reading
from advice.real import key, steps
from advice.rules import RULES, next_is_higher
from advice.sheets import draw
from advice.trial import run, shuffled
from rctdiag.advice.adviser import Adviser
from rctdiag.advice.barriers import BARRED
from rctdiag.advice.situation import CONDITIONS
from rctdiag.model.step import Condition, Costs
from rctdiag.scoring.profile import score

SHEETS = 10_000
SLICES = 8
ALL = {rule.name for rule in RULES} | {"same_again"}


@cache
def _slice(number: int) -> tuple[Counter[str], Counter[str]]:
    return run(20_261_128 + number, SHEETS // SLICES, steps())


# The first slice runs with the tests, all of them in the judge.
EACH = [pytest.param(n, marks=() if n == 0 else pytest.mark.long) for n in range(SLICES)]


@pytest.mark.parametrize("number", EACH)
def test_no_rule_is_broken(number: int) -> None:
    met, broken = _slice(number)
    assert not broken
    assert set(met) == ALL
    assert min(met.values()) >= 800 / SLICES, "a case came up too seldom"


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        ("low_safety", "not_seen"),
        ("power_used", "no_candour_upwards"),
        ("exhausted", "relief_first"),
        ("overloaded", "light"),
        ("help_first", "nothing_barred"),
        ("short_form", "not_shared"),
        ("few_allies", "nothing_barred"),
    ],
)
def test_the_checker_has_teeth(
    condition: Condition, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Make the product blind to one condition, and the rule that rests on it is broken."""
    monkeypatch.setitem(CONDITIONS, condition, lambda _: False)
    # Few steps of the catalogue take long; all of them do where that is what has to be noticed.
    hour = {"costs": Costs(minutes=60, replaces="an hour")}
    long = [step.model_copy(update=hour) for step in steps()]
    _, broken = run(1, SHEETS, long if rule == "light" else steps(), until=rule)
    assert broken[rule]


def test_a_step_that_fits_just_half_as_well_is_next_whatever_floats_make_of_it() -> None:
    """The sheet of which a sum of the same numbers came to a last digit less."""
    rng = random.Random(20_261_122)  # noqa: S311 - test data, no secret
    rng.shuffle([*steps()])
    for _ in range(8_410):
        shuffled(rng, draw(rng)[1])
    form, sheet = draw(rng)
    plan = Adviser(steps(), key(form)).plan(score(key(form), sheet.answers), sheet)
    assert next_is_higher(Reading(form, sheet), plan)


def test_each_condition_is_tested_and_bars_something() -> None:
    assert CONDITIONS.keys() == BARRED.keys()
