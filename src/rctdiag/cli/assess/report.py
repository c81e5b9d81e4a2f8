"""``rctdiag report``: a saved result again, as text, Markdown, JSON or a file to hand over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rctdiag.cli.shell import options
from rctdiag.cli.shell.output import chosen_format, emit, view
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rctdiag.load.syntax.document import Document
    from rctdiag.render import View
    from rctdiag.render.handover.make_file import FileKind

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def report(
    document: Annotated[
        Path,
        typer.Argument(
            metavar="DOCUMENT",
            help="A result or a group report; - is stdin.",
            readable=options.READ_LATER,
        ),
    ],
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="NAME", help="Only this group's page, to hand out."),
    ] = None,
    full: options.Full = False,
    as_json: options.Json = False,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="text, markdown, json or html."),
    ] = None,
    output: options.Output = None,
    force: options.Force = False,
    no_pager: options.NoPager = False,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001  (read at the boundary)
) -> None:
    """Show a saved result, or a group report, again.

    \b
    Examples:
      rctdiag report result.json
      rctdiag report result.json --full -o report.md
      rctdiag report result.json -o report.html
      rctdiag report teams.json --group north -o north.md
      rctdiag assess --answers mine.yaml --json | rctdiag report -
    """
    from rctdiag.cli.handover.file_output import emit_file, wanted_file
    from rctdiag.cli.shell.input_files import read_document

    read = read_document(document)
    kind = wanted_file(format_, output, as_json=as_json)
    if kind is not None:
        emit_file(_file(read, kind, group), output, force=force, quiet=quiet)
        return
    chosen = chosen_format(format_, output, as_json=as_json)
    looks = view(format_=chosen, output=output, full=full, no_color=no_color, accessible=accessible)
    if _is_group_report(read):
        emit(_rendered(read, looks, group), output, force=force, quiet=quiet)
        return
    if group is not None:
        raise UsageFault(Fault("usage", "--group is for a group report.", "Leave it out."))
    from rctdiag.cli.shell.show_result import show_result
    from rctdiag.load.saved_documents import load_result

    result = load_result(read)
    show_result(result, looks, output, force=force, quiet=quiet, no_pager=no_pager, saves=True)


def _is_group_report(read: Document) -> bool:
    return isinstance(read.data, dict) and read.data.get("schema") == "rctdiag.teams/1"


def _rendered(read: Document, looks: View, group: str | None) -> str:
    """A group report, checked against its schema and shown as it stands, field by field."""
    from rctdiag.load.checks.against_model import validate
    from rctdiag.model.documents.teams import Teams
    from rctdiag.render.group import render_group

    validate(read, Teams)
    if group is not None:
        return _page_of(read.data, looks, group)
    return render_group(read.data, looks)


def _file(read: Document, kind: FileKind, group: str | None) -> bytes:
    """A file to hand over, from a document that its schema accepts."""
    from rctdiag.load.saved_documents import load_result
    from rctdiag.render.handover.make_file import person_file

    if _is_group_report(read):
        told = f"a group report is not made as {kind}."
        raise UsageFault(Fault("usage", told, "Use text, markdown or json."))
    if group is not None:
        raise UsageFault(Fault("usage", "--group is for a group report.", "Leave it out."))
    return person_file(load_result(read), kind)


def _page_of(document: Mapping[str, Any], looks: View, name: str) -> str:
    """The page of one group, named as it stands or as BY=NAME.

    Raises:
        UsageFault: no group, or several, are called so; or JSON was asked for.
    """
    from rctdiag.load.checks.did_you_mean import did_you_mean
    from rctdiag.render.group import render_page

    if looks.format == "json":
        told = "--group makes a page to read; the document is for all groups."
        raise UsageFault(Fault("usage", told, "Leave out --json, or --group."))
    found = [one for one in document["groups"] if name in (one["name"], _exactly(one))]
    if len(found) > 1:
        names = ", ".join(_exactly(one) for one in found)
        raise UsageFault(Fault("usage", "--group: several are called so.", f"Say one of {names}."))
    if not found:
        known = [one["name"] for one in document["groups"]]
        hint = did_you_mean(name, known) or "Look at the names in the report."
        raise UsageFault(Fault("unknown-group", "--group: there is no group of that name.", hint))
    return render_page(document, looks, found[0])


def _exactly(group: Mapping[str, Any]) -> str:
    return f"{group['by']}={group['name']}"
