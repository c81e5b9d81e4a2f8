"""From a header to the columns that are read: items, the id, what is kept; the rest is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected, UsageFault
from rctdiag.load.checks.did_you_mean import did_you_mean, listed
from rctdiag.tables.source.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

MOST_COLUMNS = 20_000
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run looks for in every table."""

    items: tuple[str, ...]  # in the order of the key
    private: frozenset[str]  # items that are dropped at the door
    id: str | None
    keep: tuple[str, ...]
    long: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in the header of one table each wanted column stands (0-based)."""

    items: dict[str, int]
    id: int | None
    keep: tuple[int, ...]
    dropped: tuple[str, ...] = ()  # private items that were there
    item: int | None = None  # the two columns of a long table
    answer: int | None = None


LONG = ("respondent", "item", "answer")


def shown(name: str) -> str:
    """A column's name as it may be printed: one line, not endless."""
    cut = name if len(name) <= _LONGEST_SHOWN else name[: _LONGEST_SHOWN - 1] + "…"
    return f"'{cut}'"


def find_columns(header: Sequence[str], wanted: Wanted, file: str, line: int) -> Columns:
    """The columns of one table.

    Args:
        header: its names, as they stand; blanks around them and invisible signs do not count.
        wanted: what the run looks for.
        file: the table, for faults.
        line: where the header stands, for faults; 0 where there are no lines.

    Raises:
        InputRejected: names that are the same but for case and blanks, too many columns, none
            of an item; all faults at once.
        UsageFault: a column that the user named is not there.
    """
    names = [visible(name) for name in header]
    faults = list(_header_faults(names, wanted, file, line))
    if faults:
        raise InputRejected(faults)
    position = {name: index for index, name in enumerate(names) if name}
    if wanted.long:
        return _long(position, wanted, file, line)
    items = {item: position[item] for item in wanted.items if item in position}
    if not items:
        raise InputRejected(_no_items(position, wanted, file, line))
    return Columns(
        items=items,
        id=None if wanted.id is None else _named(wanted.id, position, file),
        keep=tuple(_named(name, position, file) for name in wanted.keep),
        dropped=tuple(name for name in names if name in wanted.private),
    )


def _long(position: dict[str, int], wanted: Wanted, file: str, line: int) -> Columns:
    respondent = visible(wanted.id or LONG[0])
    missing = [name for name in (respondent, *LONG[1:]) if name not in position]
    if missing:
        message = f"a long table needs the columns {listed((respondent, *LONG[1:]), 'and')}."
        near = " ".join(filter(None, (did_you_mean(name, position) for name in missing)))
        hint = near or "Rename them, or leave out --long. --id names the first."
        if any(item in position for item in wanted.items):
            hint = "This one has a column for each item: leave out --long."
        raise InputRejected(Fault("long-columns", message, hint, file, line))
    return Columns(
        items={},
        id=position[respondent],
        keep=tuple(_named(name, position, file) for name in wanted.keep),
        item=position[LONG[1]],
        answer=position[LONG[2]],
    )


def _header_faults(names: list[str], wanted: Wanted, file: str, line: int) -> Iterator[Fault]:
    if len(names) > MOST_COLUMNS:
        message = f"{len(names)} columns; at most {MOST_COLUMNS} are read."
        yield Fault("too-many-columns", message, "Leave out what is not asked.", file, line)
        return
    first: dict[str, int] = {}
    items = {item.casefold(): item for item in wanted.items}
    # Without a header the first line is somebody's answers: then no name is repeated.
    known = items.keys() | (LONG if wanted.long else ())
    is_header = any(name.casefold() in known for name in names)
    for index, name in enumerate(names):
        if not name:
            continue
        folded = name.casefold()
        if folded in first:
            earlier = first[folded]
            pair = f"columns {earlier + 1} and {index + 1}"
            message = f"{pair} have the same name."
            if is_header and names[earlier] == name:
                message = f"{pair} are both named {shown(name)}."
            elif is_header:
                both = f"{shown(names[earlier])} and {shown(name)}"
                message = f"{pair} have the same name, apart from capitals: {both}."
            hint = "Rename or remove one; capitals and spaces around a name make no difference."
            yield Fault("duplicate-column", message, hint, file, line)
        elif folded in items and name != items[folded] and not wanted.long:
            message = f"column {index + 1}, {shown(name)}, is nearly the item {items[folded]}."
            yield Fault("column-case", message, f"Rename it to {items[folded]}.", file, line)
        first.setdefault(folded, index)


def _no_items(names: Collection[str], wanted: Wanted, file: str, line: int) -> Fault:
    if any(name in wanted.private for name in names):
        message = "the only item columns are private, and those are not read here."
        hint = "Add --include-private if the answers are your own."
        return Fault("no-item-columns", message, hint, file, line)
    if any(name.casefold().startswith("sep=") for name in names):
        message = "there is a sep= line for spreadsheets above the header."
        return Fault("no-item-columns", message, "Take that line out.", file, line)
    message = "no column is named after an item."
    near = (did_you_mean(name, wanted.items) for name in names)
    examples = f"Items look like {listed(wanted.items[:3], 'or')}."
    ask = "Is there a header, and nothing above it? Is it a --long table? Is --separator right?"
    hint = next(filter(None, near), "") or f"{examples} {ask}"
    return Fault("no-item-columns", message, hint, file, line)


def _named(name: str, position: dict[str, int], file: str) -> int:
    if (seen := visible(name)) in position:
        return position[seen]
    message = f"there is no column {shown(name)}."
    hint = did_you_mean(name, position) or "Check the first line of the table."
    raise UsageFault(Fault("unknown-column", message, hint, file))
