"""Scores of one sheet: by hand, against the brute-force scorer, and by their properties."""

from __future__ import annotations

import random
from fractions import Fraction
from math import isclose, sqrt
from typing import cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from rctdiag.model.questionnaire import Questionnaire
from rctdiag.model.scores import ScaleScore
from rctdiag.scoring.key import Form, scoring_key
from rctdiag.scoring.person_scores import keyed_answers, score_scales
from scoring import brute
from scoring.factory import build
from scoring.strategies import questionnaires, sheets

FIVE_BY_THREE = {"a": "+-+", "b": "++-", "c": "-++", "d": "+-+", "e": "++-"}


def scored(
    questionnaire: Questionnaire, answers: dict[str, int | str], form: Form = "full"
) -> ScaleScore:
    return score_scales(scoring_key([questionnaire], form), answers)["q"]


def test_a_scale_by_hand() -> None:
    # Keyed 4, 5, 3, 2 (the last two turned): mean 3.5 of 1-5 is 62.5 points; s2 = 5/3.
    one = scored(
        build("q", {"a": "++", "b": "--"}), {"q_1_1": 4, "q_1_2": 5, "q_2_1": 3, "q_2_2": 4}
    )
    assert one.score == 62.5
    assert [facet.score for facet in one.facets] == [87.5, 37.5]
    assert one.variance_of_mean == pytest.approx((5 / 3 + 1 / 12) / 4 * 25**2, rel=1e-15)
    reach = 2.353363 * sqrt((5 / 3 + 1 / 12) / 4) * 25  # t(3), 90 %: 2.353 in every table
    assert one.interval is not None
    assert one.interval.low == pytest.approx(62.5 - reach, abs=1e-4)
    assert one.interval.high == pytest.approx(62.5 + reach, abs=1e-4)
    assert (one.interval.level, one.interval.method) == (0.90, "item-sampling")
    assert (one.answered, one.items, one.reason) == (4, 4, None)


def test_the_interval_equals_scipy_with_a_twelfth_added_to_the_variance() -> None:
    # Ten whole numbers from 0 to 11; scipy gives the t interval of their mean.
    values = [7, 0, 2, 1, 1, 3, 4, 8, 0, 2]
    one = scored(
        build("q", {"a": "+" * 10}, low=0, high=11),
        {f"q_1_{nth}": value for nth, value in enumerate(values, start=1)},
    )
    assert one.interval is not None
    sem = float(stats.sem(values))
    low, high = stats.t.interval(0.90, 9, loc=2.8, scale=sqrt(sem**2 + 1 / 120))
    assert one.interval.low == pytest.approx(float(low) * 100 / 11, rel=1e-12)
    assert one.interval.high == pytest.approx(float(high) * 100 / 11, rel=1e-12)


def test_one_answer_gives_a_score_and_no_interval() -> None:
    one = scored(build("q", {"a": "+"}), {"q_1_1": 4})
    assert (one.score, one.interval, one.variance_of_mean) == (75.0, None, None)


def test_equal_answers_still_leave_some_doubt() -> None:
    one = scored(build("q", {"a": "+" * 15}), {f"q_1_{nth}": 3 for nth in range(1, 16)})
    assert one.interval is not None
    assert one.interval.high - one.interval.low == pytest.approx(
        2 * 1.7613 * 25 / sqrt(180), rel=1e-4
    )


def test_nothing_answered_is_missing_never_zero_and_never_the_middle() -> None:
    one = scored(build("q", FIVE_BY_THREE), {})
    assert (one.score, one.interval, one.reason) == (None, None, "not_enough_answers")
    assert {facet.reason for facet in one.facets} == {"not_enough_answers"}


def test_half_the_items_in_too_few_facets_is_not_enough() -> None:
    answers: dict[str, int | str] = {f"q_1_{nth}": 3 for nth in range(1, 7)}
    one = scored(build("q", {"a": "+" * 6, "b": "++", "c": "+", "d": "+"}), answers)
    assert (one.answered, one.score, one.reason) == (6, None, "not_enough_facets")
    assert one.facets[0].score == 50.0


@pytest.mark.parametrize(
    ("cannot", "reason", "cannot_see"),
    [(5, None, False), (6, None, True), (7, None, True), (8, "cannot_see", True)],
)
def test_more_than_a_third_cant_say(cannot: int, reason: str | None, *, cannot_see: bool) -> None:
    questionnaire = build("q", FIVE_BY_THREE)
    ids = [item.id for item in sorted(questionnaire.items, key=lambda one: one.id[-1])]
    answers: dict[str, int | str] = dict.fromkeys(ids, 2)
    answers.update(dict.fromkeys(ids[len(ids) - cannot :], "cant_say"))
    one = scored(questionnaire, answers)
    assert (one.reason, one.cannot_see, one.cant_say) == (reason, cannot_see, cannot)


def test_too_few_facets_because_one_cannot_see() -> None:
    answers: dict[str, int | str] = {f"q_1_{nth}": 3 for nth in range(1, 7)}
    answers |= dict.fromkeys(["q_2_1", "q_2_2", "q_3_1", "q_4_1"], "cant_say")
    one = scored(build("q", {"a": "+" * 6, "b": "++", "c": "+", "d": "+"}), answers)
    assert one.reason == "cannot_see"


def test_what_the_short_form_does_not_ask_is_said() -> None:
    none = scored(build("q", {"a": "+"}, short=False), {"q_1_1": 3}, "short")
    assert (none.reason, none.items, none.cannot_see) == ("not_asked", 0, False)
    assert [facet.reason for facet in none.facets] == ["not_asked"]


def test_the_short_form_ignores_answers_it_did_not_ask() -> None:
    answers: dict[str, int | str] = {"q_1_1": 5, "q_1_2": 1, "other": 3}
    one = scored(build("q", {"a": "++"}), answers, "short")
    assert (one.score, one.answered, one.items) == (100.0, 1, 1)


@pytest.mark.parametrize("wrong", [0, 6, True, 3.0, "3", "", [3]])
def test_an_answer_outside_its_range_is_refused_and_not_repeated(wrong: object) -> None:
    key = scoring_key([build("q", {"a": "++"})], "full")
    with pytest.raises(ValueError, match="item q_1_2") as refused:
        keyed_answers(key, {"q_1_1": 3, "q_1_2": cast("int", wrong)})
    assert str(refused.value) == "item q_1_2: the answer is not a whole number from 1 to 5"


@settings(max_examples=200, deadline=None)
@given(data=st.data(), form=st.sampled_from(["full", "short"]))
def test_it_equals_the_brute_force_scorer(data: st.DataObject, form: Form) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(sheets(questionnaire))
    _compare_with_brute_force(questionnaire, answers, form)


def test_it_equals_the_brute_force_scorer_on_thousands_of_sheets() -> None:
    chance = random.Random(20)  # noqa: S311 - test data, repeatable
    with_score = 0
    for _ in range(3000):
        low = chance.randint(0, 1)
        high = chance.randint(low + 1, 11)
        shape = {
            f"f{at}": "".join(chance.choices("+-", k=chance.randint(1, 5)))
            for at in range(chance.randint(1, 7))
        }
        questionnaire = build("q", shape, low=low, high=high)
        gaps = chance.random() * 0.7
        answers: dict[str, int | str] = {
            item.id: "cant_say" if chance.random() < 0.3 else chance.randint(low, high)
            for item in questionnaire.items
            if chance.random() > gaps
        }
        with_score += _compare_with_brute_force(questionnaire, answers, "full")
    assert 500 < with_score < 2500  # both outcomes were really met


def _compare_with_brute_force(
    questionnaire: Questionnaire, answers: dict[str, int | str], form: Form
) -> bool:
    one = scored(questionnaire, answers, form)
    assert _exactly(one.score) == _as_float(brute.scale_score(questionnaire, answers, form))
    assert one.variance_of_mean == _as_float(brute.variance_of_mean(questionnaire, answers, form))
    for facet in one.facets:
        expected = brute.facet_score(questionnaire, answers, facet.id, form)
        assert facet.score == _as_float(expected)
        assert (facet.score is None) == (facet.reason is not None)
    assert (one.score is None) == (one.reason is not None)
    return one.score is not None


def _exactly(value: float | None) -> float | None:
    assert value is None or 0 <= value <= 100
    return value


def _as_float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_an_answer_raised_in_the_keyed_direction_never_lowers_its_scale(
    data: st.DataObject,
) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(sheets(questionnaire))
    before = scored(questionnaire, answers)
    item = data.draw(st.sampled_from(questionnaire.items))
    answer = answers.get(item.id)
    assume(isinstance(answer, int))
    assert isinstance(answer, int)
    moved = answer - 1 if item.reversed else answer + 1
    assume(questionnaire.scale.low <= moved <= questionnaire.scale.high)
    after = scored(questionnaire, answers | {item.id: moved})
    assert before.reason == after.reason
    if before.score is not None:
        assert after.score is not None
        assert after.score > before.score


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_turning_every_key_mirrors_the_scores(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = data.draw(sheets(questionnaire))
    turned = questionnaire.model_copy(
        update={
            "items": tuple(
                item.model_copy(update={"reversed": not item.reversed})
                for item in questionnaire.items
            )
        }
    )
    one, other = scored(questionnaire, answers), scored(turned, answers)
    if one.score is None:
        assert other.score is None
    else:
        assert other.score is not None
        assert isclose(one.score + other.score, 100, abs_tol=1e-9)
    assert one.variance_of_mean == other.variance_of_mean
