"""A ``rctdiag.teams/1`` document as text, Markdown or JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rctdiag.model.documents.teams import GroupDoc, Teams
    from rctdiag.render.block import Block
    from rctdiag.render.group.report_in_words import ReportInWords
    from rctdiag.render.handover.content import GroupSheet
    from rctdiag.render.view import View

__all__ = ["render_group", "render_page"]


def render_group(document: Teams, view: View, *, summary: bool = False) -> str:
    """The group report, newline at the end.

    Args:
        document: The report.
        view: How to show it; the full view adds parts, whole steps and figures of method.
        summary: One page for those who answered instead; JSON is the document all the same.

    Raises:
        ValueError: JSON was asked for and a float is not finite.
    """
    if view.format == "json":
        from rctdiag.render.plain.canonical_json import dumps  # noqa: PLC0415 - each format loads only itself

        return dumps(document, ascii_only=view.ascii)
    if view.format == "markdown":
        from rctdiag.render.handover import group_sheet  # noqa: PLC0415 - as above

        return _written(
            document, view, group_sheet.summary_sheet if summary else group_sheet.whole_sheet
        )
    if view.drawn and not summary:
        from rctdiag.render.terminal.group.report import drawn_report  # noqa: PLC0415 - as above

        return drawn_report(_in_words(document), view)
    from rctdiag.render.group.group_report import group_blocks  # noqa: PLC0415 - as above
    from rctdiag.render.group.respondents_summary import summary_blocks  # noqa: PLC0415 - as above

    return _shown(document, view, summary_blocks if summary else group_blocks)


def render_page(document: Teams, view: View, group: GroupDoc) -> str:
    """One group's page to hand out: no other group's figures, its steps in full, the guide.

    Args:
        document: As above.
        view: Text or Markdown.
        group: One of ``document.groups``; a hidden one gets the figures for everybody.
    """
    if view.format == "markdown":
        from rctdiag.render.handover.group_sheet import page_sheet  # noqa: PLC0415 - as above

        return _written(document, view, lambda report: page_sheet(report, group))
    from rctdiag.render.group.handout import page_blocks  # noqa: PLC0415 - as above

    return _shown(document, view, lambda report: page_blocks(report, group))


def _shown(document: Teams, view: View, blocks: Callable[[ReportInWords], Sequence[Block]]) -> str:
    from rctdiag.render.render_blocks import show  # noqa: PLC0415 - as above

    every = blocks(_in_words(document))
    other_view = "short" if view.full else "full"
    chosen = [replace(block, where="both") for block in every if block.where != other_view]
    return show(chosen, view, whole=True)


def _written(document: Teams, view: View, sheet: Callable[[ReportInWords], GroupSheet]) -> str:
    from rctdiag.render.handover.flow.flow import flow  # noqa: PLC0415 - as above
    from rctdiag.render.plain.markdown_file import markdown_file  # noqa: PLC0415 - as above

    report = _in_words(document)
    return markdown_file(flow(sheet(report), report.words), report.words, view)


def _in_words(document: Teams) -> ReportInWords:
    from rctdiag.render.group.report_in_words import ReportInWords  # noqa: PLC0415 - as above
    from rctdiag.render.words import words  # noqa: PLC0415 - as above

    return ReportInWords(document, words(document.language))
