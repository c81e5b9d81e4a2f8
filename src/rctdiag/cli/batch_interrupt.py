"""Ctrl-C, told in one line whenever it comes: while modules are read, too."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from rctdiag.cli.app import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def told_when_interrupted() -> Iterator[None]:
    """Say that nothing was changed, and end the program."""
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write("rctdiag: interrupted. Files are as they were.\n")
        raise typer.Exit(INTERRUPTED) from None
