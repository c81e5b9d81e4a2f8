"""``rctdiag demo``: the three worked examples, end to end."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from rctdiag.cli.shell import options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def demo(
    who: Annotated[
        str | None, typer.Argument(metavar="[paula|susan|agnes]", help="One of them; else all.")
    ] = None,
    imagined: Annotated[
        bool | None,
        typer.Option("--imagined/--told", help="Only the imagined, or only the told sheet."),
    ] = None,
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
    """Show Paula, Susan and Agnes: their stories, and a report on what each tells or leaves open.

    \b
    Examples:
      rctdiag demo
      rctdiag demo agnes --imagined --full
    """
    from rctdiag.cli.content import worked_examples
    from rctdiag.cli.shell.output import chosen_format, emit, view
    from rctdiag.cli.shell.show_result import by_parts

    chosen = chosen_format(format_, output, as_json=as_json)
    looks = view(format_=chosen, output=output, full=full, no_color=no_color, accessible=accessible)
    if who and chosen == "json" and imagined is None:
        imagined = True  # one document: the sheet that is complete
    shown = worked_examples.documents(
        worked_examples.checked(who), imagined=imagined, language=language
    )
    if by_parts(looks, output, no_pager=no_pager):
        worked_examples.read(shown, looks, language)
        return
    emit(worked_examples.examples_text(shown, looks, language), output, force=force, quiet=quiet)
    sys.stdout.flush()
