"""How often each rule of advice met its case on random sheets, and how often it was broken.

    python bench/long/advice.py            96,000 sheets, 12,000 persons; writes the results
    python bench/long/advice.py --quick    1,500 sheets, 1,200 persons; writes nothing

Every sheet is held against every rule whose case it meets, by the independent reading in
tests/advice. Then persons of eight kinds of place are simulated, and their plans are counted.
The exit code is 1 where a rule was broken, or met by fewer than 8,000 of the 96,000 sheets, or
a bound on the plans of all persons is not kept.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT / "tests")  # in place of this folder, where this file is called advice too

from advice.kinds import Tally, tally  # noqa: E402 - likewise
from advice.real import steps  # noqa: E402 - tests is no package and has to be found first
from advice.trial import run  # noqa: E402 - likewise

RESULT = ROOT / "bench" / "results" / "advice.json"
SEED = 20_261_122
FULL, QUICK = 96_000, 1_500
PERSONS, QUICK_PERSONS = 12_000, 4_000
LEAST_MET = 8_000  # in the full form, of each rule
THREE_STRATEGIES = 0.80  # the share of persons with a step for now in three strategies or more
MOST_BEGUN = 0.15  # the share that begins with one and the same step
LEAST_SHOWN = 0.003  # of the audience: a step shown to fewer has no place in the catalogue


def covered_hash() -> str:
    """A hash of the modules, the checker and the content that the figures rest on."""
    digest = hashlib.sha256()
    for folder, pattern in (
        ("src/rctdiag/advice", "*.py"),
        ("src/rctdiag/scoring", "*.py"),
        ("questionnaires", "*.yaml"),
        ("questionnaires/steps", "*.yaml"),
    ):
        for path in sorted((ROOT / folder).glob(pattern)):
            digest.update(path.read_bytes())
    for name in ("kinds", "reading", "rules", "sheets", "trial"):
        digest.update((ROOT / "tests" / "advice" / f"{name}.py").read_bytes())
    return digest.hexdigest()


def bounds(found: Tally) -> dict[str, float | list[str]]:
    """What must hold of all plans together, as figures."""
    persons = found.persons.total()
    leading = found.persons["leads"]
    audiences = {"leads": leading, "member": persons - leading}
    seldom = [
        step.id
        for step in steps()
        if found.shown[step.id] < LEAST_SHOWN * audiences.get(step.audience, 0)
    ]
    return {
        "persons": persons,
        "whole_maps": found.whole / persons,
        "three_strategies": round(found.three / persons, 4),
        "most_begun": round(max(found.begun.values()) / persons, 4),
        "different_threes": len(found.threes),
        "seldom_shown": sorted(seldom),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    sheets = QUICK if quick else FULL
    covered = covered_hash()
    begun = time.perf_counter()
    met, broken = run(SEED, sheets, steps())
    seconds = time.perf_counter() - begun
    together = bounds(tally(SEED, QUICK_PERSONS if quick else PERSONS))
    for name, count in met.items():
        print(f"{name:32} {count:7,} sheets  {broken[name]:5,} broken")
    print(f"{sheets:,} sheets in {seconds:.1f} s, {1000 * seconds / sheets:.2f} ms each")
    for name, figure in together.items():
        print(f"{name:32} {figure}")
    if covered_hash() != covered:
        print("the code or the content changed during the run: these figures belong to neither")
        return 1
    if not quick:
        found = {
            "what": "rules of advice on random sheets: cases met, and rules broken",
            "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
            "hash": covered,
            "quick": False,
            "seed": SEED,
            "sheets": sheets,
            "seconds": round(seconds, 1),
            "steps": len(steps()),
            "persons": together,
            "met": dict(met),
            "broken": {name: broken[name] for name in met},
        }
        RESULT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    seldom = not quick and min(met.values()) < LEAST_MET
    kept = (
        together["whole_maps"] == 1
        and together["three_strategies"] >= THREE_STRATEGIES
        and together["most_begun"] <= MOST_BEGUN
        and (quick or not together["seldom_shown"])
    )
    return 1 if broken or seldom or not kept else 0


if __name__ == "__main__":
    raise SystemExit(main())
