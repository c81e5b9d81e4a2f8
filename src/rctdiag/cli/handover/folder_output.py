"""A folder of files to hand over: new or empty, or one that holds nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.shell.output import notice
from rctdiag.errors.faults import Fault, FileFault
from rctdiag.store.atomic_write import write_private
from rctdiag.store.system_faults import file_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def write_folder(
    folder: Path,
    names: Sequence[str],
    files: Iterable[tuple[str, bytes]],
    *,
    force: bool,
    quiet: bool,
) -> None:
    """Write the files into the folder, 0600 in 0700.

    Args:
        folder: made if it is not there.
        names: of all the files; a folder that holds any other is refused, so that pages of an
            earlier report, or of another client, never lie between these.
        files: each name with its bytes.
        force: replace files of these names.
        quiet: say nothing.

    Raises:
        FileFault: there are other files, or files of these names without ``force``.
    """
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        present = {entry.name for entry in folder.iterdir()}
    except OSError as error:
        raise file_fault(error, folder) from None
    foreign = sorted(present - set(names))
    if foreign:
        message = f"there are other files in it, such as {foreign[0]}."
        raise FileFault(Fault("file-exists", message, "Choose a new folder.", str(folder)))
    if present and not force:
        message = "there are files in it already."
        raise FileFault(Fault("file-exists", message, "Add --force to replace them.", str(folder)))
    for name, data in files:
        write_private(folder / name, data, force=force)
    if not quiet:
        notice(f"Saved {len(names)} files in {folder}. Only you can read them.")
