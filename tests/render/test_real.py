"""Reports of real results: the bundled questionnaires and steps, and sheets of many kinds."""

import json
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from rctdiag.load.library import bundled_steps, find_instruments
from rctdiag.model.answers import AnswerSheet
from rctdiag.operations.assess.assessor import Assessor
from rctdiag.render.plain.canonical_json import plain_data
from rctdiag.render.sentences import first_sentence
from rctdiag.render.view import View
from rctdiag.render.words import words
from render.factory import render

LINEAR = View(accessible=True)
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
INSTRUMENTS = find_instruments((), None)
STEPS = bundled_steps(INSTRUMENTS).steps
ASSESSORS = {
    "full": Assessor(INSTRUMENTS, STEPS, words(), form="full"),
    "short": Assessor(INSTRUMENTS, STEPS, words(), form="short"),
}
ABOUT: tuple[dict[str, object], ...] = (
    {},
    {"beyond": ("not_sure",), "standing": "leads", "months_here": 2},
    {"standing": "leads", "direction": "opened"},
    {"frame": "team", "direction": "closed", "context": "Cuts.", "company": "A friend."},
)


def _sheet(seed: int) -> AnswerSheet:
    """Answers round a level of its own for each questionnaire; some left out, some can't say."""
    random = Random(seed)  # noqa: S311 - answers, no secrets
    levels = {one.questionnaire.id: random.randint(1, 5) for one in INSTRUMENTS}
    answers: dict[str, int | str] = {}
    for instrument in INSTRUMENTS:
        for item in instrument.questionnaire.items:
            value = min(5, max(1, levels[instrument.questionnaire.id] + random.choice((-1, 0, 1))))
            chosen = random.choices(("answer", "cant_say", "left"), (0.85, 0.08, 0.07))[0]
            if chosen != "left":
                keyed = 6 - value if item.reversed else value
                answers[item.id] = keyed if chosen == "answer" else "cant_say"
    told = {"schema": "rctdiag.answers/1", "answers": answers, **ABOUT[seed % len(ABOUT)]}
    return AnswerSheet.model_validate(told)


def _result(form: str, sheet: AnswerSheet) -> dict[str, Any]:
    return plain_data(ASSESSORS[form].result(sheet, now=NOW))


def _keeps_what_a_help_first_report_owes(document: dict[str, Any], joined: str) -> None:
    assert words().text("rule_help_first") in joined
    assert words().text("oppose_distance") in joined
    assert words().text("support_unseen") in joined
    assert all(one["text"] in joined for one in document["practices"]["impeding"][:3])
    for offer in document["plan"]["begin"]:
        assert offer["title"] in joined
        assert first_sentence(offer["begin"]) in joined


def test_a_good_thing_that_is_only_sometimes_so_is_a_reason_said_so() -> None:
    told = {
        "schema": "rctdiag.answers/1",
        "answers": {
            item.id: 3 for each in INSTRUMENTS for item in each.questionnaire.items
        },
    }  # fmt: skip
    document = _result("full", AnswerSheet.model_validate(told))
    good = {
        item.id: item.reversed == (each.questionnaire.kind == "culture")
        for each in INSTRUMENTS
        for item in each.questionnaire.items
    }
    reasons = [one for offer in document["plan"]["begin"] for one in offer["because"]]
    labels = {(good[one["item"]], one["answer_label"]) for one in reasons}
    assert labels <= {(True, "only sometimes"), (False, "sometimes")}
    assert reasons


@pytest.mark.parametrize(("form", "keyed", "score"), [("full", 2, 25), ("short", 3, 50)])
def test_where_all_are_level_none_is_called_the_highest(form: str, keyed: int, score: int) -> None:
    answers: dict[str, int | str] = {
        item.id: 6 - keyed if item.reversed else keyed
        for each in INSTRUMENTS
        for item in each.questionnaire.items
    }
    for changed, level in (({}, True), ({"s01": 5}, False)):
        told = {"schema": "rctdiag.answers/1", "answers": answers | changed}
        said = _result(form, AnswerSheet.model_validate(told))["profile"]["statement"]
        assert (f"are level at {score} out of 100" in said) is level
        assert ("the highest is" in said) is not level


def test_of_equal_answers_those_of_the_highest_culture_are_named_first() -> None:
    answers: dict[str, int | str] = {}
    for instrument in INSTRUMENTS:
        for item in instrument.questionnaire.items:
            answers[item.id] = 3
            if instrument.questionnaire.id in ("survival", "connection"):
                good = item.reversed == (instrument.questionnaire.kind == "culture")
                answers[item.id] = 2 if good else 4
    answers |= dict.fromkeys(("h05", "h06", "p08", "p12", "s08"), 1)  # no serious answer
    told = {"schema": "rctdiag.answers/1", "answers": answers}
    document = _result("full", AnswerSheet.model_validate(told))
    assert [one["scale"] for one in document["practices"]["impeding"]] == ["survival"] * 3
    bands = document["scales"]["survival"]["bands"]
    spanned = " to ".join(dict.fromkeys((bands[0], bands[-1]))).replace("_", " ")
    assert f"({spanned})" in document["profile"]["statement"]


@pytest.mark.parametrize("seed", range(40))
def test_no_first_move_is_cut(seed: int) -> None:
    document = _result("full", _sheet(seed))
    told = render(document, LINEAR)
    assert "..." not in told[told.index("4. Replace it") :]


@pytest.mark.parametrize("form", ASSESSORS)
@pytest.mark.parametrize("seed", range(40))
def test_a_real_report_keeps_what_matters_in_its_short_view(form: str, seed: int) -> None:
    document = _result(form, _sheet(seed))
    told = render(document, LINEAR)
    help_first = document["support"]["help_first"]
    joined = " ".join(told.split())
    assert document["profile"]["statement"] in joined
    assert all(limit in joined for limit in document["limits"])
    if help_first:
        _keeps_what_a_help_first_report_owes(document, joined)
    if document["plan"]["begin"]:
        first = document["plan"]["begin"][0]
        fields = ("do", "begin", "say", "ally", "sign", "stop_if")
        assert [name for name in fields if first[name] and first[name] not in joined] == []
    back = json.loads(render(document, View(format="json")))
    assert render(back, View(full=True)) == render(document, View(full=True))


@pytest.mark.parametrize("form", ["short", "full"])
def test_low_figures_never_soothe_somebody_in_charge(form: str) -> None:
    answers = {
        item.id: (1 if one.questionnaire.kind == "culture" else 5)
        if not item.reversed
        else (5 if one.questionnaire.kind == "culture" else 1)
        for one in INSTRUMENTS
        for item in one.questionnaire.items
    }
    told = {"schema": "rctdiag.answers/1", "answers": answers, "standing": "leads"}
    document = _result(form, AnswerSheet.model_validate(told))
    assert "That does not prove that all is well." in document["profile"]["statement"]
    assert " of 100" not in document["profile"]["statement"]
