"""``rctdiag steps``: the catalogue of small steps."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from rctdiag.cli.shell import options
from rctdiag.cli.shell.help_pages import commands
from rctdiag.cli.shell.output import json_line, list_line
from rctdiag.errors.faults import Fault, UsageFault

app = commands("The catalogue of small steps: list, show, check.")


@app.command("list")
def list_(
    strategy: Annotated[
        str | None, typer.Option("--strategy", metavar="NAME", help="Only of one strategy.")
    ] = None,
    as_json: options.Json = False,
    language: options.Language = "en",
) -> None:
    """List the steps, by strategy."""
    from rctdiag.cli.shell import input_files

    steps = input_files.catalogue(input_files.instruments((), language), language)
    strategies = list(dict.fromkeys(step.strategy for step in steps))
    if strategy is not None and strategy not in strategies:
        near = get_close_matches(strategy, strategies, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"One of {', '.join(strategies)}."
        raise UsageFault(Fault("usage", f"there is no strategy {strategy!r}.", hint))
    shown = [step for step in steps if strategy in (None, step.strategy)]
    if as_json:
        rows = [step.model_dump(mode="json") for step in shown]
        sys.stdout.write(json_line(rows))
        return
    for strategy_name in strategies:
        of_strategy = [step for step in shown if step.strategy == strategy_name]
        if of_strategy:
            list_line(strategy_name)
        for step in of_strategy:
            list_line(f"  {step.id:<32} {step.title}")


@app.command()
def show(
    step_id: Annotated[str, typer.Argument(metavar="STEP", help="An id from `steps list`.")],
    as_json: options.Json = False,
    language: options.Language = "en",
) -> None:
    """Show a step in full: what it answers, what it needs, when it is held back."""
    from rctdiag.cli.shell import input_files

    steps = {
        s.id: s for s in input_files.catalogue(input_files.instruments((), language), language)
    }
    if step_id not in steps:
        near = get_close_matches(step_id, steps, n=1)
        hint = f"Did you mean {near[0]}?" if near else "See `rctdiag steps list`."
        raise UsageFault(Fault("usage", f"there is no step {step_id!r}.", hint))
    shown = steps[step_id].model_dump(mode="json")
    if as_json:
        sys.stdout.write(json_line(shown))
        return
    for name, value in shown.items():
        if isinstance(value, dict):
            text = ", ".join(f"{key} {part}" for key, part in value.items())
        elif isinstance(value, list):
            text = ", ".join(str(part) for part in value)
        else:
            text = str(value)
        if text and value is not None:
            list_line(f"{name.replace('_', ' ')}: {text}")


@app.command()
def check(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="A steps file; none: the bundled.",
            readable=options.READ_LATER,
        ),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Check a steps file: every fault with its line."""
    from rctdiag.cli.content.check_report import report_findings
    from rctdiag.cli.shell import input_files
    from rctdiag.load.steps import load_steps

    instruments = input_files.instruments((), "en")
    count = len(
        input_files.catalogue(instruments, "en")
        if file is None
        else load_steps(file, instruments).steps
    )
    report_findings([], checked=count, strict=False, as_json=as_json)
