"""A Qualtrics survey (``.qsf``): choices and answers under their ids, recoded or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.errors.faults import InputRejected
from rctdiag.platforms.structures.json_values import as_text, mapping_in, parts_of, text_in
from rctdiag.platforms.structures.structure import (
    Choice,
    Position,
    Structure,
    StructureQuestion,
    damaged,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.platforms.structures.json_values import Located

ELEMENTS = "SurveyElements"
_ONE_ANSWER = frozenset({"SAVR", "SAHR", "SACOL", "DL", "SB", "NPS"})  # selectors of MC


def read_qualtrics_survey(document: Located) -> Structure:
    """The questions of the file.

    Raises:
        InputRejected: a question has no tag, or two answers have one code.
    """
    questions: list[StructureQuestion] = []
    faults = []
    elements = document.data.get(ELEMENTS) if isinstance(document.data, dict) else None
    for loc, element in parts_of(elements, (ELEMENTS,)):
        payload = mapping_in(element, "Payload")
        if text_in(element, "Element") != "SQ" or not payload:
            continue
        payload_path = (*loc, "Payload")
        line, column = document.position(payload_path)
        position = Position(line, column)
        tag = text_in(payload, "DataExportTag")
        if not tag:
            faults.append(damaged("a question without DataExportTag.", document.file, position))
            continue
        kind, selector = text_in(payload, "QuestionType"), text_in(payload, "Selector")
        is_grid = kind == "Matrix"
        if not (is_grid or (kind == "MC" and selector in _ONE_ANSWER)):
            continue
        choices = _choices(payload, "Answers" if is_grid else "Choices")
        codes = [choice.code for choice in choices]
        if twice := next((code for code in codes if codes.count(code) > 1), None):
            message = f"two answers of {tag} have the code {twice}."
            faults.append(damaged(message, document.file, position, "Correct the recode values."))
            continue
        qid = text_in(payload, "QuestionID") or text_in(element, "PrimaryAttribute")
        if is_grid:
            questions += _rows(payload, (tag, qid), choices, position)
        else:
            texts = tuple(_texts(payload, ("QuestionText",)))
            questions.append(StructureQuestion((tag,), (tag, qid), texts, choices, position))
    if faults:
        raise InputRejected(faults[:20])
    return Structure(document.file, "qualtrics", tuple(questions))


def _choices(payload: Mapping[str, object], name: str) -> tuple[Choice, ...]:
    """Each answer under its recode value, or under its id where it has none."""
    recoded = mapping_in(payload, "RecodeValues")
    return tuple(
        Choice(text_in(recoded, id_) or id_, tuple(_texts(payload, (name, id_, "Display"))))
        for id_ in mapping_in(payload, name)
    )


def _rows(
    payload: Mapping[str, object],
    names: tuple[str, str],
    choices: tuple[Choice, ...],
    position: Position,
) -> Iterator[StructureQuestion]:
    tags = mapping_in(payload, "ChoiceDataExportTags")
    for id_ in mapping_in(payload, "Choices"):
        tag_code = text_in(tags, id_)
        headings = (*(f"{name}_{id_}" for name in names if name), *([tag_code] if tag_code else []))
        texts = tuple(_texts(payload, ("Choices", id_, "Display")))
        yield StructureQuestion((tag_code,) if tag_code else (), headings, texts, choices, position)


def _texts(payload: Mapping[str, object], path: tuple[str, ...]) -> Iterator[str]:
    """A text in the survey's language, then in each it is translated to."""
    translated = mapping_in(payload, "Language")
    for node in (payload, *translated.values()):
        inner: object = node
        for step in path:
            inner = inner.get(step) if isinstance(inner, dict) else None
        if text := as_text(inner):
            yield text
