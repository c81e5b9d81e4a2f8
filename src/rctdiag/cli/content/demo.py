"""``rctdiag demo``: the three worked examples, end to end."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from rctdiag.cli.shell import completions, options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def demo(
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="paula|susan|agnes",
            help="Which of them; if not given, all three.",
            autocompletion=completions.among("paula", "susan", "agnes"),
        ),
    ] = None,
    imagined: Annotated[
        bool | None,
        typer.Option(
            "--imagined/--told",
            help="Only the answers a reader made up, or only those the story gives.",
        ),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="Only tell the three stories, without a report.")
    ] = False,
    full: options.Full = False,
    as_json: options.Json = False,
    format_: options.Format = None,
    output: options.Output = None,
    force: options.Force = False,
    language: options.Language = "en",
    no_pager: options.NoPager = False,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
) -> None:
    """Show Paula, Susan and Agnes: their stories, and a report on each.

    \b
    Examples:
      rctdiag demo
      rctdiag demo --list
      rctdiag demo agnes --imagined --full
    """
    from rctdiag.cli.content import worked_examples
    from rctdiag.cli.shell.output import chosen_format, emit, json_line, view
    from rctdiag.cli.shell.reading.show_result import by_parts

    people = worked_examples.checked(who)
    if listed:
        stories = worked_examples.stories(people, language)
        if as_json:
            emit(json_line(dict(stories)), output, force=force, quiet=quiet)
            return
        from rctdiag.cli.shell.reading.show_list import show_list
        from rctdiag.render.listing.names import examples
        from rctdiag.render.words import words

        show_list(
            examples(stories, words(language)),
            language,
            no_pager=no_pager,
            no_color=no_color,
            accessible=accessible,
        )
        return
    chosen = chosen_format(format_, output, as_json=as_json)
    looks = view(format_=chosen, output=output, full=full, no_color=no_color, accessible=accessible)
    if who and chosen == "json" and imagined is None:
        imagined = True  # one document: the sheet that is complete
    shown = worked_examples.documents(people, imagined=imagined, language=language)
    if by_parts(looks, output, no_pager=no_pager):
        worked_examples.read(shown, looks, language)
        return
    emit(worked_examples.examples_text(shown, looks, language), output, force=force, quiet=quiet)
    sys.stdout.flush()
