"""A questionnaire together with the file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rctdiag.model.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Instrument:
    """What was read, from where, and the hash of its content."""

    questionnaire: Questionnaire
    file: str
    sha256: str
    # Item id -> line and column, for faults between files.
    positions: Mapping[str, tuple[int, int]] = field(
        default_factory=dict, repr=False, compare=False
    )
