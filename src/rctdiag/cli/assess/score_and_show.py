"""From a sheet of answers to the result document, and the document to where it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import moment, terminal_view
from rctdiag.errors.faults import Fault, GateNotMet
from rctdiag.load.checks.did_you_mean import listed

if TYPE_CHECKING:
    from rctdiag.cli.assess.request import AssessRequest
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.answers import AnswerSheet
    from rctdiag.model.documents.result import Result


def scored(
    request: AssessRequest, instruments: tuple[Instrument, ...], sheet: AnswerSheet, *, now: str
) -> Result:
    """The result document of a sheet.

    Raises:
        GateNotMet: With ``--strict``, if a scale has not enough answers.
    """
    from rctdiag.cli.private.local_contacts import contacts
    from rctdiag.operations.assess.assessor import assess

    document = assess(
        instruments,
        input_files.catalogue(instruments, request.report.language, sheet.standing or "member"),
        sheet,
        input_files.texts(request.report.language),
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
                f"not enough answers to score {listed(unscored, 'and')}.",
                "Answer more questions, or leave out --strict.",
            )
        )
    return document


def show(
    request: AssessRequest,
    document: Result,
    chosen: str,
    *,
    saves: bool = False,
    whole: bool = False,
) -> None:
    """The result as text, Markdown or JSON, where it was asked for; all of it, and here."""
    from rctdiag.cli.shell.reading.show_result import Destination, show_result

    out, paged = request.interview.out, request.report.paged
    output = None if whole else out.output
    view = terminal_view(paged.look, chosen, output, full=whole or request.interview.full)
    where = Destination(output, out.force, request.report.quiet, paged.no_pager)
    show_result(document, view, where, saves=saves)
