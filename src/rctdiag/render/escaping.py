"""The one place where text from outside becomes harmless text to show.

Everything shown passes here, our own sentences too, so nothing can be forgotten. Shown as visible
escapes: all control characters but newline and tab (C0, DEL, C1), every format character that
turns, joins or hides text (bidi marks, zero-width space, soft hyphen, tags), half surrogates.
Kept: the zero-width joiner and non-joiner, which Persian, Indic scripts and emoji need and which
cannot reorder or hide anything.
"""

from __future__ import annotations

import re
import unicodedata

_ALLOWED = frozenset("\n\t\u200c\u200d")
_SHOWN = frozenset({"Cc", "Cf", "Cs"})
_NO_CHARACTERS = frozenset("\ufffe\uffff")  # no XML file may hold them
_PLAIN = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{BULLET}": "-",
        "\N{MIDDLE DOT}": "-",
    }
)
# Backslash first in meaning: everything Markdown or a forge could read as markup.
_MARKUP = re.compile(r"([\\`*_\[\]<>~&])")
# Words that forges turn into links, mentions, pictures or formulas whatever is escaped.
_LIVE = re.compile(
    r"://|www\.|[@$#]|:[\w+-]+:|(?:mailto|xmpp):|GH-\d|\b(?=\w*\d)[0-9a-f]{7,40}\b",
    re.IGNORECASE,
)
_LINE_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+])")


def visible(text: str) -> str:
    """The text with every control or hidden character written as a backslash escape."""
    if text.isprintable():
        return text
    return "".join(_written(letter) for letter in text)


def line(text: str) -> str:
    """The text as one line: visible, every run of white space one space."""
    return " ".join(visible(text).split())


def seven_bit(text: str) -> str:
    """The text in ASCII: typographic signs and accents made plain, the rest as escapes."""
    if text.isascii():
        return text
    return "".join(map(_seven_bit, text.translate(_PLAIN)))


def markdown(text: str, *, starts_line: bool = True) -> str:
    """One line of Markdown that shows the text and interprets nothing in it.

    Words that forges make live by themselves (addresses, mentions, ``:emoji:``, ``$maths$``,
    commit ids) become code; every other sign of markup is escaped.
    """
    escaped = " ".join(map(_shown_word, line(text).split(" ")))
    return _LINE_START.sub(_quieted, escaped) if starts_line else escaped


def _shown_word(word: str) -> str:
    """A word; upright strokes stay outside code, where one would end the cell of a table."""
    return "\\|".join(
        _code(piece) if _LIVE.search(piece) else _escaped(piece) for piece in word.split("|")
    )


def _written(letter: str) -> str:
    if letter in _ALLOWED:
        return letter
    if unicodedata.category(letter) not in _SHOWN and letter not in _NO_CHARACTERS:
        return letter
    return letter.encode("unicode_escape").decode("ascii")


def _seven_bit(letter: str) -> str:
    if letter.isascii():
        return letter
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii")
    return plain or letter.encode("ascii", "backslashreplace").decode("ascii")


def _escaped(word: str) -> str:
    return _MARKUP.sub(r"\\\1", word)


def _code(word: str) -> str:
    longest = max((len(run) for run in re.findall("`+", word)), default=0)
    fence = "`" * (longest + 1)
    room = " " if word.startswith("`") or word.endswith("`") else ""
    return f"{fence}{room}{word}{room}{fence}"


def _quieted(match: re.Match[str]) -> str:
    number, dot, sign = match.groups()
    return f"{number}\\{dot}" if number else f"\\{sign}"
