"""What ``import`` says on stderr: what columns and answers are taken for, what is left out."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from rctdiag.load.checks.did_you_mean import counted, listed, some
from rctdiag.platforms.results.apply_mapping import RESPONDENT
from rctdiag.platforms.results.find_header import header_of
from rctdiag.platforms.results.near_matches import is_installed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from rctdiag.model.documents.mapping import DropKind, How, MappedColumn, Platform, Value
    from rctdiag.model.documents.mapping import Mapping as ExportMapping
    from rctdiag.model.grid import Grid
    from rctdiag.operations.platforms.import_results import Imported, Looked
    from rctdiag.platforms.results.propose_mapping import Findings

    Texts = Mapping[str, str]

PLATFORMS: dict[Platform, str] = {
    "table": "a table of no platform that is known",
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
_HOW: dict[How, str] = {
    "id": "by their id",
    "code": "by their code",
    "text": "by their text",
    "near": "nearly by their text",
    "given": "as you said",
}
_KINDS: dict[DropKind, str] = {
    "previews": "Previews and tests",
    "rejected": "Rejected in review",
    "unfinished": "Not finished",
    "doubles": "Answered again by a later row",
    "straightlining": "The same answer throughout",
}
_LONGEST = 60


def findings(looked: Looked, texts: Texts, *, every: bool) -> Iterator[str]:
    """How each file was read, and what its columns and answers are taken for.

    Args:
        looked: The files.
        texts: Item -> its text, shown beside what nearly is it.
        every: Whether each match is shown, not only the near ones.
    """
    for at, (grid, mapping) in enumerate(zip(looked.grids, looked.mappings, strict=True)):
        yield f"{grid.file}: {PLATFORMS[mapping.platform]}; {'; '.join(grid.notes)}."
        yield from _mapping(grid, mapping, texts, every=every)
        if at < len(looked.findings):
            yield from _beside(looked.findings[at])


def _mapping(grid: Grid, mapping: ExportMapping, texts: Texts, *, every: bool) -> Iterator[str]:
    if (header := header_of(grid, mapping)) is not None and header.above:
        yield f"  The header is in line {header.line}; what stands above it is passed over."
    ways = {way: [c for c in mapping.columns if c.by == way] for way in _HOW}
    counts = [f"{len(columns)} {_HOW[way]}" for way, columns in ways.items() if columns]
    yield f"  Questions: {len(mapping.columns)} columns, {listed(counts, 'and')}."
    for column in mapping.columns if every else ways["near"]:
        yield f"    {column.item}: {_end(column.column)}{_sure(column, texts)}"
    if mapping.answers:
        ordered = sorted(mapping.answers.items(), key=lambda pair: str(pair[1]))
        pairs = [f"'{text}' is {_spoken(value)}" for text, value in ordered]
        yield f"  Answers: {', '.join(pairs)}; a number is itself."
    else:
        yield "  Answers: numbers, as the questionnaire has them (1 is its first label)."
    if mapping.respondent:
        yield f"  Ids: the column '{mapping.respondent}'."
    if mapping.personal:
        yield f"  Dropped at the door and written nowhere: {some(mapping.personal)}."


def _beside(of_table: Findings) -> Iterator[str]:
    if of_table.private:
        yield f"  Private, so not read: {some(of_table.private)}."
    if of_table.others:
        names = some([_cut(name) for name in of_table.others])
        yield f"  Not taken: {names}. --keep carries one along."
        if not is_installed():
            yield "  Small edits of a question are not seen without rapidfuzz (extra tables)."
    for line in of_table.together:
        yield f"  {line}."


def _sure(column: MappedColumn, texts: Texts) -> str:
    if column.certainty is None:
        return ""
    return f" ({column.certainty} % of the letters agree with '{texts.get(column.item, '')}')"


_WORDS = {
    "fill_in": "still to be said",
    "cant_say": '"can\'t say"',
    "prefer_not": '"prefer not to say"',
    "missing": "no answer",
}


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
            what = "left out" if left else f"kept (--drop {kind} leaves them out)"
            yield f"  {_KINDS[kind]}: {counted(count, 'row')}, {what}."
        if tidy.empty:
            yield f"  Without any answer: {counted(tidy.empty, 'row')}, left out."
        if tidy.footers:
            yield f"  Sums of others, nobody's answers: {counted(tidy.footers, 'row')}, left out."
        if tidy.cant_say:
            yield f'  {counted(tidy.cant_say, "answer")} "can\'t say".'
        if tidy.prefer_not:
            yield f'  {counted(tidy.prefer_not, "answer")} "prefer not to say", kept apart.'


def saved(
    output: Path, beside: Path | None, done: Imported, carried: Sequence[str], *, has_map: bool
) -> Iterator[str]:
    """Where the table is, and what comes next."""
    if beside is not None and not has_map:
        yield f"The mapping is kept in {beside}: use it for the next wave with --map."
    if beside is not None:
        named = f" --id {RESPONDENT}" if RESPONDENT in done.columns else ""
        yield f"Saved to {output}. Only you can read it."
        by = next(iter(carried), "COLUMN")
        yield f"Next: rctdiag teams {shlex.quote(str(output))}{named} --by {shlex.quote(by)}"


def unmatched(looked: Looked) -> tuple[str, ...]:
    """Columns that ask no known item, for the mapping's comments."""
    return tuple(dict.fromkeys(name for finding in looked.findings for name in finding.others))
