"""JSON, strictly (RFC 8259), with the place of every value.

Python's own reader tells no places, and YAML's knows neither surrogate pairs nor all of JSON;
so this reads token by token into the same builder, without recursion.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from rctdiag.load.syntax.tree_builder import Builder

_SPACE = re.compile(r"[ \t\n]*")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?(?![0-9A-Za-z_.+-])")
_WORD = re.compile(r"-?[A-Za-z]+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_NOT_FINITE = {"NaN", "Infinity", "-Infinity"}
_MOST_DIGITS = 18

# What may come next.
_VALUE: Final = "a value"
_VALUE_OR_END: Final = "a value or ]"
_KEY: Final = 'a key in double quotes (")'
_KEY_OR_END: Final = 'a key in double quotes (") or }'
_COLON: Final = "a colon"
_COMMA: Final = "a comma or the closing bracket"
_NOTHING: Final = "nothing more"


class _Reader:
    def __init__(self, text: str, builder: Builder) -> None:
        self.text, self.builder = text, builder
        self.at = self.line = self.line_start = 0
        self.open: list[str] = []  # closing brackets still to come
        self.expected: str = _VALUE

    @property
    def column(self) -> int:
        return self.at - self.line_start

    def run(self) -> None:
        self.skip_space()
        while self.at < len(self.text):
            self.step(self.text[self.at])
            self.skip_space()
        if self.expected != _NOTHING and not (self.builder.is_empty and not self.open):
            self.stop()

    def skip_space(self) -> None:
        end = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # matches ""
        lines = self.text.count("\n", self.at, end)
        if lines:
            self.line += lines
            self.line_start = self.text.rindex("\n", self.at, end) + 1
        self.at = end

    def step(self, sign: str) -> None:
        expected = self.expected
        if sign in "]}":
            self.close(sign)
        elif sign == "," and expected == _COMMA:
            self.expected = _KEY if self.open[-1] == "}" else _VALUE
            self.at += 1
        elif sign == ":" and expected == _COLON:
            self.expected = _VALUE
            self.at += 1
        elif expected in (_KEY, _KEY_OR_END) and sign == '"':
            self.string()
            self.expected = _COLON
        elif expected in (_VALUE, _VALUE_OR_END):
            self.value(sign)
        else:
            self.stop()

    def close(self, sign: str) -> None:
        fits = self.expected in (_COMMA, _VALUE_OR_END, _KEY_OR_END)
        if not (fits and self.open and self.open[-1] == sign):
            self.stop()
        self.open.pop()
        self.at += 1
        self.builder.close()
        self.after_value()

    def after_value(self) -> None:
        self.expected = _COMMA if self.open else _NOTHING

    def value(self, sign: str) -> None:
        if sign in "[{":
            self.builder.open(self.line, self.column, mapping=sign == "{")
            self.open.append("]" if sign == "[" else "}")
            self.expected = _VALUE_OR_END if sign == "[" else _KEY_OR_END
            self.at += 1
            return
        if sign == '"':
            self.string()
        elif match := _NUMBER.match(self.text, self.at):
            self.number(match)
        elif (match := _WORD.match(self.text, self.at)) and match[0] in _WORDS:
            self.builder.scalar(_WORDS[match[0]], self.line, self.column)
            self.at = match.end()
        elif match and match[0] in _NOT_FINITE:
            self.not_finite(match)
        else:
            self.stop()
        self.after_value()

    def number(self, match: re.Match[str]) -> None:
        value: float = 0
        if match[1] or match[2]:
            value = float(match[0])
            if not math.isfinite(value):
                self.not_finite(match)
                return
        elif len(match[0].lstrip("-")) > _MOST_DIGITS:
            message = f"a whole number of more than {_MOST_DIGITS} digits."
            hint = "If it is text, put it in quotes."
            self.builder.fault("number-too-long", message, self.line, self.column, hint)
        else:
            value = int(match[0])
        self.builder.scalar(value, self.line, self.column)
        self.at = match.end()

    def not_finite(self, match: re.Match[str]) -> None:
        message, hint = (
            "a number that is not finite.",
            "Take it out; if it is text, put it in quotes.",
        )
        self.builder.fault("not-finite", message, self.line, self.column, hint)
        self.builder.scalar(None, self.line, self.column)
        self.at = match.end()

    def string(self) -> None:
        match = _STRING.match(self.text, self.at)
        if match is None:
            message = "a quote opens here and does not close on this line."
            self.builder.stop("bad-json", message, self.line, self.column, "Close it.")
        text = match[0][1:-1]
        if "\\" in text:
            text = self.unescaped(match[0])
        self.builder.scalar(text, self.line, self.column)
        self.at = match.end()

    def unescaped(self, quoted: str) -> str:
        try:
            text: str = json.loads(quoted)
        except ValueError:
            message = "a backslash escape that JSON does not have."
            self.builder.stop(
                "bad-json", message, self.line, self.column, "Write \\\\ for a backslash."
            )
        self.builder.text_is_clean(text, self.line, self.column)
        return text

    def stop(self) -> NoReturn:
        message = f"{self.expected} belongs here."
        hint = "JSON has no comments, no single quotes and no comma before a closing bracket."
        self.builder.stop("bad-json", message, self.line, self.column, hint)


def read_json(text: str, builder: Builder) -> None:
    """Feed the one JSON value of ``text`` to ``builder``; line ends must be LF.

    Raises:
        InputRejected: where the text is no JSON, or passes a bound.
    """
    _Reader(text, builder).run()
