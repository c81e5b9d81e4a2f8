"""``rctdiag report`` where it makes files to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.cli.handover.file_output import emit_file
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rctdiag.load.syntax.document import Document
    from rctdiag.render.handover.make_file import FileKind


def make_file(
    read: Document,
    kind: FileKind,
    group: str | None,
    output: Path | None,
    *,
    force: bool,
    quiet: bool,
) -> None:
    """One file: on a person, on all groups, or on one of them."""
    from rctdiag.render.handover.make_file import group_file, person_file

    if is_group_report(read):
        document = group_report(read)
        chosen = None if group is None else group_called(document, group)
        emit_file(group_file(document, kind, chosen), output, force=force, quiet=quiet)
        return
    if group is not None:
        raise UsageFault(Fault("usage", "--group is for a group report.", "Leave it out."))
    from rctdiag.load.saved_documents import load_result

    emit_file(person_file(load_result(read), kind), output, force=force, quiet=quiet)


def make_folder(read: Document, kind: FileKind, folder: Path, *, force: bool, quiet: bool) -> None:
    """A page for each shown group, an index, the whole report, and two letters.

    Raises:
        UsageFault: the document is no group report.
    """
    from rctdiag.cli.handover.folder_output import write_folder
    from rctdiag.render.handover.make_file import folder_names, group_folder

    if not is_group_report(read):
        raise UsageFault(Fault("usage", "--pages is for a group report.", "Use -o PATH."))
    document = group_report(read)
    names = folder_names(document, kind)
    write_folder(folder, names, group_folder(document, kind), force=force, quiet=quiet)


def is_group_report(read: Document) -> bool:
    """Whether this is a ``rctdiag.teams/1``."""
    return isinstance(read.data, dict) and read.data.get("schema") == "rctdiag.teams/1"


def group_report(read: Document) -> Mapping[str, Any]:
    """The group report, checked against its schema."""
    from rctdiag.load.checks.against_model import validate
    from rctdiag.model.documents.teams import Teams

    validate(read, Teams)
    document: Mapping[str, Any] = read.data
    return document


def group_called(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The group of this name, as it stands or as BY=NAME.

    Raises:
        UsageFault: no group, or several, are called so.
    """
    from rctdiag.load.checks.did_you_mean import did_you_mean

    found: list[Mapping[str, Any]] = [
        group for group in document["groups"] if name in (group["name"], _exactly(group))
    ]
    if len(found) > 1:
        names = ", ".join(map(_exactly, found))
        raise UsageFault(Fault("usage", "--group: several are called so.", f"Say one of {names}."))
    if not found:
        known = [group["name"] for group in document["groups"]]
        hint = did_you_mean(name, known) or "Look at the names in the report."
        raise UsageFault(Fault("unknown-group", "--group: there is no group of that name.", hint))
    return found[0]


def _exactly(group: Mapping[str, Any]) -> str:
    return f"{group['by']}={group['name']}"
