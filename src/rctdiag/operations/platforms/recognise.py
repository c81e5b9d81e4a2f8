"""``batch`` and ``teams`` take a platform's export as it is, where nothing is left to guess."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from rctdiag.errors.faults import Fault, InputRejected, UsageFault
from rctdiag.load.checks.did_you_mean import counted
from rctdiag.operations.platforms.import_outcome import numbers_taken
from rctdiag.operations.platforms.import_results import (
    SHEET,
    ImportRequest,
    Looked,
    import_results,
    look,
)
from rctdiag.operations.platforms.without_sums import without_sums
from rctdiag.platforms.results.presets import PRESETS, recognised
from rctdiag.platforms.results.propose_mapping import words_of
from rctdiag.tables.readers.open_table import open_table
from rctdiag.tables.readers.plain_copy import put_aside, source_of
from rctdiag.tables.readers.table_rows import table_rows
from rctdiag.tables.source.bytes_in import STDIN, open_raw
from rctdiag.tables.source.columns import find_columns
from rctdiag.tables.source.sniffing import sniff_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.documents.mapping import DropKind
    from rctdiag.operations.platforms.import_results import Imported
    from rctdiag.platforms.results.answer_words import AnswerWords
    from rctdiag.platforms.results.apply_mapping import Tidy
    from rctdiag.tables.source.columns import Wanted
    from rctdiag.tables.source.scratch_folder import Scratch
    from rctdiag.tables.source.sniffing import Format
    from rctdiag.tables.source.text_rows import Source

# What a table is refused with that may be an export: its columns are not named after items.
_MAYBE = frozenset({"no-item-columns", "column-case"})
_TWICE = "duplicate-column"
_LOOKED_AT = 50  # rows
_ITEMS_ENOUGH = 3  # fewer columns that ask an item are an accident, not an export


class ExportOptions(Protocol):
    """What is needed of a request of ``batch``."""

    @property
    def instruments(self) -> tuple[Instrument, ...]: ...  # noqa: D102
    @property
    def include_private(self) -> bool: ...  # noqa: D102
    @property
    def encoding(self) -> str | None: ...  # noqa: D102
    @property
    def separator(self) -> str | None: ...  # noqa: D102
    @property
    def sheets(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def structure(self) -> str | None: ...  # noqa: D102


def open_recognised(
    name: str,
    wanted: Wanted,
    request: ExportOptions,
    *,
    stdin: Callable[[], BinaryIO],
    scratch: Scratch,
) -> Source:
    """A table as it is, or an export of a platform as the table it means.

    Raises:
        InputRejected: as ``open_table``; an export of which something is left to be said.
        FileFault, UsageFault: as ``open_table``.
    """
    source = open_table(
        name,
        wanted,
        request.encoding,
        separator=request.separator,
        stdin=stdin,
        scratch=scratch,
    )
    if wanted.long or source.format not in {"csv", "xlsx"}:
        return source
    header = (*source.header, *source.others)
    try:
        columns = find_columns(header, wanted, source.file, source.header_line)
    except InputRejected as error:
        codes = {fault.code for fault in error.faults}
        if name == STDIN or not codes <= _maybe(header, wanted):
            return source  # whoever asked for it finds the same, and says so
        return _export(name, wanted, request, scratch) or source
    except Exception:  # noqa: BLE001 - likewise
        return source
    is_export = _answers_in_words(source, wanted, request) or _has_status(header)
    if is_export and name != STDIN and (sources := _export(name, wanted, request, scratch)):
        return sources
    return without_sums(source, columns, scratch)


def _maybe(header: Sequence[str], wanted: Wanted) -> frozenset[str]:
    """Two columns of one name are a fault beside ids of items, and usual beside their texts."""
    named = {name.strip().casefold() for name in header} & {*wanted.items}
    return _MAYBE if named else _MAYBE | {_TWICE}


def _has_status(header: Sequence[str]) -> bool:
    """Whether a platform is known by the header that marks rows as no answers."""
    return bool(PRESETS[recognised(header)].status)


def _answers_in_words(source: Source, wanted: Wanted, request: ExportOptions) -> bool:
    words = words_of((instrument.questionnaire,) for instrument in request.instruments)
    items = {at: name for at, name in enumerate(source.header) if name in set(wanted.items)}
    try:
        rows = [cells for _, cells in islice(table_rows(source), _LOOKED_AT)]
    except InputRejected:
        return False  # the reader that follows says where
    return any(_is_label(cells[at], words, item) for cells in rows for at, item in items.items())


def _is_label(cell: str, words: Mapping[str, AnswerWords], item: str) -> bool:
    label = cell.strip()
    return bool(label) and not label[0].isdigit() and isinstance(words[item].value(label), int)


def open_sheets(name: str, wanted: Wanted, request: ExportOptions, scratch: Scratch) -> Source:
    """The sheets that were named, as one table; ``sheet`` is a column of their names.

    Raises:
        InputRejected: something in them is left to be said.
        UsageFault: it is no workbook, or has no such sheet.
    """
    if name == STDIN or wanted.long:
        message = "--sheet goes with a file, and not with --long."
        raise UsageFault(Fault("usage", message, "Leave one of them out."))
    raw = open_raw(name, _no_stdin, scratch.path)
    if sniff_format(raw.head(), raw.file) != "xlsx":
        message = "--sheet is for workbooks, and this is not one."
        raise UsageFault(Fault("usage", message, "Leave --sheet out.", name))
    sources = _export(name, wanted, request, scratch)
    if sources is None:
        message = "no column of these sheets has a question that rctdiag knows."
        hint = "`rctdiag import` shows how the sheets are read."
        raise InputRejected(Fault("no-item-columns", message, hint, name))
    return sources


def open_structured(name: str, wanted: Wanted, request: ExportOptions, scratch: Scratch) -> Source:
    """An export whose codes a structure file explains.

    Raises:
        InputRejected: something in it is left to be said, or the two do not go together.
        UsageFault: it is no file.
    """
    if name == STDIN or wanted.long:
        message = "--structure goes with a file, and not with --long."
        raise UsageFault(Fault("usage", message, "Leave one of them out."))
    sources = _export(name, wanted, request, scratch)
    if sources is None:
        message = "too few columns of this export have a question that rctdiag knows."
        hint = "`rctdiag import` shows how it is read."
        raise InputRejected(Fault("no-item-columns", message, hint, name))
    return sources


def _export(name: str, wanted: Wanted, request: ExportOptions, scratch: Scratch) -> Source | None:
    """The export as a table; None where it is none, so that the usual fault is told.

    Raises:
        InputRejected: it is one, and a person has to say more.
    """
    keep = tuple(column for column in wanted.keep if not (request.sheets and column == SHEET))
    import_request = ImportRequest(
        files=(name,),
        instruments=request.instruments,
        encoding=request.encoding or "utf-8-sig",
        sheets=request.sheets,
        respondent=wanted.id,
        keep=keep,
        structure=request.structure,
        include_private=request.include_private,
    )
    try:
        looked = look(import_request, stdin=_no_stdin, scratch=scratch)
    except InputRejected:
        if request.structure is not None:
            raise
        return None
    if min(len(findings.mapping.columns) for findings in looked.findings) < _ITEMS_ENOUGH:
        return None
    if not all(findings.is_certain for findings in looked.findings):
        raise InputRejected([*looked.faults(), *_near(looked), _by_import(name)])
    done = import_results(looked, import_request)
    roles = [wanted.id] if wanted.id is not None else []
    items = tuple(dict.fromkeys(item for tidy in done.tidies for item in tidy.items))
    header = [*roles, *wanted.keep, *items]
    path = scratch.path()
    put_aside(path, header, _rows(looked, done, wanted, items))
    raw = open_raw(name, _no_stdin, scratch.path)
    form: Format = "xlsx" if looked.grids[0].sheet else "csv"
    return source_of(raw, path, form, header, note=_made_of_it(looked, done.tidies, request))


def _rows(
    looked: Looked, done: Imported, wanted: Wanted, items: Sequence[str]
) -> Iterator[tuple[int, list[str]]]:
    for grid, mapping, tidy in zip(looked.grids, looked.mappings, done.tidies, strict=True):
        position = {item: at for at, item in enumerate(tidy.items)}
        for row in tidy.rows:
            carried_cells = dict(zip(mapping.keep, row.carried, strict=True))
            id_cells = [row.respondent] * (wanted.id is not None)
            carried = [carried_cells.get(column, grid.sheet) for column in wanted.keep]
            answers = [row.answers[position[item]] if item in position else "" for item in items]
            yield row.line, [*id_cells, *carried, *answers]


def _near(looked: Looked) -> list[Fault]:
    near_columns = [
        c for findings in looked.findings for c in findings.mapping.columns if c.by == "near"
    ]
    if not near_columns:
        return []
    message = f"{len(near_columns)} columns nearly match the text of an item."
    return [Fault("near-match", message, "Check them first.", looked.grids[0].file)]


def _by_import(name: str) -> Fault:
    message = "this export cannot be used as it is."
    hint = f"Use rctdiag import {Path(name).name} first: it shows what is open, and keeps it."
    return Fault("import-first", message, hint, name)


def _made_of_it(looked: Looked, tidies: Sequence[Tidy], request: ExportOptions) -> str:
    mapping = looked.mapping
    names = [grid.sheet for grid in looked.grids if grid.sheet]
    where = "" if mapping.platform == "table" else f" from {mapping.platform}"
    parts = [f"read as an export{where}, {len(mapping.columns)} columns recognised as questions"]
    parts += filter(None, [numbers_taken(request.instruments, mapping)])
    parts += [f"sheets {', '.join(names)}"] * (len(names) > 1)
    seen: Counter[DropKind] = sum((Counter(tidy.seen) for tidy in tidies), Counter())
    parts += [f"{seen[kind]} {kind} left out" for kind in mapping.drop if seen[kind]]
    sums = sum(tidy.footers for tidy in tidies)
    parts += [f"{counted(sums, 'row')} of totals left out"] * bool(sums)
    kept = [f"{kind} {seen[kind]}" for kind in seen if kind not in mapping.drop]
    parts += [f"rows kept: {', '.join(kept)} (import --drop leaves them out)"] * bool(kept)
    parts += [f"dropped at once: {', '.join(mapping.personal)}"] * bool(mapping.personal)
    return "; ".join(parts)


def _no_stdin() -> BinaryIO:
    raise AssertionError  # never asked: only files are recognised
