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
    from rctdiag.model.answers import AnswerSheet
    from rctdiag.model.documents.result import Result
    from render.factory import Document

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOSTILE = "[red]Zoë[/red] \x1b[2J :skull: 田中\u202e " + "x" * 120
SERIOUS = ("h05", "h06", "p08", "p12", "s08")


@cache
def ten_documents() -> dict[str, Result]:
    """The results by what is particular about each."""
    return {
        "paula, told": worked_example("paula-told"),
        "paula, imagined": worked_example("paula-imagined"),
        "susan, told": worked_example("susan-told"),
        "agnes, imagined": worked_example("agnes-imagined"),
        "short form": worked_example("agnes-imagined", "short", months_here=1),
        "good place": _made(5, 1, frame="team"),
        "leads": _made(2, 3, standing="leads", direction="closed"),
        "independent": _made(3, 3, standing="independent"),
        "left, help first": _made(1, 5, standing="left", beyond=["danger", "punished"]),
        "hostile names": _hostile(),
    }


def worked_example(name: str, form: Literal["full", "short"] = "full", **changes: object) -> Result:
    """The result of a sheet that ships, with changes to what was asked first."""
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
    document = parse(json.dumps(sheet), "sheet.json")
    return assessed(load_answers(document, find_instruments((), None)), form)


def assessed(sheet: AnswerSheet, form: Literal["full", "short"] = "full") -> Result:
    """The result of a sheet, as ``assess`` makes it."""
    return _assessor(form).result(sheet, now=NOW)


@cache
def _assessor(form: Literal["full", "short"]) -> Assessor:
    instruments = find_instruments((), None)
    return Assessor(instruments, bundled_steps(instruments).steps, words(), form=form)


def _hostile() -> Result:
    """Free texts, names and contacts that would break a page or command a terminal."""
    document = json.loads(worked_example("susan-imagined").model_dump_json(by_alias=True))
    document = rewritten(document, lambda text: f"{text} {HOSTILE}", 1)
    contact = {"part": "danger", "name": HOSTILE, "how": HOSTILE}
    document["support"] |= {"help_first": True, "parts": SUPPORT, "contacts": [contact]}
    document["support"]["why"] = ["serious:h05"]
    document["about"] |= {"context": HOSTILE, "company": HOSTILE}
    return model(document)
