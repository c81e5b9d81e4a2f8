"""How often one person's profile names a culture, and how well its intervals cover.

    python bench/long/persons.py            the full form; writes bench/results/persons.json
    python bench/long/persons.py --quick    a tenth of the sheets; writes nothing

The model of an honest sheet: a scale has many possible items, of which the questionnaire asks a
random dozen or more. An item's answer is a normal value around the scale's middle, with a spread of
about one step between items, rounded and clipped to 1-5. The middle is set so that the mean
answer over all possible items, the true mean, is exactly the stated one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import random
from functools import cache
from math import erf, floor, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rctdiag.load.questionnaire import load_questionnaire
from rctdiag.scoring.key import ScoringKey, scoring_key
from rctdiag.scoring.profile import score
from rctdiag.scoring.scale_difference import difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rctdiag.model.scores import Scored

ROOT = Path(__file__).resolve().parents[2]
RESULT = ROOT / "bench" / "results" / "persons.json"
CULTURES = ("hierarchical", "pseudo_relational", "survival")
ALL = (*CULTURES, "connection", "readiness")
SPREADS = (0.7, 1.0, 1.3)  # between items, in answer steps, before rounding and clipping
MIDDLE_SPREAD = 1.0
SEED = 20_97


def covered_hash() -> str:
    """A hash of the scoring modules and of the keys that the figures rest on."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src" / "rctdiag" / "scoring").glob("*.py")):
        digest.update(path.read_bytes())
    digest.update(repr(bundled_key()).encode())
    return digest.hexdigest()


def bundled_key() -> ScoringKey:
    paths = [ROOT / "questionnaires" / f"{name}.yaml" for name in ALL]
    return scoring_key([load_questionnaire(path).questionnaire for path in paths], "full")


def share_at_most(x: float) -> float:
    return (1 + erf(x / sqrt(2))) / 2


def mean_answer(middle: float, spread: float) -> float:
    """The mean over all possible items: 1 + P(answer > 1) + ... + P(answer > 4)."""
    return 1 + sum(1 - share_at_most((cut - middle) / spread) for cut in (1.5, 2.5, 3.5, 4.5))


@cache
def middle_for(mean: float, spread: float) -> float:
    low, high = -20.0, 26.0
    for _ in range(100):
        half = (low + high) / 2
        low, high = (half, high) if mean_answer(half, spread) < mean else (low, half)
    return (low + high) / 2


def draw(chance: random.Random, mean: float, spread: float) -> int:
    value = chance.gauss(middle_for(mean, spread), spread)
    return min(5, max(1, floor(value + 0.5)))


def sheet(
    key: ScoringKey, keyed: Callable[[str], int], scales: Iterable[str] = CULTURES
) -> dict[str, int | str]:
    """Answers as a person would give them, from keyed values drawn scale by scale."""
    wanted = set(scales)
    return {
        row.item: (keyed(row.scale) - row.offset) * row.sign
        for row in key.rows
        if row.scale in wanted
    }


def eight_that_score(key: ScoringKey) -> frozenset[str]:
    """The least that scores a culture: two items of three facets, one of the other two."""
    counts = (2, 2, 2, 1, 1)
    return frozenset(
        row.item
        for scale in key.scales
        for facet, count in zip(scale.facets, counts, strict=False)
        for row in facet.rows[:count]
    )


def honest(
    key: ScoringKey,
    chance: random.Random,
    means: Sequence[float | None],
    spreads: Sequence[float],
    only: frozenset[str] = frozenset(),
) -> Scored:
    """A scored sheet with these true means of the cultures; None: not answered."""
    true = {
        name: (mean, spread)
        for name, mean, spread in zip(CULTURES, means, spreads, strict=True)
        if mean is not None
    }
    answers = sheet(key, lambda scale: draw(chance, *true[scale]), true)
    return score(key, {item: answers[item] for item in answers if not only or item in only})


def shares(found: Iterable[Scored]) -> dict[str, float]:
    counted: dict[str, int] = {}
    for one in found:
        certainty = one.profile.certainty
        counted[certainty] = counted.get(certainty, 0) + 1
    total = sum(counted.values())
    return {name: round(count / total, 4) for name, count in sorted(counted.items())}


def uniform(key: ScoringKey, sheets: int) -> dict[str, float]:
    """Every answer of all 75 items drawn evenly from 1-5."""
    chance = random.Random(SEED)
    return shares(
        score(key, sheet(key, lambda _: chance.randint(1, 5), ALL)) for _ in range(sheets)
    )


def healthy(key: ScoringKey, sheets: int) -> list[dict[str, Any]]:
    """A fairly healthy place: one culture rarely, two of them hardly ever."""
    found = []
    for spread in SPREADS:
        for means in ((2.2, 1.5, 1.5), (1.5, 2.2, 1.5), (1.5, 1.5, 2.2)):
            chance = random.Random(SEED)
            made = (honest(key, chance, means, (spread,) * 3) for _ in range(sheets))
            found.append({"means": means, "spread": spread, "shares": shares(made)})
    return found


def constant(key: ScoringKey) -> dict[str, dict[str, float | None]]:
    """The same answer to every item, read straight down."""
    return {
        str(answer): {
            name: scale.score
            for name, scale in score(key, {row.item: answer for row in key.rows}).scales.items()
        }
        for answer in range(1, 6)
    }


def coverage(key: ScoringKey, sheets: int) -> list[dict[str, Any]]:
    """How often the 90 % intervals of scales, and of differences, hold the true value."""
    cases = ((1.5, 1.5, 1.5), (2.2, 1.5, 1.5), (3.0, 2.2, 4.0), (3.6, 3.6, 3.6))
    return [
        _coverage_of(key, sheets, means, spread, only)
        for only in (frozenset[str](), eight_that_score(key))
        for spread in SPREADS
        for means in cases
    ]


def _coverage_of(
    key: ScoringKey,
    sheets: int,
    means: tuple[float, float, float],
    spread: float,
    only: frozenset[str],
) -> dict[str, Any]:
    chance = random.Random(SEED)
    true = dict(zip(CULTURES, ((mean - 1) * 25 for mean in means), strict=True))
    scales = differences = 0
    for _ in range(sheets):
        made = honest(key, chance, means, (spread,) * 3, only).scales
        for at, name in enumerate(CULTURES):
            other = CULTURES[at - 1]
            own, apart = made[name].interval, difference(made[name], made[other])
            assert own is not None
            assert apart is not None
            scales += own.low <= true[name] <= own.high
            differences += apart.low <= true[name] - true[other] <= apart.high
    return {
        "answered": "eight" if only else "all",
        "means": means,
        "spread": spread,
        "scale": round(scales / (3 * sheets), 4),
        "difference": round(differences / (3 * sheets), 4),
    }


def false_claims(key: ScoringKey, sheets: int) -> list[dict[str, Any]]:
    """How often a culture is named that is not truly the highest."""
    cases: list[tuple[tuple[float | None, ...], tuple[float, float, float]]] = [
        (means, spreads)
        for means in ((3.0,) * 3, (3.6,) * 3, (4.3,) * 3, (3.6, 3.6, None), (3.6, 3.6, 2.0))
        for spreads in ((1.0, 1.0, 1.0), (0.7, 1.3, 1.0))
    ]
    found = []
    for means, spreads in cases:
        chance = random.Random(SEED)
        leads = leans = 0
        for _ in range(sheets):
            profile = honest(key, chance, means, spreads).profile
            leads += profile.certainty == "leads"
            leans += profile.certainty == "leans"
        found.append(
            {
                "means": means,
                "spreads": spreads,
                "leads": round(leads / sheets, 4),
                "leads_or_leans": round((leads + leans) / sheets, 4),
            }
        )
    return found


def power(key: ScoringKey, sheets: int) -> list[dict[str, Any]]:
    """How often the highest of three cultures is named, by its lead over the other two."""
    found = []
    for lead in (5, 10, 15, 20, 25, 30):
        chance = random.Random(SEED)
        means = (3.6, 3.6 - lead / 25, 3.6 - lead / 25)
        made = (honest(key, chance, means, (MIDDLE_SPREAD,) * 3) for _ in range(sheets))
        found.append({"lead_in_points": lead, "shares": shares(made)})
    return found


def figures(sheets: int, *, quick: bool) -> dict[str, Any]:
    key = bundled_key()
    cells = sheets if quick else 5 * sheets
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "hash": covered_hash(),
        "quick": quick,
        "model": " ".join((__doc__ or "").split("\n\n")[2].split()),
        "sheets": {"uniform, healthy": sheets, "each other line": cells},
        "uniform": uniform(key, sheets),
        "healthy": healthy(key, sheets),
        "constant": constant(key),
        "coverage": coverage(key, cells),
        "false_claims": false_claims(key, cells),
        "power": power(key, cells),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="200 sheets a line; writes nothing")
    quick = parser.parse_args().quick
    found = json.dumps(figures(200 if quick else 2000, quick=quick), indent=1)
    if not quick:
        RESULT.parent.mkdir(parents=True, exist_ok=True)
        RESULT.write_text(found + "\n", encoding="utf-8")
    print(found)


if __name__ == "__main__":
    main()
