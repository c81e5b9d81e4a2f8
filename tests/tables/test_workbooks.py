"""Workbooks that come oddly: through a pipe, empty, too large, or with a reader that gives up."""

import datetime as dt
import json
import subprocess
import sys
import types
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from batch.cases import batch
from rctdiag.errors.faults import InputRejected, UsageFault
from rctdiag.tables.readers.workbooks import xlsx, xlsx_child, xlsx_guard
from rctdiag.tables.readers.workbooks.xlsx_guard import SpecialCells, Unsafe, look
from rctdiag.tables.readers.workbooks.xlsx_report import BookReport
from rctdiag.tables.source.bytes_in import Raw
from rctdiag.tables.source.columns import Wanted
from rctdiag.tables.source.scratch_folder import Scratch

WANTED = Wanted(("h01", "h02"), frozenset(), "code", ())


def book(path: Path, *rows: list[object], sheets: int = 1) -> Path:
    made = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    first = made.add_worksheet()
    for number, row in enumerate(rows):
        first.write_row(number, 0, row)
    for _ in range(sheets - 1):
        made.add_worksheet().write(0, 0, "another")
    made.close()
    return path


def refused(path: Path, raw: Raw | None = None) -> tuple[str, str]:
    with Scratch() as scratch, pytest.raises(InputRejected) as raised:
        xlsx.open_xlsx(raw or Raw("b.xlsx", path.stat().st_size, path=path), WANTED, scratch)
    [fault] = raised.value.faults
    assert fault.file == "b.xlsx"
    return fault.code, fault.message


def test_a_workbook_through_a_pipe(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", ["code", "h01", "h02"], ["007", 1, 5], sheets=2)
    piped = batch("-", "--id", "code", stdin=path.read_bytes())
    assert piped.code == 0, piped.err
    assert piped.out == batch(path, "--id", "code").out
    assert "<stdin>: XLSX, the first of its sheets." in piped.err


def test_a_workbook_with_nothing_in_it(tmp_path: Path) -> None:
    assert refused(book(tmp_path / "b.xlsx")) == ("empty-table", "there is nothing in it.")


def test_a_workbook_too_large_to_look_at(tmp_path: Path) -> None:
    raw = Raw("b.xlsx", xlsx.LARGEST + 1, path=tmp_path / "never opened")
    code, told = refused(tmp_path, raw)
    assert (code, told) == ("unsafe-xlsx", "this workbook is larger than 256 MB.")


def test_without_the_reader_one_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "find_spec", lambda _: None)
    with Scratch() as scratch, pytest.raises(UsageFault) as raised:
        xlsx.open_xlsx(Raw("b.xlsx", 1, path=tmp_path), WANTED, scratch)
    [fault] = raised.value.faults
    assert fault.code == "missing-extra"
    assert '[tables]", or save the sheet as CSV.' in fault.hint


@pytest.mark.parametrize("said", [b"", b"Segmentation fault", b"null", b"{}"])
def test_a_reader_that_dies_is_a_damaged_workbook(
    said: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = subprocess.CompletedProcess([], -11, stdout=said)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ended)
    assert refused(book(tmp_path / "b.xlsx", [1])) == ("bad-xlsx", "its reader gave up.")


def test_a_reader_that_never_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object, timeout: float, **__: object) -> None:
        raise subprocess.TimeoutExpired("cmd", timeout)

    monkeypatch.setattr(subprocess, "run", late)
    told = refused(book(tmp_path / "b.xlsx", [1]))
    assert told == ("unsafe-xlsx", "reading it takes too long.")


def told_by_child(
    book_: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> BookReport:
    """What the child says of a workbook, in this process and so without its limits."""
    monkeypatch.setattr(xlsx_child, "limit", lambda: None)
    monkeypatch.setattr(
        sys, "argv", ["child", str(book_), str(book_.with_suffix(".out")), "h01,h02"]
    )
    xlsx_child.main()
    return BookReport.read(capsys.readouterr().out)


def test_what_the_child_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    day = dt.date(2026, 3, 1)
    good = book(tmp_path / "good.xlsx", ["h01", "when"], [True, day], [], [2.5, 4.0], sheets=2)
    told = told_by_child(good, monkeypatch, capsys)
    assert told == BookReport((("Sheet1", False), ("Sheet2", False)), corner=0)
    lines = (tmp_path / "good.out").read_text().splitlines()
    assert [json.loads(line) for line in lines] == [
        [1, "h01", "when"], [2, "true", "2026-03-01"], [4, "2.5", "4"]
    ]  # fmt: skip

    (tmp_path / "no.xlsx").write_bytes(b"PK\x03\x04 and nothing")
    told = told_by_child(tmp_path / "no.xlsx", monkeypatch, capsys)
    assert told == BookReport(code="bad-xlsx", message="this workbook is damaged.")


@pytest.mark.parametrize(
    ("error", "code"), [(MemoryError(), "unsafe-xlsx"), (ValueError("cell 42"), "bad-xlsx")]
)
def test_the_child_never_repeats_what_its_reader_says(
    error: Exception,
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(xlsx_child, "convert", fail)
    told = told_by_child(tmp_path / "b.xlsx", monkeypatch, capsys)
    assert told.code == code
    assert "42" not in str(told)


def test_the_child_bounds_itself_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    set_: dict[str, tuple[int, int]] = {}
    names = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_CORE")
    bounds = types.SimpleNamespace(setrlimit=set_.__setitem__, **{name: name for name in names})
    monkeypatch.setitem(sys.modules, "resource", bounds)
    xlsx_child.limit()
    assert set_ == {"RLIMIT_AS": (1 << 30,) * 2, "RLIMIT_CPU": (120,) * 2, "RLIMIT_CORE": (0, 0)}
    monkeypatch.setitem(sys.modules, "resource", None)
    set_.clear()
    xlsx_child.limit()
    assert set_ == {}


def sheet(path: Path, inside: str, *more: tuple[str, bytes]) -> Path:
    """Just enough of a workbook to be looked at."""
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("xl/workbook.xml", "<workbook/>")
        made.writestr(
            "xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{inside}</sheetData></worksheet>"
        )
        for name, data in more:
            made.writestr(name, data)
    return path


def code_of(path: Path) -> str:
    with pytest.raises(Unsafe) as raised:
        look(path)
    return raised.value.code


def test_rows_and_cells_may_leave_out_where_they_are(tmp_path: Path) -> None:
    inside = '<row><c/><c><f>1</f></c></row><row r="4"><c/><c t="e"/></row><row><c t="e"/></row>'
    found = look(sheet(tmp_path / "b.xlsx", inside, ("docProps/thumb.png", b"\0")))
    formulas, errors = frozenset({(0, 1)}), frozenset({(3, 1), (4, 0)})
    assert found == {"xl/worksheets/sheet1.xml": SpecialCells(formulas, errors)}


@pytest.mark.parametrize("row", ["x", "-1", "٣", "99999999"])
def test_a_row_that_does_not_exist(row: str, tmp_path: Path) -> None:
    assert code_of(sheet(tmp_path / "b.xlsx", f'<row r="{row}"><c/></row>')) == "bad-xlsx"


def test_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet(tmp_path / "b.xlsx", "", ("a", b""))
    assert look(path)
    monkeypatch.setattr(xlsx_guard, "MOST_PARTS", 3)
    assert code_of(path) == "unsafe-xlsx"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice(tmp_path: Path) -> None:
    """Which of the two a reader takes, nobody knows: what is looked at must be what is read."""
    twice = ("xl/worksheets/sheet1.xml", b"<worksheet/>")
    assert code_of(sheet(tmp_path / "b.xlsx", "", twice)) == "unsafe-xlsx"


def test_a_locked_or_damaged_part(tmp_path: Path) -> None:
    path = sheet(tmp_path / "b.xlsx", "<row/>")
    whole = path.read_bytes()
    directory = whole.index(b"PK\x01\x02")
    locked = bytearray(whole)
    locked[directory + 8] |= 1  # the flag "encrypted"
    path.write_bytes(locked)
    assert code_of(path) == "not-a-table"
    path.write_bytes(whole.replace(b"<row/>", b"<wor/>"))  # the checksum is now another's
    assert code_of(path) == "bad-xlsx"


def test_a_list_that_an_extension_keeps_is_no_formula(tmp_path: Path) -> None:
    """A drop-down with its choices on another sheet holds a formula, and no cell of it is one."""
    path = book(tmp_path / "b.xlsx", ["code", "h01", "h02"], ["007", 1, 5])
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    extension = (
        b'<extLst><ext xmlns:x14="urn:x" xmlns:xm="urn:m" uri="{}"><x14:dataValidations>'
        b"<x14:dataValidation><x14:formula1><xm:f>Other!A1:A5</xm:f></x14:formula1>"
        b"</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    parts[sheet] = parts[sheet].replace(b"</worksheet>", extension)
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    ran = batch(path, "--id", "code", "--strict")
    assert (ran.code, ran.rows()[0]["hierarchical.answered"]) == (0, "2")
