"""How well the statistics of groups keep their promises, on simulated organisations.

    python bench/long/groups.py            the full form; writes bench/results/groups.json
    python bench/long/groups.py --quick    a fiftieth of it; writes nothing
    python bench/long/groups.py --reported which scale reports name, anew; the rest as stored

The model: a team's true mean is 45 points plus a normal deviation between teams; a person's
score is the mean of fifteen answers of 1-5, normal around the team's mean with a spread of 18
points between people and 25 between items, rounded and clipped. A team's true mean is that of
all such people. ICC(1) is the share of the variance of scores that lies between teams.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
from fractions import Fraction
from importlib import import_module
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import numpy as np
from scipy import special

from rctdiag.disclosure.figures.group_estimates import stands_out
from rctdiag.model.group import Moments, Shown
from rctdiag.stats.highest import highest
from rctdiag.stats.icc import signal
from rctdiag.stats.pooling import partial_pooling
from rctdiag.stats.within import Spread, group_mean, pooled_spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rctdiag.stats.numeric.estimate import Estimate

    Floats = NDArray[np.float64]

rule = import_module("rctdiag.stats.highest")
ROOT = Path(__file__).resolve().parents[2]
RESULT = ROOT / "bench" / "results" / "groups.json"
SEED = 1976
FULL = 600
PEOPLE, ITEMS_SPREAD, ITEMS = 18.0, 25.0, 15
TEAMS = (4, 10, 40)
COVARIANCE = 225 * (0.6 * np.eye(3) + 0.4)  # of three scales
NAMES = ("first", "second", "third")
DF = 190  # ten groups, two hundred people
THRESHOLDS = (0.95, 0.975)  # the rule, and a stricter one beside it


def covered_hash() -> str:
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src" / "rctdiag" / "stats").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def totals(chance: np.random.Generator, middle: float, people: int) -> NDArray[np.int64]:
    """Sums of fifteen answers of 1-5, one a person."""
    own = middle + PEOPLE * chance.standard_normal(people)
    answers = own[:, None] + ITEMS_SPREAD * chance.standard_normal((people, ITEMS))
    found: NDArray[np.int64] = np.clip(np.rint(1 + answers / 25), 1, 5).astype(np.int64).sum(axis=1)
    return found


def points(sums: NDArray[np.int64]) -> Floats:
    return 100 * (sums - ITEMS) / (4 * ITEMS)


def moments(sums: NDArray[np.int64]) -> Moments:
    scores = [Fraction(100 * (int(one) - ITEMS), 4 * ITEMS) for one in sums]
    return Moments(len(scores), sum(scores, Fraction()), sum((s**2 for s in scores), Fraction()))


def true_mean(middle: Floats) -> Floats:
    """The mean score of endlessly many people: the answers' share above each cut, added up."""
    spread = sqrt(PEOPLE**2 + ITEMS_SPREAD**2)
    cuts = np.array([12.5, 37.5, 62.5, 87.5])
    shares: Floats = special.ndtr((middle[:, None] - cuts) / spread)
    found: Floats = 25 * shares.sum(axis=1)
    return found


def between_sd(chance: np.random.Generator, icc: float) -> float:
    within = float(points(totals(chance, 45, 20_000)).var(ddof=1))
    return sqrt(within * icc / (1 - icc))


def holds(estimate: Estimate, true: float) -> bool:
    interval = estimate.interval
    assert interval is not None
    return interval.low <= true <= interval.high


def organisations(runs: int, teams: int, icc: float) -> dict[str, Any]:
    """Coverage of raw and pooled means, their errors, and how often teams are said to differ."""
    chance = np.random.default_rng(SEED)
    sd = between_sd(chance, icc)
    raw = pooled = total = differ = 0
    raw_error = pooled_error = 0.0
    for _ in range(runs):
        middles = 45 + sd * chance.standard_normal(teams)
        sizes = chance.integers(5, 21, teams)
        drawn = [totals(chance, m, n) for m, n in zip(middles, sizes, strict=True)]
        true = true_mean(middles).tolist()
        groups = [moments(one) for one in drawn]
        spread = pooled_spread(groups)
        found = signal(groups)
        differ += found.ladder != "no_difference"
        for own, group, both in zip(true, groups, partial_pooling(groups).groups, strict=True):
            assert both is not None
            assert both.pooled.value is not None
            raw += holds(group_mean(group, spread), own)
            pooled += holds(both.pooled, own)
            raw_error += (both.raw - own) ** 2
            pooled_error += (both.pooled.value - own) ** 2
            total += 1
    return {
        "teams": teams,
        "icc1": icc,
        "raw_covers": round(raw / total, 4),
        "pooled_covers": round(pooled / total, 4),
        "raw_error": round(sqrt(raw_error / total), 2),
        "pooled_error": round(sqrt(pooled_error / total), 2),
        "teams_said_to_differ": round(differ / runs, 4),
    }


def named(runs: int, n: int, spread: float | Sequence[float]) -> dict[str, Any]:
    """How often a scale is named as highest, and wrongly, from a group's own n and covariance.

    ``spread`` is the SD of the true means of the three scales, or their true means.
    """
    chance = np.random.default_rng(SEED)
    counts = {"highest": 0, "leads": 0}
    wrong = dict(counts)
    for _ in range(runs):
        drawn = isinstance(spread, float)
        true = 50 + spread * chance.standard_normal(3) if drawn else np.array(spread)
        y = chance.multivariate_normal(true, COVARIANCE, n)
        found = highest(n, y.mean(axis=0).tolist(), np.cov(y.T).tolist())
        if found.which is not None:
            counts[found.word] += 1
            wrong[found.word] += _is_wrong(true, found.which)
    return {
        "n": n,
        "true": spread,
        **{name: round(count / runs, 4) for name, count in counts.items()},
        **{f"{name}_wrongly": round(count / runs, 4) for name, count in wrong.items()},
    }


def _is_wrong(true: Floats, which: int) -> bool:
    """Another scale is higher, or just as high."""
    at_top = true == true.max()
    return not at_top[which] or int(at_top.sum()) > 1


def reported(runs: int, n: int, apart: float) -> dict[str, Any]:
    """The same as a report does it, and with a stricter threshold, with the second scale close by.

    The covariance is that inside all groups of an organisation, on ``DF`` degrees of freedom; the
    true means are 50, 50 less ``apart``, and 20. A claim is wrong that names the second scale,
    and where none is apart, any claim.
    """
    chance = np.random.default_rng(SEED)
    true = np.array([50.0, 50.0 - apart, 20.0])
    counts = {which: [0, 0] for which in ("leads", *THRESHOLDS)}
    for _ in range(runs):
        y = chance.multivariate_normal(true, COVARIANCE / n)
        inside = chance.multivariate_normal(np.zeros(3), COVARIANCE, DF)
        found = np.cov(inside.T, ddof=0) + np.outer(inside.mean(0), inside.mean(0))
        sd = np.sqrt(np.diag(found))
        means = {name: (n, _as_shown(value)) for name, value in zip(NAMES, y, strict=True)}
        spreads = {name: Spread(float(its), DF) for name, its in zip(NAMES, sd, strict=True)}
        for threshold in THRESHOLDS:
            with mock.patch.object(rule, "HIGHEST", threshold):
                told = stands_out(means, spreads)
            if told.scale is not None:
                which = threshold if told.word == "highest" else "leads"
                if which == "leads" and threshold != THRESHOLDS[0]:
                    continue
                counts[which][0] += 1
                counts[which][1] += _is_wrong(true, NAMES.index(told.scale))
    return {
        "n": n,
        "apart": apart,
        "named": {str(its): round(count / runs, 4) for its, (count, _) in counts.items()},
        "wrongly": {str(its): round(wrong / runs, 4) for its, (_, wrong) in counts.items()},
    }


def _as_shown(value: float) -> Shown:
    told = round(min(95.0, max(5.0, value)), 1)
    return Shown(told, "about", told - 0.05, told + 0.05)


def figures(runs: int, *, quick: bool) -> dict[str, Any]:
    truths: list[float | list[float]] = [8.0, [50.0, 50.0, 50.0], [50.0, 50.0, 20.0]]
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "hash": covered_hash(),
        "quick": quick,
        "model": " ".join((__doc__ or "").split("\n\n")[2].split()),
        "organisations": [
            organisations(max(3, runs * 10 // teams), teams, icc)
            for teams in TEAMS
            for icc in (0.0, 0.05, 0.15)
        ],
        "named": [named(5 * runs, n, true) for true in truths for n in (5, 8, 12, 30)],
        "reported": in_reports(runs // 4 if quick else 5 * runs),
    }


def in_reports(runs: int) -> list[dict[str, Any]]:
    return [reported(runs, n, apart) for apart in (0.0, 1.0, 3.0, 6.0, 12.0) for n in (5, 12, 30)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a fiftieth; writes nothing")
    parser.add_argument("--reported", action="store_true", help="only what reports name, anew")
    asked = parser.parse_args()
    if asked.reported:
        found = json.loads(RESULT.read_text(encoding="utf-8"))
        if found["hash"] != covered_hash():
            parser.error("the other figures are of older code: run all")
        found["reported"] = in_reports(5 * FULL)
    else:
        found = figures(FULL // 50 if asked.quick else FULL, quick=asked.quick)
    text = json.dumps(found, indent=1)
    if not asked.quick:
        RESULT.parent.mkdir(parents=True, exist_ok=True)
        RESULT.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
