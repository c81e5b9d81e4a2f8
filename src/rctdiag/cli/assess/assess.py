"""``rctdiag assess``: one person's answers, asked or taken from a file, to a report."""

from __future__ import annotations

from pathlib import Path

from rctdiag.cli.assess.interview_options import InterviewOptions, ReportOptions
from rctdiag.cli.shell import completions
from rctdiag.cli.shell.options.declare import argument, flag, lone, option
from rctdiag.cli.shell.options.shared import strict_if


def assess(
    *,
    questionnaires: list[str] | None = argument(
        "QUESTIONNAIRE",
        "Which questionnaires: ids or files; if you name none, the five that come with rctdiag.",
        default=None,
        offers=completions.questionnaires,
    ),
    answers: Path | None = option(
        "--answers",
        "FILE",
        "Take answers from a YAML or JSON file; - takes them from a pipe.",
        readable=False,
    ),
    short: bool = flag("--short", "Ask the short form, about three minutes."),
    interview: InterviewOptions,
    strict: bool = strict_if("a scale has too few answers"),
    report: ReportOptions,
) -> None:
    """Look at the culture of your workplace: read it, name it, oppose it, replace it.

    \b
    Examples:
      rctdiag assess                        ask everything, about eight minutes
      rctdiag assess --short                ask less, about three minutes
      rctdiag assess --answers mine.yaml    score answers from a file
      rctdiag assess --answers - --json     JSON in, JSON out
    """
    from rctdiag.cli.assess import from_answers
    from rctdiag.cli.assess.request import AssessRequest

    from_answers.run(
        AssessRequest(
            names=tuple(questionnaires or ()),
            answers=answers,
            form="short" if short else "full",
            style=interview.style(),
            resume=interview.resumption(),
            strict=strict,
            interview=interview,
            report=report,
        )
    )


app = lone(assess)
