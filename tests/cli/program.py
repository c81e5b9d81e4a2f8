"""Running the program as its users do: as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
NOW = "2026-03-01T09:00:00+01:00"


@dataclass(frozen=True)
class Ended:
    """What a run left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


def rctdiag(*arguments: str, stdin: str | bytes = "", **environment: str) -> Ended:
    """Run ``python -m rctdiag`` without a terminal, in the current folder."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    run = subprocess.run(
        [sys.executable, "-m", "rctdiag", *arguments],
        input=data,
        capture_output=True,
        check=False,
        env=os.environ | environment,
    )
    return Ended(run.returncode, run.stdout.decode(), run.stderr.decode())
