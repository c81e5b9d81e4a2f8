"""``rctdiag report``: a saved result again, as text, Markdown or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rctdiag.cli import options
from rctdiag.cli.output import chosen_format, emit, view

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def report(
    document: Annotated[Path, typer.Argument(metavar="DOCUMENT", help="A result; - is stdin.")],
    full: options.Full = False,
    as_json: options.Json = False,
    format_: options.Format = None,
    output: options.Output = None,
    force: options.Force = False,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001  (read at the boundary)
) -> None:
    """Show a saved result again.

    \b
    Examples:
      rctdiag report result.json
      rctdiag report result.json --full -o report.md
      rctdiag assess --answers mine.yaml --json | rctdiag report -
    """
    from rctdiag.cli.reading import read_document
    from rctdiag.load.documents import load_result
    from rctdiag.render import render

    result = load_result(read_document(document))
    chosen = chosen_format(format_, output, as_json=as_json)
    looks = view(format_=chosen, output=output, full=full, no_color=no_color, accessible=accessible)
    text = render(result.model_dump(mode="json", by_alias=True), looks)
    emit(text, output, force=force, quiet=quiet)
