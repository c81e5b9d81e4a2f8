"""How a group report leaves: its place is looked at first, and a failure says what got out."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING, AnyStr

from rctdiag.cli.shell.output import emit, notice, said_yes, stdout_is_target
from rctdiag.errors.faults import Fault, FileFault
from rctdiag.store.system_faults import file_fault
from rctdiag.tables.output.atomic_outputs import Target

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rctdiag.operations.teams.open_ledger import Release


class Outlet:
    """Where a report goes. Making one looks at the place, before anything is read or recorded.

    Raises:
        FileFault: nothing could be written there, or nobody agreed to replace what is there.
    """

    def __init__(self, output: Path | None, *, force: bool, quiet: bool) -> None:
        self._path = None if output is None or stdout_is_target(output) else output
        self._force, self._quiet = force, quiet
        self._is_stream = self._path is not None and _is_stream(self._path)
        self._begun = False
        self._text = ""
        self._read: Callable[[], None] | None = None
        if self._path is None:
            _refuse_closed_stdout()
        elif not self._is_stream:
            self._force = force or _may_replace(self._path)
            _try(self._path)

    def give(
        self, text: str, release: Release | None, read: Callable[[], None] | None = None
    ) -> None:
        """Write the report, under the name of its release if it has one.

        Args:
            text: The report.
            release: The release it is recorded as.
            read: Shows it part by part on the terminal instead.
        """
        self._text = text
        self._read = read
        if release is None:
            self._write()
            return
        release.hand_out(self._write, is_out=self._is_out, stays=lambda: _stays(release.name))

    def _write(self) -> None:
        if self._read is not None:
            self._begun = True
            self._read()
        elif self._path is None:
            self._flow(sys.stdout, self._text)
        elif self._is_stream:
            with self._path.open("wb") as file:
                self._flow(file, self._text.encode())
        else:
            emit(self._text, self._path, force=self._force, quiet=self._quiet)

    def _flow(self, stream: IO[AnyStr], text: AnyStr) -> None:
        """Its first sign goes alone: where that one fails, nothing of the report has left."""
        stream.write(text[:1])
        stream.flush()
        self._begun = True
        stream.write(text[1:])
        stream.flush()

    def _is_out(self) -> bool:
        """Whether anybody may have something of it; a file is put in its place whole."""
        if self._path is None or self._is_stream:
            return self._begun
        try:
            return self._path.read_bytes() == self._text.encode()
        except FileNotFoundError:
            return False
        except OSError:
            return True


def _is_stream(path: Path) -> bool:
    """A pipe or a device, such as ``/dev/stdout``."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _refuse_closed_stdout() -> None:
    if sys.__stdout__ is None or sys.stdout.closed:
        message = "standard output is closed."
        raise FileFault(Fault("cannot-read-or-write", message, "Open it, or write to -o PATH."))


def _may_replace(path: Path) -> bool:
    """Whether a file is there that the person agrees to replace."""
    if not path.is_file():
        return False
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise file_fault(FileExistsError(17, ""), path)
    if not said_yes(f"{path} is there already. Replace it?"):
        raise FileFault(Fault("file-exists", "left as it was.", "Choose another path.", str(path)))
    return True


def _try(path: Path) -> None:
    """A file begins beside the place and goes again: so the folder is there and open to us."""
    target = Target(path, force=True)
    try:
        target.begin()
    finally:
        target.abandon()


def _stays(name: str) -> None:
    notice(
        f"The release {name!r} stays recorded, as part of the report may be out already. If nobody"
        f" has seen it, `rctdiag ledger withdraw` forgets it."
    )
