"""What ``again`` does: ask, hold against what was kept, show, and keep if the person says so."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from rctdiag.cli.assess.from_interview import conclude, console_options, refuse_unfinished
from rctdiag.cli.interview.conduct import Paused, conduct
from rctdiag.cli.interview.course import Course
from rctdiag.cli.interview.session import clock
from rctdiag.cli.over_time.again_questions import again_questions, known_answers, steps_tried
from rctdiag.cli.private.kept_documents import kept_document
from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.keys.terminal import is_interactive
from rctdiag.cli.shell.output import chosen_format, moment
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.operations.again.look_again import Content, before, items_to_ask, look_again

if TYPE_CHECKING:
    from rctdiag.cli.assess.request import AssessRequest
    from rctdiag.model.documents.over_time.plan import StepsPlan
    from rctdiag.model.documents.over_time.since import Extent
    from rctdiag.model.documents.result import Result
    from rctdiag.store.private_folders import Home

_OPTIONS: dict[Extent, tuple[str, ...]] = {
    "short": (),
    "heart": ("--heart",),
    "full": ("--all",),
}
_DIGITS = 12  # of the hash in the name of a draft
_DAYS_A_MONTH = 30.4


def run(request: AssessRequest, extent: Extent) -> None:
    """One run of ``again``."""
    now = moment(request.report.now)
    chosen = chosen_format(request.interview.out)
    home = private_home()
    earlier = before(_kept_results(home), now)
    last = earlier.last
    # Only what was asked then can be compared; where a questionnaire is not here that is said.
    questionnaire_ids = [questionnaire.id for questionnaire in last.questionnaires]
    instruments = input_files.instruments(questionnaire_ids, last.language)
    plan = _plan_for(last, home)
    steps = plan.steps if plan else last.plan.begin
    items = items_to_ask(last, instruments, extent)
    created = datetime.fromisoformat(last.created)
    command = ("again", *_OPTIONS[extent])
    course = Course(
        "again" if steps else "again_no_steps",
        _draft_name(last, extent, plan),
        (*command, "--resume"),
        again_questions(steps, items, instruments, interactive=is_interactive()),
        known_answers(last, round((now - created).days / _DAYS_A_MONTH)),
        {"day": input_files.texts(request.report.language).day(created)},
    )
    ended = conduct(
        instruments,
        "short" if extent == "short" else "full",
        home=home,
        resume=request.resume,
        remember=request.interview.remember,
        options=console_options(request),
        language=request.report.language,
        now=(lambda: now) if request.report.now else clock,
        course=course,
    )
    if isinstance(ended, Paused):
        refuse_unfinished(ended, request, command)
        return
    from rctdiag.cli.private.local_contacts import contacts

    document = look_again(
        earlier,
        ended.sheet,
        steps_tried(steps, ended.about),
        extent,
        Content(
            instruments,
            input_files.catalogue(
                instruments, request.report.language, ended.sheet.standing or "member"
            ),
            input_files.texts(request.report.language),
            contacts,
        ),
        now=now,
        style=request.style,
    )
    conclude(request, document, ended, chosen)


def _kept_results(home: Home) -> list[Result]:
    """Every kept result, the oldest first.

    Raises:
        UsageFault: There is none.
        InputRejected: One cannot be read.
    """
    from rctdiag.load.saved_documents import load_dated_result
    from rctdiag.store.kept_records import KEEP, saved_results

    entries = saved_results(home)
    if not entries:
        message = "there is no saved result to look back at yet."
        raise UsageFault(Fault("history-name", message, KEEP))
    return [load_dated_result(kept_document(entry)) for entry in entries]


def _plan_for(last: Result, home: Home) -> StepsPlan | None:
    """The plan that was kept last, if it was made from this result."""
    from rctdiag.load.saved_documents import load_plan
    from rctdiag.store.kept_records import kept_records

    for record in reversed(kept_records(home.plans)):
        plan = load_plan(kept_document(record))
        if plan.result == last.created:
            return plan
    return None


def _draft_name(last: Result, extent: Extent, plan: StepsPlan | None) -> str:
    """The same for one kept result, one plan and one way to ask."""
    created = plan.created if plan else ""
    digest = hashlib.sha256(f"{last.created}\n{extent}\n{created}".encode()).hexdigest()
    return f"again-{digest[:_DIGITS]}"
