"""Is a CSV well formed? Checked in blocks by numpy, at the speed of memory.

Each block of whole rows is either clean by a few vector operations, or it goes to the strict
reader in plain Python (``csv_text``), which tells the fault and its line. What leaves is UTF-8
with LF and without blank lines: the file itself where it is so already, else a private copy.
"""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import numpy as np

from rctdiag.tables import csv_text, text
from rctdiag.tables.csv_text import LONGEST_ROW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from rctdiag.tables.source import Source

BLOCK = 1 << 18  # bytes: it and what is worked out of it stay in the processor's cache
_LF, _QUOTE, _TAB, _SPACE, _C1, _C1_END = 0x0A, 0x22, 0x09, 0x20, 0xC2, 0xA0


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
            found = _look(block, source)
            if found is None:
                found = _read(block, source, line)
            rows += found.rows
            is_plain &= found.lines == found.rows
            if copy is None and (found.blank or (is_first and not is_plain)):
                raise _Copy
            if copy is not None:
                copy.write(_without_header(found.kept) if is_first else found.kept)
            is_first &= not found.rows  # lines without anything may come before the header
            line += found.lines
            if progress is not None:
                progress(len(block))
    return rows - 1, is_plain


class _Found(NamedTuple):
    rows: int
    lines: int
    blank: bool
    kept: bytes


def _utf8(stream: BinaryIO, source: Source, *, needs_copy: bool) -> Iterator[bytes]:
    """The text as UTF-8 with LF, in pieces; raises _Copy where that is not what the file has."""
    if source.encoding != "utf-8-sig":
        if needs_copy:
            raise _Copy
        yield from map(str.encode, text.chunks(stream, source.encoding, source.file))
        return
    held = stream.read(len(codecs.BOM_UTF8))
    if held == codecs.BOM_UTF8:
        held = b""
        if needs_copy:
            raise _Copy
    while True:
        data = stream.read(BLOCK)
        is_last, data, held = not data, held + data, b""
        if b"\r" in data:
            if needs_copy:
                raise _Copy
            data, held = _with_lf(data, is_last=is_last)
        if data:
            yield data
        if is_last:
            return


def _with_lf(data: bytes, *, is_last: bool) -> tuple[bytes, bytes]:
    """CRLF and CR as LF; a CR at the end is held back, for an LF may follow it."""
    held = b""
    if data.endswith(b"\r") and not is_last:
        data, held = data[:-1], b"\r"
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), held


def _blocks(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Whole rows, in blocks; the last may lack its line end, or be of an open quote."""
    held, looked = bytearray(), 0
    for piece in pieces:
        held += piece
        if len(held) < 2 * looked:  # a long row: looked at again only when twice as much is there
            continue
        cut = _last_end(held)
        looked = 0 if cut else len(held)
        if cut:
            yield bytes(memoryview(held)[:cut])
            del held[:cut]
        elif len(held) > 4 * LONGEST_ROW:
            yield bytes(held)  # more than any row may have: the strict reader says what it is
            held, looked = bytearray(), 0
    while cut := _last_end(held) or len(held):
        yield bytes(held[:cut])
        del held[:cut]


def _last_end(data: bytearray) -> int:
    """Where the last whole row of ``data`` ends, if it begins with a row."""
    if b'"' not in data:
        return data.rfind(b"\n") + 1
    codes = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero((codes == _LF) & ~_inside(codes == _QUOTE))
    return int(ends[-1]) + 1 if len(ends) else 0


def _inside(quotes: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a character stands within quotes: an odd number of them up to it."""
    # The sum of bytes wraps at 256, which leaves odd odd.
    return (np.cumsum(quotes, dtype=np.uint8) & 1).astype(np.bool_)


def _look(block: bytes, source: Source) -> _Found | None:
    """What a clean block holds, or None where something in it is not."""
    if not _is_text(block):
        return None
    codes = np.frombuffer(block, np.uint8)
    low = np.flatnonzero(codes < _SPACE)
    kinds = codes[low]
    ends = low[kinds == _LF]
    if not np.all((kinds == _LF) | (kinds == _TAB)):
        return None
    lines = len(ends) + (not block.endswith(b"\n"))
    separator = ord(source.separator)
    marks = codes == separator
    if b'"' in block:
        inside = _inside(codes == _QUOTE)
        if not _quotes_are_right(codes, inside, separator):
            return None
        ends, marks = ends[~inside[ends]], marks & ~inside
    if not block.endswith(b"\n"):
        ends = np.append(ends, len(block))
    starts = np.concatenate([[0], ends[:-1] + 1])
    filled = ends > starts
    has_blank = not filled.all()
    if has_blank:
        starts, ends = starts[filled], ends[filled]
    if not _has_width(len(source.header), starts, marks):
        return None
    if len(ends) and int((ends - starts).max()) >= LONGEST_ROW:
        return None
    kept = block if not has_blank else _only(block, starts, ends)
    return _Found(len(ends), lines, has_blank, kept)


def _is_text(block: bytes) -> bool:
    if b"\x7f" in block:
        return False
    if block.isascii():
        return True
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    codes = np.frombuffer(block, np.uint8)
    lead = np.flatnonzero(codes == _C1)  # C1 controls are C2 80 to C2 9F
    return not bool((codes[lead + 1] < _C1_END).any())


def _quotes_are_right(codes: NDArray[np.uint8], inside: NDArray[np.bool_], separator: int) -> bool:
    """A quote opens only at the start of a cell and closes only at its end, or is doubled."""
    if inside[-1]:
        return False
    edges = np.zeros(256, np.bool_)
    edges[[separator, _LF, _QUOTE]] = True
    padded = np.concatenate([[_LF], codes, [_LF]]).astype(np.uint8)
    places = np.flatnonzero(codes == _QUOTE)
    opens = places[inside[places]]
    closes = places[~inside[places]]
    return bool(edges[padded[opens]].all() and edges[padded[closes + 2]].all())


def _has_width(width: int, starts: NDArray[np.intp], marks: NDArray[np.bool_]) -> bool:
    """Whether each row has one separator less than the header has cells.

    Counts by row wrap at 65,536, more than a header may have; the sum of all tells that apart.
    """
    if np.count_nonzero(marks) != len(starts) * (width - 1):
        return False
    if not len(starts):
        return True
    counts = np.add.reduceat(marks.view(np.uint8), starts, dtype=np.uint16)
    return bool((counts == width - 1).all())


def _only(block: bytes, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> bytes:
    return b"".join(block[a:b] + b"\n" for a, b in zip(starts, ends, strict=True))


def _without_header(block: bytes) -> bytes:
    """The first block of a copy without its first row."""
    inside = False
    for place, code in enumerate(block):
        inside ^= code == _QUOTE
        if code == _LF and not inside:
            return block[place + 1 :]
    return b""


def _read(block: bytes, source: Source, line: int) -> _Found:
    """The strict reader's word on a block: its fault, or that there is none after all."""
    stream = io.BytesIO(block)
    lines = text.lines(stream, "utf-8", source.file, line)
    found = csv_text.rows(lines, source.separator, source.file, len(source.header), line)
    held = io.StringIO()
    writer = csv.writer(held, delimiter=source.separator, lineterminator="\n")
    rows = 0
    for _, cells in found:
        writer.writerow(cells)
        rows += 1
    ends = block.count(b"\n") + (not block.endswith(b"\n"))
    return _Found(rows, ends, blank=True, kept=held.getvalue().encode())
