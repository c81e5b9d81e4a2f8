"""REDCap's data dictionary (CSV): one row a field, its choices as ``1, Label | 2, Label``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.errors.faults import InputRejected
from rctdiag.platforms.structures.csv_records import records
from rctdiag.platforms.structures.structure import (
    Choice,
    Structure,
    StructureQuestion,
    damaged,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.errors.faults import Fault

_NAME = "variable / field name"
_TYPE = "field type"
_LABEL = "field label"
_CHOICES = "choices, calculations, or slider labels"
_OLDER = "choices or calculations"
_WITH_CHOICES = frozenset({"radio", "dropdown"})


def is_redcap_dictionary(text: str) -> bool:
    """Whether a text begins as a data dictionary does."""
    return _NAME in text.split("\n", 1)[0].casefold()


def read_redcap_dictionary(text: str, file: str) -> Structure:
    """The fields of the file.

    Raises:
        InputRejected: a column is missing, or choices cannot be read.
    """
    head = text.split("\n", 1)[0].casefold()
    separator = max(",;\t", key=head.count)
    choices = _OLDER if _OLDER in head else _CHOICES
    faults: list[Fault] = []
    questions = []
    for record in records(text, separator, (_NAME, _TYPE, _LABEL, choices), file):
        name = record.cell(_NAME)
        if record.cell(_TYPE).casefold() not in _WITH_CHOICES or not name:
            continue
        options = tuple(_read(record.cell(choices)))
        codes = [choice.code for choice in options]
        if not codes or "" in codes:
            message = f"the choices of {name} are not written as '1, label | 2, label'."
            faults.append(damaged(message, file, record.position))
        elif len({*codes}) < len(codes):
            faults.append(damaged(f"a code of {name} appears twice.", file, record.position))
        else:
            texts = (record.cell(_LABEL),)
            questions.append(StructureQuestion((name,), (name,), texts, options, record.position))
    if faults:
        raise InputRejected(faults[:20])
    return Structure(file, "redcap", tuple(questions))


def _read(cell: str) -> Iterator[Choice]:
    for part in cell.split("|"):
        code, comma, label = part.partition(",")
        if part.strip():
            yield Choice(code.strip() if comma else "", (label.strip(),))
