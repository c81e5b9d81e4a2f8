"""Every answer there could be, beside the whole document of a small group report.

    python bench/long/whole_document.py --quick
    python bench/long/whole_document.py --from 0 --count 2000

One or two teams of five to nine people answer a scale of one or two short parts, often alike or at
an end. The program reads the finished document as JSON, by its own account of how figures are
rounded, and lists every set of scores of a team that fits all of it. Somebody's score is given away
when it is the same in all of them: to an outsider, or to a member who knows their own. Every case
is drawn from its number alone. Nothing here is shared with the planner or the auditor.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from itertools import combinations_with_replacement, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.errors.faults import ConfidentialityRefusal

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from small_surveys import small_questionnaire, small_survey

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rctdiag.disclosure.document.survey import Survey

    Ints = NDArray[np.int64]

RESULTS = Path(__file__).parents[1] / "results" / "disclosure-whole.json"
QUICK = 40
# Points, items of each part, most people of a team: as many as can be listed.
SHAPES = (
    (5, (1,), 9),
    (5, (2,), 8),
    (4, (1, 1), 7),
    (5, (1, 1), 5),
    (3, (2, 2), 5),
    (2, (3, 3), 7),
    (4, (1, 2), 5),
)


def draw(case: int) -> tuple[Survey, tuple[int, ...]]:
    """A table, and the steps of each part."""
    rng = random.Random(case)
    points, items, most = SHAPES[case % len(SHAPES)]
    teams = rng.choice((1, 2))
    sizes = [rng.randint(5, most) for _ in range(teams)]
    rows = []
    for _ in range(teams):
        usual = [rng.choice((1, points, rng.randint(1, points))) for _ in range(sum(items))]
        other = rng.choice((0.0, 0.1, 0.3, 1.0))
        rows.append((usual, other))
    given = [
        [rng.randint(1, points) if rng.random() < other else answer for answer in usual]
        for (usual, other), size in zip(rows, sizes, strict=True)
        for _ in range(size)
    ]
    team: list[str | None] = ["ab"[at] for at, size in enumerate(sizes) for _ in range(size)]
    parts = {f"p{at}": [f"p{at}x{k}" for k in range(count)] for at, count in enumerate(items)}
    questionnaire = small_questionnaire(parts, points=points)
    survey = small_survey(questionnaire, given, {"team": team})
    return survey, tuple(count * (points - 1) for count in items)


@cache
def every_table(steps: tuple[int, ...], people: int) -> Ints:
    """Every set of scores of so many people: (sets, people, parts), in steps."""
    sheets = list(product(*(range(its + 1) for its in steps)))
    turns = np.array(list(combinations_with_replacement(range(len(sheets)), people)))
    return np.array(sheets, dtype=np.int64)[turns]


def twice(scores: Ints, steps: tuple[int, ...]) -> Ints:
    """Half steps that count: at either end of a part, two scores count as the mean of both."""
    top = np.array(steps)
    counted = np.where(scores <= 1, 1, 2 * scores)
    return np.where(scores >= top - 1, 2 * top - 1, counted)


def limits(mean: dict[str, Any], people: int, steps: int, parts: int) -> tuple[float, float]:
    """What the sum of half steps may be, from a mean as written."""
    # Nobody counts less than a half step of each part; from there one person at the far end, and
    # another at the next place, in half steps: what is left open is the next five points beyond.
    half_steps = parts * people + (2 * steps - 2 * parts + 3)
    margin = 5 * -(-(100 * half_steps) // (2 * steps * people * 5))
    unit = 2 * steps * people / 100
    slack = 1e-7
    if mean["direction"] == "at_most":
        return -slack, mean["mean"] * unit + slack
    if mean["direction"] == "at_least":
        return mean["mean"] * unit - slack, 100 * unit + slack
    low = max(mean["mean"] - 0.05, margin) * unit
    return low - slack, min(mean["mean"] + 0.05, 100 - margin) * unit + slack


def constraints(
    group: dict[str, Any], steps: tuple[int, ...]
) -> list[tuple[Ints, tuple[float, float]]]:
    """Of each figure of a group: which parts it adds up, and the limits of that sum."""
    scale = group["scales"]["tone"]
    every = np.ones(len(steps), dtype=np.int64)
    found = []
    if scale["mean"] is not None:
        found.append((every, limits(scale, scale["answered"], sum(steps), len(steps))))
    for at, facet in enumerate(scale["facets"].values()):
        if facet["mean"] is not None:
            alone = np.zeros(len(steps), dtype=np.int64)
            alone[at] = 1
            found.append((alone, limits(facet, scale["answered"], steps[at], 1)))
    return found


def fitting(
    document: dict[str, Any], sizes: list[int], steps: tuple[int, ...], items: tuple[int, ...]
) -> list[Ints]:
    """Of each team, every set of scores that fits the whole document."""
    groups = document["groups"] or [document["organisation"]]
    kept, sums = [], []
    for group, size in zip(groups, sizes, strict=True):
        tables = every_table(steps, size)
        totals = twice(tables, steps).sum(axis=1)
        fits = np.ones(len(tables), dtype=bool)
        for parts, (low, high) in constraints(group, steps):
            total = totals @ parts
            fits &= (total >= low) & (total <= high)
        kept.append(tables[fits])
        sums.append(totals[fits])
    if len(kept) == 1:
        return kept
    whole = constraints(document["organisation"], steps)
    word = (document["organisation"]["agreement"]["tone"] or {}).get("word")
    if word is not None and items == (1,):  # of longer parts it is about more than their sums
        raw = [tables[:, :, 0] for tables in kept]
        sums = [
            np.column_stack([total, its.sum(axis=1), (its**2).sum(axis=1)])
            for total, its in zip(sums, raw, strict=True)
        ]
    kinds = [np.unique(total, axis=0) for total in sums]
    out = []
    for at in (0, 1):
        both = kinds[at][:, None, :] + kinds[1 - at][None, :, :]
        fits = np.ones(both.shape[:2], dtype=bool)
        for parts, (low, high) in whole:
            total = both[:, :, : len(steps)] @ parts
            fits &= (total >= low) & (total <= high)
        if both.shape[2] > len(steps):
            people = sum(sizes)
            squares = both[:, :, 2] - both[:, :, 1] ** 2 / people
            r_star = 1 - squares / (people - 1) / (((steps[0] + 1) ** 2 - 1) / 12)
            fits &= np.select([r_star >= 0.7, r_star >= 0], ["alike", "mixed"], "apart") == word
        able = {tuple(kind) for kind in kinds[at][fits.any(axis=1)].tolist()}
        out.append(kept[at][[tuple(total) in able for total in sums[at].tolist()]])
    return out


def told(tables: Ints, truth: Ints) -> str:
    """Who learns a score of somebody's for certain: "", "outsider" or "insider"."""
    if (tables.min(axis=(0, 1)) == tables.max(axis=(0, 1))).any():
        return "outsider"
    for sheet in np.unique(truth, axis=0):
        own = (tables == sheet).all(axis=2)
        able = own.any(axis=1)
        others = tables[able].copy()
        first = own[able].argmax(axis=1)
        keep = np.ones(others.shape[:2], dtype=bool)
        keep[np.arange(len(others)), first] = False
        left = others[keep].reshape(len(others), -1, others.shape[2])
        if (left.min(axis=(0, 1)) == left.max(axis=(0, 1))).any():
            return "insider"
    return ""


def attack(case: int) -> str:
    """What came of one table: "safe", "refused", "outsider" or "insider"."""
    survey, steps = draw(case)
    teams = survey.columns["team"]
    names = list(dict.fromkeys(teams))
    try:
        made = report(survey, ReportRequest(("team",) if len(names) > 1 else ()))
    except ConfidentialityRefusal:
        return "refused"
    document = json.loads(made.document.model_dump_json())
    whole = document["organisation"]
    if (
        document["careless"]
        or document["gaps"]
        or not document["scales"]["tone"]["spread"]["reason"]
    ):
        raise AssertionError("so few people, and more than means and agreement is written")
    at, scores = 0, []
    for facet in survey.questionnaires[0].facets:
        count = sum(item.facet == facet.id for item in survey.questionnaires[0].items)
        scores.append((survey.given[:, at : at + count] - 1).sum(axis=1))
        at += count
    shown_parts = whole["scales"]["tone"]["facets"]
    if not shown_parts and len(steps) > 1:  # parts too short: the scale is one block
        steps, scores = (sum(steps),), [np.sum(scores, axis=0)]
    truth = np.stack(scores, axis=1)
    members = [np.array([team == name for team in teams]) for name in names]
    items = SHAPES[case % len(SHAPES)][1]
    found = fitting(document, [int(its.sum()) for its in members], steps, items)
    for tables, its in zip(found, members, strict=True):
        own = truth[its]
        order = np.lexsort(own.T[::-1])
        if not (tables == own[order]).all(axis=(1, 2)).any():
            raise AssertionError("the truth does not fit: this program reads figures wrongly")
        who = told(tables, own)
        if who:
            return who
    return "safe"


def run(start: int, count: int) -> Counter[str]:
    """What came of so many tables."""
    return Counter(attack(case) for case in range(start, start + count))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--count", type=int, default=2000)
    options = parser.parse_args()
    begun = time.process_time()
    count = QUICK if options.quick else options.count
    found = run(options.start, count)
    result = {
        "date": datetime.now(UTC).date().isoformat(),
        "from": options.start,
        "tables": count,
        **{name: found[name] for name in ("safe", "refused", "outsider", "insider")},
        "seconds": round(time.process_time() - begun),
    }
    print(json.dumps(result, indent=1))
    if not options.quick:
        RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
