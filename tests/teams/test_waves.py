"""``rctdiag compare`` of tables: the same people where it can be, groups where not."""

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cli.inside import inside
from cli.program import EXAMPLES
from rctdiag.model.documents.over_time.wave_change import WaveChangeDoc
from rctdiag.model.documents.over_time.waves import Waves
from rctdiag.render import View, render_waves
from rctdiag.render.over_time.compared_words import ComparedWords, group_name, verdict_none
from rctdiag.render.words import words
from rctdiag.scoring.key import scoring_key
from teams.groups import asked, survey

SIZES = {"a": 20, "b": 14, "c": 12, "d": 10, "e": 9, "f": 8, "g": 7, "h": 3}
TEAMS = [name for name, size in SIZES.items() for _ in range(size)]
LOW, HIGH = 1, 5
TIME = ("--now", "2026-06-01T10:00:00+02:00")
Doc = dict[str, Any]


def table(path: Path, seed: int, *, up: str = "", gone: Mapping[str, int] | None = None) -> Path:
    """A wave of the same company; of team ``up`` everybody is stretched much more than before.

    Everybody's answers stray by a step from the first wave. ``gone``: team -> how many of it
    are others than in the first wave.
    """
    first = survey({"team": TEAMS}, 1, missing=0.0)
    chance = np.random.default_rng(seed)
    given = first.given
    if seed:
        given = np.clip(given + chance.integers(-1, 2, given.shape), LOW, HIGH)
    sign = {row.item: row.sign for row in scoring_key(asked(), "full").rows}
    left = dict(gone or {})
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["code", "team", *first.items])
        for person, team in enumerate(TEAMS):
            answers = given[person].tolist()
            if team == up:
                answers = [
                    min(HIGH, max(LOW, answer + 2 * sign[item])) if item[0] == "s" else answer
                    for item, answer in zip(first.items, answers, strict=True)
                ]
            other = left.get(team, 0) > 0
            left[team] = left.get(team, 0) - 1
            rows.writerow([f"{'n' if other else 'p'}{person:03}", team, *answers])
    return path


def compared(*arguments: object, home: Path) -> Doc:
    ended = inside("compare", *arguments, "--json", *TIME, home=str(home))
    assert ended.code == 0, ended.err
    document: Doc = json.loads(ended.out)
    return document


def change(document: Doc, name: str, scale: str = "survival", by: str = "team") -> Doc:
    row: Doc
    (row,) = (
        each
        for each in document["changes"]
        if (each["by"], each["name"], each["scale"]) == (by, name, scale)
    )
    return row


def test_the_same_people_where_they_can_be_shown_and_groups_where_not(tmp_path: Path) -> None:
    then = table(tmp_path / "then.csv", 0)
    now = table(tmp_path / "now.csv", 2, up="a", gone={"b": 2, "c": 6})
    document = compared(then, now, "--by", "team", "--link", "code", home=tmp_path)
    moved = change(document, "a")
    assert (moved["method"], moved["answered"], moved["verdict"]) == ("paired", [20, 20], "up")
    assert (moved["better"], moved["within"]) == (False, False)
    # The very means that a group report of each wave shows.
    for at, wave in enumerate((then, now)):
        report = json.loads(inside("teams", wave, "--by", "team", "--json", *TIME).out)
        (team,) = (each for each in report["groups"] if each["name"] == "a")
        assert moved["means"][at] == team["scales"]["survival"]["mean"]
    assert moved["change"] == pytest.approx(moved["means"][1] - moved["means"][0], abs=1e-9)
    assert moved["interval"]["low"] < moved["change"] < moved["interval"]["high"]
    # Sixty people or more in six shown groups: their own spread, in whole five points.
    whole_spread = {each["spread"][0] for each in document["changes"] if each["by"] == "everyone"}
    assert {sd % 5 for sd in whole_spread} == {0}
    # Two of b were replaced, and would be told by b without those who stayed.
    assert change(document, "b")["method"] == "independent"
    # Six of c were replaced, and six stayed.
    assert change(document, "c")["answered"] == [6, 6]
    rows = {(each["by"], each["name"]): each for each in document["turnover"]}
    assert rows["team", "b"]["both"] is None
    assert rows["team", "c"]["both"] == 6
    whole = rows["everyone", ""]
    assert [whole[part] for part in ("both", "left", "joined")] == [len(TEAMS) - 8, 8, 8]
    others = [each for each in document["changes"] if each["name"] not in ("a", "")]
    assert {each["verdict"] for each in others} == {"no_change_found"}
    # The three of h are nowhere, in neither wave.
    assert "h" not in {each["name"] for each in document["changes"]}
    assert [each["wave"] for each in document["hidden"] if each["name"] == "h"] == [0, 1]
    assert (document["draft"], document["ledger"], document["comparisons"]) == (
        True, "used", len(document["changes"]),
    )  # fmt: skip


def test_without_ids_groups_are_compared_and_three_waves_are_drawn(tmp_path: Path) -> None:
    # The last wave has sheets that are those of the first, cell for cell: nobody is known by that.
    waves = [table(tmp_path / f"w{at}.csv", at % 2, up="a" if at == 2 else "") for at in range(3)]
    document = compared(*waves, "--by", "team", "--smallest", "12", home=tmp_path)
    assert {each["method"] for each in document["changes"]} == {"independent"}
    assert {(each["first"], each["second"]) for each in document["changes"]} == {(1, 2), (0, 2)}
    assert (document["linked"], document["ledger"], document["smallest"]) == (False, "no_ids", 12)
    everybody = [each for each in document["changes"] if each["by"] == "everyone"]
    assert all(
        each["within"] == (each["interval"]["low"] >= -12 and each["interval"]["high"] <= 12)
        for each in document["changes"]
    )
    assert any(each["within"] for each in everybody)
    for looks in (
        View(format="text", width=80),
        View(format="text", width=40, ascii=True),
        View(format="text", width=80, accessible=True),
        View(format="markdown", width=80),
    ):
        text = render_waves(Waves.model_validate_json(json.dumps(document)), looks)
        words = " ".join(text.split()).replace("\\", "")
        assert "Stretched went up" in words
        assert "h, in w0, w1 and w2" in words


def test_a_release_is_recorded_whole_and_made_again_the_same(tmp_path: Path) -> None:
    then = table(tmp_path / "then.csv", 0)
    now = table(tmp_path / "now.csv", 2, gone={"c": 6})
    ledger = tmp_path / "l.db"
    call = ("compare", then, now, "--by", "team", "--link", "code", "--json", *TIME)
    named = (*call, "--release", "spring", "--ledger", ledger)
    first, again = (inside(*named, home=str(tmp_path)) for _ in range(2))
    assert (first.code, first.out) == (0, again.out)
    listed = inside("ledger", "list", "--ledger", ledger, home=str(tmp_path)).out
    assert listed.index("spring (1 of 2)") < listed.index("spring (2 of 2)")
    # One more answer in the second wave: that person's would be the difference of two releases.
    late = tmp_path / "late.csv"
    rows = now.read_text("utf-8").splitlines()
    late.write_text("\n".join([*rows, rows[1].replace(rows[1].split(",")[0], "late")]), "utf-8")
    told = compared(then, late, "--by", "team", "--link", "code", "--ledger", ledger, home=tmp_path)
    assert told["people"][1] in (0, len(TEAMS))
    assert any(each["wave"] == 1 for each in told["hidden"] if each["name"] in ("", "a"))


def test_waves_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    names = []
    for at, name in enumerate(("2025/answers.csv", "2026/answers.csv")):
        (tmp_path / name).parent.mkdir()
        names.append(table(tmp_path / name, at))
    labels = compared(*names, home=tmp_path)["waves"]
    assert labels == ["2025/answers", "2026/answers"]
    other = tmp_path / "2025" / "answers.tsv"
    other.write_bytes(table(tmp_path / "third.csv", 2).read_bytes())
    assert compared(names[0], other, home=tmp_path)["waves"] == [str(names[0]), str(other)]


def test_what_cannot_be_compared_is_refused(tmp_path: Path) -> None:
    result = tmp_path / "result.json"
    sheet = EXAMPLES / "agnes-imagined.yaml"
    assert inside("assess", "--answers", sheet, *TIME, "-o", result).code == 0
    then = table(tmp_path / "then.csv", 0)
    now = table(tmp_path / "now.csv", 2)
    for arguments, code in (
        ((then,), 2),
        ((then, then, "--by", "team"), 3),
        ((then, now, "--smallest", "0"), 2),
        ((then, now, "--release", "spring"), 2),
        ((then, now, "--ids", "loose"), 2),
        ((then, now, "--by", "s01"), 2),
        ((then, now, "--by", "nowhere"), 2),
        ((then, result), 2),
        ((result, result, "--short"), 2),
        ((result, "--separator", "comma"), 2),
        (("last", then), 2),
    ):
        ended = inside("compare", *arguments, *TIME, home=str(tmp_path))
        assert (ended.code, ended.out) == (code, ""), ended.err


def test_a_second_release_says_by_itself_what_moved(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"

    def released(wave: Path, name: str, *options: object) -> Doc:
        call = ("teams", wave, "--by", "team", "--id", "code", "--ledger", ledger, "--json")
        ended = inside(*call, "--release", name, *options, *TIME, home=str(tmp_path))
        assert ended.code == 0, ended.err
        document: Doc = json.loads(ended.out)
        return document

    then = table(tmp_path / "then.csv", 0)
    now = table(tmp_path / "now.csv", 2, up="a", gone={"b": 6})
    first = released(then, "spring")
    assert first["moved"] is None
    assert released(then, "again")["moved"] is None  # the same answers are no other wave
    second = released(now, "autumn")
    moved = second["moved"]
    assert (moved["since"], moved["correction"]) == ("again", "holm")
    found = {one["name"]: one for one in moved["changes"] if one["verdict"] != "no_change_found"}
    assert found.keys() <= {"a", ""}  # of all groups, and everybody with it
    row = found["a"]
    assert (row["scale"], row["verdict"], row["method"]) == ("survival", "up", "independent")
    # What anybody can work out who has both reports.
    for at, report in enumerate((first, second)):
        (team,) = (one for one in report["groups"] if one["name"] == "a")
        assert row["means"][at] == team["scales"]["survival"]["mean"]
    shown = {one["name"] for one in second["groups"] if one["reason"] is None}
    assert {one["name"] for one in moved["changes"]} <= {*shown, ""}
    file = tmp_path / "autumn.json"
    file.write_text(json.dumps(second), "utf-8")
    for options in ((), ("--accessible",), ("--format", "html")):
        text = " ".join(inside("report", file, *options).out.split())
        assert "What has changed since again, of 1 June 2026" in text
        assert "a: Stretched went up" in text
    # A release that nobody has seen, and that is withdrawn, tells nothing more.
    for name in ("again", "spring"):
        gone = inside("ledger", "withdraw", name, "--yes", "--ledger", ledger, home=str(tmp_path))
        assert gone.code == 0, gone.err
    assert released(now, "winter")["moved"] is None


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(-29.0, -7.0, "among 144 comparisons"), (-6.0, 3.0, "it could be anywhere from -6 to +3")],
)
def test_what_would_count_by_itself_says_so(low: float, high: float, said: str) -> None:
    change = WaveChangeDoc.model_validate_json(json.dumps({
        "by": "team", "name": "a", "scale": "survival", "first": 0, "second": 1,
        "method": "independent", "answered": [12, 12], "means": [69, 51],
        "directions": ["about", "about"], "change": (low + high) / 2,
        "interval": {"low": low, "high": high, "level": 0.95, "method": "planning-sd"},
        "spread": [20, 20], "p": 0.2, "verdict": "no_change_found", "within": False, "better": None,
    }))  # fmt: skip
    assert said in verdict_none(words("en"), change, 5, 144)


def test_what_the_same_people_said_is_told_once(tmp_path: Path) -> None:
    """Of a all are linked, of c six of twelve: only there the means beside it are of others."""
    then = table(tmp_path / "then.csv", 0)
    now = table(tmp_path / "now.csv", 2, up="a", gone={"c": 6})
    document = compared(then, now, "--by", "team", "--link", "code", home=tmp_path)
    said = ComparedWords(Waves.model_validate_json(json.dumps(document)))
    rows = {
        name: [said.row(series) for series in said.series(("team", name))] for name in ("a", "c")
    }
    turnover = "Answered both times: 20. Only the first time: 0. Only the second time: 0."
    assert said.turnover(("team", "a")) == turnover
    for row in rows["a"]:
        assert len(re.findall(r"\d+, then \d+", row)) == 1
        assert "answered both times" not in row
        assert not row.endswith(" ")
    assert any("The 6 who answered both times: " in row for row in rows["c"])


def test_over_three_waves_it_is_said_who_is_compared_with_the_first(tmp_path: Path) -> None:
    """Only the last two waves have a line with the number of those who answered both times."""
    waves = [table(tmp_path / f"{seed}.csv", seed) for seed in range(3)]
    document = compared(*waves, "--by", "team", "--link", "code", home=tmp_path)
    said = ComparedWords(Waves.model_validate_json(json.dumps(document)))
    for series in said.series(("team", "a")):
        last, first = said.verdicts(series)
        assert "answered both times" not in last
        assert first.endswith("The same 20 people answered both times.")


@pytest.mark.parametrize(
    ("by", "name", "said"),
    [
        ("site/team", "upper / 7", "site and team: upper / 7"),
        ("site,team", "upper / 7", "site and team: upper / 7"),
        ("site/team", "1 / 2 / 7", "site and team: 1 / 2 / 7"),
        ("team", "7", "team: 7"),
    ],
)
def test_a_group_is_called_by_the_columns_of_its_breakdown(by: str, name: str, said: str) -> None:
    other = ("other", name)  # so that the name alone does not say enough
    assert group_name(words("en"), (by, name), [(by, name), other]) == said


def test_waves_are_called_as_asked(tmp_path: Path) -> None:
    waves = [table(tmp_path / f"answers{at}.csv", at) for at in range(2)]
    given = ("--by", "team", "--wave-names", "Spring 2026, Autumn 2026")
    document = compared(*waves, *given, home=tmp_path)
    assert document["waves"] == ["Spring 2026", "Autumn 2026"]
    for wrong in ("Spring", "Spring,Spring", "a,b,c"):
        ended = inside("compare", *waves, "--by", "team", "--wave-names", wrong, "--json", *TIME)
        assert (ended.code, "a different name for each table" in ended.err) == (2, True)
