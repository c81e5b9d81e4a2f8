"""Every figure of a small publication, worked out again from the answers with nothing of ours.

Forty people, four teams of ten, one culture of two parts with two items each (none reversed), and
everybody answered everything. A person's steps are the sum of the answers less four: 0 to 16.
"""

from fractions import Fraction
from math import sqrt
from statistics import mean

import pytest
from scipy import stats

from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.document.survey import Survey
from rctdiag.render.plain.canonical_json import plain_data
from small_surveys import by_team, small_questionnaire

TEAMS = ("east", "north", "south", "west")
PARTS = {"one": ("i1", "i2"), "two": ("i3", "i4")}
# Four answers a person, ten people a team.
ANSWERS = {
    "east": "3344 2233 3232 4343 3333 2323 4433 3443 2332 3323",
    "north": "4455 3444 4344 5454 4444 3434 5544 4554 3443 4434",
    "south": "2322 3333 2222 3232 2332 3322 2233 3223 2323 3332",
    "west": "3343 4333 3434 2333 3443 4434 3332 4343 3334 4233",
}


def rows(team: str) -> list[list[int]]:
    return [[int(letter) for letter in word] for word in ANSWERS[team].split()]


def small() -> Survey:
    return by_team(small_questionnaire(PARTS, kind="culture"), ANSWERS)


def told(survey: Survey) -> dict[str, object]:
    return {**plain_data(report(survey, ReportRequest(("team",))).document)}


def coded(step: int, most: int) -> Fraction:
    """On a part, the two lowest steps count as a half, the two highest as a half less than all."""
    if step <= 1:
        return Fraction(1, 2)
    return most - Fraction(1, 2) if step >= most - 1 else Fraction(step)


def points(*parts: list[int]) -> float:
    """The mean of parts of eight steps each; a scale is the sum of its parts, ends and all."""
    exact = 100 * sum(coded(step, 8) for part in parts for step in part)
    return float(round(exact / (8 * len(parts) * len(parts[0])) * 10) / Fraction(10))


@pytest.fixture(scope="module")
def document() -> dict[str, object]:
    return told(small())


def steps_of(team: str, items: slice = slice(0, 4)) -> list[int]:
    return [sum(row[items]) - len(row[items]) for row in rows(team)]


SD = 25  # forty people in four teams: the planning SD


def parts_of(team: str) -> tuple[list[int], list[int]]:
    return steps_of(team, slice(0, 2)), steps_of(team, slice(2, 4))


def groups(document: dict[str, object]) -> dict[str, dict]:  # type: ignore[type-arg]  # JSON
    found = document["groups"]
    assert isinstance(found, list)
    return {one["name"]: one for one in found}


def test_numbers_and_means(document: dict[str, object]) -> None:
    for team, group in groups(document).items():
        its = group["scales"]["tone"]
        assert group["n"] == its["answered"] == 10
        one, two = parts_of(team)
        assert its["mean"] == points(one, two)
        assert its["facets"]["one"]["mean"] == points(one)
        assert its["facets"]["two"]["mean"] == points(two)
    # By pencil: east has 10, 6, 6, 10, 8, 6, 10, 10, 6, 7 steps, 79 of 160.
    assert groups(document)["east"]["scales"]["tone"]["mean"] == 49.4


def test_the_spread_and_its_intervals(document: dict[str, object]) -> None:
    scales = document["scales"]
    assert isinstance(scales, dict)
    assert scales["tone"]["spread"] == {"sd": SD, "df": None, "reason": "fixed_spread"}
    half = stats.norm.ppf(0.975) * SD / sqrt(10)
    for group in groups(document).values():
        its = group["scales"]["tone"]
        assert its["interval"]["low"] == pytest.approx(its["mean"] - half, abs=0.051)
        assert its["interval"]["high"] == pytest.approx(its["mean"] + half, abs=0.051)
        assert its["interval"]["level"] == 0.95


def test_the_analysis_of_variance_follows_from_what_is_shown(document: dict[str, object]) -> None:
    means = [one["scales"]["tone"]["mean"] for one in groups(document).values()]
    between = 10 * sum((one - mean(means)) ** 2 for one in means) / 3
    f = between / SD**2
    breakdowns = document["breakdowns"]
    assert isinstance(breakdowns, list)
    found = breakdowns[0]["scales"]["tone"]
    assert found["f"] == pytest.approx(f, abs=0.006)
    assert found["df"] == [3, 36]
    assert found["p"] == pytest.approx(stats.f.sf(f, 3, 36), abs=6e-5)
    assert found["icc1"]["value"] == pytest.approx((f - 1) / (f - 1 + 10), abs=0.006)
    assert found["icc2"]["value"] == pytest.approx(1 - 1 / f, abs=0.006)
    assert found["icc1"]["reason"] == "few_groups"  # the planning SD is named with the scale
    assert found["ladder"] == ("told_apart" if found["p"] < 0.05 else "no_difference")


def test_pooled_means_lie_between_a_group_and_all(document: dict[str, object]) -> None:
    found = [one["scales"]["tone"] for one in groups(document).values()]
    middle = mean(one["mean"] for one in found)
    for one in found:
        share = (one["pooled"]["mean"] - middle) / (one["mean"] - middle)
        assert share == pytest.approx(one["pooled"]["weight"], abs=0.06)


def test_ten_people_show_nothing_that_bends_with_single_answers(
    document: dict[str, object],
) -> None:
    for group in groups(document).values():
        assert group["agreement"] == {"tone": None}
    comparisons = document["comparisons"]
    assert isinstance(comparisons, dict)
    assert comparisons["rows"] == []


def test_strengths_and_focus_follow_from_the_parts(document: dict[str, object]) -> None:
    """A part lies beyond the middle where all of its interval does."""
    half = stats.norm.ppf(0.975) * SD / sqrt(10)
    for team, group in groups(document).items():
        means = dict(zip(("one", "two"), map(points, parts_of(team)), strict=True))
        focus = {facet for facet, mean_ in means.items() if mean_ - half > 50}
        strengths = {facet for facet, mean_ in means.items() if mean_ + half < 50}
        assert {one["facet"] for one in group["focus"]} == focus
        assert {one["facet"] for one in group["strengths"]} == strengths
    assert {one["facet"] for one in groups(document)["north"]["focus"]} == {"one", "two"}


def test_everybody(document: dict[str, object]) -> None:
    everybody = document["organisation"]
    assert isinstance(everybody, dict)
    parts = [parts_of(team) for team in TEAMS]
    one, two = ([step for team in parts for step in team[at]] for at in (0, 1))
    assert (everybody["n"], everybody["scales"]["tone"]["mean"]) == (40, points(one, two))
