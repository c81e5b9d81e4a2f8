"""What is hidden cannot be seen anywhere: changing it changes no byte of any output.

Everybody in the same shown groups forms a lot. Inside a lot answers change owners, so all hidden
groups change, and what is shown does not. Who answered which items stays as it was.
"""

from dataclasses import replace
from typing import Literal

import numpy as np

from rctdiag.disclosure.document.build import ReportRequest
from rctdiag.disclosure.document.survey import Survey
from rctdiag.errors.faults import ConfidentialityRefusal
from rctdiag.scoring.key import Form
from teams.groups import Ints, random_columns, survey
from teams.shown import document, files, rendered

FORMS: tuple[Form, ...] = ("short", "full")
BREAKDOWNS = (("team",), ("team", "grade"), ("team,grade",), ("grade", "team,grade"))


def permuted(before: Survey, hidden: set[tuple[str, str]], seed: int) -> Survey:
    """Answers handed round among people of the same lot and the same gaps."""
    chance = np.random.default_rng(seed)
    lots: dict[object, list[int]] = {}
    for person, row in enumerate(before.given):
        shown = tuple(key for key in memberships(before, person) if key not in hidden)
        lots.setdefault((shown, tuple(row < 0)), []).append(person)
    after: Ints = before.given.copy()
    for lot in lots.values():
        after[lot] = before.given[chance.permutation(lot)]
    return replace(before, given=after)


def memberships(before: Survey, person: int) -> list[tuple[str, str]]:
    """Every group a person could be in, under any breakdown of the tests."""
    team, grade = (before.columns[name][person] for name in ("team", "grade"))
    found = [("team", str(team))] if team else []
    found += [("grade", str(grade))] if grade else []
    return found + ([("team,grade", f"{team} / {grade}")] if team and grade else [])


def hidden_of(made: dict[str, object]) -> set[tuple[str, str]]:
    """Groups that are not shown, whole or on a scale, and those nobody asked for."""
    rows = made["hidden"]
    assert isinstance(rows, list)
    return {(row["by"], row["name"]) for row in rows}


def _people(seed: int) -> int:
    """Three in ten tables are so small that the auditor searches them to the end."""
    turn, more = seed % 10, seed // 2 % 60
    if turn == 0:
        return 20
    return 31 + more // 2 if turn in (3, 6) else 61 + more


def case(seed: int, *, with_files: bool = False) -> Literal["same", "differs", "refused"]:
    """One random table, published; then again with hidden answers handed round.

    Args:
        seed: of the table.
        with_files: compare every file to hand over, too.
    """
    by = BREAKDOWNS[seed % len(BREAKDOWNS)]
    people = _people(seed)
    form = FORMS[seed % 3 == 0]
    missing = 0.01 if seed % 6 == 3 else 0.0
    before = survey(random_columns(seed, people), seed, missing=missing, form=form)
    request = ReportRequest(by)
    try:
        made = document(before, request)
    except ConfidentialityRefusal:
        return "refused"
    unasked = {
        key
        for person in range(len(before.given))
        for key in memberships(before, person)
        if key[0] not in by
    }
    after = permuted(before, hidden_of(made) | unasked, seed + 1)
    again = document(after, request)
    same = rendered(made) == rendered(again) and (not with_files or files(made) == files(again))
    return "same" if same else "differs"
