"""What ``plan`` does: choose or take up a plan, show it, write its calendar, keep it if request."""

from __future__ import annotations

import hashlib
import shlex
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from rctdiag.cli.handover.file_output import emit_file, wanted_file
from rctdiag.cli.interview.notices import tell
from rctdiag.cli.over_time.brief_course import ask
from rctdiag.cli.over_time.plan_questions import chosen_steps, plan_questions
from rctdiag.cli.private.kept_documents import named_document
from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.keys.terminal import is_interactive
from rctdiag.cli.shell.options.typed_values import day_of, own_words, today
from rctdiag.cli.shell.output import (
    chosen_format,
    emit,
    moment,
    notice,
    stdout_is_target,
    terminal_view,
    write_file,
)
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.load.checks.did_you_mean import listed
from rctdiag.model.documents.over_time.since import Did
from rctdiag.operations.plan.make_plan import (
    PlanChoice,
    make_plan,
    mark_plan,
    open_steps,
    refuse_misfit,
)
from rctdiag.render.over_time.over_time_files import PAGE_KINDS, page_kind, plan_file
from rctdiag.render.plain.canonical_json import dumps
from rctdiag.store.kept_records import keep_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from rctdiag.cli.over_time.note_plan_options import PlanOptions
    from rctdiag.model.documents.over_time.plan import StepsPlan
    from rctdiag.model.documents.result import Result


class DrawnUp(NamedTuple):
    """A plan, and what is left to do when it has been shown."""

    plan: StepsPlan
    keep: bool
    drop: Callable[[], None]


def run(options: PlanOptions) -> None:
    """One run of ``plan``.

    Raises:
        UsageFault: Two files are one, or an option does not fit the document.
    """
    out, ics = options.out, options.ics
    if ics is not None and ics == out.output:
        message = "-o and --ics name the same file."
        raise UsageFault(Fault("same-file", message, "Give each its own.", str(ics)))
    kind = page_kind(wanted_file(out))
    chosen = "" if kind else chosen_format(out, files=PAGE_KINDS)
    drawn_up = plan_of(options)
    if drawn_up is None:
        return
    from rctdiag.render import render_plan

    # The calendar first: where it cannot be written, nothing has left and the answers still wait.
    if ics is not None:
        write_calendar(drawn_up.plan, ics, force=out.force, quiet=options.quiet)
    if kind is not None:
        file = plan_file(drawn_up.plan, kind)
        emit_file(file, out.output, force=out.force, quiet=options.quiet)
    else:
        view = terminal_view(options.look, chosen, out.output, full=True)
        text = render_plan(drawn_up.plan, view)
        emit(text, out.output, force=out.force, quiet=options.quiet)
    if drawn_up.keep:
        keep_plan(drawn_up.plan, moment(options.now), quiet=options.quiet)
    drawn_up.drop()


def plan_of(request: PlanOptions) -> DrawnUp | None:
    """The plan that is taken up or chosen; None where the person stopped, or chose no step.

    Raises:
        UsageFault: An option does not fit the document.
    """
    from rctdiag.load.saved_documents import is_plan, load_dated_result, load_plan

    read = named_document(request.document)
    chosen = (
        [chosen_id.strip() for chosen_id in request.choose.split(",")] if request.choose else []
    )
    if is_plan(read):
        if request.choose or request.allies or request.starts or request.look_again:
            message = "steps, allies and days are chosen from a result, and this is a plan."
            raise UsageFault(Fault("usage", message, "Name the result, or use --mark and --note."))
        plan = mark_plan(
            load_plan(read), _marks(request.marks or ()), _pairs(request.notes or (), "--note")
        )
        return DrawnUp(plan, request.remember, lambda: None)
    if request.marks or request.notes:
        message = "--mark and --note are for a plan, and this is a result."
        raise UsageFault(Fault("usage", message, "Make the plan first: -o plan.json."))
    result = load_dated_result(read)
    now = moment(request.now)
    choice = PlanChoice(
        chosen,
        _pairs(request.allies or (), "--ally"),
        today(request.now) if request.starts is None else day_of(request.starts, "--start"),
        None if request.look_again is None else day_of(request.look_again, "--look"),
    )
    nobody_asks = request.no_input or request.document == input_files.STDIN or not is_interactive()
    if request.choose or nobody_asks:
        return DrawnUp(make_plan(result, choice, now), request.remember, lambda: None)
    return _chosen_at_the_keys(request, result, choice)


def _chosen_at_the_keys(request: PlanOptions, result: Result, choice: PlanChoice) -> DrawnUp | None:
    now = moment(request.now)
    refuse_misfit(result, choice, now)
    offers = list(open_steps(result).values())
    digest = hashlib.sha256(result.created.encode()).hexdigest()[:12]
    ended = ask(
        "plan",
        plan_questions(offers, asks_to_keep=not request.remember),
        request,
        draft=f"plan-{digest}",
        command=("plan", shlex.quote(request.document)),
        language=result.language,
    )
    if ended is None:
        return None
    steps, allies = chosen_steps(offers, ended.about)
    if not steps:
        tell(input_files.texts(result.language).text("interview.plan_none"))
        ended.drop()
        return None
    named = {step: ally for step, ally in choice.allies.items() if step in steps}
    plan = make_plan(result, choice._replace(steps=steps, allies=allies | named), now)
    return DrawnUp(plan, request.remember or ended.about.get("keep_plan") == "yes", ended.drop)


def keep_plan(plan: StepsPlan, now: datetime, *, quiet: bool) -> None:
    """Keep the plan in the private folder, and say so.

    It is named by this moment, not by when it was made: ``again`` goes by the one kept last.
    """
    home = private_home()
    keep_record(home, home.plans, dumps(plan).encode("utf-8"), created=now.isoformat())
    if not quiet:
        tell(input_files.texts(plan.language).text("interview.plan_kept"))
        notice("rctdiag again")


def write_calendar(plan: StepsPlan, path: Path, *, force: bool, quiet: bool) -> None:
    """The two days of the plan as a calendar file.

    Raises:
        UsageFault: The path is stdout, or names the document that was read.
        FileFault: There is a file, or it cannot be written.
    """
    from rctdiag.operations.plan.calendar import calendar
    from rctdiag.store.files_read import refuse_input

    if stdout_is_target(path):
        message = "the calendar has to be a file, so - cannot be used."
        raise UsageFault(Fault("usage", message, "Write --ics dates.ics."))
    refuse_input(path, "--ics")
    write_file(path, calendar(plan, input_files.texts(plan.language)), force=force)
    if not quiet:
        notice(f"Saved to {path}. Only you can read it.")


def _pairs(options: Sequence[str], option: str) -> dict[str, str]:
    """STEP=TEXT as step and text.

    Raises:
        UsageFault: There is no equals sign.
    """
    pairs = [option_text.partition("=") for option_text in options]
    if any(not sign for _, sign, _ in pairs):
        raise UsageFault(
            Fault("usage", f"{option} does not name a step.", f"Write {option} STEP=TEXT.")
        )
    return {step.strip(): own_words(text, option) for step, _, text in pairs}


def _marks(options: Sequence[str]) -> dict[str, Did]:
    marks = _pairs(options, "--mark")
    known = get_args(Did)
    for mark in marks.values():
        if mark not in known:
            hint = f"Use {listed(known)}."
            raise UsageFault(Fault("usage", f"--mark: there is no {mark!r}.", hint))
    return {step: cast("Did", mark) for step, mark in marks.items()}
