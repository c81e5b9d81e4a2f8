"""What a second look at the heart alone claims and sees: `again --heart`, run by `change.py`.

A person answers all questions. The facets that are the heart of this result are asked again, and
what the person has to go on, as `again` does; each scale is compared on what was asked both times.
All facets are equally hard on average, so that any may be the heart. The heart is picked for its
extreme answers, and some of what made them extreme was of the moment: they come back by
themselves. What that does is seen beside facets picked by lot.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import NamedTuple, TypedDict

from change_model import (
    BETWEEN_ITEMS,
    EVENLY,
    MIDDLE,
    POINTS,
    SPREADS,
    STEP,
    STILL,
    answer,
    key,
    mean_answer,
    shift_of,
)

from rctdiag.advice.heart import MOST, find_heart
from rctdiag.advice.situation import read_situation
from rctdiag.model.answers import AnswerSheet
from rctdiag.scoring.change import Change, holm, paired_change
from rctdiag.scoring.profile import score

SEED = 20_271


class HeartFigures(TypedDict):
    """What came out for one spread and one true change; evenly from 0 to 30 where that is null."""

    spread: float
    true_points: int | None
    persons: int  # behind the shares that follow; as many or fewer behind the intervals
    any_claim: float | None  # persons told of a change in a scale that did not move
    better: float | None  # of any, where nothing moved: that something is better
    seen: float | None  # persons told that the scale of the first facet moved for the better
    too_few: float  # scales of the heart with fewer than three items, which are not compared
    intervals: int
    covered: float  # 90 % intervals of the scales of the heart that hold the true change
    by_lot: float  # as many, had the facets been picked by lot
    comes_back: float  # points by which the heart seems better than it has become


class Person(NamedTuple):
    """What is asked again: by scale, the level and the first answer of each item."""

    asked: dict[str, list[tuple[float, int]]]
    hearts: tuple[str, ...]  # the scales of the heart, the first facet's first


def claimed(changes: Mapping[str, Change], needed: Mapping[str, float]) -> set[str]:
    """The scales that are said to have changed."""
    return {
        name
        for name, change in changes.items()
        if needed[name] < 1 and abs(change.points) > change.reach(needed[name])
    }


def sign_of(scale: str) -> int:
    """Which way better is."""
    kinds = {each.id: each.kind for each in key("full").scales}
    return -1 if kinds[scale] == "culture" else 1


def drawn(rng: random.Random, spread: float, *, by_lot: bool) -> Person:
    """A person after the first sitting."""
    scales = key("full").scales
    middle = {scale.id: 3 - sign_of(scale.id) * (MIDDLE - 3) for scale in scales}
    levels = {
        row.item: rng.gauss(middle[row.scale], BETWEEN_ITEMS)
        for scale in scales
        for facet in scale.facets
        for row in (*facet.rows, *facet.compared)
    }
    keyed = {item: answer(level + rng.gauss(0, spread)) for item, level in levels.items()}
    if by_lot:
        every = [(s.id, facet.id) for s in scales if not s.private for facet in s.facets]
        hearts = rng.sample(every, MOST)
    else:
        given = {row.item: row.sign * (keyed[row.item] - row.offset) for row in key("full").rows}
        sheet = AnswerSheet(schema="rctdiag.answers/1", answers=given)
        situation = read_situation(key("full"), score(key("full"), given), sheet)
        hearts = [(heart.scale, heart.facet) for heart in find_heart(situation)]
    asked: dict[str, list[tuple[float, int]]] = {}
    for scale in scales:
        items = [
            row.item
            for facet in scale.facets
            for row in facet.rows
            if scale.private or (scale.id, facet.id) in hearts
        ]
        if items:
            asked[scale.id] = [(levels[item], keyed[item]) for item in items]
    return Person(asked, tuple(dict.fromkeys(scale for scale, _ in hearts)))


def again(
    rng: random.Random, items: list[tuple[float, int]], spread: float, points: float
) -> tuple[Change | None, float]:
    """The change of a scale that truly moves by ``points``, and what it truly moves by.

    The latter is less only where the answers would have to go beyond the end.
    """
    levels = [level for level, _ in items]
    shift = shift_of(levels, spread, points)
    moves = [mean_answer(level + shift, spread) - mean_answer(level, spread) for level in levels]
    second = [answer(level + shift + rng.gauss(0, spread)) for level in levels]
    change = paired_change([first for _, first in items], second, 4)
    return change, STEP * sum(moves) / len(moves)


def claims(spread: float, points: int, persons: int, seed: int) -> tuple[float, float, float]:
    """Shares: with a false claim, with one for the better, and in which the change is seen."""
    rng = random.Random(seed)
    false = better = seen = 0
    for _ in range(persons):
        person = drawn(rng, spread, by_lot=False)
        first = person.hearts[0] if person.hearts else ""
        changes = {}
        for scale, items in person.asked.items():
            wanted = points * sign_of(scale) if scale == first else 0
            change, _ = again(rng, items, spread, wanted)
            if change is not None:
                changes[scale] = change
        told = claimed(changes, holm(changes))
        found = {scale for scale in told if changes[scale].points * sign_of(scale) > 0}
        still = told - {first} if points else told
        false += bool(still)
        better += bool(still & found)
        seen += first in found
    return false / persons, better / persons, seen / persons


def coverage(
    spread: float, points: int | None, persons: int, seed: int, *, by_lot: bool
) -> tuple[int, float, float, float]:
    """Intervals, the share that covers, the mean excess, and the share of scales too small."""
    rng = random.Random(seed)
    intervals = held = too_few = 0
    excess = 0.0
    for _ in range(persons):
        person = drawn(rng, spread, by_lot=by_lot)
        for scale in person.hearts:
            wanted = (rng.choice(EVENLY) if points is None else points) * sign_of(scale)
            change, truth = again(rng, person.asked[scale], spread, wanted)
            if change is None:
                too_few += 1
                continue
            interval = change.interval()
            intervals += 1
            held += interval.low <= truth <= interval.high
            excess += (change.points - truth) * sign_of(scale)
    return intervals, held / intervals, excess / intervals, too_few / (too_few + intervals)


def run(spread: float, points: int | None, persons: int, seed: int) -> HeartFigures:
    """One cell."""
    told = persons if points else STILL * persons
    false, better, seen = (
        (None, None, None) if points is None else claims(spread, points, told, seed)
    )
    intervals, held, excess, too_few = coverage(spread, points, persons, seed + 100, by_lot=False)
    by_lot = coverage(spread, points, persons, seed + 200, by_lot=True)[1]
    return HeartFigures(
        spread=spread,
        true_points=points,
        persons=persons if points is None else told,
        any_claim=None if false is None else round(false, 4),
        better=None if better is None or points else round(better, 4),
        seen=round(seen, 4) if seen is not None and points else None,
        too_few=round(too_few, 4),
        intervals=intervals,
        covered=round(held, 4),
        by_lot=round(by_lot, 4),
        comes_back=round(excess, 1),
    )


def everything(persons: int) -> list[HeartFigures]:
    """Three spreads, four true changes and true changes spread evenly."""
    figures: list[HeartFigures] = []
    for spread in SPREADS:
        for points in (*POINTS, None):
            figures.append(run(spread, points, persons, SEED + len(figures)))
            print(figures[-1], flush=True)
    return figures
