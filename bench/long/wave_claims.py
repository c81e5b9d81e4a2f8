"""How often a comparison of waves claims a change of a group that is none, and what it sees.

    python bench/long/wave_claims.py --quick    50 companies a cell; writes nothing
    python bench/long/wave_claims.py            bench/results/wave_claims.json

A company of eight teams, 6 to 24 people each. A person's answers lie around a lean of their own,
which is a share of what it was at the first wave and for the rest new; a team has a lean of its
own too. Linked: everybody answers both times. Unlinked: all people are others, as strict a case as
there is. The first team, of twelve people, moves by so many points on a scale, which is how much
the mean of very many such people moves; no other group does. All else is what `compare` does.

A spread is published in whole five points, so that nobody's answer bears on it. What that does to
coverage is measured by putting the exact spread of the same answers in its place, and nothing else.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from math import hypot, sqrt
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray
from panels import asked, modules_hash

from rctdiag.disclosure.document import waves as subject
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.document.wave_panels import scores_of
from rctdiag.disclosure.groups.membership import EVERYONE
from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.model.documents.over_time.wave_change import WaveChangeDoc
from rctdiag.scoring.key import Form, presentation_order
from rctdiag.stats.numeric.quantiles import normal_two_sided

RESULT = Path(__file__).parents[1] / "results" / "wave_claims.json"
SIZES = (12, 6, 8, 10, 14, 16, 20, 24)
BETWEEN, WITHIN, TEAM = 0.8, 1.0, 0.3  # of leans, of answers around them, of teams: answer steps
KEPT = 0.6  # the correlation of a person's leans at the two waves
POINTS = (0, 10, 20, 30)
CLAIMS, POWER, QUICK = 2_000, 500, 50
SEED = 17

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Cell(TypedDict):
    """What came out for one way of comparing, one form, one true change."""

    linked: bool
    form: str
    points: int
    companies: int
    false_claims: float  # companies with a claim about a group that did not move
    seen: float | None  # in which the team that moved is said to have moved that way
    covered: float  # intervals of teams that hold the true change
    covered_exact: float  # as many, if the spread were published as it is
    published_spread: float  # the mean over companies, in points: of changes, or of scores
    exact_spread: float  # likewise
    covered_everyone: float | None  # as much of everybody, where no team moved


def drawn(chance: np.random.Generator, lean: Floats, count: int) -> Floats:
    """What people feel about each question."""
    return 3 + lean[:, None] + chance.normal(0, WITHIN, (len(lean), count))


def answered(felt: Floats, shift: Floats, sign: Ints) -> Ints:
    """Rounded, on the scale of 1 to 5, and turned where a question is."""
    keyed = np.clip(np.rint(felt + shift[:, None]), 1, 5)
    return np.where(sign > 0, keyed, 6 - keyed).astype(np.int64)


@cache
def shift_of(points: int) -> float:
    """The shift of what is felt that moves the mean answer of very many by so many points."""
    if not points:
        return 0.0
    chance = np.random.default_rng(SEED)
    spread = float(np.sqrt(BETWEEN**2 + WITHIN**2 + TEAM**2))
    felt = 3 + chance.normal(0, spread, 400_000)
    before = float(np.clip(np.rint(felt), 1, 5).mean())
    low, high = 0.0, 4.0
    while high - low > 1e-3:
        middle = (low + high) / 2
        moved = 25 * (float(np.clip(np.rint(felt + middle), 1, 5).mean()) - before)
        low, high = (middle, high) if moved < points else (low, middle)
    return low


@cache
def question(form: Form) -> tuple[tuple[str, ...], Ints]:
    """Items in the order asked, and which way each counts."""
    items = tuple(presentation_order([asked()], form))
    by_id = {item.id: item.reversed for item in asked().items}
    return items, np.array([-1 if by_id[item] else 1 for item in items])


def company(seed: Sequence[int], form: Form, points: int, *, linked: bool) -> list[Survey]:
    """Two waves."""
    chance = np.random.default_rng(seed)
    team = [f"t{at}" for at, size in enumerate(SIZES) for _ in range(size)]
    people = len(team)
    items, sign = question(form)
    teams = np.repeat(chance.normal(0, TEAM, len(SIZES)), SIZES)
    first = chance.normal(0, BETWEEN, people)
    fresh = chance.normal(0, BETWEEN, people)
    second = KEPT * first + np.sqrt(1 - KEPT**2) * fresh if linked else fresh
    moved = np.where(np.array(team) == "t0", shift_of(points), 0.0)
    waves = []
    for lean, shift in ((first, np.zeros(people)), (second, moved)):
        given = answered(drawn(chance, teams + lean, len(items)), shift, sign)
        ids = [f"p{at}" for at in range(people)] if linked else None
        waves.append(Survey((asked(),), form, items, given, {"team": list(team)}, {}, ids))
    return waves


def exact_spreads(tables: Sequence[Survey], *, linked: bool) -> tuple[float, ...]:
    """What `compare` writes in whole five points: of changes, or of scores inside teams."""
    first, second = (scores_of(survey).points[:, 0] for survey in tables)
    if linked:
        return (float(np.std(second - first, ddof=1)),)
    ends = np.cumsum((0, *SIZES))
    return tuple(
        sqrt(
            sum(float(np.var(scores[at:end])) * (end - at) for at, end in pairwise(ends))
            / (len(scores) - len(SIZES))
        )
        for scores in (first, second)
    )


def half_width(spreads: Sequence[float], answered: tuple[int, int], level: float) -> float:
    """Of the interval of a change: one spread of changes, or one of scores a wave."""
    if len(spreads) == 1:
        error = spreads[0] / sqrt(min(answered))
    else:
        error = hypot(*(sd / sqrt(n) for sd, n in zip(spreads, answered, strict=True)))
    return normal_two_sided(level) * error


def holds(change: WaveChangeDoc, truth: float, wider: float = 0.0) -> bool:
    """Whether the interval, so much wider at each end, holds the true change."""
    return change.interval.low - wider <= truth <= change.interval.high + wider


def wider_if_exact(change: WaveChangeDoc, exact: Sequence[float]) -> float:
    """By how many points each end of an interval would lie further out with the exact spread."""
    widths = [
        half_width(spreads, change.answered, change.interval.level)
        for spreads in (exact, change.spread)
    ]
    return widths[0] - widths[1]


def run(form: Form, points: int, companies: int, *, linked: bool) -> Cell:
    """Companies of one cell."""
    published: list[float] = []
    exactly: list[float] = []
    counts: Counter[str] = Counter()
    wanted = subject.WavesRequest(("team",), ("first", "second"))
    for number in range(companies):
        tables = company((SEED, number, points, linked), form, points, linked=linked)
        with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db") as ledger:
            changes = subject.waves(tables, wanted, ledger).document.changes
        claims = {each.name: each.verdict for each in changes if each.verdict != "no_change_found"}
        still = {name for name in claims if name != "t0" and (name or not points)}
        counts["false"] += bool(still if points else claims)
        counts["seen"] += claims.get("t0") == "up"
        exact = exact_spreads(tables, linked=linked)
        published.append(float(np.mean(changes[0].spread)))
        exactly.append(float(np.mean(exact)))
        for each in changes:
            truth = points if each.name == "t0" else 0
            if each.by != EVERYONE:
                counts["team intervals"] += 1
                counts["team intervals that hold"] += holds(each, truth)
                counts["team intervals that hold, exact"] += holds(
                    each, truth, wider_if_exact(each, exact)
                )
            elif not points:
                counts["whole intervals"] += 1
                counts["whole intervals that hold"] += holds(each, truth)
    return Cell(
        linked=linked,
        form=form,
        points=points,
        companies=companies,
        false_claims=round(counts["false"] / companies, 4),
        seen=round(counts["seen"] / companies, 4) if points else None,
        covered=round(counts["team intervals that hold"] / counts["team intervals"], 4),
        covered_exact=round(
            counts["team intervals that hold, exact"] / counts["team intervals"], 4
        ),
        published_spread=round(float(np.mean(published)), 1),
        exact_spread=round(float(np.mean(exactly)), 1),
        covered_everyone=None
        if points
        else round(counts["whole intervals that hold"] / counts["whole intervals"], 4),
    )


def cells() -> list[tuple[bool, Form, int, int]]:
    """Linked, form, points, companies: false claims first."""
    forms: tuple[Form, ...] = ("short", "full")
    every = [
        (linked, form, points, POWER if points else CLAIMS)
        for linked in (True, False)
        for form in forms
        for points in POINTS
    ]
    return sorted(every, key=lambda cell: -cell[3])


def most_claims(companies: int) -> float:
    """What is still no more than the rule allows, of so many companies: three standard errors."""
    return 0.05 + 3 * sqrt(0.05 * 0.95 / companies)


def stored() -> dict[str, Cell]:
    """What an earlier run of the same modules has written: it is gone on with."""
    if not RESULT.exists():
        return {}
    document = json.loads(RESULT.read_text("utf-8"))
    return dict(document["cells"]) if document["modules"] == modules_hash() else {}


def main() -> int:
    """Run; each cell is written as it is done. 1 where more is claimed than the rule allows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    done = {} if quick else stored()
    for linked, form, points, companies in cells():
        name = f"{'linked' if linked else 'unlinked'}, {form}, {points} points"
        if name not in done:
            done[name] = run(form, points, QUICK if quick else companies, linked=linked)
        print(name, done[name], flush=True)
        if not quick:
            document = {
                "date": datetime.now(UTC).date().isoformat(),
                "modules": modules_hash(),
                "cells": done,
            }
            RESULT.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return int(any(cell["false_claims"] > most_claims(cell["companies"]) for cell in done.values()))


if __name__ == "__main__":
    sys.exit(main())
