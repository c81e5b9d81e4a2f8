"""Derived readings: their items, their means, and what they need."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rctdiag.model.questionnaire import Questionnaire
from rctdiag.model.scores import Reading
from rctdiag.scoring.key import scoring_key
from rctdiag.scoring.profile import score
from rctdiag.scoring.readings import RECIPES, Recipe
from scoring.factory import build

IDS = (
    "power_over",
    "power_to",
    "power_with",
    "paradox",
    "harmony_without_candour",
    "load_over_relating",
    "who_carries_it",
)


def hierarchical(low: int = 1, high: int = 5) -> Questionnaire:
    return build(
        "hierarchical",
        {"one_way_influence": "+-+", "power_over": "++-", "self_protection": "+-+"},
        who_carries=("hierarchical_2_1",),
        low=low,
        high=high,
    )


def pseudo_relational(low: int = 1, high: int = 5) -> Questionnaire:
    return build(
        "pseudo_relational",
        {"surface_harmony": "-++", "cost_of_candour": "+-+", "parts_left_out": "++-"},
        who_carries=("pseudo_relational_1_3",),
        low=low,
        high=high,
    )


def read(*questionnaires: Questionnaire, **answers: int | str) -> dict[str, Reading]:
    found = score(scoring_key(questionnaires, "full"), answers).readings
    assert tuple(one.id for one in found) == IDS
    return {one.id: one for one in found}


def test_a_reading_pools_the_answered_items_of_its_facets() -> None:
    # power_over keyed 4, 4 (the comparison is left out); one_way_influence keyed 1, 2, 3: mean 2.8.
    found = read(
        hierarchical(),
        hierarchical_1_1=1,
        hierarchical_1_2=4,
        hierarchical_1_3=3,
        hierarchical_2_1=5,
        hierarchical_2_2=4,
        hierarchical_2_3=2,
    )["power_over"]
    assert (found.score, found.reason) == (45.0, None)
    scored = ("2_2", "2_3", "1_1", "1_2", "1_3")
    assert found.items == tuple(f"hierarchical_{each}" for each in scored)
    assert "hierarchical.one_way_influence" in found.formula


def test_a_reading_needs_a_score_in_each_of_its_facets() -> None:
    answers = {f"hierarchical_2_{nth}": 5 for nth in (1, 2, 3)} | {"hierarchical_1_1": 5}
    found = read(hierarchical(), **answers)["power_over"]
    assert (found.score, found.reason) == (None, "not_enough_answers")
    found = read(hierarchical(), **{**answers, "hierarchical_1_2": 1})["power_over"]
    assert (found.score, found.reason) == (75.0, None)  # keyed 5 1, 5 5


def test_what_was_not_asked_has_no_reading() -> None:
    found = read(hierarchical())
    assert {one.reason for name, one in found.items() if name != "power_over"} == {
        "not_asked",
        "not_enough_answers",
    }
    assert found["paradox"].reason == "not_asked"  # one of its two questionnaires is missing
    assert found["who_carries_it"].reason == "not_enough_answers"


def test_one_s_own_questionnaire_alone() -> None:
    found = read(build("own", {"a": "+"}, kind="other"), own_1_1=3)
    assert {one.reason for one in found.values()} == {"not_asked"}
    assert all(one.score is None for one in found.values())


def test_the_paradox_joins_what_is_hidden_upwards_and_sideways() -> None:
    answers = {f"hierarchical_3_{nth}": answer for nth, answer in ((1, 4), (2, 2), (3, 4))}
    answers |= {f"pseudo_relational_3_{nth}": answer for nth, answer in ((1, 2), (2, 2), (3, 4))}
    found = read(hierarchical(), pseudo_relational(), **answers)["paradox"]
    assert found.score == 50.0  # keyed 4 4 4 2 2 2


def test_who_carries_it_is_shown_and_never_averaged() -> None:
    found = read(hierarchical(), pseudo_relational(), hierarchical_2_1=5)["who_carries_it"]
    assert (found.score, found.reason) == (None, "as_answered")
    assert found.items == ("hierarchical_2_1", "pseudo_relational_1_3")


@given(
    high=st.tuples(st.integers(1, 11), st.integers(1, 11)),
    shares=st.lists(st.floats(0, 1), min_size=6, max_size=6),
)
def test_ranges_may_differ_between_the_scales_of_a_reading(
    high: tuple[int, int], shares: list[float]
) -> None:
    one = hierarchical(low=0, high=high[0])
    other = pseudo_relational(low=0, high=high[1])
    asked = [item for item in one.items if item.facet == "self_protection"]
    asked += [item for item in other.items if item.facet == "parts_left_out"]
    ranges = [high[0]] * 3 + [high[1]] * 3
    answers = {
        item.id: round(share * top) for item, share, top in zip(asked, shares, ranges, strict=True)
    }
    places = [
        Fraction(top - answers[item.id] if item.reversed else answers[item.id], top)
        for item, top in zip(asked, ranges, strict=True)
    ]
    found = read(one, other, **answers)["paradox"]
    assert found.score == float(100 * sum(places, Fraction()) / 6)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda one: one.id)
def test_a_formula_names_every_facet_it_uses(recipe: Recipe) -> None:
    assert all(facet in recipe.formula for facet in recipe.facets)
