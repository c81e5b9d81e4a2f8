"""Plays the interview: under a pseudo-terminal like a person, or through a pipe."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pexpect
import pytest

from cli.inside import run
from interview.drive import Program

HERE = Path(__file__).parent
DRIVE = HERE / "drive.py"
SIX = "six.yaml"
# Lines are broken by the length of this path, so it is the same in every run.
PLACEHOLDER = "/tmp/rctdiag_private"  # noqa: S108 - never opened, only shown
# A shell that brings a stopped program back, as a person would with fg, half a second later.
JOB_CONTROL = """
set -m
"$@"
code=$?
while [ "$code" = 148 ]; do sleep 0.5; fg >/dev/null; code=$?; done
exit "$code"
"""
LIMITS = re.compile(r"This looks at everyday.*?(\n+A device)", re.DOTALL)
# What stands last on a screen, and the key that passes it by.
QUIT = "save and quit"
BEFORE = (
    ("leave", "\r"),
    (QUIT, "\r"),
    ("Months: ", "\r"),
    ("I have left", "\r"),
    ("much as before", "\r"),
    (QUIT, "\r"),
)
REVIEW = (("quits: ", "\r"), ("quits: ", "\r"), (QUIT, "\r"), (QUIT, "\r"))
AFTER = (*REVIEW, ("nothing.", "d"), ("keeps them: ", "y"))
STEP = 20.0  # seconds to wait for a prompt on a busy machine


@contextmanager
def home() -> Iterator[Path]:
    """A private home whose path is as long as the placeholder."""
    path = Path(tempfile.mkdtemp(prefix="rctdiag", dir="/tmp"))  # as long as the placeholder
    try:
        yield path
    finally:
        shutil.rmtree(path)


def environment(root: Path, **more: str) -> dict[str, str]:
    """What the program sees: nothing of the machine that runs the test."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    coverage = {key: value for key, value in os.environ.items() if key.startswith("COV")}
    plain = {"RCTDIAG_HOME": str(root), "TERM": "xterm", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    return kept | coverage | plain | more


def _as_from_a_shell() -> None:
    """Signals as a person's shell leaves them; what runs the tests may ignore some."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


class Person:
    """Somebody at a terminal who answers one prompt after the other."""

    def __init__(
        self,
        root: Path,
        *given: str,
        width: int = 80,
        paths: tuple[str, ...] = (SIX,),
        output: Path | None = None,
        variables: dict[str, str] | None = None,
        job_control: bool = False,
        under: str = "",
    ) -> None:
        self.root = root
        self._seen = ""
        self.last_modes: list[Any] | None = None
        program = [sys.executable, str(DRIVE), *given, *paths]
        if output is not None:
            program = ["/bin/sh", "-c", 'exec "$@" >"$0"', str(output), *program]
        under = JOB_CONTROL if job_control else under
        if under:
            program = ["/bin/bash", "-c", under, "bash", *program]
        self._under_a_shell = bool(under)
        self.child = pexpect.spawn(
            program[0],
            program[1:],
            cwd=str(HERE),
            env=environment(root, **variables or {}),
            dimensions=(24, width),
            encoding="utf-8",
            codec_errors="replace",
            timeout=STEP,
            preexec_fn=_as_from_a_shell,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.child.close(force=True)

    def sees(self, prompt: str) -> None:
        """Wait until this has been shown."""
        self.child.expect_exact(prompt)
        self._seen += self.child.before + self.child.after

    def shows(self, text: str) -> None:
        """Take something that was waited for elsewhere into the transcript."""
        self._seen += text

    def answers(self, *steps: tuple[str, str]) -> None:
        """Wait for each prompt, then press its keys."""
        for prompt, keys in steps:
            self.sees(prompt)
            self.child.send(keys)

    def ends(self) -> int:
        """The exit code; a signal counts as 128 + its number."""
        self.child.expect(pexpect.EOF)
        self._seen += self.child.before
        self.last_modes = _modes(self.child.child_fd)
        self.child.close()
        if self.child.exitstatus is not None:
            return int(self.child.exitstatus)
        return 128 + int(self.child.signalstatus)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.process, number)

    @property
    def process(self) -> int:
        """The program's process id."""
        process = int(self.child.pid)
        if not self._under_a_shell:
            return process
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        return int(children.split()[0])

    @property
    def raw(self) -> str:
        """All that was shown so far, as it came."""
        return self._seen

    @property
    def transcript(self) -> str:
        """All that was shown, with the home by its placeholder and plain line ends."""
        return shown(self._seen.replace("\r\n", "\n"), self.root)

    @property
    def sheet(self) -> dict[str, Any]:
        """What was written to stdout, where that is the terminal too."""
        line = next(one for one in self.transcript.splitlines() if one.startswith("{"))
        found: dict[str, Any] = json.loads(line)
        return found


def _modes(terminal: int) -> list[Any] | None:
    """The modes in which the program left the terminal, seen from its other side."""
    try:
        return termios.tcgetattr(terminal)
    except termios.error:
        return None


def pipe(
    root: Path, lines: str | bytes, *given: str, paths: tuple[str, ...] = (SIX,), under: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Run with lines on stdin, and stdout and stderr apart.

    A process of its own is started only ``under`` a shell's command.
    """
    data = lines.encode() if isinstance(lines, str) else lines
    if under:
        return subprocess.run(
            ["/bin/bash", "-c", under, "bash", sys.executable, str(DRIVE), *given, *paths],
            input=data,
            capture_output=True,
            cwd=HERE,
            env=environment(root),
            check=False,
            timeout=60,
        )
    arguments = [str(DRIVE), *given, *paths]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(HERE)
        patch.setattr(sys, "argv", arguments)
        program = Program(name="drive")
        ran = run(lambda: program.main(["assess"]), data, environment(root))
    return subprocess.CompletedProcess(arguments, *ran)


def shown(text: str, root: Path) -> str:
    """Text for a golden file: the home by its placeholder, control signs visible.

    What every report says too is tested apart: it changes with the reports.
    """
    assert len(str(root)) == len(PLACEHOLDER)
    plain = text.replace(str(root), PLACEHOLDER).replace("\x1b", "<ESC>")
    return LIMITS.sub(r"[the limits]\1", plain)


def draft(root: Path) -> dict[str, Any] | None:
    """The draft on disk, if there is one."""
    found = list((root / "drafts").glob("*.json"))
    assert len(found) <= 1
    kept: dict[str, Any] | None = json.loads(found[0].read_bytes()) if found else None
    return kept


def given(root: Path) -> list[int | str]:
    """The answers in the draft, in the order of saving."""
    kept = draft(root)
    return [] if kept is None else [one["answer"] for one in kept["answers"].values()]


def leftovers(root: Path) -> list[str]:
    """Temporary files anywhere in the home."""
    return [path.name for path in root.rglob("*rctdiag-tmp*")]
