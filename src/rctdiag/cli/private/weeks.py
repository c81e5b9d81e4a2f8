"""``rctdiag history weeks``: the weeks and events a person noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.shell.options.declare import with_options
from rctdiag.cli.shell.options.language import LANGUAGE
from rctdiag.cli.shell.options.shared import QUIET, LookOptions, Output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rctdiag.model.documents.over_time.note import Note
    from rctdiag.render.words import Words
    from rctdiag.store.kept_records import KeptRecord


@with_options
def weeks(*, out: Output, look: LookOptions, quiet: bool = QUIET, language: str = LANGUAGE) -> None:
    """Show the weeks you noted: your five ratings, your own words, and what happened.

    \b
    Examples:
      rctdiag history weeks
      rctdiag history weeks --format markdown
    """
    import json

    from rctdiag.cli.interview.notices import tell
    from rctdiag.cli.private.private_home import private_home
    from rctdiag.cli.shell.output import chosen_format, emit, notice, terminal_view
    from rctdiag.render import render_weeks
    from rctdiag.render.plain.canonical_json import plain_data
    from rctdiag.render.words import words as words_of
    from rctdiag.store.kept_records import kept_records

    words = words_of(language)
    chosen = chosen_format(out, reported=())
    notes = list(_read(kept_records(private_home().notes), words))
    if chosen == "json":
        text = json.dumps({"notes": list(map(plain_data, notes))}, indent=2, sort_keys=True)
        emit(f"{text}\n", out.output, force=out.force, quiet=quiet)
        return
    if not notes:
        tell(words.text("weeks.nothing"))
        notice("rctdiag note")
        return
    view = terminal_view(look, chosen, out.output, full=True)
    emit(render_weeks(notes, words, view), out.output, force=out.force, quiet=quiet)


def _read(records: Iterable[KeptRecord], words: Words) -> Iterator[Note]:
    """The notes; one that cannot be read is named, and the others are shown all the same."""
    from rctdiag.cli.interview.notices import tell
    from rctdiag.cli.private.kept_documents import kept_document
    from rctdiag.cli.shell.output import line_to_copy
    from rctdiag.errors.faults import RctdiagError
    from rctdiag.load.saved_documents import load_note

    for record in records:
        try:
            yield load_note(kept_document(record))
        except RctdiagError as error:
            tell(words.text("weeks.unreadable", code=error.faults[0].code))
            line_to_copy(str(record.path))
