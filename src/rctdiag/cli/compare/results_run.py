"""What ``compare`` does with two results of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.handover.file_output import emit_file, wanted_file
from rctdiag.cli.private.kept_documents import named_document
from rctdiag.cli.shell.input_files import STDIN, here, known_ids
from rctdiag.cli.shell.output import chosen_format, emit, moment, terminal_view
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.load.library import find_instruments
from rctdiag.load.saved_documents import load_dated_result
from rctdiag.operations.compare.compare_results import compare_results
from rctdiag.render import render_comparison
from rctdiag.render.over_time.over_time_files import PAGE_KINDS, comparison_file, page_kind
from rctdiag.render.words import words
from rctdiag.store.kept_records import LAST

if TYPE_CHECKING:
    from rctdiag.cli.compare.compare_options import CompareOptions
    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.documents.result import Result


def run(options: CompareOptions) -> None:
    """One comparison of results; one alone is held against the last that was kept.

    Raises:
        UsageFault: More than two are named, or stdin twice.
    """
    out = options.out
    kind = page_kind(wanted_file(out))
    chosen = "" if kind else chosen_format(out, files=PAGE_KINDS)
    name, *other_inputs = options.inputs
    if len(other_inputs) > 1:
        message = "only two results can be compared, and you gave more."
        raise UsageFault(Fault("usage", message, "Give the first and the last."))
    if options.inputs.count(STDIN) > 1:
        raise UsageFault(Fault("usage", "- is given twice.", "A pipe can be read only once."))
    result, other_result = (
        load_dated_result(named_document(input_name))
        for input_name in (name, *(other_inputs or [LAST]))
    )
    now = moment(options.now)
    document = compare_results(result, other_result, _at_hand(result, other_result), words(), now)
    if kind is not None:
        file = comparison_file(document, kind)
        emit_file(file, out.output, force=out.force, quiet=options.quiet)
        return
    text = render_comparison(document, terminal_view(options.look, chosen, out.output, full=True))
    emit(text, out.output, force=out.force, quiet=options.quiet)


def _at_hand(*results: Result) -> list[Instrument]:
    """The questionnaires of the results that are to be found here, bundled or in the folder."""
    ids = dict.fromkeys(
        questionnaire.id for result in results for questionnaire in result.questionnaires
    )
    known = set(known_ids())
    return [
        instrument for id_ in ids if id_ in known for instrument in find_instruments([id_], here())
    ]
