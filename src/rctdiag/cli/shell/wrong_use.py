"""What Typer says of a wrong use, said as the rest of the program speaks."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from rctdiag.load.checks.did_you_mean import listed

if TYPE_CHECKING:
    from collections.abc import Callable

_SENTENCES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (
        r"No such option: (\S+?)(?: \(Possible options: (.+)\))?",
        lambda said: f"there is no option {said[1]}.{_near(said[1], said[2])}",
    ),
    (
        r"No such command ('.+?')(\..+)?",
        lambda said: f"there is no command {said[1]}{said[2] or ''}",
    ),
    (r"Missing argument '(.+)'", lambda said: f"{said[1].split()[0].strip('[]')} is missing"),
    (
        r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)",
        lambda said: f"{said[1]!r} is one argument too many",
    ),
    (r"Option '(.+)' requires an argument", lambda said: f"{said[1]} needs a value after it"),
    (r"Option '(.+)' does not take a value", lambda said: f"{said[1]} takes no value"),
    (
        r"Invalid value for '(.+?)': Input should be a valid integer.*",
        lambda said: f"{said[1]}: this is not a whole number",
    ),
    (
        r"Invalid value for '(.+?)': Input should be a valid number.*",
        lambda said: f"{said[1]}: this is not a number",
    ),
    (r"Invalid value for '(.+?)': (.+)", lambda said: f"{said[1]}: {_small(said[2])}"),
)


def sentence(message: str) -> str:
    """The message as one sentence with its full stop or question mark."""
    said = " ".join(message.split()).rstrip(".")
    for pattern, makes in _SENTENCES:
        if match := re.fullmatch(pattern, said):
            said = makes(match)
    return said if said.endswith(("?", ".")) else f"{said}."


def _near(typed: str, options: str | None) -> str:
    """The nearest of the options that Typer proposes; several where they are as near."""
    if not options:
        return ""
    likeness = {  # the beginning of an option counts for more than its letters
        option: (
            option.startswith(typed),
            difflib.SequenceMatcher(None, typed, option).ratio(),
        )
        for option in options.split(", ")
    }
    nearest = [option for option in likeness if likeness[option] == max(likeness.values())]
    return f" Did you mean {listed(nearest)}?"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
