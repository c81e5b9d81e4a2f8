"""What ``assess`` does: get the answers, score them, show and keep the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.assess.score_and_show import scored, show
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import chosen_format, moment, notice

if TYPE_CHECKING:
    from rctdiag.cli.assess.request import AssessRequest
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.answers import AnswerSheet


def run(request: AssessRequest) -> None:
    """One run of ``assess``."""
    now = moment(request.report.now)
    chosen = chosen_format(request.interview.out)
    instruments = input_files.instruments(request.names, request.report.language)
    if request.answers is None:
        from rctdiag.cli.assess import from_interview

        from_interview.run(request, instruments, now=now, chosen=chosen)
        return
    from rctdiag.load.answers import load_answers
    from rctdiag.load.foreign_file import saying_it_is_foreign

    with saying_it_is_foreign(request.answers):
        document_read = input_files.read_document(request.answers)
        sheet = load_answers(document_read, instruments)
    if (
        document_read.data.get("schema") == "rctdiag.result/1"
        and document_read.data["form"] == "short"
    ):
        request = request._replace(form="short")  # the questions that were asked then
    if request.form == "full" and not request.report.quiet and _is_short(instruments, sheet):
        notice("Only short-form questions are answered here. Add --short to score the short form.")
    document = scored(request, instruments, sheet, now=now.isoformat())
    show(request, document, chosen, saves=not request.interview.remember)
    if request.interview.remember:
        from rctdiag.cli.private.keep_result import keep

        keep(document, language=request.report.language)


def _is_short(instruments: tuple[Instrument, ...], sheet: AnswerSheet) -> bool:
    """Whether the answers are those to a shorter form, all or most of it."""
    from rctdiag.scoring.key import presentation_order

    questionnaires = [instrument.questionnaire for instrument in instruments]
    short, full = (set(presentation_order(questionnaires, form)) for form in ("short", "full"))
    return sheet.answers.keys() <= short < full and 2 * len(sheet.answers) > len(short)
