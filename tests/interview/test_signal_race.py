"""A signal that comes just before the wait for a key begins."""

import ctypes
import operator
import os
import select
import signal
import time
from collections import deque
from functools import partial

import pytest

from rctdiag.cli.shell.keys import signals as terminal

REAL = select.select
NOBODY = 10.0  # seconds until a test gives up waiting for a key


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_it_ends_the_wait(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    raises = ctypes.CDLL(None)["raise"]
    before = signal.signal(number, signal.SIG_DFL)  # the tests' own runner may ignore it

    def at_the_worst_moment(*streams: list[int]) -> tuple[list[int], ...]:
        # No Python runs between the signal and the wait, so its handler cannot run either.
        calls = partial(raises, number), partial(REAL, *streams, NOBODY)  # type: ignore[call-arg, arg-type]
        found: deque[tuple[list[int], ...]] = deque(map(operator.call, calls), maxlen=1)
        return found[0]

    monkeypatch.setattr(select, "select", at_the_worst_moment)
    reading, writing = os.pipe()
    begun = time.monotonic()
    try:
        with (
            terminal.Signals() as signals,
            pytest.raises(terminal.Stopped) as stopped,
            signals.waiting(),
        ):
            signals.until_readable(reading)
    finally:
        signal.signal(number, before)
    assert stopped.value.number == number
    assert time.monotonic() - begun < NOBODY / 2, "the wait slept on"
    os.close(reading)
    os.close(writing)
