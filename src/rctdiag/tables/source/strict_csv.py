"""A strict CSV reader in plain Python: the reference that the fast check must equal.

The grammar is that of RFC 4180 with any separator and line end: a quote opens a cell only at its
start, is doubled inside, and closes it only before a separator or a line end. Each row has as
many cells as the header. Lines with nothing on them are no rows. Nothing is padded or repaired.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_ROW = 4_000_000  # characters; keeps memory bounded where a quote is never closed
# Tab and line ends are text; every other control character is a sign of something else.
CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f]")
QUOTE = '"'


def rows(
    lines: Iterable[str], separator: str, file: str, width: int = 0, first: int = 1
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, the header among them, each with the line where it starts.

    Args:
        lines: the text in lines, each with its LF but perhaps the last.
        separator: one character.
        file: names the table in faults.
        width: how many cells a row has; 0: as many as the first one.
        first: the number of the first line.

    Raises:
        InputRejected: at the first fault of structure, with the line where it starts.
    """
    for number, text in _joined(lines, file, first):
        _check_text(text, number, file)
        cells = (
            text.split(separator) if QUOTE not in text else _quoted(text, separator, number, file)
        )
        width = width or len(cells)
        if len(cells) != width:
            raise InputRejected(ragged(len(cells), width, number, file))
        yield number, cells


def _joined(lines: Iterable[str], file: str, first: int) -> Iterator[tuple[int, str]]:
    """Rows as text: a line, or several where a quoted cell goes over a line end."""
    pending: list[str] = []
    size = start = 0
    is_open = False
    for number, line in enumerate(lines, start=first):
        if not pending and line in {"\n", ""}:
            continue
        start = start if pending else number
        pending.append(line)
        size += len(line)
        if size > LONGEST_ROW:
            raise InputRejected(_too_long(start, file, is_open=is_open))
        is_open ^= line.count(QUOTE) % 2 == 1
        if not is_open:
            yield start, "".join(pending).removesuffix("\n")
            pending, size = [], 0
    if pending:
        raise InputRejected(unclosed(start, file))


@lru_cache(maxsize=8)
def _cell(separator: str) -> re.Pattern[str]:
    sep = re.escape(separator)
    return re.compile(rf'(?:"((?:[^"]|"")*)"|([^"{sep}]*))({sep}|\Z)')


def _quoted(text: str, separator: str, line: int, file: str) -> list[str]:
    pattern = _cell(separator)
    cells, at, last = [], 0, len(text)
    while True:
        match = pattern.match(text, at)
        if match is None:
            raise InputRejected(stray_quote(line + text.count("\n", 0, at), file))
        inside, plain, end = match.groups()
        cells.append(plain if inside is None else inside.replace('""', QUOTE))
        at = match.end()
        if not end:
            return cells
        if at == last:
            return [*cells, ""]


def _check_text(text: str, line: int, file: str) -> None:
    if text.isprintable():
        return
    if match := CONTROL.search(text):
        raise InputRejected(control(ord(match[0]), line + text.count("\n", 0, match.start()), file))


def ragged(cells: int, expected: int, line: int, file: str) -> Fault:
    """A row with too many or too few cells."""
    message = f"this row has {cells} cells, the header {expected}."
    hint = "Look for a missing quote, or for a separator inside a cell without quotes."
    return Fault("ragged-row", message, hint, file, line)


def unclosed(line: int, file: str) -> Fault:
    """A quote that opens and never closes."""
    message = "a quote opens in the row that starts here and never closes."
    return Fault(
        "unclosed-quote", message, "Close it, or double the quotes in the text.", file, line
    )


def stray_quote(line: int, file: str) -> Fault:
    """A quote in the middle of a cell."""
    message = "a quote in the middle of a cell."
    hint = "Put the whole cell in quotes, and double those inside."
    return Fault("stray-quote", message, hint, file, line)


def control(code: int, line: int, file: str) -> Fault:
    """A character that is no text."""
    message = f"a control character (U+{code:04X})."
    return Fault("table-control-character", message, "Take it out.", file, line)


def _too_long(line: int, file: str, *, is_open: bool) -> Fault:
    message = f"this row has more than {LONGEST_ROW // 1_000_000} million characters."
    hint = "Is a quote opened in it and never closed?" if is_open else "Is this a table?"
    return Fault("row-too-long", message, hint, file, line)
