"""Which files a run writes: each a place of its own, none of them one that it reads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rctdiag.errors import Fault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def refuse_shared(outputs: Mapping[str, Path | None], inputs: Iterable[str]) -> None:
    """Refuse a file that would be written twice, or written over what is read.

    Args:
        outputs: Option to file; None where the option was not given.
        inputs: The tables, as named.

    Raises:
        UsageFault: two places are one; ``--force`` is no answer to that.
    """
    taken = {_place(name): "" for name in inputs}
    for option, path in outputs.items():
        if path is None:
            continue
        place = _place(path)
        other = taken.get(place)
        if other is not None:
            told = f"{option} names what {other} names." if other else f"{option} names an input."
            raise UsageFault(Fault("same-file", told, "Name another file.", str(path)))
        taken[place] = option


def _place(path: str | Path) -> str:
    """Where a path leads, whatever it is written like."""
    try:
        return os.path.normcase(os.path.realpath(path))
    except ValueError:  # no name of a file; who opens it says so
        return str(path)
