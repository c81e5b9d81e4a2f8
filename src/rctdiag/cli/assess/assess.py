"""``rctdiag assess``: one person's answers, asked or taken from a file, to a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rctdiag.cli.assess import sitting_options
from rctdiag.cli.shell import completions, options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def assess(
    questionnaires: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUESTIONNAIRE",
            help="Ids or paths; if not given, the five that come with rctdiag.",
            autocompletion=completions.questionnaires,
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Take answers from a YAML or JSON file; - is stdin.",
            readable=options.READ_LATER,
        ),
    ] = None,
    short: Annotated[
        bool, typer.Option("--short", help="Ask the short form, about three minutes.")
    ] = False,
    full: options.Full = False,
    words: sitting_options.StepWords = "steps",
    resume: sitting_options.Resume = False,
    restart: sitting_options.Restart = False,
    remember: sitting_options.Remember = None,
    as_json: options.Json = False,
    format_: options.Format = None,
    output: options.Output = None,
    force: options.Force = False,
    no_input: options.NoInput = False,
    strict: options.Strict = False,
    now: options.Now = None,
    language: options.Language = "en",
    no_pager: options.NoPager = False,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
) -> None:
    """Look at the culture of your workplace: read it, name it, oppose it, replace it.

    \b
    Examples:
      rctdiag assess                        ask everything, about eight minutes
      rctdiag assess --short                ask fewer, about three minutes
      rctdiag assess --answers mine.yaml    score answers from a file
      rctdiag assess --answers - --json     JSON in, JSON out
    """
    from rctdiag.cli.assess import from_answers
    from rctdiag.cli.assess.request import Request

    from_answers.run(
        Request(
            names=tuple(questionnaires or ()),
            answers=answers,
            form="short" if short else "full",
            full=full,
            style=from_answers.checked_style(words),
            resume=from_answers.resumption(resume=resume, restart=restart),
            remember=remember,
            as_json=as_json,
            format=format_,
            output=output,
            force=force,
            no_input=no_input,
            strict=strict,
            now=now,
            language=language,
            no_pager=no_pager,
            no_color=no_color,
            accessible=accessible,
            quiet=quiet,
        )
    )
