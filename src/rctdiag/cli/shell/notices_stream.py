"""Standard error: lines broken between words, and a full disk behind it changes no result."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from textwrap import wrap
from typing import TYPE_CHECKING, TextIO

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


def between_words(text: str, stream: TextIO, indent: str = "") -> str:
    """The text with lines that are too long for a terminal broken between words.

    In a pipe, and for screen readers, a line stays a line. No word is broken: it may be a path.

    Args:
        text: one line or several.
        stream: where it goes.
        indent: what stands before each further line.
    """
    from rctdiag.cli.shell.accessible import is_accessible

    if not stream.isatty() or is_accessible(option_given=False):
        return text
    columns = max(20, columns_of(stream))
    lines = []
    for line in text.split("\n"):
        margin = " " * (len(line) - len(line.lstrip()))
        parts = wrap(
            line.strip(),
            columns - len(margin) - len(indent),
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += [f"{margin}{indent if at else ''}{part}" for at, part in enumerate(parts or [""])]
    return "\n".join(lines)


def columns_of(stream: TextIO) -> int:
    """Of the terminal behind the stream; COLUMNS goes before it, as everywhere."""
    if not os.environ.get("COLUMNS"):
        with suppress(OSError, ValueError):  # no descriptor behind it
            return os.get_terminal_size(stream.fileno()).columns or 80
    return shutil.get_terminal_size((80, 24)).columns
