"""What ``import`` says on stderr: what columns and answers are taken for, what is left out."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from rctdiag.cli.shell.output import stdout_is_target
from rctdiag.load.checks.did_you_mean import counted, listed, some
from rctdiag.operations.platforms.import_outcome import numbers_taken
from rctdiag.platforms.normalised_text import name_key
from rctdiag.platforms.results.apply_mapping import LINK, RESPONDENT, is_recoding
from rctdiag.platforms.results.find_header import header_of
from rctdiag.platforms.results.mapping_text import mapping_text
from rctdiag.platforms.results.near_matches import is_installed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.documents.imported import ImportOutcome
    from rctdiag.model.documents.mapping import DropKind, How, MappedColumn, Platform, Value
    from rctdiag.model.documents.mapping import Mapping as ExportMapping
    from rctdiag.model.grid import Grid
    from rctdiag.operations.platforms.import_results import Imported, Looked
    from rctdiag.platforms.results.propose_mapping import ByStructure, Findings

    Texts = Mapping[str, str]

PLATFORMS: dict[Platform, str] = {
    "table": "a table, from a platform that rctdiag does not know",
    "limesurvey": "LimeSurvey",
    "kobo": "KoboToolbox",
    "odk": "ODK Central",
    "surveyjs": "SurveyJS",
    "qualtrics": "Qualtrics",
    "google-forms": "Google Forms",
    "ms-forms": "Microsoft Forms",
    "surveymonkey": "SurveyMonkey",
    "redcap": "REDCap",
    "webform": "rctdiag's web form",
}
_HOW: dict[How, tuple[str, str]] = {  # of one column, and of several
    "id": ("by its id", "by their ids"),
    "code": ("by its code", "by their codes"),
    "text": ("by its text", "by their texts"),
    "near": ("by nearly the same text", "by nearly the same texts"),
    "structure": ("by the structure file", "by the structure file"),
    "given": ("as you said", "as you said"),
}
_KINDS: dict[DropKind, str] = {
    "previews": "Previews and tests",
    "rejected": "Rejected in review",
    "unfinished": "Not finished",
    "doubles": "Answered again by a later row",
    "straightlining": "The same answer throughout",
}
_LONGEST = 60


def findings(looked: Looked, instruments: Sequence[Instrument], *, every: bool) -> Iterator[str]:
    """How each file was read, and what its columns and answers are taken for.

    Args:
        looked: The files.
        instruments: Whose texts are shown beside what nearly is one, and whose labels numbers are.
        every: Whether each match is shown, not only the near ones.
    """
    texts = {
        item.id: item.text for instrument in instruments for item in instrument.questionnaire.items
    }
    for at, (grid, mapping) in enumerate(zip(looked.grids, looked.mappings, strict=True)):
        yield f"{grid.file}: {PLATFORMS[mapping.platform]}; {'; '.join(grid.notes)}."
        yield from _mapping(grid, mapping, texts, every=every)
        yield from _answers(mapping, instruments)
        if at < len(looked.findings):
            yield from _beside(looked.findings[at])


def _mapping(grid: Grid, mapping: ExportMapping, texts: Texts, *, every: bool) -> Iterator[str]:
    if (header := header_of(grid, mapping)) is not None and header.above:
        yield f"  The header is in line {header.line}; what is above it is ignored."
    ways = {way: [c for c in mapping.columns if c.by == way] for way in _HOW}
    counts = [f"{len(found)} {_HOW[way][len(found) > 1]}" for way, found in ways.items() if found]
    how = f": {listed(counts, 'and')}"
    if len(counts) == 1:  # the same number twice would only be one more to read
        how = f", matched {counts[0].partition(' ')[2]}"
    yield f"  Questions: {counted(len(mapping.columns), 'column')}{how}."
    for column in mapping.columns if every else ways["near"]:
        yield f"    {column.item}: {_end(column.column)}{_sure(column, texts)}"


def _answers(mapping: ExportMapping, instruments: Sequence[Instrument]) -> Iterator[str]:
    column_answers = [column.answers for column in mapping.columns if column.answers]
    ordered = sorted(_once(mapping.answers), key=lambda pair: str(pair[1]))
    meanings = [f"'{text}' is {_spoken(value)}" for text, value in ordered]
    numbers = numbers_taken(instruments, mapping)
    if not (numbers or any(map(is_recoding, [mapping.answers, *column_answers]))):
        numbers = "numbers are taken as they are"
    meanings += [f"{counted(len(column_answers), 'column')} with their own answers"] * bool(
        column_answers
    )
    yield f"  Answers: {'; '.join(filter(None, [', '.join(meanings), numbers]))}."
    if mapping.respondent:
        yield f"  Ids: the column '{mapping.respondent}'."
    if mapping.link:
        yield f"  Link between waves: a keyed hash of the column '{mapping.link}'."
    if mapping.personal:
        yield f"  Dropped at once and written nowhere: {some(mapping.personal)}."


def _beside(of_table: Findings) -> Iterator[str]:
    if of_table.structure is not None:
        yield from _by_structure(of_table.structure)
    if of_table.private:
        yield f"  Private, so not read: {some(of_table.private)}."
    if of_table.others:
        names = some([_cut(name) for name in of_table.others])
        yield f"  Not taken: {names}. Add --keep to keep one."
        if not is_installed():
            yield "  Small edits to a question are not recognised without rapidfuzz (extra tables)."


def _by_structure(structure: ByStructure) -> Iterator[str]:
    yield f"  Codes: as {structure.file} has them, for {counted(structure.columns, 'column')}."
    if structure.outside:
        names = some([_cut(name) for name in structure.outside])
        yield f"  Not in the structure file: {names}; their numbers are used as they are."
    for item, text in structure.reworded:
        yield f"  {item} has a different text there: {_cut(text)}. Is it the same question?"


def _sure(column: MappedColumn, texts: Texts) -> str:
    if column.certainty is None:
        return ""
    return f" ({column.certainty}% of the letters match '{texts.get(column.item, '')}')"


_WORDS = {
    "fill_in": "not known yet",
    "cant_say": '"can\'t say"',
    "prefer_not": '"prefer not to say"',
    "missing": "no answer",
}


def _once(answers: Mapping[str, Value]) -> list[tuple[str, Value]]:
    """Words that differ in case only, once."""
    spellings: dict[tuple[str, Value], str] = {}
    for text, value in answers.items():
        spellings.setdefault((name_key(text), value), text)
    return [(text, value) for (_, value), text in spellings.items()]


def _spoken(value: Value) -> str:
    return _WORDS.get(str(value), str(value))


def _end(text: str) -> str:
    """A heading from its end: what tells it from others comes last."""
    line = " ".join(text.split())
    return f"'{line if len(line) <= _LONGEST else '…' + line[1 - _LONGEST :]}'"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return f"'{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}'"


def rows(looked: Looked, done: Imported) -> Iterator[str]:
    """How many people there are, and which rows are perhaps none."""
    for grid, mapping, tidy in zip(looked.grids, looked.mappings, done.tidies, strict=True):
        where = f"{grid.file}, {grid.sheet}" if grid.sheet else grid.file
        yield f"{where}: {counted(len(tidy.rows), 'person').replace('persons', 'people')}."
        for kind, count in tidy.seen.items():
            left = kind in mapping.drop
            treatment = "left out" if left else f"kept (--drop {kind} leaves them out)"
            yield f"  {_KINDS[kind]}: {counted(count, 'row')}, {treatment}."
        if tidy.empty:
            yield f"  Without any answer: {counted(tidy.empty, 'row')}, left out."
        if tidy.footers:
            yield f"  Totals, not anybody's answers: {counted(tidy.footers, 'row')}, left out."
        if tidy.cant_say:
            yield f'  {counted(tidy.cant_say, "answer")} "can\'t say".'
        if tidy.prefer_not:
            yield f'  {counted(tidy.prefer_not, "answer")} "prefer not to say", kept apart.'


def together(done: Imported) -> Iterator[str]:
    """Names of groups that were put together, and the spelling that was taken."""
    pairs: dict[str, list[str]] = {}
    for column, (taken, *other_texts) in done.together:
        pairs.setdefault(column, []).extend(f"'{text}' is '{taken}'" for text in other_texts)
    for column, same in pairs.items():
        yield f"{column}: {some(same)}."


def lacking(outcome: ImportOutcome) -> Iterator[str]:
    """Items that nobody was asked, though others of their questionnaire are there."""
    if outcome.lacking:
        number = counted(len(outcome.lacking), "question")
        yield f"No column for {number} of these questionnaires: {some(outcome.lacking)}."


def saved(
    output: Path | None,
    mapping_path: Path | None,
    done: Imported,
    carried: Sequence[str],
    *,
    has_map: bool,
) -> Iterator[str]:
    """Where the table is, and what comes next."""
    if mapping_path is not None and not has_map:
        yield f"The mapping is kept in {mapping_path}: use it for the next wave with --map."
    if output is None:
        yield "The table is not written yet. Add -o TABLE.csv to write it."
    elif mapping_path is not None and not stdout_is_target(output):
        # A platform numbers its answers anew in each wave: only a link knows people again.
        ids = next(
            (id_column for id_column in (LINK, RESPONDENT) if id_column in done.columns), None
        )
        named = f" --id {ids}" if ids else ""
        yield f"Saved to {output}. Only you can read it."
        by = next(iter(carried), "COLUMN")
        yield f"Next: rctdiag teams {shlex.quote(str(output))}{named} --by {shlex.quote(by)}"


def kept_mapping(looked: Looked) -> str:
    """The mapping as it is kept; in its comments what asks no item, and labels of codes."""
    unmatched = dict.fromkeys(name for finding in looked.findings for name in finding.others)
    labels = {
        code: label
        for findings_of_grid in looked.findings
        for code, label in findings_of_grid.labels.items()
    }
    return mapping_text(looked.mapping, tuple(unmatched), labels)
