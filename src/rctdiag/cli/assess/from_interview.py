"""``assess`` without a file: the interview, the report, and what the person chose to keep."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from functools import partial
from typing import TYPE_CHECKING

from rctdiag.cli.assess.score_and_show import scored, show
from rctdiag.cli.interview.conduct import Afterwards, ConsoleOptions, Finished, Paused, conduct
from rctdiag.cli.interview.ending import EndChoice
from rctdiag.cli.interview.notices import tell
from rctdiag.cli.interview.session import clock
from rctdiag.cli.private.keep_result import keep
from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell.accessible import is_accessible
from rctdiag.cli.shell.output import line_to_copy, stdout_is_target, terminal_view
from rctdiag.errors.faults import Fault, GateNotMet
from rctdiag.render.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rctdiag.cli.assess.request import AssessRequest
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.documents.result import Result


def run(
    request: AssessRequest, instruments: tuple[Instrument, ...], *, now: datetime, chosen: str
) -> None:
    """Ask; show the report; ask what to do with it. Only then, and if asked to, the draft goes.

    Whatever fails before, the answers are still there to go on from.

    Raises:
        GateNotMet: the input ended early, and a result was asked for.
    """
    home = private_home()
    ended = conduct(
        instruments,
        request.form,
        home=home,
        names=request.names,
        resume=request.resume,
        remember=request.interview.remember,
        options=console_options(request),
        language=request.report.language,
        now=(lambda: now) if request.report.now else clock,
    )
    if isinstance(ended, Paused):
        refuse_unfinished(ended, request, ["assess", *map(shlex.quote, request.names)])
        return
    conclude(request, scored(request, instruments, ended.sheet, now=now.isoformat()), ended, chosen)


def console_options(request: AssessRequest) -> ConsoleOptions:
    """How this person wants to be asked."""
    return ConsoleOptions(
        accessible=is_accessible(request.report.paged.look.accessible),
        colour=not request.report.paged.look.no_color and not os.environ.get("NO_COLOR"),
        no_input=request.interview.no_input,
        result_wanted=_asks_for_result(request),
        support=partial(_support, request),
    )


def conclude(request: AssessRequest, document: Result, ended: Finished, chosen: str) -> None:
    """Say that the reading is ready, show it, and ask what to do with it."""
    on_screen = (
        stdout_is_target(request.interview.out.output)
        and sys.stdout.isatty()
        and ended.afterwards is not None
    )
    if on_screen and ended.afterwards and ended.remember is None:
        help_first = document.support.help_first
        if not ended.afterwards.shows_reading(help_first=help_first):
            return
    _show(request, document, ended, chosen=chosen, on_screen=on_screen)


def _show(
    request: AssessRequest, document: Result, ended: Finished, *, chosen: str, on_screen: bool
) -> None:
    """The report, and then what the person would like to do with it."""
    sys.stderr.flush()
    show(request, document, chosen)
    words = words_of(request.report.language)
    to_stdout = stdout_is_target(request.interview.out.output)
    if to_stdout and chosen == "text" and not request.report.quiet and _stdout_is_file():
        tell(words.text("interview.not_json"))
    if ended.remember is not None or ended.afterwards is None:
        if ended.remember:
            keep(document, ended.home, language=request.report.language)
        elif on_screen:
            tell(words.text("interview.not_kept"))
        elif ended.resumed and chosen != "json":  # the report does not hold every answer and note
            tell(words.text("interview.answers_wait"))
            line_to_copy("rctdiag erase")
            return
        ended.drop()
        return
    _ask(request, document, ended, ended.afterwards, on_screen=on_screen)


def _ask(
    request: AssessRequest,
    document: Result,
    ended: Finished,
    afterwards: Afterwards,
    *,
    on_screen: bool,
) -> None:
    """Full report, save, delete or quit; Enter changes nothing."""
    from rctdiag.render.person.result_page import Page

    day = Page.of(document).look_again_on()
    while True:
        chosen = afterwards.ask_what_next(day=day, only_here=on_screen)
        if chosen is EndChoice.FULL:
            show(request, document, "text", whole=True)
            on_screen = True
            continue
        if chosen is EndChoice.QUIT:
            return
        if chosen is EndChoice.SAVE:
            keep(document, ended.home, language=request.report.language)
        ended.drop()
        if chosen is EndChoice.DELETE:
            tell(words_of(request.report.language).text("interview.deleted"))
        return


def _asks_for_result(request: AssessRequest) -> bool:
    return (
        request.interview.out.as_json or request.interview.out.output is not None or request.strict
    )


def refuse_unfinished(ended: Paused, request: AssessRequest, command: Sequence[str]) -> None:
    """Refuse where a result was asked for and the answers end before the last item.

    Raises:
        GateNotMet: They do.
    """
    if not ended.ended or not _asks_for_result(request):
        return
    parts = ["rctdiag", *command]
    parts += ["--short"] if command[0] == "assess" and request.form == "short" else []
    command_line = " ".join([*parts, "--resume"])
    message = f"the answers end after {ended.answered} of {ended.total}; they are saved."
    if not ended.answered and not ended.draft.is_file():
        message = f"there are no answers to the {ended.total} questions."
        raise GateNotMet(Fault("not-finished", message, "Give one line for each question."))
    raise GateNotMet(Fault("not-finished", message, f"Carry on from there with `{command_line}`."))


def _support(request: AssessRequest, width: int) -> str:
    """Who can help, as wide as the questions."""
    from rctdiag.cli.private.local_contacts import contacts, own_file
    from rctdiag.render.person.support_text import PARTS, render_support

    view = terminal_view(request.report.paged.look, "text", None, full=True)
    view = view._replace(width=width, colours=None)
    language = request.report.language
    return render_support(PARTS, contacts(), view, language, own_file=own_file())


def _stdout_is_file() -> bool:
    try:
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except OSError:  # no descriptor behind it
        return False
