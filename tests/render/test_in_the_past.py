"""To somebody who has left, their own answers are told back in the past."""

import json
import re

import pytest

from rctdiag.load.library import find_instruments
from rctdiag.load.syntax.document import parse
from rctdiag.model.answers import AnswerSheet
from rctdiag.model.documents.result import Result
from rctdiag.model.step import STRATEGIES
from rctdiag.render import render
from rctdiag.render.view import View
from rctdiag.render.words import FOLDER, words
from render.ten_documents import assessed

VIEWS = [
    View(width=36),
    View(full=True, accessible=True),
    View(accessible=True),
    View(format="markdown"),
]
OF_THE_PLACE = [
    one.questionnaire for one in find_instruments((), None) if one.questionnaire.kind != "readiness"
]
ASKED = {item.text for questionnaire in OF_THE_PLACE for item in questionnaire.items}
NAMES = {
    text
    for questionnaire in OF_THE_PLACE
    for facet in questionnaire.facets
    for text in (facet.label, facet.opposite)
}


def left(**changes: int) -> Result:
    """A place where all happens now and then, to somebody who has left it."""
    answers = {
        item.id: 2 if item.serious else 3 + (at % 3 - 1)
        for questionnaire in OF_THE_PLACE
        for at, item in enumerate(questionnaire.items)
    }
    return assessed(
        AnswerSheet.model_validate(
            {
                "schema": "rctdiag.answers/1",
                "answers": answers | changes,
                "standing": "left",
                "notes": {"h01": "A note."},
            }
        )
    )


def past() -> dict[str, str]:
    path = FOLDER / "en" / "past.yaml"
    return dict(parse(path.read_bytes(), path.name).data)


def test_every_question_about_the_place_has_a_past_and_nothing_else_has() -> None:
    known = past()
    assert known.keys() >= ASKED
    assert known.keys() <= ASKED | NAMES
    assert [text for text in known.values() if re.search(r"\bhere\b|\bis\b|\bare\b", text)] == []
    assert all(known[text] != text for text in known if text in NAMES)


def test_who_is_still_there_is_told_what_was_asked() -> None:
    text = min(ASKED)
    assert words().in_tense(text) == text
    assert words().then().in_tense(text) == past()[text]
    assert words().then().in_tense("A question of one's own.") == "A question of one's own."


@pytest.mark.parametrize("view", VIEWS)
def test_no_question_is_told_back_in_the_present(view: View) -> None:
    told = squeezed(render(left(), view))
    still_there = squeezed(render(left().model_copy(update={"about": stayed()}), view))
    asked = [squeezed(text) for text in ASKED if past()[text] != text]
    assert [text for text in asked if text in told] == []
    assert [text for text in asked if text in still_there] != []


def test_the_saved_document_keeps_the_questions_as_they_were_asked() -> None:
    practices = left().practices
    assert practices.impeding
    assert {answer.text for answer in (*practices.helping, *practices.impeding)} <= ASKED
    document = json.loads(render(left(), View(format="json")))
    assert document["noted"]["h01"] in ASKED


def test_what_opens_a_step_is_said_of_people_from_there() -> None:
    alone = {
        item.id: 5 if item.reversed else 1
        for one in find_instruments((), None)
        for item in one.questionnaire.items
        if item.facet == "allies"
    }
    rows = left(**alone).plan.map
    opens = [sentence for strategy in STRATEGIES for sentence in rows.row(strategy).opens]
    assert "opens_few_allies" in {sentence.id for sentence in opens}
    assert [sentence.text for sentence in opens if re.search(r"\bhere\b", sentence.text)] == []


def test_the_load_and_the_first_weeks_of_a_place_one_has_left_bar_nothing() -> None:
    hard = {f"s{number:02}": 5 if number in {1, 4} else 1 for number in range(1, 7)}
    result = left(**hard)
    assert result.scales["survival"].facets["overload"].band in {"often", "almost_always"}
    assert not {"overloaded", "first_impression"} & set(result.plan.flags)


def stayed() -> object:
    return left().about.model_copy(update={"standing": "member", "position": "no"})


def squeezed(text: str) -> str:
    """The letters of a text, whatever a column, a box or a list puts between them."""
    return re.sub(r"[\s\\|\u2500-\u257f]", "", text)


@pytest.mark.parametrize("view", VIEWS)
def test_a_say_and_safety_are_told_as_they_were_there(view: View) -> None:
    text = " ".join(render(left(r04=4, r05=2, r06=2, r07=4, r08=2, r09=4), view).lower().split())
    assert re.search(r"your say then: (some|a lot)", text)
    assert "safety in speaking up there: little" in text
