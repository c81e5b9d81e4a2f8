"""TOML as a document: plain values, and the place of each key that stands on a line of its own."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.syntax.bounded_source import decode
from rctdiag.load.syntax.document_places import Document, Node

_HEADER = re.compile(r"\s*\[(?P<key>[^\[\]]+)\]\s*(?:#.*)?")
_VALUE = re.compile(r"""\s*(?P<key>(?:[\w.-]+|"[^"\\]*"|'[^']*')+)\s*=\s*""")
_WHERE = re.compile(r"(?P<why>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|.*)\)")
_Positions = dict[
    tuple[str, ...], tuple[tuple[int, int], tuple[int, int]]
]  # of a key, of its value


def parse_toml(text: bytes, file: str) -> Document:
    """Parse one TOML document; ``file`` names it in faults.

    Raises:
        InputRejected: it is no TOML, with its line; or no text at all.
    """
    decoded = decode(text, file)
    try:
        data = tomllib.loads(decoded)
    except tomllib.TOMLDecodeError as error:
        raise InputRejected(_fault(str(error), decoded, file)) from None
    except RecursionError:
        message = "this is nested too deep."
        raise InputRejected(Fault("bad-toml", message, "Flatten it.", file)) from None
    root = _node(data, _positions(decoded), (), (0, 0))
    return Document(_plain(data), file, root, syntax="toml")


def _fault(error_text: str, text: str, file: str) -> Fault:
    """What tomllib says, with the line; it never repeats a value of the file."""
    match = _WHERE.fullmatch(error_text)
    why = match["why"] if match else error_text
    line, column = len(text.splitlines()) or 1, 0
    if match and match["line"]:
        line, column = int(match["line"]), int(match["column"])
    message = "this is not TOML" if re.search(r"['\"]", why) else f"this is not TOML: {why.lower()}"
    hint = "Put texts in quotes; each line is a [table] or key = value."
    return Fault("bad-toml", f"{message}.", hint, file, line, column)


def _plain(value: Any) -> Any:  # noqa: ANN401 - TOML in, JSON-like data out
    """Lists as tuples, as documents hold them; dates as their text."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return tuple(map(_plain, value))
    return value if isinstance(value, str | int | float | bool) else str(value)


def _positions(text: str) -> _Positions:
    """Where keys and values begin, 0-based."""
    positions: _Positions = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines()):
        if header := _HEADER.fullmatch(line):
            table = _path(header["key"])
            positions.setdefault(table, ((number, header.start("key")), (number, 0)))
        elif value := _VALUE.match(line):
            key = table + _path(value["key"])
            positions.setdefault(key, ((number, value.start("key")), (number, value.end())))
    return positions


def _path(key: str) -> tuple[str, ...]:
    """The parts of a key that may be dotted or quoted; none where it is no key."""
    try:
        data: Any = tomllib.loads(f"{key} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    path = []
    while isinstance(data, dict):
        [(part, data)] = data.items()
        path.append(part)
    return tuple(path)


def _node(
    value: object, positions: _Positions, path: tuple[str, ...], parent: tuple[int, int]
) -> Node:
    _, (line, column) = positions.get(path, (parent, parent))
    if not isinstance(value, dict):
        return Node(line, column)
    keys = {key: positions.get((*path, key), ((line, column),))[0] for key in value}
    parts = {key: _node(inner, positions, (*path, key), keys[key]) for key, inner in value.items()}
    return Node(line, column, keys, parts)
