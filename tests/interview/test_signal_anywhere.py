"""A signal at any moment of the wait for a key leaves the terminal as it was found."""

import contextlib
import os
import pty
import signal
import sys
import termios
import tty
from collections.abc import Callable
from types import FrameType
from typing import Self

import pytest

from rctdiag.cli.shell.keys import keyboard as keyboard_module
from rctdiag.cli.shell.keys import terminal
from rctdiag.cli.shell.keys.key_timing import AT_ONCE
from rctdiag.cli.shell.keys.keyboard import Keyboard
from rctdiag.cli.shell.keys.signals import Signals, Stopped

WATCHED = {contextlib.__file__, tty.__file__, keyboard_module.__file__, terminal.__file__}


@pytest.mark.parametrize("wait", [Keyboard.key, Keyboard.line])
def test_the_terminal_is_as_it_was_found(
    wait: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pty.openpty()
    monkeypatch.setattr(sys, "stdin", os.fdopen(theirs, closefd=False))
    found = termios.tcgetattr(theirs)
    moments, spoilt = 0, []
    while interrupted(wait, moments, ours):
        if termios.tcgetattr(theirs) != found:
            spoilt.append(moments)
            termios.tcsetattr(theirs, termios.TCSANOW, found)
        moments += 1
    os.close(ours)
    os.close(theirs)
    assert moments > 100
    assert spoilt == []


def interrupted(wait: Callable[..., str], moment: int, ours: int) -> bool:
    """Wait for a key or a line, with a signal at this bytecode; whether there was one so late."""
    trace = Trace(moment)
    before = sys.gettrace()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.suppress(Stopped),
        Signals() as signals,
        Keyboard(signals, AT_ONCE) as keyboard,
    ):
        patch.setattr(signals, "until_readable", lambda *_: os.write(ours, b"4\n") > 0)
        sys.settrace(trace)
        try:
            wait(keyboard, str)
        finally:
            sys.settrace(before)
    return trace.left < 0


class Trace:
    """Sends a signal after so many bytecodes of the files watched."""

    def __init__(self, moment: int) -> None:
        self.left = moment

    def __call__(self, frame: FrameType, event: str, _: object) -> Self | None:
        if frame.f_code.co_filename not in WATCHED:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            self.left -= 1
            if self.left == -1:
                signal.raise_signal(signal.SIGTERM)
        return self
