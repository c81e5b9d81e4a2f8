"""``rctdiag schema``: the published schema of a document."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from rctdiag.cli.shell import completions

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="The document, such as result; if not given, all are listed.",
            autocompletion=completions.schemas,
        ),
    ] = None,
) -> None:
    """Print the JSON Schema (draft-07) of a document, or list the documents that have one.

    \b
    Examples:
      rctdiag schema
      rctdiag schema result > result.schema.json
    """
    from rctdiag.operations.schema import names, text

    sys.stdout.write(
        "".join(f"{schema_name}\n" for schema_name in names()) if name is None else text(name)
    )
