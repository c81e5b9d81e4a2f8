"""``rctdiag report`` where it makes files to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.handover.file_output import emit_file
from rctdiag.cli.shell.output import notice
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from pathlib import Path

    from rctdiag.load.syntax.document import Document
    from rctdiag.model.documents.teams import GroupDoc, Teams
    from rctdiag.render.handover.look import ClientLook
    from rctdiag.render.handover.make_file import FileKind, FolderKind


def make_file(
    read: Document,
    kind: FileKind,
    group: str | None,
    look: ClientLook,
    output: Path | None,
    *,
    force: bool,
    quiet: bool,
) -> None:
    """One file: on a person, on all groups, or on one of them."""
    from rctdiag.load.saved_documents import (
        is_comparison,
        is_group_report,
        is_waves,
        load_result,
        load_teams,
    )
    from rctdiag.render.handover.make_file import group_file, person_file

    if is_group_report(read):
        document = load_teams(read)
        chosen = None if group is None else group_called(document, group)
        emit_file(group_file(document, kind, chosen, look), output, force=force, quiet=quiet)
        return
    if group is not None:
        raise UsageFault(Fault("usage", "--group is for a group report.", "Leave it out."))
    if is_comparison(read) or is_waves(read):
        emit_file(_over_time(read, kind, look), output, force=force, quiet=quiet)
        return
    if kind == "pptx":
        message = "slides are made from a group report, not from one person's result."
        raise UsageFault(Fault("usage", message, "Use .html, .pdf, .docx, .xlsx, .md or .txt."))
    result = load_result(read)
    emit_file(person_file(result, kind, look), output, force=force, quiet=quiet)
    if not quiet and (result.notes or result.about.context or result.about.company):
        notice("It also contains what you wrote in your own words. Read it before you pass it on.")


def _over_time(read: Document, kind: FileKind, look: ClientLook) -> bytes:
    """A comparison of two results, or of waves, as a page.

    Raises:
        UsageFault: it is no kind of page.
    """
    from rctdiag.load.saved_documents import is_waves, load_comparison, load_waves
    from rctdiag.render.over_time.over_time_files import comparison_file, page_kind, waves_file

    page = page_kind(kind)
    if page is None:
        message = f"a comparison cannot be saved as .{kind}."
        raise UsageFault(Fault("usage", message, "Use .html, .pdf, .docx, .md, .txt or .json."))
    if is_waves(read):
        return waves_file(load_waves(read), page, look)
    return comparison_file(load_comparison(read), page, look)


def make_folder(
    read: Document, kind: FolderKind, folder: Path, look: ClientLook, *, force: bool, quiet: bool
) -> None:
    """A page for each shown group, an index, the whole report, and two letters.

    Raises:
        UsageFault: the document is no group report.
    """
    from rctdiag.cli.handover.folder_output import write_folder
    from rctdiag.load.saved_documents import is_group_report, load_teams
    from rctdiag.render.handover.make_file import folder_names, group_folder

    if not is_group_report(read):
        raise UsageFault(Fault("usage", "--pages is for a group report.", "Use -o PATH."))
    document = load_teams(read)
    names = folder_names(document, kind)
    write_folder(folder, names, group_folder(document, kind, look), force=force, quiet=quiet)


_NESTED = " / "  # between a group and what it is part of


def group_called(document: Teams, name: str) -> GroupDoc:
    """The group of this name, as it stands, as BY=NAME, or by the last part of a nested name.

    Raises:
        UsageFault: no group, or several, are called so.
    """
    from rctdiag.load.checks.did_you_mean import did_you_mean, listed

    matching = [group for group in document.groups if name in (group.name, _exactly(group))]
    matching = matching or [group for group in document.groups if name == _last_part(group)]
    if len(matching) > 1:
        names = listed(map(_exactly, matching))
        raise UsageFault(Fault("usage", "--group: several groups have that name.", f"Use {names}."))
    if not matching:
        named = [group for group in document.groups if group.name is not None]
        known = list(dict.fromkeys([*(g.name or "" for g in named), *map(_last_part, named)]))
        hint = did_you_mean(name, known) or "Check the names in the report."
        raise UsageFault(Fault("unknown-group", "--group: there is no group with that name.", hint))
    return matching[0]


def _last_part(group: GroupDoc) -> str:
    """Of a nested group its own name, without what it is part of."""
    return (group.name or "").rpartition(_NESTED)[2]


def _exactly(group: GroupDoc) -> str:
    return f"{group.by}={group.name}"
