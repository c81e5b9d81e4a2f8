"""The worked examples: what each must say, and never says."""

import json

import pytest

from cli.program import rctdiag

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
    assert "invention" in shown.splitlines()[0]
    assert rctdiag("demo", "susan", "--told").out.startswith("Susan, as told")
