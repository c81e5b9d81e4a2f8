"""What the tests of batch share: a run of the command, tables from rows."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from rctdiag.cli.shell.app import build

ITEMS = tuple(f"h{number:02}" for number in range(1, 16))


@dataclass(frozen=True)
class Ran:
    code: int
    out: bytes
    err: str

    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out.decode())))


def batch(*arguments: object, stdin: bytes = b"") -> Ran:
    """One run of ``rctdiag batch`` within this process."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin)),
        "stdout": io.TextIOWrapper(out, encoding="utf-8"),
        "stderr": io.TextIOWrapper(err, encoding="utf-8", errors="backslashreplace"),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in streams.items():
            patch.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as ended:
            build().main(["batch", *map(str, arguments)])
        for name in ("stdout", "stderr"):
            streams[name].flush()
    code = ended.value.code
    assert isinstance(code, int)
    return Ran(code, out.getvalue(), err.getvalue().decode())


def table(path: Path, *rows: str, header: str = "") -> Path:
    """A CSV with all items of one questionnaire; a row of fewer cells is filled up with 3."""
    lines = [header or ",".join(("code", *ITEMS))]
    for row in rows:
        cells = row.split(",")
        lines.append(",".join(cells + ["3"] * (len(lines[0].split(",")) - len(cells))))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
