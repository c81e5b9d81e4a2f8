"""Kills and disk faults at every step of saving an interview, with Debian's strace.

    python bench/long/faults.py --quick           six items, every step but opening
    python bench/long/faults.py --quick --every 9 of these cases each ninth
    python bench/long/faults.py [--seconds N]     75 items, every step, and 1,000 kills at random
                                                  times; stops after N seconds and goes on from
                                                  there next time; bench/results/faults.json

A step is one open, write, fsync, rename or close of a file in the private home, counted in a run
without faults. At each the program is killed (SIGKILL on entering the call), or the call fails
with ENOSPC, EIO, EACCES or EDQUOT. An answer is acknowledged once the next question is on the
screen. After each fault the draft is read, and the interview is started again: lost is an
acknowledged answer that is not in it, torn a draft that cannot be read, an orphan a temporary
file that is still there after that start. Ends with 1 if there was any, or a traceback.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from interview_setup import ROOT, read_result, write_result

from interview.play import DRIVE, HERE, SIX, environment, given, home, leftovers

CALLS = ("write", "fsync", "rename", "close")
ERRORS = ("ENOSPC", "EIO", "EACCES", "EDQUOT")
FAULTS = ("KILL", *ERRORS)
RANDOM_KILLS = 1_000
SEED = 2_020
AT_ONCE = 2
SAVE_EVERY = 20  # cases between two looks at the clock and the result file
BUNDLED = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness")
ASKED = re.compile(rb"^Question (\d+) of (\d+)\.$", re.MULTILINE)


@dataclass(frozen=True)
class Form:
    """What is asked, the lines that answer it, and the calls that fail."""

    paths: tuple[str, ...]
    items: int
    calls: tuple[str, ...]

    @property
    def answers(self) -> list[int]:
        return [1 + at * 7 % 5 for at in range(self.items)]

    @property
    def lines(self) -> bytes:
        return "".join(f"{answer}\n" for answer in self.answers).encode("ascii")


SMALL = Form((SIX,), 6, CALLS)


@dataclass
class Tally:
    """What was tried and what went wrong; grows over the slices."""

    done: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    acknowledged: int = 0  # answers on the screen as saved when the fault came, over all cases

    def figures(self) -> dict[str, object]:
        cases = Counter(name.split()[0] for name in self.done)
        kinds = Counter(one.split(": ")[1].split()[0] for one in self.wrong)
        return {
            "cases": dict(cases),
            "acknowledged_answers": self.acknowledged,
            **{kind: kinds[kind] for kind in ("lost", "torn", "orphan", "traceback", "other")},
        }


def program(form: Form, *more: str) -> list[str]:
    return [sys.executable, str(DRIVE), *more, *form.paths]


def steps(form: Form) -> list[tuple[str, int]]:
    """Every call on a file of the private home in a run without faults: (call, its number)."""
    longest(form)  # compiles what is not compiled yet, so that the numbers stay the same
    with home() as root:
        trace = root / "trace"
        done = subprocess.run(
            [
                "strace",
                "-y",
                "-o",
                str(trace),
                "-e",
                f"trace={','.join(form.calls)}",
                *program(form),
            ],
            input=form.lines,
            capture_output=True,
            cwd=HERE,
            env=environment(root / "home", PYTHONHASHSEED="0"),
            check=True,
        )
        assert done.stdout.startswith(b"{")
        return list(_steps(trace, str(root / "home"), form.calls))


def _steps(trace: Path, inside: str, calls: Sequence[str]) -> Iterator[tuple[str, int]]:
    count: Counter[str] = Counter()
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        call = line.partition("(")[0]
        if call in calls:
            count[call] += 1
            if _is_about(call, line, inside):
                yield call, count[call]


def _is_about(call: str, line: str, inside: str) -> bool:
    """Whether a call is on a file inside; what a text on the screen says is no file."""
    if call in {"openat", "rename"}:
        return inside in line
    return re.match(rf"\w+\(\d+<{re.escape(inside)}", line) is not None


def inject(form: Form, fault: str, call: str, number: int, root: Path) -> tuple[int, bytes, bytes]:
    """Run with one fault; exit code, stdout, stderr."""
    what = "signal=KILL" if fault == "KILL" else f"error={fault}"
    done = subprocess.run(
        ["strace", "-y", "-o", "/dev/null", "-e", f"trace={call}", "-e",
         f"inject={call}:{what}:when={number}", *program(form)],
        input=form.lines,
        capture_output=True,
        cwd=HERE,
        env=environment(root / "home", PYTHONHASHSEED="0"),
        check=False,
        timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def kill_at(form: Form, delay: float, root: Path) -> tuple[int, bytes, bytes]:
    """Run without strace and kill after ``delay`` seconds from the first question on."""
    with (root / "told").open("w+b") as told:
        child = subprocess.Popen(
            program(form),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=told,
            cwd=HERE,
            env=environment(root / "home"),
        )
        assert child.stdin is not None
        assert child.stdout is not None
        while not ASKED.search((root / "told").read_bytes()) and child.poll() is None:
            time.sleep(0.005)
        child.stdin.write(form.lines)
        child.stdin.flush()
        time.sleep(delay)
        child.kill()
        out = child.stdout.read()
        child.stdin.close()
        code = child.wait()
        told.seek(0)
        return code, out, told.read()


def judge(
    form: Form, fault: str, ran: tuple[int, bytes, bytes], root: Path
) -> tuple[int, list[str]]:
    """How many answers were acknowledged when the fault came, and what was wrong after it."""
    code, out, told = ran
    wrong = ["traceback in the run"] if b"Traceback" in told else []
    expected = {-signal.SIGKILL, 128 + signal.SIGKILL, 0} if fault == "KILL" else {0, 6}
    if code not in expected:
        wrong.append(f"other: exit code {code}")
    if code == 6 and b"rctdiag: " not in told:
        wrong.append("other: no line about the fault")
    shown = [int(number) for number, _ in ASKED.findall(told)]
    acknowledged = form.items if b"Optional" in told else max(shown, default=1) - 1
    if out.startswith(b"{"):  # the sheet is out: the draft may be gone
        sheet = list(json.loads(out)["answers"].values())
        wrong += [] if sheet == form.answers else ["lost: the sheet differs"]
        return acknowledged, wrong + again(form, root, None)
    try:
        kept = given(root / "home")
    except (ValueError, AssertionError):
        return acknowledged, [*wrong, "torn draft"]
    if kept != form.answers[: len(kept)] or len(kept) < acknowledged:
        wrong.append(f"lost: {acknowledged} acknowledged, {len(kept)} kept")
    return acknowledged, wrong + again(form, root, kept)


def again(form: Form, root: Path, kept: Sequence[int | str] | None) -> list[str]:
    """The next start: it goes on at the right question and leaves nothing behind.

    Args:
        form: what is asked.
        root: where the home is.
        kept: the answers that the draft holds; None after the sheet came out.
    """
    exists = any((root / "home").glob("drafts/*.json"))
    done = subprocess.run(
        program(form, *(["--resume"] if exists else [])),
        input=b"",
        capture_output=True,
        cwd=HERE,
        env=environment(root / "home"),
        check=False,
        timeout=120,
    )
    wrong = ["traceback in the next start"] if b"Traceback" in done.stderr else []
    wrong += [f"orphan {name}" for name in leftovers(root / "home")]
    if done.returncode != 0:
        wrong.append(f"other: the next start ended with {done.returncode}")
    if kept is None:
        return wrong
    if len(kept) == form.items:  # nothing was left to ask: the sheet comes out now
        sheet = done.stdout.startswith(b"{") and json.loads(done.stdout)["answers"].values()
        return wrong if list(sheet or ()) == form.answers else [*wrong, "lost: no sheet came out"]
    if exists and 0 < len(kept) < form.items:
        going_on = f"Carrying on at question {len(kept) + 1} of {form.items}; {len(kept)} answer"
        if going_on.encode() not in b" ".join(done.stderr.split()):
            wrong.append("other: the next start does not go on there")
    if list(given(root / "home")) != list(kept):
        wrong.append("lost: the next start changed the draft")
    return wrong


def cases(form: Form, kills: int) -> Iterator[tuple[str, str, str, float]]:
    """Every case as (name, fault, call, number or delay), mixed so that a slice has all kinds."""
    found = [(fault, *step) for step in steps(form) for fault in FAULTS]
    draw = random.Random(SEED)
    draw.shuffle(found)
    span = longest(form) if kills else 0.0
    delays = [draw.uniform(0.0, span) for _ in range(kills)]
    for at in range(max(len(found), kills)):
        if at < len(found):
            fault, call, number = found[at]
            yield f"{fault} {call} {number}", fault, call, number
        if at < kills:
            yield f"random {at}", "KILL", "", delays[at]


def longest(form: Form) -> float:
    """Seconds from the first question to the end, undisturbed: the span of the random kills."""
    with home() as root:
        began = time.monotonic()
        subprocess.run(program(form), input=b"", capture_output=True, cwd=HERE, check=True,
                       env=environment(root / "home"))  # fmt: skip
        start = time.monotonic() - began
    with home() as root:
        began = time.monotonic()
        subprocess.run(program(form), input=form.lines, capture_output=True, cwd=HERE, check=True,
                       env=environment(root / "home"))  # fmt: skip
        return max(0.05, time.monotonic() - began - start)


def run(form: Form, kills: int, tally: Tally, until: float, *, keep: bool, every: int = 1) -> bool:
    """Try what has not been tried, two at a time; whether everything has."""
    known = set(tally.done)
    left = [one for one in cases(form, kills) if one[0] not in known][::every]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for start in range(0, len(left), SAVE_EVERY):
            if time.monotonic() > until:
                return False
            some = left[start : start + SAVE_EVERY]
            for case, (acknowledged, wrong) in zip(
                some, pool.map(lambda case: attempt(form, *case[1:]), some), strict=True
            ):
                tally.done.append(case[0])
                tally.acknowledged += acknowledged
                tally.wrong += [f"{case[0]}: {one}" for one in wrong]
            if keep:
                store(tally, complete=False)
    return True


def attempt(form: Form, fault: str, call: str, number: float) -> tuple[int, list[str]]:
    """One case: how many answers were acknowledged, and what was wrong."""
    with home() as root:
        if call:
            return judge(form, fault, inject(form, fault, call, int(number), root), root)
        return judge(form, fault, kill_at(form, number, root), root)


def store(tally: Tally, *, complete: bool) -> None:
    write_result(
        "faults", {"complete": complete, "figures": tally.figures(), "tally": asdict(tally)}
    )


def lines_of(names: Sequence[str]) -> list[str]:
    """Many names on a line, so that the file of results can be read."""
    return [", ".join(names[start : start + 20]) for start in range(0, len(names), 20)]


@contextmanager
def full() -> Iterator[Form]:
    """The bundled questionnaires, copied: they must not change before the next start."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [ROOT / "questionnaires" / f"{name}.yaml" for name in BUNDLED]
        copies = tuple(str(shutil.copy(path, folder)) for path in paths)
        yield Form(copies, 75, ("openat", *CALLS))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--every", type=int, default=1)
    given_ = parser.parse_args()
    until = time.monotonic() + given_.seconds
    if given_.quick:
        tally = Tally()
        run(SMALL, 0, tally, until, keep=False, every=given_.every)
    else:
        tally = Tally(**read_result("faults").get("tally", {}))
        tally.done = [name for some in tally.done for name in some.split(", ")]
        with full() as form:
            complete = run(form, RANDOM_KILLS, tally, until, keep=True)
        store(tally, complete=complete)
    for line in tally.wrong:
        print(line, file=sys.stderr)
    print(json.dumps(tally.figures(), sort_keys=True))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
