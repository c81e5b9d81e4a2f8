"""The attack by CP-SAT on answer tables: how it reads documents, and that it can find.

OR-Tools is only in the judge's environment, so here every table is listed in its place.
"""

from __future__ import annotations

import json
import random
import warnings
from itertools import product
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from bench_programs import program as program_of
from bench_programs import stored
from rctdiag.disclosure.document.build import report
from rctdiag.errors.faults import ConfidentialityRefusal

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def program() -> ModuleType:
    return program_of("answer_tables")


def told(
    program: ModuleType, rows: list[tuple[int, int, int, int]], truth: list[int], **shape: object
) -> str:
    """Who learns something of people with one answer each; rows are (first, last, low, high)."""
    answers = np.array(truth, dtype=np.int64)[:, np.newaxis]
    counting = program.Shape(**{"points": 5, "parts": ((0,),), **shape})
    held = [program.Row(tuple(range(a, b)), (0,), low, high) for a, b, low, high in rows]
    attack = program.Attack(held, answers, counting)
    every = product(range(1, counting.points + 1), repeat=len(truth))
    tables = np.array(list(every), dtype=np.int64)[:, :, np.newaxis]
    tables = tables[attack.fits(tables)]

    def listed(target: object, known: int | None) -> object:
        own = tables if known is None else tables[tables[:, known, 0] == truth[known]]
        value = target.of(own)  # type: ignore[attr-defined]  # of the program
        return next(iter(own[value != target.of(answers[np.newaxis])[0]]), None)  # type: ignore[attr-defined]  # likewise

    attack.another = listed
    rng = random.Random(1)  # noqa: S311 - a repeatable draw, no secret
    return str(program.outcome_of(attack, rng)[0])


def test_the_program_reads_documents(program: ModuleType) -> None:
    """The truth fits what it reads, or it would say so; and other tables fit that count alike."""
    rows = 0
    for number in range(program.QUICK):
        survey, shape, request = program.draw(number)
        try:
            document = json.loads(report(survey, request).document.model_dump_json())
        except ConfidentialityRefusal:
            continue
        attack = program.Attack(list(program.read(document, survey, shape)), survey.given, shape)
        rows += len(attack.rows)
        rng = random.Random(number)  # noqa: S311 - as above
        near = attack.near(survey.given, None, rng)
        assert attack.fits(near).all()
    assert rows > program.QUICK


def test_margins_are_those_of_the_page(program: ModuleType) -> None:
    """Of a scale of five parts, three questions of five points each."""
    assert [program.margin(people, 60, 5) for people in (5, 10, 20)] == [25, 15, 10]
    page = (ROOT / "docs" / "confidentiality.md").read_text(encoding="utf-8")
    assert "25 points at five people, 15 at ten, 10 from twenty" in page


def test_the_program_finds_what_is_certain(program: ModuleType) -> None:
    # Six people and five of them; six alone leave everybody open.
    six = [2, 3, 3, 4, 2, 3]
    counted = sum({2: 1, 3: 4, 4: 7}[answer] for answer in six)
    whole = (0, 6, counted, counted)
    assert told(program, [whole], six) == "safe"
    assert told(program, [whole, (0, 5, counted - 4, counted - 4)], six) == "outsider"
    # Everybody at an end: either of two answers, but one and the same of a delicate question.
    ends = [(0, 5, 5, 5)]
    assert told(program, ends, [1] * 5) == "safe"
    assert told(program, ends, [1] * 5, delicate=(0,)) == "outsider"
    # Whoever said yes knows that all others said no.
    assert told(program, [(0, 5, 11, 11)], [1, 1, 1, 1, 5], delicate=(0,)) == "insider"
    # Without half steps a whole team at the end is told.
    assert told(program, [(0, 5, 0, 0)], [1] * 5, halves=False) == "outsider"
    # Scores of five steps count 1, 4, 6 or 9: five people make 30 in two ways, four 24 in one.
    assert told(program, [(0, 5, 30, 30)], [4] * 5, points=6) == "insider"


def test_the_stored_figures(program: ModuleType) -> None:
    figures = stored("answer-tables")
    assert figures["tables"] == program.COUNT
    assert figures["another document"] == figures["outsider"] == figures["insider"] == 0
    assert figures["refused again"] <= program.MOST_REFUSED_AGAIN * figures["reported again"]
    assert figures["plain rule broken"] > 0
    page = (ROOT / "docs" / "confidentiality.md").read_text(encoding="utf-8")
    if figures["modules"] != program.modules_hash():
        # Not an error (the gate turns warnings into errors): run the long form again.
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            warnings.warn("answer-tables.json is about older code", stacklevel=1)
    tables, refused, safe, again = (
        f"{figures[name]:,}" for name in ("tables", "refused", "safe", "reported again")
    )
    assert f"of {tables} tables, {refused} were refused, and {safe} were safe" in page
    assert f"We also made reports of {again} other tables that fit" in page
    same = figures["reported again"] - figures["refused again"]
    assert f"{same:,} of them gave the same document to the byte" in page
    broken, attacked = figures["plain rule broken"], figures["plain rule attacked"]
    assert f"{broken} of {attacked} tables were broken" in page
