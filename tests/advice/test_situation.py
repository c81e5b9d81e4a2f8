"""The stop rule, and each condition at its edge."""

import pytest

from advice.small import key, keyed, sheet, situation
from rctdiag.advice.situation import CONDITIONS, read_situation
from rctdiag.advice.support import support_parts, support_reasons
from rctdiag.model.step import Condition
from rctdiag.scoring.profile import score
from scoring.factory import build

SERIOUS = "hierarchical_2_1"


@pytest.mark.parametrize(
    ("beyond", "serious", "why"),
    [
        (None, 3, ()),
        ("no", 3, ()),
        ("yes", 2, ("beyond_yes",)),
        ("not_sure", 2, ("beyond_not_sure",)),
        ("no", 4, (f"serious:{SERIOUS}",)),
        ("yes", 5, ("beyond_yes", f"serious:{SERIOUS}")),
    ],
)
def test_stop_rule(beyond: str | None, serious: int, why: tuple[str, ...]) -> None:
    now = situation(keyed(**{SERIOUS: serious}), beyond=beyond)
    assert now.stop_why == why
    assert now.stop is bool(why)
    assert ("danger" in now.true) is bool(why)


@pytest.mark.parametrize(("answer", "stop"), [(7, False), (8, True)])
def test_stop_rule_on_another_range(answer: int, stop: bool) -> None:  # noqa: FBT001 - a column
    asked = key(world=(build("own", {"one": "!+"}, kind="other", low=0, high=10),))
    answers: dict[str, int | str] = {"own_1_1": answer}
    assert read_situation(asked, score(asked, answers), sheet(answers)).stop is stop


@pytest.mark.parametrize(
    ("condition", "holds", "not_yet"),
    [
        ("low_safety", {"safety": 2}, {"safety": 3}),
        ("few_allies", {"allies": 2}, {"allies": 3}),
        ("little_say", {"say": 2}, {"say": 3}),
        ("little_say", {"say": 0}, {"say": 3}),
        ("exhausted", {"reserves": 1}, {"reserves": 2}),
        ("exhausted", {"reserves": 1}, {"reserves": 0}),  # not measured is not exhausted
        ("power_used", {SERIOUS: 3}, {SERIOUS: 2}),
        ("power_used", {"power_over": 5, SERIOUS: 2}, {"power_over": 3, SERIOUS: 2}),
        ("overloaded", {"overload": 4}, {"overload": 3}),
        ("conflict_feared", {"conflict_as_threat": 4}, {"conflict_as_threat": 3}),
        ("candour_costs", {"cost_of_candour": 4}, {"cost_of_candour": 3}),
        ("overloaded", {"overload": 4}, {"overload": 0}),
    ],
)
def test_condition(condition: Condition, holds: dict[str, int], not_yet: dict[str, int]) -> None:
    assert condition in situation(keyed(**holds)).true
    assert condition not in situation(keyed(**not_yet)).true


@pytest.mark.parametrize(("months", "holds"), [(0, True), (2, True), (3, False), (None, False)])
def test_first_impression(months: int | None, holds: bool) -> None:  # noqa: FBT001 - a column
    assert ("first_impression" in situation(keyed(), months_here=months).true) is holds


def test_every_condition_has_its_function() -> None:
    assert all(function.__name__ == name for name, function in CONDITIONS.items())


def test_calm_sheet_meets_no_condition() -> None:
    now = situation(keyed())
    assert not now.true
    demands = (now.quiet_only, now.company_first, now.must_be_light, now.too_few)
    assert not any(demands)


@pytest.mark.parametrize(
    ("at", "about", "parts", "why"),
    [
        ({}, {}, (), ()),
        (
            {},
            {"beyond": "yes"},
            ("danger", "unequal", "others_at_risk", "own_life", "worn_out"),
            ("beyond_yes",),
        ),
        ({}, {"position": "yes"}, ("you_decide",), ("position",)),
        ({"depletion": 5}, {}, ("worn_out",), ("worn_depletion",)),
        ({"depletion": 4}, {}, (), ()),
        ({"readiness_4_3": 1}, {}, ("worn_out",), ("worn_reserves",)),
        ({"readiness_4_3": 2}, {}, (), ()),
        ({"worth": 1}, {}, ("worn_out",), ("worn_worth",)),
        ({"connection_2_1": 1, "connection_2_2": 2}, {}, (), ()),  # 12.5 is "rarely"
    ],
)
def test_support(
    at: dict[str, int], about: dict[str, str], parts: tuple[str, ...], why: tuple[str, ...]
) -> None:
    now = situation(keyed(**at), **about)
    assert support_parts(now) == parts
    assert support_reasons(now) == why
