"""A command within this process: as quick as a call, with streams that can be terminals."""

from __future__ import annotations

import io
import sys

import pytest

from cli.program import Ended
from rctdiag.cli.shell.app import build


class Stream(io.TextIOWrapper):
    """A stream that says it is a terminal, or that it is none."""

    def __init__(self, data: bytes = b"", *, terminal: bool) -> None:
        self.bytes = io.BytesIO(data)
        super().__init__(self.bytes, encoding="utf-8", errors="backslashreplace")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def text(self) -> str:
        self.flush()
        return self.bytes.getvalue().decode()


def inside(
    *arguments: object,
    stdin: str | bytes = "",
    asks: bool = False,
    home: str = "",
    **environment: str,
) -> Ended:
    """One run of the program; with ``asks`` stdin and stderr are terminals."""
    given = Stream(stdin if isinstance(stdin, bytes) else stdin.encode(), terminal=asks)
    out, err = Stream(terminal=False), Stream(terminal=asks)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (environment | ({"RCTDIAG_HOME": home} if home else {})).items():
            patch.setenv(name, value)
        for name, stream in (("stdin", given), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as ended:
            build().main(list(map(str, arguments)))
        code = ended.value.code
        assert isinstance(code, int)
        return Ended(code, out.text(), err.text())
