"""Group figures rest on the same people and, where nothing is left open, the same scores."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rctdiag.disclosure.figures.person_scores import facet_measure, score_people
from rctdiag.disclosure.figures.spread import moments_of
from rctdiag.scoring.key import Form, presentation_order, scoring_key
from rctdiag.scoring.person_scores import score_scales
from rctdiag.stats.numeric.descriptives import moments
from rctdiag.tables.expressions.group_sums import NONE, Tally, cross_products, strata, sums
from small_surveys import small_questionnaire
from teams.groups import answers, asked


def compared(form: Form, missing: float, seed: int, people: int) -> None:
    key = scoring_key(asked(), form)
    items = presentation_order(asked(), form)
    given_ = answers(people, len(items), np.random.default_rng(seed), missing)
    scores = score_people(key, asked(), given_, items)
    for person, row in enumerate(given_.tolist()):
        told = {item: one for item, one in zip(items, row, strict=True) if one != NONE}
        for scale, its in score_scales(key, told).items():
            step = scores.steps(scale)[person]
            assert (step is None) == (its.score is None)
            if step is None or its.score is None:
                continue
            most = scores.measure(scale).steps
            if its.answered == its.items:
                assert 100 * step / most == pytest.approx(its.score)
            # Items left open: a part counts by its own answers, so a few steps may lie between.
            assert abs(100 * step / most - its.score) < 100 / 4
            if form == "full":
                parts = [scores.steps(facet_measure(scale, f.id))[person] for f in its.facets]
                assert sum(part or 0 for part in parts) == step
                assert None not in parts


@pytest.mark.parametrize("form", ["full", "short"])
@pytest.mark.parametrize("missing", [0.0, 0.05, 0.4])
def test_the_same_people_as_for_one_person(form: Form, missing: float) -> None:
    compared(form, missing, 5, 60)


def test_of_items_that_compare_groups_the_delicate_are_measures_of_their_own() -> None:
    parts = {"hurt": ("x1", "x2"), "whom": ("x3", "x4")}
    tone = small_questionnaire(parts, sensitive=("x4",), who_carries=("x3", "x4"))
    scores = score_people(
        scoring_key((tone,), "full"), (tone,), np.full((5, 4), 2), ("x1", "x2", "x3", "x4")
    )
    assert [measure.id for measure in scores.measures] == ["tone", "tone.hurt", "item:x4"]


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(6, 30)), min_size=1, max_size=30))
def test_strata_add_up_to_the_same_moments(rows: list[tuple[int, int]]) -> None:
    """Whole numbers by stratum give the exact moments that people one by one give."""
    held = [(answered, min(max(total, answered), 5 * answered)) for answered, total in rows]
    tally = Tally(*(np.array(column) for column in zip(*held, strict=True)))
    found = moments(strata(tally, range(len(held))), 1, 5)
    points = [Fraction(100 * (total - answered), 4 * answered) for answered, total in held]
    assert (found.n, found.total) == (len(held), sum(points))
    assert found.squares == sum(one * one for one in points)


@given(st.lists(st.integers(0, 60), max_size=40))
def test_sums_are_exact(values: list[int]) -> None:
    assert sums(values) == (len(values), sum(values), sum(one**2 for one in values))
    assert cross_products(values, values) == sums(values).squares
    found = moments_of(values, 60, range(len(values)))  # half steps of sixty
    assert found.total == sum(Fraction(100 * one, 120) for one in values)
