"""Readiness in words: by the mean of what was answered; what was left open is not known."""

import pytest

from advice.real import questionnaires
from advice.small import key, keyed, sheet
from rctdiag.advice import readiness
from rctdiag.advice.evidence import read_evidence
from rctdiag.advice.readiness import LEVEL_RULES, LevelRule, read_readiness
from rctdiag.model.plan import Readiness
from rctdiag.scoring.bands import LOW
from rctdiag.scoring.profile import score


def levels(answers: dict[str, int | str]) -> dict[str, Readiness]:
    return read_readiness(read_evidence(key(), score(key(), answers)))


@pytest.mark.parametrize(
    ("facet", "value", "level"),
    [
        ("safety", 2, "low"),  # 25
        ("safety", 3, "some"),
        ("safety", 4, "good"),
        ("allies", 2, "low"),
        ("allies", 3, "some"),
        ("say", 2, "low"),
        ("say", 4, "good"),
        ("reserves", 1, "low"),
        ("reserves", 2, "some"),  # 25 is not under 25
        ("reserves", 0, "unknown"),
        ("safety", 0, "unknown"),
    ],
)
def test_levels_by_the_mean(facet: str, value: int, level: str) -> None:
    assert levels(keyed(**{facet: value}))[facet].level == level


def test_one_low_answer_does_not_silence_everything() -> None:
    """One answer of 2 on safety, or one blank, is no danger."""
    assert levels(keyed(readiness_3_1=2))["safety"].level == "some"
    assert levels(keyed(readiness_3_1=0))["safety"].level == "good"


def test_one_answer_is_enough_for_a_level_but_not_for_a_score() -> None:
    allies = levels(keyed(allies=0, readiness_1_1=4))["allies"]
    assert (allies.level, allies.score, allies.worst) == ("good", None, 4)


@pytest.mark.parametrize(("value", "level"), [(1, "low"), (2, "low"), (3, "good")])
def test_to_expect_punishment_is_low_safety_by_itself(
    value: int, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its bad end: "mostly" or "fully" expected."""
    rules = (LevelRule("safety", LOW, low_alone="readiness_3_2"), *LEVEL_RULES[:2], LEVEL_RULES[3])
    monkeypatch.setattr(readiness, "LEVEL_RULES", rules)
    found = levels(keyed(safety=5, readiness_3_2=value))["safety"]
    assert found.level == level


def test_the_item_on_punishment_is_the_one_that_asks_for_it() -> None:
    texts = {item.id: item.text for q in questionnaires() for item in q.items}
    assert "expect to be punished" in texts[readiness.EXPECTS_PUNISHMENT]


def test_a_sheet_without_readiness() -> None:
    found = levels({id_: answer for id_, answer in keyed().items() if not id_.startswith("read")})
    assert {each.level for each in found.values()} == {"unknown"}
    assert sheet({}).answers == {}
