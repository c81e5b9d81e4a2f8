"""A workbook with one answer a row: what is wrong is named with its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from batch.cases import batch

ROWS = [
    ("respondent", "team", "site", "item", "answer"),
    ("007", "red", "north", "h01", 3),
    ("007", "red", "north", "h02", 4),
    ("008", "red", "north", "h01", 9),
    ("009", "red", "north", "h01", 2),
    ("009", "red", "north", "h01", 2),
    ("010", "red", "north", "h01", 2),
    ("010", "red", "south", "h02", 2),
    ("", "red", "north", "h01", 2),
]
WRONG = [
    "8,h01,out_of_range,not one of 1-5 or cant_say (cell F8)",
    "10,h01,answered_twice,a second answer of this respondent to this item (cell F10)",
    "12,site,kept_differs,not the same in all rows of this respondent (cell D12)",
    "13,respondent,no_respondent,no id (cell B13)",
]


@pytest.mark.parametrize("engine", ["python", "polars"])
def test_each_wrong_cell_of_a_long_workbook_is_named(tmp_path: Path, engine: str) -> None:
    path, rejects = tmp_path / "long.xlsx", tmp_path / "rejects.csv"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for turn, cells in enumerate(ROWS):
            sheet.write_row(4 + turn, 1, cells)  # a title and some air above, a margin beside
    keep = ("--keep", "team", "--keep", "site")
    ran = batch(path, "--long", *keep, "--engine", engine, "--rejects", rejects)
    assert ran.code == 0, ran.err
    assert [row["id"] for row in ran.rows()] == ["007"]
    head, *told = rejects.read_text().splitlines()
    assert head == "file,line,column,kind,reason"
    assert sorted(told) == sorted(f"{path},{one}" for one in WRONG)
