"""Bytes from a terminal as keys; a sequence is one key, however many pieces it comes in."""

from __future__ import annotations

import unicodedata
from enum import Enum, auto

UP, DOWN, LEFT, RIGHT = "<up>", "<down>", "<left>", "<right>"
ENTER_KEY = "\r"
INTERRUPT, END_OF_INPUT, SUSPEND = "\x03", "\x04", "\x1a"

# A key typed this long after Esc is a key of its own; sooner, it is Alt with that key.
ALT_SECONDS = 0.3
# What begins like a sequence may take this long to come to its end, over a slow line.
SEQUENCE_SECONDS = 2.0

_ESC, _BELL = 0x1B, 0x07
_ARROWS = {0x41: UP, 0x42: DOWN, 0x43: RIGHT, 0x44: LEFT}  # the final bytes A to D
_CONTROLS = {0x03: INTERRUPT, 0x04: END_OF_INPUT, 0x1A: SUSPEND, 0x0D: ENTER_KEY, 0x0A: ENTER_KEY}
_STRINGS = frozenset(b"]PX^_")  # after Esc: text for the terminal, up to BEL or Esc \
_FIRST_FINAL, _LAST_FINAL = 0x40, 0x7E
_FIRST_PRINTABLE = 0x20


class _State(Enum):
    GROUND = auto()
    ESCAPE = auto()  # Esc came
    INTERMEDIATE = auto()  # Esc and a sign such as ( or #
    CONTROL = auto()  # Esc [ and what belongs to it
    LINUX = auto()  # Esc [ [, then one letter: the function keys of a Linux console
    SINGLE = auto()  # Esc O, then one letter
    STRING = auto()
    STRING_ESCAPE = auto()


class KeyDecoder:
    """Turns bytes into keys: characters, Enter, arrows and the three control keys.

    Every other key that sends a sequence gives nothing, and so does Esc. The state outlives the
    pieces: ``Esc [``, a pause and ``3~`` is the Delete key, not an answer.
    """

    def __init__(self) -> None:
        self._state = _State.GROUND
        self._begun = 0.0
        self._parameters = 0  # bytes since Esc [
        self._character = bytearray()  # of several bytes, not whole yet

    def feed(self, read: bytes, now: float) -> list[str]:
        """The keys that these bytes complete.

        Args:
            read: what the terminal delivered.
            now: when, in seconds.
        """
        if self._state is not _State.GROUND and now - self._begun > SEQUENCE_SECONDS:
            self._state = _State.GROUND
        return [key for byte in read if (key := self._byte(byte, now)) is not None]

    def _byte(self, byte: int, now: float) -> str | None:
        if byte == _ESC:
            in_string = self._state in {_State.STRING, _State.STRING_ESCAPE}
            if not in_string:
                self._begun = now
            self._state = _State.STRING_ESCAPE if in_string else _State.ESCAPE
            self._character.clear()
            return None
        if byte in _CONTROLS:  # these belong to no sequence
            self._state = _State.GROUND
            return _CONTROLS[byte]
        return self._NEXT[self._state](self, byte, now)

    def _ground(self, byte: int, _now: float) -> str | None:
        if self._character or byte > _LAST_FINAL + 1:
            return self._part(byte)
        return chr(byte) if _FIRST_PRINTABLE <= byte <= _LAST_FINAL or byte == ord("\t") else None

    def _part(self, byte: int) -> str | None:
        """A byte of a character that has several; None until it is whole."""
        self._character.append(byte)
        try:
            whole = self._character.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.reason != "unexpected end of data":
                self._character.clear()
            return None
        self._character.clear()
        return whole if _is_text(whole) else None

    def _escape(self, byte: int, now: float) -> str | None:
        at_once = now - self._begun <= ALT_SECONDS
        self._parameters = 0
        if byte == ord("["):
            self._state = _State.CONTROL
        elif byte == ord("O"):
            self._state = _State.SINGLE
        elif at_once and byte in _STRINGS:
            self._state = _State.STRING
        elif at_once and _FIRST_PRINTABLE <= byte < ord("0"):
            self._state = _State.INTERMEDIATE
        else:
            self._state = _State.GROUND
            return None if at_once else self._ground(byte, now)
        return None

    def _intermediate(self, byte: int, _now: float) -> None:
        if byte >= ord("0"):
            self._state = _State.GROUND

    def _control(self, byte: int, now: float) -> str | None:
        if byte > _LAST_FINAL:  # no sequence has it: something else has begun
            self._state = _State.GROUND
            return self._ground(byte, now)
        if byte < _FIRST_FINAL:
            self._parameters += 1
            return None
        plain = not self._parameters
        linux = plain and byte == ord("[")
        self._state = _State.LINUX if linux else _State.GROUND
        return _ARROWS.get(byte) if plain else None

    def _one_letter(self, byte: int, _now: float) -> str | None:
        single = self._state is _State.SINGLE
        if single and byte < _FIRST_FINAL:  # a modifier, as in Esc O 5 P
            return None
        self._state = _State.GROUND
        return _ARROWS.get(byte) if single else None

    def _string(self, byte: int, _now: float) -> None:
        ended = byte == _BELL or self._state is _State.STRING_ESCAPE
        self._state = _State.GROUND if ended else _State.STRING

    _NEXT = {  # noqa: RUF012 - a table of methods, never changed
        _State.GROUND: _ground,
        _State.ESCAPE: _escape,
        _State.INTERMEDIATE: _intermediate,
        _State.CONTROL: _control,
        _State.LINUX: _one_letter,
        _State.SINGLE: _one_letter,
        _State.STRING: _string,
        _State.STRING_ESCAPE: _string,
    }


def without_sequences(line: str) -> str:
    """A line of text without the sequences that arrow keys left in it, or other control signs.

    What is left is what a saved document may hold.
    """
    decoder = KeyDecoder()
    keys = decoder.feed(line.encode("utf-8", "replace"), 0.0)
    return "".join(key for key in keys if len(key) == 1 and (key == "\t" or _is_text(key)))


def _is_text(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in "\ufffe\uffff"
