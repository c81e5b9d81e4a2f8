"""From an export to a mapping: what is certain is taken, the rest is left to be filled in."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.model.documents.mapping import DROPPED, MappedColumn, Mapping, StatusRule, Value
from rctdiag.platforms.results.answer_words import AnswerWords, Contradiction
from rctdiag.platforms.results.find_header import find_header
from rctdiag.platforms.results.item_names import ItemNames
from rctdiag.platforms.results.near_matches import near_item
from rctdiag.platforms.results.normalised_text import name_key, plain, words_key
from rctdiag.platforms.results.personal_columns import is_personal
from rctdiag.platforms.results.presets import PRESETS, is_own, recognised
from rctdiag.platforms.rows.sum_rows import AnswerColumns, sum_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rctdiag.model.documents.mapping import DropKind, Platform
    from rctdiag.model.grid import Grid
    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.platforms.results.find_header import Header

    Line = tuple[int, tuple[str, ...]]

_LONGEST_LABEL = 60  # letters: longer is no label but what somebody wrote, and is not repeated
_SPOKEN_BOTH = " and "


class Findings(NamedTuple):
    """A mapping, and what has to be said about it before it is used."""

    mapping: Mapping
    header: Header
    unknown: tuple[tuple[str, int], ...] = ()  # answers nobody can know, with how often
    unreadable: int = 0  # cells too long to be labels
    contradictions: tuple[Contradiction, ...] = ()
    twice: tuple[tuple[str, tuple[str, ...]], ...] = ()  # item, the columns that ask it
    private: tuple[str, ...] = ()  # items of private questionnaires, dropped
    others: tuple[str, ...] = ()  # columns that are neither items, own nor personal
    together: tuple[str, ...] = ()  # what differs in case and blanks only

    @property
    def is_certain(self) -> bool:
        """Whether nothing is left to a person: no near match, nothing to fill in."""
        return self.is_complete and all(column.by != "near" for column in self.mapping.columns)

    @property
    def is_complete(self) -> bool:
        """Whether the mapping can be used as it is."""
        return not (self.unknown or self.unreadable or self.contradictions or self.twice)


class Asked(NamedTuple):
    """What a run asks of every file."""

    variants: tuple[tuple[Questionnaire, ...], ...]  # each questionnaire in its languages
    private: frozenset[str] = frozenset()  # items that are dropped at the door
    platform: Platform | None = None  # where the user says it
    respondent: str | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[DropKind, ...] | None = None


def propose(grid: Grid, asked: Asked) -> Findings | None:
    """What an export means; None where no column asks an item."""
    names = ItemNames([variant for variants in asked.variants for variant in variants])
    header = find_header(grid, names, asked.platform)
    if header is None:
        return None
    headings = [header.name(at) for at in range(header.width)]
    platform = asked.platform or recognised(headings)
    columns, twice = _columns(header, names, platform)
    private = {at: mapped.item for at, mapped in columns.items() if mapped.item in asked.private}
    columns = {at: mapped for at, mapped in columns.items() if at not in private}
    if not columns:
        return None
    respondent = _respondent(asked, headings, platform)
    who = header.index_of(respondent) if respondent else None
    body = answer_rows(grid, header, AnswerColumns(frozenset(columns), who))
    cells = _Cells(platform, words_of(asked.variants))
    for at, column in columns.items():
        cells.take(column.item, (answer_cell(grid, line, row, at) for line, row in body))
    rest = [
        at for at in range(header.width) if at not in columns and at not in private and headings[at]
    ]
    personal = [at for at in rest if is_personal(headings[at], _column(body, at))]
    mapping = Mapping(
        platform=platform,
        header_rows=len(header.rows),
        columns=tuple(cells.with_own_answers(mapped) for mapped in columns.values()),
        answers=cells.shared(),
        respondent=respondent,
        keep=asked.keep,
        personal=tuple(headings[at] for at in personal),
        status=tuple(_status(platform, headings)),
        drop=DROPPED if asked.drop is None else asked.drop,
    )
    carried = {header.index_of(name) for name in (*asked.keep, *filter(None, [respondent]))}
    others = [
        headings[at]
        for at in rest
        if not (at in personal or at in carried or is_own(platform, headings[at]))
    ]
    return Findings(
        mapping=mapping,
        header=header,
        unknown=tuple(cells.unknown.most_common()),
        unreadable=cells.unreadable,
        contradictions=tuple(cells.contradictions.values()),
        twice=twice,
        private=tuple(dict.fromkeys(private.values())),
        others=tuple(dict.fromkeys(others)),
        together=tuple(_together(body, asked.keep, header)),
    )


def words_of(variants: Iterable[tuple[Questionnaire, ...]]) -> dict[str, AnswerWords]:
    """Item -> what its answers may be called, in every language."""
    words_by_item: dict[str, AnswerWords] = {}
    for each in variants:
        words = AnswerWords(each)
        words_by_item.update((item.id, words) for item in each[0].items)
    return words_by_item


def answer_rows(grid: Grid, header: Header, where: AnswerColumns) -> Sequence[Line]:
    """The rows below the header but for those that only sum up others."""
    rows = grid.rows[header.above + len(header.rows) :]
    skipped = sum_rows((cells for _, cells in rows), where)
    return [row for number, row in enumerate(rows) if number not in skipped]


def answer_cell(grid: Grid, line: int, row: Sequence[str], at: int) -> str:
    """A cell of an item; a formula is no answer, whatever it came to."""
    if (line, at) in grid.formulas:
        return "="
    return row[at] if at < len(row) else ""


class _Cells:
    """What the answers of all columns say, gathered once for each way they are written."""

    def __init__(self, platform: Platform, words: dict[str, AnswerWords]) -> None:
        self._codes = {code.casefold(): value for code, value in PRESETS[platform].codes}
        self._words = words
        self._found: dict[str, dict[str, Value]] = defaultdict(dict)  # item -> text -> value
        self.unknown: Counter[str] = Counter()
        self.unreadable = 0
        self.contradictions: dict[str, Contradiction] = {}

    def take(self, item: str, cells: Iterable[str]) -> None:
        """Read the cells of one column."""
        for cell, count in Counter(text for text in map(plain, cells) if text).items():
            value = self._words[item].value(cell)
            if value is None:
                value = self._codes.get(cell.casefold())
            if isinstance(value, Contradiction):
                self.contradictions[cell] = value
                self._found[item][cell] = "fill_in"
            elif value is None and len(cell) > _LONGEST_LABEL:
                self.unreadable += count
            elif value is None:
                self.unknown[cell] += count
                self._found[item][cell] = "fill_in"
            elif str(value) != cell:
                self._found[item][cell] = value

    def shared(self) -> dict[str, Value]:
        """Words that mean the same wherever they stand."""
        meanings: dict[str, set[Value]] = defaultdict(set)
        for values_of_texts in self._found.values():
            for text, value in values_of_texts.items():
                meanings[text].add(value)
        return {text: values.pop() for text, values in meanings.items() if len(values) == 1}

    def with_own_answers(self, column: MappedColumn) -> MappedColumn:
        """A column with the words that mean something else elsewhere."""
        shared = self.shared()
        own = {t: v for t, v in self._found[column.item].items() if t not in shared}
        return column.model_copy(update={"answers": own}) if own else column


def _columns(
    header: Header, names: ItemNames, platform: Platform
) -> tuple[dict[int, MappedColumn], tuple[tuple[str, tuple[str, ...]], ...]]:
    """Column -> the item it asks, certain ones first; items that several columns ask."""
    mapped: dict[int, MappedColumn] = {}
    for at in range(header.width):
        for name in header.names(at):
            if named := names.named(name):
                mapped[at] = MappedColumn(column=name, item=named.item, by=named.by)
                break
    taken = {column.item for column in mapped.values()}
    for at in range(header.width):
        if at in mapped or is_own(platform, header.name(at)):
            continue
        for name in header.names(at):
            if near := near_item(name, names, taken):
                mapped[at] = MappedColumn(
                    column=name, item=near.item, by="near", certainty=near.certainty
                )
                break
    asked = defaultdict(list)
    for at in sorted(mapped):
        asked[mapped[at].item].append(mapped[at].column)
    twice = tuple((item, tuple(columns)) for item, columns in asked.items() if len(columns) > 1)
    return dict(sorted(mapped.items())), twice


def _column(body: Sequence[Line], at: int) -> list[str]:
    return [row[at] for _, row in body if at < len(row)]


def _respondent(asked: Asked, headings: Sequence[str], platform: Platform) -> str | None:
    if asked.respondent is not None:
        return asked.respondent
    there = {words_key(name): name for name in headings if name}
    for own in PRESETS[platform].respondent:
        if (heading := there.get(words_key(own))) is not None:
            return heading
    return None


def _status(platform: Platform, headings: Sequence[str]) -> Iterator[StatusRule]:
    there = {words_key(name): name for name in headings if name}
    for rule in PRESETS[platform].status:
        if (heading := there.get(words_key(rule.column))) is not None:
            yield StatusRule(column=heading, values=rule.values, kind=rule.kind)
    if platform == "redcap":
        for name in headings:
            if name.casefold().endswith("_complete") or words_key(name) == "complete":
                values = ("0", "1", "Incomplete", "Unverified")
                yield StatusRule(column=name, values=values, kind="unfinished")


def _together(body: Sequence[Line], keep: Sequence[str], header: Header) -> Iterator[str]:
    """Groups whose names differ in case and blanks only, which count as one."""
    for name in keep:
        at = header.index_of(name)
        if at is None:
            continue
        spellings: dict[str, dict[str, None]] = defaultdict(dict)
        for cell in _column(body, at):
            if text := plain(cell):
                spellings[name_key(text)][text] = None
        for variants in spellings.values():
            if len(variants) > 1:
                shown = _SPOKEN_BOTH.join(f"'{variant}'" for variant in variants)
                yield f"{name}: {shown} are one"
