"""Columns that seem to be meant for a question and are none: ``h01x`` where ``h01`` is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.load.checks.did_you_mean import nearest
from rctdiag.tables.source.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_LETTERS_AND_NUMBER = re.compile(r"([^\W\d_]+)([0-9]+)")
_TIMES_AS_LONG = 2  # a name longer than that is near no item; there may be thousands of names


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A name that nothing reads, and the item it may be meant for; empty where none is near."""

    name: str
    meant: str = ""


def unrecognised(
    names: Iterable[str], missing: Collection[str], lacking: Collection[str]
) -> Iterator[Unrecognised]:
    """Those of the names that seem to be meant for an item.

    A name does where it is near an item that is missing, or is built as one that a questionnaire
    lacks: as many letters, then a number of as many digits. All else is somebody's own: a name, a
    date, a team.

    Args:
        names: Of columns that nothing reads; items of other questionnaires are not among them.
        missing: The items that the run looks for, and that are not there.
        lacking: Those of them whose questionnaire has other items there.
    """
    built = {shape for item in lacking if (shape := _shape(item))}
    longest = _TIMES_AS_LONG * max(map(len, missing), default=0)
    for name in dict.fromkeys(map(visible, names)):
        if name and len(name) <= longest:
            meant = nearest(name, missing) or ""
            if meant or _shape(name) in built:
                yield Unrecognised(name, meant)


def _shape(name: str) -> tuple[int, int] | None:
    parts = _LETTERS_AND_NUMBER.fullmatch(name)
    return (len(parts[1]), len(parts[2])) if parts else None
