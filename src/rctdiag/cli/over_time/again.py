"""``rctdiag again``: look again some weeks later, and see what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rctdiag.cli.assess import sitting_options
from rctdiag.cli.shell import options

if TYPE_CHECKING:
    from rctdiag.model.documents.over_time.since import AskedAgain

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def again(
    heart: Annotated[
        bool,
        typer.Option(
            "--heart", help="Ask only about what most stood in the way, about two minutes."
        ),
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Ask every question, about eight minutes.")
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
    now: options.Now = None,
    language: options.Language = "en",
    no_pager: options.NoPager = False,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
) -> None:
    """Look again some weeks later: what came of your steps, and what has changed.

    Opens the last result you kept, and asks what you did with each step and what came of it. Then
    it asks the short form, and shows what has changed by more than chance and which steps are open
    to you now.

    \b
    Examples:
      rctdiag again             about three minutes
      rctdiag again --heart     only what most stood in the way
      rctdiag again --remember  and keep the result
    """
    from rctdiag.cli.assess import from_answers
    from rctdiag.cli.assess.request import Request
    from rctdiag.cli.over_time.again_run import run
    from rctdiag.errors.faults import Fault, UsageFault

    if heart and everything:
        raise UsageFault(
            Fault("usage", "--heart and --all cannot be used together.", "Use one of them.")
        )
    asked: AskedAgain = "heart" if heart else "full" if everything else "short"
    run(
        Request(
            names=(),
            answers=None,
            form="short" if asked == "short" else "full",
            full=full,
            style=from_answers.checked_style(words),
            resume=from_answers.resumption(resume=resume, restart=restart),
            remember=remember,
            as_json=as_json,
            format=format_,
            output=output,
            force=force,
            no_input=no_input,
            strict=False,
            now=now,
            language=language,
            no_pager=no_pager,
            no_color=no_color,
            accessible=accessible,
            quiet=quiet,
        ),
        asked,
    )
