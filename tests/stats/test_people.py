"""Response, careless answering, and the promise every estimate keeps."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rctdiag.model.scores import Interval
from rctdiag.stats.careless import careless, longstring, response_variability
from rctdiag.stats.numeric.estimate import Estimate, estimated, not_computed
from rctdiag.stats.response import response
from stats.witness import stored

LINES = stored()["careless"]


@pytest.mark.parametrize("line", LINES, ids=["runs", "gaps", "straight", "random"])
def test_longstring_and_irv_equal_r(line: dict[str, object]) -> None:
    x = line["x"]
    assert isinstance(x, list)
    assert longstring(x) == line["longstring"]
    assert response_variability(x) == pytest.approx(line["irv"], rel=1e-12)


def test_two_indices_must_agree() -> None:
    assert careless([3] * 10).signs == ("longstring", "irv")
    assert careless([3] * 10).flagged
    run = careless([3] * 5 + [1, 2, 4, 5, 1])
    assert (run.signs, run.flagged) == (("longstring",), False)
    hurried = careless([3] * 5 + [1, 2, 4, 5, 1], seconds=12)
    assert (hurried.signs, hurried.flagged) == (("longstring", "speed"), True)
    assert careless([1, 2, 3, 4, 5], seconds=10).signs == ()  # two seconds each


def test_a_gap_ends_a_run_and_counts_as_asked() -> None:
    found = careless([4, 4, None, 4, None, None, None, None])
    assert (found.longstring, found.irv, found.signs) == (2, 0.0, ("irv",))


@pytest.mark.parametrize("answers", [[], [None, None], [4]])
def test_next_to_nothing_is_no_sign(answers: list[int | None]) -> None:
    found = careless(answers, seconds=9)
    assert (found.irv, found.signs) == (None, ())
    assert found.seconds == (9 if answers == [4] else None)


def test_response_and_its_worst_case() -> None:
    found = response(30, 40, 60.0)
    assert (found.rate.value, found.rate.status) == (0.75, "ok")
    assert found.bounds.interval == Interval(45.0, 70.0, 1.0, "worst-case")
    assert response(40, 40, 60.0).bounds.interval == Interval(60.0, 60.0, 1.0, "worst-case")


@pytest.mark.parametrize(
    ("answered", "reason"),
    [(20, ""), (19, "low_response"), (12, "low_response"), (11, "very_low_response")],
)
def test_a_low_rate_is_said(answered: int, reason: str) -> None:
    found = response(answered, 40, 60.0)
    assert (found.rate.reason, found.bounds.reason) == (reason, reason)


@pytest.mark.parametrize(
    ("answered", "headcount", "reason"),
    [(9, None, "no_headcount"), (9, 8, "headcount_too_small"), (0, 0, "few_people")],
)
def test_without_a_usable_headcount_there_is_no_rate(
    answered: int, headcount: int | None, reason: str
) -> None:
    found = response(answered, headcount, 60.0)
    assert (found.rate.reason, found.bounds.reason) == (reason, reason)


def test_a_mean_that_is_not_shown_has_no_bounds() -> None:
    found = response(30, 40, None)
    assert (found.rate.value, found.bounds.reason) == (0.75, "few_people")


@given(st.integers(1, 50), st.integers(0, 50), st.floats(0, 100))
def test_the_bounds_hold_whatever_the_silent_would_say(
    answered: int, silent: int, mean: float
) -> None:
    interval = response(answered, answered + silent, mean).bounds.interval
    assert interval is not None
    for end in (0, 100):
        whole = (mean * answered + end * silent) / (answered + silent)
        assert interval.low - 1e-9 <= whole <= interval.high + 1e-9


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_what_is_not_finite_never_leaves(value: float) -> None:
    with pytest.raises(ArithmeticError, match="finite"):
        estimated(value)
    with pytest.raises(ArithmeticError, match="finite"):
        estimated(1.0, Interval(0.0, value, 0.95, "t"))


def test_value_status_and_reason_agree() -> None:
    assert estimated(1.0).status == "ok"
    assert estimated(1.0, None, "few_groups").status == "caution"
    assert not_computed("few_people") == Estimate(None, None, "not_computed", "few_people")
    with pytest.raises(ArithmeticError, match="not computed"):
        Estimate(None)
    with pytest.raises(ArithmeticError, match="not computed"):
        Estimate(1.0, None, "not_computed", "few_people")
    with pytest.raises(ArithmeticError, match="reason"):
        Estimate(1.0, None, "caution")
    with pytest.raises(ArithmeticError, match="reason"):
        Estimate(1.0, None, "ok", "few_people")
