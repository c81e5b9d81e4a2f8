"""Rounding, clamping and coding, against every data set of small groups."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest

from rctdiag.disclosure.release import rounding
from rctdiag.model.group import Shown


@pytest.mark.parametrize(
    ("total", "answered", "items", "low", "steps"),
    [
        (15, 15, 15, 1, 0),
        (75, 15, 15, 1, 60),
        (45, 15, 15, 1, 30),
        (8, 8, 15, 1, 0),
        (20, 9, 15, 1, 18),
    ],
)
def test_step_of(total: int, answered: int, items: int, low: int, steps: int) -> None:
    assert rounding.step_of(total, answered, items, low) == steps


def test_the_ends_count_alike() -> None:
    assert [rounding.coded(step, 6) for step in range(7)] == [1, 1, 4, 6, 8, 11, 11]
    assert [rounding.coded(step, 4) for step in range(5)] == [1, 1, 4, 7, 7]
    assert [rounding.coded(step, 3) for step in range(4)] == [1, 1, 5, 5]
    for step, steps in ((-1, 6), (7, 6), (1, 2)):
        with pytest.raises(ValueError, match="scale"):
            rounding.coded(step, steps)


@pytest.mark.parametrize(
    ("total", "n", "steps", "shown"),
    [
        (5, 5, 60, Shown(25.0, "at_most", 0.0, 25.0)),
        (150, 5, 60, Shown(25.0, "at_most", 0.0, 25.0)),
        (151, 5, 60, Shown(25.2, "about", 25.15, 25.25)),
        (450, 5, 60, Shown(75.0, "at_least", 75.0, 100.0)),
        (449, 5, 60, Shown(74.8, "about", 74.75, 74.85)),
        (600, 10, 60, Shown(50.0, "about", 49.95, 50.05)),
        (120, 10, 60, Shown(15.0, "at_most", 0.0, 15.0)),
        (1201, 100, 60, Shown(10.0, "about", 9.95, 10.05)),
    ],
)
def test_means(total: int, n: int, steps: int, shown: Shown) -> None:
    assert rounding.mean(total, n, steps) == shown


def test_an_interval_stops_at_the_margin() -> None:
    shown = rounding.mean(60001, 1000, 600)
    assert shown == Shown(5.0, "about", 5.0, 5.05)
    high = rounding.mean(1200 * 1000 - 60001, 1000, 600)
    assert high == Shown(95.0, "about", 94.95, 95.0)


def test_too_few_people() -> None:
    with pytest.raises(ValueError, match="no mean"):
        rounding.mean(8, 4, 60)
    assert rounding.mean(300, 5, 60).value == 50.0


@pytest.mark.parametrize("n", [5, 6, 7])
@pytest.mark.parametrize("steps", [3, 4, 6, 8])
def test_no_answer_is_certain_even_to_an_insider(n: int, steps: int) -> None:
    """Every multiset of scores: what is shown leaves each of the others at least two scores."""
    fits: dict[tuple[Shown, int], list[set[int]]] = {}
    scores = range(steps + 1)
    for own in scores:
        for others in combinations_with_replacement(scores, n - 1):
            total = sum(rounding.coded(s, steps) for s in (own, *others))
            fits.setdefault((rounding.mean(total, n, steps), own), []).append(set(others))
    for possible in fits.values():
        # Others can change places, so a score is certain only where all of them have it always.
        assert len(set().union(*possible)) > 1
