"""From a file to a :class:`StepCatalogue`."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rctdiag.load.checks.against_model import examine
from rctdiag.load.checks.step_checks import steps_faults
from rctdiag.load.syntax.document import read
from rctdiag.load.syntax.document_places import Document, reject
from rctdiag.model.step import StepCatalogue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rctdiag.load.instrument import Instrument

# The questionnaires that come along, in the order they are asked.
BUNDLED = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness")


def load_steps(path: Path, instruments: Sequence[Instrument]) -> StepCatalogue:
    """Read a catalogue of steps for these questionnaires.

    Facets of a bundled questionnaire that is not among ``instruments`` are not looked up.

    Raises:
        FileFault: it cannot be read.
        InputRejected: with all its faults.
    """
    return steps_from(read(path), instruments)


def steps_from(document: Document, instruments: Sequence[Instrument]) -> StepCatalogue:
    """A parsed document as a catalogue of steps.

    Raises:
        InputRejected: with all its faults.
    """
    questionnaires = [instrument.questionnaire for instrument in instruments]
    facets = {
        questionnaire.id: [facet.id for facet in questionnaire.facets]
        for questionnaire in questionnaires
    }
    other_names = [name for name in BUNDLED if name not in facets]
    valid, faults = examine(document, StepCatalogue)
    reject(chain(faults, steps_faults(document, facets, other_names)))
    assert valid is not None  # noqa: S101 - no faults, so there is a model; said for mypy
    return valid
