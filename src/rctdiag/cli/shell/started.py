"""How this program was started, so that every command it prints runs as printed."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from functools import cache
from pathlib import Path

from rctdiag.render.program import NAME, Program


@cache
def command_name() -> str:
    """What to type for this program here: ``rctdiag``, ``.venv/bin/rctdiag``, ``python -m …``."""
    return name_for(sys.argv[0], sys.orig_argv, under_uv="UV_RUN_RECURSION_DEPTH" in os.environ)


def name_for(script: str, arguments: list[str], *, under_uv: bool) -> str:
    """The same, from what the system tells.

    Args:
        script: the program, as the shell found it.
        arguments: the words of the call, the interpreter first.
        under_uv: whether ``uv run`` started it.
    """
    uv = "uv run " if under_uv else ""
    if Path(script).name == "__main__.py":
        if NAME in arguments and arguments[arguments.index(NAME) - 1] == "-m":
            words = arguments[: arguments.index(NAME) + 1]
            if uv:
                words = ["python", *words[1:]]
            return uv + shlex.join(words)
        return f"{uv}python -m {NAME}"
    if Path(script).stem != NAME:
        return NAME  # inside another program, such as a test
    if uv:
        return f"uv run {NAME}"
    if _is_on_path(script):
        return NAME
    return shlex.quote(script)


def as_started(text: str) -> str:
    """The text with each command in it as it can be typed here."""
    return program().typed(text)


def program() -> Program:
    """This program as it was started."""
    from rctdiag.cli.shell.command_list import COMMANDS

    return Program(command_name(), tuple(COMMANDS))


def _is_on_path(script: str) -> bool:
    on_path = shutil.which(NAME)
    try:
        return on_path is not None and Path(on_path).samefile(script)
    except OSError:
        return False
