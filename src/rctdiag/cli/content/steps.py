"""``rctdiag steps``: the catalogue of small steps."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path

from rctdiag.cli.shell import completions
from rctdiag.cli.shell.help_pages import commands
from rctdiag.cli.shell.options.declare import argument, option, with_options
from rctdiag.cli.shell.options.language import LANGUAGE
from rctdiag.cli.shell.options.shared import JSON, Paged
from rctdiag.cli.shell.output import json_line
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.load.checks.did_you_mean import listed

app = commands("The catalogue of small steps: list, show or check them.")


@app.command("list")
@with_options
def list_(
    *,
    strategy: str | None = option(
        "--strategy",
        "NAME",
        "Only naming, norming, negotiating, networking or sustaining.",
        offers=completions.strategies,
    ),
    as_json: bool = JSON,
    language: str = LANGUAGE,
    paged: Paged,
) -> None:
    """List the steps, by strategy.

    \b
    Examples:
      rctdiag steps list
      rctdiag steps list --strategy naming
    """
    from rctdiag.cli.shell import input_files

    steps = input_files.catalogue(input_files.instruments((), language), language)
    strategies = list(dict.fromkeys(step.strategy for step in steps))
    if strategy is not None and strategy not in strategies:
        near = get_close_matches(strategy, strategies, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Use {listed(strategies)}."
        raise UsageFault(Fault("usage", f"there is no strategy {strategy!r}.", hint))
    shown = [step for step in steps if strategy in (None, step.strategy)]
    if as_json:
        rows = [step.model_dump(mode="json") for step in shown]
        sys.stdout.write(json_line(rows))
        return
    from rctdiag.cli.shell.reading.show_list import show_list
    from rctdiag.render.listing.steps import steps as step_listing

    listing = step_listing(shown, input_files.texts(language))
    show_list(listing, language, paged)


@app.command()
@with_options
def show(
    *,
    step_id: str = argument("STEP", "An id from `rctdiag steps list`.", offers=completions.steps),
    as_json: bool = JSON,
    language: str = LANGUAGE,
    paged: Paged,
) -> None:
    """Show a step in full: what to do and say, what it helps with, and when it is held back.

    \b
    Example:
      rctdiag steps show sus_end_of_work
    """
    from rctdiag.cli.shell import input_files

    steps = {
        s.id: s for s in input_files.catalogue(input_files.instruments((), language), language)
    }
    if step_id not in steps:
        near = get_close_matches(step_id, steps, n=1)
        hint = f"Did you mean {near[0]}?" if near else "See `rctdiag steps list`."
        raise UsageFault(Fault("usage", f"there is no step {step_id!r}.", hint))
    step = steps[step_id]
    if as_json:
        sys.stdout.write(json_line(step.model_dump(mode="json")))
        return
    from rctdiag.cli.shell.reading.show_list import list_view, show_pieces
    from rctdiag.render.listing.step_page import render_step, step_pieces

    view, words = list_view(paged.look), input_files.texts(language)
    show_pieces(
        view,
        language,
        paged,
        pieces=lambda: step_pieces(step, words, view),
        text=lambda: render_step(step, words, view),
    )


@app.command()
@with_options
def check(
    *,
    file: Path | None = argument(
        "FILE",
        "A steps file; if not given, the one that comes with rctdiag.",
        default=None,
        readable=False,
    ),
    as_json: bool = JSON,
) -> None:
    """Check a steps file, showing every fault with its line.

    \b
    Examples:
      rctdiag steps check
      rctdiag steps check mine.yaml
    """
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
