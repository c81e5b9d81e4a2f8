"""Attacks on thousands of random publications; `--quick` for the gate, slices for the long form.

    python bench/long/disclosure.py --quick
    python bench/long/disclosure.py --part tables --from 0 --count 1000

Every case is drawn from its number alone, so slices can be run in any order, anywhere; each
slice is added to bench/results/disclosure-PART.json unless those cases are in it already.
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
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from rctdiag.disclosure.audit.auditor import audit
from rctdiag.disclosure.audit.figures_as_rows import rows_of
from rctdiag.disclosure.audit.integer_search import Search, nameable
from rctdiag.disclosure.groups import combinations, fraction_free_elimination
from rctdiag.disclosure.groups.membership import Membership, linked_system, membership
from rctdiag.disclosure.release import suppression
from rctdiag.disclosure.release.publication import Publication, publish
from rctdiag.disclosure.release.publication_plan import Measure, PublicationPlan, plan_publication
from rctdiag.disclosure.release.release_ledger import Ledger, Respondents
from rctdiag.errors.faults import ConfidentialityRefusal

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "bench" / "results"
KINDS = ("one-way", "two-way", "three-way", "hierarchy", "tags")
QUICK = {"tables": 150, "hidden": 50, "ledger": 300}
LONG = {"tables": 10_000, "hidden": 2_000, "ledger": 5_000}
# People of a table, drawn by turns: mostly so few that there is little room to hide anybody.
SMALL = (12, 36)
SIZES = [*[SMALL] * 7, (37, 60), *[(61, 200)] * 2]
STEPS = 12


DISCLOSURE = Path(suppression.__file__).parents[1]


def modules_hash() -> str:
    """Of the modules these figures are about."""
    files = sorted(
        file for room in ("groups", "release", "audit") for file in (DISCLOSURE / room).glob("*.py")
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def sizes_of(number: int) -> tuple[int, int]:
    """The fewest and the most people that a table of this number may have."""
    return SIZES[number // len(KINDS) % len(SIZES)]


def draw(number: int, sizes: tuple[int, int] = SMALL) -> tuple[str, Membership, list[int | None]]:
    """A table of so many people: a breakdown, and scores with some missing."""
    rng = random.Random(number)
    kind = KINDS[number % len(KINDS)]
    size = rng.randint(*sizes)
    teams = rng.randint(2, max(2, size // 6))

    def column(values: int) -> list[str | None]:
        weights = [rng.random() + 0.2 for _ in range(values)]
        return [str(value) for value in rng.choices(range(values), weights, k=size)]

    columns = {"team": column(teams), "gender": column(2), "tenure": column(3)}
    columns["site"] = [str(int(team or 0) % max(2, teams // 2)) for team in columns["team"]]
    tags = None
    by = {
        "one-way": ["team"],
        "two-way": ["team", "gender", "team,gender"],
        "three-way": ["team", "gender", "tenure", "team,gender", "gender,tenure"],
        "hierarchy": ["site/team", "gender"],
        "tags": ["team"],
    }[kind]
    if kind == "tags":
        likely = [rng.uniform(0.1, 0.7) for _ in range(4)]
        tags = {
            "skill": [{str(k) for k in range(4) if rng.random() < likely[k]} for _ in range(size)]
        }
    members = membership(size, columns, by, tags)
    middle, missing = rng.random(), rng.choice([0.0, 0.0, 0.05])
    scores: list[int | None] = [
        None
        if rng.random() < missing
        else min(STEPS, max(0, round(STEPS * rng.gauss(middle, 0.25))))
        for _ in range(size)
    ]
    return kind, members, scores


def measure_of(scores: list[int | None]) -> Measure:
    return Measure("s", STEPS, tuple(score is not None for score in scores))


def broken(
    publication: Publication, scores: list[int | None], rng: random.Random, *, insiders: int
) -> bool:
    """Whether an integer program pins a nameable set of 1-4, or of 1-3 for an insider."""
    measure = publication.measures["s"]
    figures = [f for f in publication.figures if f.measure == "s"]
    rows = rows_of(figures, publication.membership, measure)
    truth = [scores[person] or 0 for person in sorted({p for row in rows for p in row.people})]
    search = Search(rows, STEPS, truth)
    groups = publication.membership.groups
    if not figures:
        return False
    if search.pinned(nameable(groups, measure.valid, 4), at_most=1):
        return True
    for insider in rng.sample(sorted(search.place), min(insiders, len(search.place))):
        others = [
            (person, person != insider and valid) for person, valid in enumerate(measure.valid)
        ]
        targets = nameable(groups, [valid for _, valid in others], 3)
        own = scores[insider]
        if own is not None and search.pinned(targets, {insider: own}, at_most=1):
            return True
    return False


def naive(members: Membership, measure: Measure) -> PublicationPlan:
    """The plain rule: every group of five or more."""
    keys = frozenset(g.key for g in members.groups if g.count(measure.valid) >= 5)
    return PublicationPlan(members, (measure,), 5, keys, {"s": keys})


def most_shown(members: Membership, measure: Measure, at_most: int) -> int | None:
    """The most groups that can be shown safely (everyone always), by trying what to hide."""
    groups = [g for g in members.groups if g.count(measure.valid) >= 5]
    layer, seen, tried = [frozenset[object]()], {frozenset[object]()}, 0
    while layer:
        following: list[frozenset[object]] = []
        for hidden in layer:
            tried += 1
            if tried > at_most:
                return None
            shown = [g for g in groups if g.key not in hidden]
            system = linked_system([(g, measure.valid) for g in shown])
            light = next(combinations.light_combinations(system.columns, 4), None)
            if light is None:
                return len(shown)
            # One of the groups in the combination must go, whichever plan is the best.
            for row in light.weights:
                more = hidden | {system.rows[row].key}
                if more not in seen:
                    seen.add(more)
                    following.append(more)
        layer = following
    return 0


def case_tables(number: int) -> Counter[str]:
    """One table: planned, published, audited, attacked; the plain rule beside it."""
    sizes = sizes_of(number)
    kind, members, scores = draw(number, sizes)
    rng = random.Random(-number - 1)
    measure = measure_of(scores)
    plan = plan_publication(members, [measure])
    found = Counter({"cases": 1, f"{kind} cases": 1})
    large = [g.key for g in members.groups if g.count(measure.valid) >= 5]
    of_size = "{} of {}-{}".format(kind, *sizes)
    for whose in (kind, of_size):
        found[f"{whose} groups of five or more"] = len(large)
        found[f"{whose} groups shown"] = len(plan.groups["s"])
    best = most_shown(members, measure, 400)
    if best:
        found[f"{kind} shown where the optimum is known"] = len(plan.groups["s"])
        found[f"{kind} optimum"] = best
        found[f"{kind} optimum known"] = 1
    publication = publish(plan, {"s": scores})
    if audit(publication, scores={"s": scores}).passed:
        found[f"{kind} written"] = 1
        found["pinned"] = broken(publication, scores, rng, insiders=2)
    else:
        found["refused by the auditor"] = 1
    plain = publish(naive(members, measure), {"s": scores})
    found[f"{kind} plain rule pinned"] = broken(plain, scores, rng, insiders=0)
    found["plain rule passed by the auditor though pinned"] = int(
        bool(found[f"{kind} plain rule pinned"]) and audit(plain, scores={"s": scores}).passed
    )
    return found


def case_hidden(number: int) -> Counter[str]:
    """Answers permuted among people no figure tells apart, or changed where none counts."""
    _, members, scores = draw(number)
    measure = measure_of(scores)
    plan = plan_publication(members, [measure])
    first = publish(plan, {"s": scores})
    rng = random.Random(-number - 1)
    shown = [g for g in members.groups if plan.shows(g.key, "s")]
    rows: dict[tuple[int, ...], list[int]] = {}
    for person in range(members.size):
        its = tuple(turn for turn, g in enumerate(shown) if person in set(g.members))
        if scores[person] is not None:
            rows.setdefault(its, []).append(person)
    changed = list(scores)
    for its, people in rows.items():
        values = [scores[p] for p in people]
        rng.shuffle(values)
        for person, value in zip(people, values, strict=True):
            changed[person] = value if its else rng.randint(0, STEPS)
    again_plan = plan_publication(members, [measure_of(changed)])
    second = publish(again_plan, {"s": changed})
    same = (first, audit(first, scores={"s": scores})) == (
        second,
        audit(second, scores={"s": changed}),
    )
    return Counter({"cases": 1, "changed tables": int(changed != scores), "differ": int(not same)})


def _people(members: Membership, keep: list[int]) -> Membership:
    place = {person: turn for turn, person in enumerate(keep)}
    groups = tuple(
        type(g)(g.by, g.values, tuple(sorted(place[p] for p in g.members if p in place)))
        for g in members.groups
    )
    return Membership(len(keep), tuple(g for g in groups if g.members or g.by == "everyone"))


def case_ledger(number: int) -> Counter[str]:
    """Two releases, 1-4 people or a few answers apart (or more): both together attacked."""
    _, members, scores = draw(number)
    rng = random.Random(-number - 1)
    gone = {*rng.sample(range(members.size), rng.choice([0, 1, 1, 2, 3, 4, 6]))}
    come = {*rng.sample(range(members.size), rng.choice([0, 0, 1, 2, 4, 6]))} - gone
    edited = rng.random() < 0.2
    first = [p for p in range(members.size) if p not in come]
    second = [p for p in range(members.size) if p not in gone]
    found = Counter({"cases": 1})
    later = list(scores)
    if edited:
        person = rng.choice(second)
        later[person] = None if scores[person] is None else abs((scores[person] or 0) - 1)
    union = []
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.db") as ledger:
        for name, keep, its in (("a", first, scores), ("b", second, later)):
            sub, mine = _people(members, keep), [its[p] for p in keep]
            ids = [str(p) for p in keep]
            earlier = ledger.earlier(ids, name)
            measure = measure_of(mine)
            plan = plan_publication(sub, [measure], earlier=earlier)
            publication = publish(plan, {"s": mine})
            if not audit(publication, earlier, {"s": mine}).passed:
                found["refused by the auditor"] += 1
                return found
            try:
                ledger.record(name, publication, Respondents(ids, {"s": mine}))
            except ConfidentialityRefusal:
                found["refused for changed answers"] += 1
                return found
            found[f"{name} shown"] += len(plan.groups["s"])
            for figure in publication.figures:
                people = [keep[p] for p in sub.by_key[figure.group].members if measure.valid[p]]
                union.append(tuple((p, its[p]) for p in people))
    # The attacker holds both documents; unknown is what each person answered each time.
    places = {
        unknown: turn for turn, unknown in enumerate(sorted({u for row in union for u in row}))
    }
    columns = fraction_free_elimination.merged(
        fraction_free_elimination.Column(
            {turn: 1 for turn, row in enumerate(union) if u in row}, 1, (place,)
        )
        for u, place in places.items()
    )
    found["both written"] = 1
    found["leaks"] = int(next(combinations.light_supports(columns, 4), None) is not None)
    return found


PARTS: dict[str, Callable[[int], Counter[str]]] = {
    "tables": case_tables,
    "hidden": case_hidden,
    "ledger": case_ledger,
}


def run(part: str, numbers: range) -> dict[str, int]:
    """Add up the cases."""
    total: Counter[str] = Counter()
    for number in numbers:
        total.update(PARTS[part](number))
    return dict(sorted(total.items()))


def store(part: str, numbers: range, counts: dict[str, int], seconds: float) -> None:
    """Add a slice to the result file; slices of other module versions are dropped."""
    file = RESULTS / f"disclosure-{part}.json"
    old = json.loads(file.read_text()) if file.exists() else {}
    slices = old.get("slices", {}) if old.get("modules") == modules_hash() else {}
    slices[f"{numbers.start}-{numbers.stop - 1}"] = counts
    total: Counter[str] = Counter()
    for its in slices.values():
        total.update(its)
    document = {
        "part": part,
        "date": datetime.now(UTC).date().isoformat(),
        "modules": modules_hash(),
        "target": LONG[part],
        "total": dict(sorted(total.items())),
        "slices": slices,
        "seconds_of_the_last_slice": round(seconds, 1),
    }
    file.write_text(json.dumps(document, indent=1) + "\n")


def main() -> int:
    """Run what was asked; 1 where anything leaked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--part", choices=sorted(PARTS))
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--count", type=int, default=0)
    asked = parser.parse_args()
    if asked.quick:
        SIZES[:] = [SMALL]
    bad = 0
    for part in [asked.part] if asked.part else sorted(PARTS):
        count = QUICK[part] if asked.quick else asked.count or LONG[part]
        numbers = range(asked.start, asked.start + count)
        begun = time.perf_counter()
        counts = run(part, numbers)
        if not asked.quick:
            store(part, numbers, counts, time.perf_counter() - begun)
        print(part, json.dumps(counts))
        bad += sum(counts.get(name, 0) for name in ("pinned", "differ", "leaks"))
        bad += counts.get("plain rule passed by the auditor though pinned", 0)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
