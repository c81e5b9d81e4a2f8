"""``rctdiag export``: questionnaires out, as the file of a survey platform."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rctdiag.cli.shell import completions
from rctdiag.cli.shell.options.declare import argument, flag, lone, option
from rctdiag.cli.shell.options.language import LANGUAGE
from rctdiag.cli.shell.options.shared import FORCE, OUTPUT, QUIET

if TYPE_CHECKING:
    from rctdiag.operations.platforms.export_form import Target

# Platforms by the names that import knows them by, and the form that they take.
_TAKES = {
    "kobo": "xlsform",
    "odk": "xlsform",
    "google-forms": "google",
    "ms-forms": "text",
    "surveymonkey": "text",
}


def export(
    *,
    questionnaires: list[str] | None = argument(
        "QUESTIONNAIRE",
        "Which questionnaires: ids or files; if you name none, those for groups.",
        default=None,
        offers=completions.questionnaires,
    ),
    for_: str = option(
        "--for",
        "PLATFORM",
        "webform, text, markdown, google, limesurvey, xlsform, surveyjs, redcap, "
        "qualtrics, docx or paper.",
        default="text",
        offers=completions.targets,
    ),
    short: bool = flag("--short", "Only the questions of the short form."),
    personal: bool = flag("--personal", "A web form for one person, with a picture at the end."),
    language: str = LANGUAGE,
    output: Path | None = OUTPUT,
    force: bool = FORCE,
    quiet: bool = QUIET,
) -> None:
    """Write the questions as a form for a survey platform, or for paper.

    \b
    Examples:
      rctdiag export --for webform -o form.html
      rctdiag export --for webform --personal -o mine.html
      rctdiag export --for google -o form.gs
      rctdiag export --for xlsform -o form.xlsx
      rctdiag export --for docx --short -o form.docx
      rctdiag export hierarchical --for text
    """
    from rctdiag.cli.batch.run import one_of
    from rctdiag.cli.shell import input_files
    from rctdiag.cli.shell.output import notice, stdout_is_target, write_file
    from rctdiag.errors.faults import Fault, UsageFault
    from rctdiag.operations.platforms import export_form

    target = cast("Target", one_of(_TAKES.get(for_, for_), export_form.targets(), "--for"))
    names = tuple(questionnaires or ())
    request = export_form.ExportRequest(
        instruments=input_files.instruments(names, language),
        named=bool(names),
        target=target,
        length="short" if short else "full",
        personal=personal,
    )
    to_stdout = output is None or stdout_is_target(output)
    if to_stdout and target in export_form.BINARY and sys.stdout.isatty():
        hint = f"Add -o FORM{export_form.ending(target)}."
        raise UsageFault(Fault("usage", "this format cannot be shown on a terminal.", hint))
    data = export_form.export(request, input_files.texts(language))
    if output is None or to_stdout:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    write_file(output, data, force=force)
    if not quiet:
        notice(f"Saved to {output}. docs/platforms.md says what to do with it.")


app = lone(export)
