"""The one serializer: the same document gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TypeAlias

from pydantic import JsonValue

from rctdiag.model.base import Frozen

JsonObject: TypeAlias = dict[str, JsonValue]

# What json leaves as it is, though a terminal would obey it, a reader could not see it, or UTF-8
# cannot hold it: DEL and C1 controls, marks that turn or hide text, half surrogates.
# Only strings hold such characters, so an escape changes the look and not the data.
_UNSAFE = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


def dumps(
    document: Frozen | Mapping[str, object], *, ascii_only: bool = False, one_line: bool = False
) -> str:
    """The document as JSON: sorted keys, shortest exact floats, a newline at the end.

    Args:
        document: a document, or JSON data; numbers are written as they are: rounding happens
            where they are made.
        ascii_only: escape every character above 7 bits.
        one_line: for NDJSON, otherwise indented by two.

    Raises:
        ValueError: a float is not finite.
    """
    if isinstance(document, Frozen):
        document = plain_data(document)
    text = json.dumps(
        _plain(document),
        sort_keys=True,
        ensure_ascii=ascii_only,
        allow_nan=False,
        indent=None if one_line else 2,
        separators=(",", ":") if one_line else (",", ": "),
    )
    return _UNSAFE.sub(_escape, text) + "\n"


def plain_data(document: Frozen, *, without: frozenset[str] = frozenset()) -> JsonObject:
    """A document as plain JSON data: what was not given, such as ``respondent``, is left out.

    Args:
        document: The document.
        without: Fields that the caller puts in itself.
    """
    return document.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={*without})


def _plain(value: object) -> object:
    if isinstance(value, float):
        return value + 0.0  # turns -0.0 into 0.0
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]
