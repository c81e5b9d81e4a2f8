"""``rctdiag demo``: the three worked examples, end to end."""

from __future__ import annotations

import sys

from rctdiag.cli.shell.options.declare import argument, flag, lone
from rctdiag.cli.shell.options.language import LANGUAGE
from rctdiag.cli.shell.options.offers import among
from rctdiag.cli.shell.options.shared import FULL, QUIET, Output, Paged


def demo(
    *,
    who: str | None = argument(
        "paula|susan|agnes",
        "Which of them; if not given, all three.",
        default=None,
        offers=among("paula", "susan", "agnes"),
    ),
    imagined: bool | None = flag(
        "--imagined/--told",
        "Show only the reports with invented answers, or only those without.",
        default=None,
    ),
    listed: bool = flag("--list", "Only tell the three stories, without a report."),
    full: bool = FULL,
    out: Output,
    language: str = LANGUAGE,
    paged: Paged,
    quiet: bool = QUIET,
) -> None:
    """Show Paula, Susan and Agnes: their stories, and two reports on each.

    One report uses only what the story tells; the other fills the gaps with made-up answers.

    \b
    Examples:
      rctdiag demo
      rctdiag demo --list
      rctdiag demo agnes --imagined --full
    """
    from rctdiag.cli.content import worked_examples
    from rctdiag.cli.shell.output import chosen_format, emit, json_line, terminal_view
    from rctdiag.cli.shell.reading.show_result import by_parts

    people = worked_examples.checked(who)
    if listed:
        stories = worked_examples.stories(people, language)
        if out.as_json:
            emit(json_line(dict(stories)), out.output, force=out.force, quiet=quiet)
            return
        from rctdiag.cli.shell.reading.show_list import show_list
        from rctdiag.render.listing.names import examples
        from rctdiag.render.words import words

        show_list(examples(stories, words(language)), language, paged)
        return
    chosen = chosen_format(out)
    view = terminal_view(paged.look, chosen, out.output, full=full)
    if who and chosen == "json" and imagined is None:
        imagined = True  # one document: the sheet that is complete
    shown = worked_examples.documents(people, imagined=imagined, language=language)
    if by_parts(view, out.output, no_pager=paged.no_pager):
        worked_examples.read(shown, view, language)
        return
    emit(
        worked_examples.examples_text(shown, view, language),
        out.output,
        force=out.force,
        quiet=quiet,
    )
    sys.stdout.flush()


app = lone(demo)
