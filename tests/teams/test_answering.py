"""How many answered, how carefully, and from how much power: against sums done by hand."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest
from scipy import stats

from rctdiag.disclosure.document.build import Asked, report
from rctdiag.disclosure.document.headcounts import headcounts
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.figures.agreement_and_care import Agreements, carefully
from rctdiag.disclosure.figures.comparisons import from_least_power, power_judged
from rctdiag.disclosure.groups.membership import EVERYONE, membership
from rctdiag.disclosure.release.publication_plan import Measure
from rctdiag.errors.faults import UsageFault
from rctdiag.model.documents.teams import CarelessDoc
from rctdiag.model.group import Shown
from rctdiag.model.questionnaire import Facet
from rctdiag.render.plain.canonical_json import plain_data
from rctdiag.stats.agreement import agreement
from rctdiag.stats.within import Spread
from teams.test_by_hand import TEAMS, groups, pooled_sd, questionnaire, small, steps_of


def powerful() -> Survey:
    """The small survey, its scale and first part named as those that power bears upon."""
    facets = (
        Facet(id="power_over", label="one", looks_for="one"),
        Facet(id="two", label="two", looks_for="two"),
    )
    items = tuple(
        item.model_copy(update={"facet": "power_over"}) if item.facet == "one" else item
        for item in questionnaire().items
    )
    named = questionnaire().model_copy(
        update={"id": "hierarchical", "facets": facets, "items": items}
    )
    before = small()
    return Survey((named,), before.form, before.items, before.given, before.columns)


def test_least_power_beside_most() -> None:
    asked = Asked(("team",), power={"team": ("south", "east", "north")})
    document = plain_data(report(powerful(), asked).document)
    rows = document["power"]
    assert [(row["by"], row["scale"], row["facet"]) for row in rows] == [
        ("team", "hierarchical", None),
        ("team", "hierarchical", "power_over"),
    ]
    told = groups(document)
    means = [told[team]["scales"]["hierarchical"]["mean"] for team in ("south", "north")]
    found = rows[0]
    assert (found["least"], found["most"]) == ("south", "north")
    assert [found["least_mean"], found["most_mean"]] == means
    difference = means[0] - means[1]
    assert found["difference"] == pytest.approx(difference, abs=1e-9)
    assert found["difference"] < 0
    half = stats.t.ppf(0.975, 36) * pooled_sd() * sqrt(2 / 10)
    assert found["interval"]["low"] == pytest.approx(difference - half, abs=0.051)
    assert found["interval"]["high"] == pytest.approx(difference + half, abs=0.051)
    alone = [_p(row) for row in rows]
    # Holm by hand: the smaller p twice, the larger no less than that.
    small_, large = sorted(alone)
    holm = [min(1, 2 * small_), min(1, max(2 * small_, large))]
    for row, p in zip(rows, alone, strict=True):
        wanted = holm[0] if p == small_ else holm[1]
        assert row["p"] == pytest.approx(wanted, abs=1e-4)
        assert row["apart"] == (wanted < 0.05)


def _p(row: dict[str, Any]) -> float:
    """Two-sided, by the spread within teams of the whole scale or of its first part."""
    items, most = (slice(0, 2), 8) if row["facet"] else (slice(0, 4), 16)
    inside = [100 * np.array(steps_of(team, items)) / most for team in TEAMS]
    variance = sum(((its - its.mean()) ** 2).sum() for its in inside) / 36
    error = round(sqrt(variance), 1) * sqrt(2 / 10)
    return float(2 * stats.t.sf(abs(row["least_mean"] - row["most_mean"]) / error, 36))


def test_a_hidden_group_stands_beside_nobody() -> None:
    few = small().only(range(33))  # three of west
    asked = Asked(("team",), power={"team": ("west", "east")})
    document = plain_data(report(few, asked).document)
    assert groups(document)["west"]["n"] is None
    assert document["power"] == []


def test_power_needs_two_groups_that_are_shown() -> None:
    spread = Spread(20.0, None, "fixed_spread")
    at = Shown(40.0, "about", 39.95, 40.05)
    assert from_least_power("team", "s", {"a": (8, at)}, ("a", "hidden"), spread) is None
    assert from_least_power("team", "s", {}, ("a", "b"), spread) is None
    other = Shown(70.0, "about", 69.95, 70.05)
    shown = {"b": (8, at), "c": (18, other)}
    found = from_least_power("team", "s.f", shown, ("hidden", "c", "b"), spread)
    assert found is not None
    assert (found.least, found.most, found.difference) == ("c", "b", 30.0)
    # The planning SD counts as known: the limits are normal ones.
    half = stats.norm.ppf(0.975) * 20 * sqrt(1 / 8 + 1 / 18)
    assert found.interval.high == pytest.approx(30 + half, abs=0.051)
    assert found.p == pytest.approx(2 * stats.norm.sf(30 / (20 * sqrt(1 / 8 + 1 / 18))), rel=0.05)
    assert power_judged([]) == ()
    assert power_judged([found])[0].apart


@pytest.mark.parametrize(
    ("power", "told"),
    [
        ({"team": ("south", "nowhere")}, "no such value"),
        ({"grade": ("junior", "senior")}, "no --by of this name"),
    ],
)
def test_an_order_of_what_is_not_there(power: dict[str, tuple[str, ...]], told: str) -> None:
    with pytest.raises(UsageFault, match=told) as refused:
        report(small(), Asked(("team",), power=power))
    assert refused.value.faults[0].code == "unknown-power-order"


def test_headcounts_of_the_breakdowns_that_the_list_names() -> None:
    team = ["a"] * 5 + ["b"] * 5 + ["c"] * 5
    grade = ["j", "s", "j", "s", "j"] * 3
    who = membership(15, {"team": team, "grade": grade}, ["team", "grade", "team,grade"])
    keys = [group.key for group in who.groups]
    assert headcounts((), who, keys).of == {}
    rows = ({"team": "a"}, 9), ({"team": "b"}, 6), ({"team": "a"}, 2), ({"team": "gone"}, 4)
    assert headcounts(rows, who, keys).of == {
        ("team", ("a",)): 11,  # its rows added up
        ("team", ("b",)): 6,
        # c is not on the list, so nothing is known of everybody; nor of grades
    }
    assert headcounts((*rows, ({"team": "c"}, 7)), who, keys).of[EVERYONE, ()] == 28
    fine = ({"team": "a", "grade": "j"}, 9), ({"team": "a", "grade": "s"}, 7)
    assert headcounts(fine, who, keys).of == {
        ("team", ("a",)): 16,
        ("grade", ("j",)): 9,
        ("grade", ("s",)): 7,
        ("team,grade", ("a", "j")): 9,
        ("team,grade", ("a", "s")): 7,
    }


def test_above_five_hundred_people_everybody_stands_for_teams_at_random() -> None:
    chance = np.random.default_rng(2)
    for people, drawn in ((500, True), (501, False)):
        answers = chance.integers(1, 6, (people, 3))
        found = Agreements(answers, 1, 5).of(range(20))
        whole = agreement(answers.tolist(), 1, 5).rwg_uniform.value
        assert whole is not None
        if drawn:
            low, middle, high = found.baseline_low, found.baseline, found.baseline_high
            assert low is not None
            assert middle is not None
            assert high is not None
            assert low <= middle <= high
        else:
            assert found.baseline == round(whole, 2)
            assert found.baseline_low is found.baseline_high is None


def straight(people: int, careless: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """People by ten items; the first ones gave one answer throughout."""
    given = np.tile(np.array([1, 2, 3, 4, 5] * 2, dtype=np.int64), (people, 1))
    given[:careless] = 5
    return given


def test_means_with_and_without_the_careless() -> None:
    steps: list[int | None] = [12] * 6 + [None] + [3 + turn % 5 for turn in range(33)]
    measure = Measure("s", 12, tuple(its is not None for its in steps))
    told = carefully(straight(40, 6), {"s": (measure, steps)}, 5)
    left = [its for its in steps[7:] if its is not None]
    wanted = 100 * sum(left) / (12 * 33)
    assert told.flagged == 6
    assert told.without is not None
    assert told.without["s"] == pytest.approx(wanted, abs=0.051)
    assert told.reason is None


def test_too_few_careless_are_not_told() -> None:
    steps: list[int | None] = [6] * 40
    measure = Measure("s", 12, (True,) * 40)
    none = CarelessDoc(flagged=None, without=None, reason="fewer_than_minimum")
    assert carefully(straight(40, 4), {"s": (measure, steps)}, 5) == none
    # A mean without them is told where they and the others are enough to be subtracted.
    for people, flagged, silent, told in ((35, 5, 0, True), (34, 5, 0, False), (36, 5, 1, False)):
        its = [None if turn < silent else 6 for turn in range(people)]
        here = Measure("s", 12, tuple(one is not None for one in its))
        found = carefully(straight(people, flagged), {"s": (here, its)}, 5)
        assert found.flagged == 5
        assert found.without is not None
        assert (found.without["s"] is not None) == told
