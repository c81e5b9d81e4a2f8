"""What ``assess`` does: get the answers, score them, show and keep the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from rctdiag.cli.assess.score_and_show import scored, show
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import chosen_format, moment, notice
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from rctdiag.cli.assess.request import Request
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.answers import AnswerSheet


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
        raise UsageFault(
            Fault("usage", "--resume and --restart cannot be used together.", "Use one of them.")
        )
    return True if resume else False if restart else None


def run(request: Request) -> None:
    """One run of ``assess``."""
    now = moment(request.now)
    chosen = chosen_format(request.format, request.output, as_json=request.as_json)
    instruments = input_files.instruments(request.names, request.language)
    if request.answers is None:
        from rctdiag.cli.assess import from_interview

        from_interview.run(request, instruments, now=now, chosen=chosen)
        return
    from rctdiag.load.answers import load_answers

    document_read = input_files.read_document(request.answers)
    sheet = load_answers(document_read, instruments)
    if (
        document_read.data.get("schema") == "rctdiag.result/1"
        and document_read.data["form"] == "short"
    ):
        request = request._replace(form="short")  # the questions that were asked then
    if request.form == "full" and not request.quiet and _is_short(instruments, sheet):
        notice(
            "Only questions of the short form are answered here. Add --short to score them as such."
        )
    document = scored(request, instruments, sheet, now=now.isoformat())
    show(request, document, chosen, saves=not request.remember)
    if request.remember:
        from rctdiag.cli.private.keep_result import keep

        keep(document, language=request.language)


def _is_short(instruments: tuple[Instrument, ...], sheet: AnswerSheet) -> bool:
    """Whether the answers are those to a shorter form, all or most of it."""
    from rctdiag.scoring.key import presentation_order

    questionnaires = [instrument.questionnaire for instrument in instruments]
    short, full = (set(presentation_order(questionnaires, form)) for form in ("short", "full"))
    return sheet.answers.keys() <= short < full and 2 * len(sheet.answers) > len(short)
