"""``rctdiag questionnaires``: list, show, check, begin one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from rctdiag.cli.shell import completions
from rctdiag.cli.shell.help_pages import commands
from rctdiag.cli.shell.options.declare import argument, option, with_options
from rctdiag.cli.shell.options.language import LANGUAGE
from rctdiag.cli.shell.options.shared import FORCE, JSON, OUTPUT, Output, Paged, strict_if
from rctdiag.cli.shell.output import json_line

app = commands("The questionnaires: list, show or check them, or start your own.")


def _named(meaning: str, default: object = ...) -> Any:  # noqa: ANN401
    return argument("QUESTIONNAIRE", meaning, default=default, offers=completions.questionnaires)


class _Page(Output):
    format: str | None = option("--format", "FORMAT", "text, json or html.")
    output: Path | None = option(
        "-o --output", "PATH", "Save it as a web page, with a name ending in .html."
    )


@app.command("list")
@with_options
def list_(*, as_json: bool = JSON, language: str = LANGUAGE, paged: Paged) -> None:
    """List the questionnaires that come with rctdiag, and those in ./questionnaires.

    \b
    Examples:
      rctdiag questionnaires list
      rctdiag questionnaires list --json
    """
    from rctdiag.cli.shell import input_files

    instruments = input_files.instruments(input_files.known_ids(), language)
    all_questionnaires = [instrument.questionnaire for instrument in instruments]
    if as_json:
        rows = [
            {
                "id": q.id,
                "title": q.title,
                "items": len(q.items),
                "short": sum(item.short for item in q.items),
                "version": q.version,
                "private": q.private,
                "evidence": q.evidence,
                "license": q.license,
                "file": instrument.file,
            }
            for q, instrument in zip(all_questionnaires, instruments, strict=True)
        ]
        sys.stdout.write(json_line(rows))
        return
    from rctdiag.cli.shell.reading.show_list import show_list
    from rctdiag.render.listing.questionnaires import questionnaires

    listing = questionnaires(all_questionnaires, input_files.texts(language))
    show_list(listing, language, paged)


@app.command()
@with_options
def show(
    *,
    name: str = _named("Its id or file."),
    out: _Page,
    language: str = LANGUAGE,
    paged: Paged,
) -> None:
    """Show a questionnaire: what it looks at, its parts and questions, and which way each counts.

    \b
    Examples:
      rctdiag questionnaires show connection
      rctdiag questionnaires show connection --json
      rctdiag questionnaires show connection -o connection.html
    """
    from rctdiag.cli.content.questionnaire_file import as_page, shown_format
    from rctdiag.cli.shell import input_files

    chosen = shown_format(out)
    [instrument] = input_files.instruments([name], language)
    if chosen == "html":
        as_page(instrument, input_files.texts(language), out)
        return
    q = instrument.questionnaire
    if chosen == "json":
        shown = q.model_dump(mode="json", by_alias=True) | {"sha256": instrument.sha256}
        sys.stdout.write(json_line(shown))
        return
    from rctdiag.cli.shell.reading.show_list import show_list
    from rctdiag.render.listing.questionnaires import questionnaire

    listing = questionnaire(q, input_files.texts(language))
    show_list(listing, language, paged)


@app.command()
@with_options
def check(
    *,
    names: list[str] | None = _named(
        "Which questionnaires: ids or files; if you name none, those that come with rctdiag.",
        default=None,
    ),
    strict: bool = strict_if("there is any advice"),
    as_json: bool = JSON,
) -> None:
    """Check questionnaires, showing every fault with its line, then advice on wording.

    \b
    Examples:
      rctdiag questionnaires check
      rctdiag questionnaires check shift_handover --strict
    """
    from rctdiag.cli.content.check_report import report_findings
    from rctdiag.cli.shell import input_files
    from rctdiag.load.checks.wording_lints import lint
    from rctdiag.load.syntax.document import read

    instruments = input_files.instruments(names or (), "en")
    findings = [fault for instrument in instruments for fault in lint(read(Path(instrument.file)))]
    report_findings(findings, checked=len(instruments), strict=strict, as_json=as_json)


@app.command()
@with_options
def new(
    *,
    name: str = argument("ID", "The new id, such as shift_handover."),
    output: Path | None = OUTPUT,
    force: bool = FORCE,
) -> None:
    """Start a questionnaire of your own from a small, complete example.

    \b
    Example:
      rctdiag questionnaires new shift_handover
    """
    from rctdiag.cli.content.check_report import starter
    from rctdiag.cli.shell.output import emit

    text = starter(name)
    if output is None:
        output = Path("questionnaires") / f"{name}.yaml"
        output.parent.mkdir(exist_ok=True)
    emit(text, output, force=force)
