"""``rctdiag compare``: two results of one person."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.inside import inside
from cli.program import EXAMPLES

THEN, SINCE = "2026-03-02T10:00:00+01:00", "2026-06-02T10:00:00+02:00"
SHEET: dict[str, Any] = yaml.safe_load((EXAMPLES / "agnes-imagined.yaml").read_text("utf-8"))


def sitting(folder: Path, name: str, now: str, *extra: str, **answers: int) -> Path:
    """A result of Agnes, with some answers changed."""
    sheet = folder / f"{name}.answers.json"
    sheet.write_text(json.dumps(SHEET | {"answers": SHEET["answers"] | answers}), "utf-8")
    path = folder / f"{name}.json"
    path.write_text(
        inside("assess", "--answers", sheet, "--json", "--now", now, *extra).out, "utf-8"
    )
    return path


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    turned = {2, 3, 5, 6, 9, 10, 15}  # reverse-keyed
    fewer = {f"s{n:02}": 4 if n in turned else 2 for n in range(1, 16)}
    return sitting(tmp_path, "then", THEN), sitting(tmp_path, "since", SINCE, **fewer)


def test_what_moved_and_what_did_not(two: tuple[Path, Path]) -> None:
    then, since = two
    document = json.loads(inside("compare", then, since, "--json", "--now", SINCE).out)
    survival = document["scales"]["survival"]
    assert (survival["moved"], survival["better"], survival["reason"]) == ("down", True, None)
    assert survival["change"] == pytest.approx(survival["second"] - survival["first"], abs=1e-3)
    assert {s["moved"] for n, s in document["scales"].items() if n != "survival"} == {"no"}
    assert [each["id"] for each in document["statement"]] == ["moved_down_better", "rest_did_not"]
    assert all(abs(item["steps"]) >= 2 for item in survival["furthest"])
    assert document["days"] == 92


def test_the_earlier_comes_first_whichever_is_named_first(two: tuple[Path, Path]) -> None:
    then, since = two
    one, other = (
        inside("compare", *pair, "--now", SINCE) for pair in ((then, since), (since, then))
    )
    assert one.out == other.out
    assert "Stretched went down, from" in one.out
    assert "\x1b" not in one.out


def test_from_an_evening_to_the_next_morning_it_is_a_day(tmp_path: Path) -> None:
    then = sitting(tmp_path, "then", "2026-03-02T23:00:00+01:00")
    since = sitting(tmp_path, "since", "2026-03-03T08:00:00+01:00")
    assert "2 March 2026, and 3 March 2026: one day apart." in inside("compare", then, since).out
    assert json.loads(inside("compare", since, then, "--json").out)["days"] == 1


def test_nothing_moved_is_a_result(tmp_path: Path) -> None:
    then = sitting(tmp_path, "then", THEN)
    since = sitting(tmp_path, "since", SINCE, s01=4)
    ended = inside("compare", then, since)
    assert ended.code == 0
    assert "No score changed by more than chance would explain." in ended.out


def test_a_short_form_is_compared_on_what_both_asked(tmp_path: Path) -> None:
    then = sitting(tmp_path, "then", THEN)
    since = sitting(tmp_path, "since", SINCE, "--short")
    document = json.loads(inside("compare", then, since, "--json").out)
    assert {scale["items"] for scale in document["scales"].values()} <= {4, 5, 6, 7}
    assert "only the questions that both asked" in " ".join(
        inside("compare", then, since).out.split()
    )


def test_questions_that_changed_are_not_compared(two: tuple[Path, Path]) -> None:
    then, since = two
    older = json.loads(then.read_text("utf-8"))
    for each in older["questionnaires"]:
        if each["id"] == "survival":
            each["sha256"] = "0" * 64
    then.write_text(json.dumps(older), "utf-8")
    document = json.loads(inside("compare", then, since, "--json").out)
    survival = document["scales"]["survival"]
    assert (survival["change"], survival["reason"]) == (None, "other_version")
    assert "the questions have changed since: Stretched" in " ".join(
        inside("compare", then, since).out.split()
    )


def test_kept_results_are_compared_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, two: tuple[Path, Path]
) -> None:
    home = tmp_path / "home" / "history"
    home.mkdir(parents=True, mode=0o700)
    (tmp_path / "home").chmod(0o700)
    monkeypatch.setenv("RCTDIAG_HOME", str(tmp_path / "home"))
    for path, name in zip(two, ("2026-03-02-100000-full", "2026-06-02-100000-full"), strict=True):
        (home / f"{name}.json").write_bytes(path.read_bytes())
        (home / f"{name}.json").chmod(0o600)
    assert "Stretched went down" in inside("compare", "2026-03").out


@pytest.mark.parametrize("case", ["same-result", "bad-time", "nothing-common"])
def test_what_is_refused(two: tuple[Path, Path], case: str) -> None:
    then, since = two
    if case == "same-result":
        ended = inside("compare", then, then)
    elif case == "bad-time":  # without an offset nobody knows which was first
        local = json.loads(since.read_text("utf-8")) | {"created": SINCE[:19]}
        since.write_text(json.dumps(local), "utf-8")
        ended = inside("compare", then, since)
    else:
        other = json.loads(since.read_text("utf-8"))
        other |= {"scales": {}, "questionnaires": []}
        other["plan"]["heart"] = []
        lists = ("leading", "several", "points_to", "compared", "not_compared", "standing_out")
        other["profile"] |= {name: [] for name in lists}
        since.write_text(json.dumps(other), "utf-8")
        ended = inside("compare", then, since)
    assert ended.code == 3
    assert case in ended.err


def test_more_than_two_results_or_stdin_twice_is_wrong_use(two: tuple[Path, Path]) -> None:
    then, since = two
    for names in (("-", "-"), (then, since, then)):
        ended = inside("compare", *names, stdin=then.read_bytes())
        assert (ended.code, ended.out, "usage" in ended.err) == (2, "", True)
    assert inside("compare", "-", since, stdin=then.read_bytes()).code == 0


def test_a_saved_comparison_is_shown_again(two: tuple[Path, Path], tmp_path: Path) -> None:
    saved = tmp_path / "moved.json"
    assert inside("compare", *two, "--now", SINCE, "-o", saved).code == 0
    for shape in ((), ("--format", "markdown"), ("--accessible",), ("--json",)):
        told = inside("compare", *two, "--now", SINCE, *shape)
        assert inside("report", saved, *shape).out == told.out
    for wrong in (("-o", tmp_path / "x.pptx"), ("--group", "a"), ("--pages", tmp_path / "x")):
        assert inside("report", saved, *wrong).code == 2
