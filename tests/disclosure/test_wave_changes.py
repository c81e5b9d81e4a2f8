"""What a change rests on and what is said of it, against scipy; sides of means that are bounds."""

import numpy as np
import pytest
from scipy.stats import norm, t

from rctdiag.disclosure.figures.wave_changes import (
    Pair,
    judged,
    spread_of_changes,
    spread_of_scores,
)
from rctdiag.model.documents.over_time.wave_change import LevelDoc
from rctdiag.model.documents.teams import SpreadDoc
from rctdiag.model.group import Direction

PLANNED = SpreadDoc(sd=25.0, df=None, reason="few_people")


def spread(sd: float, df: int) -> SpreadDoc:
    return SpreadDoc(sd=sd, df=df, reason=None)


def level(mean: float, direction: Direction = "about", answered: int = 20) -> LevelDoc:
    return LevelDoc(answered=answered, mean=mean, direction=direction, interval=None)


def pair(first: LevelDoc, second: LevelDoc, *spreads: SpreadDoc) -> Pair:
    used = spread_of_scores(*(spreads or (PLANNED, PLANNED)))
    return Pair("team", "a", "survival", (0, 1), first, second, used, "good")


def test_two_planned_spreads_and_two_estimated_ones() -> None:
    (planned,) = judged([pair(level(40), level(60))], 5)
    error = 25 * np.sqrt(2 / 20)
    assert planned.p == pytest.approx(2 * norm.sf(20 / error), abs=5e-5)
    assert planned.interval.high == pytest.approx(20 + norm.ppf(0.975) * error, abs=0.05)
    (own,) = judged([pair(level(40), level(60), spread(15, 40), spread(20, 30))], 5)
    error = np.sqrt((15**2 + 20**2) / 20)
    assert own.p == pytest.approx(max(2 * t.sf(20 / error, 30), 1e-4), abs=5e-5)
    assert own.interval.low == pytest.approx(20 - t.ppf(0.975, 30) * error, abs=0.05)
    assert (own.verdict, own.better, own.change) == ("up", True, 20.0)


@pytest.mark.parametrize(
    ("first", "second", "verdict", "far"),
    [
        (level(10, "at_most"), level(90, "at_least"), "up", 80),  # 80 at the least
        (level(90, "at_least"), level(10, "at_most"), "down", -80),
        (level(10, "at_least"), level(90), "no_change_found", 0),  # it may have been 90 before
        (level(90, "at_most"), level(10), "no_change_found", 0),
        (level(10), level(90, "at_least"), "up", 80),
    ],
)
def test_of_a_mean_that_is_a_bound_the_least_is_claimed(
    first: LevelDoc, second: LevelDoc, verdict: str, far: float
) -> None:
    (change,) = judged([pair(first, second)], 5)
    error = 25 * np.sqrt(2 / 20)
    assert change.verdict == verdict
    assert change.change is None  # between which two nobody knows
    assert change.p == pytest.approx(max(2 * norm.sf(abs(far) / error), 1e-4), abs=5e-5)
    assert change.interval.low <= far <= change.interval.high
    assert not change.within


def test_a_change_of_people_rests_on_the_narrowest_spread_that_holds() -> None:
    chance = np.random.default_rng(1)
    many, few = chance.normal(0, 12, 60), chance.normal(0, 12, 59)
    planned = spread_of_scores(PLANNED, PLANNED)
    own = spread_of_changes(many, 6, planned)
    assert own.sd == (15.0,)  # in whole five points, rounded up, and no less
    for changes, groups in ((few, 6), (many, 5)):
        assert spread_of_changes(changes, groups, planned).sd == (25.0,)
        # If nothing of the first answer is left in the second, the scores say how far it can be.
        scores = spread_of_scores(spread(12, 40), spread(16, 30))
        held = spread_of_changes(changes, groups, scores)
        assert (held.method, held.sd, held.df) == ("paired", (20.0,), 30)
        wide = spread_of_scores(spread(20, 40), spread(16, 30))
        assert spread_of_changes(changes, groups, wide).sd == (25.0,)
