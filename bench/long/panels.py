"""Waves side by side after turnover: what a reader of the comparison could find out about a few.

    python bench/long/panels.py --quick     300 pairs of waves; writes nothing
    python bench/long/panels.py             5,000; bench/results/panels.json

Eight teams of 4 to 15 people, by team, or by team and by grade. In the second wave 5 to 40 per cent
have left and as many have come; of those who stayed, none, a tenth or three tenths answered just as
before. In a third of the pairs ids are written in another way in the second wave: without their
zeros, with blanks, in the other case. The attacker holds the comparison of both waves and knows who
is in which group, and who answered as before. The attack shares no code with the planner: for every
set of up to four people, as they truly are, it asks whether the published sums span a sum over
these people alone. They do where the projection onto the row space, cut to the answers of these
people, has an eigenvalue of one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from waves import GRADES, LARGEST, LIGHT, SMALLEST, TEAMS, TURNOVER, UNCHANGED, Unknowns

from rctdiag.disclosure.document import waves as subject
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.errors.faults import ConfidentialityRefusal
from rctdiag.load.library import find_instruments
from rctdiag.model.questionnaire import Questionnaire
from rctdiag.scoring.key import presentation_order
from rctdiag.tables.source.person_ids import Matching

RESULT = Path(__file__).parents[1] / "results" / "panels.json"
SCALE = "survival"
PAIRS, QUICK = 5_000, 300
BREAKDOWNS = (("team",), ("team", "grade"))
ZERO = 1e-8
REWRITINGS = ("zeros", "blanks", "case")

Person = tuple[str, str, str, tuple[int, ...]]  # who it is, team, grade, answers


@cache
def asked() -> Questionnaire:
    """The scale that is published."""
    return find_instruments([SCALE], None)[0].questionnaire


@cache
def items() -> tuple[str, ...]:
    """Of the short form: whole scales, no parts."""
    return tuple(presentation_order([asked()], "short"))


def modules_hash() -> str:
    """Of the modules these figures are about."""
    files = sorted(Path(subject.__file__).parents[1].glob("*/*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def answers(chance: random.Random) -> tuple[int, ...]:
    """Of one person, anywhere on the scale."""
    lean = chance.gauss(3, 1)
    return tuple(min(5, max(1, round(chance.gauss(lean, 1)))) for _ in items())


def first_wave(chance: random.Random) -> list[Person]:
    """A company; ids are numbers with zeros before them, and a letter."""
    people: list[Person] = []
    for team in range(TEAMS):
        for _ in range(chance.randint(SMALLEST, LARGEST)):
            who = f"{len(people):05}"
            people.append((who, f"t{team}", chance.choice(GRADES), answers(chance)))
    return people


def second_wave(
    chance: random.Random, people: list[Person], turnover: int, unchanged: int
) -> list[Person]:
    """Some have been replaced; the others answer anew, but for a few who answer as before."""
    gone = set(chance.sample(range(len(people)), round(turnover * len(people) / 100)))
    stayed = [at for at in range(len(people)) if at not in gone]
    same = set(chance.sample(stayed, round(unchanged * len(stayed) / 100)))
    return [
        (f"9{who}", team, grade, answers(chance))
        if at in gone
        else (who, team, grade, given if at in same else answers(chance))
        for at, (who, team, grade, given) in enumerate(people)
    ]


def written(who: str, how: str) -> str:
    """An id as the second table has it."""
    if how == "zeros":
        return who.lstrip("0") or "0"
    return {"blanks": f"  x{who} ", "case": f"X{who}", "": f"x{who}"}[how]


def survey(people: list[Person], ids: list[str]) -> Survey:
    given = np.array([person[3] for person in people], dtype=np.int64)
    columns: dict[str, list[str | None]] = {
        "team": [person[1] for person in people],
        "grade": [person[2] for person in people],
    }
    return Survey((asked(),), "short", items(), given, columns, {}, ids)


@cache
def turned() -> tuple[bool, ...]:
    """Whether a question counts the other way round."""
    by_id = {item.id: item.reversed for item in asked().items}
    return tuple(by_id[item] for item in items())


def score(given: tuple[int, ...]) -> int:
    """The sum of keyed answers: the same for two sheets that no figure tells apart."""
    return sum(6 - one if other else one for one, other in zip(given, turned(), strict=True))


def told(rows: Iterable[Unknowns]) -> bool:
    """Whether some combination of the sums is about one to four people alone."""
    sums = list(dict.fromkeys(rows))
    vectors: dict[str, set[tuple[int, ...]]] = defaultdict(set)
    for unknown in {unknown for row in sums for unknown in row}:
        vectors[unknown[0]].add(tuple(int(unknown in row) for row in sums))
    lots = Counter(frozenset(its) for its in vectors.values())
    columns = sorted({vector for lot in lots for vector in lot})
    place = {vector: at for at, vector in enumerate(columns)}
    basis, sizes, _ = np.linalg.svd(np.array(columns, dtype=float), full_matrices=False)
    basis = basis[:, sizes > ZERO]  # a row an answer: its part in what the sums span
    in_lots = Counter(vector for lot in lots for vector in lot)
    small = [lot for lot, count in lots.items() if count <= LIGHT]
    most = np.array([sum(float(basis[place[v]] @ basis[place[v]]) for v in lot) for lot in small])
    people = np.array([lots[lot] for lot in small])
    for many in range(1, LIGHT + 1):
        some = _combinations(len(small), many)
        if not len(some):
            continue
        heavy = (people[some].sum(axis=1) <= LIGHT) & (most[some].sum(axis=1) >= 1 - ZERO)
        for chosen in some[heavy]:
            here = Counter(vector for at in chosen for vector in small[at])
            alone = [place[vector] for vector, count in here.items() if count == in_lots[vector]]
            part = basis[alone]
            if alone and np.linalg.norm(part, 2) >= 1 - ZERO:
                return True
    return False


@lru_cache(maxsize=8)
def _combinations(count: int, many: int) -> NDArray[np.int64]:
    found = np.array(list(combinations(range(count), many)), dtype=np.int64)
    return found.reshape(-1, many)


def case(number: int) -> Counter[str]:
    """One pair of waves: refused, or written, with the changes shown and leaks."""
    chance = random.Random(f"panels {number}")
    before = first_wave(chance)
    after = second_wave(chance, before, chance.choice(TURNOVER), chance.choice(UNCHANGED))
    chance.shuffle(after)
    by = BREAKDOWNS[number % 2]
    how = REWRITINGS[number // 3 % 3] if number % 3 == 0 else ""
    matching: Matching = "loose" if how == "zeros" else "plain"
    first_ids = [who if how == "zeros" else written(who, "") for who, *_ in before]
    tables = [
        survey(before, first_ids),
        survey(after, [written(who, how) for who, *_ in after]),
    ]
    found = Counter({"pairs": 1, f"ids rewritten: {how}" if how else "ids as they were": 1})
    wanted = subject.WavesRequest(by, ("first", "second"), matching=matching)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db", matching) as ledger:
        try:
            made = subject.waves(tables, wanted, ledger)
        except ConfidentialityRefusal as refusal:
            found[f"refused: {refusal.faults[0].code}"] = 1
            return found
    rows: list[Unknowns] = []
    for people, report in zip((before, after), made.reports, strict=True):
        groups = report.publication.membership.by_key
        rows += [
            frozenset((people[at][0], score(people[at][3])) for at in groups[figure.group].members)
            for figure in report.publication.figures
        ]
    found["leaks"] = int(told(rows))
    changes = made.document.changes
    found["changes"] = len(changes)
    found["changes of the same people"] = sum(each.method == "paired" for each in changes)
    found["groups in both waves"] = len({(one.by, one.name) for one in made.document.series})
    return found


def main() -> int:
    """Run; 1 where both waves together tell about one to four people."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--jobs", type=int, default=1, help="cases at once")
    asked_for = parser.parse_args()
    begun = time.perf_counter()
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(asked_for.jobs) as pool:
        numbers = range(QUICK if asked_for.quick else PAIRS)
        for number, found in enumerate(pool.map(case, numbers, chunksize=20), start=1):
            total.update(found)
            if not number % 100:
                print(number, dict(total), flush=True)
    if not asked_for.quick:
        document = {
            "date": datetime.now(UTC).date().isoformat(),
            "modules": modules_hash(),
            "seconds": round(time.perf_counter() - begun, 1),
            "figures": dict(sorted(total.items())),
        }
        RESULT.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return int(total["leaks"] > 0)


if __name__ == "__main__":
    sys.exit(main())
