"""``rctdiag report``: a saved result again, as text, Markdown, JSON or a file to hand over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from rctdiag.cli.handover.client_options import ClientOptions
from rctdiag.cli.shell import completions
from rctdiag.cli.shell.options.declare import argument, lone, option
from rctdiag.cli.shell.options.shared import (
    FULL,
    PROFILE,
    QUIET,
    Output,
    Paged,
    format_among,
)
from rctdiag.cli.shell.output import chosen_format, emit, terminal_view
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from rctdiag.model.documents.teams import Teams
    from rctdiag.render import View
    from rctdiag.render.handover.look import ClientLook


class _FileOutput(Output):
    format: str | None = format_among(
        "text", "markdown", "json", "html", "pdf", "docx", "pptx", "xlsx"
    )


def report(
    *,
    document: str = argument(
        "DOCUMENT",
        "A result, a group report or a comparison: a file, a name from `rctdiag history list`, "
        "last, or - for a pipe.",
        offers=completions.kept_results,
    ),
    group: str | None = option("--group", "NAME", "Only this group's page, to hand out."),
    pages: Path | None = option(
        "--pages",
        "DIR",
        "Make a folder from a group report: an index, and a page for each group and audience.",
    ),
    client: ClientOptions,
    profile: str | None = PROFILE,
    full: bool = FULL,
    out: _FileOutput,
    paged: Paged,
    quiet: bool = QUIET,
) -> None:
    """Show a saved result, group report or comparison again, or turn it into files to hand over.

    \b
    Examples:
      rctdiag report result.json
      rctdiag report result.json --full -o report.md
      rctdiag report last -o report.html
      rctdiag report result.json -o report.html
      rctdiag report teams.json --group north -o north.html
      rctdiag report teams.json --pages to-hand-over --format pdf --client "Riverside"
      rctdiag assess --answers mine.yaml --json | rctdiag report -
    """
    from rctdiag.cli.handover import report_files
    from rctdiag.cli.handover.client_look import client_look
    from rctdiag.cli.handover.client_profile import chosen_client
    from rctdiag.cli.handover.file_output import folder_kind, wanted_file
    from rctdiag.cli.private.kept_documents import is_kept, named_document
    from rctdiag.cli.shell.reading.show_result import Destination, show_group, show_result
    from rctdiag.load.saved_documents import (
        is_comparison,
        is_group_report,
        is_waves,
        load_comparison,
        load_result,
        load_teams,
        load_waves,
    )
    from rctdiag.render import render_comparison, render_waves
    from rctdiag.render.handover.make_file import FileKind

    if pages is not None and (out.output is not None or group is not None or out.as_json):
        message = "--pages makes a folder, and takes no -o, --group or --json."
        raise UsageFault(Fault("usage", message, "Use one of them."))
    read = named_document(document)
    kind = wanted_file(out)
    chosen = "file" if pages or kind else chosen_format(out, files=get_args(FileKind))
    of_client = chosen_client(profile) if chosen in ("file", "markdown") else None
    if of_client is not None:
        of_client.keep_apart((Path(document), client.logo), pages or out.output)
    look = client_look(client, of_client)
    if pages is not None:
        of_pages = folder_kind(out.format)
        report_files.make_folder(read, of_pages, pages, look, force=out.force, quiet=quiet)
        return
    if kind is not None:
        report_files.make_file(read, kind, group, look, out.output, force=out.force, quiet=quiet)
        return
    _refuse_look(chosen, look, picture=bool(client.logo or client.accent))
    view = terminal_view(paged.look, chosen, out.output, full=full)
    view = view._replace(look=look)
    where = Destination(out.output, out.force, quiet, paged.no_pager)
    if is_group_report(read):
        saved = load_teams(read)
        if group is None:
            show_group(saved, view, where)
        else:
            emit(_page(saved, view, group), out.output, force=out.force, quiet=quiet)
        return
    if group is not None:
        raise UsageFault(Fault("usage", "--group is for a group report.", "Leave it out."))
    if is_comparison(read) or is_waves(read):
        whole = view._replace(full=True)
        text = (
            render_waves(load_waves(read), whole)
            if is_waves(read)
            else render_comparison(load_comparison(read), whole)
        )
        emit(text, out.output, force=out.force, quiet=quiet)
        return
    result = load_result(read)
    show_result(result, view, where, saves=not is_kept(document))


app = lone(report)


def _refuse_look(chosen: str, look: ClientLook, *, picture: bool) -> None:
    """Refuse what was asked for a client where nothing, or not this, can show it."""
    from rctdiag.render.handover.look import PLAIN

    if chosen != "markdown" and look != PLAIN:
        message = "--title, --client, --logo and --accent are for files to hand over."
        raise UsageFault(Fault("usage", message, "Write one, such as -o report.html."))
    if picture:
        message = "Markdown cannot show a logo or a colour."
        raise UsageFault(Fault("usage", message, "Leave out --logo and --accent."))


def _page(document: Teams, view: View, group: str) -> str:
    """The page of one group."""
    from rctdiag.cli.handover.report_files import group_called
    from rctdiag.render.group import render_page

    if view.format == "json":
        message = "--group makes one page to read, but --json gives the document of all groups."
        raise UsageFault(Fault("usage", message, "Leave out --json, or --group."))
    return render_page(document, view, group_called(document, group))
