"""``--sheet``: batch and teams read the sheets that are named; each can be a team."""

from pathlib import Path

import xlsxwriter

from cli.inside import inside
from platforms.shapes import ITEMS


def workbook(path: Path) -> None:
    """Two teams, a hidden sheet of notes, a mean below each team's answers."""
    with xlsxwriter.Workbook(path) as book:
        for name, people in (("North", 6), ("South", 7), ("Notes", 1)):
            page = book.add_worksheet(name)
            page.write_row(0, 0, ["code", *ITEMS])
            for n in range(people):
                answers = [1 + (n * 3 + k + len(name)) % 5 for k, _ in enumerate(ITEMS)]
                page.write_row(1 + n, 0, [f"{name}{n}", *answers])
            page.write_row(1 + people, 0, ["Mean", *[3] * len(ITEMS)])
        page.hide()


def test_named_sheets_are_read_and_can_be_teams(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbook(path)
    one = inside("batch", path, "--sheet", "south", "--id", "code")
    assert (one.code, one.out.count("\n"), "South0," in one.out) == (0, 8, True), one.err
    every = inside("batch", path, "--sheet", "*", "--id", "code", "--keep", "sheet")
    assert (every.code, every.out.count("\n")) == (0, 14), every.err
    assert "North0,North," in every.out
    assert "sheets North, South; 2 rows of totals left out" in every.err
    teams = inside("teams", path, "--sheet", "*", "--by", "sheet", "--ledger", "none")
    assert teams.code == 0, teams.err
    assert "13 people" in teams.out
    assert "North" in teams.out
    hidden = inside("batch", path, "--sheet", "Notes")
    assert hidden.out.count("\n") == 2
    assert "unknown-sheet" in inside("batch", path, "--sheet", "East").err
    table = tmp_path / "t.csv"
    table.write_text("h01\n1\n", encoding="utf-8")
    for arguments in ((table,), (path, "--long"), ("-",)):
        ran = inside("batch", *arguments, "--sheet", "North")
        assert (ran.code, "--sheet" in ran.err) == (2, True), ran.err
