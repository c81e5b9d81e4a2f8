"""Finished documents, read back from their JSON, attacked in whole numbers; and pairs of releases.

    python bench/long/documents.py --quick
    python bench/long/documents.py --part tables --from 0 --count 10000
    python bench/long/documents.py --part pairs --from 0 --count 5000
    python bench/long/documents.py --part tables --count 500 --without-words

Questionnaires have one to five items in one to three parts, with two, three or five points; whole
teams answer alike, or all but one, or at an end. The attacker knows who is in which group, and
holds every number and mean of the document, or of both releases; in a pair one to five people are
late, gone or answer otherwise, and in a third ids are written in another way. Nobody's score on a
part, and no sum over one to four people who can be named, may be the same in every table that fits:
nor, for somebody who knows their own answers, over one to three others. Every case is drawn from
its number alone. The reader and the attack (``sums_attack.py``) share nothing with the planner or
the auditor.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.errors.faults import ConfidentialityRefusal, InputRejected

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from sums_attack import Attack, Cell, Row
from whole_document import limits

from small_surveys import small_questionnaire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

RESULTS = Path(__file__).parents[1] / "results"
LONG = {"tables": 10_000, "pairs": 5_000}
QUICK = {"tables": 40, "pairs": 25}
SIZES = (*[(12, 36)] * 7, (37, 60), *[(61, 200)] * 2)
PARTS = ((1,), (2,), (3,), (5,), (1, 1), (1, 2), (2, 2), (2, 3), (1, 1, 2), (1, 2, 2))
KINDS = (("team",), ("team", "grade"), ("site/team", "grade"), ("team", "team,grade"), ("skill",))
INSIDERS = 2
FEWEST_STEPS = 3
MOST = 4  # people of a set that must not be certain; one fewer beside an insider


def draw(rng: random.Random, sizes: tuple[int, int]) -> tuple[Survey, tuple[str, ...]]:
    """A table, and the breakdowns that are asked for."""
    points, parts, by = rng.choice((2, 3, 5, 5)), rng.choice(PARTS), rng.choice(KINDS)
    people = rng.randint(*sizes)
    teams = rng.randint(2, max(2, people // 6))
    names = {f"p{at}": [f"p{at}x{k}" for k in range(many)] for at, many in enumerate(parts)}
    weights = [rng.random() + 0.2 for _ in range(teams)]
    team: list[str | None] = [str(its) for its in rng.choices(range(teams), weights, k=people)]
    columns: dict[str, list[str | None]] = {
        "team": team,
        "grade": [rng.choice("xyy") for _ in range(people)],
        "site": [str(int(its or 0) % 2) for its in team],
    }
    skills = [frozenset(s for s in "kl" if rng.random() < 0.5) for _ in range(people)]
    tags = {"skill": skills} if by == ("skill",) else {}
    ways: dict[str | None, tuple[list[int], float]] = {}
    for name in dict.fromkeys(team):
        usual = [rng.choice((1, points, rng.randint(1, points))) for _ in range(sum(parts))]
        ways[name] = usual, rng.choice((0.0, 0.05, 0.2, 0.5, 1.0))
    given = [sheet(rng, points, *ways[name]) for name in team]
    questionnaire = small_questionnaire(names, points=points)
    items = tuple(item.id for item in questionnaire.items)
    ids = [f"{at:03}" for at in range(people)]
    answers = np.array(given, dtype=np.int64)
    return Survey(
        (questionnaire,), "full", items, answers, columns, tags, ids
    ), by if not tags else ("team",)


def sheet(rng: random.Random, points: int, usual: Sequence[int], other: float) -> list[int]:
    """Somebody's answers: as is usual in their team, or otherwise."""
    return [rng.randint(1, points) if rng.random() < other else answer for answer in usual]


def parts_of(survey: Survey) -> list[int]:
    """Of each item, its part; where a part has fewer than three steps, the scale is one."""
    items = survey.questionnaires[0].items
    counts = Counter(item.facet for item in items)
    scale = survey.questionnaires[0].scale
    if min(counts.values()) * (scale.high - scale.low) < FEWEST_STEPS:
        return [0] * len(items)
    return [list(counts).index(item.facet) for item in items]


def cells(survey: Survey) -> dict[str, list[Cell]]:
    """Of everybody, by id: their cell on each part."""
    parts = parts_of(survey)
    return {
        id_: [
            (id_, turn, tuple(a for a, part in zip(row, parts, strict=True) if part == turn))
            for turn in sorted(set(parts))
        ]
        for id_, row in zip(survey.ids or (), survey.given.tolist(), strict=True)
    }


def members(survey: Survey, by: str, name: str) -> list[str]:
    """Ids of a group, by what the document calls it."""
    ids = list(survey.ids or ())
    if by in survey.tags:
        return [id_ for id_, its in zip(ids, survey.tags[by], strict=True) if name in its]
    columns = by.replace(",", "/").split("/")
    values = zip(*(survey.columns[column] for column in columns), strict=True)
    return [id_ for id_, its in zip(ids, values, strict=True) if " / ".join(map(str, its)) == name]


def read(document: dict[str, Any], survey: Survey) -> Iterator[Row]:
    """What the document says of sums, as rows."""
    questionnaire = survey.questionnaires[0]
    each = questionnaire.scale.high - questionnaire.scale.low
    parts = parts_of(survey)
    steps = [each * parts.count(turn) for turn in sorted(set(parts))]
    names = [facet.id for facet in questionnaire.facets]
    cells_of = cells(survey)
    whole = {**document["organisation"], "by": "", "name": ""}
    for group in (whole, *document["groups"]):
        by = group["by"] if group is not whole else ""
        ids = members(survey, by, group["name"]) if by else list(survey.ids or ())
        scale = group["scales"]["tone"]
        if group["n"] not in {None, len(ids)} or scale["answered"] not in {None, len(ids)}:
            raise AssertionError("this program counts people wrongly")
        sums = [(scale, range(len(steps)))]
        sums += [
            (scale["facets"][id_], (at,)) for at, id_ in enumerate(names) if id_ in scale["facets"]
        ]
        for mean, own in sums:
            if mean["mean"] is not None:
                low, high = limits(mean, len(ids), sum(steps[at] for at in own), len(own))
                yield (
                    frozenset(cells_of[id_][at] for id_ in ids for at in own),
                    int(np.ceil(low)),
                    int(np.floor(high)),
                )


def attacked(rows: Sequence[Row], surveys: Sequence[Survey], rng: random.Random) -> str:
    """Who learns something certain from these rows: "safe", "outsider" or "insider"."""
    truth, top = {}, {}
    for survey in surveys:
        scale = survey.questionnaires[0].scale
        for own in cells(survey).values():
            for cell in own:
                truth[cell] = sum(cell[2]) - len(cell[2]) * scale.low
                top[cell] = len(cell[2]) * (scale.high - scale.low)
    if not rows:
        return "safe"
    attack = Attack(rows, truth, top)
    if attack.certain(MOST):
        return "outsider"
    # Those with the fewest beside them, and somebody.
    people = [attack.cells[lot[0]][0] for lot in sorted(attack.lots, key=len)]
    chosen = [*[*dict.fromkeys(people)][: INSIDERS - 1], rng.choice(attack.cells)[0]]
    return "insider" if any(attack.certain(MOST - 1, who) for who in chosen) else "safe"


def case_tables(number: int, *, without_words: bool = False) -> Counter[str]:
    """One finished document."""
    rng = random.Random(number)
    survey, by = draw(rng, SIZES[number % len(SIZES)])
    found = Counter({"cases": 1})
    try:
        made = report(survey, ReportRequest(by, without_words=without_words))
    except ConfidentialityRefusal:
        found["refused"] = 1
        return found
    rows = list(read(json.loads(made.document.model_dump_json()), survey))
    found["means"] = len(rows)
    found[attacked(rows, [survey], rng)] = 1
    return found


def later(rng: random.Random, survey: Survey) -> tuple[Survey, Survey]:
    """Two tables of one to five people more, fewer, or with other answers."""
    people = list(range(len(survey.given)))
    some = rng.sample(people, rng.randint(1, 5))
    how = [rng.choice(("late", "gone", "changed")) for _ in some]
    first = survey.only([p for p in people if p not in some or how[some.index(p)] != "late"])
    points = survey.questionnaires[0].scale.high
    given = survey.given.copy()
    for person, its in zip(some, how, strict=True):
        if its == "changed":
            given[person] = sheet(rng, points, given[person].tolist(), 0.5)
    second = replace(survey, given=given)
    return first, second.only([p for p in people if p not in some or how[some.index(p)] != "gone"])


def rewritten(survey: Survey, how: str) -> Survey:
    """The same table, its ids in another spelling."""
    ids = [f"  X{id_} " if how == "case and blanks" else f"x{id_}" for id_ in survey.ids or ()]
    return replace(survey, ids=ids)


def case_pairs(number: int, *, without_words: bool = False) -> Counter[str]:
    """Two releases, held together."""
    rng = random.Random(-number - 1)
    survey, by = draw(rng, SIZES[number % len(SIZES)])
    both = later(rng, survey)
    how = "case and blanks" if number % 3 == 0 else ""
    found = Counter({"cases": 1, "ids rewritten": int(bool(how))})
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db") as ledger:
        for name, its, spelt in zip(("first", "second"), both, ("", how), strict=True):
            try:
                request = ReportRequest(by, release=name, without_words=without_words)
                made = report(rewritten(its, spelt), request, (), ledger)
                made.release(ledger, name)
            except (ConfidentialityRefusal, InputRejected):
                found[f"{name} refused"] = 1
                return found
            rows += read(json.loads(made.document.model_dump_json()), its)
    found["both written"] = 1
    found["means"] = len(rows)
    found[attacked(rows, both, rng)] = 1
    return found


CASES: dict[str, Callable[..., Counter[str]]] = {"tables": case_tables, "pairs": case_pairs}


def run(part: str, start: int, count: int, *, without_words: bool = False) -> Counter[str]:
    """What came of so many cases."""
    total: Counter[str] = Counter()
    for number in range(start, start + count):
        its = CASES[part](number, without_words=without_words)
        if its["outsider"] or its["insider"]:
            print(f"{part} {number}: {dict(its)}", file=sys.stderr)
        total.update(its)
    return total


def main() -> int:
    """1 where anybody learned something certain."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--part", choices=sorted(CASES))
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--without-words", action="store_true")
    asked = parser.parse_args()
    bad = 0
    for part in [asked.part] if asked.part else sorted(CASES):
        count = QUICK[part] if asked.quick else asked.count or LONG[part]
        begun = time.process_time()
        found = run(part, asked.start, count, without_words=asked.without_words)
        result = {
            "part": part,
            "date": datetime.now(UTC).date().isoformat(),
            "from": asked.start,
            "without_words": asked.without_words,
            **dict(sorted(found.items())),
            "outsider": found["outsider"],
            "insider": found["insider"],
            "seconds": round(time.process_time() - begun, 1),
        }
        print(json.dumps(result, indent=1))
        if not asked.quick and not asked.without_words and count >= LONG[part]:
            file = RESULTS / f"documents-{part}.json"
            file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        bad += found["outsider"] + found["insider"]
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
