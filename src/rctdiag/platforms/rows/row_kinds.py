"""Rows that are perhaps no answers of a person: previews, doubles, break-offs, one long line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.platforms.normalised_text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.model.documents.mapping import DropKind

_MANY = 10  # answers: below it the same answer throughout says little
_LAST_PART = 3  # nothing in the last third: stopped before the end


class RowContents(NamedTuple):
    """What is known of one row, for a moment; nothing of it is written."""

    answers: tuple[str, ...]  # in the order of the columns
    status: Mapping[DropKind, bool]
    sameness: tuple[str, ...]  # ids and addresses by which two rows are one person's


def kinds(rows: Sequence[RowContents], reverses: Sequence[bool]) -> list[set[DropKind]]:
    """The kinds of each row.

    Args:
        rows: All of one export, in its order.
        reverses: For each column whether its item is keyed the other way.
    """
    kinds_of_rows: list[set[DropKind]] = [
        {kind for kind, is_so in r.status.items() if is_so} for r in rows
    ]
    for at, row in enumerate(rows):
        if _stopped(row.answers):
            kinds_of_rows[at].add("unfinished")
        if _is_one_line(row.answers, reverses):
            kinds_of_rows[at].add("straightlining")
    for at in _earlier_ones(rows, kinds_of_rows):
        kinds_of_rows[at].add("doubles")
    return kinds_of_rows


def _stopped(answers: Sequence[str]) -> bool:
    last = answers[-(-2 * len(answers) // _LAST_PART) :]
    return len(last) > 1 and any(answers) and not any(last)


def _is_one_line(answers: Sequence[str], reverses: Sequence[bool]) -> bool:
    """The same number throughout, for questions that ask for the good and for the hard."""
    answered = [(a, turned) for a, turned in zip(answers, reverses, strict=True) if a.isdigit()]
    if len(answered) < _MANY or len({answer for answer, _ in answered}) > 1:
        return False
    return len({turned for _, turned in answered}) > 1


def _earlier_ones(
    rows: Sequence[RowContents], kinds_of_rows: Sequence[set[DropKind]]
) -> Iterator[int]:
    """Rows that a later one of the same person, or with all the same answers, repeats."""
    seen: set[tuple[str, ...]] = set()
    for at in range(len(rows) - 1, -1, -1):
        marks: set[tuple[str, ...]] = {
            ("who", name_key(text)) for text in rows[at].sameness if text.strip()
        }
        whole = sum(1 for answer in rows[at].answers if answer) >= _MANY
        if whole and "straightlining" not in kinds_of_rows[at]:
            marks.add(("answers", *rows[at].answers))
        if marks & seen:
            yield at
        seen |= marks
