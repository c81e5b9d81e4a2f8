"""How often each rule of advice met its case on random sheets, and how often it was broken.

    python bench/long/advice.py            96,000 sheets; writes bench/results/advice.json
    python bench/long/advice.py --quick    1,500 sheets; writes nothing

Every sheet is held against every rule whose case it meets, by the independent reading in
tests/advice. The exit code is 1 where a rule was broken, or met by fewer than 10,000 of the
96,000 sheets.
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

from advice.real import steps  # noqa: E402 - tests is no package and has to be found first
from advice.trial import run  # noqa: E402 - likewise

RESULT = ROOT / "bench" / "results" / "advice.json"
SEED = 20_261_122
FULL, QUICK = 96_000, 1_500
LEAST_MET = 10_000  # in the full form, of each rule


def covered_hash() -> str:
    """A hash of the modules, the checker and the content that the figures rest on."""
    digest = hashlib.sha256()
    for folder, pattern in (
        ("src/rctdiag/advice", "*.py"),
        ("src/rctdiag/scoring", "*.py"),
        ("questionnaires", "*.yaml"),
    ):
        for path in sorted((ROOT / folder).glob(pattern)):
            digest.update(path.read_bytes())
    for name in ("held", "reading", "rules", "sheets", "trial"):
        digest.update((ROOT / "tests" / "advice" / f"{name}.py").read_bytes())
    return digest.hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    sheets = QUICK if quick else FULL
    covered = covered_hash()
    begun = time.perf_counter()
    met, broken = run(SEED, sheets, steps())
    seconds = time.perf_counter() - begun
    for name, count in met.items():
        print(f"{name:32} {count:7,} sheets  {broken[name]:5,} broken")
    print(f"{sheets:,} sheets in {seconds:.1f} s, {1000 * seconds / sheets:.2f} ms each")
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
            "met": dict(met),
            "broken": {name: broken[name] for name in met},
        }
        RESULT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    seldom = not quick and min(met.values()) < LEAST_MET
    return 1 if broken or seldom else 0


if __name__ == "__main__":
    raise SystemExit(main())
