"""Documents in, text out: console, Markdown, JSON. No files but the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.view import View

if TYPE_CHECKING:
    from rctdiag.model.documents.comparison import Comparison
    from rctdiag.model.documents.result import Result

__all__ = ["View", "render", "render_comparison"]


def render(document: Result, view: View) -> str:
    """One person's ``rctdiag.result/1`` as text, Markdown or JSON, newline at the end.

    Args:
        document: the result.
        view: how to show it; the short view is at most 72 lines at 80 columns,
            104 under the stop rule.

    Raises:
        ValueError: JSON was asked for and a float is not finite.
    """
    if view.format == "json":
        from rctdiag.render.plain.canonical_json import dumps  # noqa: PLC0415 - each format loads only itself

        return dumps(document, ascii_only=view.ascii)
    from rctdiag.render.person.result_page import Page  # noqa: PLC0415 - as above
    from rctdiag.render.words import words  # noqa: PLC0415 - as above

    page = Page(document, words(document.language))
    if view.format == "markdown":
        from rctdiag.render.handover.flow import flow  # noqa: PLC0415 - as above
        from rctdiag.render.handover.person_sheet import person_sheet  # noqa: PLC0415 - as above
        from rctdiag.render.plain.markdown_file import markdown_file  # noqa: PLC0415 - as above

        return markdown_file(flow(person_sheet(page), page.words), page.words, view)
    from rctdiag.render.person import person_blocks  # noqa: PLC0415 - as above
    from rctdiag.render.render_blocks import show  # noqa: PLC0415 - as above
    from rctdiag.render.terminal.layout import HELP_FIRST_LINES, SHORT_LINES  # noqa: PLC0415 - as above

    if view.drawn:
        from rctdiag.render.terminal.report import drawn_report  # noqa: PLC0415 - as above

        return drawn_report(page, view)
    return show(
        person_blocks(page), view, limit=HELP_FIRST_LINES if page.help_first else SHORT_LINES
    )


def render_comparison(document: Comparison, view: View) -> str:
    """A ``rctdiag.comparison/1`` as text, Markdown or JSON, newline at the end."""
    if view.format == "json":
        from rctdiag.render.plain.canonical_json import dumps  # noqa: PLC0415 - as above

        return dumps(document, ascii_only=view.ascii)
    if view.format == "markdown":
        from rctdiag.render.person.comparison_flow import comparison_flow  # noqa: PLC0415 - as above
        from rctdiag.render.plain.markdown_file import markdown_file  # noqa: PLC0415 - as above
        from rctdiag.render.words import words  # noqa: PLC0415 - as above

        return markdown_file(comparison_flow(document), words(document.language), view)
    from rctdiag.render.person.comparison_page import comparison_blocks  # noqa: PLC0415 - as above
    from rctdiag.render.render_blocks import show  # noqa: PLC0415 - as above

    return show(comparison_blocks(document), view, whole=True)
