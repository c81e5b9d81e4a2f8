"""A parsed document: plain values, and where in the file each of them stands."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from rctdiag.errors.faults import Fault, InputRejected

if TYPE_CHECKING:
    from collections.abc import Iterable


def canonical(data: object) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8; what ``sha256`` is taken over."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


Loc = tuple[str | int, ...]
Syntax = Literal["yaml", "json", "toml"]
MOST_FAULTS = 100  # more than anybody reads; keeps a hostile file from making millions

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]{0,63}", re.ASCII)


class Node(NamedTuple):
    """Where one value begins (0-based) and, for a container, where its parts are."""

    line: int
    column: int
    keys: dict[str, tuple[int, int]] | None = None
    parts: dict[str, Node] | list[Node] | None = None

    def part(self, step: str | int) -> Node | None:
        """The node of one key or index, or None where there is none."""
        node: Node | None = None
        if isinstance(self.parts, dict) and isinstance(step, str):
            node = self.parts.get(step)
        elif isinstance(self.parts, list) and isinstance(step, int) and step < len(self.parts):
            node = self.parts[step]
        return node


class Document:
    """The content of one YAML, JSON or TOML file.

    ``data`` holds dicts with text keys, tuples, str, int, float, bool and None; ``sha256`` is
    taken over its canonical JSON (sorted keys, no spaces, UTF-8). ``cut`` holds the places
    (0-based) where a # may cut a text short. ``syntax`` is that of the file: what to write in it
    is said so that it can be copied.
    """

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - any JSON
        file: str,
        root: Node,
        cut: tuple[tuple[int, int], ...] = (),
        syntax: Syntax = "yaml",
    ) -> None:
        self.data = data
        self.file = file
        self.root = root
        self.cut = cut
        self.syntax = syntax

    @cached_property
    def sha256(self) -> str:
        """The hash of the content; taken when it is asked for, as few documents need one."""
        return hashlib.sha256(canonical(self.data)).hexdigest()

    def position(self, loc: Loc) -> tuple[int, int]:
        """1-based line and column of the value at ``loc``, or of its nearest parent there is."""
        node = self.root
        for step in loc:
            inner = node.part(step)
            if inner is None:
                break
            node = inner
        return node.line + 1, node.column + 1

    def key_position(self, loc: Loc) -> tuple[int, int]:
        """1-based line and column of the key that ``loc`` ends in, else as ``place``."""
        node: Node | None = self.root
        for step in loc[:-1]:
            node = node.part(step) if node else None
        if node is None or node.keys is None or loc[-1] not in node.keys:
            return self.position(loc)
        line, column = node.keys[str(loc[-1])]
        return line + 1, column + 1

    def fault(
        self, code: str, message: str, loc: Loc, hint: str = "", *, at_key: bool = False
    ) -> Fault:
        """A fault at the value (or at the key) of ``loc``."""
        line, column = self.key_position(loc) if at_key else self.position(loc)
        return Fault(
            code=code,
            message=message,
            hint=hint,
            file=self.file,
            line=line,
            column=column,
            path=dotted(loc),
        )


def shown(key: object) -> str:
    """A key as it may be printed: in quotes if it looks like one, else no word of it."""
    if isinstance(key, int):
        return str(key)
    plain = isinstance(key, str) and _PLAIN_KEY.fullmatch(key)
    return f"'{key}'" if plain else "'…'"


def dotted(loc: Loc) -> str:
    """``items.3.facet``; a part that is no plain word is shown as ``?``."""
    return ".".join(
        str(step) if isinstance(step, int) or _PLAIN_KEY.fullmatch(step) else "?" for step in loc
    )


def reject(faults: Iterable[Fault]) -> None:
    """Raise all faults together, the first in the file first; do nothing if there are none.

    Raises:
        InputRejected: with at most ``MOST_FAULTS`` faults, and one more that says so.
    """
    listed_faults: list[Fault] = []
    for fault in faults:
        if len(listed_faults) == MOST_FAULTS:
            listed_faults.sort(key=_position)
            more = f"there are more than {MOST_FAULTS} faults; these are some of them."
            listed_faults.append(
                Fault("too-many-faults", more, "Correct these first.", file=fault.file)
            )
            break
        if fault not in listed_faults:
            listed_faults.append(fault)
    else:
        listed_faults.sort(key=_position)
    if listed_faults:
        raise InputRejected(listed_faults)


def _position(fault: Fault) -> tuple[int, int, str]:
    return fault.line, fault.column, fault.code
