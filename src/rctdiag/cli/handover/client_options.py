"""The options of a file that is made for a client."""

from __future__ import annotations

from pathlib import Path

from rctdiag.cli.shell.options.declare import Options, option


class ClientOptions(Options):
    """What the options say of its look."""

    title: str | None = option("--title", "TEXT", "A line above the title of each file.")
    client: str | None = option("--client", "NAME", "Who the files are prepared for.")
    logo: Path | None = option(
        "--logo", "FILE", "A PNG or JPEG to put at the top of each file.", readable=False
    )
    accent: str | None = option("--accent", "COLOUR", "The colour of the line at the top: #rrggbb.")
