"""``rctdiag teams`` as its users run it."""

import csv
import io
import json
import tempfile
from pathlib import Path

import polars as pl
import pytest
from syrupy.assertion import SnapshotAssertion

from cli.inside import inside
from cli.program import EXAMPLES, NOW, Ended

TABLE = EXAMPLES / "teams.csv"
CANARY = "CANARY"


def teams(*more: str, table: Path = TABLE, **environment: str) -> Ended:
    return inside("teams", table, "--now", NOW, *more, environment=environment)


def written(tmp_path: Path, rows: list[list[str]]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path = tmp_path / "table.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def example() -> list[list[str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("eighty", ()),
        ("forty", ("COLUMNS=40",)),
        ("accessible", ("--accessible",)),
        ("markdown", ("--format", "markdown", "--full")),
        ("summary", ("--summary",)),
    ],
)
def test_the_example(
    name: str,
    options: tuple[str, ...],
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = next((one.partition("=")[2] for one in options if "=" in one), "80")
    given = [one for one in options if "=" not in one]
    monkeypatch.setenv("COLUMNS", columns)
    run = inside("teams", TABLE, "--now", NOW, "--by", "team", "--ledger", "none", *given)
    assert run.code == 0
    # The last line names versions and hashes, which have tests of their own.
    told = "\n".join(line for line in run.out.splitlines() if "Questionnaires: " not in line)
    assert told == snapshot(name=name)


def test_lines_keep_to_the_width() -> None:
    for columns in ("40", "80"):
        run = teams("--by", "team", "--full", "--ledger", "none", COLUMNS=columns)
        assert max(map(len, run.out.splitlines())) <= int(columns)


@pytest.mark.long
def test_no_canary_of_any_column_leaves(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    header, *rows = example()
    extra = ["email", "full_name", "ip", "comment", "readiness_note", "r01"]
    table = written(
        tmp_path,
        [
            [*header, *extra],
            *(
                [f"{CANARY}{at:03d}", *row[1:], *(f"{CANARY}-{name}-{at}" for name in extra)]
                for at, row in enumerate(rows)
            ),
        ],
    )
    ledger = str(tmp_path / "ledger.db")
    common = ("--by", "team", "--id", "code", "--ledger", ledger)
    runs = [
        teams(*common, *more, table=table, TMPDIR=str(scratch))
        for more in (
            ("--release", "one"),
            ("--json",),
            ("--format", "markdown", "--full"),
            ("--summary",),
            ("--debug", "--by", "email"),
            ("--headcount", str(table)),
        )
    ]
    assert [run.code for run in runs] == [0, 0, 0, 0, 2, 3]
    for run in runs:
        assert CANARY not in run.out + run.err
    assert "Not read, because they are private: r01." in runs[0].err
    assert "email, full_name, ip and comment" in runs[0].err
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path != table]
    assert kept
    assert all(CANARY.encode() not in path.read_bytes() for path in kept)
    assert not list(scratch.iterdir())
    assert tempfile.gettempdir() != str(scratch)


def test_the_ledger_refuses_a_second_look(tmp_path: Path) -> None:
    ledger = str(tmp_path / "ledger.db")
    common = ("--by", "team", "--id", "code", "--ledger", ledger, "--json")
    first = teams(*common, "--release", "spring")
    assert (first.code, json.loads(first.out)["release"]) == (0, "spring")
    again = teams(*common, "--release", "spring")
    assert again.out == first.out
    header, *rows = example()
    fewer = written(tmp_path, [header, *rows[1:]])
    late = teams(*common, "--release", "late", table=fewer)
    assert late.code in {0, 5}
    if late.code == 0:  # coarsened: nobody's answers follow from both
        assert len(json.loads(late.out)["hidden"]) > len(json.loads(first.out)["hidden"])
    listed = inside("ledger", "list", "--ledger", ledger)
    assert {"spring", "late"} & set(listed.out.split())
    assert inside("ledger", "withdraw", "spring", "--ledger", ledger).code == 2
    assert inside("ledger", "withdraw", "spring", "--ledger", ledger, "--yes").code == 0
    assert inside("ledger", "withdraw", "spring", "--ledger", ledger, "--yes").code == 2


def test_a_draft_writes_no_ledger(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run = teams("--by", "team", "--id", "code", RCTDIAG_HOME=str(home))
    assert run.code == 0
    assert "A draft" in run.out
    assert not home.exists()


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--min-group", "4"), 2, "minimum-too-low"),
        (("--by", "teem"), 2, "unknown-column"),
        (("--by", "code"), 2, "breakdown-names-people"),
        (("--release", "x", "--ledger", "none"), 2, "release-needs-id"),
        (("--release", "x"), 2, "release-needs-id"),
        (("--power-order", "grade"), 2, "bad-power-order"),
        (("--power-order", "grade=junior,senior"), 2, "unknown-power-order"),
        (("--by", "grade", "--power-order", "grade=junior,boss"), 2, "unknown-power-order"),
        (("--questionnaire", "readiness"), 2, "private-questionnaire"),
        (("--strict",), 4, "not-everything-shown"),
        (("--min-group", "80"), 5, "too-few-people"),
    ],
)
def test_what_is_refused(options: tuple[str, ...], code: int, told: str) -> None:
    run = teams("--by", "team", *options)
    assert (run.code, run.out) == (code, "")
    assert told in run.err


def test_an_id_stands_once(tmp_path: Path) -> None:
    header, first, *rest = example()
    table = written(tmp_path, [header, first, first, *rest])
    run = teams("--by", "team", "--id", "code", table=table)
    assert (run.code, "id-twice" in run.err, first[0] in run.err) == (3, True, False)


def test_headcounts_give_rates_and_bounds(tmp_path: Path) -> None:
    heads = tmp_path / "heads.csv"
    heads.write_text(
        "team,headcount\nnorth,40\nsouth,9\neast,12\nwest,10\nharbour,9\nhill,20\n"
        "bridge,10\nmill,9\n",
        encoding="utf-8",
    )
    run = teams("--by", "team", "--headcount", str(heads), "--json")
    made = json.loads(run.out)
    assert made["organisation"]["response"]["headcount"] == 119
    north = next(one for one in made["groups"] if one["name"] == "north")
    assert north["response"] == {
        "answered": 13,
        "headcount": 40,
        "rate": 32,
        "bounds": None,
        "reason": "low_response",
    }
    its = north["scales"]["survival"]
    heard = its["mean"] * its["answered"] / 40
    assert its["worst_case"]["low"] == pytest.approx(heard, abs=0.06)
    assert its["worst_case"]["high"] == pytest.approx(heard + 67.5, abs=0.06)
    hidden = next(one for one in made["groups"] if one["name"] == "harbour")
    assert hidden["response"] is None


@pytest.mark.parametrize("text", ["team,people\nnorth,4\n", "team,headcount\nnorth,many\n"])
def test_a_faulty_headcount_is_refused(tmp_path: Path, text: str) -> None:
    heads = tmp_path / "heads.csv"
    heads.write_text(text, encoding="utf-8")
    assert teams("--by", "team", "--headcount", str(heads)).code == 3


def test_tags_crossings_and_nests() -> None:
    run = teams("--by", "site/team", "--by", "team,grade", "--tags", "grade", "--json")
    made = json.loads(run.out)
    assert [one["by"] for one in made["breakdowns"]] == ["site", "site/team", "team,grade", "grade"]
    assert {
        "by": "team,grade",
        "name": "harbour / junior",
        "scale": None,
        "reason": "hidden_to_protect",
    } in made["hidden"]


def test_short_tables_are_known_by_their_columns(tmp_path: Path) -> None:
    from teams.groups import asked

    short = {item.id for one in asked() for item in one.items if item.short}
    header, *rows = example()
    keep = [at for at, name in enumerate(header) if at < 4 or name in short]
    table = written(tmp_path, [[row[at] for at in keep] for row in (header, *rows)])
    run = teams("--by", "team", "--json", table=table)
    assert json.loads(run.out)["form"] == "short"
    assert "short form" in run.err


def test_names_are_inert(tmp_path: Path) -> None:
    header, *rows = example()
    evil = "\x1b[31m[red]<b>*x*_ :skull:"
    for row in rows:
        row[1] = "## <script>[x](y)" if row[1] == "hill" else row[1]
    table = written(tmp_path, [header, *rows])
    out = teams("--by", "team", "--format", "markdown", table=table).out
    assert "<script>" not in out
    assert evil not in out


@pytest.mark.parametrize("option", ["table", "headcount"])
def test_what_is_read_is_never_written_over(tmp_path: Path, option: str) -> None:
    table, staff = tmp_path / "answers.csv", tmp_path / "staff.csv"
    table.write_text("team,h01\nnorth,3\n")
    staff.write_text("team,headcount\nnorth,3\n")
    before = table.read_text(), staff.read_text()
    output = table if option == "table" else staff
    run = inside(
        *("teams", table, "--by", "team", "--headcount", staff),
        *("--format", "text", "--force", "-o", output),
    )
    assert run.code == 2
    assert (
        run.err
        == f"rctdiag: same-file: {output}: -o names a file that is read. Name another file.\n"
    )
    assert (table.read_text(), staff.read_text()) == before


@pytest.mark.parametrize("bad", [b"\xff\xfe", b"a\x1b[2J"])
def test_ids_and_groups_in_parquet_are_text(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "a.parquet"
    code = [bad, b"b"] if bad[0] > 0x80 else [bad.decode(), "b"]
    pl.DataFrame({"code": code, "team": ["x", "x"], "h01": [1, 2]}).write_parquet(path)
    run = inside("teams", path, "--by", "team", "--id", "code")
    assert run.code == 3
    assert ("column-type" if bad[0] > 0x80 else "table-control-character") in run.err
    assert "\x1b" not in run.err
