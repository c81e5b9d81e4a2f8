"""Keep a result in the history where the person asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.interview.notices import tell
from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell.output import line_to_copy
from rctdiag.render.plain.canonical_json import dumps
from rctdiag.render.words import words as words_of
from rctdiag.store.kept_records import keep_result

if TYPE_CHECKING:
    from rctdiag.model.documents.result import Result
    from rctdiag.store.private_folders import Home


def keep(document: Result, home: Home | None = None, *, language: str) -> None:
    """Keep a result in the history, and say where.

    Raises:
        FileFault: If it cannot be written.
    """
    home = home or private_home()
    data = dumps(document).encode("utf-8")
    path = keep_result(home, data, created=document.created, form=document.form)
    words = words_of(language)
    tell(words.text("interview.kept_as", name=path.stem))
    line_to_copy(f"rctdiag history show {path.stem}")
    tell(words.text("interview.kept_file"))
    line_to_copy(f"rctdiag report {path.stem} -o report.html")
    if document.plan.begin:
        tell(words.text("interview.kept_plan"))
        line_to_copy("rctdiag plan")
    tell(words.text("interview.kept_again"))
    line_to_copy("rctdiag again")
    tell(words.text("interview.kept_erase"))
    line_to_copy("rctdiag erase")
