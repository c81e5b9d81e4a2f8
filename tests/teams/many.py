"""A report on more groups than have pages in the short view."""

import json
from functools import cache
from typing import Any

from rctdiag.disclosure.document.build import ReportRequest
from rctdiag.disclosure.document.survey import Survey
from teams.groups import survey
from teams.shown import document

SIZES = {"a": 24, "b": 22, "c": 16, "d": 9, "e": 6, "f": 7, "g": 8, "h": 5, "i": 6, "j": 12, "k": 3}
ASKED = ReportRequest(("team",))
Doc = dict[str, Any]


@cache
def answered() -> Survey:
    """Eleven teams, two grades in each; the smallest is hidden, and another beside it."""
    team: list[str | None] = [name for name, size in SIZES.items() for _ in range(size)]
    grade: list[str | None] = [("junior", "senior")[at % 2] for at in range(len(team))]
    return survey({"team": team, "grade": grade}, 8, missing=0.0)


@cache
def _once() -> str:
    return json.dumps(document(answered(), ASKED))


def report() -> Doc:
    """The report, fresh, in which nobody's views differ widely yet."""
    found: Doc = json.loads(_once())
    for one in found["groups"]:
        for told in one["agreement"].values():
            if told is not None:
                told["word"] = "mixed"
    return found


def shown(made: Doc) -> list[Doc]:
    """The groups that have figures."""
    return [one for one in made["groups"] if one["reason"] is None]


def apart(made: Doc, ladder: str, *scales: str) -> None:
    """Let the groups be told apart so on these scales, and not on others."""
    for scale, one in made["breakdowns"][0]["scales"].items():
        one["ladder"] = ladder if scale in scales else "no_difference"
