"""From tables to a survey: who answered, in which groups, and what was left at the door."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rctdiag.disclosure.document.survey import Survey
from rctdiag.errors.faults import Fault, InputRejected, UsageFault
from rctdiag.operations.teams.column_rules import SHARED, named_columns
from rctdiag.operations.teams.same_people import refuse_same_ids, refuse_same_rows, sent_twice
from rctdiag.scoring.key import presentation_order
from rctdiag.tables.engines.plain_scoring import people
from rctdiag.tables.expressions.group_sums import matrix
from rctdiag.tables.source.person_ids import are_row_numbers, doubtful, plain_id
from rctdiag.tables.source.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from rctdiag.operations.batch.batch_run import Opened
    from rctdiag.scoring.key import Form
    from rctdiag.tables.engines.plain_scoring import Person
    from rctdiag.tables.source.person_ids import Matching

_PERSONAL = re.compile(
    r"[^@\s]+@[^@\s]+\.[^@\s]+|\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){5,7}"
)
_TAGS = re.compile(r"[;|]")
# What a spreadsheet writes where a formula failed: no group.
_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
_FEW_ROWS = 10  # rows below which a column of names cannot be told from one of groups
_LIKE_NAMES = 0.5  # groups a person: from here a column names people rather than groups


@dataclass(frozen=True, slots=True)
class Read:
    """A survey, and what did not enter it."""

    survey: Survey
    rejected: int  # rows with a wrong cell
    unnamed: int  # rows without an id though a column was named
    ungrouped: Mapping[str, int] = field(default_factory=dict)  # column -> rows without a group
    # Column -> folded name -> the name that stands for all that differ by case only.
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    together: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # column -> such names
    repeated: int = 0  # rows with all answers of another in the same groups
    doubtful: int = 0  # ids that are those of another but for noughts
    numbered: bool = False  # whether the ids look like numbers of rows

    def same_names(self, row: Mapping[str, str]) -> dict[str, str]:
        """Values of a list of headcounts, by the names that groups have here."""
        return {
            column: self.names.get(column, {}).get(value.casefold(), value)
            for column, value in row.items()
        }


def read_survey(
    opened: Opened,
    by: Sequence[str],
    tags: Sequence[str],
    *,
    named: bool,
    matching: Matching = "plain",
) -> Read:
    """Read every row of the tables.

    Args:
        opened: From ``score_tables.look``, its kept columns those of ``named_columns``.
        by: As ``--by`` gives them.
        tags: Tag columns.
        named: Whether a column of ids was named.
        matching: When two ids are one person.

    Raises:
        InputRejected: no row is left, an id stands in two rows, or rows come again.
        UsageFault: a breakdown that names people.
    """
    by_table, rejected = _people(opened)
    refuse_same_rows(by_table, named=named)
    all_people = [person for _, people in by_table for person in people]
    usable = [person for person in all_people if plain_id(person.id or "") or not named]
    if not usable:
        message = "no row can be used."
        raise InputRejected(Fault("no-row-left", message, "Check the table, or --id."))
    ids = [person.id or "" for person in usable] if named else None
    refuse_same_ids(ids, matching)
    form = form_of(opened)
    questionnaires = opened.present
    item_columns = {item for columns in opened.columns for item in columns.items} or {
        row.item for row in opened.plan.key.rows
    }
    items = tuple(presentation_order(questionnaires, form))
    carried = named_columns(by, tags)
    values: dict[str, list[str | None]] = {
        name: [_value(person.carried[at]) for person in usable] for at, name in enumerate(carried)
    }
    names = {column: _names(cells, tags=column in tags) for column, cells in values.items()}
    together = {
        column: _together(cells, names[column])
        for column, cells in values.items()
        if column not in tags
    }
    for column, cells in values.items():
        if column not in tags:
            values[column] = [group and names[column][group.casefold()] for group in cells]
    _refuse_personal(values, tags, len(usable))
    survey = Survey(
        questionnaires=questionnaires,
        form=form,
        items=items,
        given=matrix([_only(person.answers, item_columns) for person in usable], items),
        columns={name: values[name] for name in named_columns(by, ())},
        tags={
            name: [
                frozenset(names[name][tag.casefold()] for tag in _tags(cells))
                for cells in values[name]
            ]
            for name in tags
        },
        ids=ids,
    )
    return Read(
        survey,
        rejected,
        len(all_people) - len(usable),
        ungrouped={column: cells.count(None) for column, cells in values.items() if None in cells},
        names=names,
        together={column: cells for column, cells in together.items() if cells},
        repeated=sent_twice(usable),
        doubtful=doubtful(ids or ()),
        numbered=are_row_numbers(ids or ()),
    )


def form_of(opened: Opened) -> Form:
    """Short where the run says so, or the tables have columns of no other items."""
    short = {
        item.id for questionnaire in opened.present for item in questionnaire.items if item.short
    }
    items_there = {item for columns in opened.columns for item in columns.items}
    return (
        "short"
        if opened.plan.key.form == "short" or (items_there and items_there <= short)
        else "full"
    )


def _people(opened: Opened) -> tuple[list[tuple[str, list[Person]]], int]:
    """Each table's people, and how many rows have wrong cells."""
    tables: list[tuple[str, list[Person]]] = []
    rejected = 0
    for source, columns in zip(opened.sources, opened.columns, strict=True):
        if source.format == "parquet" and source.line_column is None:
            from rctdiag.tables.readers.parquet import check  # noqa: PLC0415 - brings Polars

            check(source, [at for at in (columns.id, *columns.keep) if at is not None])
        rejected += len(source.prior)
        read: list[Person] = []
        first = 1 + sum(len(before) for _, before in tables)
        for person in people(source, columns, opened.plan.ranges, first):
            if isinstance(person, list):
                rejected += 1
            else:
                read.append(person)
        tables.append((source.file, read))
    return tables, rejected


def _only(answers: Mapping[str, object], items: Collection[str]) -> dict[str, int]:
    return {
        item: answer
        for item, answer in answers.items()
        if item in items and isinstance(answer, int)
    }


def _value(cell: str | None) -> str | None:
    name = visible(cell or "")
    return None if name.upper() in _ERRORS else name or None


def _names(values: Sequence[str | None], *, tags: bool) -> dict[str, str]:
    """Folded name -> the spelling that most rows have; of several the first by the alphabet."""
    counts = Counter(
        name for value in values if value for name in (_tags(value) if tags else (value,))
    )
    chosen: dict[str, str] = {}
    for name in sorted(counts, key=lambda value: (-counts[value], value)):
        chosen.setdefault(name.casefold(), name)
    return chosen


def _together(values: Sequence[str | None], names: Mapping[str, str]) -> tuple[str, ...]:
    """The spellings that were put together with another."""
    return tuple(sorted({value for value in values if value and names[value.casefold()] != value}))


def _tags(cell: str | None) -> frozenset[str]:
    return frozenset(tag for part in _TAGS.split(cell or "") if (tag := part.strip()))


def _refuse_personal(
    values: Mapping[str, Sequence[str | None]], tags: Collection[str], people_: int
) -> None:
    faults = list(_personal(values, tags, people_))
    if faults:
        raise UsageFault(faults)


def _personal(
    values: Mapping[str, Sequence[str | None]], tags: Collection[str], people_: int
) -> Iterator[Fault]:
    for name, cells in values.items():
        distinct = {group_name for group_name in cells if group_name}
        many = people_ >= _FEW_ROWS and len(distinct) > _LIKE_NAMES * people_
        groups = Counter(
            group
            for group_name in cells
            if group_name
            for group in (_tags(group_name) if name in tags else (group_name,))
        )
        alone = bool(groups) and max(groups.values()) == 1
        if many or alone or any(_PERSONAL.fullmatch(group_name) for group_name in distinct):
            message = f"the column {name!r} seems to name people, not groups."
            yield Fault("breakdown-names-people", message, SHARED)
