"""What ``assess`` does: get the answers, score them, show and keep the result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import chosen_format, moment, notice, view
from rctdiag.errors.faults import Fault, GateNotMet, UsageFault

if TYPE_CHECKING:
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.answers import AnswerSheet
    from rctdiag.model.documents.result import Result


class Request(NamedTuple):
    """The options of one call."""

    names: tuple[str, ...]
    answers: Path | None
    form: Literal["full", "short"]
    full: bool
    style: Literal["steps", "wins"]
    resume: bool | None
    remember: bool | None
    as_json: bool
    format: str | None
    output: Path | None
    force: bool
    no_input: bool
    strict: bool
    now: str | None
    language: str
    no_pager: bool
    no_color: bool
    accessible: bool
    quiet: bool


def checked_style(words: str) -> Literal["steps", "wins"]:
    """Small steps or small wins.

    Raises:
        UsageFault: For anything else.
    """
    if words not in ("steps", "wins"):
        raise UsageFault(Fault("usage", f"--words {words!r} is neither steps nor wins.", ""))
    return cast('Literal["steps", "wins"]', words)


def resumption(*, resume: bool, restart: bool) -> bool | None:
    """True to resume, False to begin again, None to ask.

    Raises:
        UsageFault: If both were asked for.
    """
    if resume and restart:
        raise UsageFault(Fault("usage", "--resume and --restart exclude each other.", "Take one."))
    return True if resume else False if restart else None


def run(request: Request) -> None:
    """One run of ``assess``."""
    now = moment(request.now)
    chosen = chosen_format(request.format, request.output, as_json=request.as_json)
    found = input_files.instruments(request.names, request.language)
    if request.answers is None:
        from rctdiag.cli.assess import from_interview

        from_interview.run(request, found, now=now, chosen=chosen)
        return
    from rctdiag.load.answers import load_answers

    sheet = load_answers(input_files.read_document(request.answers), found)
    if request.form == "full" and not request.quiet and _is_short(found, sheet):
        notice("Only questions of the short form are answered here: --short scores them as that.")
    document = scored(request, found, sheet, now=now.isoformat())
    show(request, document, chosen, saves=not request.remember)
    if request.remember:
        from rctdiag.cli.assess.from_interview import keep

        keep(document, language=request.language)


def _is_short(found: tuple[Instrument, ...], sheet: AnswerSheet) -> bool:
    """Whether the answers are those to a shorter form, all or most of it."""
    from rctdiag.scoring.key import presentation_order

    questionnaires = [one.questionnaire for one in found]
    short, full = (set(presentation_order(questionnaires, form)) for form in ("short", "full"))
    return sheet.answers.keys() <= short < full and 2 * len(sheet.answers) > len(short)


def scored(
    request: Request, found: tuple[Instrument, ...], sheet: AnswerSheet, *, now: str
) -> Result:
    """The result document of a sheet.

    Raises:
        GateNotMet: With ``--strict``, if a scale has not enough answers.
    """
    from rctdiag.cli.private.local_contacts import contacts
    from rctdiag.operations.assess.assessor import assess

    document = assess(
        found,
        input_files.catalogue(found, request.language, sheet.standing or "member"),
        sheet,
        input_files.texts(request.language),
        now=moment(now),
        form=request.form,
        style=request.style,
        contacts=contacts,
    )
    unscored = [name for name, scale in document.scales.items() if scale.score is None]
    if request.strict and unscored:
        raise GateNotMet(
            Fault(
                "not-enough-answers",
                f"not enough answers to score {', '.join(unscored)}.",
                "Answer more items, or leave out --strict.",
            )
        )
    return document


def show(request: Request, document: Result, chosen: str, *, saves: bool = False) -> None:
    """The result as text, Markdown or JSON, where it was asked for."""
    from rctdiag.cli.shell.show_result import show_result

    looks = view(
        format_=chosen,
        output=request.output,
        full=request.full,
        no_color=request.no_color,
        accessible=request.accessible,
    )
    show_result(
        document,
        looks,
        request.output,
        force=request.force,
        quiet=request.quiet,
        no_pager=request.no_pager,
        saves=saves,
    )
