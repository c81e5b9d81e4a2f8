"""The parts of the support text that fit: in proportion, each for its reason."""

import pytest

from advice.small import keyed, situation
from rctdiag.advice.support import support_parts

CALM = keyed()


@pytest.mark.parametrize(
    ("marks", "parts"),
    [
        (("danger",), {"danger"}),
        (("harassment",), {"unequal"}),
        (("punished",), {"unequal"}),
        (("others_at_risk",), {"others_at_risk"}),
        (("danger", "others_at_risk"), {"danger", "others_at_risk"}),
    ],
)
def test_a_mark_names_its_part(marks: tuple[str, ...], parts: set[str]) -> None:
    shown, why = support_parts(situation(CALM, beyond=marks))
    assert set(shown) == parts
    assert why == tuple(f"beyond:{mark}" for mark in marks)


def test_not_sure_brings_the_two_likeliest() -> None:
    shown, _ = support_parts(situation(keyed(power_over=4), beyond=("not_sure",)))
    assert len(shown) == 2
    assert "unequal" in shown
    worn, _ = support_parts(situation(keyed(depletion=4, overload=4), beyond=("not_sure",)))
    assert set(worn) == {"others_at_risk", "worn_out"}


def test_a_serious_answer_names_its_part() -> None:
    shown, why = support_parts(situation(keyed(hierarchical_2_1=4)))
    assert (shown, why) == (("unequal",), ("serious:hierarchical_2_1",))


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (keyed(depletion=5), "worn_depletion"),
        (keyed(readiness_4_1=1), "worn_reserves"),
        (keyed(worth=1), "worn_worth"),
    ],
)
def test_who_is_at_the_end_reads_that_part(answers: dict[str, int | str], why: str) -> None:
    assert support_parts(situation(answers)) == (("worn_out",), (why,))


def test_nothing_where_nothing_asks_for_it() -> None:
    assert support_parts(situation(CALM)) == ((), ())
    assert support_parts(situation(CALM, beyond="no", standing="leads")) == ((), ())


def test_often_too_much_to_do_asks_who_could_come_to_harm_where_help_comes_first() -> None:
    shown, why = support_parts(situation(keyed(overload=4, hierarchical_2_1=4)))
    assert (shown, why[-1]) == (("unequal", "others_at_risk"), "load_often")
    assert support_parts(situation(keyed(overload=4))) == ((), ())


def test_who_decides_reads_what_they_may_have_to_act_on() -> None:
    shown, why = support_parts(situation(CALM, beyond=("harassment",), standing="leads"))
    assert shown == ("unequal", "you_decide")
    assert why[-1] == "standing:leads"
