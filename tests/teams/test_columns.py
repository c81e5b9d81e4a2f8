"""Which columns may be asked for, and what --strict counts."""

import csv
import json
from pathlib import Path

import pytest

from cli.inside import inside
from cli.program import EXAMPLES
from rctdiag.load.library import find_instruments

TABLE = EXAMPLES / "teams.csv"
ITEMS = {one.id for found in find_instruments((), None) for one in found.questionnaire.items}


def table(tmp_path: Path, rows: int | None = None, **columns: list[str]) -> Path:
    """The example with so many rows, and some columns set."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        read = [row.copy() for row in [*csv.DictReader(file)] * 2][: rows or 73]
    for at, row in enumerate(read):
        row |= {name: values[at % len(values)] for name, values in columns.items()}
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(read[0]))
        writer.writeheader()
        writer.writerows(read)
    return path


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--by", "h01"), "'h01' is a question"),
        (("--by", "team,c01"), "'c01' is a question"),
        (("--by", "site/H01"), "'H01' is a question"),
        (("--by", "r02"), "'r02' is a question"),
        (("--by", "c01", "--questionnaire", "hierarchical"), "'c01' is a question"),
        (("--tags", "r02"), "'r02' is a question"),
        (("--by", "team", "--id", "h01"), "--id 'h01' is a question"),
        (("--by", "team", "--id", "r02"), "--id 'r02' is a question"),
        (("--by", "answer", "--long"), "'answer' is a question"),
    ],
)
def test_a_question_makes_no_groups(options: tuple[str, ...], told: str, tmp_path: Path) -> None:
    answers = [str(1 + at % 5) for at in range(20)]
    for given in (table(tmp_path, r02=answers), tmp_path / "there is none.csv"):
        run = inside("teams", given, "--ledger", "none", *options)
        assert (run.code, run.out) == (2, "")
        assert "breakdown-is-item" in run.err
        assert told in run.err


@pytest.mark.parametrize("option", ["--by", "--tags"])
def test_a_column_does_not_stand_for_everybody(option: str, tmp_path: Path) -> None:
    given = table(tmp_path)
    text = given.read_text(encoding="utf-8")
    given.write_text(text.replace("team", "everyone", 1), encoding="utf-8")
    for name in ("everyone", "everyone/site"):
        run = inside("teams", given, "--ledger", "none", option, name)
        assert (run.code, run.out) == (2, "")
        assert "unknown-breakdown" in run.err


def test_no_item_of_any_questionnaire_can_be_asked_for() -> None:
    given = [word for item in sorted(ITEMS) for word in ("--by", item)]
    run = inside("teams", TABLE, *given)
    assert run.code == 2
    assert run.err.count("breakdown-is-item") == len(ITEMS) == 75


@pytest.mark.parametrize("rows", [None, 9])
@pytest.mark.parametrize(
    "options",
    [
        ("--by", "code"),
        ("--by", "code", "--id", "code"),
        ("--by", "team,Code", "--id", "code"),
        ("--tags", "code"),
        ("--tags", "code", "--id", "code"),
    ],
)
def test_ids_make_no_groups(options: tuple[str, ...], rows: int | None, tmp_path: Path) -> None:
    run = inside("teams", table(tmp_path, rows), "--ledger", "none", *options)
    assert (run.code, run.out) == (2, "")
    assert "breakdown-names-people" in run.err
    assert "r050" not in run.err


def test_an_id_that_is_not_unique_makes_no_groups_either(tmp_path: Path) -> None:
    """It is refused as the column of ids, before anybody looks whether ids stand once."""
    given = table(tmp_path, code=["one", "two"])
    run = inside("teams", given, "--ledger", "none", "--by", "code", "--id", "code")
    assert (run.code, "breakdown-names-people" in run.err) == (2, True)


def test_a_value_each_is_no_group_at_any_size(tmp_path: Path) -> None:
    names = [f"n{at}" for at in range(6)]
    own = table(tmp_path, 6, team=names, site=["x"])
    assert inside("teams", own, "--ledger", "none", "--by", "team").code == 2
    some = table(tmp_path, 80, team=[*names, *[""] * 74], site=["x"])
    assert inside("teams", some, "--ledger", "none", "--by", "team").code == 2
    shared = table(tmp_path, 6, team=[*names[:5], names[0]], site=["x"])
    assert inside("teams", shared, "--ledger", "none", "--by", "team").code == 0


def test_tags_that_people_share_are_groups(tmp_path: Path) -> None:
    """Each cell is different, and each tag is shared."""
    cells = ["a;b", "a;c", "b;c", "a;b;c", "a", "b", "c"]
    given = table(tmp_path, 7, site=cells)
    assert inside("teams", given, "--ledger", "none", "--tags", "site").code == 0
    alone = table(tmp_path, 7, site=[f"x{at};y{at}" for at in range(7)])
    assert inside("teams", alone, "--ledger", "none", "--tags", "site").code == 2


def strict(given: Path, *more: object) -> str:
    run = inside("teams", given, "--ledger", "none", "--strict", "-q", *more)
    assert (run.code, run.out) == (4, "")
    return run.err.removeprefix("rctdiag: not-everything-shown: ").partition(". Leave")[0]


TWO_TEAMS = ["north", "south"]


def test_strict_counts_every_row_that_was_left_out(tmp_path: Path) -> None:
    codes = [f"p{at}" for at in range(80)]
    for blank, wrong, told in ((1, 0, "left out: 1 row"), (1, 2, "left out: 3 rows")):
        ids = [*codes[blank:], *[" "] * blank]
        answers = [*["9"] * wrong, *["3"] * (80 - wrong)]
        given = table(tmp_path, 80, code=ids, team=TWO_TEAMS, h01=answers)
        assert strict(given, "--by", "team", "--id", "code") == told
    kept = table(tmp_path, 80, code=codes, team=TWO_TEAMS)
    run = inside("teams", kept, "--ledger", "none", "--by", "team", "--id", "code", "--strict")
    assert run.code == 0


def test_strict_leaves_out_what_is_nought(tmp_path: Path) -> None:
    one = table(tmp_path, 80, team=[*["north"] * 40, *["south"] * 36, *["west"] * 4])
    assert strict(one, "--by", "team") == "hidden: 2 groups"


def test_strict_does_not_take_everybody_for_a_group(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    codes = [f"p{at}" for at in range(80)]
    team = ["a", "b", "c", "d", "e"]
    common = ("--by", "team", "--id", "code", "--ledger", ledger)
    whole = table(tmp_path, 80, code=codes, team=team)
    assert inside("teams", whole, *common, "--release", "first").code == 0
    fewer = table(tmp_path, 79, code=codes, team=team)
    made = json.loads(inside("teams", fewer, *common, "--json").out)
    assert {(row["by"], row["name"]) for row in made["hidden"]} == {("everyone", ""), ("team", "e")}
    assert strict(fewer, *common) == "hidden: 1 group and figures for everybody"


def test_examples_of_the_help_fit_eighty_columns() -> None:
    lines = [line for line in inside("teams", "--help").out.splitlines() if "  rctdiag " in line]
    assert len(lines) == 4
    assert max(map(len, lines)) < 80


def test_names_that_look_alike_are_one_group_and_a_failed_formula_is_none(tmp_path: Path) -> None:
    path = table(tmp_path, crew=["Z\u00fcrich", "Zu\u0308rich\u00a0", "\u200bBern", "Bern", "#N/A"])
    run = inside("teams", path, "--by", "crew", "--json", "--ledger", "none")
    assert run.code == 0, run.err
    names = {group["name"] for group in json.loads(run.out)["groups"]}
    assert names == {"Bern", "Z\u00fcrich"}


def test_a_column_of_ids_is_named_as_what_it_is_without_id_too(tmp_path: Path) -> None:
    given = table(tmp_path)
    given.write_text(given.read_text(encoding="utf-8").replace("code", "id", 1), encoding="utf-8")
    run = inside("teams", given, "--ledger", "none", "--by", "id")
    assert (run.code, run.out) == (2, "")
    assert "breakdown-names-people: the column 'id' names people, not groups." in run.err
    assert "kept" not in run.err
