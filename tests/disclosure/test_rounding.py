"""Rounding, clamping and coding, against every data set of small groups."""

from __future__ import annotations

from collections import Counter
from itertools import combinations_with_replacement, product

import pytest

from rctdiag.disclosure import rules
from rctdiag.disclosure.release import rounding
from rctdiag.disclosure.release.publication_plan import Measure
from rctdiag.model.group import Direction, Shown


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


def sums(values: set[int], people: int) -> set[int]:
    """Every sum of so many coded scores."""
    found = {0}
    for _ in range(people):
        found = {one + value for one in found for value in values}
    return found


@pytest.mark.parametrize("n", [5, 6, 8, 15, 20, 24, 30, 61])
@pytest.mark.parametrize(
    ("steps", "blocks"), [(4, (4,)), (12, (4, 8)), (12, (12,)), (12, (4, 4, 4))]
)
def test_nobody_is_known_to_sit_at_an_end(n: int, steps: int, blocks: tuple[int, ...]) -> None:
    """Two scores at an end count alike; a mean must not tell which end everybody, or everybody
    but one, sits at: "often" and "almost always" of a delicate question are one and the same yes.
    """
    of_a_block = [{rounding.coded(step, its) for step in range(its + 1)} for its in blocks]
    values = {sum(coded) for coded in product(*of_a_block)}
    rest, fewer = sums(values, n - 1), sums(values, n - 2)
    shown: dict[Shown, set[int]] = {}
    for total in sums(values, n):
        shown.setdefault(rounding.mean(total, n, steps, len(blocks)), set()).add(total)
    for totals in shown.values():
        assert len({value for value in values for total in totals if total - value in rest}) > 1
        for own in values:  # of an insider
            left = {total - own for total in totals if total - own in rest}
            possible = {value for value in values for total in left if total - value in fewer}
            assert len(possible) != 1


@pytest.mark.parametrize("steps", range(3, 14))
def test_a_sum_between_the_ends_comes_about_in_several_ways(steps: int) -> None:
    """Of the others of an insider; but for four people and five steps, where six is the minimum."""
    values = sorted({rounding.coded(step, steps) for step in range(steps + 1)})
    least = Measure("s", steps, ()).protection(rules.MINIMUM).difference
    alone = set()
    for others in range(4, 8):
        ways = Counter(map(sum, combinations_with_replacement(values, others)))
        alone |= {others for value in values[1:-1] if ways[others * value] == 1}
    assert all(others + 1 < least for others in alone)
    assert (least, alone) == ((6, {4}) if steps == 5 else (5, set()))


@pytest.mark.parametrize(
    ("n", "steps", "blocks", "margin"),
    [
        # A step is 100/3 points, the end at half of it: 16.67 + (100 - 33.33 + 50) / 5 = 40.
        (5, 3, 1, 40),
        (5, 4, 1, 35),  # 12.5 + (100 - 25 + 37.5) / 5 = 35
        (10, 4, 1, 25),  # 12.5 + 112.5 / 10 = 23.75
        (20, 4, 1, 20),  # 12.5 + 112.5 / 20 = 18.125
        (1000, 4, 1, 15),  # 12.5 + 112.5 / 1000 = 12.6125
        (5, 8, 2, 35),  # 12.5 + (100 - 25 + 18.75) / 5 = 31.25
        (5, 60, 1, 25),  # 0.83 + (100 - 1.67 + 2.5) / 5 = 21
        (8, 12, 3, 25),  # 12.5 + (100 - 25 + 12.5) / 8 = 23.4375
    ],
)
def test_how_near_an_end_a_mean_is_shown(n: int, steps: int, blocks: int, margin: int) -> None:
    """Worked out by hand; just above it a mean is shown as it is."""
    assert rounding.mean(n * blocks, n, steps, blocks) == Shown(margin, "at_most", 0, margin)
    at_the_margin = 2 * steps * n * margin // 100
    assert rounding.mean(at_the_margin, n, steps, blocks).direction == "at_most"
    assert rounding.mean(at_the_margin + 1, n, steps, blocks).direction == "about"


def test_a_scale_is_one_piece_unless_told() -> None:
    """A thousand people, four steps: one piece is shown from 15, two from 30, none from 5 on."""
    assert rounding.mean(1040, 1000, 4) == Shown(15.0, "at_most", 0.0, 15.0)
    assert rounding.mean(1600, 1000, 4) == Shown(20.0, "about", 19.95, 20.05)
    assert rounding.read(15.0, "about", 1000, 4) == Shown(15.0, "about", 15.0, 15.05)
    assert rounding.read(20.0, "about", 1000, 4) == Shown(20.0, "about", 19.95, 20.05)


@pytest.mark.parametrize(
    ("value", "direction", "n", "low", "high"),
    [
        (25.0, "at_most", 5, 0.0, 25.0),
        (75.0, "at_least", 5, 75.0, 100.0),
        (25.2, "about", 5, 25.15, 25.25),
        (74.8, "about", 5, 74.75, 74.85),
        (50.0, "about", 10, 49.95, 50.05),
        (5.0, "about", 1000, 5.0, 5.05),  # never beyond the margin
        (95.0, "about", 1000, 94.95, 95.0),
    ],
)
def test_what_is_written_is_read_as_it_was_meant(
    value: float, direction: Direction, n: int, low: float, high: float
) -> None:
    steps = 60 if n < 1000 else 600
    assert rounding.read(value, direction, n, steps) == Shown(value, direction, low, high)
