"""LimeSurvey's questions, their rows and answers, as the columns of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.platforms.structures.structure import Choice, Position, StructureQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable

_LISTS = frozenset("L!O")  # one answer of a list
_ARRAYS = frozenset("FH")  # one answer of a list for each row


class Part(NamedTuple):
    """A question, a row of one, or an answer to one, in one language."""

    parent: str  # the question's key
    name: str
    text: str
    scale: str  # of a question its type; of others 0, or 1 for a second scale
    position: Position


def questions_of(
    questions: Iterable[Part], rows: Iterable[Part], answers: Iterable[Part]
) -> tuple[StructureQuestion, ...]:
    """A column for each list and for each row of an array; other kinds have no codes.

    Args:
        questions: Each in each of its languages, under the key that rows and answers name.
        rows: Of arrays, likewise.
        answers: Likewise.
    """
    choices: dict[str, dict[str, list[str]]] = {}
    for answer in answers:
        if answer.scale in {"", "0"}:
            labels = choices.setdefault(answer.parent, {})
            labels.setdefault(answer.name, []).append(answer.text)
    under: dict[str, dict[str, list[Part]]] = {}
    for row in rows:
        under.setdefault(row.parent, {}).setdefault(row.name, []).append(row)
    by_parent: dict[str, list[Part]] = {}
    for question in questions:
        by_parent.setdefault(question.parent, []).append(question)
    all_questions = []
    for key, variants in by_parent.items():
        first = variants[0]
        options = tuple(
            Choice(code, tuple(texts_of_choice))
            for code, texts_of_choice in choices.get(key, {}).items()
        )
        if first.scale in _LISTS:
            texts = tuple(variant.text for variant in variants)
            all_questions.append(
                StructureQuestion((first.name,), (first.name,), texts, options, first.position)
            )
        elif first.scale in _ARRAYS:
            all_questions += [
                StructureQuestion(
                    codes=(name,),
                    headings=(f"{first.name}[{name}]", f"{first.name}_{name}"),
                    texts=tuple(cell.text for cell in row),
                    choices=options,
                    position=row[0].position,
                )
                for name, row in under.get(key, {}).items()
            ]
    return tuple(all_questions)
