"""One group's page: `rctdiag report teams.json --group NAME`."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from cli.inside import inside
from cli.program import EXAMPLES, NOW


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "teams.json"
    run = inside(
        "teams", str(EXAMPLES / "teams.csv"), "--by", "team", "--by", "site", "--ledger", "none",
        "--now", NOW, "-o", str(path),
    )  # fmt: skip
    assert run.code == 0, run.err
    return path


def document(report: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return read


def test_a_group_reads_of_itself_and_of_no_other(report: Path) -> None:
    run = inside("report", str(report), "--group", "hill")
    assert run.code == 0, run.err
    assert run.out.startswith(" hill. A page for talking together ")
    groups = document(report)["groups"]
    others = {one["name"] for one in groups} - {"hill"}
    lines = run.out.splitlines()
    assert not [name for name in others if any(f"{name}," in line for line in lines)]
    mine = next(one for one in groups if one["name"] == "hill")
    for step in mine["steps"]:
        assert document(report)["steps"][step["id"]]["title"] in " ".join(run.out.split())
    assert "A guide for talking about it" in run.out
    assert "To fill in together." in run.out


def test_a_hidden_group_gets_the_figures_for_everybody(report: Path) -> None:
    hidden = [one["name"] for one in document(report)["groups"] if one["reason"] is not None]
    assert hidden
    run = inside("report", str(report), "--group", hidden[0], "--format", "markdown")
    assert run.code == 0
    assert "There are no figures for this group" in run.out
    assert "Everybody together" in run.out


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        (("--group", "hil"), "unknown-group", "Did you mean 'hill'?"),
        (("--group", "nobody here"), "unknown-group", "Check the names in the report."),
        (("--group", "hill", "--json"), "usage", "Leave out --json, or --group."),
    ],
)
def test_what_is_refused(report: Path, given: tuple[str, ...], code: str, told: str) -> None:
    run = inside("report", str(report), *given)
    assert (run.code, run.out) == (2, "")
    assert code in run.err
    assert told in " ".join(run.err.split())


def test_two_groups_of_one_name_are_told_apart(report: Path, tmp_path: Path) -> None:
    made = document(report)
    groups = [one for one in made["groups"] if one["reason"] is None and one["by"] == "site"]
    groups[0]["name"] = "hill"
    path = tmp_path / "twice.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    run = inside("report", str(path), "--group", "hill")
    assert run.code == 2
    assert "Use team=hill or site=hill." in " ".join(run.err.split())
    assert inside("report", str(path), "--group", "site=hill").out.startswith(" site: hill. ")


def test_a_result_has_no_groups() -> None:
    sheet = str(EXAMPLES / "paula-told.yaml")
    made = inside("assess", "--answers", sheet, "--json", "--now", NOW)
    run = inside("report", "-", "--group", "hill", stdin=made.out)
    assert run.code == 2
    assert "--group is for a group report." in run.err


def test_what_people_pay_for_is_not_for_a_talk_in_the_group(report: Path) -> None:
    groups = {one["name"]: one for one in document(report)["groups"] if one["reason"] is None}
    first = {name: bool(its["for_leading"]) for name, its in groups.items()}
    assert not any(pays(one["facet"] for one in its["focus"]) for its in groups.values())
    often = {name: pays(facets_at(its, 62.5)) for name, its in groups.items()}
    assert not all(often[name] or first[name] for name in groups)
    for name in groups:
        told = " ".join(inside("report", str(report), "--group", name).out.split())
        talk, _, leading = told.partition(
            "For the person who leads the conversation: do not pass this part on"
        )
        assert "not the first step" not in talk
        assert ("not the first step" in leading) == (often[name] or first[name])


def pays(facets: Iterable[str]) -> bool:
    return not {"power_over", "cost_of_candour"}.isdisjoint(facets)


def facets_at(group: dict[str, Any], least: float) -> list[str]:
    shown = [facets for one in group["scales"].values() for facets in one["facets"].items()]
    return [name for name, figure in shown if (figure["mean"] or 0) >= least]


def test_what_needs_special_care_can_be_kept_back(report: Path) -> None:
    """It stands at the end of a page, under a heading of its own; and a page says what it is."""
    assert document(report)["ledger"] == "none"
    groups = [one for one in document(report)["groups"] if one["reason"] is None]
    with_care = 0
    for one in groups:
        told = " ".join(inside("report", str(report), "--group", one["name"]).out.split())
        page, _, care = told.partition(
            "For the person who leads the conversation: do not pass this part on"
        )
        assert "A draft, not recorded" in page
        assert "What this cannot tell you" in page
        assert "Questions that call for special care" not in page
        paid_for = bool(one["for_leading"]) or pays(facets_at(one, 62.5))
        assert bool(care) == paid_for or any(
            (one["items"][item]["mean"] or 0) >= 37.5 for item in document(report)["items"]
        )
        with_care += bool(care)
    assert with_care


@pytest.mark.parametrize("group", ["Riverside / hill", "hill", "team=Riverside / hill"])
def test_a_nested_group_is_called_by_its_last_part(
    report: Path, tmp_path: Path, group: str
) -> None:
    made = document(report)
    for one in (*made["groups"], *made["hidden"], *made["comparisons"]["rows"]):
        if one["by"] == "team":
            one["name"] = f"Riverside / {one['name']}"
    path = tmp_path / "nested.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    assert inside("report", str(path), "--group", group).out.startswith(" Riverside / hill. ")
    run = inside("report", str(path), "--group", "hil")
    assert "Did you mean 'hill'?" in run.err
