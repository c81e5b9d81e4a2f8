"""``rctdiag compare``: two results of one person, then and now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rctdiag.cli.shell import options
from rctdiag.cli.shell.output import chosen_format, emit, view

if TYPE_CHECKING:
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.documents.result import Result

STDIN = "-"

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def compare(
    first: Annotated[
        str, typer.Argument(metavar="RESULT", help="A result: a file, or a name from history list.")
    ],
    second: Annotated[
        str,
        typer.Argument(metavar="[RESULT]", help="Another; left out: the last one that was kept."),
    ] = "last",
    as_json: options.Json = False,
    format_: options.Format = None,
    output: options.Output = None,
    force: options.Force = False,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
    now: options.Now = None,
) -> None:
    """Compare two results of yours: what moved by more than chance.

    The earlier one counts as then, whichever you name first. Items answered both times are
    compared in pairs; all scales together are held against a level of 90 %.

    \b
    Examples:
      rctdiag compare march.json june.json
      rctdiag compare 2026-03-02
      rctdiag compare march.json june.json --json
    """
    from rctdiag.cli.shell.output import moment
    from rctdiag.operations.compare.compare_results import compare_results
    from rctdiag.render import render_comparison
    from rctdiag.render.words import words

    result, other = _result(first), _result(second)
    document = compare_results(result, other, _at_hand(result, other), words(), moment(now))
    chosen = chosen_format(format_, output, as_json=as_json)
    looks = view(format_=chosen, output=output, full=True, no_color=no_color, accessible=accessible)
    emit(render_comparison(document, looks), output, force=force, quiet=quiet)


def _result(name: str) -> Result:
    """A result from a file, from stdin, or from what was kept."""
    from rctdiag.load.saved_documents import load_result

    path = Path(name)
    if name == STDIN or path.exists() or path.suffix:
        from rctdiag.cli.shell.input_files import read_document

        return load_result(read_document(path))
    from rctdiag.cli.private.private_home import private_home
    from rctdiag.load.syntax.document import parse
    from rctdiag.store import kept_results

    entry = kept_results.find(private_home(), name)
    return load_result(parse(kept_results.read(entry), str(entry.path)))


def _at_hand(*results: Result) -> list[Instrument]:
    """The questionnaires of the results that are to be found here, bundled or in the folder."""
    from rctdiag.cli.shell.input_files import known_ids
    from rctdiag.load.library import find_instruments

    asked = dict.fromkeys(each.id for result in results for each in result.questionnaires)
    here = set(known_ids())
    return [each for id_ in asked if id_ in here for each in find_instruments([id_], Path.cwd())]
