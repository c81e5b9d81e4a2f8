"""A second wave after turnover: how many groups are shown beside the first, and what both tell.

    python bench/long/waves.py --quick
    python bench/long/waves.py

Eight teams of 4 to 15 people, by team, or by team and by grade. In the second wave 5 to 40 per cent
have left and as many have come; of those who stayed, none, a tenth or three tenths have the very
score of the first wave. An attacker holds both reports and knows who answered as before. The
attack here shares no code with the planner: for every set of up to four people it compares ranks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import numpy as np

from rctdiag.disclosure.audit.auditor import audit
from rctdiag.disclosure.groups.membership import Membership, membership
from rctdiag.disclosure.release import release_ledger
from rctdiag.disclosure.release.publication import publish
from rctdiag.disclosure.release.publication_plan import Measure, plan_publication
from rctdiag.disclosure.release.release_ledger import Ledger, Respondents
from rctdiag.errors.faults import ConfidentialityRefusal

RESULT = Path(__file__).parents[1] / "results" / "disclosure-waves.json"
TURNOVER = (5, 10, 20, 30, 40)  # per cent who have left, and as many who have come
UNCHANGED = (0, 10, 30)  # per cent of those who stayed
BREAKDOWNS = (("team",), ("team", "grade"))
TEAMS = 8
SMALLEST, LARGEST = 4, 15
STEPS = 60
GRADES = "xyz"
EACH = 8  # companies a cell
QUICK = 1
LIGHT = 4  # people whom no combination may be about alone

People = dict[str, tuple[str, str, int]]  # id -> team, grade, steps
Unknowns = frozenset[tuple[str, int]]  # id and score: the sum that a figure is over


def modules_hash() -> str:
    """Of the modules these figures are about."""
    files = sorted(Path(release_ledger.__file__).parents[1].glob("*/*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def first_wave(rng: random.Random) -> People:
    """A company: everybody's team, grade and score."""
    people: People = {}
    for team in range(TEAMS):
        for _ in range(rng.randint(SMALLEST, LARGEST)):
            people[f"p{len(people)}"] = (f"t{team}", rng.choice(GRADES), rng.randint(2, STEPS - 2))
    return people


def second_wave(rng: random.Random, people: People, turnover: int, unchanged: int) -> People:
    """Some have been replaced; the others answer anew, but for a few who answer as before."""
    gone = set(rng.sample(sorted(people), round(turnover * len(people) / 100)))
    stayed = [id_ for id_ in people if id_ not in gone]
    same = set(rng.sample(stayed, round(unchanged * len(stayed) / 100)))
    later: People = {}
    for id_, (team, grade, score) in people.items():
        if id_ in gone:
            later[f"n{id_}"] = (team, grade, rng.randint(2, STEPS - 2))
        elif id_ in same:
            later[id_] = (team, grade, score)
        else:
            later[id_] = (team, grade, (score + rng.randint(1, 20) - 2) % (STEPS - 3) + 2)
    return later


def members_of(people: People, by: tuple[str, ...]) -> Membership:
    """The groups of a wave."""
    columns: dict[str, list[str | None]] = {
        "team": [team for team, _, _ in people.values()],
        "grade": [grade for _, grade, _ in people.values()],
    }
    return membership(len(people), columns, list(by))


def pinned(rows: Iterable[Unknowns]) -> bool:
    """Whether some combination of the sums is about one to four people alone."""
    sums = list(rows)
    vectors: dict[str, set[tuple[int, ...]]] = {}
    for unknown in {unknown for row in sums for unknown in row}:
        vector = tuple(int(unknown in row) for row in sums)
        vectors.setdefault(unknown[0], set()).add(vector)
    lots = Counter(frozenset(its) for its in vectors.values())
    whole = _rank(lots)
    small = [lot for lot, count in lots.items() if count <= LIGHT]
    return any(
        sum(lots[lot] for lot in some) <= LIGHT
        and _rank(lot for lot in lots if lot not in some) < whole
        for many in range(1, LIGHT + 1)
        for some in combinations(small, many)
    )


def _rank(lots: Iterable[frozenset[tuple[int, ...]]]) -> int:
    vectors = sorted({vector for lot in lots for vector in lot})
    return int(np.linalg.matrix_rank(np.array(vectors))) if vectors else 0


def case(number: int, by: tuple[str, ...], turnover: int, unchanged: int) -> Counter[str]:
    """Two waves of one company; groups of five or more, and those shown."""
    rng = random.Random(f"{number}-{by}-{turnover}-{unchanged}")
    before = first_wave(rng)
    found = Counter({"cases": 1})
    rows: list[Unknowns] = []
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db") as ledger:
        waves = (("first", before), ("second", second_wave(rng, before, turnover, unchanged)))
        for name, people in waves:
            members, ids = members_of(people, by), list(people)
            scores = {"s": [score for _, _, score in people.values()]}
            measures = [Measure("s", STEPS, members.everybody)]
            who = Respondents(ids, scores)
            earlier = ledger.earlier(who, name, measures)
            plan = plan_publication(members, measures, earlier=earlier)
            publication = publish(plan, scores)
            if name == "second":
                large = [group for group in members.groups if len(group.members) >= 5]
                as_rerun = plan_publication(members, measures, earlier=ledger.earlier(ids, name))
                alone = plan_publication(members, measures)
                found["groups of five or more"] = len(large)
                found["shown without an earlier release"] = len(alone.groups["s"])
                found["shown"] = len(plan.groups["s"])
                found["shown as a run of the same wave"] = len(as_rerun.groups["s"])
            if not audit(publication, earlier).passed:
                found["refused by the auditor"] = 1
                return found
            try:
                ledger.record(name, publication, who)
            except ConfidentialityRefusal:
                found["refused for changed answers"] = 1
                return found
            for figure in publication.figures:
                group = members.by_key[figure.group].members
                rows.append(frozenset((ids[turn], scores["s"][turn]) for turn in group))
    found["both written"] = 1
    found["leaks"] = int(pinned(rows))
    return found


def run(each: int) -> dict[str, dict[str, int]]:
    """Every cell: breakdown, turnover, share unchanged."""
    cells = {}
    for by in BREAKDOWNS:
        for turnover in TURNOVER:
            for unchanged in UNCHANGED:
                total: Counter[str] = Counter()
                for number in range(each):
                    total.update(case(number, by, turnover, unchanged))
                cells[f"{'+'.join(by)}, {turnover} % gone, {unchanged} % unchanged"] = dict(
                    sorted(total.items())
                )
    return cells


def main() -> int:
    """Run; 1 where both waves together tell about one to four people."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    begun = time.perf_counter()
    cells = run(QUICK if asked.quick else EACH)
    for cell, counts in cells.items():
        print(cell, json.dumps(counts))
    if not asked.quick:
        document = {
            "date": datetime.now(UTC).date().isoformat(),
            "modules": modules_hash(),
            "each": EACH,
            "seconds": round(time.perf_counter() - begun, 1),
            "cells": cells,
        }
        RESULT.write_text(json.dumps(document, indent=1) + "\n")
    return int(any(counts.get("leaks", 0) for counts in cells.values()))


if __name__ == "__main__":
    sys.exit(main())
