"""Local places to turn to, from ``support.yaml`` in this folder or in the private home."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.cli.shell.input_files import here
from rctdiag.cli.shell.output import notice
from rctdiag.errors.faults import RctdiagError

if TYPE_CHECKING:
    from rctdiag.model.documents.result import Contact

NAME = "support.yaml"


def contacts() -> tuple[Contact, ...]:
    """The contacts of the first ``support.yaml`` that can be read; none where there is no such.

    A file that is damaged, or another program's, is told of in one line, and the text that comes
    with rctdiag stands: whoever looks for help finds it.
    """
    for path in _places():
        try:
            if path.is_file():
                return _read(path)
        except (RctdiagError, OSError, RecursionError) as error:
            _tell(path, error)
    return ()


def own_file() -> str:
    """Where a person can put contacts: in the private home, where every folder finds them.

    A home of the person begins with ``~``, so that it fits a narrow screen.
    """
    path = _places()[-1] if _places() else Path(NAME)
    with suppress(ValueError, RuntimeError):  # it is elsewhere, or nobody has a home here
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    return str(path)


def _places() -> list[Path]:
    """Every ``support.yaml`` that is looked for, in that order."""
    return [folder / NAME for folder in (here(), _home()) if folder]


def _read(path: Path) -> tuple[Contact, ...]:
    from rctdiag.load.syntax.document import read, validate
    from rctdiag.model.documents.local_support import LocalSupport
    from rctdiag.model.documents.result import Contact

    local = validate(read(path), LocalSupport)
    return tuple(Contact.copied_from(contact) for contact in local.contacts)


def _tell(path: Path, error: RctdiagError | OSError | RecursionError) -> None:
    fault = error.faults[0] if isinstance(error, RctdiagError) else None
    where = fault.where() if fault else str(path)
    why = fault.message if fault else "it cannot be read."
    notice(f"rctdiag: support.yaml was left out: {where}: {why} The text below does not use it.")


def _home() -> Path | None:
    """Where private state lives; nothing is created."""
    import os

    from rctdiag.store.private_folders import find_home

    try:
        return find_home(os.environ.get("RCTDIAG_HOME")).root
    except (OSError, RuntimeError):  # the current folder is gone, or nobody has a home here
        return None
