"""Standard error that cannot fail: a full disk behind it changes nothing about the result."""

from __future__ import annotations

import sys
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer


class _Unfailing(FileIO):
    """What the system does not take is lost: there is nowhere else to say it."""

    def write(self, data: Buffer, /) -> int:
        with suppress(OSError):
            return super().write(data) or 0
        return memoryview(data).nbytes


def let_notices_be_lost() -> None:
    """Have stderr pass over errors of writing, as if it had been closed from the start.

    A terminal is left as it is: there a person is asked, and has to see it.
    """
    stream = sys.stderr
    if not isinstance(stream, TextIOWrapper) or stream.isatty():
        return
    with suppress(OSError, ValueError):  # no descriptor behind it
        raw = _Unfailing(stream.fileno(), "wb", closefd=False)
        sys.stderr = TextIOWrapper(
            BufferedWriter(raw), stream.encoding, errors=stream.errors, line_buffering=True
        )
