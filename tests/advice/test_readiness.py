"""Levels of readiness: by the worst answer, or by the score."""

import pytest
from rctdiag.advice.facts import read_facts

from advice.small import WORLD, key, keyed, situation
from rctdiag.advice.readiness import by_worst, reaches
from rctdiag.scoring.profile import score
from scoring.factory import build


@pytest.mark.parametrize(
    ("worst", "level"), [(1, "low"), (2, "low"), (3, "some"), (4, "good"), (5, "good")]
)
@pytest.mark.parametrize("facet", ["safety", "allies"])
@pytest.mark.parametrize("at", [1, 3])  # item 3 is reversed
def test_one_bad_answer_is_not_outweighed(worst: int, level: str, facet: str, at: int) -> None:
    number = {"allies": 1, "safety": 3}[facet]
    now = situation(keyed(**{facet: 5, f"readiness_{number}_{at}": worst}))
    found = now.readiness[facet]
    assert (found.level, found.worst, found.missing) == (level, worst, False)


@pytest.mark.parametrize("missing", ["left out", "cant_say"])
def test_a_missing_answer_counts_as_low(missing: str) -> None:
    answers = keyed(safety=5)
    if missing == "cant_say":
        answers["readiness_3_2"] = "cant_say"
    else:
        del answers["readiness_3_2"]
    found = situation(answers).readiness["safety"]
    assert (found.level, found.worst, found.missing) == ("low", 5, True)


def test_nothing_answered_is_low_and_has_no_worst() -> None:
    found = situation(keyed(readiness=0)).readiness
    assert {one.level for one in found.values()} == {"low"}
    assert all(one.missing and one.worst is None and one.score is None for one in found.values())


def test_only_the_items_of_the_form_are_asked_for() -> None:
    short = key("short")
    answers = keyed(short, safety=5)
    found = by_worst(read_facts(short, score(short, answers)), "safety")
    assert (found.level, found.missing) == ("good", False)


@pytest.mark.parametrize(
    ("facet", "answers", "level"),
    [
        ("say", (2, 2, 3), "low"),  # 33.3
        ("say", (2, 3), "some"),  # 37.5
        ("say", (3, 3, 4), "some"),  # 58.3
        ("say", (3, 4), "good"),  # 62.5
        ("reserves", (1, 2, 2), "low"),  # 16.7
        ("reserves", (2, 2, 2), "some"),  # 25
        ("reserves", (3, 4, 3), "some"),
        ("reserves", (3, 4), "good"),
        ("reserves", (5,), "low"),  # one answer of three is no score
    ],
)
def test_by_score(facet: str, answers: tuple[int, ...], level: str) -> None:
    number = {"say": 2, "reserves": 4}[facet]
    at = {f"readiness_{number}_{nth}": value for nth, value in enumerate(answers, start=1)}
    now = situation(keyed(**({facet: 0} | at)))
    assert now.readiness[facet].level == level
    assert now.readiness[facet].worst == min(answers)


@pytest.mark.parametrize(
    ("worst", "level"), [(0, "low"), (4, "low"), (5, "some"), (7, "some"), (8, "good")]
)
def test_other_response_ranges(worst: int, level: str) -> None:
    """From 0 to 10 a half is 5, and three quarters begin at 8."""
    eleven = build("readiness", {"allies": "++"}, kind="readiness", low=0, high=10)
    asked = key(world=(*WORLD[:4], eleven))
    scored = score(asked, {"readiness_1_1": 10, "readiness_1_2": worst})
    assert by_worst(read_facts(asked, scored), "allies").level == level


def test_reaches() -> None:
    assert reaches("some", "low")
    assert reaches("good", "good")
    assert not reaches("some", "good")
