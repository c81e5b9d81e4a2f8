"""``rctdiag compare``: two results of one person, or waves of tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rctdiag.cli.shell import options
from rctdiag.cli.shell.input_files import is_table
from rctdiag.cli.shell.output import chosen_format, emit, view
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.model.least_people import MINIMUM

if TYPE_CHECKING:
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.documents.result import Result

TWO = 2

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def compare(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="A [B...]",
            help="Results: files, or names from history list. Or tables, a wave each.",
        ),
    ],
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="COLUMN", help="Of tables: groups, as in teams."),
    ] = None,
    link: Annotated[
        str | None,
        typer.Option("--link", metavar="COLUMN", help="Of tables: the ids that link the waves."),
    ] = None,
    ids: Annotated[
        str | None,
        typer.Option(
            "--ids", metavar="HOW", help="exact: as written; loose: 7, 007 and 7.0 are one person."
        ),
    ] = None,
    smallest: Annotated[
        float | None,
        typer.Option(
            "--smallest", metavar="POINTS", help="The smallest difference that counts; else 5."
        ),
    ] = None,
    questionnaire: Annotated[
        list[str] | None,
        typer.Option("--questionnaire", metavar="ID,...", help="Of tables: ids or paths."),
    ] = None,
    min_group: Annotated[
        int | None,
        typer.Option("--min-group", metavar="N", help=f"Raise the minimum of {MINIMUM}."),
    ] = None,
    release: Annotated[
        str | None,
        typer.Option("--release", metavar="NAME", help="Of tables: record it; else a draft."),
    ] = None,
    ledger: Annotated[
        str | None,
        typer.Option("--ledger", metavar="FILE", help="Where releases are recorded, or none."),
    ] = None,
    profile: options.Profile = None,
    short: Annotated[bool, typer.Option("--short", help="The short form was asked.")] = False,
    missing: Annotated[
        list[str] | None,
        typer.Option("--missing", metavar="CODE,...", help="What else means no answer: NA,-99."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="Of CSV, if not UTF-8.")
    ] = None,
    separator: Annotated[
        str | None,
        typer.Option("--separator", metavar="SIGN", help="Of CSV: comma, semicolon, tab or bar."),
    ] = None,
    as_json: options.Json = False,
    format_: options.PageFormat = None,
    output: options.Output = None,
    force: options.Force = False,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
    now: options.Now = None,
) -> None:
    """Compare two results of yours, or waves of tables: what moved by more than chance.

    Of two results the earlier one counts as then, whichever you name first; one alone is held
    against the last that was kept. Items answered both times are compared in pairs, and all scales
    together are held against a level of 90 %.

    Of tables the earliest comes first. With --link the same people are compared wherever enough of
    them answered both times; else the groups are. Nobody is exposed: each wave is a group report.

    \b
    Examples:
      rctdiag compare march.json june.json
      rctdiag compare march.json june.json -o moved.html
      rctdiag compare 2026-03-02
      rctdiag compare spring.csv autumn.csv --by team --link code
      rctdiag compare 2024.csv 2025.csv 2026.csv --by site/team --smallest 8
    """
    for_tables = (by, link, ids, smallest, questionnaire, min_group, release, ledger)
    has_tables = any(is_table(Path(each)) for each in inputs)
    if has_tables or any(each is not None for each in (*for_tables, missing)):
        from rctdiag.cli.batch.interruption import told_when_interrupted

        with told_when_interrupted(""):
            from rctdiag.cli.compare import waves_run

            waves_run.run(
                waves_run.WavesOptions(
                    tables=tuple(inputs),
                    by=tuple(by or ()),
                    link=link,
                    ids=ids,
                    smallest=smallest,
                    questionnaires=tuple(questionnaire or ()),
                    minimum=MINIMUM if min_group is None else min_group,
                    release=release,
                    ledger=ledger,
                    profile=profile,
                    short=short,
                    missing=tuple(missing or ()),
                    encoding=encoding,
                    separator=separator,
                    as_json=as_json,
                    format=format_,
                    output=output,
                    force=force,
                    now=now,
                    no_color=no_color,
                    accessible=accessible,
                    quiet=quiet,
                )
            )
        return
    from rctdiag.cli.handover.file_output import emit_file, wanted_file
    from rctdiag.cli.shell.output import moment
    from rctdiag.operations.compare.compare_results import compare_results
    from rctdiag.render import render_comparison
    from rctdiag.render.over_time.over_time_files import PAGE_KINDS, comparison_file, page_kind
    from rctdiag.render.words import words

    kind = page_kind(wanted_file(format_, output, as_json=as_json))
    chosen = "" if kind else chosen_format(format_, output, as_json=as_json, files=PAGE_KINDS)
    if len(inputs) > TWO:
        message = "two results are compared, and more were named."
        raise UsageFault(Fault("usage", message, "Name the first and the last of them."))
    result, other = _result(inputs[0]), _result(inputs[1] if len(inputs) == TWO else "last")
    document = compare_results(result, other, _at_hand(result, other), words(), moment(now))
    if kind is not None:
        emit_file(comparison_file(document, kind), output, force=force, quiet=quiet)
        return
    looks = view(format_=chosen, output=output, full=True, no_color=no_color, accessible=accessible)
    emit(render_comparison(document, looks), output, force=force, quiet=quiet)


def _result(name: str) -> Result:
    """A result from a file, from stdin, or from what was kept."""
    from rctdiag.cli.private.kept_documents import named_document
    from rctdiag.load.saved_documents import load_dated_result

    return load_dated_result(named_document(name))


def _at_hand(*results: Result) -> list[Instrument]:
    """The questionnaires of the results that are to be found here, bundled or in the folder."""
    from rctdiag.cli.shell.input_files import known_ids
    from rctdiag.load.library import find_instruments

    asked = dict.fromkeys(each.id for result in results for each in result.questionnaires)
    here = set(known_ids())
    return [each for id_ in asked if id_ in here for each in find_instruments([id_], Path.cwd())]
