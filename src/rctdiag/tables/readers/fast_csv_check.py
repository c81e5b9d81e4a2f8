"""Is a CSV well formed? Checked in blocks, at the speed of memory.

Each block of whole rows is plain by a few operations on bytes, or clean by a few of numpy
(``fast_csv_check_quotes``), or it goes to the strict reader in plain Python (``strict_csv``), which
tells the fault and its line. What leaves is UTF-8 with LF and without blank lines: the file itself
where it is so already, else a private copy.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from rctdiag.tables.source import decoded_lines, strict_csv
from rctdiag.tables.source.strict_csv import LONGEST_ROW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rctdiag.tables.source.text_rows import Source

BLOCK = 1 << 18  # bytes: it and what is worked out of it stay in the processor's cache
_C1 = re.compile(rb"\xc2[\x80-\x9f]")  # control characters, as UTF-8 has them
_LF, _QUOTE, _TAB, _SPACE, _DELETE = 0x0A, 0x22, 0x09, 0x20, 0x7F


class Clean(NamedTuple):
    """A CSV that every reader reads alike."""

    path: Path
    rows: int  # without the header
    has_header: bool  # a copy has none
    is_plain: bool  # row i, from 0, stands on line i + 2


class _Copy(Exception):
    """The file has to be copied."""


def clean(
    source: Source, scratch: Callable[[], Path], progress: Callable[[int], None] | None = None
) -> Clean:
    """Check a CSV; copy it if its encoding, line ends or blank lines ask for it.

    Raises:
        InputRejected: at the first fault of structure, with the line where it starts.
    """
    if source.raw.path is not None and source.header_line == 1:
        try:
            rows, is_plain = _check(source, None, progress)
            return Clean(source.raw.path, rows, has_header=True, is_plain=is_plain)
        except _Copy:
            pass
    path = scratch()
    with path.open("wb") as copy:
        rows, is_plain = _check(source, copy, progress)
    return Clean(path, rows, has_header=False, is_plain=is_plain and source.header_line == 1)


def _check(
    source: Source, copy: BinaryIO | None, progress: Callable[[int], None] | None
) -> tuple[int, bool]:
    """The number of rows after the header, and whether each stands on its own line.

    Raises:
        _Copy: without a copy, where the file cannot be taken as it is.
    """
    rows, line, is_plain, is_first = 0, 1, True, True
    with source.raw.open() as stream:
        for block in _blocks(_utf8(stream, source, needs_copy=copy is None)):
            checked = _plain(block, source) or _look(block, source)
            if checked is None:
                checked = _read(block, source, line)
            rows += checked.rows
            is_plain &= checked.lines == checked.rows
            if copy is None and (checked.blank or (is_first and not is_plain)):
                raise _Copy
            if copy is not None:
                copy.write(_without_header(checked.data) if is_first else checked.data)
            is_first &= not checked.rows  # lines without anything may come before the header
            line += checked.lines
            if progress is not None:
                progress(len(block))
    return rows - 1, is_plain


class Checked(NamedTuple):
    """What a block of whole rows holds."""

    rows: int
    lines: int
    blank: bool
    data: bytes


def _utf8(stream: BinaryIO, source: Source, *, needs_copy: bool) -> Iterator[bytes]:
    """The text as UTF-8 with LF, in pieces; raises _Copy where that is not what the file has."""
    if source.encoding != "utf-8-sig":
        if needs_copy:
            raise _Copy
        yield from map(str.encode, decoded_lines.chunks(stream, source.encoding, source.file))
        return
    pending = stream.read(len(codecs.BOM_UTF8))
    if pending == codecs.BOM_UTF8:
        pending = b""
        if needs_copy:
            raise _Copy
    while True:
        data = stream.read(BLOCK)
        is_last, data, pending = not data, pending + data, b""
        if b"\r" in data:
            if needs_copy:
                raise _Copy
            data, pending = _with_lf(data, is_last=is_last)
        if data:
            yield data
        if is_last:
            return


def _with_lf(data: bytes, *, is_last: bool) -> tuple[bytes, bytes]:
    """CRLF and CR as LF; a CR at the end is held back, for an LF may follow it."""
    pending = b""
    if data.endswith(b"\r") and not is_last:
        data, pending = data[:-1], b"\r"
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), pending


def _blocks(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Whole rows, in blocks; the last may lack its line end, or be of an open quote."""
    pending, looked = bytearray(), 0
    for piece in pieces:
        pending += piece
        if (
            len(pending) < 2 * looked
        ):  # a long row: looked at again only when twice as much is there
            continue
        cut = _last_end(pending)
        looked = 0 if cut else len(pending)
        if cut:
            yield bytes(memoryview(pending)[:cut])
            del pending[:cut]
        elif len(pending) > 4 * LONGEST_ROW:
            yield bytes(pending)  # more than any row may have: the strict reader says what it is
            pending, looked = bytearray(), 0
    while cut := _last_end(pending) or len(pending):
        yield bytes(pending[:cut])
        del pending[:cut]


def _last_end(data: bytearray) -> int:
    """Where the last whole row of ``data`` ends, if it begins with a row."""
    if b'"' not in data:
        return data.rfind(b"\n") + 1
    from rctdiag.tables.readers.fast_csv_check_quotes import last_end  # noqa: PLC0415 - brings numpy

    return last_end(data)


def _plain(block: bytes, source: Source) -> Checked | None:
    """What a block holds where no quote, blank line or control character is in it, else None.

    Without its ordinary characters it then is the separators and the end of one row, repeated.
    """
    whole = block if block.endswith(b"\n") else block + b"\n"
    marks = whole.translate(None, _ordinary(source.separator))
    row = source.separator.encode() * (len(source.header) - 1) + b"\n"
    rows = len(marks) // len(row)
    # In a table of one column a blank line has as many separators as any other.
    if len(row) == 1 or marks != row * rows or len(block) >= LONGEST_ROW or not _is_text(block):
        return None
    return Checked(rows, rows, blank=False, data=block)


@lru_cache(maxsize=8)
def _ordinary(separator: str) -> bytes:
    """All bytes but separators, line ends, quotes and controls."""
    controls = {*range(_SPACE), _DELETE} - {_TAB}
    marks = controls | {_QUOTE, ord(separator)}
    return bytes(code for code in range(256) if code not in marks)


def _is_text(block: bytes) -> bool:
    if block.isascii():
        return True
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return _C1.search(block) is None


def _look(block: bytes, source: Source) -> Checked | None:
    """What a clean block holds, or None where something in it is not."""
    if b"\x7f" in block or not _is_text(block):
        return None
    from rctdiag.tables.readers.fast_csv_check_quotes import look  # noqa: PLC0415 - likewise

    result = look(block, source)
    return None if result is None else Checked(*result)


def _without_header(block: bytes) -> bytes:
    """The first block of a copy without its first row."""
    inside = False
    for at, code in enumerate(block):
        inside ^= code == _QUOTE
        if code == _LF and not inside:
            return block[at + 1 :]
    return b""


def _read(block: bytes, source: Source, line: int) -> Checked:
    """The strict reader's word on a block: its fault, or that there is none after all."""
    stream = io.BytesIO(block)
    lines = decoded_lines.lines(stream, "utf-8", source.file, line)
    parsed = strict_csv.rows(lines, source.separator, source.file, len(source.header), line)
    pending = io.StringIO()
    writer = csv.writer(pending, delimiter=source.separator, lineterminator="\n")
    rows = 0
    for _, cells in parsed:
        writer.writerow(cells)
        rows += 1
    ends = block.count(b"\n") + (not block.endswith(b"\n"))
    return Checked(rows, ends, blank=True, data=pending.getvalue().encode())
