"""Builds values and their places from parser events, and bounds them before they grow."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, NoReturn

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.syntax.document_places import MOST_FAULTS, Node, reject, shown

MOST_DEPTH = 50
MOST_NODES = 200_000  # aliases count as what they stand for
MOST_CHARACTERS = 10_000_000  # likewise
MOST_ALIASES = 1_000
_ALIAS_HINT = "If it is text, put it in quotes."

# C0 but tab and line ends, DEL, C1, halves of surrogate pairs, two code points that are none.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_WANTED = object()  # a mapping waits for its next key
_DROPPED = object()  # a faulty key: its value is read and thrown away


class _Frame:
    """A container that is still open. Mappings have ``keys``, sequences do not."""

    __slots__ = (
        "anchor",
        "characters",
        "column",
        "height",
        "key",
        "keys",
        "line",
        "nodes",
        "parts",
        "value",
    )

    def __init__(self, line: int, column: int, anchor: str | None, *, mapping: bool) -> None:
        self.line, self.column, self.anchor = line, column, anchor
        self.value: Any = {} if mapping else []
        self.parts: Any = {} if mapping else []
        self.keys: dict[str, tuple[int, int]] | None = {} if mapping else None
        self.key: Any = _WANTED
        self.height = 1
        self.nodes = self.characters = 0  # the builder's counts when it was opened


class _Shared(NamedTuple):
    """What an anchor names, and what each alias of it costs."""

    value: Any
    node: Node
    height: int
    nodes: int
    characters: int


class Builder:
    """Takes events in document order; ``result`` gives the value and its places.

    Faults that leave the structure readable are gathered, so that all of a file are told at
    once; a bound that is passed stops the reading.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.cut: list[tuple[int, int]] = []  # where a # cuts a text short, 0-based
        self._stack = [_Frame(0, 0, None, mapping=False)]
        self._shared: dict[str, _Shared | None] = {}
        self._unused: dict[str, tuple[int, int]] = {}  # anchors of texts that no alias names
        self._nodes = self._characters = self._aliases = 0

    def fault(self, code: str, message: str, line: int, column: int, hint: str = "") -> None:
        """Note one fault at a 0-based place and read on."""
        self.faults.append(Fault(code, message, hint, self.file, line + 1, column + 1))
        if len(self.faults) > MOST_FAULTS:
            reject(self.faults)

    def stop(self, code: str, message: str, line: int, column: int, hint: str = "") -> NoReturn:
        """Give up here, with everything noted so far.

        Raises:
            InputRejected: always.
        """
        last = Fault(code, message, hint, self.file, line + 1, column + 1)
        raise InputRejected([*self.faults, last])

    def scalar(self, value: object, line: int, column: int, anchor: str | None = None) -> None:
        """One scalar, already resolved."""
        length = len(value) if isinstance(value, str) else 1
        self._count(1, length, line, column)
        node = Node(line, column)
        if anchor is not None:
            self._shared[anchor] = _Shared(value, node, 0, 1, length)
            self._unused[anchor] = (line, column)
        self._add(value, node)

    def text(self, value: str, line: int, column: int) -> None:
        """One text without an anchor: ``scalar`` for the many."""
        self._nodes += 1
        self._characters += len(value)
        if self._nodes > MOST_NODES or self._characters > MOST_CHARACTERS:
            self._count(0, 0, line, column)
        frame = self._stack[-1]
        key = frame.key
        if type(key) is str:
            frame.value[key] = value
            frame.parts[key] = Node(line, column)
            frame.key = _WANTED
        elif (
            key is _WANTED and frame.keys is not None and value not in frame.keys and value != "<<"
        ):
            frame.keys[value] = (line, column)
            frame.key = value
        else:
            self._add(value, Node(line, column))

    def open(self, line: int, column: int, anchor: str | None = None, *, mapping: bool) -> None:
        """A mapping or a sequence begins."""
        frame = _Frame(line, column, anchor, mapping=mapping)
        frame.nodes, frame.characters = self._nodes, self._characters
        if anchor is not None:
            self._shared[anchor] = None
        self._count(1, 1, line, column)
        self._stack.append(frame)
        self._bound_depth(0, line, column)

    def close(self) -> None:
        """The innermost container ends."""
        frame = self._stack.pop()
        outer = self._stack[-1]
        outer.height = max(outer.height, frame.height + 1)
        value = frame.value if frame.keys is not None else tuple(frame.value)
        node = Node(frame.line, frame.column, frame.keys, frame.parts)
        if frame.anchor is not None:
            nodes, characters = self._nodes - frame.nodes, self._characters - frame.characters
            shared = _Shared(value, node, frame.height, nodes, characters)
            self._shared[frame.anchor] = shared
        self._add(value, node)

    def alias(self, anchor: str, line: int, column: int) -> None:
        """A value that was named before, counted as if it were written out again."""
        if anchor not in self._shared:
            self.stop(
                "unknown-alias",
                "this * names nothing that was marked with &.",
                line,
                column,
                _ALIAS_HINT,
            )
        shared = self._shared[anchor]
        if shared is None:
            self.stop("recursive-alias", "this * is inside the value it refers to.", line, column)
        self._unused.pop(anchor, None)
        self._aliases += 1
        if self._aliases > MOST_ALIASES:
            message = f"more than {MOST_ALIASES:,} aliases (*)."
            self.stop("too-many-aliases", message, line, column, "Write the values out.")
        self._count(shared.nodes, shared.characters, line, column)
        self._bound_depth(shared.height, line, column)
        frame = self._stack[-1]
        frame.height = max(frame.height, shared.height + 1)
        self._add(shared.value, Node(line, column, shared.node.keys, shared.node.parts))

    def result(self) -> tuple[Any, Node]:
        """The value of the whole document and its places.

        Raises:
            InputRejected: if faults were noted.
        """
        for line, column in self._unused.values():
            message = "& marks a text that nothing refers to, and the text has lost its first word."
            self.fault("unused-anchor", message, line, column, _ALIAS_HINT)
        reject(self.faults)
        frame = self._stack[0]
        return frame.value[0], frame.parts[0]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was read."""
        return not self._stack[0].value

    def text_is_clean(self, text: str, line: int, column: int) -> bool:
        """Whether an unescaped text has no control character; notes a fault if it has."""
        if CONTROL.search(text) is None:
            return True
        message = "this text has a control character, written as an escape."
        self.fault("control-character", message, line, column, "Take it out.")
        return False

    def _add(self, value: object, node: Node) -> None:
        frame = self._stack[-1]
        if frame.keys is None:
            frame.value.append(value)
            frame.parts.append(node)
        elif frame.key is _WANTED:
            frame.key = self._checked_key(frame.keys, value, node)
        else:
            if frame.key is not _DROPPED:
                frame.value[frame.key] = value
                frame.parts[frame.key] = node
            frame.key = _WANTED

    def _checked_key(self, keys: dict[str, tuple[int, int]], key: object, node: Node) -> object:
        if not isinstance(key, str):
            message = "a key must be text."
            self.fault("key-not-text", message, node.line, node.column, "Put it in quotes.")
            return _DROPPED
        if key == "<<":
            message = "merge keys (<<) are not read."
            self.fault("merge-key", message, node.line, node.column, "Write the keys out.")
            return _DROPPED
        if key in keys:
            message = f"{shown(key)} appears twice, the first time on line {keys[key][0] + 1}."
            self.fault("duplicate-key", message, node.line, node.column, "Keep one of the two.")
            return _DROPPED
        keys[key] = (node.line, node.column)
        return key

    def _count(self, nodes: int, characters: int, line: int, column: int) -> None:
        self._nodes += nodes
        self._characters += characters
        if self._nodes > MOST_NODES:
            message = f"more than {MOST_NODES:,} values, counting what aliases stand for."
            self.stop("too-many-values", message, line, column, "Split the file.")
        if self._characters > MOST_CHARACTERS:
            message = f"more than {MOST_CHARACTERS:,} characters, counting what aliases stand for."
            self.stop("too-much-text", message, line, column, "Split the file.")

    def _bound_depth(self, height: int, line: int, column: int) -> None:
        if len(self._stack) - 1 + height > MOST_DEPTH:
            self.too_deep(line, column)

    def too_deep(self, line: int, column: int) -> NoReturn:
        """Nesting passes a bound: ours, or that of a parser which counts before we do."""
        message = f"nested more than {MOST_DEPTH} deep."
        self.stop(
            "too-deep", message, line, column, "Use fewer levels; look for a bracket left open."
        )
