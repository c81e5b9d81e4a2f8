"""The worked examples: what each must say, and never says."""

import json
import re

import pytest

from cli.inside import inside
from cli.program import rctdiag
from rctdiag.model.documents.result import Result
from rctdiag.render.words import words

OWN = {"paula": "hierarchical", "susan": "pseudo_relational", "agnes": "survival"}


@pytest.fixture(scope="module")
def results() -> dict[str, dict[str, dict[str, object]]]:
    run = rctdiag("demo", "--json")
    assert run.code == 0, run.err
    shown: dict[str, dict[str, dict[str, object]]] = json.loads(run.out)
    return shown


@pytest.mark.parametrize("who", OWN)
def test_an_imagined_sheet_leads_its_own_culture(
    who: str, results: dict[str, dict[str, dict[str, object]]]
) -> None:
    profile = results[f"{who}-imagined"]["profile"]
    assert (profile["certainty"], profile["leading"]) == ("leads", [OWN[who]])


@pytest.mark.parametrize("who", OWN)
def test_a_told_sheet_points_and_never_leads(
    who: str, results: dict[str, dict[str, dict[str, object]]]
) -> None:
    profile = results[f"{who}-told"]["profile"]
    assert profile["leading"] == []
    assert profile["points_to"] == [OWN[who]]
    assert "points to" in str(profile["statement"])
    assert "lead" not in str(profile["statement"])


def test_the_demo_says_what_is_invention() -> None:
    shown = rctdiag("demo", "susan", "--imagined").out
    assert "They are not part of her story." in " ".join(shown.split()[:120])
    assert " Susan, as told" in rctdiag("demo", "susan", "--told").out


def test_each_story_is_told_in_three_sentences_before_its_report() -> None:
    for who in OWN:
        story = words().text(f"demo.{who}_story")
        assert len(re.findall(r"[.](?= |$)", story)) == 3
        shown = " ".join(rctdiag("demo", who, "--told", "--accessible").out.split())
        assert shown.index(story) < shown.index("1. Read it")


def test_one_name_as_json_is_one_result() -> None:
    for given, name in (((), "imagined"), (("--told",), "told")):
        run = rctdiag("demo", "agnes", *given, "--json")
        result = Result.model_validate_json(run.out)
        assert (result.schema_, name == "told") == (
            "rctdiag.result/1",
            bool(result.profile.points_to),
        )


def test_the_stories_alone() -> None:
    told = json.loads(inside("demo", "--list", "--json").out)
    assert list(told) == sorted(OWN)
    shown = inside("demo", "--list", "--accessible").out.splitlines()
    assert [f"{who}: {told[who]}" for who in OWN] == shown[1:4]
    assert shown[-1] == "To see one: rctdiag demo NAME"
