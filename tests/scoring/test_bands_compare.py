"""Bands, their edges, and the interval of a difference."""

from __future__ import annotations

from math import nextafter, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rctdiag.model.scores import BANDS, Interval, ScaleScore
from rctdiag.scoring.bands import CUTS, band, bands_spanned
from rctdiag.scoring.scale_difference import clearly_above, difference


def scale(score: float | None, variance: float | None, answered: int) -> ScaleScore:
    rest: dict[str, Any] = {"items": answered, "cant_say": 0, "reason": None, "facets": ()}
    return ScaleScore(
        id="s",
        kind="culture",
        score=score,
        interval=None,
        variance_of_mean=variance,
        answered=answered,
        **rest,
    )


@pytest.mark.parametrize(("answer", "word"), list(enumerate(BANDS, start=1)))
def test_the_same_answer_everywhere_is_its_own_word(answer: int, word: str) -> None:
    assert band(100 * (answer - 1) / 4) == word


@pytest.mark.parametrize(("at", "cut"), list(enumerate(CUTS)))
def test_a_cut_belongs_to_the_upper_band(at: int, cut: float) -> None:
    assert band(cut) == BANDS[at + 1]
    assert band(nextafter(cut, 0)) == BANDS[at]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (40.0, 60.0, ("sometimes",)),
        (37.4, 62.5, ("rarely", "sometimes", "often")),
        (37.5, 62.4, ("sometimes",)),
        (-9.0, 11.0, ("never",)),
        (80.0, 120.0, ("often", "almost_always")),
        (101.0, 120.0, ("almost_always",)),
    ],
)
def test_the_bands_an_interval_spans(low: float, high: float, words: tuple[str, ...]) -> None:
    assert bands_spanned(Interval(low, high, 0.9, "item-sampling")) == words


@given(st.floats(0, 100), st.floats(0, 60), st.floats(0, 60))
def test_the_band_of_a_score_is_among_those_of_its_interval(
    score: float, down: float, up: float
) -> None:
    spanned = bands_spanned(Interval(score - down, score + up, 0.9, "item-sampling"))
    assert band(score) in spanned


def test_a_difference_by_hand() -> None:
    interval = difference(scale(70.0, 16.0, 15), scale(50.0, 9.0, 13), 0.90)
    assert interval is not None
    reach = float(stats.t.ppf(0.95, 26)) * sqrt(25)
    assert interval.low == pytest.approx(20 - reach, rel=1e-12)
    assert interval.high == pytest.approx(20 + reach, rel=1e-12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (scale(None, None, 2), scale(50.0, 9.0, 13)),
        (scale(50.0, 9.0, 13), scale(None, None, 2)),
        (scale(50.0, None, 1), scale(50.0, 9.0, 13)),
        (scale(50.0, 9.0, 13), scale(50.0, None, 1)),
    ],
)
def test_without_two_intervals_there_is_no_difference(one: ScaleScore, other: ScaleScore) -> None:
    assert difference(one, other) is None
    assert not clearly_above(one, other)


@given(st.floats(0, 100), st.floats(0, 100), st.floats(1, 100), st.integers(2, 30))
def test_of_two_scales_at_most_one_is_clearly_above(
    a: float, b: float, variance: float, answered: int
) -> None:
    one, other = scale(a, variance, answered), scale(b, variance, answered)
    assert not (clearly_above(one, other, 0.8) and clearly_above(other, one, 0.8))
    if clearly_above(one, other, 0.9):
        assert clearly_above(one, other, 0.8)
