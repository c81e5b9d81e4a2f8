"""Kills at random moments of an interview at a terminal, with a note on every question.

    python bench/long/note_kills.py --quick       20 kills
    python bench/long/note_kills.py               1,000 kills; bench/results/note_kills.json

A note is acknowledged once its question is asked again, an answer once the next question is on the
screen. After each kill the draft must hold both, word for word, and nothing that was not typed; the
next start must leave it as it is, or give the whole sheet where all was answered, and leave no
temporary file. Ends with 1 if anything was lost, torn or
left behind.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pexpect
from interview_setup import ROOT, write_result

from interview.play import BEFORE, DRIVE, HERE, QUIT, Person, draft, environment, home, leftovers

SEED = 1_317
KILLS, QUICK = 1_000, 20
AT_ONCE = 4
BUNDLED = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness")
ITEMS = 26
TRIES = 5
ASKS_FOR_A_NOTE = "analyses notes: "


def answer(at: int) -> int:
    return 1 + at * 7 % 5


def note(at: int) -> str:
    return f"Note {at}: “what was said”, é 日本."


# Three keystrokes a question: the key for a note, the note, the answer.
STEPS = tuple(
    step
    for at in range(ITEMS)
    for step in (
        (QUIT, "n"),
        (ASKS_FOR_A_NOTE, f"{note(at)}\r"),
        (QUIT, str(answer(at))),
    )
)


@dataclass(frozen=True)
class Killed:
    """What one kill came to: how many notes and answers were acknowledged, and what was wrong."""

    notes: int
    answers: int
    wrong: str = ""


def attempt(paths: tuple[str, ...], steps: int, delay: float) -> Killed:
    """Answer so many steps, send one more, and kill after a moment.

    On a busy machine a key can come before it is listened for, and does not count. Then no fault
    is tried: the person begins once more.
    """
    for _ in range(TRIES):
        with home() as root, Person(root, "--short", paths=paths) as person:
            try:
                person.answers(*BEFORE, *STEPS[:steps])
                person.sees(STEPS[steps][0])
            except pexpect.TIMEOUT:
                continue
            person.child.send(STEPS[steps][1])
            time.sleep(delay)
            person.child.kill(9)
            person.child.wait()
            # The prompt of step ``steps`` was seen, so all before it had been acknowledged.
            notes, answers = (steps + 1) // 3, steps // 3
            return Killed(notes, answers, judged(paths, root, notes, answers))
    return Killed(0, 0, "other: the questions did not come")


def judged(paths: tuple[str, ...], root: Path, notes: int, answers: int) -> str:
    """What went wrong, or nothing."""
    try:
        kept = draft(root)
    except ValueError:
        return "torn"
    if kept is None:
        return "lost: no draft" if notes else ""
    given = [one["answer"] for one in kept["answers"].values()]
    noted = list(kept["notes"].values())
    if not (answers <= len(given) and notes <= len(noted)):
        return f"lost: {len(given)} of {answers} answers, {len(noted)} of {notes} notes"
    if given != [answer(at) for at in range(len(given))]:
        return f"other answers: {given}"
    if noted != [note(at) for at in range(len(noted))]:
        return "other notes"
    return gone_on_with(paths, root, kept) or ("orphan" if leftovers(root) else "")


def gone_on_with(paths: tuple[str, ...], root: Path, kept: dict[str, Any]) -> str:
    """What the next start did wrong, or nothing."""
    again = subprocess.run(
        [sys.executable, str(DRIVE), "--short", "--resume", *paths],
        input=b"",
        capture_output=True,
        cwd=HERE,
        env=environment(root),
        check=False,
        timeout=120,
    )
    if again.returncode or b"Traceback" in again.stderr:
        return f"not gone on with: {again.returncode}"
    if len(kept["answers"]) == ITEMS:  # nothing was left to ask: the sheet comes out, and its notes
        sheet = json.loads(again.stdout) if again.stdout.startswith(b"{") else {}
        given = [one["answer"] for one in kept["answers"].values()]
        same = [*sheet.get("answers", {}).values()] == given and sheet["notes"] == kept["notes"]
        return "" if same else "lost: another sheet came out"
    later = draft(root)
    same = later is not None and all(later[part] == kept[part] for part in ("answers", "notes"))
    return "" if same else "changed by the next start"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true")
    quick = options.parse_args().quick
    chance = random.Random(SEED)
    cases = [
        (chance.randrange(len(STEPS)), chance.uniform(0, 0.02))
        for _ in range(QUICK if quick else KILLS)
    ]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        sheets = [ROOT / "questionnaires" / f"{name}.yaml" for name in BUNDLED]
        paths = tuple(str(shutil.copy(path, folder)) for path in sheets)
        done = list(pool.map(lambda case: attempt(paths, *case), cases))
    wrong = [f"kill {at}: {one.wrong}" for at, one in enumerate(done) if one.wrong]
    figures: dict[str, object] = {
        "kills": len(done),
        "acknowledged_notes": sum(one.notes for one in done),
        "acknowledged_answers": sum(one.answers for one in done),
        "wrong": wrong,
    }
    print(figures)
    if not quick:
        write_result("note_kills", figures)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
