"""A program within this process: as quick as a call, with streams that can be terminals."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping

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

    def whole(self) -> bytes:
        """All that was written."""
        self.flush()
        return self.bytes.getvalue()

    def text(self) -> str:
        return self.whole().decode()


def inside(
    *arguments: object,
    stdin: str | bytes = "",
    asks: bool = False,
    home: str = "",
    environment: Mapping[str, str] | None = None,
) -> Ended:
    """One run of the program; with ``asks`` stdin and stderr are terminals."""
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    here = {**(environment or {}), **({"RCTDIAG_HOME": home} if home else {})}
    code, out, err = run(lambda: build().main(list(map(str, arguments))), data, here, asks=asks)
    return Ended(code, out.decode(), err.decode())


def run(
    program: Callable[[], object],
    data: bytes,
    environment: Mapping[str, str],
    *,
    asks: bool = False,
) -> tuple[int, bytes, bytes]:
    """A program that ends by itself: its exit code, stdout and stderr."""
    stdin = Stream(data, terminal=asks)
    out, err = Stream(terminal=False), Stream(terminal=asks)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        for name, stream in (("stdin", stdin), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, stream)
        with pytest.raises(SystemExit) as ended:
            program()
        code = ended.value.code
        assert isinstance(code, int)
        return code, out.whole(), err.whole()
