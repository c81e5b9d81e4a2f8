"""Which file is wanted, and how its bytes leave."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast, get_args

from rctdiag.cli.shell.output import notice, stdout_is_target, write_file
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.render.handover.make_file import FOLDER_KINDS, FileKind, FolderKind

if TYPE_CHECKING:
    from pathlib import Path

    from rctdiag.cli.shell.options.shared import OutputTarget

ENDINGS: dict[str, FileKind] = {
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".pptx": "pptx",
    ".xlsx": "xlsx",
}


def wanted_file(target: OutputTarget) -> FileKind | None:
    """The kind of file asked for by --format or by the ending; None for text, Markdown, JSON."""
    name, output = target.format, target.output
    if target.as_json:
        return None
    if name is not None:
        return cast("FileKind", name) if name in get_args(FileKind) else None
    if output is None or stdout_is_target(output):
        return None
    return ENDINGS.get(output.suffix.lower())


def folder_kind(name: str | None) -> FolderKind:
    """The kind of the files of a folder: HTML, or what --format says.

    Raises:
        UsageFault: no folder is made of that.
    """
    known = {"markdown" if kind == "md" else kind: kind for kind in FOLDER_KINDS}
    if name is not None and name not in known:
        hint = f"Use --format {' or '.join(known)}."
        raise UsageFault(Fault("usage", f"--pages cannot make {name}.", hint))
    return known[name or "html"]


def emit_file(data: bytes, output: Path | None, *, force: bool, quiet: bool) -> None:
    """Write the file to its place, readable by its owner alone, or to stdout."""
    from rctdiag.store.files_read import refuse_input

    if output is None or stdout_is_target(output):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    refuse_input(output, "-o")
    write_file(output, data, force=force)
    if not quiet:
        notice(f"Saved to {output}. Only you can read it.")
