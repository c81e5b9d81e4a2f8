"""What a structure file says: the columns an export has, and what each code of an answer is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.errors.faults import Fault

if TYPE_CHECKING:
    from rctdiag.model.documents.mapping import Platform


class Position(NamedTuple):
    """Where something stands in a structure file."""

    line: int = 0
    column: int = 0
    path: str = ""  # the sheet, or the place inside JSON


class Choice(NamedTuple):
    """One answer: its code in an export, and its label in each language."""

    code: str
    labels: tuple[str, ...]


class StructureQuestion(NamedTuple):
    """One column of an export: a question, or a row of a grid."""

    codes: tuple[str, ...]  # its own codes: one may be the id of an item
    headings: tuple[str, ...]  # as the platform may head its column
    texts: tuple[str, ...]  # in each language
    choices: tuple[Choice, ...]
    position: Position


class Structure(NamedTuple):
    """A structure file that was read."""

    file: str
    platform: Platform
    questions: tuple[StructureQuestion, ...]


def damaged(message: str, file: str, position: Position, hint: str = "Export it again.") -> Fault:
    """A fault in a structure file, at its place."""
    return Fault(
        "structure-damaged", message, hint, file, position.line, position.column, position.path
    )
