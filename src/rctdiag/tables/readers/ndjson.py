"""NDJSON: one object a line, read strictly; cells become text and meet the one rule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.tables.readers.plain_copy import put_aside, refuse_control, source_of
from rctdiag.tables.source import decoded_lines
from rctdiag.tables.source.columns import LONG, MOST_COLUMNS
from rctdiag.tables.source.sniffing import nothing_in_it
from rctdiag.tables.source.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.tables.source.bytes_in import Raw
    from rctdiag.tables.source.columns import Wanted
    from rctdiag.tables.source.scratch_folder import Scratch
    from rctdiag.tables.source.text_rows import Source

_NESTED = "{...}"  # stands for a list or an object in an item: wrong by the rule


class _Refused(Exception):
    """Why a line is no row."""


def open_ndjson(raw: Raw, wanted: Wanted, scratch: Scratch) -> Source:
    """Read a whole NDJSON file strictly, and put its wanted columns aside.

    Raises:
        InputRejected: a line is no JSON object, has a key twice or ``NaN``, or is not UTF-8.
    """
    names = _columns(wanted)
    seen: dict[str, None] = {}
    path = scratch.path()
    put_aside(path, names, _rows(raw, names, frozenset(wanted.items), seen))
    if not seen:
        raise nothing_in_it(raw.file)
    header = [name if name in seen else "" for name in names]
    other_columns = [name for name in seen if name not in set(names)]
    return source_of(raw, path, "ndjson", header, other_columns=other_columns)


def _columns(wanted: Wanted) -> list[str]:
    items = LONG if wanted.long else wanted.items
    named = [*filter(None, [wanted.id]), *wanted.keep]
    return list(dict.fromkeys([*map(visible, named), *items]))


def _rows(
    raw: Raw, names: list[str], items: frozenset[str], seen: dict[str, None]
) -> Iterator[tuple[int, list[str]]]:
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_constant)
    with raw.open() as stream:
        for number, line in enumerate(decoded_lines.lines(stream, "utf-8-sig", raw.file), start=1):
            if not line.strip():
                continue
            try:
                row = decoder.decode(line)
                if not isinstance(row, dict):
                    raise _Refused("this line is not a JSON object")  # noqa: TRY301 - one way out
                cells = [_cell(row.get(name), is_item=name in items) for name in names]
            except _Refused as reason:
                raise _fault(str(reason), number, raw.file) from None
            except (ValueError, RecursionError):
                raise _fault("this line is not a JSON object", number, raw.file) from None
            seen.update(dict.fromkeys(row))
            if len(seen) > MOST_COLUMNS:
                raise _fault(f"more than {MOST_COLUMNS} different keys", number, raw.file)
            for cell in cells:
                refuse_control(cell, number, raw.file)
            yield number, cells


def _fault(reason: str, line: int, file: str) -> InputRejected:
    hint = "Each line is one object: names of columns and their values."
    return InputRejected(Fault("bad-ndjson", f"{reason}.", hint, file, line))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    cells = {visible(key): value for key, value in pairs}  # as the names of a CSV's header
    if len(cells) != len(pairs):
        raise _Refused("a key appears twice in this line")
    return cells


def _constant(_: str) -> NoReturn:
    raise _Refused("NaN and Infinity are not JSON")


def _cell(value: object, *, is_item: bool) -> str:
    """A value as the text that a CSV would have; True is ``true``, never 1."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, int, float)):
        return json.dumps(value)
    if is_item:
        return _NESTED
    raise _Refused("a list or an object where a value belongs")
