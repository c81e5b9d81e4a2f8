"""``assess`` without a file: the interview, the report, and what the person chose to keep."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from rctdiag.cli.assess import from_answers
from rctdiag.cli.interview.conduct import ConsoleOptions, Finished, Paused, conduct
from rctdiag.cli.interview.notices import tell
from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell.output import is_accessible, notice, shows_colour, stdout_is_target
from rctdiag.cli.shell.terminal import is_interactive
from rctdiag.render.plain.canonical_json import dumps
from rctdiag.render.words import words as words_of
from rctdiag.store.kept_results import keep as keep_result

if TYPE_CHECKING:
    from datetime import datetime

    from rctdiag.cli.assess.from_answers import Request
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.documents.result import Result
    from rctdiag.store.private_folders import Home


def run(request: Request, found: tuple[Instrument, ...], *, now: datetime, chosen: str) -> None:
    """Ask; show the report; ask whether to keep it; then remove the draft.

    The draft goes last: whatever fails before, the answers are still there to go on from.
    """
    home = private_home()
    ended = conduct(
        found,
        request.form,
        home=home,
        names=request.names,
        resume=request.resume,
        remember=request.remember,
        options=ConsoleOptions(
            accessible=is_accessible(request.accessible),
            colour=shows_colour(request.no_color),
            no_input=request.no_input,
        ),
        language=request.language,
        **({"now": lambda: now} if request.now else {}),
    )
    if isinstance(ended, Paused):
        return
    _finish(request, found, ended, now=now, chosen=chosen)


def _finish(
    request: Request,
    found: tuple[Instrument, ...],
    ended: Finished,
    *,
    now: datetime,
    chosen: str,
) -> None:
    document = from_answers.scored(request, found, ended.sheet, now=now.isoformat())
    sys.stderr.flush()
    from_answers.show(request, document, chosen)
    words = words_of(request.language)
    to_stdout = stdout_is_target(request.output)
    if to_stdout and chosen == "text" and not request.quiet and _stdout_is_file():
        tell(words.text("interview.not_json"))
    on_screen = to_stdout and sys.stdout.isatty()
    wanted = ended.remember
    if wanted is None:
        wanted = ended.ask_to_keep(on_screen)
        if wanted is None:
            return
    elif not wanted and on_screen and is_interactive():
        tell(words.text("interview.not_kept"))
    if wanted:
        keep(document, ended.home, language=request.language)
    ended.drop()


def _stdout_is_file() -> bool:
    try:
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except OSError:  # no descriptor behind it
        return False


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
    notice(f"rctdiag history show {path.stem}")
    tell(words.text("interview.kept_erase"))
    notice("rctdiag erase")
