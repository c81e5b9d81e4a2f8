"""The key: rows, missing rules, the order of the questions."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rctdiag.model.questionnaire import Item
from rctdiag.scoring.key import (
    KeyRow,
    facet_needs,
    presentation_order,
    scale_needs,
    scale_needs_facets,
    scoring_key,
)
from scoring.factory import build


def test_a_row_turns_a_reversed_answer_inside_its_own_range() -> None:
    key = scoring_key([build("q", {"f": "+-!"}, low=0, high=7, who_carries=("q_1_3",))], "full")
    assert key.rows == (
        KeyRow("q_1_1", "q", "f", 1, 0, serious=False, low=0, high=7),
        KeyRow("q_1_2", "q", "f", -1, 7, serious=False, low=0, high=7),
        KeyRow("q_1_3", "q", "f", 1, 0, serious=True, low=0, high=7, who_carries=True),
    )


@pytest.mark.parametrize(("items", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4)])
def test_a_facet_needs_two_thirds_of_its_items(items: int, needed: int) -> None:
    assert facet_needs(items) == needed


@pytest.mark.parametrize(("items", "needed"), [(1, 1), (2, 1), (5, 3), (15, 8), (18, 9)])
def test_a_scale_needs_half_of_its_items(items: int, needed: int) -> None:
    assert scale_needs(items) == needed


@pytest.mark.parametrize(("facets", "needed"), [(1, 1), (2, 2), (3, 3), (5, 3), (7, 3)])
def test_a_scale_needs_three_facets_or_all(facets: int, needed: int) -> None:
    assert scale_needs_facets(facets) == needed


def test_the_short_form_keeps_marked_items_and_counts_only_facets_it_asks() -> None:
    one = build("q", {"a": "++", "b": "-+", "c": "+++"})
    unmarked = tuple(
        item.model_copy(update={"short": item.short and item.facet != "c"}) for item in one.items
    )
    (scale,) = scoring_key([one.model_copy(update={"items": unmarked})], "short").scales
    assert [row.item for facet in scale.facets for row in facet.rows] == ["q_1_1", "q_2_1"]
    assert (scale.items, scale.needed, scale.facets_needed) == (2, 1, 2)
    assert [facet.needed for facet in scale.facets] == [1, 1, 0]


def test_a_key_can_be_compared_hashed_and_copied() -> None:
    one = scoring_key([build("q", {"a": "++-"})], "full")
    assert copy.deepcopy(one) == one
    assert hash(one) == hash(scoring_key([build("q", {"a": "++-"})], "full"))


def test_questions_are_mixed_by_turn_then_facet_then_questionnaire() -> None:
    a, b = build("a", {"f": "++", "g": "+"}), build("b", {"f": "+++"})
    mine = build("mine", {"f": "++", "g": "+"}, private=True)
    assert presentation_order([a, mine, b], "full") == (
        *("a_1_1", "b_1_1", "a_2_1"),
        *("a_1_2", "b_1_2"),
        "b_1_3",
        *("mine_1_1", "mine_2_1", "mine_1_2"),
    )
    assert presentation_order([a, mine, b], "short") == (
        *("a_1_1", "b_1_1", "a_2_1"),
        *("mine_1_1", "mine_2_1"),
    )


@given(shapes=st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=4), max_size=4))
def test_every_item_is_asked_exactly_once(shapes: list[list[int]]) -> None:
    made = [
        build(f"q{at}", {f"f{nth}": "+" * max(size, 1) for nth, size in enumerate(sizes)})
        for at, sizes in enumerate(shapes)
    ]
    order = presentation_order(made, "full")
    assert sorted(order) == sorted(item.id for one in made for item in one.items)


def test_clashing_ids_are_refused() -> None:
    with pytest.raises(ValueError, match="questionnaire q is there twice"):
        scoring_key([build("q", {"f": "+"}), build("q", {"g": "+"})], "full")
    other = build("q", {"f": "+"}).model_copy(update={"id": "other"})
    with pytest.raises(ValueError, match="item q_1_1 is there twice"):
        scoring_key([build("q", {"f": "+"}), other], "full")


def test_an_item_of_no_facet_is_refused() -> None:
    stray = Item(id="stray", facet="nowhere", text="Something happens here.")
    one = build("q", {"f": "+"})
    with pytest.raises(ValueError, match="item stray: q has no facet nowhere"):
        scoring_key([one.model_copy(update={"items": (*one.items, stray)})], "full")


def test_a_scale_of_one_point_is_refused() -> None:
    with pytest.raises(ValueError, match="one point"):
        scoring_key([build("q", {"f": "+"}, low=1, high=1)], "full")
