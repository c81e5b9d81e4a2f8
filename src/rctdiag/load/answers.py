"""From a document to an :class:`AnswerSheet`. No fault ever repeats an answer."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from rctdiag.load.checks.against_model import (
    examine,
    in_curly,
    with_whole_numbers,
)
from rctdiag.load.checks.did_you_mean import did_you_mean
from rctdiag.load.checks.what_to_write import CHANGE, NO_CURLY, REMOVE_ITEM
from rctdiag.load.saved_documents import load_result
from rctdiag.load.syntax.document_places import Document, Loc, dotted, reject, shown
from rctdiag.model.answers import CANT_SAY, AnswerSheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.errors.faults import Fault
    from rctdiag.load.instrument import Instrument
    from rctdiag.model.documents.result import Result

_BY_ITEM = ("answers", "notes")
_LIKE_AN_ITEM = re.compile(r"[a-z]{1,3}_?[0-9]{1,3}")


def load_answers(document: Document, instruments: Sequence[Instrument]) -> AnswerSheet:
    """A parsed answer sheet, each answer within the range of its item.

    A saved result holds a sheet too: everything in it that was answered is read, to be scored
    again.

    Raises:
        InputRejected: with all its faults: unknown ids, answers outside their range, anything
            that is not a whole number or ``cant_say``.
    """
    ranges = {
        item.id: (questionnaire.scale.low, questionnaire.scale.high)
        for questionnaire in (instrument.questionnaire for instrument in instruments)
        for item in questionnaire.items
    }
    if isinstance(document.data, dict) and document.data.get("schema") == "rctdiag.result/1":
        sheet = _of_result(load_result(document))
        reject(chain(_unknown_items(document, ranges), _answers(document, ranges)))
        return sheet
    valid, faults = examine(document, AnswerSheet)
    # What follows checks each answer, and each id, more tightly than the model can.
    rest = (
        fault
        for fault in faults
        if not (fault.path.startswith("answers.") or fault.code == "bad-key")
    )
    reject(chain(rest, _unknown_items(document, ranges), _answers(document, ranges)))
    assert valid is not None  # noqa: S101 - no faults, so there is a model; said for mypy
    return valid


def _of_result(result: Result) -> AnswerSheet:
    return AnswerSheet.copied_from(
        result.about,
        schema_="rctdiag.answers/1",
        answers=result.answers,
        notes=result.notes,
        language=None,
        position_=None,  # the standing says it
    )


def _entries(document: Document, name: str) -> Mapping[str, Any]:
    entries = document.data.get(name)
    return entries if isinstance(entries, dict) else {}


def _unknown_items(document: Document, ranges: Mapping[str, tuple[int, int]]) -> Iterator[Fault]:
    """Answers and notes belong to items that are asked."""
    for name in _BY_ITEM:
        entries = _entries(document, name)
        for key in entries:
            if key in ranges:
                continue
            near = did_you_mean(key, (item for item in ranges if item not in entries))
            # Somebody may have put names of people here: those are not repeated.
            item = key if near or _LIKE_AN_ITEM.fullmatch(key) else "…"
            message = f"there is no item {shown(item)} here."
            hint = near or REMOVE_ITEM.in_(document)
            fault = document.fault("unknown-item", message, (name, key), hint, at_key=True)
            yield fault._replace(path=_path((name, item)))


def _answers(document: Document, ranges: Mapping[str, tuple[int, int]]) -> Iterator[Fault]:
    """Each answer is a whole number in the range of its item, or ``cant_say``."""
    for key, entry in _entries(document, "answers").items():
        if key not in ranges or entry == CANT_SAY:
            continue
        low, high = ranges[key]
        answer = with_whole_numbers(entry)
        if type(answer) is not int or not low <= answer <= high:
            message = f"this is not one of {low}-{high} or {CANT_SAY}."
            hint = (NO_CURLY if in_curly(answer) else CHANGE).in_(document)
            fault = document.fault("wrong-answer", message, ("answers", key), hint)
            yield fault._replace(path=_path(("answers", key)))


def _path(loc: Loc) -> str:
    """The item's id alone for an answer: the words around it say the rest."""
    return dotted(loc[1:]) if loc[0] == "answers" else dotted(loc)
