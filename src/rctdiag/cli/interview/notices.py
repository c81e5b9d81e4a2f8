"""Lines for the person outside the questions, as wide as the terminal."""

from __future__ import annotations

import sys

from rctdiag.cli.interview.screens.screen import look_at, paragraph
from rctdiag.cli.shell.accessible import is_accessible
from rctdiag.cli.shell.output import notice
from rctdiag.cli.shell.started import as_started


def tell(text: str, *, indent: int = 0) -> None:
    """A paragraph on stderr. Paths and commands go through ``notice``, which never breaks them."""
    look = look_at(sys.stderr, accessible=is_accessible(False), colour=False)
    notice("\n".join(paragraph(as_started(text), look, indent=indent)))
