"""``rctdiag history``: the results and weeks a person chose to keep."""

from __future__ import annotations

from rctdiag.cli.private.weeks import weeks
from rctdiag.cli.shell import completions
from rctdiag.cli.shell.help_pages import commands
from rctdiag.cli.shell.options.declare import argument, with_options
from rctdiag.cli.shell.options.shared import FULL, JSON, QUIET, Output, Paged
from rctdiag.cli.shell.output import chosen_format, emit, line_to_copy, terminal_view

app = commands("List and show what you chose to keep: results, and the weeks you noted.")


app.command("weeks")(weeks)


@app.command("list")
@with_options
def list_(*, as_json: bool = JSON, paged: Paged) -> None:
    """List the results you kept, oldest first.

    \b
    Examples:
      rctdiag history list
      rctdiag history list --json
    """
    import json

    from rctdiag.cli.interview.notices import tell
    from rctdiag.cli.private.private_home import private_home
    from rctdiag.render.words import words as words_of
    from rctdiag.store.kept_records import saved_results

    words = words_of()
    home = private_home()
    entries = saved_results(home)
    if as_json:
        rows = [
            {"name": entry.name, "form": entry.kind, "path": str(entry.path)} for entry in entries
        ]
        emit(json.dumps({"history": rows}, indent=2, sort_keys=True) + "\n", None, force=False)
        return
    if not entries:
        tell(words.text("interview.erase_nothing"))
        line_to_copy(str(home.history))
        tell(words.text("interview.history_keeps"))
        line_to_copy("rctdiag assess --remember")
        return
    from rctdiag.cli.shell.reading.show_list import show_list
    from rctdiag.render.listing.names import history

    listing = history(((entry.name, entry.kind) for entry in entries), words)
    show_list(listing, "en", paged)
    tell(words.text("interview.erase_found"))
    line_to_copy(str(home.history))


@app.command()
@with_options
def show(
    *,
    name: str = argument(
        "NAME",
        "A name from the list, the start of one, or last.",
        default="last",
        offers=completions.kept_results,
    ),
    full: bool = FULL,
    out: Output,
    paged: Paged,
    quiet: bool = QUIET,
) -> None:
    """Show the report of a kept result.

    \b
    Examples:
      rctdiag history show
      rctdiag history show 2026-03-02 --full
      rctdiag history show last --json
    """
    from rctdiag.cli.private.kept_documents import kept_document
    from rctdiag.cli.private.private_home import private_home
    from rctdiag.cli.shell.reading.show_result import Destination, show_result
    from rctdiag.load.saved_documents import load_result
    from rctdiag.store.kept_records import find_result

    document = kept_document(find_result(private_home(), name))
    chosen = chosen_format(out)
    view = terminal_view(paged.look, chosen, out.output, full=full)
    result = load_result(document)
    show_result(result, view, Destination(out.output, out.force, quiet, paged.no_pager))
