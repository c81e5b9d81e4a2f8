"""The bytes of one table: a file, a pipe or stdin; small ones in memory, others on disk."""

from __future__ import annotations

import io
import os
import select
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.store.files_read import note_read, open_to_read, unreadable
from rctdiag.store.posix import NONBLOCK
from rctdiag.tables.source.sniffing import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable

STDIN = "-"
SMALL = 1 << 18  # bytes: below it plain Python is done before Polars is imported
_CHUNK = 1 << 20
_OURS = ("/dev/stdin", "/dev/fd/", "/proc/")  # another file, or none, to a process of ours


@dataclass(frozen=True, slots=True)
class Raw:
    """One table that can be read more than once: ``data``, or a file at ``path``."""

    file: str  # as the user named it
    size: int  # bytes
    path: Path | None = None
    data: bytes | None = None

    def open(self) -> BinaryIO:
        """The bytes from their beginning.

        Raises:
            FileFault: the file has gone or cannot be read.
        """
        if self.data is not None:
            return io.BytesIO(self.data)
        assert self.path is not None  # noqa: S101 - one of the two is there; said for mypy
        try:
            return self.path.open("rb")
        except OSError as error:
            raise unreadable(_refused(self.file), error) from None

    def head(self) -> bytes:
        """The first bytes, but for blank lines without end before them."""
        with self.open() as stream:
            while (head := stream.read(HEAD)) and not head.strip():
                pass
            return head


def open_raw(name: str, stdin: Callable[[], BinaryIO], scratch: Callable[[], Path]) -> Raw:
    """Look at a table without reading more than has to be kept.

    Args:
        name: a path, or ``-``.
        stdin: gives standard input, asked only for ``-``.
        scratch: gives a new private path, asked only for a large pipe.

    Raises:
        FileFault: it is missing, or may not be read.
        InputRejected: a folder or a device.
    """
    if name == STDIN:
        return _spooled("<stdin>", stdin(), scratch)
    path = Path(name)
    missing = Fault("table-missing", "there is no such file.", "Check the name.", name)
    handle = open_to_read(path, missing, _refused(name))
    note_read(handle)
    status = os.fstat(handle)
    is_file = stat.S_ISREG(status.st_mode)
    if is_file and not path.absolute().as_posix().startswith(_OURS):
        os.close(handle)
        return Raw(name, status.st_size, path=path)
    if not is_file and not stat.S_ISFIFO(status.st_mode):
        os.close(handle)
        message = "this is a folder or a device, not a file."
        raise InputRejected(Fault("table-not-a-file", message, "Name a file.", name))
    if NONBLOCK and not is_file:
        os.set_blocking(handle, True)
        select.select([handle], [], [])  # until somebody has opened the other end
    with os.fdopen(handle, "rb") as stream:
        return _spooled(name, stream, scratch)


def _spooled(name: str, stream: BinaryIO, scratch: Callable[[], Path]) -> Raw:
    data = _read(stream, SMALL + 1)
    if len(data) <= SMALL:
        return Raw(name, len(data), data=data)
    path = scratch()
    size = 0
    with path.open("wb") as file:
        while data:
            file.write(data)
            size += len(data)
            data = _read(stream, _CHUNK)
    return Raw(name, size, path=path)


def _read(stream: BinaryIO, most: int) -> bytes:
    """``most`` bytes, or all there are: a pipe gives them in pieces."""
    parts: list[bytes] = []
    while most > 0 and (part := stream.read(most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _refused(name: str) -> Fault:
    return Fault("table-unreadable", "", "Check its permissions.", name)
