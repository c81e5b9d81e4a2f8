"""A survey as every output that a person could see."""

import json
from typing import Any

from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.load.library import find_instruments
from rctdiag.model.documents.teams import GroupDoc, TeamFigures, Teams
from rctdiag.operations.assess.prepared import reference
from rctdiag.operations.teams.make_group_report import LIMITS
from rctdiag.render import group
from rctdiag.render.handover.make_file import FOLDER_KINDS, group_file, group_folder
from rctdiag.render.plain.canonical_json import plain_data
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


def document(
    survey: Survey, request: ReportRequest, ledger: Ledger | None = None
) -> dict[str, Any]:
    """The document as ``operations.teams`` makes it, as JSON data that a test may change."""
    english = words("en")
    made = Teams(
        **dict(report(survey, request, steps(), ledger).document),
        schema_="rctdiag.teams/1",
        rctdiag_version="0.0.0",
        created="2026-03-02T09:00:00+01:00",
        language="en",
        questionnaires=tuple(
            reference(instrument)
            for instrument in find_instruments((), None)
            if not instrument.questionnaire.private
        ),
        ledger="none",
        limits=tuple(english.text(limit) for limit in LIMITS),
        validity=english.text("validity"),
    )
    return plain_data(made)


def outputs(survey: Survey, request: ReportRequest) -> tuple[str, ...]:
    """A survey in every view."""
    return rendered(document(survey, request))


def read_back(made: dict[str, Any]) -> Teams:
    """JSON data as the published class."""
    return Teams.model_validate_json(json.dumps(made))


def figures_of(made: dict[str, Any]) -> TeamFigures:
    """What ``disclosure`` makes of a document, whether or not it agrees with itself."""
    figures = {name: made[name] for name in TeamFigures.model_fields}
    return TeamFigures.model_validate_json(json.dumps(figures))


def render_group(made: dict[str, Any], view: View, *, summary: bool = False) -> str:
    """A report of JSON data."""
    return group.render_group(read_back(made), view, summary=summary)


def render_page(made: dict[str, Any], view: View, page_of: dict[str, Any]) -> str:
    """The page of one of its groups."""
    found = GroupDoc.model_validate_json(json.dumps(page_of))
    return group.render_page(read_back(made), view, found)


def files(made: dict[str, Any]) -> tuple[bytes, ...]:
    """Every file to hand over of a report: a folder in each format, and the workbook."""
    document = read_back(made)
    folders = (data for kind in FOLDER_KINDS for _, data in group_folder(document, kind))
    return (*folders, group_file(document, "xlsx"))


def rendered(made: dict[str, Any]) -> tuple[str, ...]:
    """Text, narrow text, accessible text, Markdown, JSON, and the summary."""
    summary = render_group(made, VIEWS[0], summary=True)
    return (*(render_group(made, view) for view in VIEWS), summary)
