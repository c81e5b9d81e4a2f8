"""The catalogue of faults, ``catalogue.toml``: for the docs and the tests, never at start-up."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_HEAD = """\
# Errors

A fault is one line: `CODE: file:line:column: path: what is wrong. What to do.` All the faults
in a file are shown at once, and none repeats an answer. With `--json` the same parts come as
`rctdiag.error/1`. Codes stay the same; the wording may change. `rctdiag help exit-codes` says what
the exit codes mean; 0 means that a fault is only advice.
"""


class Entry(NamedTuple):
    """One code of the catalogue."""

    code: str
    meaning: str
    remedy: str
    exits: tuple[int, ...]  # the exit codes it can lead to, ascending
    test: str = ""  # where no specimen file can show it


class Section(NamedTuple):
    """A part of the page."""

    title: str
    entries: tuple[Entry, ...]
    has_specimens: bool  # codes of reading documents: a file shows each of them


@cache
def sections() -> tuple[Section, ...]:
    """The whole catalogue, in the order of the page."""
    data = tomllib.loads((files("rctdiag.errors") / "catalogue.toml").read_text(encoding="utf-8"))
    return tuple(
        Section(
            section["title"],
            tuple(
                Entry(
                    entry["code"],
                    entry["meaning"],
                    entry["remedy"],
                    tuple(entry["exit"]),
                    entry.get("test", ""),
                )
                for entry in section["entry"]
            ),
            section.get("specimens", False),
        )
        for section in data["section"]
    )


def entries() -> tuple[Entry, ...]:
    """Every entry, in the order of the page."""
    return tuple(entry for section in sections() for entry in section.entries)


def page() -> str:
    """``docs/errors.md``."""
    parts = [_HEAD]
    for section in sections():
        rows = "".join(_row(entry) for entry in section.entries)
        head = "| code | what it means | what to do | exit |\n|---|---|---|---|\n"
        parts.append(f"## {section.title}\n\n{head}{rows}")
    return "\n".join(parts)


def _row(entry: Entry) -> str:
    exits = ", ".join(map(str, entry.exits))
    return f"| `{entry.code}` | {entry.meaning} | {entry.remedy} | {exits} |\n"
