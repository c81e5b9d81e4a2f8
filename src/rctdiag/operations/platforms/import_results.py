"""Exports of survey platforms in, a tidy table out: looked at first, written when agreed."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rctdiag.errors.faults import Fault, InputRejected, UsageFault
from rctdiag.load.checks.did_you_mean import counted
from rctdiag.load.syntax.document import read
from rctdiag.load.translation import load_translation, translate, translated_languages
from rctdiag.operations.platforms.form_layouts import layouts_of
from rctdiag.operations.platforms.import_faults import faults_of
from rctdiag.operations.platforms.structure_file import read_structure
from rctdiag.platforms.codes.answer_codes import Code, codes_in, has_codes
from rctdiag.platforms.results.apply_mapping import LINK, RESPONDENT, Order, apply
from rctdiag.platforms.results.json_grids import grid_of_objects, is_answers
from rctdiag.platforms.results.propose_mapping import ProposalOptions, propose, words_of
from rctdiag.platforms.rows.one_spelling import one_spelling
from rctdiag.scoring.key import presentation_order
from rctdiag.tables.readers.grids import LARGEST, is_json, json_objects, read_grids
from rctdiag.tables.source.answer_cells import inert
from rctdiag.tables.source.bytes_in import open_raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.documents.mapping import DropKind, Platform
    from rctdiag.model.documents.mapping import Mapping as ExportMapping
    from rctdiag.model.grid import Grid
    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.platforms.results.apply_mapping import Tidy
    from rctdiag.platforms.results.propose_mapping import Findings
    from rctdiag.platforms.rows.one_spelling import Together
    from rctdiag.platforms.structures.structure import Structure
    from rctdiag.tables.source.scratch_folder import Scratch

SHEET = "sheet"
_ANSWER_FILES = (".json", ".yaml", ".yml")
_CODE_FILE = ".txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """One run."""

    files: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    platform: Platform | None = None
    mapping: ExportMapping | None = None
    encoding: str | None = None
    sheets: tuple[str, ...] = ()
    respondent: str | None = None
    keep: tuple[str, ...] = ()
    link: str | None = None
    structure: str | None = None  # the file in which the platform says what its codes mean
    drop: tuple[DropKind, ...] | None = None  # None: as the mapping has it
    include_private: bool = False

    @property
    def variants(self) -> tuple[tuple[Questionnaire, ...], ...]:
        """Each questionnaire in each of its languages."""
        translations = [load_translation(language) for language in translated_languages()]
        return tuple(
            (
                instrument.questionnaire,
                *(
                    translate(instrument, translation.language, translation).questionnaire
                    for translation in translations
                ),
            )
            for instrument in self.instruments
        )

    @property
    def private(self) -> frozenset[str]:
        """Items that are dropped at the door."""
        questionnaires = [
            instrument.questionnaire
            for instrument in self.instruments
            if instrument.questionnaire.private
        ]
        return frozenset(
            item.id
            for questionnaire in questionnaires
            for item in questionnaire.items
            if not self.include_private
        )


@dataclass(frozen=True, slots=True)
class Looked:
    """The files as they are, and what each means."""

    grids: tuple[Grid, ...]
    mappings: tuple[ExportMapping, ...]  # one for each grid
    findings: tuple[Findings, ...] = ()  # none where a mapping was given

    @property
    def mapping(self) -> ExportMapping:
        """All of it in one, to be kept."""
        first, *other_mappings = self.mappings
        columns = {
            column.column: column
            for file_mapping in (first, *other_mappings)
            for column in file_mapping.columns
        }
        answers = {
            text: value
            for file_mapping in (first, *other_mappings)
            for text, value in file_mapping.answers.items()
        }
        personal = dict.fromkeys(
            name for file_mapping in (first, *other_mappings) for name in file_mapping.personal
        )
        return first.model_copy(
            update={
                "columns": tuple(columns.values()),
                "answers": answers,
                "personal": tuple(personal),
            }
        )

    def faults(self) -> Iterator[Fault]:
        """What a person has to settle before anything can be written."""
        for grid, findings in zip(self.grids, self.findings, strict=False):
            yield from faults_of(grid.file, findings)


@dataclass(frozen=True, slots=True)
class Imported:
    """The tidy table, as CSV, and what became of each file."""

    table: bytes
    columns: tuple[str, ...]
    tidies: tuple[Tidy, ...]
    together: tuple[Together, ...] = ()  # spellings of one group


def look(request: ImportRequest, *, stdin: Callable[[], BinaryIO], scratch: Scratch) -> Looked:
    """Read the files and say what they mean; nothing is decided yet.

    Raises:
        InputRejected: a file is damaged, or nothing in it asks a known item.
        FileFault: a file cannot be read.
        UsageFault: an option does not fit.
    """
    if request.mapping is not None and request.structure is not None:
        message = "--map already says what the structure file would."
        raise UsageFault(Fault("usage", message, "Leave --map or --structure out."))
    grids = tuple(g for name in request.files for g in _grids(name, request, stdin, scratch))
    if request.mapping is not None:
        changes: dict[str, object] = {} if request.drop is None else {"drop": request.drop}
        changes |= {"keep": request.keep} if request.keep else {}
        changes |= {"respondent": request.respondent} if request.respondent else {}
        changes |= {"link": request.link} if request.link else {}
        return Looked(grids, tuple(request.mapping.model_copy(update=changes) for _ in grids))
    structure = read_structure(request.structure, scratch) if request.structure else None
    proposals = tuple(_proposed(grid, request, structure) for grid in grids)
    link = {"link": request.link}
    mappings = tuple(proposal.mapping.model_copy(update=link) for proposal in proposals)
    return Looked(grids, mappings, proposals)


def import_results(
    looked: Looked, request: ImportRequest, hashed: Callable[[str], str] | None = None
) -> Imported:
    """The tidy table of files that were looked at.

    Args:
        looked: From ``look``, without faults.
        request: The same as there.
        hashed: What becomes of the cells of the column that links waves.

    Raises:
        InputRejected: an answer that the mapping does not know; no row is left.
        UsageFault: a column is not there, or tells who answered.
    """
    words = words_of(request.variants)
    known = {row for row in words if row not in request.private}
    for mapping in looked.mappings:
        _refuse_unknown_items(mapping, known)
    order = Order(
        words=words,
        reverses=frozenset(
            item.id
            for instrument in request.instruments
            for item in instrument.questionnaire.items
            if item.reversed
        ),
        link=looked.mappings[0].link,
        hashed=hashed,
        item_order=presentation_order([i.questionnaire for i in request.instruments], "full"),
    )
    pairs = zip(looked.grids, looked.mappings, strict=True)
    applied = tuple(apply(grid, mapping, order) for grid, mapping in pairs)
    tidies, together = one_spelling(applied, looked.mappings[0].keep)
    columns, rows = _table(looked, tidies, request)
    if not rows:
        raise InputRejected(Fault("no-row-left", "no row has an answer.", "Is it the right file?"))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(inert, columns))
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return Imported(out.getvalue().encode(), tuple(columns), tidies, together)


def _table(
    looked: Looked, tidies: Sequence[Tidy], request: ImportRequest
) -> tuple[list[str], list[list[str]]]:
    """One table of all files: who, from which sheet, what was kept, the answers."""
    answered = {item for tidy in tidies for item in tidy.items}
    all_items = presentation_order(
        [instrument.questionnaire for instrument in request.instruments], "full"
    )
    items = [item for item in all_items if item in answered]
    names = any(row.respondent for tidy in tidies for row in tidy.rows)
    sheets = len({grid.sheet for grid in looked.grids}) > 1
    carried = looked.mappings[0].keep
    links = looked.mappings[0].link is not None
    head = [RESPONDENT] * names + [LINK] * links + [SHEET] * sheets
    rows = []
    for grid, tidy in zip(looked.grids, tidies, strict=True):
        position = {item: at for at, item in enumerate(tidy.items)}
        for row in tidy.rows:
            cells = [row.respondent] * names + [row.link] * links
            cells += [grid.sheet] * sheets
            answers = [row.answers[position[item]] if item in position else "" for item in items]
            rows.append([*cells, *row.carried, *answers])
    return [*head, *carried, *items], rows


def _codes(text: str, file: str, request: ImportRequest) -> Grid:
    """The codes of a text, one a person.

    Raises:
        InputRejected: a code is damaged or of another form; all of them at once.
    """
    questionnaires = [instrument.questionnaire for instrument in request.instruments]
    rows: list[tuple[int, Mapping[str, object]]] = []
    faults: list[Fault] = []
    for code in codes_in(text, layouts_of(questionnaires)):
        if isinstance(code, Code):
            rows.append((code.line, code.answers))
        elif code.is_other_form:
            message = "a code from a form with other questions."
            hint = "Name the questionnaires of the form with --questionnaire."
            faults.append(Fault("code-of-other-form", message, hint, file, code.line))
        else:
            message = "this code has a wrong or missing character."
            faults.append(Fault("code-damaged", message, "Ask for it again.", file, code.line))
    if faults:
        raise InputRejected(faults)
    grid = grid_of_objects(rows, file)
    note = f"{counted(len(rows), 'code')} of the web form"
    return grid._replace(sheet=Path(file).stem, notes=(note,))


def _grids(
    name: str, request: ImportRequest, stdin: Callable[[], BinaryIO], scratch: Scratch
) -> list[Grid]:
    if name != "-" and Path(name).is_dir():
        return [_folder(Path(name), request)]
    raw = open_raw(name, stdin, scratch.path)
    if is_json(raw):
        grid = grid_of_objects(json_objects(raw), raw.file)
        return [grid._replace(notes=("JSON",))]
    if has_codes(raw.head().decode("utf-8", "ignore")):
        with raw.open() as stream:
            return [_codes(stream.read(LARGEST).decode("utf-8", "replace"), raw.file, request)]
    return read_grids(raw, request.encoding, request.sheets, scratch)


def _folder(folder: Path, request: ImportRequest) -> Grid:
    """A folder of answer files and of texts with codes, one or more people each, by file name."""
    sheets: list[tuple[int, Mapping[str, object]]] = []
    passed = codes = 0
    for path in sorted(folder.iterdir()):
        ending = path.suffix.lower()
        data = read(path).data if ending in _ANSWER_FILES and path.name[0] != "." else None
        if isinstance(data, dict) and is_answers(data):
            sheets.append((len(sheets) + 1, data))
        elif ending == _CODE_FILE and has_codes(text := path.read_text("utf-8", "replace")):
            grid = _codes(text, str(path), request)
            header = grid.rows[0][1]
            people = [dict(zip(header, row, strict=True)) for _, row in grid.rows[1:]]
            sheets += [(len(sheets) + n, person) for n, person in enumerate(people, 1)]
            codes += len(people)
        else:
            passed += 1
    if not sheets:
        message = "there is no answer file (rctdiag.answers/1) and no code in this folder."
        raise InputRejected(Fault("empty-table", message, "Check the name.", str(folder)))
    notes = [f"a folder of {counted(len(sheets) - codes, 'answer file')}"]
    notes += [counted(codes, "code")] * bool(codes)
    notes += [f"{counted(passed, 'other file')} skipped"] * bool(passed)
    grid = grid_of_objects(sheets, str(folder))
    return grid._replace(sheet=folder.resolve().name, notes=tuple(notes))


def _proposed(grid: Grid, request: ImportRequest, structure: Structure | None) -> Findings:
    is_form = bool(grid.sheet) and grid.rows[0][0] == 0  # files and codes of people, no columns
    options = ProposalOptions(
        variants=request.variants,
        private=request.private,
        platform=request.platform or ("webform" if is_form else None),
        respondent=request.respondent,
        keep=request.keep,
        drop=request.drop,
        structure=structure,
    )
    proposal = propose(grid, options)
    if proposal is None:
        message = "no column has a question that rctdiag knows."
        hint = "Is it an export of the answers? Name the questionnaires with --questionnaire."
        if structure is None:
            hint += " If its headings are codes, give the platform's --structure file."
        raise InputRejected(Fault("no-item-columns", message, hint, grid.file))
    return proposal


def _refuse_unknown_items(mapping: ExportMapping, known: set[str]) -> None:
    wrong = [column.item for column in mapping.columns if column.item not in known]
    if wrong:
        message = f"the mapping names items that are not asked here: {', '.join(wrong[:8])}."
        hint = "Name their questionnaire too; private ones are not read."
        raise UsageFault(Fault("mapping-does-not-fit", message, hint))
