"""How long a group report of a large organisation takes, with its audit, and in how much memory.

python bench/teams.py [--people 10000] [--teams 300] [--out bench/results/teams.json]

Five one-way breakdowns: team and four attributes. One process, the command itself.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from simulate_teams import SEED, table  # type: ignore[import-not-found]  # beside this file

ATTRIBUTES = {"tenure": 5, "contract": 3, "shift": 8}  # with grade: four


def write(path: Path, people: int, teams: int) -> None:
    """A simulated table of teams of about equal size, with four attributes."""
    chance = np.random.default_rng(SEED)
    sizes = chance.multinomial(people, np.full(teams, 1 / teams))
    header, rows = table({f"team {at:03d}": int(n) for at, n in enumerate(sizes)})
    more = {name: chance.integers(0, count, people) for name, count in ATTRIBUTES.items()}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*header, *more])
        for at, row in enumerate(rows):
            writer.writerow([*row, *(f"{name}{its[at]}" for name, its in more.items())])


def run(path: Path, by: list[str]) -> dict[str, object]:
    """One run of the command: wall, processor, memory, size of the document."""
    output = path.with_suffix(".json")
    command = [sys.executable, "-m", "rctdiag", "teams", str(path), "--ledger", "none", "-q"]
    command += [part for one in by for part in ("--by", one)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([*command, "--json", "-o", str(output), "--force"], check=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = json.loads(output.read_text(encoding="utf-8"))
    return {
        "by": by,
        "wall_seconds": round(wall, 1),
        "processor_seconds": round(
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1
        ),
        "peak_megabytes": round(after.ru_maxrss / 1024),
        "groups": len(made["groups"]),
        "shown": sum(one["reason"] is None for one in made["groups"]),
        "document_megabytes": round(output.stat().st_size / 1e6, 1),
        "audit_passed": made["audit"]["passed"],
    }


def main() -> None:
    """Run, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--teams", type=int, default=300)
    parser.add_argument("--by", action="append")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    by = given.by or ["team", "grade", *ATTRIBUTES]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.csv"
        write(path, given.people, given.teams)
        found = run(path, by)
    result = {
        "people": given.people,
        "teams": given.teams,
        **found,
        "when": datetime.now(UTC).date().isoformat(),
        "processors": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
    }
    text = json.dumps(result, indent=2) + "\n"
    print(text, end="")
    if given.out:
        given.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
