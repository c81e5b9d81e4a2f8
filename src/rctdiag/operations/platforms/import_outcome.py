"""What ``import`` made of its files, as the document ``rctdiag.import/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.documents.imported import (
    AskedQuestionnaire,
    ImportedFile,
    ImportOutcome,
    MatchedColumn,
    OneGroup,
    RowKind,
    StructureUse,
)
from rctdiag.platforms.results.find_header import header_of
from rctdiag.scoring.key import presentation_order
from rctdiag.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.documents.mapping import Mapping as ExportMapping
    from rctdiag.model.grid import Grid
    from rctdiag.operations.platforms.import_results import Imported, ImportRequest, Looked
    from rctdiag.platforms.results.apply_mapping import Tidy
    from rctdiag.platforms.results.propose_mapping import ByStructure, Findings


def import_outcome(
    looked: Looked, done: Imported, request: ImportRequest, table: str | None, mapping: str | None
) -> ImportOutcome:
    """The document.

    Args:
        looked: The files.
        done: The table.
        request: What was asked.
        table: Where it was written.
        mapping: Where the mapping is.
    """
    questionnaires = [instrument.questionnaire for instrument in request.instruments]
    all_findings: tuple[Findings | None, ...] = looked.findings or (None,) * len(looked.grids)
    files = tuple(
        _file(grid, used_mapping, tidy, findings)
        for grid, used_mapping, tidy, findings in zip(
            looked.grids, looked.mappings, done.tidies, all_findings, strict=True
        )
    )
    columns = {*done.columns}
    open_ = [
        questionnaire
        for questionnaire in questionnaires
        if not questionnaire.private or request.include_private
    ]
    used = [
        questionnaire
        for questionnaire in open_
        if any(item.id in columns for item in questionnaire.items)
    ]
    return ImportOutcome(
        rctdiag_version=__version__,
        questionnaires=tuple(
            AskedQuestionnaire(id=questionnaire.id, version=questionnaire.version)
            for questionnaire in questionnaires
        ),
        files=files,
        people=sum(file.people for file in files),
        columns=done.columns,
        lacking=tuple(item for item in presentation_order(used, "full") if item not in columns),
        one_and_the_same=tuple(
            OneGroup(column=column, spellings=spellings) for column, spellings in done.together
        ),
        table=table,
        mapping=mapping,
    )


def numbers_taken(instruments: Iterable[Instrument], mapping: ExportMapping) -> str:
    """What numbers are taken for, where no words say so: the two ends of each list of answers."""
    meanings = [
        *mapping.answers.values(),
        *(v for c in mapping.columns for v in c.answers.values()),
    ]
    if any(isinstance(value, int) for value in meanings):
        return ""
    items = {column.item for column in mapping.columns}
    ends = dict.fromkeys(
        (scale.low, scale.labels[0], scale.high, scale.labels[-1])
        for instrument in instruments
        for scale in [instrument.questionnaire.scale]
        if items & {item.id for item in instrument.questionnaire.items}
    )
    spoken = [f"{low} is '{first}', {high} is '{last}'" for low, first, high, last in ends]
    return f"numbers as the questionnaire has them: {' or '.join(spoken)}"


def _file(
    grid: Grid, mapping: ExportMapping, tidy: Tidy, findings: Findings | None
) -> ImportedFile:
    header = header_of(grid, mapping)
    return ImportedFile(
        file=grid.file,
        sheet=grid.sheet or None,
        platform=mapping.platform,
        read_as=grid.notes,
        header_line=(header.line or None) if header is not None else None,
        matched=tuple(
            MatchedColumn(
                column=column.column, item=column.item, by=column.by, certainty=column.certainty
            )
            for column in mapping.columns
        ),
        answers=mapping.answers,
        respondent=mapping.respondent,
        kept=mapping.keep,
        personal=mapping.personal,
        private=findings.private if findings else (),
        not_taken=findings.others if findings else (),
        structure=_structure(findings.structure) if findings and findings.structure else None,
        people=len(tidy.rows),
        rows=tuple(
            RowKind(kind=kind, rows=count, dropped=kind in mapping.drop)
            for kind, count in sorted(tidy.seen.items())
        ),
        without_answers=tidy.empty,
        sums=tidy.footers,
        cant_say=tidy.cant_say,
        prefer_not=tidy.prefer_not,
    )


def _structure(structure: ByStructure) -> StructureUse:
    return StructureUse(
        file=structure.file,
        columns=structure.columns,
        outside=structure.outside,
        reworded=tuple(item for item, _ in structure.reworded),
    )
