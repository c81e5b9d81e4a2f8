"""How far the people of one group give the same answers: rwg(j), r*wg(j), AD.

All of it is reported from 15 people only, and next to what teams drawn at random from the whole
organisation would show: agreement everywhere is no agreement of this team.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rctdiag.model.least_people import MINIMUM_DETAIL
from rctdiag.model.scores import Interval
from rctdiag.stats.numeric.estimate import LEVEL, estimated, not_computed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rctdiag.stats.numeric.estimate import Estimate, Reason

    Answers = Sequence[Sequence[int | None]]  # people by items, keyed
    Floats = NDArray[np.float64]

LEAST_PEOPLE = MINIMUM_DETAIL
LEAST_R_STAR = 0.30  # below it there is no single climate to speak of
DRAWS = 500
SEED = 1984
# The share of each of five answers if people lean slightly to the upper side (LeBreton and
# Senter 2008, table 2); its variance is 1.34.
SLIGHT_SKEW = {5: (0.05, 0.15, 0.20, 0.35, 0.25)}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Indices of one group and scale, from people who answered every item.

    ``split`` tells why the group has no single climate: ``polarised`` (more variance than
    answers at random), ``wide`` (AD over a sixth of the options), ``low`` (r*wg(j) under .30).
    """

    people: int
    items: int
    rwg_uniform: Estimate
    rwg_skewed: Estimate
    r_star: Estimate
    ad_mean: Estimate
    ad_median: Estimate
    split: tuple[str, ...] = ()


def uniform_variance(options: int) -> float:
    """The variance of answers at random: (A2 - 1) / 12, 2 for five options."""
    return (options**2 - 1) / 12


def skewed_variance(options: int) -> float | None:
    """The variance of slightly skewed answers; None where no distribution is published."""
    shares = SLIGHT_SKEW.get(options)
    if shares is None:
        return None
    centre = sum(at * share for at, share in enumerate(shares))
    return sum((at - centre) ** 2 * share for at, share in enumerate(shares))


def agreement(answers: Answers, low: int, high: int) -> Agreement:
    """The indices of one group.

    Args:
        answers: people by items, keyed; None for no answer. People with a gap are left out,
            as R's ``multilevel`` does.
        low: the response range's least answer.
        high: its greatest.
    """
    complete = complete_rows(answers)
    items = len(complete[0]) if complete else 0
    if len(complete) < LEAST_PEOPLE or not items:
        return _none(len(complete), items, "below_fifteen" if items else "no_items")
    x = np.array(complete, dtype=np.float64)
    options = high - low + 1
    uniform, skewed = uniform_variance(options), skewed_variance(options)
    observed = float(x.var(axis=0, ddof=1).mean())
    ad_mean = float(np.abs(x - x.mean(axis=0)).mean())
    r_star = 1 - observed / uniform
    signs = {
        "polarised": observed > uniform,
        "wide": ad_mean > options / 6,
        "low": r_star < LEAST_R_STAR,
    }
    return Agreement(
        people=len(complete),
        items=items,
        rwg_uniform=estimated(_rwg(observed, uniform, items)),
        rwg_skewed=not_computed("no_null")
        if skewed is None
        else estimated(_rwg(observed, skewed, items)),
        r_star=estimated(r_star),
        ad_mean=estimated(ad_mean),
        ad_median=estimated(float(np.abs(x - np.median(x, axis=0)).mean())),
        split=tuple(name for name, holds in signs.items() if holds),
    )


def pseudo_teams(
    organisation: Answers, size: int, low: int, high: int, draws: int = DRAWS
) -> Estimate:
    """rwg(j), uniform null, of teams of this size drawn from everybody: mean and middle 95 %.

    The draws come from a fixed seed, and the order of the rows does not matter.
    """
    if size < LEAST_PEOPLE:
        return not_computed("below_fifteen")
    complete = sorted(complete_rows(organisation))
    if len(complete) < size or not complete[0]:
        return not_computed("no_pool")
    x = np.array(complete, dtype=np.float64)
    chance = np.random.default_rng(SEED)
    uniform, items = uniform_variance(high - low + 1), x.shape[1]
    values = np.empty(draws)
    for at in range(draws):
        team = x[np.argsort(chance.random(len(x)), kind="stable")[:size]]
        values[at] = _rwg(float(team.var(axis=0, ddof=1).mean()), uniform, items)
    tail = 50 * (1 - LEVEL)
    limits: Floats = np.percentile(values, [tail, 100 - tail])
    interval = Interval(float(limits[0]), float(limits[1]), LEVEL, "pseudo-teams")
    return estimated(float(values.mean()), interval)


def complete_rows(answers: Answers) -> list[tuple[int, ...]]:
    """The people who answered every item."""
    whole = (tuple(answer for answer in row if answer is not None) for row in answers)
    return [row for row, answered in zip(whole, answers, strict=True) if len(row) == len(answered)]


def _rwg(observed: float, expected: float, items: int) -> float:
    """James, Demaree and Wolf 1984; more variance than expected counts as no agreement."""
    shared = items * (1 - min(observed / expected, 1.0))
    return shared / (shared + min(observed / expected, 1.0))


def _none(people: int, items: int, reason: Reason) -> Agreement:
    missing = not_computed(reason)
    return Agreement(people, items, missing, missing, missing, missing, missing)
