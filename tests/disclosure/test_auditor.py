"""The auditor against every data set of small tables, and against publications that break rules."""

from __future__ import annotations

import dataclasses
import random
from itertools import product

import numpy as np
import pytest

from publications import certain, everything, fitting, made, teams
from rctdiag.disclosure import rules
from rctdiag.disclosure.audit import linear_bounds
from rctdiag.disclosure.audit.auditor import Finding, audit, refusal
from rctdiag.disclosure.audit.figures_as_rows import Row, rows_of
from rctdiag.disclosure.audit.integer_search import nameable
from rctdiag.disclosure.audit.linear_bounds import at_an_end, forced
from rctdiag.disclosure.groups.membership import EVERYONE, membership
from rctdiag.disclosure.release.publication import Publication, publish
from rctdiag.disclosure.release.publication_plan import Measure, plan_publication
from rctdiag.errors.faults import UsageFault
from rctdiag.model.group import Shown

ALL = (EVERYONE, ())


def test_an_insider_at_the_end_is_tried() -> None:
    """One of six at the top of the scale leaves the other five nothing but the bottom."""
    six = tuple(range(6))
    rows = [Row((*six, *range(6, 30)), 150.0, 152.0), Row(six, 14.4, 14.5)]
    assert forced(rows, 12) == frozenset()
    assert forced([*rows, Row((0,), 11.5, 11.5)], 12) == {0}
    assert forced([rows[0], Row(six, 13.9, 14.0), Row((0,), 11.5, 11.5)], 12) == {*six}


@pytest.mark.parametrize("seed", range(20))
def test_who_is_said_to_be_at_an_end_is_so_in_every_table(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six people of four steps: against all 15,625 tables, rows to a quarter of a step."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    tables = np.array(list(product((0.5, 0.5, 2.0, 3.5, 3.5), repeat=6)))
    truth = np.array([rng.choice((0.5, 0.5, 3.5, 2.0)) for _ in range(6)])
    groups = [(*range(6),), *(tuple(rng.sample(range(6), rng.randint(2, 5))) for _ in range(2))]
    rows, kept = [], np.ones(len(tables), dtype=bool)
    for group in groups:
        low = truth[[*group]].sum() - rng.choice((0, 0.1, 0.25))
        high = low + 0.25
        rows.append(Row(group, low, high))
        sums = tables[:, [*group]].sum(axis=1)
        kept &= (sums >= low) & (sums <= high)
    certain_low = (tables[kept] == 0.5).all(axis=0)
    certain_high = (tables[kept] == 3.5).all(axis=0)
    found = at_an_end(rows, 4)
    assert (
        forced(rows, 4) <= found <= {int(at) for at in np.flatnonzero(certain_low | certain_high)}
    )
    at_bottom = [Row((*range(6),), 3.0, 3.2), Row((0, 1, 2, 3), 2.0, 2.3)]
    assert at_an_end(at_bottom, 4) == {*range(6)}
    assert at_an_end([], 4) == forced(at_bottom, 4) == frozenset()
    # In a large table what the figures of each group tell by themselves is looked at.
    monkeypatch.setattr(linear_bounds, "_EXACT", 0)
    assert forced(rows, 4) <= at_an_end(rows, 4) <= found
    assert at_an_end(at_bottom, 4) == {*range(6)}


def test_an_insider_learns_of_others() -> None:
    # If one of nine sits at the top, the eight others sit at the bottom; four of them and two
    # others make up the second group.
    members = membership(
        14,
        {"a": ["x" if turn < 9 else None for turn in range(14)]},
        ["a"],
        {"b": [["q"] if turn in range(5, 11) else [] for turn in range(14)]},
    )
    publication = made(members, [60, *[0] * 8, 30, 31, 32, 33, 34], 60)
    assert audit(publication).passed
    unclamped = {EVERYONE: 59.5 + 4 + 160, "a": 59.5 + 4, "b": 2 + 61}
    figures = tuple(
        dataclasses.replace(figure, shown=Shown(round(mean, 1), "about", mean, mean))
        for figure in publication.figures
        for mean in [unclamped[figure.group[0]] / figure.n / 60 * 100]
    )
    report = audit(dataclasses.replace(publication, figures=figures))
    assert Finding(rules.INSIDER, "s", 2) in report.findings
    assert "bounds" not in {finding.by for finding in report.findings}


@pytest.mark.parametrize("seed", range(25))
def test_what_the_auditor_passes_no_data_set_pins(seed: int) -> None:
    """Up to eight people, scores at the ends often: every data set is the referee."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    size, steps = rng.randint(6, 8), 4
    members = membership(
        size,
        {"half": [rng.choice("ab") for _ in range(size)]},
        ["half"],
        {"tag": [set(rng.choice(["x", "y", "xy", ""])) for _ in range(size)]},
    )
    top = rng.choice([1, 2, steps])
    scores: list[int | None] = [rng.randint(0, top) for _ in range(size)]
    measure = Measure("s", steps, members.everybody)
    for plan in (plan_publication(members, [measure]), everything(members, measure, 5)):
        publication = publish(plan, {"s": scores})
        rows = rows_of(publication.figures, members, measure)
        data = fitting(rows, size, steps)
        targets = nameable(members.groups, members.everybody, 4)
        pinned = certain(data, targets)
        passed = audit(publication).passed
        assert not (passed and pinned)
        if passed:  # an insider, whoever it is and whatever they answered
            for insider in range(size):
                few = [t for t in targets if insider not in t and len(t) < 4]
                for own in range(steps + 1):
                    assert not certain(data[data[:, insider] == own], few)


def test_who_must_sit_at_an_end_is_found() -> None:
    people = tuple(range(6))
    assert forced([], 12) == frozenset()
    assert forced([Row(people, 3.0, 3.0001)], 12) == frozenset(people)
    assert forced([Row(people, 68.9999, 69.0)], 12) == frozenset(people)
    assert forced([Row(people, 30.0, 30.1)], 12) == frozenset()
    # Two blocks of unlike length: together at the bottom, or the first alone.
    both, steps = tuple(range(12)), (4, 12) * 6
    assert forced([Row(both, 6.0, 6.0)], steps) == frozenset(both)
    assert forced([Row(both, 9.0, 9.0), Row(both[::2], 3.0, 3.0)], steps) == frozenset(both[::2])


@pytest.mark.parametrize("iterations", [linear_bounds._ITERATIONS, 2])  # noqa: SLF001 - it may give up early
def test_the_quick_witness_never_contradicts_the_program(
    iterations: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(3)  # noqa: S311 - a repeatable draw, no secret
    monkeypatch.setattr(linear_bounds, "_ITERATIONS", iterations)
    answers = []
    for case in range(30):
        middle, size = (0.1, 0.5, 0.9)[case % 3], rng.randint(10, 30)
        people = 10 + size
        members = teams([5, 5, size])
        scores: list[int | None] = [
            min(12, max(0, round(rng.gauss(12 * middle, 2)))) for _ in range(people)
        ]
        publication = made(members, scores, 12)
        rows = rows_of(publication.figures, members, publication.measures["s"])
        if case % 5 == 0:  # somebody at the very end: a figure that no publication may hold
            end = 11.5 if middle == 0.9 else 0.5
            rows.append(Row((0,), end - 1e-6, end + 1e-6))
        by_program = forced(rows, 12)
        constraints = linear_bounds._constraints(rows, 12)  # noqa: SLF001 - whether it would be believed
        answers.append((linear_bounds._has_room(constraints), bool(by_program)))  # noqa: SLF001
        with monkeypatch.context() as patched:
            patched.setattr(linear_bounds, "_MANY", 0)  # now the witness is asked first
            assert forced(rows, 12) == by_program
    assert (True, True) not in answers
    assert (False, True) in answers
    # Given its iterations it clears the ordinary case by itself; without, the program is asked.
    assert answers.count((True, False)) > (20 if iterations > 2 else -1)


def test_many_lots_are_cleared_by_the_witness_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    members = teams([5] * 101)
    scores: list[int | None] = [(5 * turn) % 11 + 1 for turn in range(505)]
    publication = made(members, scores, 12)
    rows = rows_of(publication.figures, members, publication.measures["s"])

    def program(*_: object) -> object:
        raise AssertionError("the program was asked")

    monkeypatch.setattr(linear_bounds, "_rooms", program)
    assert forced(rows, 12) == frozenset()
    with pytest.raises(AssertionError, match="asked"):
        forced([*rows, Row((7,), 0.5, 0.5)], 12)


def test_a_careless_publication_is_refused() -> None:
    members = teams([9, 8, 3])
    scores: list[int | None] = [turn % 50 for turn in range(20)]
    publication = made(members, scores, 60)
    report = audit(publication)
    assert not report.passed
    assert Finding("subtraction", "s", 3) in report.findings
    assert Finding("subtraction", "", 3) in report.findings
    refused = refusal(audit(publication, None, {"s": scores}).findings)
    assert "unsafe-subtraction" in str(refused)
    assert refused.exit_code == 5
    assert all(str(score) not in str(refused) for score in (10, 19, 37))


def test_a_safe_publication_names_its_attacks() -> None:
    members = teams([9, 8, 7])
    measure = Measure("s", 60, members.everybody)
    scores: list[int | None] = [turn % 50 for turn in range(24)]
    publication = publish(plan_publication(members, [measure]), {"s": scores})
    report = audit(publication, None, {"s": scores})
    assert report.passed
    assert report.attacks == (*rules.ATTACKS, rules.SEARCH)
    assert report.rules == rules.RULES
    for size, more in ((20, (rules.SEARCH,)), (40, ())):
        scores = [turn % 50 for turn in range(2 * size)]
        assert audit(made(teams([size, size]), scores, 60)).attacks == (*rules.ATTACKS, *more)


def test_an_earlier_release_counts() -> None:
    members = teams([9, 8])
    scores: list[int | None] = [turn % 50 for turn in range(17)]
    publication = made(members, scores, 60)
    before = membership(17, {}, []).groups[0]
    mask = (*(True,) * 16, False)
    assert audit(publication).passed
    assert audit(publication, {"s": [(before, mask)]}).findings == (Finding("subtraction", "s", 1),)


def broken(publication: Publication, **changes: object) -> list[str]:
    first, *others = publication.figures
    worse = dataclasses.replace(first, **changes)  # type: ignore[arg-type]  # any field
    return [
        finding.by
        for finding in audit(dataclasses.replace(publication, figures=(worse, *others))).findings
    ]


def test_rules_are_checked_on_what_is_written() -> None:
    members = teams([9, 8])
    publication = made(members, [turn % 50 for turn in range(17)], 60)
    assert audit(publication).passed
    first = publication.figures[0]
    exact = dataclasses.replace(first.shown, value=first.shown.value + 0.03)
    assert broken(publication, shown=exact) == ["rounding"]
    assert broken(publication, n=16) == ["minimum"]
    few = made(teams([9, 8, 3]), [turn % 50 for turn in range(20)], 60)
    plan = everything(few.membership, few.measures["s"])
    assert {
        f.by for f in audit(dataclasses.replace(few, respondents=plan.respondents)).findings
    } >= {"minimum"}


def test_counts_that_name_who_left_a_scale_open_are_found() -> None:
    members = teams([9, 3])
    valid = (*[True] * 8, *[False], *[True] * 3)
    scores: list[int | None] = [*[30] * 8, None, *[30] * 3]
    careless = publish(everything(members, Measure("s", 60, valid), 5), {"s": scores})
    assert Finding("gaps", "s", 3) in audit(careless).findings  # whoever of the three it may be


def test_figures_that_contradict_each_other() -> None:
    publication = made(teams([9, 8]), [30] * 17, 60)
    assert broken(publication, shown=Shown(90.0, "about", 89.95, 90.05)) == ["contradiction"]


def test_forced_people_give_others_away() -> None:
    # Nine must sit at the bottom; four of them and two others make up the second group.
    second = [turn in range(5, 11) for turn in range(14)]
    members = membership(
        14,
        {"a": ["x" if turn < 9 else None for turn in range(14)]},
        ["a"],
        {"b": [["q"] if its else [] for its in second]},
    )
    scores: list[int | None] = [*[0] * 9, 30, 31, 32, 33, 34]
    publication = made(members, scores, 60)
    assert audit(publication).passed
    unclamped = {
        EVERYONE: (9 / 2 + 160) / 14 / 60 * 100,
        "a": 0.5 / 60 * 100,
        "b": (4 / 2 + 61) / 6 / 60 * 100,
    }
    figures = tuple(
        dataclasses.replace(figure, shown=Shown(round(mean, 1), "about", mean, mean))
        for figure in publication.figures
        for mean in [unclamped[figure.group[0]]]
    )
    report = audit(dataclasses.replace(publication, figures=figures))
    assert Finding("bounds", "s", 2) in report.findings
    assert {finding.by for finding in report.findings} == {"bounds", rules.SEARCH}


def test_a_measure_without_a_shown_group() -> None:
    members = teams([6, 5])
    few = tuple(turn < 3 for turn in range(11))
    measures = [Measure("s", 60, members.everybody), Measure("few", 60, few)]
    scores: dict[str, list[int | None]] = {"s": [30] * 11, "few": [9, 9, 9, *[None] * 8]}
    publication = publish(plan_publication(members, measures), scores)
    assert audit(publication).passed
    assert {figure.measure for figure in publication.figures} == {"s"}


def test_scores_must_fit_the_plan() -> None:
    members = teams([6, 5])
    plan = plan_publication(members, [Measure("s", 60, members.everybody)])
    for scores in ([None] * 11, [30] * 10):
        with pytest.raises(UsageFault, match="respondents"):
            publish(plan, {"s": scores})
    assert publish(plan, {"s": [30] * 11}).figures
