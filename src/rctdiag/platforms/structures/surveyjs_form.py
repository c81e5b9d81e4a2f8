"""A SurveyJS form: grids and lists in pages and panels, texts as they are or by language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.errors.faults import InputRejected
from rctdiag.platforms.structures.json_values import as_text, parts_of, text_in
from rctdiag.platforms.structures.structure import (
    Choice,
    Position,
    Structure,
    StructureQuestion,
    damaged,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.platforms.structures.json_values import Loc, Located

FOLDERS = ("pages", "elements", "questions")  # what may hold questions; the last is of old forms
_LISTS = {"radiogroup": "choices", "dropdown": "choices", "rating": "rateValues"}


def read_surveyjs_form(document: Located) -> Structure:
    """The questions of the form that have a list of answers.

    Raises:
        InputRejected: a question has no name, or two answers have one value.
    """
    questions = []
    faults = []
    for loc, element in _elements(document.data, ()):
        kind = text_in(element, "type")
        if not isinstance(element, dict) or kind not in {"matrix", *_LISTS}:
            continue
        line, column = document.position(loc)
        position = Position(line, column)
        name = text_in(element, "name")
        if not name:
            faults.append(damaged(f"a {kind} without a name.", document.file, position))
            continue
        choices = _items(element.get(_LISTS.get(kind, "columns")))
        codes = [choice.code for choice in choices]
        if twice := next((code for code in codes if codes.count(code) > 1), None):
            message = f"two answers of {name} have the value {twice}."
            faults.append(damaged(message, document.file, position, "Correct the form."))
        elif kind == "matrix":
            for row in _items(element.get("rows")):
                headings = (f"{name}/{row.code}", f"{name}.{row.code}")
                questions.append(
                    StructureQuestion((row.code,), headings, row.labels, choices, position)
                )
        else:
            texts = _texts(element.get("title"), name)
            questions.append(StructureQuestion((name,), (name,), texts, choices, position))
    if faults:
        raise InputRejected(faults[:20])
    return Structure(document.file, "surveyjs", tuple(questions))


def _elements(node: object, loc: Loc) -> Iterator[tuple[Loc, object]]:
    for folder in FOLDERS:
        inside = node.get(folder) if isinstance(node, dict) else None
        for path, element in parts_of(inside, (*loc, folder)):
            yield path, element
            yield from _elements(element, path)


def _items(node: object) -> tuple[Choice, ...]:
    """``value`` or ``{value, text}``; what has no text is shown by its value."""
    choices = []
    for _, item in parts_of(node):
        value = text_in(item, "value") if isinstance(item, dict) else as_text(item)
        if value:
            text = item.get("text") if isinstance(item, dict) else None
            choices.append(Choice(value, _texts(text, value)))
    return tuple(choices)


def _texts(node: object, otherwise: str) -> tuple[str, ...]:
    if isinstance(node, dict):
        texts = tuple(text for text in map(as_text, node.values()) if text)
    else:
        texts = tuple(text for text in [as_text(node)] if text)
    return texts or (otherwise,)
