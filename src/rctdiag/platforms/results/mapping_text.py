"""A mapping as YAML that a person reads, fills in and keeps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.model.documents.mapping import Mapping as ExportMapping
    from rctdiag.model.documents.mapping import Value

_HEAD = """\
# What the columns and answers of an export mean. Change what is wrong, then use it with
# rctdiag import FILE --map THIS -o TABLE. An answer is a number, cant_say, prefer_not or missing.
"""


def mapping_text(
    mapping: ExportMapping,
    unmatched: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
) -> str:
    """The document ``rctdiag.mapping/1``.

    Args:
        mapping: What it says.
        unmatched: Columns that ask no known item, for its comments.
        labels: Code -> its label, likewise, where the code says nothing.
    """
    return _HEAD + "\n".join(_lines(mapping, unmatched, labels or {})) + "\n"


def _lines(
    mapping: ExportMapping, unmatched: Sequence[str], labels: Mapping[str, str]
) -> Iterator[str]:
    yield f"schema: {mapping.schema_}"
    yield f"platform: {mapping.platform}"
    yield f"header_rows: {mapping.header_rows}"
    named = {"respondent": mapping.respondent, "link": mapping.link}
    yield from (f"{name}: {_text(column)}" for name, column in named.items() if column)
    yield f"keep: {_list(mapping.keep)}"
    if mapping.labels:
        yield "labels:"
        for name, called in mapping.labels.items():
            yield f"  {_text(name)}:"
            for code, label in called.items():
                yield f"    {_text(code)}: {_text(label)}"
    yield f"personal: {_list(mapping.personal)}"
    yield f"drop: {_list(mapping.drop)}"
    if mapping.status:
        yield "status:"
        for rule in mapping.status:
            yield (
                f"  - {{kind: {rule.kind}, column: {_text(rule.column)}, "
                f"values: {_list(rule.values)}}}"
            )
    yield "answers:" if mapping.answers else "answers: {}"
    for text, value in sorted(mapping.answers.items(), key=lambda pair: _order(pair[1], pair[0])):
        label = f"  # {_text(labels[text])}" if text in labels else ""
        yield f"  {_text(text)}: {value}{label}"
    yield "columns:"
    for column in mapping.columns:
        sure = f", certainty: {column.certainty}" if column.certainty is not None else ""
        answers_part = f", answers: {_pairs(column.answers)}" if column.answers else ""
        yield (
            f"  - {{item: {column.item}, by: {column.by}{sure}{answers_part}, "
            f"column: {_text(column.column)}}}"
        )
    for heading in unmatched:
        yield f"  # - {{item: , column: {_text(heading)}}}"


def _order(value: Value, text: str) -> tuple[bool, str, str]:
    return (value != "fill_in", str(value), text)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, names))}]"


def _pairs(answers: Mapping[str, Value]) -> str:
    return f"{{{', '.join(f'{_text(text)}: {value}' for text, value in answers.items())}}}"
