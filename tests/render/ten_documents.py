"""Ten results that a report has to show whole, made by the program itself from answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Literal

from rctdiag.cli.content.worked_examples import folder
from rctdiag.load.answers import load_answers
from rctdiag.load.library import bundled_steps, find_instruments
from rctdiag.load.syntax.document import parse
from rctdiag.operations.assess.assessor import Assessor
from rctdiag.render.words import words
from render.factory import SUPPORT, model
from render.hostile import rewritten

if TYPE_CHECKING:
    from rctdiag.model.documents.result import Result
    from render.factory import Document

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOSTILE = "[red]Zoë[/red] \x1b[2J :skull: 田中\u202e " + "x" * 120
SERIOUS = ("h05", "h06", "p08", "p12", "s08")


@cache
def ten_documents() -> dict[str, Result]:
    """The results by what is particular about each."""
    return {
        "paula, told": _example("paula-told"),
        "paula, imagined": _example("paula-imagined"),
        "susan, told": _example("susan-told"),
        "agnes, imagined": _example("agnes-imagined"),
        "short form": _example("agnes-imagined", "short", months_here=1),
        "good place": _made(5, 1, frame="team"),
        "leads": _made(2, 3, standing="leads", direction="closed"),
        "independent": _made(3, 3, standing="independent"),
        "left, help first": _made(1, 5, standing="left", beyond=["danger", "punished"]),
        "hostile names": _hostile(),
    }


def _example(name: str, form: Literal["full", "short"] = "full", **changes: object) -> Result:
    sheet = parse((folder() / f"{name}.yaml").read_bytes(), name).data
    assert isinstance(sheet, dict)
    return _result({**sheet, **changes}, form)


def _made(good: int, bad: int, **about: object) -> Result:
    """All that is good answered ``good`` and all that is bad ``bad``, somewhat uneven."""
    items = [
        (each.questionnaire.kind, item)
        for each in find_instruments((), None)
        for item in each.questionnaire.items
    ]
    answers = {
        item.id: min(5, max(1, (good if item.reversed == (kind == "culture") else bad) - at % 2))
        for at, (kind, item) in enumerate(items)
    }
    return _result({"schema": "rctdiag.answers/1", "answers": answers, **about}, "full")


def _result(sheet: Document, form: Literal["full", "short"]) -> Result:
    instruments = find_instruments((), None)
    assessor = Assessor(instruments, bundled_steps(instruments).steps, words(), form=form)
    document = parse(json.dumps(sheet), "sheet.json")
    return assessor.result(load_answers(document, instruments), now=NOW)


def _hostile() -> Result:
    """Free texts, names and contacts that would break a page or command a terminal."""
    document = json.loads(_example("susan-imagined").model_dump_json(by_alias=True))
    document = rewritten(document, lambda text: f"{text} {HOSTILE}", 1)
    contact = {"part": "danger", "name": HOSTILE, "how": HOSTILE}
    document["support"] |= {"help_first": True, "parts": SUPPORT, "contacts": [contact]}
    document["support"]["why"] = ["serious:h05"]
    document["about"] |= {"context": HOSTILE, "company": HOSTILE}
    return model(document)
