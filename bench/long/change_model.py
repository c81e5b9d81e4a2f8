"""Made-up people for the programs on change: what they feel about a question, and what they answer.

An item has a level of its own, and what a person feels about it at a sitting is that level, plus
the true change at the second sitting, plus a deviation of the moment; the answer is that value
rounded and clipped to 1-5. Deviations of an item at two sittings are independent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from math import erf, hypot, sqrt
from pathlib import Path

from rctdiag.load.questionnaire import load_questionnaire
from rctdiag.scoring.key import Form, ScoringKey, scoring_key

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "rctdiag"
ALL = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness")
MODULES = ("scoring/change.py", "scoring/tquantile.py", "scoring/key.py")
OF_THE_HEART = ("advice/heart.py", "advice/evidence.py", "advice/situation.py")
SPREADS = (0.4, 0.7, 1.0)  # of the moment, in answer steps
POINTS = (0, 10, 20, 30)
EVENLY = tuple(tenths / 10 for tenths in range(301))  # 0-30 points
STILL = 4  # times as many people where nothing moves, so that false claims are known well
MIDDLE, BETWEEN_ITEMS = 2.5, 1.0
STEP = 25.0  # points
FURTHEST = 8.0  # answer steps: beyond it every answer is at an end


@cache
def key(form: Form) -> ScoringKey:
    """Of all five questionnaires."""
    paths = [ROOT / "questionnaires" / f"{name}.yaml" for name in ALL]
    return scoring_key([load_questionnaire(path).questionnaire for path in paths], form)


@cache
def sizes(form: Form) -> tuple[int, ...]:
    """Scored items of each scale."""
    return tuple(sum(len(facet.rows) for facet in scale.facets) for scale in key(form).scales)


def covered_hash() -> str:
    """A hash of the modules and of the item counts that the figures rest on."""
    digest = hashlib.sha256()
    for name in (*MODULES, *OF_THE_HEART):
        digest.update((SOURCE / name).read_bytes())
    facets = [[len(facet.rows) for facet in scale.facets] for scale in key("full").scales]
    digest.update(repr((facets, sizes("short"))).encode())
    return digest.hexdigest()


def answer(felt: float) -> int:
    """The nearest answer there is."""
    return max(1, min(5, round(felt)))


def mean_answer(felt: float, spread: float) -> float:
    """The mean of many answers: 1 + P(answer > 1) + ... + P(answer > 4)."""
    return 1 + sum((1 + erf((felt - cut) / spread / sqrt(2))) / 2 for cut in (1.5, 2.5, 3.5, 4.5))


def shift_of(levels: Sequence[float], spread: float, points: float) -> float:
    """The shift of what is felt that moves the mean answer by so many points, or the furthest.

    Args:
        levels: Of the items.
        spread: Of the answers around them.
        points: Above 0 upwards, below 0 downwards.
    """
    if not points:
        return 0.0
    before = sum(mean_answer(level, spread) for level in levels)
    wanted = before + points * len(levels) / STEP
    low, high = -FURTHEST, FURTHEST
    while high - low > 1e-4:
        middle = (low + high) / 2
        moved = sum(mean_answer(level + middle, spread) for level in levels)
        low, high = (middle, high) if moved < wanted else (low, middle)
    return low


@cache
def shift_for(spread: float, points: float) -> float:
    """Likewise of very many items, whatever their levels."""
    return shift_of([MIDDLE], hypot(BETWEEN_ITEMS, spread), points)
