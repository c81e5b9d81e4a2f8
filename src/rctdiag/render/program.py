"""The program as it was started, so that every command in a text runs as printed."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

NAME = "rctdiag"
# What may follow the name besides a command.
_OTHERS = ("COMMAND", r"\[OPTIONS\]", "--?[a-zA-Z]")


class Program(NamedTuple):
    """What to type for this program here, and the commands it has.

    ``rctdiag`` where it is on the path, else such as ``.venv/bin/rctdiag``.
    """

    name: str = NAME
    commands: tuple[str, ...] = ()

    def typed(self, text: str) -> str:
        """The text with each command in it as it can be typed here; twice does no harm."""
        if self.name == NAME or NAME not in text:
            return text
        return _calls(self).sub(lambda _: self.name, text)


AS_INSTALLED = Program()


@cache
def _calls(program: Program) -> re.Pattern[str]:
    """The name where a command follows; not in a path, a schema, or a sentence about rctdiag."""
    before, *_ = program.name.rpartition(NAME)
    written = rf"(?<!{re.escape(before)})" if before else ""
    following = "|".join((*program.commands, *_OTHERS))
    return re.compile(rf"(?<![\w./=-]){written}{NAME}(?= (?:{following}))")
