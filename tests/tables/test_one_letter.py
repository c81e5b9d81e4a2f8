"""What one letter hides in a table: case in names of groups, separators, commas, sheets, locks."""

import json
import zipfile
from pathlib import Path

import pytest

from cli.inside import inside
from cli.program import EXAMPLES, NOW
from rctdiag.errors.faults import InputRejected
from rctdiag.tables.source.sniffing import sniff_separator

xlsxwriter = pytest.importorskip("xlsxwriter")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RCTDIAG_HOME", str(tmp_path / "home"))


def test_groups_that_differ_by_case_are_one_and_rows_without_one_are_counted() -> None:
    text = (EXAMPLES / "teams.csv").read_text(encoding="utf-8")
    Path("plain.csv").write_text(text, encoding="utf-8")
    odd = text.replace(",hill,", ",HILL,", 1).replace(",hill,", ", Hill ,", 1)
    Path("odd.csv").write_text(odd, encoding="utf-8")
    Path("heads.csv").write_text("team,headcount\nHill,40\n", encoding="utf-8")
    common = ("--by", "team", "--headcount", "heads.csv", "--json", "--now", NOW)
    plain, ran = (inside("teams", name, *common) for name in ("plain.csv", "odd.csv"))
    assert json.loads(ran.out) == json.loads(plain.out)
    hill = next(one for one in json.loads(ran.out)["groups"] if one["name"] == "hill")
    assert hill["response"]["headcount"] == 40
    assert "differ only in capitals are one group: HILL and Hill counted with hill." in ran.err
    assert "by case only" not in plain.err
    lines = text.splitlines()
    at = lines[0].split(",").index("team")
    for number in (1, 2):
        cells = lines[number].split(",")
        cells[at] = "" if number == 1 else "#N/A"
        lines[number] = ",".join(cells)
    Path("odd.csv").write_text("\n".join(lines), encoding="utf-8")
    ran = inside("teams", "odd.csv", "--by", "team")
    assert "No 'team' in 2 rows: counted only in the figures for everybody." in ran.err


def test_tags_that_differ_by_case_are_one() -> None:
    header, *rows = (EXAMPLES / "teams.csv").read_text(encoding="utf-8").splitlines()
    for name, other in (("plain.csv", "night"), ("odd.csv", "Night")):
        told = [f"{row},{'night' if at % 3 else other};day" for at, row in enumerate(rows)]
        Path(name).write_text("\n".join([f"{header},shift", *told]), encoding="utf-8")
    common = ("--tags", "shift", "--json", "--now", NOW)
    plain, odd = (inside("teams", name, *common) for name in ("plain.csv", "odd.csv"))
    assert (odd.code, json.loads(odd.out)) == (0, json.loads(plain.out))


@pytest.mark.parametrize(
    ("header", "rows", "sign"),
    [
        ("a;b;c,d", [], ";"),
        ("code,h01,why (a; b; c)", ["u,1,x", "v,2,y"], ","),
        ("code;h01,2;h02", ["u;1;2"], ";"),
        ('code,"a;b;c;d"', ['u,"x;"'], ","),
        ("code,h01;h02", ["u"], ","),  # neither fits: a row is at fault
        ("h01", ["1"], ","),
    ],
)
def test_the_rows_say_what_the_header_leaves_open(header: str, rows: list[str], sign: str) -> None:
    assert sniff_separator(header, rows) == sign


def test_a_separator_that_stays_open_is_asked_for() -> None:
    with pytest.raises(InputRejected, match=r"unknown-separator: t\.csv:1: .*--separator comma"):
        sniff_separator("a,b;h01", ["1,2;3"], "t.csv")
    Path("t.csv").write_text("code,h01;h02\nu,1;2\n", encoding="utf-8")
    assert "unknown-separator" in inside("batch", "t.csv").err
    Path("t.csv").write_text("code,x;h01\nu,1;2\n", encoding="utf-8")
    ran = inside("batch", "t.csv", "--separator", "semicolon")
    assert (ran.code, "semicolon between cells" in ran.err) == (0, True)
    assert inside("batch", "t.csv", "--separator", ";").code == 0
    assert "Use comma" in inside("batch", "t.csv", "--separator", "x").err


def test_hints_for_what_exports_add() -> None:
    Path("comma.csv").write_text("code;h01\nu;2,00\n", encoding="utf-8")
    assert "a decimal comma" in inside("batch", "comma.csv").err
    Path("sep.csv").write_text("sep=;\ncode;h01\nu;2\n", encoding="utf-8")
    assert (
        "there is a sep= line for spreadsheets above the header" in inside("batch", "sep.csv").err
    )
    with zipfile.ZipFile("a.zip", "w") as file:
        file.write("sep.csv")
    assert "Unpack it" in inside("batch", "a.zip").err
    Path("~$a.xlsx").write_bytes(b"somebody")
    ran = inside("batch", "~$a.xlsx")
    assert (ran.code, "the lock file of a workbook" in ran.err) == (3, True)
    assert "table-missing" in inside("batch", "*.xlsx").err


def test_a_hidden_first_sheet_is_said() -> None:
    for sheets in (1, 2):
        book = xlsxwriter.Workbook("a.xlsx")
        first = book.add_worksheet()
        for column, (name, value) in enumerate((("code", "u"), ("h01", 2), ("h02", 3))):
            first.write(0, column, name)
            first.write(1, column, value)
        if sheets > 1:
            book.add_worksheet().activate()
            first.hide()
        book.close()
        ran = inside("batch", "a.xlsx")
        assert (ran.code, "it is hidden" in ran.err) == (0, sheets > 1)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('r="B2"', 'r="A2"', "a cell of its row 2 is written twice"),
        ('<row r="3"', '<row r="2"', "its row 2 is written twice"),
    ],
)
def test_what_is_written_twice_in_a_workbook_is_refused(old: str, new: str, told: str) -> None:
    book = xlsxwriter.Workbook("a.xlsx")
    sheet = book.add_worksheet()
    for row, cells in enumerate((("code", "h01"), ("u", 2), ("v", 3))):
        sheet.write_row(row, 0, cells)
    book.close()
    with zipfile.ZipFile("a.xlsx") as whole, zipfile.ZipFile("b.xlsx", "w") as changed:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode()).replace(
                    b'r="A3"', b'r="A2"' if "row" in old else b'r="A3"'
                )
            changed.writestr(name, data)
    assert inside("batch", "a.xlsx").code == 0
    ran = inside("batch", "b.xlsx")
    assert (ran.code, told in ran.err) == (3, True)
