"""A group report in words: what each figure, and each missing one, is told as."""

import json
from functools import cache
from typing import Any

import numpy as np
import pytest

from rctdiag.disclosure.document.build import ReportRequest
from rctdiag.disclosure.document.survey import Survey
from rctdiag.model.documents.teams import HiddenDoc, Teams
from rctdiag.render.group.report_in_words import in_order
from rctdiag.render.view import View
from rctdiag.render.words import words
from teams.groups import survey
from teams.shown import document, read_back, render_group

Doc = dict[str, Any]
SIZES = {"north": 28, "south": 27, "east": 26}
SHORT, FULL = View(accessible=True), View(accessible=True, full=True)  # a sentence a line


@cache
def _once() -> str:
    """Three teams with headcounts and an order of power; six people answered without reading."""
    team: list[str | None] = [name for name, size in SIZES.items() for _ in range(size)]
    before = survey({"team": team}, 8, missing=0.03)
    given = before.given.copy()
    for place, person in enumerate(np.linspace(0, 80, 6).astype(int)):
        given[person] = 5 if place % 2 else 1
    whole = Survey(before.questionnaires, "full", before.items, given, before.columns)
    heads = ({"team": "north"}, 62), ({"team": "south"}, 28), ({"team": "east"}, 200)
    request = ReportRequest(("team",), power={"team": ("south", "north")}, headcount=heads)
    return json.dumps(document(whole, request))


@pytest.fixture
def made() -> Doc:
    found: Doc = json.loads(_once())
    return found


def told(made: Doc, view: View = SHORT) -> str:
    """The report in words, on one line; only of a document that the published model takes."""
    Teams.model_validate_json(json.dumps(made))
    return " ".join(render_group(made, view).split())


def say(id_: str, **values: object) -> str:
    return words("en").text(f"teams.team_{id_}", **values)


def group(made: Doc, name: str) -> Doc:
    found: Doc = next(one for one in made["groups"] if one["name"] == name)
    return found


def test_how_many_answered_of_how_many(made: Doc) -> None:
    assert made["organisation"]["response"]["headcount"] == 290
    text = told(made, FULL)
    assert say("answered_of", n=81, headcount=290, rate=28) in text
    assert say("very_low_response") in text
    assert say("group_response", n=28, headcount=62, rate=45) in text
    assert say("group_response", n=27, headcount=28, rate=96) in text
    ends = made["organisation"]["scales"]["survival"]["worst_case"]
    low, high = round(ends["low"]), round(ends["high"])
    assert say("worst_case", title="Stretched", low=low, high=high) in text
    assert made["gaps"] == "some"
    assert say("gaps_some") in text
    assert "the mean would be as low as" not in told(made)


def test_a_headcount_that_cannot_be(made: Doc) -> None:
    response = {"headcount": 80, "rate": None, "bounds": None, "reason": "headcount_too_small"}
    made["organisation"]["response"] |= response
    text = told(made)
    assert say("answered", n=81) in text
    assert say("headcount_too_small") in text
    first = next(one for one in made["groups"] if one["response"])
    first["response"] |= response
    made["organisation"]["response"] = None
    assert told(made, FULL).count(say("headcount_too_small")) == 1


def test_answers_that_ask_for_a_second_look(made: Doc) -> None:
    """In the short view where there are some; nothing beside a word that may not be told."""
    assert made["careless"] == "some"  # six of 81
    for word in ("few", "some", "many", None):
        for other in ("few", "some", "many"):
            made["careless"], sentence = word, say(f"careless_{other}")
            assert (sentence in told(made, FULL)) == (word == other)
            assert (sentence in told(made)) == (word == other != "few")


def test_least_power_beside_most(made: Doc) -> None:
    rows = made["power"]
    assert {row["facet"] for row in rows} > {None, "power_over"}
    for place, row in enumerate(rows):
        row["apart"] = place % 2 == 0
    short, full = told(made), told(made, FULL)
    assert say("power") in short
    facets = {
        one["id"]: one["label"] for scale in made["scales"].values() for one in scale["facets"]
    }
    for row in rows:
        label = facets[row["facet"]] if row["facet"] else made["scales"][row["scale"]]["title"]
        values = {"low": round(row["least_mean"]), "high": round(row["most_mean"])}
        id_ = "power_apart" if row["apart"] else "power_near"
        names = {"label": label[0].upper() + label[1:], "least": row["least"], "most": row["most"]}
        sentence = say(id_, **names, **values)
        assert sentence in full
        assert (sentence in short) == row["apart"]
    made["power"] = []
    assert say("power") not in told(made, FULL)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"release": "spring"}, say("status_release", name="spring")),
        ({"ledger": "used"}, say("status_draft")),
        ({"ledger": "none"}, say("status_none")),
        ({"ledger": "no_ids"}, say("status_no_ids")),
    ],
)
def test_what_it_is_worth_stands_first(change: Doc, sentence: str, made: Doc) -> None:
    text = told(made | change)
    assert text.index(sentence) < text.index(say("opening"))


def hidden(by: str, name: str, scale: str | None = None) -> Doc:
    return {"by": by, "name": name, "scale": scale, "reason": "hidden_to_protect"}


def test_nothing_hidden_is_told_too(made: Doc) -> None:
    made["hidden"] = []
    text = told(made)
    assert say("hidden_none") in text
    assert say("hidden_more") not in text


def test_many_hidden_groups_are_named_in_full_only(made: Doc) -> None:
    names = [f"n{number:02}" for number in range(13)]
    made["hidden"] = [hidden("team", name) for name in names]
    first, every = (f"{', '.join(some[:-1])} and {some[-1]}" for some in (names[:12], names))
    short, full = told(made), told(made, FULL)
    assert say("hidden_many", by="team", count=13, names=first) in short
    assert "n12" not in short
    assert say("hidden_groups", by="team", names=every) in full
    made["hidden"].pop()
    assert say("hidden_groups", by="team", names=first) in told(made)


def test_scales_hidden_of_a_group_that_is_shown(made: Doc) -> None:
    made["hidden"] = [hidden("team", "north", scale) for scale in ("survival", "connection")]
    sentence = say("hidden_scales", by="team", name="north", titles="Stretched and Connection")
    assert sentence in told(made)
    for at in range(13):
        made["hidden"].append(hidden("team", f"n{at}", "survival"))
    assert sentence not in told(made)
    assert sentence in told(made, FULL)


def ladder(made: Doc, rung: str, **figures: object) -> None:
    for one in made["breakdowns"][0]["scales"].values():
        one |= {"ladder": rung, **figures}


@pytest.mark.parametrize(
    "rung", ["told_apart", "with_care", "not_told_apart", "no_difference", "not_computed"]
)
def test_whether_groups_differ(rung: str, made: Doc) -> None:
    ladder(made, rung)
    titles = [made["scales"][scale]["title"] for scale in made["scale_order"]]
    listed = f"{', '.join(titles[:-1])} and {titles[-1]}"
    assert say(f"apart_{rung}", titles=listed) in told(made)


def test_figures_of_how_groups_differ(made: Doc) -> None:
    nothing = {"value": None, "interval": None, "reason": None}
    below = nothing | {"value": -0.04}
    some = nothing | {"value": 0.21}
    ladder(made, "told_apart", f=4.2, df=[2, 78], p=0.0, icc1=some, icc2=below)
    full = told(made, FULL)
    assert "Stretched: ICC(1) 0.21, ICC(2) below 0, F(2, 78) = 4.2, p below 0.0001." in full
    ladder(made, "told_apart", p=0.023, icc2=nothing)
    full = told(made, FULL)
    assert "Stretched: ICC(1) 0.21, ICC(2) -, F(2, 78) = 4.2, p = 0.023." in full
    assert "ICC" not in told(made)
    ladder(made, "not_computed", f=None)
    assert "ICC(1) 0.21" not in told(made, FULL)


def test_no_breakdown_has_nothing_to_tell_apart(made: Doc) -> None:
    assert say("apart") in told(made)
    assert say("apart") not in told(made | {"breakdowns": [], "groups": []})


def test_what_could_have_been_seen(made: Doc) -> None:
    rows = made["comparisons"]["rows"]
    alike = [one | {"verdict": "no_difference_found"} for one in rows]
    for count, points, id_ in (
        (1, (12.0,), "rest_none_one"),
        (2, (12.0, 12.4), "rest_none_same"),
        (2, (12.0, 14.6), "rest_none"),
    ):
        some = [one | {"detectable": its} for one, its in zip(alike, points, strict=False)]
        made["comparisons"]["rows"] = some
        assert say(id_, count=count, low=12, high=15) in told(made)
    made["comparisons"]["rows"] = []
    assert say("rest_few") in told(made)


@pytest.mark.parametrize(
    ("word", "everywhere"), [("alike", False), ("mixed", False), ("apart", True), (None, False)]
)
@pytest.mark.parametrize("number", [None, (0.8, "at_least"), (0.4, "about"), (0.0, "at_most")])
def test_how_alike_a_group_sees_it(
    word: str | None, *, number: tuple[float, str] | None, everywhere: bool, made: Doc
) -> None:
    for one in made["groups"]:
        one["agreement"] |= dict.fromkeys(one["agreement"])
    r_star, direction = number or (None, None)
    agreed = {"people": 28, "word": word, "by_chance": 0.1}
    agreed |= {"r_star": r_star, "r_star_direction": direction}
    group(made, "north")["agreement"]["survival"] = agreed if word else None
    sentences = {one: say(f"agree_{one}", title="Stretched") for one in ("alike", "apart")}
    short, full = told(made), told(made, FULL)
    written = [word] if word in sentences else []
    assert [one for one, text in sentences.items() if text in full] == written
    assert [one for one, text in sentences.items() if text in short] == (written * everywhere)
    assert ("r*wg(j)" in full) == bool(written and number)
    if written and number:
        figure = say(f"agree_figures_{direction}", title="Stretched", r_star=r_star, chance=0.1)
        assert figure in full


def test_the_spread_or_what_stands_in_for_it(made: Doc) -> None:
    spreads = {scale["spread"]["reason"] for scale in made["scales"].values()}
    assert spreads == {"fixed_spread"}  # three groups
    assert say("method_mean_planned") in told(made)
    for scale in made["scales"].values():
        scale["spread"] |= {"sd": 20.0, "reason": None}
    assert say("method_spread", title="Stretched", sd=20) in told(made)


def test_where_nothing_weighs(made: Doc) -> None:
    for one in (made["organisation"], *made["groups"]):
        one |= {"focus": [], "for_leading": [], "strengths": [], "steps": []}
    made["steps"] = {}
    text = told(made, FULL)
    for id_ in ("leaders_none", "nothing_stands_out", "no_steps"):
        assert say(id_) in text
    assert say("steps_whole") not in text


def test_the_day_in_words_or_as_it_stands(made: Doc) -> None:
    assert "2 March 2026" in told(made, FULL)
    assert "on a Monday" in told(made | {"created": "on a Monday"}, FULL)


def test_groups_stand_in_the_order_in_which_people_count(made: Doc) -> None:
    rows = [
        HiddenDoc(by=by, name=name, scale=None, reason="hidden_to_protect")
        for by, name in (
            ("ward", "ward 10"), ("ward", "ward 2"), ("ward", "Ward"), ("ward", "ward 2b"),
            ("grade", "2 / 11"), ("grade", "2 / 9"), ("grade", "10 / 1"), ("ward", "ward"),
            ("ward", "ward 02"), ("ward", "9" * 40), ("ward", "²"),
        )
    ]  # fmt: skip
    ordered = [(row.by, row.name) for row in in_order(rows)]
    assert ordered[-3:] == [("grade", "2 / 9"), ("grade", "2 / 11"), ("grade", "10 / 1")]
    names = ["9" * 40, "Ward", "ward", "ward 02", "ward 2", "ward 2b", "ward 10", "²"]
    assert [name for _, name in ordered[:-3]] == names
    groups = in_order(reversed(read_back(made).groups))
    assert [one.name for one in groups] == ["east", "north", "south"]
