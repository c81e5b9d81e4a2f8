"""Keys for whoever reads at the terminal; a signal ends the program with its code."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from rctdiag.cli.shell.keys.key_names import EndOfInput, folded
from rctdiag.cli.shell.keys.keyboard import Keyboard
from rctdiag.cli.shell.keys.signals import Signals, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def key_presses(again: Callable[[], None]) -> Iterator[Callable[[], str]]:
    """Yield what waits for a key, folded; it raises ``EndOfInput`` at Ctrl-D.

    Args:
        again: writes once more what was asked, after the program was suspended.

    Raises:
        typer.Exit: 130, 143 or 129 after a signal.
    """
    try:
        with Signals() as signals, Keyboard(signals) as keyboard:

            def press() -> str:
                try:
                    return folded(keyboard.key(again))
                except EOFError:
                    raise EndOfInput from None

            yield press
    except Stopped as stopped:
        sys.stdout.write("\n")
        raise typer.Exit(stopped.exit_code) from None
