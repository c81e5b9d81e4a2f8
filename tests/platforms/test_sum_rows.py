"""Rows that sum up the others are nobody's answers; names that look like them stay people."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from cli.inside import inside
from platforms.shapes import ITEMS as ALL
from platforms.shapes import as_csv
from rctdiag.platforms.rows.sum_rows import AnswerColumns, may_sum_up, sum_rows

ITEMS = ["h01", "h02", "h03", "h04"]
PEOPLE = [["u1", "North", "3", "2", "3", "4"], ["u2", "South", "4", "3", "2", "4"]]
MEAN = ["3", "3", "3", "4"]


def table(*rows: Sequence[str], separator: str = ",") -> str:
    lines = [["code", "team", *ITEMS], *PEOPLE, *rows]
    return "\n".join(separator.join(row) for row in lines) + "\n"


SUMS = [
    [["Average", "", *MEAN]],
    [["", "MEAN (n = 2):", "3.5", "2.5", "2.5", "4"]],
    [["Grand total", "", "7", "5", "5", "8"]],
    [["n", "", "2", "2", "2", "2"]],
    [["Max", "", "4", "4", "4", "4"]],
    [["Std. deviation", "", "0.7", "0.7", "0.7", "0"]],
    [["Mittelwert", "2", *MEAN], ["Summe", "", "7", "5", "5", "8"]],
    [["Average of North", "", *MEAN], ["u3", "South", "1", "2", "3", "4"], ["Average", "", *MEAN]],
    [["Ø", "", *MEAN]],
    [["\u200bTotal\u00a0", "", *MEAN]],
]
PERSONS = [
    [["Max", "North", *MEAN]],
    [["Max", "", "1", "2", "3", "4"]],
    [["u3", "Total", *MEAN]],
    [["Mean Street", "", *MEAN]],
    [["", "Media", "1", "2", "3", "4"]],
    [["", "Total", *MEAN], ["", "Total", *MEAN]],
    [["N", "", "1", "5", "2", "3"]],
]


@pytest.mark.parametrize("rows", SUMS)
def test_what_sums_up_is_left_out_and_said(rows: list[list[str]], tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(table(*rows), encoding="utf-8")
    people = [row for row in rows if row[0] == "u3"]
    ran = inside("batch", path)
    assert (ran.code, len(ran.out.splitlines())) == (0, 3 + len(people)), ran.err
    lines = [str(4 + at) for at, row in enumerate(rows) if row[0] != "u3"]
    which = f"line {lines[0]} is a total of others and is left out"
    many = f"lines {', '.join(lines)} are totals of others and are left out"
    assert (which if len(lines) == 1 else many) in ran.err
    ran = inside("import", path)
    assert f"{2 + len(people)} people." in ran.err
    assert "Totals, not anybody's answers" in ran.err


@pytest.mark.parametrize("rows", PERSONS)
def test_people_with_such_a_name_are_people(rows: list[list[str]]) -> None:
    cells = [row.split(",") for row in table(*rows).splitlines()[1:]]
    assert not sum_rows(cells, AnswerColumns(frozenset(range(2, 6)), 0))


def test_every_kind_of_table(tmp_path: Path) -> None:
    mean = ["Average", "", *MEAN]
    text = table(mean)
    with_id = inside("batch", "-", "--id", "code", "--keep", "team", stdin=text)
    assert (with_id.code, with_id.out.count("\n")) == (0, 3), with_id.err
    path = tmp_path / "t.csv"
    path.write_bytes(table(mean, separator=";").encode("utf-16"))
    ran = inside("batch", path)
    assert (ran.code, ran.out.count("\n")) == (0, 3), ran.err
    book = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(book) as made:
        page = made.add_worksheet()
        for at, line in enumerate(text.splitlines(), 1):
            page.write_row(at, 1, [int(c) if c.isdigit() else c for c in line.split(",")])
    wrong = inside("batch", book)
    assert (wrong.out.count("\n"), "line 5 is a total of others" in wrong.err) == (3, True), (
        wrong.err
    )
    # A cell that is wrong is still named by its place in the sheet, though the table was copied.
    path.write_text(table(["u3", "North", "9", "1", "1", "1"], mean), encoding="utf-8")
    ran = inside("batch", path)
    assert f"{path}:4: h01: " in ran.err
    large = table(*[["u", "North", "1", "2", "3", "4"]] * 300_000, mean)
    assert not may_sum_up(table().encode())
    path.write_text(large, encoding="utf-8")
    assert "line 300004 is a total" in inside("batch", path, "-o", tmp_path / "o.csv").err


def test_no_row_of_sums_in_a_group_report(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [["code", "team", *ALL]]
    rows += [[f"u{n}", "North", *(str(1 + (n + k) % 5) for k in range(63))] for n in range(12)]
    rows += [["Average", "", *["3"] * 63]]
    path.write_bytes(as_csv(rows, end="\n"))
    ran = inside("teams", path, "--by", "team", "--id", "code", "--ledger", "none")
    assert "line 14 is a total of others and is left out" in ran.err, ran.err
    assert "12 people" in ran.out
