"""The option of the language; Tab offers those that are to be found."""

from __future__ import annotations

from rctdiag.cli.shell import completions
from rctdiag.cli.shell.options.declare import option

LANGUAGE = option(
    "--language",
    "CODE",
    "The language of the texts.",
    default="en",
    offers=completions.languages,
    variable="RCTDIAG_LANGUAGE",
)
