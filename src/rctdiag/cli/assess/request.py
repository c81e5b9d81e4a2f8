"""The options of one call of ``assess``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Request(NamedTuple):
    """The options of one call."""

    names: tuple[str, ...]
    answers: Path | None
    form: Literal["full", "short"]
    full: bool
    style: Literal["steps", "wins"]
    resume: bool | None
    remember: bool | None
    as_json: bool
    format: str | None
    output: Path | None
    force: bool
    no_input: bool
    strict: bool
    now: str | None
    language: str
    no_pager: bool
    no_color: bool
    accessible: bool
    quiet: bool
