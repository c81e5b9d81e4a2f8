"""LimeSurvey's tab-separated survey structure (``.txt``): one row a question, row or answer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rctdiag.errors.faults import InputRejected
from rctdiag.platforms.structures.csv_records import records
from rctdiag.platforms.structures.limesurvey_questions import Part, questions_of
from rctdiag.platforms.structures.structure import Structure, damaged

if TYPE_CHECKING:
    from rctdiag.errors.faults import Fault

_NEEDED = ("class", "name", "text", "type/scale")


def is_limesurvey_text(text: str) -> bool:
    """Whether a text begins as this structure does."""
    head = {cell.strip().strip('"').casefold() for cell in text.split("\n", 1)[0].split("\t")}
    return {"class", "type/scale"} <= head


def read_limesurvey_text(text: str, file: str) -> Structure:
    """The questions of the file.

    Raises:
        InputRejected: a column is missing, or a row or an answer stands outside a question.
    """
    faults: list[Fault] = []
    # The base language comes first and whole, then each other with the same names in their order.
    parts: dict[str, list[Part]] = defaultdict(list)
    parent = ""
    for record in records(text, "\t", _NEEDED, file):
        kind, name = record.cell("class").upper(), record.cell("name")
        if kind == "Q":
            parent = name
        if kind not in {"Q", "SQ", "A"}:
            continue
        if not name:
            faults.append(damaged(f"{kind} without a name.", file, record.position))
        elif not parent:
            message = f"{kind} without a question above it."
            faults.append(damaged(message, file, record.position))
        else:
            text_, scale = record.cell("text"), record.cell("type/scale")
            parts[kind].append(Part(parent, name, text_, scale, record.position))
    if faults:
        raise InputRejected(faults[:20])
    return Structure(file, "limesurvey", questions_of(parts["Q"], parts["SQ"], parts["A"]))
