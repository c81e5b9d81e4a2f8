"""YAML, strictly: the event stream of PyYAML, with scalars by the core rules of YAML 1.2."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import yaml

from rctdiag.load.syntax.yaml_faults import cause_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rctdiag.load.syntax.tree_builder import Builder

_Event = Any  # the stubs of PyYAML call its marks optional; those of its parser are there
_TAG = "tag:yaml.org,2002:"
_SCALAR_TAGS: dict[str, tuple[type, ...]] = {
    _TAG + "str": (str,),
    _TAG + "int": (int,),
    _TAG + "float": (float, int),
    _TAG + "bool": (bool,),
    _TAG + "null": (type(None),),
}
_CONTAINER_TAGS = {_TAG + "map", _TAG + "seq", "!"}

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_STARTS_A_NUMBER = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
MOST_DIGITS = 18

# PyYAML 6.0.4 and newer refuse deep nesting themselves, before its events reach the builder.
_OWN_BOUND = "nesting depth"


class _Finding(Exception):
    """Why a scalar cannot be taken: code, message, hint."""


def read_yaml(text: str, builder: Builder) -> None:
    """Feed the one document of ``text`` to ``builder``.

    Raises:
        InputRejected: where the text is no YAML, holds several documents, or passes a bound.
    """
    try:
        _feed(text, builder)
    except RecursionError:  # the parser in Python nests as deep as the text
        builder.too_deep(0, 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if _OWN_BOUND in (error.problem or ""):
            builder.too_deep(line, column)
        cause = cause_of(text, error)
        builder.stop("bad-yaml", cause.message, cause.line, cause.column, cause.hint)


_CUT = re.compile(r"[ \t]#[^\s#]")  # a comment after a blank is one that was meant


def _feed(text: str, builder: Builder) -> None:
    lines = text.split("\n") if _CUT.search(text) else ()
    # The C parser is eight times as fast; PyYAML is sometimes built without it.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    documents = 0
    events: Iterable[_Event] = yaml.parse(text, Loader=loader)
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            _scalar(event, builder)
            if lines and not event.style:
                _note_cut(lines, event.end_mark, builder)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _open(event, builder, mapping=kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            builder.close()
        elif kind is yaml.AliasEvent:
            builder.alias(event.anchor, event.start_mark.line, event.start_mark.column)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                _second_document(event, builder)


def _note_cut(lines: Sequence[str], end: Any, builder: Builder) -> None:  # noqa: ANN401 - a mark
    """A text without quotes ends where # follows a blank: `before #1 comes` loses `#1 comes`."""
    if end.line < len(lines) and _CUT.match(lines[end.line], end.column):
        builder.cut.append((end.line, end.column + 1))


def _second_document(event: _Event, builder: Builder) -> None:
    message = "a second document begins here; a file can have only one."
    builder.stop("several-documents", message, event.start_mark.line, 0, "Split the file at `---`.")


def _open(event: _Event, builder: Builder, *, mapping: bool) -> None:
    line, column = event.start_mark.line, event.start_mark.column
    if event.tag is not None and event.tag not in _CONTAINER_TAGS:
        _refuse_tag(builder, line, column)
    builder.open(line, column, event.anchor, mapping=mapping)


def _scalar(event: _Event, builder: Builder) -> None:
    mark = event.start_mark
    line, column = mark.line, mark.column
    text: str = event.value
    value: object = text
    # Nearly every scalar is a word or a sentence: those take the short way.
    if (
        event.tag is None
        and event.anchor is None
        and event.style != '"'
        and not (event.implicit[0] and (text in _CONSTANTS or text[0] in _STARTS_A_NUMBER))
    ):
        builder.text(text, line, column)
        return
    try:
        if event.tag is None:
            if event.implicit[0]:
                value = resolve(text)
        elif event.tag in _SCALAR_TAGS:
            value = _tagged(event.tag, text)
        elif event.tag != "!":
            _refuse_tag(builder, line, column)
    except _Finding as finding:
        code, message, hint = finding.args
        builder.fault(code, message, line, column, hint)
    # Only the escapes of double quotes can bring in what the text itself was checked for.
    if event.style == '"':
        builder.text_is_clean(text, line, column)
    builder.scalar(value, line, column, event.anchor)


def _refuse_tag(builder: Builder, line: int, column: int) -> None:
    message = (
        "this tag (!) is not allowed: only !!str, !!int, !!float, !!bool, !!null, !!map"
        " and !!seq are."
    )
    hint = "Take the tag out; nothing was run or read."
    builder.fault("refused-tag", message, line, column, hint)


def _tagged(tag: str, text: str) -> object:
    wanted = _SCALAR_TAGS[tag]
    value = text if wanted == (str,) else resolve(text)
    if type(value) not in wanted:
        message = f"what follows is not !!{tag.removeprefix(_TAG)}."
        raise _Finding("tag-mismatch", message, "Take the tag out, or change the value.")
    return float(value) if float in wanted and isinstance(value, int) else value


def resolve(text: str) -> str | int | float | bool | None:
    """The value of a plain scalar by the core rules of YAML 1.2.

    So ``no``, ``12:30``, ``1_000`` and ``2024-01-01`` are texts, and ``010`` is ten.
    """
    if text in _CONSTANTS:
        constant: bool | None = _CONSTANTS[text]
        return constant
    if text[0] not in _STARTS_A_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(_short(text))
    if _OTHER_BASE.fullmatch(text):
        return int(_short(text), 0)
    if _FLOAT.fullmatch(text):
        return finite(text)
    if _NOT_FINITE.fullmatch(text):
        raise _not_finite()
    return text


def finite(text: str) -> float:
    """A float, unless it is too large to be one."""
    value = float(text)
    if not math.isfinite(value):
        raise _not_finite()
    return value


def _short(digits: str) -> str:
    if len(digits.lstrip("+-")) > MOST_DIGITS:
        message = f"a whole number of more than {MOST_DIGITS} digits."
        raise _Finding("number-too-long", message, "If it is text, put it in quotes.")
    return digits


def _not_finite() -> _Finding:
    hint = "Take it out; if it is text, put it in quotes."
    return _Finding("not-finite", "a number that is not finite.", hint)
