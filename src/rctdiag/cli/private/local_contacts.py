"""Local places to turn to, from ``support.yaml`` in this folder or in the private home."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rctdiag.model.documents.result import Contact

NAME = "support.yaml"


def contacts() -> tuple[Contact, ...]:
    """The contacts of the first ``support.yaml`` found; none where there is no file.

    Raises:
        InputRejected: If the file cannot be taken: a wrong number helps nobody.
    """
    from rctdiag.load.syntax.document import read, validate
    from rctdiag.model.documents.result import Contact
    from rctdiag.model.support import LocalSupport

    for folder in (Path.cwd(), _home()):
        path = folder / NAME
        if path.is_file():
            local = validate(read(path), LocalSupport)
            return tuple(
                Contact(part=each.part, name=each.name, how=each.how) for each in local.contacts
            )
    return ()


def _home() -> Path:
    """Where private state lives; nothing is created."""
    import os

    from rctdiag.store.private_folders import find_home

    return find_home(os.environ.get("RCTDIAG_HOME")).root
