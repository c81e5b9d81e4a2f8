"""How often a comparison of two sittings claims a change that is none, and what it sees.

    python bench/long/change.py            the full form; writes bench/results/change.json
    python bench/long/change.py --quick    50 persons a cell; writes nothing

The model is that of `change_model.py`. The true change is what the mean answer over many persons
moves by. Of three forms: all questions both times, the short form both times, and, in
`change_heart.py`, all questions and then those on what stood in the way most.

Coverage is counted over all scales of a person, each of which truly moves; at single true changes,
and at true changes spread evenly from 0 to 30 points. With few items the mean difference can take
few values, and how often an interval holds one exact true change depends on where that lies between
them, as with proportions (Brown, Cai and DasGupta 2001); evenly spread, this comes out even.
What an excess is due to is seen by leaving out one thing: the least variance of a difference, the
ends of the answers, or the rounding.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from collections import Counter
from typing import TypedDict

import change_heart as of_the_heart
from change_model import (
    BETWEEN_ITEMS,
    EVENLY,
    MIDDLE,
    POINTS,
    ROOT,
    SPREADS,
    STEP,
    STILL,
    answer,
    covered_hash,
    shift_for,
    sizes,
)

from rctdiag.scoring.change import LEVEL, ROUNDING, Change, holm, paired_change
from rctdiag.scoring.key import Form

RESULT = ROOT / "bench" / "results" / "change.json"
FORMS: tuple[Form, ...] = ("full", "short")
PERSONS, QUICK = 10_000, 50
SEED = 20_261


class Coverage(TypedDict):
    """What share of 90 % intervals, each of a scale by itself, holds the true change."""

    intervals: int
    covered: float
    no_least: float  # if a variance below 1/6 were taken as it is
    no_ends: float  # if answers went on below 1 and above 5
    unrounded: float  # likewise, and were not rounded


class Figures(TypedDict):
    """What came out for one form, one spread and one true change."""

    form: str
    spread: float
    true_points: int
    persons: int  # behind the two shares that follow
    any_claim: float  # persons told of a change in a scale that did not move
    seen: float  # persons whose scale with the true change is said to have moved that way
    coverage: Coverage


class Averaged(TypedDict):
    """Coverage over true changes spread evenly from 0 to 30 points."""

    form: str
    spread: float
    coverage: Coverage


def claims(form: Form, spread: float, points: int, persons: int, seed: int) -> tuple[float, float]:
    """Persons of whom the first scale moves by ``points``, and the others not at all.

    Returns:
        The share with a false claim, and the share in which the true change is seen.
    """
    rng = random.Random(seed)
    shift = shift_for(spread, points)
    false = seen = 0
    for _ in range(persons):
        changes: dict[str, Change] = {}
        for number, size in enumerate(sizes(form)):
            levels = [rng.gauss(MIDDLE, BETWEEN_ITEMS) for _ in range(size)]
            moved = 0.0 if number else shift
            first = [answer(level + rng.gauss(0, spread)) for level in levels]
            second = [answer(level + moved + rng.gauss(0, spread)) for level in levels]
            change = paired_change(first, second, 4)
            assert change is not None
            changes[str(number)] = change
        claimed = of_the_heart.claimed(changes, holm(changes))
        false += bool(claimed - {"0"} if points else claimed)
        seen += bool(points) and "0" in claimed and changes["0"].points > 0
    return round(false / persons, 4), round(seen / persons, 4)


def holds(differences: list[float], truth: float, least: float) -> bool:
    """Whether the interval of these differences holds the true change."""
    k = len(differences)
    mean = sum(differences) / k
    variance = sum((difference - mean) ** 2 for difference in differences) / (k - 1)
    error = STEP * (max(variance, least) / k) ** 0.5
    interval = Change(STEP * mean, error, k).interval()
    return interval.low <= truth <= interval.high


def coverage(form: Form, spread: float, points: int | None, persons: int, seed: int) -> Coverage:
    """Persons of whom every scale moves: by ``points``, or evenly spread from 0 to 30."""
    rng = random.Random(seed)
    held: Counter[str] = Counter()
    for _ in range(persons):
        for size in sizes(form):
            truth = rng.choice(EVENLY) if points is None else points
            shift = shift_for(spread, truth)
            levels = [rng.gauss(MIDDLE, BETWEEN_ITEMS) for _ in range(size)]
            felt = [
                (level + rng.gauss(0, spread), level + shift + rng.gauss(0, spread))
                for level in levels
            ]
            answers = [(answer(then), answer(since)) for then, since in felt]
            change = paired_change(*zip(*answers, strict=True), 4)
            assert change is not None
            interval = change.interval()
            held["covered"] += interval.low <= truth <= interval.high
            held["no_least"] += holds([since - then for then, since in answers], truth, 0.0)
            whole = [float(round(since) - round(then)) for then, since in felt]
            held["no_ends"] += holds(whole, STEP * shift, ROUNDING)
            held["unrounded"] += holds([since - then for then, since in felt], STEP * shift, 0.0)
    intervals = persons * len(sizes(form))
    return Coverage(
        intervals=intervals,
        covered=round(held["covered"] / intervals, 4),
        no_least=round(held["no_least"] / intervals, 4),
        no_ends=round(held["no_ends"] / intervals, 4),
        unrounded=round(held["unrounded"] / intervals, 4),
    )


def run(form: Form, spread: float, points: int, persons: int, seed: int) -> Figures:
    """One cell."""
    told = persons if points else STILL * persons
    false, seen = claims(form, spread, points, told, seed)
    return Figures(
        form=form,
        spread=spread,
        true_points=points,
        persons=told,
        any_claim=false,
        seen=seen,
        coverage=coverage(form, spread, points, persons, seed + 100),
    )


def everything(persons: int) -> tuple[list[Figures], list[Averaged]]:
    """Both forms, three spreads, four true changes; and averaged over true changes."""
    figures: list[Figures] = []
    averaged: list[Averaged] = []
    for form in FORMS:
        for spread in SPREADS:
            for points in POINTS:
                figures.append(run(form, spread, points, persons, SEED + len(figures)))
                print(figures[-1], flush=True)
            shares = coverage(form, spread, None, persons, SEED + 200 + len(averaged))
            averaged.append(Averaged(form=form, spread=spread, coverage=shares))
            print(averaged[-1], flush=True)
    return figures, averaged


def main() -> None:
    """Run; what comes out is written at the end."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="50 persons; nothing is written")
    quick = parser.parse_args().quick
    persons = QUICK if quick else PERSONS
    figures, averaged = everything(persons)
    heart = of_the_heart.everything(persons)
    if not quick:
        document = {
            "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
            "covers": covered_hash(),
            "level": LEVEL,
            "figures": figures,
            "averaged": averaged,
            "heart": heart,
        }
        RESULT.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
