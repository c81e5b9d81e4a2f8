"""Long tables, one answer a row: put together into one row a respondent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.model.answers import CANT_SAY
from rctdiag.tables.readers.plain_copy import put_aside, source_of
from rctdiag.tables.readers.table_rows import table_rows
from rctdiag.tables.source.answer_cells import BLANKS, Wrong, answer
from rctdiag.tables.source.columns import MOST_COLUMNS
from rctdiag.tables.source.run_plan import ID, Reject
from rctdiag.tables.source.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.tables.source.answer_cells import Range
    from rctdiag.tables.source.columns import Columns, Wanted
    from rctdiag.tables.source.scratch_folder import Scratch
    from rctdiag.tables.source.text_rows import Source

_NONE, _MISSING, _CANT_SAY = 255, 254, 253  # not given; given, and no answer
_CELL_OF_CODE = {_NONE: "", _MISSING: "", _CANT_SAY: CANT_SAY}


@dataclass(slots=True)
class _Respondent:
    """Answers as bytes, one an item: millions of people have to fit."""

    line: int
    carried: tuple[str, ...]
    answers: bytearray
    wrong: list[Reject] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Widened:
    """A wide source, and what the long one held beside it."""

    source: Source
    columns: Columns
    private: tuple[str, ...]  # items dropped at the door
    unknown: int  # rows of items that nothing asks for
    unknown_items: tuple[str, ...] = ()  # what these are called


def widen(
    source: Source, columns: Columns, wanted: Wanted, ranges: Mapping[str, Range], scratch: Scratch
) -> Widened:
    """One row a respondent, in the order of their first answers.

    A respondent with any wrong answer is rejected whole, as a row of a wide table is.

    Raises:
        InputRejected: the table is faulty, or none of its items is asked.
    """
    if source.format == "parquet":
        from rctdiag.tables.readers.parquet import check  # noqa: PLC0415 - brings Polars

        named = (columns.id, columns.item, columns.answer, *columns.keep)
        check(source, [at for at in named if at is not None])
    gathering = _Gathering(source, columns, wanted, ranges)
    gathering.read()
    people = gathering.people
    header = [ID, *(f"_keep.{name}" for name in wanted.keep), *gathering.items]
    path = scratch.path()
    put_aside(path, header, _rows(people))
    prior = [tuple(person.wrong) for person in people.values() if person.wrong]
    wide_columns = type(columns)(
        items={
            item: index + 2 + len(wanted.keep)
            for index, item in enumerate(gathering.items)
            if item in gathering.seen
        },
        id=1,
        keep=tuple(range(2, 2 + len(wanted.keep))),
    )
    source_made = source_of(
        source.original or source.raw, path, source.format, header, prior=[*gathering.loose, *prior]
    )
    return Widened(
        source_made,
        wide_columns,
        tuple(gathering.private),
        gathering.unknown,
        tuple(gathering.unknown_items),
    )


def _rows(people: Mapping[str, _Respondent]) -> Iterator[tuple[int, list[str]]]:
    for name, respondent in people.items():
        if not respondent.wrong:
            cells = (_CELL_OF_CODE.get(code, str(code)) for code in respondent.answers)
            yield respondent.line, [name, *respondent.carried, *cells]


class _Gathering:
    """One pass over a long table."""

    def __init__(
        self, source: Source, columns: Columns, wanted: Wanted, ranges: Mapping[str, Range]
    ) -> None:
        self.source = source
        self.columns = columns
        self.wanted = wanted
        self.ranges = ranges
        self.items = tuple(ranges)
        self.index_of = {item: index for index, item in enumerate(self.items)}
        self.folded = {item.casefold(): item for item in self.items}
        self.people: dict[str, _Respondent] = {}
        self.loose: list[tuple[Reject, ...]] = []  # answers of nobody
        self.seen: set[str] = set()
        self.private: dict[str, None] = {}
        self.unknown = 0
        self.unknown_items: dict[str, None] = {}

    def read(self) -> None:
        for line, cells in table_rows(self.source):
            self._add(line, cells)
        if not self.seen:
            message = "no row belongs to an item that is asked."
            hint = f"Items look like {self.items[0]}."
            raise InputRejected(Fault("no-item-columns", message, hint, self.source.file))

    def _add(self, line: int, cells: Sequence[str]) -> None:
        columns, file = self.columns, self.source.file
        assert columns.id is not None  # noqa: S101 - a long table has these; said for mypy
        assert columns.item is not None  # noqa: S101 - likewise
        assert columns.answer is not None  # noqa: S101 - likewise
        item = visible(cells[columns.item])
        if not self._is_asked(item, line):
            return
        name = cells[columns.id]
        if not name.strip():  # else all who gave only blanks were one person
            reason = self.source.spoken("no id", columns.id, line)
            reject = Reject(file, line, self.wanted.id or "respondent", "no_respondent", reason)
            self.loose.append((reject,))
            return
        carried = tuple(cells[column] for column in columns.keep)
        respondent = self.people.get(name)
        if respondent is None:
            respondent = _Respondent(line, carried, bytearray([_NONE]) * len(self.items))
            self.people[name] = respondent
        self._put(respondent, item, cells[columns.answer], line)
        if carried != respondent.carried:
            index = next(
                index for index, cell in enumerate(carried) if cell != respondent.carried[index]
            )
            message = "not the same in all rows of this respondent"
            reason = self.source.spoken(message, columns.keep[index], line)
            respondent.wrong.append(
                Reject(file, line, self.wanted.keep[index], "kept_differs", reason)
            )

    def _put(self, respondent: _Respondent, item: str, cell: str, line: int) -> None:
        index, file = self.index_of[item], self.source.file
        if respondent.answers[index] != _NONE:
            reason = self._spoken("a second answer of this respondent to this item", line)
            respondent.wrong.append(Reject(file, line, item, "answered_twice", reason))
            return
        value = answer(cell, self.ranges[item])
        if isinstance(value, Wrong):
            respondent.wrong.append(
                Reject(file, line, item, value.kind, self._spoken(value.reason, line))
            )
        missing = _CANT_SAY if cell.strip(BLANKS) == CANT_SAY else _MISSING
        respondent.answers[index] = value if isinstance(value, int) else missing

    def _spoken(self, reason: str, line: int) -> str:
        """With the cell of the answer, where the table is a workbook."""
        assert self.columns.answer is not None  # noqa: S101 - looked at in _add; said for mypy
        return self.source.spoken(reason, self.columns.answer, line)

    def _is_asked(self, item: str, line: int) -> bool:
        if item in self.index_of:
            self.seen.add(item)
            return True
        if item in self.wanted.private:
            self.private[item] = None
        elif nearly := self.folded.get(item.casefold()):
            message = f"an item is nearly {nearly}, but not quite."
            raise InputRejected(
                Fault("column-case", message, f"Write {nearly}.", self.source.file, line)
            )
        else:
            self.unknown += 1
            if len(self.unknown_items) < MOST_COLUMNS:
                self.unknown_items[item] = None
        return False
