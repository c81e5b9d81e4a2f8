"""Why a text is no YAML, in words for whoever typed it; none of the file's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml


class Cause(NamedTuple):
    """What is wrong, what to do, and where (0-based)."""

    message: str
    hint: str
    line: int
    column: int


class _Slip(NamedTuple):
    """What the parser met, and where it was then."""

    lines: Sequence[str]
    problem: str
    context: str
    line: int
    column: int
    opened: tuple[int, int]  # where what it was reading began

    @property
    def here(self) -> str:
        """The line of the problem."""
        return _line(self.lines, self.line)

    @property
    def at_start(self) -> bool:
        """Whether there is nothing but blanks before it in its line."""
        return not self.here[: self.column].strip()

    def cause(self, message: str, hint: str) -> Cause:
        """A cause at the very place."""
        return Cause(message, hint, self.line, self.column)


_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")  # where YAML counts another line
_KEY = re.compile(r" *(?:- +)*[^\s#\"'][^:]*:(?: +|$)")  # what begins a line of `key: value`
_ENTRY = re.compile(r" *-(?: |$)")
_NO_SPACE = re.compile(r" *(?:- +)*[^\s:\"']+:\S")
_DASH_WITHOUT_SPACE = re.compile(r" *-[^\s-]")

# A value of one line, after its key or the dash of a list.
_VALUE = re.compile(r"\s*(?:- +)*(?:[^\s#:\"'][^:]*: +)?(?P<value>\S.*)")
_QUOTED_START = re.compile(r"""(?P<quote>["'])(?:(?!(?P=quote)).)*(?P=quote)\s*[^\s#:,\]}]""")
_OPEN_QUOTE = re.compile(r"""(?P<quote>["'])(?:(?!(?P=quote)).)*""")
_CANNOT_BEGIN = "%@`"
_MEANS_MORE = {
    "*": "refers to something above",
    "&": "gives a name to what follows",
    ">": "says that the text begins on the next line",
    "|": "says that the text begins on the next line",
    "!": "begins a tag",
}
_BLOCK_HEADER = re.compile(r"[>|][-+0-9]*\s*(?:#.*)?")
_QUOTE_IT = "Put the whole text in single quotes ('), and write '' for one inside it."
_KEY_AND_VALUE = "Write `key: value`."


def cause_of(text: str, error: yaml.MarkedYAMLError) -> Cause:
    """The cause that is most likely, and its place.

    The parser sees only where it could not go on; a slip is often in a line before.
    """
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    first = error.context_mark or mark
    slip = _Slip(
        _BREAK.split(text),
        error.problem or "",
        error.context or "",
        line,
        column,
        (first.line, first.column) if first else (0, 0),
    )
    for find in (_tab, _unquoted, _quote, _colon, _no_colon, _bracket, _indentation, _other):
        if cause := find(slip):
            return cause
    return slip.cause("this cannot be read as YAML.", "Check this line and the one before it.")


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _tab(slip: _Slip) -> Cause | None:
    if slip.here[slip.column : slip.column + 1] != "\t":
        return None
    return slip.cause("there is a tab here, where only spaces can be.", "Write spaces instead.")


def _unquoted(slip: _Slip) -> Cause | None:
    """A text that needs quotes, or one that ends before its writer meant it to."""
    for number in (slip.line, slip.opened[0]):
        match = _VALUE.match(_line(slip.lines, number))
        value = match["value"] if match else ""
        if _QUOTED_START.match(value):
            message = "a text goes on after its closing quote, so a quote is probably missing."
            return slip.cause(message, _QUOTE_IT)
        if value[:1] and value[0] in _CANNOT_BEGIN:
            return slip.cause(f"in YAML, a text cannot begin with {value[0]}.", _QUOTE_IT)
        if value[:1] in _MEANS_MORE and not _BLOCK_HEADER.fullmatch(value):
            message = f"in YAML, {value[0]} at the start of a text {_MEANS_MORE[value[0]]}."
            return slip.cause(message, _QUOTE_IT)
    return None


def _quote(slip: _Slip) -> Cause | None:
    """A quote that closes nowhere, or at the quote that was to open the next text."""
    message = "a quote opens here, and nothing closes it."
    hint = "Put the same quote at the end of the text."
    if "unexpected end of stream" in slip.problem or "document indicator" in slip.problem:
        return Cause(message, hint, *slip.opened)
    closing = slip.here[: slip.column].rstrip()[-1:]
    if closing not in ("'", '"'):
        return None
    for number in range(slip.line - 1, -1, -1):
        match = _VALUE.match(slip.lines[number])
        if match and match["value"][0] == closing:
            if not _OPEN_QUOTE.fullmatch(match["value"]):
                return None
            return Cause(message, hint, number, match.start("value"))
    return None


def _colon(slip: _Slip) -> Cause | None:
    """A colon where none is allowed: in a text, or in a line that was read as part of one."""
    if "mapping values" not in slip.problem:
        return None
    if _KEY.match(slip.here[: slip.column]):
        return slip.cause("there is a colon in this text.", _QUOTE_IT)
    # The text that this line was read as part of begins in or after the last line with a key.
    with_key = slip.line - 1
    while with_key >= 0 and not _KEY.match(slip.lines[with_key]):
        with_key -= 1
    if with_key < 0 or _has_no_value(slip.lines[with_key]):
        return _without_colon(slip.lines, _next_written(slip.lines, with_key), _KEY_AND_VALUE)
    if with_key < slip.line - 1:
        return slip.cause("there is a colon in a text of several lines.", _QUOTE_IT)
    message = "this line is indented further than the one above, which already has a value."
    hint = "Begin both keys in the same column. If it is more of the text above, quote all of it."
    return Cause(message, hint, slip.line, _indent(slip.here))


def _no_colon(slip: _Slip) -> Cause | None:
    if "expected ':'" not in slip.problem:
        return None
    hint = f"{_KEY_AND_VALUE} If it is more of the text above, indent it further."
    return _without_colon(slip.lines, slip.opened[0], hint)


def _without_colon(lines: Sequence[str], number: int, hint: str) -> Cause:
    """What a line needs so that it is a key with its value, or an entry of a list."""
    line = _line(lines, number)
    column = _indent(line)
    if _DASH_WITHOUT_SPACE.match(line):
        message, hint = "a space is missing after the dash.", "Write `- ` before each entry."
    elif _NO_SPACE.match(line):
        message, hint = "a space is missing after the colon.", _KEY_AND_VALUE
    else:
        message = "a colon is missing in this line."
    return Cause(message, hint, number, column)


def _bracket(slip: _Slip) -> Cause | None:
    here = slip.here[slip.column : slip.column + 1]
    if "expected ',' or" in slip.problem:
        opening = _line(slip.lines, slip.opened[0])[slip.opened[1] : slip.opened[1] + 1]
        rest = "\n".join([slip.here[slip.column :], *slip.lines[slip.line + 1 :]])
        if here and here in "]}":
            return slip.cause("this bracket closes another kind.", "Close [ with ], and { with }.")
        if ("}" if opening == "{" else "]") not in rest:
            hint = "Put the closing bracket after the last entry."
            return Cause("a bracket opens here, and nothing closes it.", hint, *slip.opened)
        bracket = f"the bracket that opens in line {slip.opened[0] + 1} is not closed"
        hint = "Put a comma between entries, and close the bracket."
        return slip.cause(f"a comma is missing before this, or {bracket}.", hint)
    if "node content" in slip.problem:
        hint = "Take the comma out, or put a value before it."
        return slip.cause("there is a comma too many, or a value is missing.", hint)
    if here and here in "]}" and not slip.at_start:
        return slip.cause("there is a closing bracket too many.", "Take it out.")
    return None


def _indentation(slip: _Slip) -> Cause | None:
    if not any(sign in slip.problem for sign in ("expected key", "block end", "expected '-'")):
        return None
    if not slip.at_start:
        hint = "Put it on a line of its own, or the whole text in quotes."
        return slip.cause("something follows a value that has already ended.", hint)
    in_list = "collection" in slip.context
    dash = slip.here[slip.column :].split(" ")[0] == "-"
    if in_list and not dash and slip.column == slip.opened[1]:
        hint = "Begin it with `- `, or indent it further."
        return slip.cause("this line is in a list, but has no dash.", hint)
    if dash and not in_list and not any(map(_ENTRY.match, slip.lines[: slip.line])):
        hint = "Take the dash out, or put the list under a key of its own."
        return slip.cause("there is an entry of a list among keys.", hint)
    above = _last_written(slip.lines, slip.line)
    text = _line(slip.lines, above)
    is_key_or_entry = _KEY.match(text) or _ENTRY.match(text)
    if text and not (dash or is_key_or_entry) and _indent(text) == slip.column:
        return _without_colon(slip.lines, above, _KEY_AND_VALUE)
    message = "this line is not indented like the lines before it."
    return slip.cause(message, "Begin it in the same column as they do.")


_OTHER = (
    (
        "incompatible",
        "this is a version of YAML that is not read.",
        "Take the %YAML line out.",
    ),
    (
        "document start",
        "something follows `...`, which ends the document.",
        "Take the `...` out.",
    ),
    (
        "cannot start any token",
        "nothing can begin with this character.",
        "Put the text in quotes.",
    ),
)


def _other(slip: _Slip) -> Cause | None:
    if "escape" in slip.problem or "hex" in slip.problem:
        message = "in double quotes, a backslash begins a code, and there is no such code."
        return Cause(message, "Use single quotes, or none.", *slip.opened)
    for sign, message, hint in _OTHER:
        if sign in slip.problem:
            return slip.cause(message, hint)
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _has_no_value(line: str) -> bool:
    """Whether a key has nothing, or no more than a comment, after it."""
    match = _KEY.match(line)
    return match is not None and _is_bare(line[match.end() :])


def _last_written(lines: Sequence[str], number: int) -> int:
    """The last line before this one that is neither empty nor a comment, or -1."""
    number -= 1
    while number >= 0 and _is_bare(lines[number]):
        number -= 1
    return number


def _next_written(lines: Sequence[str], number: int) -> int:
    """The next line that is neither empty nor a comment."""
    number += 1
    while number < len(lines) and _is_bare(lines[number]):
        number += 1
    return number


def _is_bare(line: str) -> bool:
    """Whether nothing, or no more than a comment, is in it."""
    return (line.lstrip()[:1] or "#") == "#"
