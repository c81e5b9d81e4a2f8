"""Documents in, text out: console, Markdown, JSON. No files but the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.documents.comparison import Comparison
    from rctdiag.model.documents.over_time.note import Note
    from rctdiag.model.documents.over_time.plan import StepsPlan
    from rctdiag.model.documents.over_time.waves import Waves
    from rctdiag.model.documents.result import Result
    from rctdiag.render.words import Words

__all__ = ["View", "render", "render_comparison", "render_plan", "render_waves", "render_weeks"]


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

    page = Page.of(document)
    if view.format == "markdown":
        from rctdiag.render.handover.flow.flow import flow  # noqa: PLC0415 - as above
        from rctdiag.render.handover.person_sheet import person_sheet  # noqa: PLC0415 - as above
        from rctdiag.render.plain.markdown_file import markdown_file  # noqa: PLC0415 - as above

        return markdown_file(flow(person_sheet(page), page.words), page.words, view)
    from rctdiag.render.person.person_blocks import person_blocks  # noqa: PLC0415 - as above
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
        from rctdiag.render.handover.flow.flow import flow  # noqa: PLC0415 - as above
        from rctdiag.render.over_time.comparison_sheet import comparison_sheet  # noqa: PLC0415 - as above
        from rctdiag.render.plain.markdown_file import markdown_file  # noqa: PLC0415 - as above
        from rctdiag.render.words import words  # noqa: PLC0415 - as above

        known = words(document.language)
        return markdown_file(flow(comparison_sheet(document), known), known, view)
    if view.drawn:
        from rctdiag.render.terminal.over_time.comparison_screen import drawn_comparison  # noqa: PLC0415 - as above

        return drawn_comparison(document, view)
    from rctdiag.render.person.comparison_page import comparison_blocks  # noqa: PLC0415 - as above
    from rctdiag.render.render_blocks import show  # noqa: PLC0415 - as above

    return show(comparison_blocks(document), view, whole=True)


def render_weeks(notes: Sequence[Note], words: Words, view: View) -> str:
    """A person's notes as text or Markdown, newline at the end."""
    from rctdiag.render.over_time.weeks_words import WeeksWords  # noqa: PLC0415 - as above

    weeks = WeeksWords(notes, words)
    if view.drawn:
        from rctdiag.render.terminal.over_time.weeks_screen import drawn_weeks  # noqa: PLC0415 - as above

        return drawn_weeks(weeks, view)
    from rctdiag.render.over_time.weeks_blocks import weeks_blocks  # noqa: PLC0415 - as above
    from rctdiag.render.render_blocks import show  # noqa: PLC0415 - as above

    return show(weeks_blocks(weeks), view, whole=True)


def render_plan(plan: StepsPlan, view: View) -> str:
    """A ``rctdiag.plan/1`` as text, Markdown or JSON, newline at the end."""
    if view.format == "json":
        from rctdiag.render.plain.canonical_json import dumps  # noqa: PLC0415 - as above

        return dumps(plan, ascii_only=view.ascii)
    from rctdiag.render.over_time.plan_page import plan_blocks, plan_sheet  # noqa: PLC0415 - as above
    from rctdiag.render.words import words  # noqa: PLC0415 - as above

    known = words(plan.language)
    if view.format == "markdown":
        from rctdiag.render.handover.flow.flow import flow  # noqa: PLC0415 - as above
        from rctdiag.render.plain.markdown_file import markdown_file  # noqa: PLC0415 - as above

        return markdown_file(flow(plan_sheet(plan, known), known), known, view)
    if view.drawn:
        from rctdiag.render.terminal.over_time.plan_screen import drawn_plan  # noqa: PLC0415 - as above

        return drawn_plan(plan, known, view)
    from rctdiag.render.render_blocks import show  # noqa: PLC0415 - as above

    return show(plan_blocks(plan, known), view, whole=True)


def render_waves(document: Waves, view: View) -> str:
    """A ``rctdiag.waves/1`` as text, Markdown or JSON, newline at the end."""
    if view.format == "json":
        from rctdiag.render.plain.canonical_json import dumps  # noqa: PLC0415 - as above

        return dumps(document, ascii_only=view.ascii)
    from rctdiag.render.over_time.compared_blocks import compared_blocks  # noqa: PLC0415 - as above
    from rctdiag.render.over_time.compared_words import ComparedWords  # noqa: PLC0415 - as above

    compared = ComparedWords(document)
    if view.drawn:
        from rctdiag.render.terminal.over_time.compared_screen import drawn_compared  # noqa: PLC0415 - as above

        return drawn_compared(compared, view)
    from rctdiag.render.render_blocks import show  # noqa: PLC0415 - as above

    return show(compared_blocks(compared), view, whole=True)
