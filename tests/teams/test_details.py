"""From fifteen people: beside the rest, agreement; and the guard over all of it."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from rctdiag.disclosure.audit.document_check import check
from rctdiag.disclosure.document.build import ReportRequest, respondents
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.figures.detail_rule import detailed, of_one_breakdown
from rctdiag.disclosure.groups.membership import membership
from rctdiag.disclosure.release.publication import Publication, publish
from rctdiag.disclosure.release.publication_plan import plan_publication
from rctdiag.errors.faults import ConfidentialityRefusal
from teams.groups import survey
from teams.shown import document, figures_of, rendered

SIZES = {"a": 18, "b": 17, "c": 6, "d": 3, "e": 7, "f": 12}  # more than are searched one by one
ASKED = ReportRequest(("team",))


@pytest.fixture(scope="module")
def before() -> Survey:
    team: list[str | None] = [name for name, size in SIZES.items() for _ in range(size)]
    return survey({"team": team}, 8, missing=0.0)


@pytest.fixture(scope="module")
def made(before: Survey) -> dict[str, Any]:
    return document(before, ASKED)


def publication(survey_: Survey) -> Publication:
    _, scores = respondents(survey_)
    who = membership(len(survey_.given), survey_.columns, ASKED.breakdowns)
    plan = plan_publication(who, scores.measures, ASKED.minimum)
    return publish(plan, scores.blocks)


def group(made: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in made["groups"] if one["name"] == name)
    return found


def test_beside_the_rest_follows_from_published_means(made: dict[str, Any]) -> None:
    """The difference, its interval and the pairs, from means and the planning SD alone."""
    assert {row["name"] for row in made["comparisons"]["rows"]} == {"a", "b"}
    for row in made["comparisons"]["rows"]:
        own = group(made, row["name"])["scales"][row["scale"]]
        whole = made["organisation"]["scales"][row["scale"]]
        n, people = own["answered"], whole["answered"]
        rest = (people * whole["mean"] - n * own["mean"]) / (people - n)
        difference = own["mean"] - rest
        sd = made["scales"][row["scale"]]["spread"]["sd"]
        error = sd * (1 / n + 1 / (people - n)) ** 0.5
        half = stats.norm.ppf(0.975) * error
        assert row["difference"] == pytest.approx(difference, abs=0.051)
        assert row["interval"]["low"] == pytest.approx(difference - half, abs=0.051)
        assert row["interval"]["high"] == pytest.approx(difference + half, abs=0.051)
        pairs = stats.norm.cdf(difference / (sd * 2**0.5))
        assert row["superiority"]["value"] == pytest.approx(pairs, abs=0.0101)
        assert row["superiority"]["value"] == pytest.approx(
            row["higher"] + row["equal"] / 2, abs=0.0151
        )
        assert row["detectable"] is not None


def test_agreement_is_a_word_from_fifteen_only(before: Survey, made: dict[str, Any]) -> None:
    _, scores = respondents(before)
    answers = scores.answers["survival"][:18]
    r_star = 1 - answers.var(axis=0, ddof=1).mean() / 2
    found = group(made, "a")["agreement"]["survival"]
    assert found["word"] == ("alike" if r_star >= 0.7 else "mixed" if r_star >= 0 else "apart")
    assert (found["people"], found["r_star"]) == (18, None)
    assert group(made, "e")["agreement"]["survival"] is None
    assert made["organisation"]["agreement"]["survival"] is None  # a whole beside its parts


def test_a_hidden_group_has_nothing_but_its_name_and_a_reason(made: dict[str, Any]) -> None:
    hidden = group(made, "d")
    assert hidden["reason"] == "hidden_to_protect"
    assert hidden["n"] is None
    for scale in hidden["scales"].values():
        assert scale["reason"] == "hidden_to_protect"
        assert scale["mean"] is scale["interval"] is scale["pooled"] is None
        assert all(part["mean"] is None for part in scale["facets"].values())
    assert hidden["strengths"] == hidden["focus"] == hidden["steps"] == []
    assert {"by": "team", "name": "d", "scale": None, "reason": "hidden_to_protect"} in made[
        "hidden"
    ]


def test_sensitive_items_are_for_twenty(made: dict[str, Any]) -> None:
    assert made["organisation"]["items"]
    assert all(one["mean"] is not None for one in made["organisation"]["items"].values())
    assert all(one["mean"] is None for one in group(made, "a")["items"].values())


def test_the_order_of_the_rows_changes_no_byte(before: Survey, made: dict[str, Any]) -> None:
    order = np.random.default_rng(1).permutation(len(before.given))
    shuffled = before.only([int(one) for one in order])
    assert rendered(document(shuffled, ASKED)) == rendered(made)


def test_the_short_form_shows_no_part() -> None:
    team: list[str | None] = [name for name in "abc" for _ in range(12)]
    made = document(survey({"team": team}, 5, form="short"), ASKED)
    for one in (made["organisation"], *made["groups"]):
        assert all(not scale["facets"] for scale in one["scales"].values())
        assert one["strengths"] == one["steps"] == []


def test_words_are_of_groups_that_share_nobody_and_leave_no_small_remainder() -> None:
    people = membership(40, {"team": ["a"] * 28 + ["b"] * 12}, ("team",))
    keys = [one.key for one in people.groups]
    assert of_one_breakdown(people, keys, people.everybody) == {("team", ("a",))}
    assert detailed(people, keys, people.everybody) == {("everyone", ())}
    small = membership(40, {"team": ["a", "b", "c", "d"] * 10}, ("team",))
    keys = [one.key for one in small.groups]
    assert of_one_breakdown(small, keys, small.everybody) == {("everyone", ())}
    columns = {"team": ["a"] * 20 + ["b"] * 20, "grade": ["x", "y"] * 20}
    both = membership(40, columns, ("grade", "team"))
    keys = [one.key for one in both.groups]
    chosen = of_one_breakdown(both, keys, both.everybody)
    assert chosen == {("grade", ("x",)), ("grade", ("y",))}


def test_no_word_is_written_where_earlier_ones_left_few_apart() -> None:
    """Of all forty and of thirty of them: whatever is said now, ten are told about already."""
    people = membership(40, {"team": ["a"] * 30 + ["b"] * 10}, ("team",))
    keys = [one.key for one in people.groups]
    before = [(group, people.everybody) for group in people.groups[:2]]
    assert detailed(people, keys, people.everybody, before) == frozenset()
    assert detailed(people, keys, people.everybody, before[:1]) == {("everyone", ())}


SPOILT = {
    "a hidden number": lambda d: group(d, "d").update(n=3),
    "a hidden mean": lambda d: group(d, "d")["scales"]["survival"].update(mean=40.0),
    "a hidden interval": lambda d: group(d, "d")["scales"]["survival"].update(
        interval={"low": 1.0, "high": 2.0, "level": 0.95, "method": "x"}
    ),
    "a hidden step": lambda d: group(d, "d")["steps"].append(d["organisation"]["steps"][0]),
    "a hidden part": lambda d: group(d, "d")["scales"]["survival"]["facets"]["overload"].update(
        mean=1.0
    ),
    "another mean": lambda d: group(d, "a")["scales"]["survival"].update(mean=1.0),
    "another part": lambda d: group(d, "a")["scales"]["survival"]["facets"]["overload"].update(
        mean=1.0
    ),
    "another number": lambda d: group(d, "a").update(n=17),
    "detail of few": lambda d: group(d, "e")["agreement"].update(
        survival=group(d, "a")["agreement"]["survival"]
    ),
    "a delicate item": lambda d: group(d, "a")["items"]["h06"].update(mean=50.0),
    "a comparison of few": lambda d: d["comparisons"]["rows"].append(
        d["comparisons"]["rows"][0] | {"name": "e", "scale": "survival"}
    ),
    "names exchanged": lambda d: group(d, "d").update(name="e"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_the_guard_refuses_a_document_that_says_more(
    spoil: Callable[[dict[str, Any]], None], before: Survey, made: dict[str, Any]
) -> None:
    spoilt = deepcopy(made)
    spoil(spoilt)
    with pytest.raises(ConfidentialityRefusal):
        check(figures_of(spoilt), publication(before))


def test_the_guard_knows_what_a_shown_group_may_not_tell(
    before: Survey, made: dict[str, Any]
) -> None:
    """A scale hidden though its group is shown, and a delicate item of nineteen people."""
    ours = publication(before)
    less = tuple(f for f in ours.figures if (f.group[1], f.measure) != (("a",), "survival"))
    with pytest.raises(ConfidentialityRefusal, match="hidden-scale"):
        check(figures_of(made), replace(ours, figures=less))
    without = deepcopy(made)
    blank = {"mean": None, "direction": None, "interval": None, "reason": "hidden_to_protect"}
    group(without, "a")["scales"]["survival"].update(
        blank | {"answered": None, "pooled": None, "worst_case": None}
    )
    group(without, "a")["agreement"]["survival"] = None
    rows = without["comparisons"]["rows"]
    without["comparisons"]["rows"] = [
        row for row in rows if (row["name"], row["scale"]) != ("a", "survival")
    ]
    check(figures_of(without), replace(ours, figures=less))
    nineteen = tuple(replace(f, n=19) if f.measure == "item:h06" else f for f in ours.figures)
    assert nineteen != ours.figures
    with pytest.raises(ConfidentialityRefusal, match="sensitive"):
        check(figures_of(made), replace(ours, figures=nineteen))


def test_the_guard_lets_the_document_through(before: Survey, made: dict[str, Any]) -> None:
    check(figures_of(made), publication(before))


def test_fewer_than_five_are_refused(before: Survey) -> None:
    with pytest.raises(ConfidentialityRefusal) as refused:
        document(replace(before.only(range(4))), ASKED)
    assert refused.value.faults[0].code == "too-few-people"
