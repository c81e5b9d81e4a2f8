"""A file that was never meant as answers: said first, and of its faults only a few."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

EVERY_SHEET_HAS = 2  # keys: schema and answers
MOST_FAULTS_SHOWN = 3  # faults of a file of another kind
_ENDINGS = frozenset({".yaml", ".yml", ".json", ""})


@contextmanager
def saying_it_is_foreign(path: Path) -> Iterator[None]:
    """Where a file has little in common with an answer sheet, say so before what is wrong in it.

    Raises:
        InputRejected: as what is done within, with one fault before the others.
    """
    try:
        yield
    except InputRejected as rejected:
        faults = rejected.faults
        if not _is_foreign(path, faults):
            raise
        head = Fault(
            "not-answers",
            "this does not look like an rctdiag answers file.",
            "Name another, or see `rctdiag help formats`.",
            file=faults[0].file,
        )
        more = len(faults) - MOST_FAULTS_SHOWN
        tail = (
            [Fault("too-many-faults", f"and {more} more.", file=faults[0].file)] if more > 0 else []
        )
        raise InputRejected([head, *faults[:MOST_FAULTS_SHOWN], *tail]) from None


def _is_foreign(path: Path, faults: Sequence[Fault]) -> bool:
    """Whether its ending, or that nothing in it is known, says that it is of another kind."""
    if path.suffix.lower() not in _ENDINGS:
        return True
    missing = sum(fault.code == "missing-key" and not fault.path for fault in faults)
    return missing == EVERY_SHEET_HAS and any(fault.code == "unknown-key" for fault in faults)
