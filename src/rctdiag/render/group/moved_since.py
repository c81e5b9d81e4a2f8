"""What moved since the release before, at the head of a group report."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.over_time.compared_words import found_sentence, group_name, verdict_none

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.group.report_in_words import ReportInWords


def moved_since(report: ReportInWords, *, in_file: bool = False) -> Iterator[Block]:
    """What moved by more than chance, or that nothing did."""
    moved = report.document.moved
    if moved is None:
        return
    created = report.words.day(datetime.fromisoformat(moved.created))
    yield Block("heading", report.words.text("waves.since", name=moved.since, date=created))
    changes = [change for change in moved.changes if change.verdict != "no_change_found"]
    keys = {(change.by, change.name) for change in moved.changes}
    for change in changes:
        yield Block("item", found_sentence(report.words, change, report.title(change.scale), keys))
    if not changes:
        yield Block("text", report.words.text("waves.nothing_moved"))
    note = "waves.since_note_file" if in_file else "waves.since_note"  # a file names no command
    yield Block("text", report.words.text(note, count=len(moved.changes)))


def unmoved(report: ReportInWords) -> Iterator[Block]:
    """Every change that could not be shown, with its range: for the end of the full report."""
    moved = report.document.moved
    if moved is None or all(
        scale_change.verdict != "no_change_found" for scale_change in moved.changes
    ):
        return
    yield Block("heading", report.words.text("waves.unmoved", name=moved.since), "full")
    keys = {(change.by, change.name) for change in moved.changes}
    for change in moved.changes:
        if change.verdict == "no_change_found":
            text = report.words.text(
                "waves.since_row",
                group=group_name(report.words, (change.by, change.name), keys),
                scale=report.title(change.scale),
                verdict=verdict_none(report.words, change, moved.smallest, len(moved.changes)),
            )
            yield Block("item", text, "full")
