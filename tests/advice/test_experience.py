"""What was tried changes the next map: each story is one strategy with a step on every rung."""

import pytest

from advice.small import key, keyed, sheet
from advice.test_map import HARD, row, rungs
from rctdiag.advice.adviser import Adviser
from rctdiag.model.plan import Outcome, Plan, Tried
from rctdiag.scoring.profile import score

Story = tuple[tuple[str, Outcome], ...]


def after(story: Story, answers: dict[str, int | str] = HARD, **about: object) -> Plan:
    """The plan on the same answers once these steps were tried, in this order."""
    adviser = Adviser([*rungs("naming"), *rungs("norming")], key())
    tried = [Tried(step=f"naming_{rung}", outcome=outcome) for rung, outcome in story]
    return adviser.plan(score(key(), answers), sheet(answers, **about), tried)


@pytest.mark.parametrize(
    ("story", "now", "following", "opens"),
    [
        ((), "one", "open", ["first_done"]),
        # What worked is over, and opens the next rung.
        ((("alone", "worked"),), "one", "open", ["first_done"]),
        ((("one", "worked"),), "open", "alone", ["first_done"]),
        # What went wrong is over, and a quieter step comes first.
        ((("together", "went_wrong"),), "one", "open", ["went_wrong"]),
        ((("one", "went_wrong"),), "alone", "open", ["went_wrong"]),
        # Until a quieter one has worked.
        ((("together", "went_wrong"), ("one", "worked")), "open", "alone", ["first_done"]),
        # Dropped is over and nothing more; still open changes nothing.
        ((("alone", "dropped"),), "one", "open", ["first_done"]),
        ((("one", "open"),), "one", "open", ["first_done"]),
        # The last word on a rung counts; nobody is sent higher after a fall.
        ((("open", "worked"), ("one", "went_wrong")), "alone", "together", ["went_wrong"]),
    ],
)
def test_what_was_tried_moves_the_rung(
    story: Story, now: str, following: str, opens: list[str]
) -> None:
    found_now, found_next, found_opens = row(after(story))
    assert (found_now, found_next) == (f"naming_{now}", f"naming_{following}")
    assert found_opens == opens


def test_other_strategies_stay_as_they_were() -> None:
    assert row(after((("together", "went_wrong"),)), "norming") == row(after(()), "norming")


def test_a_step_that_worked_opens_nothing_that_the_answers_bar() -> None:
    """Safety is low: the open step stays closed, however well the last one went."""
    answers = keyed(one_way_influence=5, safety=1)
    found_now, found_next, opens = row(after((("one", "worked"),), answers))
    assert (found_now, found_next, opens) == ("naming_together", "naming_open", ["low_safety"])


def test_where_all_was_tried_the_row_says_so() -> None:
    every = tuple((rung, "dropped") for rung in ("alone", "one", "together", "open"))
    made = after(every)  # type: ignore[arg-type]  # the outcomes are literals
    assert (made.map["naming"].now, made.map["naming"].reason) == (None, "all_tried")
    assert made.map["norming"].now is not None


def test_where_the_last_step_there_was_has_worked_none_is_opened() -> None:
    last = (("alone", "worked"), ("one", "worked"), ("together", "worked"), ("open", "worked"))
    made = after(last)  # type: ignore[arg-type]  # the outcomes are literals
    assert (made.map["naming"].now, made.map["naming"].next) == (None, None)
    assert made.map["naming"].reason == "all_tried"


def test_a_step_that_is_gone_from_the_catalogue_is_passed_over() -> None:
    assert row(after((("nowhere", "worked"),))) == row(after(()))
