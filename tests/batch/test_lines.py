"""A line of ``--results`` is what the one serializer gives, however it was put together."""

import random
import sys
from datetime import UTC, datetime

import pytest

from rctdiag.load.library import bundled_steps, find_instruments
from rctdiag.model.answers import AnswerSheet
from rctdiag.model.documents.result import Result
from rctdiag.operations.assess.assessor import Assessor
from rctdiag.operations.batch.batch_run import ResultSettings
from rctdiag.operations.batch.full_results import _Maker, encoder
from rctdiag.render.plain.canonical_json import dumps
from rctdiag.render.words import words
from rctdiag.tables.engines.plain_scoring import Person

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
INSTRUMENTS = find_instruments((), None)
STEPS = bundled_steps(INSTRUMENTS).steps
ITEMS = [item.id for one in INSTRUMENTS for item in one.questionnaire.items]


def sheet(draw: random.Random) -> dict[str, int | str]:
    """Places of every kind: what is answered often differs, and how much is missing."""
    weights = [draw.random() ** 2 for _ in range(5)]
    share = draw.choice([0.0, 0.05, 0.5, 0.9])
    choices = {item: draw.choices([1, 2, 3, 4, 5], weights)[0] for item in ITEMS}
    return {
        item: "cant_say" if draw.random() < 0.05 else answer
        for item, answer in choices.items()
        if draw.random() >= share
    }


@pytest.mark.parametrize("form", ["full", "short"])
def test_a_line_is_what_the_serializer_gives(form: str) -> None:
    maker = _Maker(ResultSettings(INSTRUMENTS, STEPS, words(), form, NOW))  # type: ignore[arg-type]
    assessor = Assessor(INSTRUMENTS, STEPS, words(), form=form)  # type: ignore[arg-type]
    seen = {"begin": 0, "help_first": 0}
    for seed in range(150):
        answers = sheet(random.Random(seed))  # noqa: S311 - a test
        asked = AnswerSheet.model_validate({"schema": "rctdiag.answers/1", "answers": answers})
        result = assessor.result(asked, now=NOW)
        expected = dumps(result.model_copy(update={"respondent": "a"}), one_line=True)
        line = maker.line(Person("a", (), answers)).decode()
        assert line == expected
        # What is built here without a second look passes the look that reading back takes.
        Result.model_validate_json(line)
        seen["help_first"] += result.support.help_first
        seen["begin"] += bool(result.plan.begin)
    assert all(seen.values()), seen


@pytest.fixture(scope="module")
def result() -> Result:
    answers = sheet(random.Random(3))  # noqa: S311 - a test
    asked = AnswerSheet.model_validate({"schema": "rctdiag.answers/1", "answers": answers})
    result = Assessor(INSTRUMENTS, STEPS, words()).result(asked, now=NOW)
    return result.model_copy(update={"respondent": "a"})


HOSTILE = ["a", "é", "\u202e", "\xad", "\x7f", "-0.0", "\x01\x1f\t\n", '"\\/', "\ud800", "😀", None]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_ids_are_told_as_the_serializer_tells_them(
    name: str | None, result: Result
) -> None:
    named = result.model_copy(update={"respondent": name})
    assert encoder()(result, name).decode() == dumps(named, one_line=True)


def test_a_minus_zero_is_no_figure(result: Result) -> None:
    continuum = result.continuum.model_copy(update={"position": -0.0})
    changed = result.model_copy(update={"continuum": continuum})
    line = encoder()(changed, "a").decode()
    assert line == dumps(changed, one_line=True)
    assert '"position":0.0' in line


def test_every_figure_is_told_as_the_serializer_tells_it(result: Result) -> None:
    """Points have four decimals; an interval goes a little beyond 0-100.

    All figures are near nought, where a number could be written with an exponent; and a sample.
    """
    reading = next(iter(result.readings.values()))
    numbers = [*range(-1_000, 1_000), *range(-50_000, 1_100_000, 97)]
    figures = [round(n / 10_000, 4) for n in numbers]
    readings = {
        f"r{number}": reading.model_copy(update={"score": figure})
        for number, figure in enumerate(figures)
        if figure
    }
    changed = result.model_copy(update={"readings": readings})
    assert encoder()(changed, "a").decode() == dumps(changed, one_line=True)


def test_without_the_extra_lines_are_the_same(
    monkeypatch: pytest.MonkeyPatch, result: Result
) -> None:
    quick = encoder()(result, "a")
    monkeypatch.setitem(sys.modules, "msgspec", None)
    assert encoder()(result, "a") == quick
