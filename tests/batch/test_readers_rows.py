"""Rows of NDJSON and of long tables: keys with blanks, line ends in a cell, who said what."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from batch.cases import Ran, batch

ENGINES = ("python", "polars")


def both(path: Path, *options: object) -> Ran:
    """A table by either engine, which must say the same."""
    one, two = (batch(path, *options, "--engine", engine) for engine in ENGINES)
    assert (one.code, one.out, one.err) == (two.code, two.out, two.err)
    return one


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_blanks_around_a_key_do_not_count(tmp_path: Path) -> None:
    odd = {" code ": "a", " h01 ": 3, " h02": 5, "team\t": "red"}
    plain = {key.strip(): value for key, value in odd.items()}
    one, two = lines(tmp_path / "odd", odd, plain), lines(tmp_path / "plain", plain, plain)
    ran = both(one, "--id", "code", "--keep", "team")
    assert ran.code == 0, ran.err
    assert ran.out == both(two, "--id", "code", "--keep", "team").out
    assert [row["hierarchical.answered"] for row in ran.rows()] == ["2", "2"]


@pytest.mark.parametrize(
    "line", ['{"h01":3,"h01 ":4}', '{"h01":3,"h01":4}', '{"x":{" y":1,"y":2}}']
)
def test_a_key_that_stands_twice_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "t").write_text(f'{{"h01":1}}\n{line}\n')
    ran = both(tmp_path / "t")
    assert (ran.code, ran.out) == (3, b"")
    assert f"bad-ndjson: {tmp_path / 't'}:2: a key appears twice in this line." in ran.err


ENDS = [
    ("x\ry", "x\ny"),
    ("x\r\ny", "x\ny"),
    ("\r", "\n"),
    ("x\ry,z", "x\ny,z"),
    ("a\n\rb", "a\n\nb"),
]


@pytest.mark.parametrize(("text", "told"), ENDS)
def test_line_ends_in_a_cell_of_ndjson(text: str, told: str, tmp_path: Path) -> None:
    row = {"code": text, "team": text, "h01": 3}
    path = lines(tmp_path / "t", row, {**row, "code": "b", "h01": "4\r"})
    ran = both(path, "--id", "code", "--keep", "team", "--format", "ndjson")
    assert ran.code == 0, ran.err
    [person] = map(json.loads, ran.out.splitlines())
    assert (person["id"], person["team"]) == (told, told)
    assert f"{path}:2: h01: text where one of 1-5 or cant_say belongs" in ran.err


@pytest.mark.parametrize(("text", "told"), ENDS)
def test_line_ends_in_a_cell_of_a_workbook(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["code", "note\rof\rmine", "h01"])
        sheet.write_row(1, 0, [f"{text}", "x\ry", 3])
        sheet.write_row(2, 0, ["b", "z", 9])
    ran = both(path, "--id", "code", "--format", "ndjson")
    assert ran.code == 0, ran.err
    [person] = map(json.loads, ran.out.splitlines())
    assert person["id"] == told


@pytest.mark.parametrize(("text", "told"), ENDS)
def test_line_ends_in_a_cell_of_a_long_parquet(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    frame = {
        "respondent": [f"i{text}", "b"],
        "item": ["h01", "h01"],
        "answer": [3, 9],
        "team": [text] * 2,
    }
    pl.DataFrame(frame).write_parquet(path)
    ran = batch(path, "--long", "--keep", "team", "--format", "ndjson")
    assert ran.code == 0, ran.err
    [person] = map(json.loads, ran.out.splitlines())
    assert (person["id"], person["team"]) == (f"i{told}", told)


def test_cant_say_is_kept_in_the_results_of_a_long_table(tmp_path: Path) -> None:
    wide, long = tmp_path / "wide.csv", tmp_path / "long.csv"
    wide.write_text("code,h01,h02,h03\na,3, cant_say ,\nb,1,NA,cant_say\n")
    long.write_text(
        "respondent,item,answer\n"
        "a,h01,3\na,h02, cant_say \na,h03,\nb,h01,1\nb,h02,NA\nb,h03,cant_say\n"
    )
    told, scores = [], []
    for path, option in ((wide, ("--id", "code")), (long, ("--long",))):
        for engine in ENGINES:
            out = path.with_suffix(f".{engine}")
            options = (*option, "--missing", "NA", "--now", "2026-03-01T09:00:00+01:00")
            ran = batch(path, *options, "--engine", engine, "--results", out)
            assert ran.code == 0, ran.err
            told.append([json.loads(line) for line in out.read_text().splitlines()])
            scores.append(ran.out)
    assert told[0][0]["answers"] == {"h01": 3, "h02": "cant_say"}
    assert told[0][0]["scales"]["hierarchical"]["cant_say"] == 1
    assert all(one == told[0] for one in told)
    assert len(set(scores)) == 1


@pytest.mark.parametrize("name", ["", " ", "\t ", "\u00a0"])
def test_an_id_of_blanks_is_nobody(name: str, tmp_path: Path) -> None:
    path, rejects = tmp_path / "t.csv", tmp_path / "r"
    path.write_text(f"respondent,item,answer\n{name},h01,3\na,h01,3\n{name},h02,5\n")
    ran = batch(path, "--long", "--rejects", rejects)
    assert [row["id"] for row in ran.rows()] == ["a"]
    assert [row.split(",")[1:4] for row in rejects.read_text().splitlines()[1:]] == [
        ["2", "respondent", "no_respondent"], ["4", "respondent", "no_respondent"]
    ]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["csv", "ndjson"])
def test_what_cannot_be_seen_changes_nothing(engine: str, kind: str, tmp_path: Path) -> None:
    """No-break spaces, a zero-width space, a byte-order mark, letters in two parts."""
    rows = [
        ["a\u00a0", "h01\u200b", "\ufeffh02", "e\u0301quipe "],
        ["u1", "3\u00a0", "\u200b4", "x"],
    ]
    path, out = tmp_path / f"t.{kind}", tmp_path / "scores.csv"
    text = json.dumps(dict(zip(*rows, strict=True))) if kind == "ndjson" else None
    path.write_text(text or "\n".join(map(",".join, rows)) + "\n", encoding="utf-8")
    ran = batch(
        path,
        "--id",
        "a",
        "--keep",
        "\u00e9quipe",
        "--engine",
        engine,
        "-o",
        out,
        "--results",
        tmp_path / "r",
    )
    assert ran.code == 0, ran.err
    (row,) = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
    assert (row["id"], row["\u00e9quipe"]) == ("u1", "x")
    assert json.loads((tmp_path / "r").read_text())["answers"] == {"h01": 3, "h02": 4}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("cell", ["-99", "-99.0", " -99 "])
def test_a_missing_code_is_a_number_however_it_is_written(
    engine: str, cell: str, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"h01,h02\n3,{cell}\n")
    ran = batch(path, "--missing", "-99", "--engine", engine, "--results", tmp_path / "r")
    assert ran.code == 0, ran.err
    assert json.loads((tmp_path / "r").read_text())["answers"] == {"h01": 3}
