"""How long from a key to the next question, the save included.

    python bench/interview.py [--rounds N]     writes bench/results/interview.json

Answers all 75 items under a pseudo-terminal, and measures from the moment the key is sent to the
moment the next question's prompt is complete. Beside it the floor: the same bytes written, synced
and renamed by five plain system calls in the same folder. The target is 50 ms at the median.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

# In the place of this folder, where this file would hide the tests' package of the same name.
sys.path[0] = str(Path(__file__).parent / "long")

from interview_setup import ROOT, write_result  # noqa: E402 - found by the line above

from interview.play import BEFORE, QUIT, Person, home  # noqa: E402 - likewise

BUNDLED = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness")
TARGET = 50.0  # milliseconds, median
SETTLE = 0.02  # seconds after a prompt: the terminal then waits for a key


def latencies(root: Path) -> tuple[list[float], int]:
    """Milliseconds for each item, and the size of the last draft in bytes."""
    paths = tuple(str(ROOT / "questionnaires" / f"{name}.yaml") for name in BUNDLED)
    with Person(root, paths=paths) as person:
        person.answers(*BEFORE)
        person.child.delaybeforesend = None
        taken = []
        for at in range(75):
            person.sees(QUIT)
            time.sleep(SETTLE)
            began = time.perf_counter()
            person.child.send(str(1 + at % 5))
            person.child.expect_exact(QUIT if at < 74 else "quits: ")
            taken.append((time.perf_counter() - began) * 1_000)
            person.child.buffer = person.child.after + person.child.buffer
        size = next((root / "drafts").glob("*.json")).stat().st_size
        person.answers(("quits: ", "q\r"))
        person.ends()
    return taken, size


def floor(root: Path, size: int) -> list[float]:
    """Milliseconds for a bare durable write of the same size."""
    data = b"x" * size
    taken = []
    for _ in range(75):
        began = time.perf_counter()
        beside = os.open(root / "beside", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(beside, data)
        os.fsync(beside)
        os.close(beside)
        os.rename(root / "beside", root / "target")  # noqa: PTH104 - the plain call is the floor
        folder = os.open(root, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        taken.append((time.perf_counter() - began) * 1_000)
    return taken


def told(taken: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(taken, n=100)
    return {
        "median_ms": round(statistics.median(taken), 2),
        "p95_ms": round(cuts[94], 2),
        "worst_ms": round(max(taken), 2),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    answers: list[float] = []
    bare: list[float] = []
    for _ in range(rounds):
        with home() as root:
            taken, size = latencies(root)
            answers += taken
            bare += floor(root, size)
    figures = {
        "answers": len(answers),
        "draft_bytes": size,
        "key_to_next_question": told(answers),
        "floor": told(bare),
        "target_median_ms": TARGET,
    }
    print(figures)
    write_result("interview", figures)
    return 0 if figures["key_to_next_question"]["median_ms"] <= TARGET else 1  # type: ignore[index]


if __name__ == "__main__":
    sys.exit(main())
