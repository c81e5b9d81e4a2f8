"""Which keys count: those that can be meant for the question on the screen.

A key that comes sooner than somebody can see the question is no answer to it. A key that is held
down comes again and again, and counts once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that tell a meant key from one that is not."""

    # Nobody sees that something new is on the screen and presses a key for it any sooner.
    settled: float = 0.2
    # Keyboards repeat a held key every 0.03 to 0.1 seconds; no finger is as quick.
    repeat: float = 0.12
    # The first repetition comes 0.25 to 0.7 seconds after the press.
    first_repeat: float = 1.0
    # A held key whose repetitions come in bursts, over a slow line, is still held.
    released: float = 0.5


NORMAL = Pace()
AT_ONCE = Pace(0.0, 0.0, 0.0, 0.0)  # every key counts, whenever it comes
_HELD_FROM = 3  # repetitions in a row; two quick presses are no held key


class Verdict(Enum):
    """What to do with a key."""

    TAKE = auto()
    DROP = auto()
    WAIT = auto()  # take it, unless the same key comes again within ``repeat``


class KeyGate:
    """Judges each key by when it came, after which key, and since when the question is shown."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._shown = 0.0
        self._key = ""  # the last one that came, whether it counted or not
        self._at = float("-inf")
        self._repeated = 0
        self._taken = ""
        self._taken_at = float("-inf")

    def shown(self, now: float) -> None:
        """The question is on the screen."""
        self._shown = now

    def judge(self, key: str, now: float) -> Verdict:
        """What to do with a key that came now."""
        gap = now - self._at if key == self._key else float("inf")
        is_held = self._repeated >= _HELD_FROM
        repeats = gap < (self.pace.released if is_held else self.pace.repeat)
        self._repeated = self._repeated + 1 if repeats else 0
        self._key, self._at = key, now
        if repeats or not self.is_settled(now):
            return Verdict.DROP
        if key == self._taken and now - self._taken_at < self.pace.first_repeat:
            return Verdict.WAIT
        return Verdict.TAKE

    def is_settled(self, now: float) -> bool:
        """Whether the question has been on the screen for long enough to be seen."""
        return now - self._shown >= self.pace.settled

    @property
    def repeating(self) -> bool:
        """Whether the last key was a repetition of the one before."""
        return self._repeated > 0

    def accept(self, key: str, now: float) -> None:
        """This key counted."""
        self._taken, self._taken_at = key, now
