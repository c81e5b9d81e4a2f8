"""From a file to an :class:`Instrument`."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rctdiag.load.checks.against_model import examine
from rctdiag.load.checks.questionnaire_checks import questionnaire_faults
from rctdiag.load.instrument import Instrument
from rctdiag.load.syntax.document import read
from rctdiag.load.syntax.document_places import Document, reject
from rctdiag.model.questionnaire import Questionnaire

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Instrument", "load_questionnaire", "questionnaire_from"]


def load_questionnaire(path: Path) -> Instrument:
    """Read one questionnaire.

    Raises:
        FileFault: it cannot be read.
        InputRejected: with all its faults.
    """
    return questionnaire_from(read(path))


def questionnaire_from(document: Document) -> Instrument:
    """A parsed document as an instrument.

    Raises:
        InputRejected: with all its faults.
    """
    valid, faults = examine(document, Questionnaire)
    reject(chain(faults, questionnaire_faults(document)))
    assert valid is not None  # noqa: S101 - no faults, so there is a model; said for mypy
    positions = {
        item.id: document.position(("items", index, "id")) for index, item in enumerate(valid.items)
    }
    return Instrument(valid, document.file, document.sha256, positions)
