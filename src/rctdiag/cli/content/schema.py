"""``rctdiag schema``: the published schema of a document."""

from __future__ import annotations

import sys

from rctdiag.cli.shell import completions
from rctdiag.cli.shell.options.declare import argument, lone


def schema(
    *,
    name: str | None = argument(
        "NAME",
        "The document, such as result; if not given, all are listed.",
        default=None,
        offers=completions.schemas,
    ),
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


app = lone(schema)
