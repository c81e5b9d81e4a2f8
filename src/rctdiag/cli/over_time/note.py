"""``rctdiag note``: a week in half a minute, or something that happened."""

from __future__ import annotations

from typing import Annotated

import typer

from rctdiag.cli.shell import options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def note(
    event: Annotated[
        str | None,
        typer.Option(
            "--event", metavar="TEXT", help="Keep an event with its date, without any questions."
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the event, YYYY-MM-DD.")
    ] = None,
    as_json: options.Json = False,
    no_input: options.NoInput = False,
    now: options.Now = None,
    language: options.Language = "en",
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
) -> None:
    """Note your week in half a minute: five keys, one small win, one thing that cost you something.

    Nothing reminds you, and nothing is kept unless you say so. See your weeks with
    `rctdiag history weeks`; `rctdiag erase` removes them all.

    \b
    Examples:
      rctdiag note
      rctdiag note --event "A new head of the ward" --on 2026-03-09
    """
    from rctdiag.cli.over_time import note_run

    note_run.run(
        note_run.NoteRequest(
            event=event,
            on=on,
            as_json=as_json,
            no_input=no_input,
            now=now,
            language=language,
            no_color=no_color,
            accessible=accessible,
            quiet=quiet,
        )
    )
