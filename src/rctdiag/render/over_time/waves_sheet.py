"""Groups over several waves as a page: small multiples, then each group scale by scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.scores import BANDS
from rctdiag.render.block import Block
from rctdiag.render.handover.content import (
    ChangeChart,
    ChangeMatrix,
    ChangeRow,
    GroupSheet,
    Section,
)
from rctdiag.render.over_time.compared_blocks import closing_blocks, found_blocks
from rctdiag.render.person.headline import TONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rctdiag.model.documents.over_time.waves import SeriesDoc
    from rctdiag.render.handover.content import Piece
    from rctdiag.render.over_time.compared_words import ComparedWords, GroupKey


def waves_sheet(compared: ComparedWords) -> GroupSheet:
    """What moved, the groups side by side, each group, what is hidden, how it was judged."""
    draft = compared.say("draft_mark") if compared.document.draft else ""
    title = compared.title()
    waves, *opening = compared.opening()
    return GroupSheet(
        language=compared.document.language,
        title=title,
        file_title=f"{draft}: {title}" if draft else title,
        created=compared.document.created,
        mark=draft,
        notice=f"{compared.day()} {waves}",
        opening=tuple(opening),
        sections=tuple(_sections(compared)),
    )


def _sections(compared: ComparedWords) -> Iterator[Section]:
    groups = compared.groups()
    first, *_ = _headed(found_blocks(compared))
    plot = [_matrix(compared, groups)] if len(groups) > 1 else []
    yield Section(first.title, (*first.pieces, *plot))
    for key in groups:
        turnover = compared.turnover(key)
        pieces: list[Piece] = [Block("text", turnover)] if turnover else []
        note = _note(compared) if key == groups[0] else ""
        yield Section(compared.group(key), (*pieces, _chart(compared, key, note)))
    yield from _headed(closing_blocks(compared))


def _headed(blocks: Iterable[Block]) -> Iterator[Section]:
    """A section for each heading, with what comes below it."""
    title = ""
    pieces: list[Block] = []
    for block in blocks:
        if block.kind != "heading":
            pieces.append(block)
            continue
        if pieces:
            yield Section(title, tuple(pieces))
        title, pieces = block.text, []
    yield Section(title, tuple(pieces))


def _matrix(compared: ComparedWords, groups: Iterable[GroupKey]) -> ChangeMatrix:
    scales = compared.document.scale_order
    rows = []
    for key in groups:
        cells = {series.scale: _row(compared, series) for series in compared.series(key)}
        if len(cells) == len(scales):
            rows.append((compared.group(key), tuple(cells[scale] for scale in scales)))
    return ChangeMatrix(
        title=compared.say("side_by_side"),
        note=_note(compared),
        columns=tuple(compared.scale(scale) for scale in scales),
        rows=tuple(rows),
    )


def _chart(compared: ComparedWords, key: GroupKey, note: str) -> ChangeChart:
    return ChangeChart(
        title="",
        note=note,
        ticks=tuple(compared.band(band) for band in BANDS),
        times=compared.document.waves,
        rows=tuple(_row(compared, series) for series in compared.series(key)),
    )


def _note(compared: ComparedWords) -> str:
    waves = compared.document.waves
    note_id = "course_note" if waves[2:] else "drawn_note"
    return compared.say(note_id, first=waves[0], last=waves[-1])


def _row(compared: ComparedWords, series: SeriesDoc) -> ChangeRow:
    verdicts = compared.verdicts(series)
    return ChangeRow(
        label=compared.scale(series.scale),
        tone=TONES[compared.document.scales[series.scale].high],
        scores=tuple(None if level.mean is None else round(level.mean) for level in series.levels),
        figures=tuple(compared.level(level) for level in series.levels),
        words=" ".join(verdicts) or compared.say("not_compared"),
        sentence=compared.row(series),
        strong=any(change.verdict != "no_change_found" for change in compared.changes(series)),
    )
