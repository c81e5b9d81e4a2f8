"""``rctdiag report``: a saved result again, as text, Markdown, JSON or a file to hand over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from rctdiag.cli.shell import completions, options
from rctdiag.cli.shell.output import chosen_format, emit, view
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from rctdiag.model.documents.teams import Teams
    from rctdiag.render import View
    from rctdiag.render.handover.look import Look

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def report(
    document: Annotated[
        Path,
        typer.Argument(
            metavar="DOCUMENT",
            help="A result, a group report or a comparison; - is stdin.",
            readable=options.READ_LATER,
        ),
    ],
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="NAME", help="Only this group's page, to hand out."),
    ] = None,
    pages: Annotated[
        Path | None,
        typer.Option(
            "--pages",
            metavar="DIR",
            help="From a group report, make a folder: a page for each group, an index, letters.",
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TEXT", help="A line above the title of each file."),
    ] = None,
    client: Annotated[
        str | None,
        typer.Option("--client", metavar="NAME", help="Who the files are prepared for."),
    ] = None,
    logo: Annotated[
        Path | None,
        typer.Option(
            "--logo",
            metavar="FILE",
            help="A PNG or JPEG to put at the top of each file.",
            readable=options.READ_LATER,
        ),
    ] = None,
    accent: Annotated[
        str | None,
        typer.Option(
            "--accent", metavar="COLOUR", help="The colour of the line at the top: #rrggbb."
        ),
    ] = None,
    profile: options.Profile = None,
    full: options.Full = False,
    as_json: options.Json = False,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, markdown, json, html, pdf, docx, pptx or xlsx.",
            autocompletion=completions.among(
                "text", "markdown", "json", "html", "pdf", "docx", "pptx", "xlsx"
            ),
        ),
    ] = None,
    output: options.Output = None,
    force: options.Force = False,
    no_pager: options.NoPager = False,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    quiet: options.Quiet = False,
) -> None:
    """Show a saved result, group report or comparison again, or make files of it to hand over.

    \b
    Examples:
      rctdiag report result.json
      rctdiag report result.json --full -o report.md
      rctdiag report result.json -o report.html
      rctdiag report teams.json --group north -o north.html
      rctdiag report teams.json --pages to-hand-over --format pdf --client "Riverside"
      rctdiag assess --answers mine.yaml --json | rctdiag report -
    """
    from rctdiag.cli.handover import report_files
    from rctdiag.cli.handover.client_look import client_look
    from rctdiag.cli.handover.client_profile import chosen_client
    from rctdiag.cli.handover.file_output import folder_kind, wanted_file
    from rctdiag.cli.shell.input_files import read_document
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

    if pages is not None and (output is not None or group is not None or as_json):
        message = "--pages makes a folder, and takes no -o, --group or --json."
        raise UsageFault(Fault("usage", message, "Use one of them."))
    read = read_document(document)
    kind = wanted_file(format_, output, as_json=as_json)
    chosen = (
        "file"
        if pages or kind
        else chosen_format(format_, output, as_json=as_json, files=get_args(FileKind))
    )
    of_client = chosen_client(profile) if chosen in ("file", "markdown") else None
    if of_client is not None:
        of_client.keep_apart((document, logo), pages or output)
    look = client_look(title, client, logo, accent, of_client)
    if pages is not None:
        of_pages = folder_kind(format_)
        report_files.make_folder(read, of_pages, pages, look, force=force, quiet=quiet)
        return
    if kind is not None:
        report_files.make_file(read, kind, group, look, output, force=force, quiet=quiet)
        return
    _refuse_look(chosen, look, picture=bool(logo or accent))
    looks = view(format_=chosen, output=output, full=full, no_color=no_color, accessible=accessible)
    looks = looks._replace(look=look)
    where = Destination(output, force, quiet, no_pager)
    if is_group_report(read):
        saved = load_teams(read)
        if group is None:
            show_group(saved, looks, where)
        else:
            emit(_page(saved, looks, group), output, force=force, quiet=quiet)
        return
    if group is not None:
        raise UsageFault(Fault("usage", "--group is for a group report.", "Leave it out."))
    if is_comparison(read) or is_waves(read):
        whole = looks._replace(full=True)
        text = (
            render_waves(load_waves(read), whole)
            if is_waves(read)
            else render_comparison(load_comparison(read), whole)
        )
        emit(text, output, force=force, quiet=quiet)
        return
    result = load_result(read)
    show_result(result, looks, where, saves=True)


def _refuse_look(chosen: str, look: Look, *, picture: bool) -> None:
    """Refuse what was asked for a client where nothing, or not this, can show it."""
    from rctdiag.render.handover.look import PLAIN

    if chosen != "markdown" and look != PLAIN:
        message = "--title, --client, --logo and --accent are for files to hand over."
        raise UsageFault(Fault("usage", message, "Write one, such as -o report.html."))
    if picture:
        message = "Markdown has no logo and no colour."
        raise UsageFault(Fault("usage", message, "Leave out --logo and --accent."))


def _page(document: Teams, looks: View, group: str) -> str:
    """The page of one group."""
    from rctdiag.cli.handover.report_files import group_called
    from rctdiag.render.group import render_page

    if looks.format == "json":
        message = "--group makes a page to read; the document is for all groups."
        raise UsageFault(Fault("usage", message, "Leave out --json, or --group."))
    return render_page(document, looks, group_called(document, group))
