"""Other people's solver searches every answer table that fits a whole small group report.

    python bench/long/answer_tables.py --quick
    python bench/long/answer_tables.py --from 0 --count 2000

Needs ``ortools``; .ci/judges/referee brings it. Up to twelve people answer up to three questions of
two to five points, in one or two parts, often alike or at an end; they are in teams, and sometimes
also in grades, sites, crossings, or groups that overlap. CP-SAT has a variable for every answer of
everybody, and holds the document, read back from its JSON, by docs/confidentiality.md alone:

- means of scales and parts of every shown group: the sum of half steps that they stand for, what
  two scores at an end count, and what an open end or the lack of one says;
- numbers of people: the attacker knows who is in which group and who answered, so these are
  compared with the table. Everybody answers everything (gaps: tests/disclosure/test_left_open.py);
- words of agreement, careless answering, gaps, the spread of everybody, delicate questions by
  themselves and comparisons with the rest need 15, 20, 50 or 60 people: that they are absent is
  compared. Response rates are of people, not of answers;
- all the rest (ranges, F, pooled means, strengths, steps, the least beside the most power, reasons)
  follows from these. That is tried: some of the tables that fit are reported themselves, and must
  give the same document to the byte.

Nobody's answer, part or score may be the same in every table that fits, nor whether a delicate
question was answered yes, nor a sum of one to four people who can be named or were picked at random
(one to three for somebody who knows their own answers). As a check of its own power the program
also attacks the plain rule, every mean of five people or more to the full. Every case is drawn from
its number alone. Nothing is shared with the planner or the auditor.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.errors.faults import ConfidentialityRefusal

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from answers_attack import FEWEST_STEPS, Attack, Row, Shape, Target
from panels import modules_hash

from small_surveys import small_questionnaire, small_survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from rctdiag.disclosure.document.survey import Survey

    Ints = NDArray[np.int64]

RESULTS = Path(__file__).parents[1] / "results" / "answer-tables.json"
COUNT, QUICK, PLAIN = 2000, 25, 10  # the plain rule is attacked on every tenth table
PARTS = ((1,), (2,), (3,), (1, 1), (1, 2), (2, 1))
KINDS = ((), ("team",), ("team",), ("team", "grade"), ("site/team",), ("team,grade",), ("skill",))
FEWEST, MOST, INSIDERS, REMADE = 5, 4, 2, 2


def draw(case: int) -> tuple[Survey, Shape, ReportRequest]:
    """A table, how its answers count, and what is asked for."""
    rng = random.Random(case)
    while True:
        points, sizes = rng.choice((2, 3, 4, 5, 5)), rng.choice(PARTS)
        if sum(sizes) * (points - 1) >= FEWEST_STEPS:  # else nothing is shown
            break
    by = rng.choice(KINDS)
    people = rng.randint(5, 7) if by == () and rng.random() < 0.5 else rng.randint(8, 12)
    cut = rng.choice((5, 5, 6, people // 2, rng.randint(1, people - 1)))
    team: list[str | None] = ["a" if at < cut else "b" for at in range(people)]
    grade: list[str | None] = [rng.choice("xxy") for _ in range(people)]
    if rng.random() < 0.5:
        grade = ["x" if at % 2 else "y" for at in range(people)]
    skills = [frozenset(s for s in "kl" if rng.random() < 0.7) for _ in range(people)]
    ways = {}
    for name in "ab":
        usual = [rng.choice((1, points, rng.randint(1, points))) for _ in range(sum(sizes))]
        ways[name] = usual, rng.choice((0.0, 0.0, 0.1, 0.3, 1.0))
    given = [
        [rng.randint(1, points) if rng.random() < unusual else answer for answer in usual]
        for usual, unusual in (ways[str(name)] for name in team)
    ]
    if rng.random() < 0.4:  # all but a few, who are at the far end
        for odd in rng.sample(range(people), rng.choice((1, 1, 2, 3))):
            given[odd] = [1 if answer * 2 > points else points for answer in given[odd]]
    names = {f"p{at}": [f"p{at}x{k}" for k in range(count)] for at, count in enumerate(sizes)}
    items = [item for part in names.values() for item in part]
    # More than a third of a scale, and nothing of it is shown to so few.
    delicate = rng.choice(items) if rng.random() < (0.4 if len(items) == 3 else 0.03) else ""
    kind = rng.choice(("other", "culture", "connection", "readiness"))
    questionnaire = small_questionnaire(names, points=points, kind=kind, sensitive=[delicate])
    columns = {"team": team, "grade": grade, "site": ["s"] * people}
    survey = small_survey(questionnaire, given, columns)
    if by == ("skill",):
        survey, by = replace(survey, tags={"skill": skills}), ("team",)
    power = {"grade": ("x", "y")} if "grade" in by and {"x", "y"} <= {*grade} else {}
    parts = tuple(tuple(items.index(item) for item in part) for part in names.values())
    shape = Shape(points, parts, tuple(at for at, item in enumerate(items) if item == delicate))
    minimum = min(people, rng.choice((5, 5, 5, 6)))
    sizes_of = Counter(str(name) for name in team)
    heads = tuple(({"team": name}, size + rng.randint(0, 3)) for name, size in sizes_of.items())
    listed = heads if by == ("team",) and rng.random() < 0.3 else ()
    return survey, shape, ReportRequest(by, minimum, power, listed)


def members(survey: Survey, by: str, name: str) -> tuple[int, ...]:
    """Who is in a group, by what the document calls it."""
    everyone = range(len(survey.given))
    if by == "everyone":
        return tuple(everyone)
    if by in survey.tags:
        return tuple(p for p in everyone if name in survey.tags[by][p])
    columns = [survey.columns[column] for column in by.replace(",", "/").split("/")]
    return tuple(p for p in everyone if " / ".join(str(values[p]) for values in columns) == name)


def margin(people: int, top: int, blocks: int) -> int:
    """Points from 0 or 100 where a mean is open: one person at the far end of all, and another at
    the next place, everybody else at the near end, to the next five points."""
    half_steps = blocks * (people - 1) + (2 * top - blocks) + 3
    return 5 * ceil(Fraction(100 * half_steps, 2 * top * people) / 5)


def limits(mean: dict[str, Any], people: int, top: int, blocks: int) -> tuple[int, int]:
    """What the sum of half steps can be, from a mean as written."""
    at, ends = Fraction(str(mean["mean"])), margin(people, top, blocks)
    unit = Fraction(2 * top * people, 100)
    if mean["direction"] == "at_most" and at == ends:
        return 0, floor(at * unit)
    if mean["direction"] == "at_least" and at == 100 - ends:
        return ceil(at * unit), 2 * top * people
    if mean["direction"] != "about":
        raise AssertionError("this program knows the open ends wrongly")
    near = Fraction(1, 20)  # and beyond the margin: on it, a mean is open
    low, high = floor(ends * unit) + 1, ceil((100 - ends) * unit) - 1
    return max(low, ceil((at - near) * unit)), min(high, floor((at + near) * unit))


def read(document: dict[str, Any], survey: Survey, shape: Shape) -> Iterator[Row]:
    """What the document says of answers, as rows; all else must be absent, or about people."""
    tops = shape.tops
    if document["careless"] or document["gaps"] or document["comparisons"]["rows"]:
        raise AssertionError("so few people, and words about them are written")
    if document["scales"]["tone"]["spread"]["reason"] != "fixed_spread":
        raise AssertionError("so few people, and their spread is written")
    for group in (document["organisation"], *document["groups"]):
        people, scale = members(survey, group["by"], group["name"]), group["scales"]["tone"]
        response = group["response"] or {"answered": None}
        for number in (group["n"], scale["answered"], response["answered"]):
            if number not in {None, len(people)}:
                raise AssertionError("this program counts people wrongly")
        if any(group["agreement"].values()) or any(
            i["reason"] is None for i in group["items"].values()
        ):
            raise AssertionError("so few people, and agreement or single questions are written")
        every = tuple(range(len(tops)))
        means = [(scale, every)]
        if len(shape.shown) == len(scale["facets"]):
            parts = zip(scale["facets"].values(), shape.shown, strict=True)
            means += [(facet, shape.blocks_of(part)) for facet, part in parts]
        for mean, blocks in means:
            if mean["mean"] is not None:
                top = sum(tops[block] for block in blocks)
                yield Row(people, blocks, *limits(mean, len(people), top, len(blocks)))


def plain(survey: Survey, shape: Shape) -> tuple[list[Row], Shape]:
    """The plain rule instead: each mean of a group of five or more, whatever the answers."""
    bare, rows = replace(shape, halves=False), []
    sums = bare.counted(survey.given[np.newaxis])[0]
    groups = [("everyone", ""), *(("team", name) for name in "ab"), *(("grade", g) for g in "xy")]
    for people in {members(survey, *group) for group in groups}:
        if len(people) >= FEWEST:
            for block in range(len(bare.blocks)):
                total = int(sums[list(people), block].sum())
                rows.append(Row(people, (block,), total, total))
    return rows, bare


def outlier(truth: Ints) -> int:
    """The person who answered least like the others."""
    return int(np.abs(truth - np.median(truth, axis=0)).sum(axis=1).argmax())


def outcome_of(attack: Attack, rng: random.Random) -> tuple[str, list[Target]]:
    """Who learns something for certain, and what: "safe", "outsider" or "insider"."""
    targets = attack.certain(MOST, None, rng)
    if targets:
        return "outsider", targets
    people = range(len(attack.truth))
    odd = outlier(attack.truth)
    for known in (odd, *rng.sample([p for p in people if p != odd], INSIDERS - 1)):
        targets = attack.certain(MOST - 1, known, rng)
        if targets:
            return "insider", [*targets, Target((known,), ())]
    return "safe", []


def case_of(number: int) -> Counter[str]:
    """What came of one table."""
    survey, shape, request = draw(number)
    rng, counts = random.Random(-number - 1), Counter({"tables": 1})
    if number % PLAIN == 0:
        rows, bare = plain(survey, shape)
        counts["plain rule attacked"] = 1
        outcome, _ = outcome_of(Attack(rows, survey.given, bare), rng)
        counts["plain rule broken"] = int(outcome != "safe")
    try:
        document = report(survey, request).document.model_dump_json()
    except ConfidentialityRefusal:
        counts["refused"] = 1
        return counts
    attack = Attack(list(read(json.loads(document), survey, shape)), survey.given, shape)
    counts["means"] = len(attack.rows)
    counts["nothing shown"] = int(not attack.rows)
    outcome, targets = outcome_of(attack, rng)
    counts[outcome] = 1
    counts["tables found by CP-SAT"] = len(attack.solutions)
    if targets:
        print(f"table {number}, {outcome}: {targets}", file=sys.stderr)
    # Does every leaf follow from the rows? Other tables that fit must make the same document.
    fitting = [*attack.solutions, *attack.near(survey.given, None, rng)[1:]]
    for table in rng.sample(fitting, min(REMADE, len(fitting))):
        counts["reported again"] += 1
        try:
            again = report(replace(survey, given=table), request).document.model_dump_json()
        except ConfidentialityRefusal:
            again = ""
        if again != document:
            kind = "another document" if again else "refused again"
            counts[kind] += 1
            print(f"table {number}, {kind}: {table.tolist()}", file=sys.stderr)
    return counts


WRONG = ("outsider", "insider", "another document")
# Whether a report is refused depends on answers: that there is one tells at most that none of the
# tables that would have been refused is the true one. More than one in a thousand would be news.
MOST_REFUSED_AGAIN = 0.001  # of the tables that were reported again
NAMES = ("tables", "refused", "means", "nothing shown", "safe", *WRONG, "refused again")
NAMES += ("tables found by CP-SAT", "reported again", "plain rule attacked", "plain rule broken")


def run(start: int, count: int) -> Counter[str]:
    """What came of so many tables."""
    total: Counter[str] = Counter()
    for number in range(start, start + count):
        total.update(case_of(number))
    return total


def main() -> int:
    """1 where anybody learned something, or the program found nothing in the plain rule."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--count", type=int, default=COUNT)
    options = parser.parse_args()
    begun = time.process_time()
    counts = run(options.start, QUICK if options.quick else options.count)
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "modules": modules_hash(),
        "from": options.start,
        **{name: counts[name] for name in NAMES},
        "seconds": round(time.process_time() - begun),
    }
    print(json.dumps(result, indent=1))
    if not options.quick and options.count >= COUNT:
        RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    refused_often = counts["refused again"] > 1 + MOST_REFUSED_AGAIN * counts["reported again"]
    is_wrong = any(counts[name] for name in WRONG) or refused_often
    return int(is_wrong or not counts["plain rule broken"])


if __name__ == "__main__":
    sys.exit(main())
