"""How many answered, how carefully, and from how much power: against sums done by hand."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest
from scipy import stats

from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.document.headcounts import headcounts
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.figures.comparisons import from_least_power, power_judged
from rctdiag.disclosure.figures.words_of_everybody import carelessness, gaps
from rctdiag.disclosure.groups.membership import EVERYONE, membership
from rctdiag.errors.faults import UsageFault
from rctdiag.model.group import Shown
from rctdiag.render.plain.canonical_json import plain_data
from rctdiag.stats.within import Spread
from small_surveys import small_questionnaire
from teams.test_by_hand import PARTS, SD, groups, small


def powerful() -> Survey:
    """The small survey, its scale and first part named as those that power bears upon."""
    parts = {"power_over": PARTS["one"], "two": PARTS["two"]}
    named = small_questionnaire(parts, kind="culture").model_copy(update={"id": "hierarchical"})
    before = small()
    return Survey((named,), before.form, before.items, before.given, before.columns)


def test_least_power_beside_most() -> None:
    request = ReportRequest(("team",), power={"team": ("south", "east", "north")})
    document: Any = plain_data(report(powerful(), request).document)
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
    half = stats.norm.ppf(0.975) * SD * sqrt(2 / 10)
    assert found["interval"]["low"] == pytest.approx(difference - half, abs=0.051)
    assert found["interval"]["high"] == pytest.approx(difference + half, abs=0.051)
    error = SD * sqrt(2 / 10)
    alone = [
        2 * stats.t.sf(abs(row["least_mean"] - row["most_mean"]) / error, 1000) for row in rows
    ]
    # Holm by hand: the smaller p twice, the larger no less than that.
    small_, large = sorted(alone)
    holm = [min(1, 2 * small_), min(1, max(2 * small_, large))]
    for row, p in zip(rows, alone, strict=True):
        wanted = holm[0] if p == small_ else holm[1]
        assert row["p"] == pytest.approx(wanted, abs=1e-4)
        assert row["apart"] == (wanted < 0.05)


def test_a_hidden_group_stands_beside_nobody() -> None:
    few = small().only(range(33))  # three of west
    request = ReportRequest(("team",), power={"team": ("west", "east")})
    document: Any = plain_data(report(few, request).document)
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
        ({"grade": ("junior", "senior")}, "no --by with this name"),
    ],
)
def test_an_order_of_what_is_not_there(power: dict[str, tuple[str, ...]], told: str) -> None:
    with pytest.raises(UsageFault, match=told) as refused:
        report(small(), ReportRequest(("team",), power=power))
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


def given(people: int, careless: int, items: int = 20) -> np.ndarray[Any, np.dtype[np.int64]]:
    """People by items; the first ones gave one answer to half of the items in a row."""
    rows = np.tile(np.array([1, 2, 3, 4, 5] * 10, dtype=np.int64)[:items], (people, 1))
    rows[:careless, : (items + 1) // 2] = 5
    return rows


@pytest.mark.parametrize(
    ("people", "careless", "word"),
    [
        (49, 49, None),  # too few people for any word
        (50, 0, "few"),
        (50, 2, "few"),
        (50, 3, "some"),
        (50, 9, "some"),
        (50, 10, "many"),
        (50, 50, "many"),
        (400, 19, "few"),
        (400, 20, "some"),
    ],
)
def test_careless_answering_is_a_word_of_everybody(
    people: int, careless: int, word: str | None
) -> None:
    """A run over half of the items, the whole sheet or not."""
    assert carelessness(given(people, careless)) == word
    assert carelessness(given(people, careless, items=19)) is None


def test_gaps_are_a_word_of_everybody() -> None:
    for share, word in (
        (0.0, "few"),
        (0.018, "few"),
        (0.02, "some"),
        (0.099, "some"),
        (0.1, "many"),
    ):
        rows = given(50, 0)
        rows.flat[: round(share * rows.size)] = -1
        assert gaps(rows) == word
    assert gaps(given(49, 0)) is None
    assert gaps(np.empty((50, 0), dtype=np.int64)) is None


def test_words_of_everybody_are_in_the_document() -> None:
    """From fifty people; not where an earlier release told of all but a few of them."""
    before = small()
    rows = np.vstack([before.given, before.given[:12]])
    teams = [*before.columns["team"], *before.columns["team"][:12]]
    more = Survey(before.questionnaires, "full", before.items, rows, {"team": teams})
    assert report(more, ReportRequest()).document.gaps == "few"
    assert report(before, ReportRequest()).document.gaps is None
    assert report(more, ReportRequest()).document.careless is None  # four items: a run may be meant
