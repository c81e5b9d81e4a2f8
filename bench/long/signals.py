"""Signals at random moments of an interview under a pseudo-terminal, and many starts at once.

    python bench/long/signals.py            200 signals, 50 starts; bench/results/signals.json
    python bench/long/signals.py --quick    20 signals, 10 starts; writes nothing

Each trial answers some questions, presses one key more, waits 0 to 30 ms, and sends a signal, so
that it may meet the wait for a key, the save, or the next question. Then it looks at the exit
code, the modes of the terminal, the last line, the draft and what else is in the folder.
Of the starts at once, all on one draft, one must win and each other must be told which process
has it, with exit code 7. Ends with 1 if any trial failed.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import termios
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pexpect
from interview_setup import write_result

from interview.play import BEFORE, DRIVE, HERE, SIX, Person, environment, given, home, leftovers
from interview.play import QUIT as PROMPT

SEED = 1_951
KINDS = ("INT", "TERM", "HUP", "TSTP", "PIPE")
ENDING = {"INT": 130, "TERM": 143, "HUP": 129}


@dataclass(frozen=True)
class Trial:
    kind: str
    answered: int  # before the key that may meet the signal
    delay: float  # seconds from that key to the signal


def trials(count: int) -> list[Trial]:
    draw = random.Random(SEED)
    return [
        Trial(KINDS[at % len(KINDS)], draw.randrange(5), draw.uniform(0.0, 0.03))
        for at in range(count)
    ]


def run(trial: Trial) -> list[str]:
    """One trial; what was wrong."""
    with home() as root, Person(root, "--no-color", job_control=trial.kind == "TSTP") as person:
        before = modes(person)
        person.answers(*BEFORE)
        person.answers(*((PROMPT, "3") for _ in range(trial.answered)))
        person.sees(PROMPT)
        person.child.delaybeforesend = None
        time.sleep(0.02)  # the terminal is now waiting for a key
        person.child.send("4")
        time.sleep(trial.delay)
        person.kill(signal.Signals[f"SIG{trial.kind}"])
        wrong = goes_on(person, trial, before) if trial.kind in {"TSTP", "PIPE"} else []
        code = person.ends()
        wanted = ENDING.get(trial.kind, 0)
        if code != wanted:
            wrong.append(f"exit code {code}, not {wanted}")
        return wrong + left_behind(root, trial) + said(person, root) + sane(person, before)


def attempt(trial: Trial) -> list[str]:
    """A trial that hangs or ends early is a failure like any other."""
    try:
        return run(trial)
    except (pexpect.TIMEOUT, pexpect.EOF) as error:
        return [f"{type(error).__name__} after {str(error.value)[-200:]!r}"]


def goes_on(person: Person, trial: Trial, before: list[int]) -> list[str]:
    """A stopped program gives the terminal back and continues; SIGPIPE is no reason to end."""
    wrong = []
    if trial.kind == "TSTP":
        if not stops(person):
            wrong.append("did not stop")
        elif modes(person) != before:
            wrong.append("stopped with the terminal not as it was found")
        time.sleep(0.7)  # the shell brings it back
    quits(person)
    return wrong


def quits(person: Person) -> None:
    """Press q until it is taken: keys that come before the question are dropped."""
    for _ in range(60):
        person.child.send("q")
        if person.child.expect_exact(["Carry on with:", pexpect.TIMEOUT], timeout=0.5) == 0:
            person.shows(person.child.before + person.child.after)
            return
    raise pexpect.TIMEOUT("q is not taken")


def stops(person: Person) -> bool:
    until = time.monotonic() + 5
    stat = Path(f"/proc/{person.process}/stat")
    while time.monotonic() < until:
        if stat.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "T":
            return True
        time.sleep(0.005)
    return False


def left_behind(root: Path, trial: Trial) -> list[str]:
    wrong = [f"left behind {name}" for name in leftovers(root)]
    kept = given(root)
    whole = ([3] * trial.answered, [3] * trial.answered + [4])
    if kept not in whole:
        wrong.append(f"{len(kept)} answers kept of {trial.answered} acknowledged")
    return wrong


def said(person: Person, root: Path) -> list[str]:
    """The last line counts what is on disk."""
    wrong = ["a traceback"] if "Traceback" in person.transcript else []
    count = len(given(root))
    told = " ".join(person.transcript.split())
    if not any(
        words in told
        for words in (
            f"{count} of 6 answers are safe",
            f"{count} of 6 answers is safe",
            f"{count} of 6 answers are saved",
            f"{count} of 6 answers is saved",
        )
    ):
        wrong.append("the last line does not say what is safe")
    return wrong


def modes(person: Person) -> list[int]:
    """The terminal's modes, seen from its other side."""
    found: list[int] = termios.tcgetattr(person.child.child_fd)
    return found


def sane(person: Person, before: list[int]) -> list[str]:
    return [] if person.last_modes == before else ["the terminal is not as it was found"]


def starts(count: int) -> list[str]:
    """Start that many at once, none of them first; what was wrong."""
    with home() as root:
        told = [root / f"told-{at}" for at in range(count)]
        running = [start(root, path) for path in told]
        winner = first_to_ask(told)
        for one in running:  # the winner's end of input comes last
            if one is not running[winner]:
                one.communicate(timeout=300)
        running[winner].communicate(b"3\n4\n", timeout=60)
        codes = Counter(one.returncode for one in running)
        wrong = [] if codes == {7: count - 1, 0: 1} else [f"exit codes {dict(codes)}"]
        who = f"process {running[winner].pid} (since ".encode()
        wrong += [
            f"not told who has it: {path.read_text(encoding='utf-8')}"
            for at, path in enumerate(told)
            if at != winner and who not in path.read_bytes()
        ]
        if given(root) != [3, 4]:
            wrong.append("the winner's answers are not there")
        return wrong + [f"left behind {name}" for name in leftovers(root)]


def start(root: Path, told: Path) -> subprocess.Popen[bytes]:
    with told.open("wb") as stderr:
        return subprocess.Popen(
            [sys.executable, str(DRIVE), SIX],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=HERE,
            env=environment(root),
        )


def first_to_ask(told: list[Path]) -> int:
    """Which of them asks a question; it waits for its lines until the others have ended."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        for at, path in enumerate(told):
            if b"1 of 6." in path.read_bytes():
                return at
        time.sleep(0.01)
    raise TimeoutError


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    count, at_once = (20, 10) if quick else (200, 50)
    sent: Counter[str] = Counter()
    failed: list[str] = []
    for at, trial in enumerate(trials(count)):
        sent[trial.kind] += 1
        failed += [f"{at} {trial}: {wrong}" for wrong in attempt(trial)]
    failed += [f"{at_once} starts at once: {wrong}" for wrong in starts(at_once)]
    for line in failed:
        print(line, file=sys.stderr)
    print(f"{count} signals {dict(sent)}, {at_once} starts at once: {len(failed)} failures")
    if not quick:
        figures = {"signals": dict(sent), "starts": at_once, "failures": failed, "seed": SEED}
        write_result("signals", figures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
