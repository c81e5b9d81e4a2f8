"""A mapping and an export in, rows of a tidy table out; nothing personal goes along."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.errors.faults import Fault, InputRejected, UsageFault
from rctdiag.model.documents.mapping import FILL_IN
from rctdiag.platforms.normalised_text import name_key, plain, words_key
from rctdiag.platforms.results.answer_words import whole_number
from rctdiag.platforms.results.cell_meanings import is_recode
from rctdiag.platforms.results.find_header import header_of
from rctdiag.platforms.results.personal_columns import is_personal
from rctdiag.platforms.results.presets import is_own
from rctdiag.platforms.results.propose_mapping import answer_cell, answer_rows
from rctdiag.platforms.rows.row_kinds import RowContents, kinds
from rctdiag.platforms.rows.sum_rows import AnswerColumns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rctdiag.model.documents.mapping import DropKind, MappedColumn, Value
    from rctdiag.model.documents.mapping import Mapping as ExportMapping
    from rctdiag.model.grid import Grid
    from rctdiag.platforms.results.answer_words import AnswerWords
    from rctdiag.platforms.results.find_header import Header

RESPONDENT, LINK = "respondent", "link"
_MOST_SHOWN = 30
_LONGEST_LABEL = 60
_MOST_COLUMNS = 8


class TidyRow(NamedTuple):
    """One person: the line the answers came from, and the cells in the order of the table."""

    line: int
    respondent: str
    link: str
    carried: tuple[str, ...]
    answers: tuple[str, ...]


class Tidy(NamedTuple):
    """What became of one export."""

    items: tuple[str, ...]
    rows: tuple[TidyRow, ...]
    seen: Mapping[DropKind, int]  # rows of each kind, whether dropped or not
    empty: int = 0  # rows without any answer
    footers: int = 0
    cant_say: int = 0
    prefer_not: int = 0


class Order(NamedTuple):
    """How a table is wanted."""

    words: Mapping[str, AnswerWords]  # item -> what its answers may be called
    reverses: frozenset[str]  # items keyed the other way
    link: str | None = None  # the column to join waves by
    hashed: Callable[[str], str] | None = None
    item_order: tuple[str, ...] = ()  # items as a form asks them, for JSON, which has no columns


def apply(grid: Grid, mapping: ExportMapping, order: Order) -> Tidy:
    """The tidy rows of one export.

    Raises:
        InputRejected: the columns are not there, something is still to be filled in, or a cell
            is an answer that the mapping does not know.
        UsageFault: a column to keep is not there, or is personal.
    """
    header = header_of(grid, mapping)
    if header is None:
        message = "it has none of the columns that the mapping names."
        raise InputRejected(
            Fault("mapping-does-not-fit", message, "Is it the right file?", grid.file)
        )
    _refuse_unfilled(mapping, grid.file)
    placed = [(column, header.index_of(column.column)) for column in mapping.columns]
    columns = [(column, at) for column, at in placed if at is not None]
    if not header.line:  # of JSON: as the rows happened to have them
        columns.sort(key=lambda pair: order.item_order.index(pair[0].item))
    respondent_at = header.index_of(mapping.respondent) if mapping.respondent else None
    lines = answer_rows(
        grid, header, AnswerColumns(frozenset(at for _, at in columns), respondent_at)
    )
    below = len(grid.rows) - header.above - len(header.rows)
    if not grid.sheet:
        _refuse_wider(header, lines, grid.file)
    _refuse_missing(mapping, header, order, lines, grid.file)
    reading = _Reading(grid, mapping, header, order, columns)
    row_contents = [reading.contents(line, row) for line, row in lines]
    if reading.unknown:
        raise InputRejected(unknown_answers(reading.unknown, grid.file))
    row_kinds = kinds(row_contents, [column.item in order.reverses for column, _ in columns])
    keep = [at for at, contents in enumerate(row_contents) if any(contents.answers)]
    dropped = {at for at in keep if row_kinds[at] & {*mapping.drop}}
    rows = [reading.row(*lines[at], row_contents[at]) for at in keep if at not in dropped]
    answers = [cell for row in rows for cell in row.answers]
    return Tidy(
        items=tuple(column.item for column, _ in columns),
        rows=tuple(rows),
        seen=Counter(kind for at in keep for kind in sorted(row_kinds[at])),
        empty=len(row_contents) - len(keep),
        footers=below - len(lines),
        cant_say=answers.count("cant_say"),
        prefer_not=answers.count("prefer_not"),
    )


def unknown_answers(
    unknown: Sequence[tuple[str, int]] | Counter[str],
    file: str,
    labels: Mapping[str, str] | None = None,
    *,
    by_structure: bool = False,
) -> Fault:
    """Answers that nobody can know: listed, so that a person can say what they mean."""
    pairs = sorted(dict(unknown).items(), key=lambda pair: (-pair[1], pair[0]))
    shown = ", ".join(
        f"'{text}'{_labelled(labels, text)} ({count})" for text, count in pairs[:_MOST_SHOWN]
    )
    more = f" and {len(pairs) - _MOST_SHOWN} more" if len(pairs) > _MOST_SHOWN else ""
    message = f"answers that no questionnaire has: {shown}{more}."
    hint = "Say what each one means in a mapping (--map)."
    if not by_structure and any(any(map(str.isdigit, text)) for text, _ in pairs):
        hint = "Say what each one means, with the platform's --structure file or a mapping (--map)."
    return Fault("unknown-answers", message, hint, file)


def _labelled(labels: Mapping[str, str] | None, text: str) -> str:
    label = " ".join(plain((labels or {}).get(text, "")).split())
    return f" '{label[:_LONGEST_LABEL]}'" if label else ""


class _Reading:
    """Cells of one export, read by its mapping."""

    def __init__(
        self,
        grid: Grid,
        mapping: ExportMapping,
        header: Header,
        order: Order,
        columns: Sequence[tuple[MappedColumn, int]],
    ) -> None:
        self._grid = grid
        self._order = order
        self._columns = columns
        self._shared = {plain(text): value for text, value in mapping.answers.items()}
        self._own = [
            {plain(text): value for text, value in column.answers.items()} for column, _ in columns
        ]
        recoded = is_recoding(self._shared)
        self._recoded = [recoded or is_recoding(answers) for answers in self._own]
        self._status = [
            (rule.kind, header.index_of(rule.column), {words_key(word) for word in rule.values})
            for rule in mapping.status
        ]
        self._respondent = header.index_of(mapping.respondent) if mapping.respondent else None
        self._link = header.index_of(order.link) if order.link else None
        self._carried = [header.index_of(name) for name in mapping.keep]
        self._personal = [header.index_of(name) for name in mapping.personal]
        self._labels = [mapping.labels.get(name, {}) for name in mapping.keep]
        self.unknown: Counter[str] = Counter()

    def contents(self, line: int, row: Sequence[str]) -> RowContents:
        answers = tuple(
            self._answer(answer_cell(self._grid, line, row, at), column.item, n)
            for n, (column, at) in enumerate(self._columns)
        )
        status: dict[DropKind, bool] = {}
        for kind, at, values in self._status:
            if at is not None:
                status[kind] = status.get(kind, False) or words_key(_cell(row, at)) in values
        same = [_cell(row, self._respondent), _cell(row, self._link)]
        same += [cell for at in self._personal if "@" in (cell := _cell(row, at))]
        return RowContents(answers, status, tuple(text for text in same if text))

    def row(self, line: int, row: Sequence[str], contents: RowContents) -> TidyRow:
        link = _cell(row, self._link)
        hashed = self._order.hashed
        carried = tuple(
            labels.get(text, text)
            for at, labels in zip(self._carried, self._labels, strict=True)
            for text in [plain(_cell(row, at))]
        )
        joined = hashed(name_key(link)) if hashed is not None and link else ""
        return TidyRow(line, plain(_cell(row, self._respondent)), joined, carried, contents.answers)

    def _answer(self, cell: str, item: str, column: int) -> str:
        text = plain(cell)
        if not text:
            return ""
        value = self._own[column].get(text, self._shared.get(text))
        # Where numbers are recoded, one that the mapping does not name is not simply itself.
        if value is None and not (self._recoded[column] and whole_number(text) is not None):
            known = self._order.words[item].value(text)
            value = None if isinstance(known, tuple) else known
        if value is None:
            self.unknown[text if len(text) <= 60 else "(a long text)"] += 1  # noqa: PLR2004
            return ""
        return "" if value == "missing" else str(value)


def is_recoding(answers: Mapping[str, Value]) -> bool:
    """Whether a mapping says that numbers are other answers."""
    return any(is_recode(text, value) for text, value in answers.items())


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at] if at is not None and at < len(row) else ""


def _refuse_unfilled(mapping: ExportMapping, file: str) -> None:
    answers = [mapping.answers, *(column.answers for column in mapping.columns)]
    open_ = [text for answer in answers for text, value in answer.items() if value == FILL_IN]
    if open_:
        shown = ", ".join(f"'{text}'" for text in open_[:_MOST_SHOWN])
        message = f"the mapping does not yet say what these answers mean: {shown}."
        hint = "Put a number, cant_say, prefer_not or missing in place of fill_in."
        raise InputRejected(Fault("mapping-to-fill-in", message, hint, file))


def _columns_to_carry(mapping: ExportMapping, header: Header, name: str) -> str:
    """The columns that may be meant: those that ask no item and do not tell who answered."""
    item_columns = {
        at for column in mapping.columns if (at := header.index_of(column.column)) is not None
    }
    headings = [header.name(at) for at in range(header.width) if at not in item_columns]
    other_headings = [
        heading
        for heading in dict.fromkeys(headings)
        if heading and not (heading in mapping.personal or is_own(mapping.platform, heading))
    ]
    if near := _near_name(name, other_headings):
        return f"Did you mean '{near}'?"
    shown = [f"'{heading[:_LONGEST_LABEL]}'" for heading in other_headings[:_MOST_COLUMNS]]
    return f"Its other columns: {', '.join(shown)}." if shown else "It has no other columns."


def _near_name(name: str, names: Sequence[str]) -> str | None:
    """The one heading that is nearly a name, or has it as a word."""
    keys = {name_key(candidate): candidate for candidate in names}
    if close := get_close_matches(name_key(name), keys, n=1):
        return keys[close[0]]
    word = f" {words_key(name)} "
    having = [candidate for candidate in names if word in f" {words_key(candidate)} "]
    return having[0] if len(having) == 1 else None


def _refuse_wider(header: Header, lines: Sequence[tuple[int, Sequence[str]]], file: str) -> None:
    """A row that goes on beyond the header has its answers in other columns than it seems."""
    for line, row in lines:
        if any(cell.strip() for cell in row[header.width :]):
            message = f"this row has {len(row)} cells, the header {header.width}."
            hint = "Look for a missing quote, or for a separator inside a cell without quotes."
            raise InputRejected(Fault("ragged-row", message, hint, file, line))


def _refuse_missing(
    mapping: ExportMapping,
    header: Header,
    order: Order,
    lines: Sequence[tuple[int, Sequence[str]]],
    file: str,
) -> None:
    carried = [*mapping.keep, *filter(None, [mapping.respondent])]
    for name in [*carried, *filter(None, [order.link])]:
        at = header.index_of(name)
        if at is None:
            message = f"there is no column '{name}'."
            hint = _columns_to_carry(mapping, header, name)
            raise UsageFault(Fault("unknown-column", message, hint, file))
        if name in carried and is_personal(name, [_cell(row, at) for _, row in lines]):
            message = f"the column '{name}' shows who answered, so it cannot be kept."
            hint = f"--link '{name}' keeps a code in its place, to link waves."
            raise UsageFault(Fault("personal-column", message, hint, file))
