"""A whole sheet as parts that flow; the order is that of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.handover.content import PersonSheet
from rctdiag.render.handover.flow.parts import Heading, Paragraph
from rctdiag.render.handover.flow.person_flow import PersonFlow
from rctdiag.render.handover.flow.pieces import section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.handover.content import GroupSheet
    from rctdiag.render.handover.flow.parts import Part
    from rctdiag.render.words import Words


def flow(sheet: PersonSheet | GroupSheet, words: Words) -> Iterator[Part]:
    """All that the file shows, in order."""
    if isinstance(sheet, PersonSheet):
        yield from PersonFlow(sheet, words).parts()
    else:
        yield from _group(sheet, words)


def _group(sheet: GroupSheet, words: Words) -> Iterator[Part]:
    yield Heading(1, sheet.title)
    yield Paragraph(sheet.notice, "note")
    yield from (Paragraph(text) for text in sheet.opening)
    if sheet.links:
        yield Heading(2, words.text("sheet_index_files"))
        yield from (Paragraph(file, "file", name) for file, name in sheet.links)
    for part in sheet.sections:
        yield from section(part, words)
