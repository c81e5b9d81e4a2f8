"""Kills at random moments of again, note and plan: nothing acknowledged is lost.

    python bench/long/later_kills.py --quick    12 kills of each
    python bench/long/later_kills.py            100 of each; bench/results/later_kills.json

An answer is acknowledged once the next question is on the screen, a plan once it is said to be
kept. After each kill the draft or what was kept must hold every acknowledged answer, word for
word; the command is then gone on with, must end well with all answers, and leave no temporary
file. Ends with 1 if anything was lost, torn or left behind.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interview_setup import ROOT, write_result

from interview.play import environment, leftovers

SEED = 17
PROMPT = re.compile(rb", q: |quits: ")
SHEET = ROOT / "examples" / "agnes-imagined.yaml"
MARCH, LATER = "2026-03-02T10:00:00+01:00", "2026-03-30T10:00:00+02:00"
STEPS = ["1", "1", "She came back to it.", "an hour", "4", "4"]
ITEMS = [str(1 + at * 7 % 5) for at in range(26)]


@dataclass(frozen=True)
class Case:
    """A command, the lines that answer it, what each becomes in the draft, and where it is kept."""

    name: str
    command: tuple[str, ...]
    lines: tuple[str, ...]
    stored: tuple[object, ...]
    room: str
    resume: tuple[str, ...] = ()


AGAIN = Case(
    "again",
    ("again", "--remember"),
    (*STEPS, "1", "1", *ITEMS, "6"),
    (
        *("done", "works", *STEPS[2:4], "not_yet", "not_yet", "member", "opened"),
        *map(int, ITEMS),
        "no",
    ),
    "history",
    ("--resume",),
)
NOTE = Case(
    "note",
    ("note",),
    ("1", "2", "3", "1", "2", "A question got an answer.", "sleep"),
    ("more", "usual", "less", "more", "usual", "A question got an answer.", "sleep"),
    "notes",
)
PLAN = Case("plan", ("plan", "--remember", "--json"), (), (), "plans")


def program(case: Case, *more: str) -> list[str]:
    return [sys.executable, "-m", "rctdiag", *case.command, *more, "--now", LATER]


def text(lines: tuple[str, ...]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def in_order(document: dict[str, Any]) -> list[object]:
    """What a draft holds, in the order in which it was answered."""
    about, answers = dict(document["about"]), document["answers"]
    for known in ("frame", "months_here"):  # taken over from the last result
        about.pop(known, None)
    beyond = [about.pop("beyond")] if "beyond" in about else []
    return [*about.values(), *(each["answer"] for each in answers.values()), *beyond]


def kept(root: Path, case: Case) -> list[dict[str, object]]:
    folder = root / case.room
    files = sorted(folder.glob("2026-03-30*.json")) if folder.exists() else []
    return [json.loads(path.read_bytes()) for path in files]


def kill(base: Path, case: Case, at: int, after: float) -> tuple[int, str]:
    """One kill, a moment after a prompt or a new folder; what was acknowledged, what went wrong."""
    root = Path(tempfile.mkdtemp(prefix="later"))
    try:
        home = root / "home"
        shutil.copytree(base, home)
        with (root / "err").open("wb") as err, (root / "lines").open("w+b") as lines:
            lines.write(text(case.lines))
            lines.seek(0)
            child = subprocess.Popen(
                program(case),
                stdin=lines,
                stdout=subprocess.DEVNULL,
                stderr=err,
                env=environment(home),
            )
            while child.poll() is None and not reached(root, case, at):
                time.sleep(0.0005)
            time.sleep(after)
            child.kill()
            child.wait()
        return judged(home, case, seen(root / "err"))
    finally:
        shutil.rmtree(root)


def reached(root: Path, case: Case, at: int) -> bool:
    """Whether it has come to the prompt of this number; -1: to making the room of what is kept."""
    if at < 0:
        return (root / "home" / case.room).exists()
    return len(PROMPT.findall(seen(root / "err"))) >= at


def seen(path: Path) -> bytes:
    return path.read_bytes()


def judged_plan(home: Path, *, said: bool, there: bool) -> str:
    """What went wrong; a plan that was not said to be kept is made again."""
    if said:
        return "" if there and not leftovers(home) else "lost, or an orphan"
    again = subprocess.run(program(PLAN), capture_output=True, env=environment(home), check=False)
    if again.returncode or not kept(home, PLAN):
        return f"not made again: {again.returncode}"
    return "orphan" if leftovers(home) else ""


def judged(home: Path, case: Case, told: bytes) -> tuple[int, str]:
    acknowledged = max(0, len(PROMPT.findall(told)) - 1)
    drafts = list((home / "drafts").glob("*.json")) if (home / "drafts").exists() else []
    there = kept(home, case)
    if case is PLAN:
        said = b"The plan is kept" in told
        return int(said), judged_plan(home, said=said, there=bool(there))
    stored: list[object] = list(case.stored) if there else []
    if drafts:
        stored = in_order(json.loads(drafts[0].read_bytes()))
    if len(stored) < acknowledged or stored != list(case.stored)[: len(stored)]:
        return acknowledged, f"lost {len(stored)} of {acknowledged}: {stored}"
    if there:
        return acknowledged, ""
    rest = text(case.lines[len(stored) :])
    done = subprocess.run(
        program(case, *(case.resume if drafts else ())),
        input=rest,
        capture_output=True,
        env=environment(home),
        check=False,
    )
    if done.returncode or len(kept(home, case)) != 1:
        return acknowledged, f"not gone on with: {done.returncode}"
    return acknowledged, "orphan" if leftovers(home) else ""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true")
    quick = options.parse_args().quick
    times = 12 if quick else 100
    chance = random.Random(SEED)
    figures: dict[str, object] = {}
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "home"
        first = ["assess", "--answers", str(SHEET), "--remember", "--now", MARCH]
        subprocess.run(
            [sys.executable, "-m", "rctdiag", *first],
            env=environment(base),
            capture_output=True,
            check=True,
        )
        for case in (AGAIN, NOTE, PLAN):
            began = time.monotonic()
            whole = _length(base, case)
            heard = 0
            for _ in range(times):
                at = chance.randint(1, len(case.lines)) if case.lines else chance.choice((0, -1))
                after = chance.uniform(0, 0.02) if at else chance.uniform(0.5, 1.2) * whole
                acknowledged, fault = kill(base, case, at, after)
                heard += acknowledged
                wrong += [f"{case.name}: {fault}"] if fault else []
            figures[case.name] = {"kills": times, "acknowledged": heard}
            print(case.name, figures[case.name], f"{time.monotonic() - began:.0f} s")
    figures["wrong"] = wrong
    print("wrong:", wrong)
    if not quick:
        write_result("later_kills", figures)
    return bool(wrong)


def _length(base: Path, case: Case) -> float:
    """How long a run takes here, compiled and warm."""
    took = 0.0
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder) / "home"
            shutil.copytree(base, home)
            began = time.monotonic()
            subprocess.run(
                program(case),
                input=text(case.lines),
                capture_output=True,
                env=environment(home),
                check=True,
            )
            took = time.monotonic() - began
    return took


if __name__ == "__main__":
    sys.exit(main())
