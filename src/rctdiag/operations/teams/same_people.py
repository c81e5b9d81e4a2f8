"""Nobody counts twice: ids that come again, tables given twice, sheets sent twice."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.checks.did_you_mean import counted
from rctdiag.tables.source.person_ids import matched_id

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from rctdiag.tables.engines.plain_scoring import Person
    from rctdiag.tables.source.person_ids import Matching

    Rows = Counter[Hashable]

_LEAST_ANSWERS = 6  # answers, not all the same: two people hardly give so many alike by chance


def refuse_same_ids(ids: Sequence[str] | None, matching: Matching) -> None:
    """Refuse an id in two rows, in whatever way it is written.

    Raises:
        InputRejected: with how many rows; never which.
    """
    if ids is None:
        return
    again = len(ids) - len({matched_id(written, matching) for written in ids})
    if not again:
        return
    hint = "Each person may have only one row; keep the one that counts."
    if len(set(ids)) == len(ids):
        hint += " If each spelling is a different person, add --ids exact."
    message = f"{counted(again, 'row')} {'has' if again == 1 else 'have'} the same id as another."
    raise InputRejected(Fault("id-twice", message, hint))


def refuse_same_rows(tables: Sequence[tuple[str, Sequence[Person]]], *, named: bool) -> None:
    """Refuse rows that come again: in a second table, or without ids in one table.

    Args:
        tables: The file of each, and its people.
        named: Whether a column of ids was named.

    Raises:
        InputRejected: a table that holds the rows of another again, or most of its own.
    """
    rows = [(file, Counter(map(_row, people)), _distinct_rows(people)) for file, people in tables]
    for (first, all_first, some_first), (second, all_second, some_second) in combinations(rows, 2):
        fewer = min(some_first.total(), some_second.total())
        shared = (some_first & some_second).total()
        if all_first == all_second or (shared > 1 and 2 * shared >= fewer):
            message = f"it repeats the rows of {first}, and nobody may be counted twice."
            hint = "Give each table once: a second download, such as export (1).csv, is the same."
            raise InputRejected(Fault("table-twice", message, hint, file=second))
    for file, _, counts in rows if not named else ():
        again = counts.total() - len(counts)
        if again > 1 and 2 * again >= len(counts):
            message = (
                f"{counted(again, 'row')} appear twice, and without ids nobody can be told apart."
            )
            hint = "Remove what was pasted twice, or name the ids with --id COLUMN."
            raise InputRejected(Fault("table-twice", message, hint, file=file))


def sent_twice(people: Iterable[Person]) -> int:
    """How many rows repeat all answers of another in the same groups."""
    counts = _distinct_rows(people)
    return counts.total() - len(counts)


def _distinct_rows(people: Iterable[Person]) -> Rows:
    """Rows with so many different answers that they are no two people's by chance."""
    return Counter(
        _row(person)
        for person in people
        if len(person.answers) >= _LEAST_ANSWERS and len(set(person.answers.values())) > 1
    )


def _row(person: Person) -> Hashable:
    answers = ((item, str(answer)) for item, answer in person.answers.items())
    return person.carried, tuple(sorted(answers))
