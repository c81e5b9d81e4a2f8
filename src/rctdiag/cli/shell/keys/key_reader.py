"""The next key that counts, from whatever delivers bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.shell.keys.key_decoder import (
    DOWN,
    END_OF_INPUT,
    ENTER_KEY,
    INTERRUPT,
    LEFT,
    RIGHT,
    SUSPEND,
    UP,
    KeyDecoder,
)
from rctdiag.cli.shell.keys.key_timing import KeyGate, Pace, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

MOVING = frozenset({UP, DOWN, LEFT, RIGHT})  # answer nothing, so one that is held may repeat
_AT_ONCE = frozenset({INTERRUPT, END_OF_INPUT, SUSPEND})  # count whenever they come


class KeyReader:
    """Decodes and judges keys; what it knows of them outlives a question."""

    def __init__(self, pace: Pace, clock: Callable[[], float]) -> None:
        self.pace = pace
        self._clock = clock
        self._gate = KeyGate(pace)
        self._decoder = KeyDecoder()
        self._left: list[str] = []  # keys that came in one piece with the one taken
        self.several = False  # the last read brought more keys than the one taken

    def shown(self) -> None:
        """The question is on the screen now. What came before was not meant for it."""
        self._left.clear()
        self._gate.shown(self._clock())

    def key(self, read: Callable[[float | None], bytes]) -> str:
        """The next key that counts for the question that was shown last.

        Args:
            read: waits for bytes, at most for the seconds given; then returns none.
        """
        self.several = False
        waiting, since = "", 0.0  # a key that counts unless it turns out to be held
        while True:
            now = self._clock()
            keys, self._left = self._left, []
            if not keys:
                arrived = read(max(0.0, since + self.pace.repeat - now) if waiting else None)
                now = self._clock()
                if waiting and not arrived:
                    return self._taken(waiting, now)
                keys = self._decoder.feed(arrived, now)
            for after, key in enumerate(keys, 1):
                self._left = keys[after:]
                if key in _AT_ONCE or (key in MOVING and self._gate.is_settled(now)):
                    return key
                if waiting and key != waiting:
                    self.several = True
                    return self._taken(waiting, now)
                verdict = self._gate.judge(key, now)
                if verdict is Verdict.TAKE:
                    self.several = any(left_key not in (key, ENTER_KEY) for left_key in self._left)
                    return self._taken(key, now)
                waiting, since = (key if verdict is Verdict.WAIT else "", now)
            self._left = []

    def settle(self, read: Callable[[float | None], bytes]) -> str:
        """Pass over keys pressed too soon, and one that is still held, before a line is typed.

        Args:
            read: as of ``key``.

        Returns:
            Ctrl-C where it was pressed, else nothing.
        """
        self.shown()
        until = self._clock() + self.pace.settled
        while (left := until - self._clock()) > 0:
            arrived = read(left)
            now = self._clock()
            for key in self._decoder.feed(arrived, now):
                if key == INTERRUPT:
                    return key
                self._gate.judge(key, now)
                if self._gate.repeating:
                    until = max(until, now + self.pace.repeat)
        return ""

    def key_of(self, typed: str) -> str:
        """The key that a console without time limits delivered; nothing if it does not count."""
        now = self._clock()
        keys = [typed] if typed.startswith("<") else self._decoder.feed(typed.encode(), now)
        key = keys[0] if keys else ""
        if key in _AT_ONCE or (key and self._gate.judge(key, now) is not Verdict.DROP):
            return self._taken(key, now)
        return ""

    def _taken(self, key: str, now: float) -> str:
        self._gate.accept(key, now)
        return key
