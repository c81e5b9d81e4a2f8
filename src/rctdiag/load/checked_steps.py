"""The steps that come along, checked beforehand: JSON that loads in a tenth of its YAML's time.

``bench/docs.py --write`` makes each ``steps/checked/NAME.json`` of ``steps/NAME.yaml``. It counts
only for the very bytes it was made of: where somebody has changed the YAML, the YAML is read.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pydantic import ValidationError

from rctdiag.model.base import Frozen
from rctdiag.model.step import StepCatalogue  # noqa: TC001 - pydantic reads it

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "checked"


class CheckedSteps(Frozen):
    """A catalogue without faults, and which file it is of."""

    sha256: str  # of the YAML
    catalogue: StepCatalogue


def checked_file(path: Path) -> Path:
    """Where the checked form of a file of steps lies."""
    return path.parent / FOLDER / f"{path.stem}.json"


def checked_text(path: Path, catalogue: StepCatalogue) -> str:
    """The checked form of a file of steps that was read as this catalogue."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    checked = CheckedSteps(sha256=digest, catalogue=catalogue)
    return checked.model_dump_json(by_alias=True) + "\n"


def checked_steps(path: Path) -> StepCatalogue | None:
    """The catalogue of a file of steps as it was checked; None if that is not this file's."""
    try:
        found = CheckedSteps.model_validate_json(checked_file(path).read_bytes())
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValidationError):
        return None
    return found.catalogue if found.sha256 == digest else None
