"""``rctdiag report``: a saved result again, as text, Markdown or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rctdiag.cli import options
from rctdiag.cli.output import chosen_format, emit, view

if TYPE_CHECKING:
    from rctdiag.load.document import Document
    from rctdiag.render import View

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def report(
    document: Annotated[
        Path, typer.Argument(metavar="DOCUMENT", help="A result or a group report; - is stdin.")
    ],
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
    """Show a saved result, or a group report, again.

    \b
    Examples:
      rctdiag report result.json
      rctdiag report result.json --full -o report.md
      rctdiag assess --answers mine.yaml --json | rctdiag report -
    """
    from rctdiag.cli.reading import read_document

    read = read_document(document)
    chosen = chosen_format(format_, output, as_json=as_json)
    looks = view(format_=chosen, output=output, full=full, no_color=no_color, accessible=accessible)
    emit(_rendered(read, looks), output, force=force, quiet=quiet)


def _rendered(read: Document, looks: View) -> str:
    """What was read, checked against its schema and shown as it stands, field by field."""
    if isinstance(read.data, dict) and read.data.get("schema") == "rctdiag.teams/1":
        from rctdiag.load.validate import validate
        from rctdiag.model.documents.teams import Teams
        from rctdiag.render.group import render_group

        validate(read, Teams)
        return render_group(read.data, looks)
    from rctdiag.load.documents import load_result
    from rctdiag.render import render

    load_result(read)
    return render(read.data, looks)
