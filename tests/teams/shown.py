"""A survey as every output that a person could see."""

from typing import Any

from rctdiag.disclosure.document.build import Asked, Survey, report
from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.load.library import find_instruments
from rctdiag.operations.assess.prepared import reference
from rctdiag.operations.teams.make_group_report import LIMITS
from rctdiag.render.group import render_group
from rctdiag.render.view import View
from rctdiag.render.words import words
from teams.groups import steps

VIEWS = (
    View(width=80, full=True),
    View(width=40, ascii=True),
    View(accessible=True, full=True),
    View(format="markdown", full=True),
    View(format="json"),
)


def document(survey: Survey, asked: Asked, ledger: Ledger | None = None) -> dict[str, Any]:
    """The document as ``operations.teams`` makes it."""
    told = words("en")
    return report(survey, asked, steps(), ledger).document | {
        "rctdiag_version": "0.0.0",
        "created": "2026-03-02T09:00:00+01:00",
        "language": "en",
        "questionnaires": [
            reference(one).model_dump()
            for one in find_instruments((), None)
            if not one.questionnaire.private
        ],
        "ledger": "none",
        "limits": [told.text(limit) for limit in LIMITS],
        "validity": told.text("validity"),
    }


def outputs(survey: Survey, asked: Asked) -> tuple[str, ...]:
    """A survey in every view."""
    return rendered(document(survey, asked))


def rendered(made: dict[str, Any]) -> tuple[str, ...]:
    """Text, narrow text, accessible text, Markdown, JSON, and the summary."""
    summary = render_group(made, VIEWS[0], summary=True)
    return (*(render_group(made, view) for view in VIEWS), summary)
