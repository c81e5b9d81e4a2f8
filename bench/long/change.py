"""How often a comparison of two sittings claims a change that is none, and what it sees.

    python bench/long/change.py            the full form; writes bench/results/change.json
    python bench/long/change.py --quick    fewer persons; writes nothing

The model: an item has a level of its own, and what a person feels about it at a sitting is that
level, plus the true change of its scale at the second sitting, plus a deviation of the moment; the
answer is that value rounded and clipped to 1-5. Deviations of an item at two sittings are
independent. The true change is what the mean answer over many persons moves by.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import random
from pathlib import Path
from typing import TypedDict

from rctdiag.load.questionnaire import load_questionnaire
from rctdiag.scoring.change import LEVEL, Change, holm, paired_change
from rctdiag.scoring.key import Form, ScoringKey, scoring_key

ROOT = Path(__file__).resolve().parents[2]
RESULT = ROOT / "bench" / "results" / "change.json"
ALL = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness")
SPREADS = (0.4, 0.7, 1.0)  # of the moment, in answer steps
BETWEEN_ITEMS = 1.0
POINTS = (0, 10, 20, 30)
PERSONS = 2000
SEED = 20_261


class Figures(TypedDict):
    """What came out for one form, one spread and one true change."""

    form: str
    spread: float
    true_points: int
    persons: int
    any_claim: float  # persons told of a change in any scale
    seen: float  # scales with the true change that are claimed to have moved that way
    covered: float  # scales whose own 90 % interval holds the true change


def covered_hash() -> str:
    """A hash of the modules and of the item counts that the figures rest on."""
    digest = hashlib.sha256()
    for name in ("change.py", "tquantile.py", "key.py"):
        digest.update((ROOT / "src" / "rctdiag" / "scoring" / name).read_bytes())
    digest.update(repr([_sizes(form) for form in ("full", "short")]).encode())
    return digest.hexdigest()


def _key(form: Form) -> ScoringKey:
    paths = [ROOT / "questionnaires" / f"{name}.yaml" for name in ALL]
    return scoring_key([load_questionnaire(path).questionnaire for path in paths], form)


def _sizes(form: Form) -> list[int]:
    """Scored items of each scale."""
    return [sum(len(facet.rows) for facet in scale.facets) for scale in _key(form).scales]


def _answer(value: float) -> int:
    return max(1, min(5, round(value)))


def _shift(rng: random.Random, spread: float, points: int) -> float:
    """The shift of what is felt that moves the mean answer by so many points."""
    if not points:
        return 0.0
    levels = [rng.gauss(2.5, BETWEEN_ITEMS) + rng.gauss(0, spread) for _ in range(20_000)]
    before = sum(map(_answer, levels)) / len(levels)
    low, high = 0.0, 4.0
    while high - low > 1e-3:
        middle = (low + high) / 2
        moved = sum(_answer(level + middle) for level in levels) / len(levels)
        low, high = (middle, high) if 25 * (moved - before) < points else (low, middle)
    return low


def run(form: Form, spread: float, points: int, persons: int, seed: int) -> Figures:
    """Persons of whom the first scale moves by ``points``, and the others not at all."""
    rng = random.Random(seed)
    shift = _shift(rng, spread, points)
    sizes = _sizes(form)
    any_claim = seen = covered = 0
    for _ in range(persons):
        changes: dict[str, Change] = {}
        for number, size in enumerate(sizes):
            levels = [rng.gauss(2.5, BETWEEN_ITEMS) for _ in range(size)]
            moved = shift if number == 0 else 0.0
            first = [_answer(level + rng.gauss(0, spread)) for level in levels]
            second = [_answer(level + moved + rng.gauss(0, spread)) for level in levels]
            change = paired_change(first, second, 4)
            assert change is not None
            changes[str(number)] = change
        needed = holm(changes)
        claims = {
            name
            for name, change in changes.items()
            if needed[name] < 1 and abs(change.points) > change.reach(needed[name])
        }
        any_claim += bool(claims - {"0"} if points else claims)
        seen += "0" in claims and changes["0"].points > 0
        interval = changes["0"].interval()
        covered += interval.low <= points <= interval.high
    return Figures(
        form=form,
        spread=spread,
        true_points=points,
        persons=persons,
        any_claim=round(any_claim / persons, 4),
        seen=round(seen / persons, 4),
        covered=round(covered / persons, 4),
    )


def everything(persons: int) -> list[Figures]:
    """Both forms, three spreads, four true changes."""
    return [
        run(form, spread, points, persons, SEED + number)
        for number, (form, spread, points) in enumerate(
            (form, spread, points)
            for form in ("full", "short")
            for spread in SPREADS
            for points in POINTS
        )
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="50 persons; nothing is written")
    quick = parser.parse_args().quick
    figures = everything(50 if quick else PERSONS)
    for row in figures:
        print(row)
    if not quick:
        document = {
            "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
            "covers": covered_hash(),
            "level": LEVEL,
            "figures": figures,
        }
        RESULT.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
