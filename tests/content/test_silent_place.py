"""A place where nobody differs reads no better than one where people do; no comparison weighs."""

from __future__ import annotations

import pytest

from content.items_bundle import NAMES, every_item, questionnaire
from rctdiag.scoring.key import scoring_key
from rctdiag.scoring.person_scores import score_scales

KEY = scoring_key([questionnaire(name) for name in NAMES], "full")
ASKED = {item.id: 3 for item in every_item()}

# Nobody differs, doubts aloud or brings bad news: what would be said is hidden, what is known
# stays unsaid, and nobody has been put down of late, since nobody gives cause.
SILENCE = {
    "h01": 3,
    "h02": 1,
    "h03": 1,
    "h04": 2,
    "h06": 3,
    "h07": 4,
    "h09": 1,
    "h10": 4,
    "h11": 1,
    "h12": 1,
    "h13": 5,
    "h14": 1,
    "h15": 5,
    "p01": 5,
    "p02": 2,
    "p03": 2,
    "p04": 5,
    "p05": 1,
    "p06": 1,
    "p07": 4,
    "p08": 2,
    "p09": 1,
    "p10": 1,
    "p11": 5,
    "p13": 1,
    "p14": 4,
    "p15": 5,
}
# People differ and object, and are smoothed over by colleagues or put down from above.
OPENLY = {
    "h01": 5,
    "h02": 1,
    "h03": 2,
    "h04": 2,
    "h06": 5,
    "h07": 4,
    "h09": 1,
    "h10": 4,
    "h11": 1,
    "h12": 1,
    "h13": 4,
    "h14": 3,
    "h15": 3,
    "p01": 4,
    "p02": 3,
    "p03": 2,
    "p04": 5,
    "p05": 4,
    "p06": 1,
    "p07": 5,
    "p08": 4,
    "p09": 1,
    "p10": 3,
    "p11": 3,
    "p13": 3,
    "p14": 3,
    "p15": 3,
}


@pytest.mark.parametrize("culture", ["hierarchical", "pseudo_relational"])
def test_the_silent_place_reads_no_better_than_the_loud_one(culture: str) -> None:
    silent, loud = (score_scales(KEY, {**ASKED, **told})[culture] for told in (SILENCE, OPENLY))
    assert silent.score is not None
    assert loud.score is not None
    assert silent.score >= loud.score


@pytest.mark.parametrize("item", [item.id for item in every_item() if item.who_carries])
@pytest.mark.parametrize("answer", [1, 5, "cant_say", None])
def test_a_comparison_of_groups_enters_no_score(item: str, answer: int | str | None) -> None:
    told = {key: value for key, value in ASKED.items() if key != item}
    changed = told if answer is None else {**told, item: answer}
    assert score_scales(KEY, changed) == score_scales(KEY, ASKED)
    assert item in {row.item for row in KEY.rows}


@pytest.mark.parametrize("item", ["h04", "p04", "s12"])
def test_a_scored_item_does(item: str) -> None:
    assert score_scales(KEY, {**ASKED, item: 5}) != score_scales(KEY, ASKED)


def test_what_is_counted_is_what_is_scored() -> None:
    counts = {scale.id: (scale.items, scale.needed) for scale in KEY.scales}
    assert counts["hierarchical"] == (13, 7)
    assert counts["pseudo_relational"] == (14, 7)
    assert len(KEY.rows) == 75
    needs = {facet.id: (len(facet.rows), facet.needed) for facet in KEY.scales[0].facets}
    assert needs["power_over"] == (2, 2)
