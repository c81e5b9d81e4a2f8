"""Two programs by others attack what ours publishes, and judge as ours does.

    python bench/long/referee.py --count 60

Needs ``ortools`` and ``pytauargus``; .ci/judges/referee brings them. On random tables:

- CP-SAT (OR-Tools), in whole numbers: no nameable set of one to four people has the same sum in
  every data set that fits what is published, nor of one to three for an insider. On the plain
  minimum of five it finds the very sets that our search finds.
- The audit of Tau-Argus, the statistical offices' tool (on HiGHS, as ours), in real numbers: no
  such set has an interval with room for a single sum. Where the plain minimum gives one away,
  our auditor refuses.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from importlib import import_module
from itertools import combinations
from math import ceil, floor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rctdiag.disclosure.audit.auditor import audit
from rctdiag.disclosure.audit.figures_as_rows import rows_of
from rctdiag.disclosure.audit.integer_search import Search
from rctdiag.disclosure.release.publication import publish
from rctdiag.disclosure.release.publication_plan import plan_publication

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.disclosure.release.publication import Publication

disclosure: Any = import_module("disclosure")  # the program beside this one
STEPS = disclosure.STEPS
UNIT = 100_000  # of a step: Tau-Argus reads whole numbers
INSIDERS = 2
People = tuple[int, ...]


def counted_twice(step: int) -> int:
    """Twice a step as docs/confidentiality.md has it: the two at either end count alike."""
    return (
        min(max(2 * step, 1), 2 * STEPS - 1)
        if 2 <= step <= STEPS - 2
        else 1
        if step < 2
        else 2 * STEPS - 1
    )


def published(publication: Publication) -> list[tuple[People, Fraction, Fraction]]:
    """(people, least, greatest) of each figure, as anybody could work it out."""
    measure, groups = publication.measures["s"], publication.membership.groups
    members = {group.key: group.members for group in groups}
    found = []
    for figure in publication.figures:
        people = tuple(p for p in members[figure.group] if measure.valid[p])
        unit = Fraction(len(people) * STEPS, 100)
        low, high = (Fraction(str(its)) * unit for its in (figure.shown.low, figure.shown.high))
        found.append((people, low, high))
    return found


def nameable(publication: Publication, most: int, without: int = -1) -> list[People]:
    """People alone, groups, what two groups share or differ by: up to ``most`` people."""
    valid = {p for p, its in enumerate(publication.measures["s"].valid) if its and p != without}
    groups = [valid & {*group.members} for group in publication.membership.groups]
    sets = {frozenset(group) for group in groups} | {frozenset([p]) for p in valid}
    sets |= {frozenset(part) for a, b in combinations(groups, 2) for part in (a & b, a - b, b - a)}
    return sorted(tuple(sorted(its)) for its in sets if 1 <= len(its) <= most)


class Whole:
    """All whole-numbered data sets that fit, by CP-SAT."""

    def __init__(self, publication: Publication) -> None:
        # In the judge's environment only, and without types.
        cp_model = import_module("ortools.sat.python.cp_model")

        self.model, rows = cp_model.CpModel(), published(publication)
        self.solver = cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        parameters = self.solver.parameters  # many small programs: little thought before each
        parameters.linearization_level = parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        self.fits = (cp_model.OPTIMAL, cp_model.FEASIBLE)
        self.never = cp_model.INFEASIBLE
        people = sorted({p for its, *_ in rows for p in its})
        self.score = {p: self.model.new_int_var(0, STEPS, f"score {p}") for p in people}
        coded = {p: self.model.new_int_var(1, 2 * STEPS - 1, f"coded {p}") for p in people}
        for p in people:
            self.model.add_allowed_assignments(
                [self.score[p], coded[p]],
                [(s, counted_twice(s)) for s in range(STEPS + 1)],
            )
        lots: dict[tuple[int, ...], list[int]] = {}
        for p in people:
            lots.setdefault(tuple(n for n, row in enumerate(rows) if p in row[0]), []).append(p)
        self.alike = list(lots.values())
        for its, low, high in rows:
            self.model.add_linear_constraint(
                sum(coded[p] for p in its), ceil(2 * low), floor(2 * high)
            )

    def pinned(self, targets: Sequence[People], known: Mapping[int, int]) -> list[People]:
        """The targets with one sum in all of them.

        Raises:
            ArithmeticError: nothing fits, or a search did not end.
        """
        base = self.model.clone()
        for person, step in known.items():
            base.add(self._score_in(base, person) == step)
        first = self._solved(base)
        if first is None:
            raise ArithmeticError("nothing fits what was published")
        others, found = self._turned(first, known), []
        for target in targets:
            mine = [p for p in target if p in self.score]
            now = sum(first[p] for p in mine)
            if not mine or any(sum(its[p] for p in mine) != now for its in others):
                continue
            model = base.clone()
            model.add(sum(self._score_in(model, p) for p in mine) != now)
            other = self._solved(model)
            if other is None:
                found.append(tuple(mine))
            else:
                others += [other, *self._turned(other, known)]
        return found

    def _turned(self, one: dict[int, int], known: Mapping[int, int]) -> list[dict[int, int]]:
        """Data sets that fit as well: people who are in the same sums change places."""
        found = []
        for by in (1, 2):
            turned = dict(one)
            for alike in self.alike:
                free = [p for p in alike if p not in known]
                moved = free[by:] + free[:by]
                turned |= {p: one[other] for p, other in zip(free, moved, strict=True)}
            found.append(turned)
        return found

    def _score_in(self, model: Any, person: int) -> Any:  # noqa: ANN401 - they have no types
        return model.get_int_var_from_proto_index(self.score[person].index)

    def _solved(self, model: Any) -> dict[int, int] | None:  # noqa: ANN401 - they have no types
        verdict = self.solver.solve(model)
        if verdict in self.fits:
            return {p: self.solver.value(its) for p, its in self.score.items()}
        if verdict != self.never:
            raise ArithmeticError("the search did not end")
        return None


def exact_to_tau_argus(
    publication: Publication,
    scores: Sequence[int | None],
    targets: Sequence[People],
) -> list[People]:
    """The targets whose interval is one point, as Tau-Argus audits them.

    Cells of its table: the people, hidden; each published sum, known but for its rounding, which is
    a hidden cell too; each target, hidden.
    """
    audit_jj = import_module("pytauargus._tauargus").audit_jj

    rows = published(publication)
    people = sorted({p for its, *_ in rows for p in its})
    true = {p: UNIT * counted_twice(scores[p] or 0) // 2 for p in people}
    cells = [(true[p], "u", UNIT // 2, UNIT * STEPS - UNIT // 2) for p in people]
    place = {p: turn for turn, p in enumerate(people)}
    relations = []
    for its, low, high in rows:
        least, most = floor(UNIT * low), ceil(UNIT * high)
        over = sum(true[p] for p in its) - least
        at = len(cells)
        cells += [(least, "s", 0, UNIT * STEPS * len(people)), (over, "u", 0, most - least)]
        relations.append([(at, -1), *((place[p], 1) for p in its), (at + 1, -1)])
    first = len(cells)
    mine = [tuple(p for p in target if p in place) for target in targets]
    mine = [target for target in mine if target]
    for turn, target in enumerate(mine):
        total = sum(true[p] for p in target)
        cells.append((total, "u", 0, UNIT * STEPS * len(target)))
        relations.append([(first + turn, -1), *((place[p], 1) for p in target)])
    lines = ["0", str(len(cells))]
    lines += [f"{at} {v} 1 {s} {lb} {ub} 0 0 0" for at, (v, s, lb, ub) in enumerate(cells)]
    lines += [str(len(relations))]
    lines += [f"0 {len(its)} : " + " ".join(f"{c} ({w})" for c, w in its) for its in relations]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table.jj"
        file.write_text("\n".join(lines) + "\n")
        intervals = {its["cell"]: (its["min"], its["max"]) for its in audit_jj(str(file))}
    return [
        target for turn, target in enumerate(mine) if _tells(*intervals[first + turn], len(target))
    ]


def _tells(low: float, high: float, people: int) -> bool:
    """Whether an interval of a sum has room for one sum only, and that is not at an end.

    Sums count in half steps. At an end each of the people may have either of two scores.
    """
    half = UNIT // 2
    least, most = ceil((low - 1) / half), floor((high + 1) / half)
    return least >= most and people < most < (2 * STEPS - 1) * people


def judged(number: int) -> Counter[str]:
    """One table: ours and the plain rule, before three attackers."""
    _, members, scores = disclosure.draw(number)
    measure = disclosure.measure_of(scores)
    plan = plan_publication(members, [measure])
    ours = publish(plan, {"s": scores})
    plain = publish(disclosure.naive(members, measure), {"s": scores})
    found = Counter({"tables": 1, "refused": int(not audit(ours).passed)})
    if ours.figures:
        whole, targets = Whole(ours), nameable(ours, 4)
        found["figures"] = len(ours.figures)
        found["pinned (CP-SAT)"] = len(whole.pinned(targets, {}))
        found["exact (Tau-Argus)"] = len(exact_to_tau_argus(ours, scores, targets))
        rng = random.Random(-number - 1)
        for insider in rng.sample(sorted(whole.score), INSIDERS):
            own, others = scores[insider] or 0, nameable(ours, 3, without=insider)
            found["pinned for an insider (CP-SAT)"] += len(whole.pinned(others, {insider: own}))
    if plain.figures:
        targets = nameable(plain, 4)
        theirs = {*Whole(plain).pinned(targets, {})}
        rows = rows_of(plain.figures, members, measure)
        mine = {*Search(rows, STEPS).pinned(targets)}
        exact = exact_to_tau_argus(plain, scores, targets)
        refused = not audit(plain).passed
        found["plain rule broken (CP-SAT)"] = int(bool(theirs))
        found["plain rule broken (our search)"] = int(bool(mine))
        found["plain rule broken (Tau-Argus)"] = int(bool(exact))
        found["plain rule refused by our auditor"] = int(refused)
        found["sets on which the searches differ"] = len(theirs ^ mine)
        found["broken but passed by our auditor"] = int(bool(theirs or exact) and not refused)
    return found


FEW = 20  # at most one table in so many: what is refused is not published
WRONG = (
    "pinned (CP-SAT)",
    "exact (Tau-Argus)",
    "pinned for an insider (CP-SAT)",
    "sets on which the searches differ",
    "broken but passed by our auditor",
)


def main() -> int:
    """1 where anybody was pinned, the judges differ, or much was refused and so not judged."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--count", type=int, default=60)
    asked = parser.parse_args()
    numbers = range(asked.start, asked.start + asked.count)
    total: Counter[str] = Counter()
    with get_context("spawn").Pool() as processes:
        for number, its in zip(numbers, processes.imap(judged, numbers), strict=True):
            if any(its[name] for name in WRONG):
                print(f"table {number}: {dict(its)}", file=sys.stderr)
            total.update(its)
    print(json.dumps(dict(sorted(total.items())), indent=1))
    broken = all(total[f"plain rule broken ({who})"] for who in ("CP-SAT", "Tau-Argus"))
    few = total["refused"] * FEW <= total["tables"]
    return int(any(total[name] for name in WRONG) or not (broken and few))


if __name__ == "__main__":
    sys.exit(main())
