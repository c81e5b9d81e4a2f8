"""Where the figures for everybody are hidden, nothing speaks of them as if they were there."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.render.view import View
from rctdiag.render.words import words
from teams.groups import survey
from teams.shown import document, render_group, render_page, rendered

Doc = dict[str, Any]
SHORT, FULL = View(accessible=True), View(accessible=True, full=True)
# Said of everybody, and false where their figures are not shown.
FALSE = (
    "None people",
    "None of you",
    "By everyone",
    "everyone :",
    ": .",
    "which follow",
    "counted in the figures for everybody",
    "begin with the figures for everybody",
    "no part is clearly hard",
    "how many people were asked",
    "too few people or groups",
    "fewer than 30 people",
    "each side needs 15 people",
)


def say(id_: str, **values: object) -> str:
    return words("en").text(f"teams.team_{id_}", **values)


@cache
def _second(teams: int) -> str:
    """A second look at the same people but one: their team and the whole are hidden."""
    names = [f"t{at}" for at in range(teams)]
    column: list[str | None] = [names[at % teams] for at in range(16 * teams)]
    ids = [f"p{at}" for at in range(len(column))]
    before = replace(survey({"team": column}, 4, missing=0.0), ids=ids)
    request = ReportRequest(("team",), release="first")
    with TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db") as ledger:
        report(before, request, ledger=ledger).release(ledger, "first")
        after = before.only(range(len(column) - 1))
        return json.dumps(document(after, ReportRequest(("team",)), ledger))


@pytest.fixture(params=[5, 12])
def made(request: pytest.FixtureRequest) -> Doc:
    read: Doc = json.loads(_second(request.param))
    return read


def hidden(made: Doc) -> Doc:
    found: Doc = next(one for one in made["groups"] if one["reason"] is not None)
    return found


def test_it_is_such_a_document(made: Doc) -> None:
    assert (made["organisation"]["n"], made["organisation"]["response"]) == (None, None)
    rows = {(row["by"], row["name"]) for row in made["hidden"]}
    assert rows == {("everyone", ""), ("team", hidden(made)["name"])}


def test_no_sentence_is_false(made: Doc) -> None:
    pages = [
        render_page(made, view, one)
        for one in (hidden(made), made["groups"][0])
        for view in (SHORT, FULL)
    ]
    texts = [text for text in rendered(made) if not text.startswith("{")]
    for text in (*texts, *pages):
        told = " ".join(text.split())
        assert [one for one in FALSE if one in told] == []


def test_the_report_says_that_they_are_not_shown(made: Doc) -> None:
    for view in (SHORT, FULL):
        told = render_group(made, view)
        for id_ in (
            "answered_hidden", "organisation_hidden", "hidden_everybody", "hidden_more_alone",
            "rest_hidden", "method_mean_hidden",
        ):  # fmt: skip
            assert say(id_) in told, id_
        # Whether groups differ follows from their own means: it is said all the same.
        ladder = {one["ladder"] for one in made["breakdowns"][0]["scales"].values()}
        assert "not_computed" not in ladder
        assert say("hidden_groups", by="team", names=hidden(made)["name"]) in told
        for id_ in ("good_things", "leaders_none"):
            assert say(id_) not in told
    many = len(made["groups"]) > 8
    assert (say("overview_about_alone") in render_group(made, SHORT)) == many
    assert say("legend") in render_group(made, FULL)


def test_the_summary_thanks_without_a_number(made: Doc) -> None:
    told = render_group(made, SHORT, summary=True)
    assert say("summary_thanks_hidden") in told
    assert say("organisation_hidden") in told
    for id_ in ("strengths", "focus", "legend"):
        assert say(id_) not in told


def test_the_page_of_a_hidden_group_promises_no_figures(made: Doc) -> None:
    told = render_page(made, SHORT, hidden(made))
    assert say("page_hidden_alone", minimum=5) in told
    assert say("guide") in told
    for id_ in ("organisation", "legend", "legend_ways"):
        assert say(id_) not in told
    other = next(one for one in made["groups"] if one["reason"] is None)
    assert say("legend") in render_page(made, SHORT, other)


def test_scales_hidden_of_everybody_alone(made: Doc) -> None:
    """Their number is shown, and what can be said of some scales is said of those only."""
    whole = made["groups"][0]
    made["organisation"] = whole | {"by": "everyone", "name": None, "focus": [], "strengths": []}
    first, *rest = made["scale_order"]
    scales = made["organisation"]["scales"]
    scales[first] = scales[first] | {"mean": None}
    made["hidden"] = [{"by": "everyone", "name": "", "scale": first, "reason": "x"}]
    told = render_group(made, SHORT)
    title = made["scales"][first]["title"]
    assert say("hidden_everybody_scales", titles=title) in told
    assert say("hidden_more") not in told
    assert say("hidden_more_alone") not in told
    assert say("nothing_stands_out_shown") in told
    assert say("leaders_none") not in told
    for scale in rest:
        scales[scale] = scales[scale] | {"mean": None}
    told = render_group(made, SHORT).partition(say("apart"))[0]
    for id_ in ("no_focus", "no_focus_shown", "no_strengths", "focus", "strengths"):
        assert say(id_) not in told


@pytest.mark.parametrize(
    ("shown", "hidden_", "sentence"),
    [
        (4, 1, "Groups by team that are shown: 4 of 5."),
        (1, 1, "Groups by team that are shown: 1 of 2."),
        (0, 9, "Groups by team that are shown: 0 of 9."),
        (5, 0, "By team: every group is shown (5)."),
        (1, 0, "By team: every group is shown (1)."),
    ],
)
def test_how_many_groups_are_shown(shown: int, hidden_: int, sentence: str, made: Doc) -> None:
    made["breakdowns"][0] |= {"shown": shown, "hidden": hidden_}
    assert sentence in render_group(made, SHORT)
