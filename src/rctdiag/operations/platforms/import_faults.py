"""What an export of answers is refused for, said as faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault
from rctdiag.platforms.results.apply_mapping import unknown_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.platforms.results.propose_mapping import ByStructure, Findings

_MOST_MISFITS = 10


def faults_of(file: str, findings: Findings) -> Iterator[Fault]:
    """What is wrong with an export, by what was found in it."""
    if findings.structure is not None:
        yield from _misfits(file, findings.structure)
    if findings.unknown:
        yield unknown_answers(
            findings.unknown, file, findings.labels, by_structure=bool(findings.structure)
        )
    if findings.unreadable:
        message = f"long texts where answers belong, in {findings.unreadable} cells."
        yield Fault(
            "unknown-answers", message, "Is a column of comments being read as a question?", file
        )
    for contradiction in findings.contradictions:
        text, number = contradiction.text, contradiction.number
        label = contradiction.expected
        message = f"'{text}': the label is {label} in the questionnaire, not {number}."
        hint = (
            "The list may run the other way or start elsewhere: say in a mapping what each means."
        )
        yield Fault("answers-contradict", message, hint, file)
    for item, columns in findings.twice:
        shown = " and ".join(f"'{name}'" for name in columns)
        hint = "Leave one of them out in a mapping (--map)."
        yield Fault("item-twice", f"two columns are for {item}: {shown}.", hint, file)


def _misfits(file: str, structure: ByStructure) -> Iterator[Fault]:
    """Where the structure file is another survey's."""
    if not structure.columns:
        message = f"it has none of the questions in the columns of {file}."
        hint = "Is it from this survey?"
        yield Fault("structure-does-not-fit", message, hint, structure.file)
    for column, item, by_heading in structure.several[:_MOST_MISFITS]:
        message = f"the column '{column}' is {item} in it, and {by_heading} by its heading."
        hint = "Is it from this survey?"
        yield Fault("structure-does-not-fit", message, hint, structure.file)
