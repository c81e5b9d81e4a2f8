"""Which tables a run reads, and how: the same for scores and for reports on groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rctdiag.load.instrument import Instrument
    from rctdiag.scoring.key import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesRequest:
    """The tables of a run, and what is said about them."""

    tables: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    named: bool = False  # whether the user named the questionnaires
    form: Form = "full"
    id: str | None = None
    long: bool = False
    missing: frozenset[str] = frozenset()
    encoding: str | None = None
    separator: str | None = None  # of CSV; None: as it shows
    sheets: tuple[str, ...] = ()  # of workbooks; none: the first
    structure: str | None = None  # what a platform says its codes mean
