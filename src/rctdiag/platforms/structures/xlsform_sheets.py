"""An XLSForm (Kobo, ODK): the sheets ``survey`` and ``choices``, labels in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.errors.faults import InputRejected
from rctdiag.platforms.structures.structure import (
    Choice,
    Position,
    Structure,
    StructureQuestion,
    damaged,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.errors.faults import Fault
    from rctdiag.model.grid import Grid

_LIST_NAMES = ("list_name", "list name", "listname")
_CODES = ("name", "value")
_SELECT = ("select_one", "select one", "select1")
_SURVEY, _CHOICES = "survey", "choices"


def is_xlsform(sheets: Sequence[str]) -> bool:
    """Whether a workbook has the two sheets of a form."""
    return {_SURVEY, _CHOICES} <= {name.strip().casefold() for name in sheets}


def read_xlsform(grids: Sequence[Grid], file: str) -> Structure:
    """The questions of the form that have a list of answers.

    Raises:
        InputRejected: a column or a list is missing.
    """
    sheets = {grid.sheet.strip().casefold(): grid for grid in grids}
    survey, choices = sheets[_SURVEY], sheets[_CHOICES]
    lists = _lists(choices, file)
    head = _head(survey)
    for needed in ("type", "name"):
        if needed not in head:
            message = f"there is no column {needed}."
            raise InputRejected(damaged(message, file, Position(survey.rows[0][0], path=_SURVEY)))
    faults: list[Fault] = []
    questions = []
    for line, row in survey.rows[1:]:
        list_name = _list_of(_cell(row, head["type"]))
        name = _cell(row, head["name"])
        position = Position(line, path=_SURVEY)
        if list_name is None:
            continue
        if not name:
            faults.append(damaged("a question without a name.", file, position))
        elif list_name not in lists:
            message = f"the list '{list_name}' is not in the sheet choices."
            faults.append(damaged(message, file, position))
        else:
            texts = tuple(_labels(head, row))
            options = tuple(Choice(code, labels) for code, labels in lists[list_name].items())
            questions.append(StructureQuestion((name,), (name,), texts, options, position))
    if faults:
        raise InputRejected(faults[:20])
    return Structure(file, "kobo", tuple(questions))


def _lists(choices: Grid, file: str) -> dict[str, dict[str, tuple[str, ...]]]:
    head = _head(choices)
    list_at = next((head[name] for name in _LIST_NAMES if name in head), None)
    code_at = next((head[name] for name in _CODES if name in head), None)
    if list_at is None or code_at is None:
        lacking = "list_name" if list_at is None else "name"
        message = f"there is no column {lacking}."
        raise InputRejected(damaged(message, file, Position(choices.rows[0][0], path=_CHOICES)))
    lists: dict[str, dict[str, tuple[str, ...]]] = {}
    for line, row in choices.rows[1:]:
        name, code = _cell(row, list_at), _cell(row, code_at)
        if not name or not code:
            continue
        if code in lists.setdefault(name, {}):
            message = f"the list '{name}' has the code '{code}' twice."
            raise InputRejected(damaged(message, file, Position(line, path=_CHOICES)))
        lists[name][code] = tuple(_labels(head, row))
    return lists


def _head(grid: Grid) -> dict[str, int]:
    return {cell.strip().casefold(): at for at, cell in enumerate(grid.rows[0][1]) if cell.strip()}


def _labels(head: dict[str, int], row: Sequence[str]) -> Iterator[str]:
    for name, at in head.items():
        if (name == "label" or name.startswith("label:")) and (text := _cell(row, at)):
            yield text


def _list_of(kind: str) -> str | None:
    """The list of ``select_one LIST``; None for what has no list, or takes several answers."""
    words = " ".join(kind.split())
    for begin in _SELECT:
        if words.casefold().startswith(f"{begin} "):
            return words[len(begin) + 1 :].removeprefix("from ").split(" ")[0]
    return None


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""
