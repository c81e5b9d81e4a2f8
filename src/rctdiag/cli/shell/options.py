"""The options that commands share: one name, one meaning, one help text each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rctdiag.cli.shell import completions

Json = Annotated[bool, typer.Option("--json", help="Write JSON, the same as --format json.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="text, markdown or json.",
        autocompletion=completions.among("text", "markdown", "json"),
    ),
]
PageFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="text, markdown, json, html, pdf or docx.",
        autocompletion=completions.among("text", "markdown", "json", "html", "pdf", "docx"),
    ),
]
# Typer would call a file that may not be read wrong use; who reads it says what it is.
READ_LATER = False
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="PATH", help="Write to this file (0600); - is stdout."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]
Full = Annotated[bool, typer.Option("--full", help="Show the whole report, not the short view.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="Use no colour (also NO_COLOR).")]
NoPager = Annotated[
    bool, typer.Option("--no-pager", help="Show everything at once, without parts and keys.")
]
Accessible = Annotated[
    bool,
    typer.Option("--accessible", help="One fact per line, no boxes, bars or redrawing."),
]
Now = Annotated[
    str | None,
    typer.Option("--now", metavar="TIME", help="Use this as the time: ISO 8601 with offset."),
]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask; stop with an error instead.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 4 when something is missing.")]
Structure = Annotated[
    str | None,
    typer.Option(
        "--structure",
        metavar="FILE",
        help="The platform's own export of its questions and codes.",
    ),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Show only results and errors.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
Language = Annotated[
    str,
    typer.Option(
        "--language",
        metavar="CODE",
        envvar="RCTDIAG_LANGUAGE",
        help="The language of the texts.",
        autocompletion=completions.languages,
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        envvar="RCTDIAG_PROFILE",
        help="A client in ./rctdiag.toml, or none.",
    ),
]
