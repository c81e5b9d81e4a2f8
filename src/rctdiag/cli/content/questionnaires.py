"""``rctdiag questionnaires``: list, show, check, begin one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from rctdiag.cli.shell import options
from rctdiag.cli.shell.help_pages import commands
from rctdiag.cli.shell.output import json_line, list_line

app = commands("The questionnaires: list, show, check, begin your own.")
Name = Annotated[str, typer.Argument(metavar="QUESTIONNAIRE", help="An id, or a path.")]


@app.command("list")
def list_(
    as_json: options.Json = False,
    language: options.Language = "en",
) -> None:
    """List the questionnaires that come with rctdiag, and those in ./questionnaires."""
    from rctdiag.cli.shell import input_files

    rows = []
    for instrument in input_files.instruments(input_files.known_ids(), language):
        q = instrument.questionnaire
        rows.append(
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
        )
    if as_json:
        sys.stdout.write(json_line(rows))
        return
    for row in rows:
        private = "  (private: never in a group)" if row["private"] else ""
        counts = f"{row['items']} items, {row['short']} in the short form"
        line = f"{row['id']:<18} {row['title']}: {counts}, version {row['version']}{private}"
        list_line(line)


@app.command()
def show(
    name: Name,
    as_json: options.Json = False,
    language: options.Language = "en",
) -> None:
    """Show a questionnaire: its facets, its items, how each is keyed, its sources."""
    from rctdiag.cli.shell import input_files

    [instrument] = input_files.instruments([name], language)
    q = instrument.questionnaire
    if as_json:
        shown = q.model_dump(mode="json", by_alias=True) | {"sha256": instrument.sha256}
        sys.stdout.write(json_line(shown))
        return
    lines = [f"{q.title} ({q.id} {q.version}, {q.license}, evidence level {q.evidence})", q.about]
    lines += ["", q.stem]
    points = range(q.scale.low, q.scale.high + 1)
    lines.append(", ".join(f"{n} {x}" for n, x in zip(points, q.scale.labels, strict=True)))
    for facet in q.facets:
        lines += ["", f"{facet.id}: {facet.label}", f"  looks for: {facet.looks_for}"]
        for item in q.items:
            if item.facet == facet.id:
                marks = [m for m in ("reversed", "short", "serious") if getattr(item, m)]
                shown_marks = f" [{', '.join(marks)}]" if marks else ""
                lines.append(f"  {item.id}  {item.text}{shown_marks}")
    for line in lines:
        list_line(line)


@app.command()
def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUESTIONNAIRE]...", help="Ids or paths; none: the bundled."),
    ] = None,
    strict: options.Strict = False,
    as_json: options.Json = False,
) -> None:
    """Check questionnaires: every fault with its line, then advice on wording."""
    from rctdiag.cli.content.check_report import report_findings
    from rctdiag.cli.shell import input_files
    from rctdiag.load.checks.wording_lints import lint
    from rctdiag.load.syntax.document import read

    instruments = input_files.instruments(names or (), "en")
    findings = [fault for instrument in instruments for fault in lint(read(Path(instrument.file)))]
    report_findings(findings, checked=len(instruments), strict=strict, as_json=as_json)


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="ID", help="For example shift_handover.")],
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """Begin a questionnaire of your own: a small, complete file to change."""
    from rctdiag.cli.content.check_report import starter
    from rctdiag.cli.shell.output import emit

    text = starter(name)
    if output is None:
        output = Path("questionnaires") / f"{name}.yaml"
        output.parent.mkdir(exist_ok=True)
    emit(text, output, force=force)
