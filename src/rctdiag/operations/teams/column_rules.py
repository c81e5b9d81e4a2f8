"""Which columns a group report may be asked for: no question, and no column of ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.disclosure.groups.membership import EVERYONE, columns_of
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.load.library import find_instruments
from rctdiag.tables.source.columns import LONG, shown
from rctdiag.tables.source.run_plan import ID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from rctdiag.load.instrument import Instrument

SHARED = "Break down by columns that many people share."


def named_columns(by: Sequence[str], tags: Sequence[str]) -> tuple[str, ...]:
    """Every column that breakdowns and tags name, once."""
    return tuple(
        dict.fromkeys([*(name for breakdown in by for name in columns_of(breakdown)), *tags])
    )


def refuse_columns(
    by: Sequence[str],
    tags: Sequence[str],
    id_: str | None,
    *,
    instruments: Sequence[Instrument],
    long: bool,
) -> None:
    """Before any table is opened, so that nothing depends on what anybody answered.

    Args:
        by: As ``--by`` gives them.
        tags: Tag columns.
        id_: The column of ids.
        instruments: The questionnaires of the run; those that come along count besides.
        long: Whether each row holds one answer.

    Raises:
        UsageFault: a breakdown, tag or id is a question of any questionnaire, private or not, or
            a breakdown is the column of ids, or has the name that stands for everybody; all of
            them at once.
    """
    known = {item.id for instrument in instruments for item in instrument.questionnaire.items}
    known |= {
        item.id
        for instrument in find_instruments((), None)
        for item in instrument.questionnaire.items
    }
    items = {item.casefold() for item in known}
    if long:
        items |= set(LONG[1:])
    id_ = LONG[0] if long and id_ is None else id_
    faults = [*_faults(named_columns(by, tags), id_, items), *_reserved([*by, *tags])]
    if faults:
        raise UsageFault(faults)


def _reserved(breakdowns: Sequence[str]) -> Iterator[Fault]:
    if any(breakdown.partition("/")[0].strip() == EVERYONE for breakdown in breakdowns):
        message = f"{EVERYONE!r} means everybody here, so no column can have that name."
        yield Fault("unknown-breakdown", message, "Give the column another name.")


def _faults(groups: Sequence[str], id_: str | None, items: Collection[str]) -> Iterator[Fault]:
    for name in groups:
        if name.strip().casefold() in items:
            message = (
                f"{shown(name)} is a question, and groups made from answers would give them away."
            )
            yield Fault(
                "breakdown-is-item", message, "Break down by a column that is not a question."
            )
        elif id_ is not None and name.strip().casefold() == id_.strip().casefold():
            message = f"the column {shown(name)} has the ids, so each group would be one person."
            yield Fault("breakdown-names-people", message, SHARED)
        elif name.strip().casefold() == ID:  # a column of that name names people without --id, too
            message = f"the column {shown(name)} names people, not groups."
            yield Fault("breakdown-names-people", message, SHARED)
    if id_ is not None and id_.strip().casefold() in items:
        message = f"--id {shown(id_)} is a question, not an id."
        yield Fault("breakdown-is-item", message, "Name the column with the ids.")
