"""Files that come into being whole or not at all, however large, readable by their owner only."""

from __future__ import annotations

import os
import signal
import stat
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Self

from rctdiag.errors.faults import Fault, FileFault
from rctdiag.store import posix
from rctdiag.store.atomic_write import temporary_beside
from rctdiag.store.system_faults import file_fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Target:
    """One output file: written beside its place, then renamed into it."""

    def __init__(self, path: Path, *, force: bool) -> None:
        if not path.name:
            raise _no_file(path)
        self.path = path
        self.force = force
        self.temporary = temporary_beside(path)

    def begin(self) -> Path:
        """An empty file of mode 0600 to write into.

        Raises:
            FileFault: the place is taken, is no place for a file, or the system refused.
        """
        self._look()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | posix.NOFOLLOW | posix.CLOEXEC
        try:
            os.close(os.open(self.temporary, flags, 0o600))
        except OSError as error:
            raise file_fault(error, self.path) from None
        return self.temporary

    def commit(self) -> None:
        """Bring what was written to disk and into its place.

        Raises:
            FileFault: the system refused; what was there before is then still there.
        """
        try:
            handle = os.open(self.temporary, os.O_RDWR | posix.CLOEXEC)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
            self._move()
            posix.sync_folder(self.path.parent)
        except OSError as error:
            raise file_fault(error, self.path) from None

    def abandon(self) -> None:
        """Leave nothing behind."""
        with suppress(OSError):
            self.temporary.unlink()

    def _look(self) -> None:
        try:
            mode = self.path.lstat().st_mode
        except FileNotFoundError:
            return
        except OSError as error:
            raise file_fault(error, self.path) from None
        if not stat.S_ISREG(mode):
            raise _no_file(self.path)
        if not self.force:
            raise file_fault(FileExistsError(17, ""), self.path)

    def _move(self) -> None:
        if self.force:
            self.temporary.replace(self.path)
            return
        try:
            os.link(self.temporary, self.path)  # refuses where somebody made the file meanwhile
        except FileExistsError:
            raise
        except OSError:  # no hard links here: the look before must do
            self.temporary.replace(self.path)
            return
        self.temporary.unlink()


def _no_file(path: Path) -> FileFault:
    message = "this is a link, a folder or a device."
    return FileFault(Fault("not-a-file", message, "Give the path of a file.", str(path)))


class Targets:
    """All outputs of a run: each is put in its place at the end, or none is."""

    def __init__(self) -> None:
        self._open: list[Target] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for target in self._open:
            target.abandon()

    def begin(self, path: Path, *, force: bool) -> Path:
        """A private file that will become ``path``."""
        target = Target(path, force=force)
        self._open.append(target)
        return target.begin()

    def drop_all_but(self, path: Path | None) -> None:
        """Leave the others as they were."""
        for target in [output for output in self._open if output.path != path]:
            target.abandon()
            self._open.remove(target)

    def commit(self) -> None:
        """Put every file in its place."""
        with uninterrupted():
            for target in self._open:
                target.commit()
        self._open.clear()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Pass over Ctrl-C for a moment: half of what is done in it would be neither old nor new."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
