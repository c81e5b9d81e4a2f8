"""From an export to a mapping: what is certain is taken, the rest is left to be filled in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.errors.faults import InputRejected
from rctdiag.model.documents.mapping import DROPPED, MappedColumn, Mapping, StatusRule
from rctdiag.platforms.normalised_text import words_key
from rctdiag.platforms.results.answer_words import AnswerWords
from rctdiag.platforms.results.cell_meanings import CellMeanings
from rctdiag.platforms.results.find_header import find_header
from rctdiag.platforms.results.item_names import ItemNames
from rctdiag.platforms.results.near_matches import near_item
from rctdiag.platforms.results.personal_columns import is_personal
from rctdiag.platforms.results.presets import PRESETS, is_own, recognised
from rctdiag.platforms.rows.sum_rows import AnswerColumns, sum_rows
from rctdiag.platforms.structures.structure_meanings import StructureMeanings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Mapping as TypingMapping

    from rctdiag.model.documents.mapping import DropKind, Platform
    from rctdiag.model.grid import Grid
    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.platforms.results.answer_words import Contradiction
    from rctdiag.platforms.results.find_header import Header
    from rctdiag.platforms.structures.structure import Structure

    Line = tuple[int, tuple[str, ...]]


class ByStructure(NamedTuple):
    """How an export and its structure file go together."""

    file: str
    columns: int  # that both have
    outside: tuple[str, ...] = ()  # columns of items that the structure does not have
    reworded: tuple[tuple[str, str], ...] = ()  # item, the other text it has there
    several: tuple[tuple[str, str, str], ...] = ()  # column, its item there, and by its heading


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
    labels: TypingMapping[str, str] = {}  # unknown codes -> their labels in the structure
    structure: ByStructure | None = None

    @property
    def is_certain(self) -> bool:
        """Whether nothing is left to a person: no near match, nothing to fill in."""
        is_near = any(column.by == "near" for column in self.mapping.columns)
        doubts = self.structure is not None and (self.structure.reworded or self.structure.outside)
        return self.is_complete and not (is_near or doubts)

    @property
    def is_complete(self) -> bool:
        """Whether the mapping can be used as it is."""
        if self.structure is not None and (self.structure.several or not self.structure.columns):
            return False
        return not (self.unknown or self.unreadable or self.contradictions or self.twice)


class ProposalOptions(NamedTuple):
    """What a run asks of every file."""

    variants: tuple[tuple[Questionnaire, ...], ...]  # each questionnaire in its languages
    private: frozenset[str] = frozenset()  # items that are dropped at the door
    platform: Platform | None = None  # where the user says it
    respondent: str | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[DropKind, ...] | None = None
    structure: Structure | None = None


def propose(grid: Grid, options: ProposalOptions) -> Findings | None:
    """What an export means; None where no column asks an item.

    Raises:
        InputRejected: the structure contradicts itself, or asks no item.
    """
    variants = [variant for variants in options.variants for variant in variants]
    words = words_of(options.variants)
    meanings = None
    names = ItemNames(variants)
    if options.structure is not None:
        meanings = StructureMeanings(options.structure, names, words)
        if meanings.faults:
            raise InputRejected(meanings.faults)
        names = ItemNames(variants, meanings.headings)
    header = find_header(grid, names, options.platform)
    if header is None:
        return None
    headings = [header.name(at) for at in range(header.width)]
    platform = options.platform or recognised(headings)
    if platform == "table" and options.structure is not None:
        platform = options.structure.platform
    columns, twice = _columns(header, names, platform, meanings)
    private = {at: mapped.item for at, mapped in columns.items() if mapped.item in options.private}
    columns = {at: mapped for at, mapped in columns.items() if at not in private}
    if not columns:
        return None
    respondent = _respondent(options, headings, platform)
    respondent_at = header.index_of(respondent) if respondent else None
    body = answer_rows(grid, header, AnswerColumns(frozenset(columns), respondent_at))
    cells = CellMeanings(platform, words)
    codes = {
        at: meanings.codes(header.names(at), column.item) if meanings is not None else None
        for at, column in columns.items()
    }
    for at, column in columns.items():
        given_cells = (answer_cell(grid, line, row, at) for line, row in body)
        cells.take(column.item, given_cells, codes[at])
    cells.doubt_numbers()
    answers, mapped = cells.mapped(columns.values())
    rest = [
        at for at in range(header.width) if at not in columns and at not in private and headings[at]
    ]
    personal = [at for at in rest if is_personal(headings[at], _column(body, at))]
    mapping = Mapping(
        platform=platform,
        header_rows=len(header.rows),
        columns=mapped,
        answers=answers,
        respondent=respondent,
        keep=options.keep,
        labels=_labels(header, options.keep, meanings),
        personal=tuple(headings[at] for at in personal),
        status=tuple(_status(platform, headings)),
        drop=DROPPED if options.drop is None else options.drop,
    )
    carried = {header.index_of(name) for name in (*options.keep, *filter(None, [respondent]))}
    other_headings = [
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
        others=tuple(dict.fromkeys(other_headings)),
        labels=cells.labels,
        structure=_by_structure(meanings, header, columns) if meanings is not None else None,
    )


def _labels(
    header: Header, keep: Sequence[str], meanings: StructureMeanings | None
) -> dict[str, dict[str, str]]:
    """What the codes of columns that are carried along are called in the structure."""
    if meanings is None:
        return {}
    index_of_column = {name: header.index_of(name) for name in keep}
    labels_of_items = {
        name: meanings.labels(header.names(at))
        for name, at in index_of_column.items()
        if at is not None
    }
    return {name: labels for name, labels in labels_of_items.items() if labels}


def _by_structure(
    meanings: StructureMeanings, header: Header, columns: TypingMapping[int, MappedColumn]
) -> ByStructure:
    items = {column.item for column in columns.values()}
    outside = []
    several = []
    for at, column in columns.items():
        if meanings.codes(header.names(at), column.item) is None:
            outside.append(column.column)
        for name in header.names(at):
            text = meanings.names.by_text(name)
            if text is not None and text != column.item:
                several.append((column.column, column.item, text))
    return ByStructure(
        file=meanings.file,
        columns=len(columns) - len(outside),
        outside=tuple(outside),
        reworded=tuple((item, text) for item, text in meanings.reworded if item in items),
        several=tuple(several),
    )


def words_of(variants: Iterable[tuple[Questionnaire, ...]]) -> dict[str, AnswerWords]:
    """Item -> what its answers may be called, in every language."""
    words_by_item: dict[str, AnswerWords] = {}
    for variant in variants:
        words = AnswerWords(variant)
        words_by_item.update((item.id, words) for item in variant[0].items)
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


def _columns(
    header: Header, names: ItemNames, platform: Platform, meanings: StructureMeanings | None
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
        texts = meanings.texts(header.names(at)) if meanings is not None else ()
        for text in (*header.names(at), *texts):
            if near := near_item(text, names, taken):
                name = header.name(at) if text in texts else text
                mapped[at] = MappedColumn(
                    column=name, item=near.item, by="near", certainty=near.certainty
                )
                break
    columns_of_item = defaultdict(list)
    for at in sorted(mapped):
        columns_of_item[mapped[at].item].append(mapped[at].column)
    twice = tuple(
        (item, tuple(columns)) for item, columns in columns_of_item.items() if len(columns) > 1
    )
    return dict(sorted(mapped.items())), twice


def _column(body: Sequence[Line], at: int) -> list[str]:
    return [row[at] for _, row in body if at < len(row)]


def _respondent(
    options: ProposalOptions, headings: Sequence[str], platform: Platform
) -> str | None:
    if options.respondent is not None:
        return options.respondent
    by_key = {words_key(name): name for name in headings if name}
    for respondent_name in PRESETS[platform].respondent:
        if (heading := by_key.get(words_key(respondent_name))) is not None:
            return heading
    return None


def _status(platform: Platform, headings: Sequence[str]) -> Iterator[StatusRule]:
    by_key = {words_key(name): name for name in headings if name}
    for rule in PRESETS[platform].status:
        if (heading := by_key.get(words_key(rule.column))) is not None:
            yield StatusRule(column=heading, values=rule.values, kind=rule.kind)
    if platform == "redcap":
        for name in headings:
            if name.casefold().endswith("_complete") or words_key(name) == "complete":
                values = ("0", "1", "Incomplete", "Unverified")
                yield StatusRule(column=name, values=values, kind="unfinished")
