"""Workbooks: formulas wherever the sheet stands, however they are written; the reader's end."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from batch.cases import ITEMS, Ran, batch

HEADER = ["code", "h01", "h02"]
SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[str, bytes], tuple[str, bytes]]


def made(path: Path, fill: Callable[[xlsxwriter.worksheet.Worksheet], object]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        fill(sheet)
    return path


def changed(path: Path, change: Change) -> Path:
    """The workbook with other parts."""
    with zipfile.ZipFile(path) as old:
        parts = [change(name, old.read(name)) for name in old.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            new.writestr(name, data)
    return path


def rejected(path: Path) -> tuple[Ran, list[str]]:
    """What either engine says, and which cells it rejects."""
    found = []
    for engine in ("python", "polars"):
        told = ("--engine", engine, "--rejects", path.with_suffix(".csv"), "--force")
        ran = batch(path, "--id", "code", *told)
        found.append((ran.out, ran.err, path.with_suffix(".csv").read_text()))
    assert found[0] == found[1]
    lines = [line.split(",") for line in found[0][2].splitlines()[1:]]
    return ran, [f"{line[1]} {line[2]} {line[3]}" for line in lines]


def refused(path: Path, code: str) -> None:
    ran = batch(path, "--id", "code")
    assert (ran.code, ran.out) == (3, b"")
    assert ran.err.startswith(f"rctdiag: {code}: ")


def one_formula(path: Path) -> Path:
    def fill(sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row(1, 0, ["a", 3, 4])
        sheet.write_row(2, 0, ["b", 3, 4])
        sheet.write_formula(2, 1, "=1+2", None, 3)

    return made(path, fill)


def test_every_cell_of_an_array_formula_is_a_formula(tmp_path: Path) -> None:
    def fill(sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for row, name in enumerate("abcd", start=1):
            sheet.write_row(row, 0, [name, 3, 4])
        sheet.write_array_formula("B2:B4", "{=C2:C4}", None, 3)
        for row in (2, 3):
            sheet.write_number(row, 1, 3)

    ran, cells = rejected(made(tmp_path / "b.xlsx", fill))
    assert cells == ["2 h01 formula", "3 h01 formula", "4 h01 formula"]
    assert [row["id"] for row in ran.rows()] == ["d"]


@pytest.mark.parametrize("kind", ["shared", "dataTable", "array"])
def test_so_is_every_cell_of_a_range_that_a_formula_names(kind: str, tmp_path: Path) -> None:
    rows = (1, 2, 3)
    path = made(tmp_path / "b.xlsx", lambda s: [s.write_row(r, 0, ["a", 3, 4]) for r in rows])
    told = f'<f t="{kind}" ref="B2:$C$3">1</f>'.encode()
    changed(
        path,
        lambda name, data: (name, data.replace(b'<c r="B2">', b'<c r="B2">' + told)),
    )
    _, cells = rejected(path)
    assert cells == [f"{row} {item} formula" for row in (2, 3) for item in ("h01", "h02")]


def test_a_formula_is_no_answer_of_a_long_workbook_either(tmp_path: Path) -> None:
    path, rejects = tmp_path / "b.xlsx", tmp_path / "r.csv"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["respondent", "item", "answer"])
        sheet.write_row(1, 0, ["a", "h01", 3])
        sheet.write_row(2, 0, ["b", "h01"])
        sheet.write_formula(2, 2, "=1+2", None, 3)
    ran = batch(path, "--long", "--rejects", rejects)
    assert [row["id"] for row in ran.rows()] == ["a"]
    assert ",3,h01,formula," in rejects.read_text()


@pytest.mark.parametrize("ref", ["A1:XFD1048576", "B2"])
def test_a_range_without_end_is_that_of_the_sheet(ref: str, tmp_path: Path) -> None:
    path = one_formula(tmp_path / "b.xlsx")
    told = f'<f t="array" ref="{ref}">'.encode()
    changed(path, lambda name, data: (name, data.replace(b"<f>", told)))
    _, cells = rejected(path)
    assert len(cells) == (4 if ":" in ref else 2)


def test_many_ranges_over_each_other_are_refused(tmp_path: Path) -> None:
    one = b'<c r="D9"><f ref="A1:C9999"/></c>'
    path = made(tmp_path / "b.xlsx", lambda sheet: sheet.write_row(9999, 0, ["a", 3, 4]))
    last = b'<row r="10000"'
    more = b'<row r="9">' + one * 200 + b"</row>" + last
    changed(path, lambda name, data: (name, data.replace(last, more)))
    refused(path, "unsafe-xlsx")


def moved(target: str, part: str) -> Change:
    def change(name: str, data: bytes) -> tuple[str, bytes]:
        return (
            part if name == SHEET else name,
            data.replace(b'Target="worksheets/sheet1.xml"', f'Target="{target}"'.encode()),
        )

    return change


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("sheets/data.xml", "xl/sheets/data.xml"),
        ("worksheets/x/data.xml", "xl/worksheets/x/data.xml"),
        ("worksheets/Sheet1.XML", "xl/worksheets/Sheet1.XML"),
        ("worksheets/SHEET1.xml", SHEET),
        ("worksheets/sheet1.xml", "xl/worksheets/Sheet1.XML"),
        ("/xl/worksheets/sheet1.xml", SHEET),
        ("worksheets/sheet1.bin", "xl/worksheets/sheet1.bin"),
    ],
)
def test_formulas_are_found_wherever_the_sheet_stands(
    target: str, part: str, tmp_path: Path
) -> None:
    path = changed(one_formula(tmp_path / "b.xlsx"), moved(target, part))
    ran, cells = rejected(path)
    assert cells == ["3 h01 formula"]
    assert [row["id"] for row in ran.rows()] == ["a"]
    far = b'<c r="XFD1048576"><v>3</v></c></row>'
    changed(path, lambda name, data: (name, data.replace(b"</row>", far, 1)))
    refused(path, "unsafe-xlsx")


@pytest.mark.parametrize(
    "target",
    [
        *("./worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml", "worksheets//sheet1.xml"),
        *("xl/worksheets/sheet1.xml", "/worksheets/sheet1.xml", "worksheets/sheet%31.xml"),
    ],
)
def test_a_sheet_whose_place_can_be_read_in_two_ways_is_refused(
    target: str, tmp_path: Path
) -> None:
    refused(changed(one_formula(tmp_path / "b.xlsx"), moved(target, SHEET)), "bad-xlsx")


def test_a_first_sheet_that_is_told_twice_is_refused(tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> tuple[str, bytes]:
        one = b'<Relationship Id="rId1" Type="x" Target="worksheets/other.xml"/>'
        return name, data.replace(b"</Relationships>", one + b"</Relationships>")

    refused(changed(one_formula(tmp_path / "b.xlsx"), change), "bad-xlsx")


def test_parts_that_differ_in_case_alone_are_refused(tmp_path: Path) -> None:
    path = one_formula(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path, "a") as parts:
        parts.writestr("XL/worksheets\\sheet1.xml", parts.read(SHEET).replace(b"<f>1+2</f>", b""))
    refused(path, "unsafe-xlsx")


@pytest.mark.parametrize("name", ["xl/worksheets/data.XML", "xl/data.bin", "xl/x.Rels"])
def test_a_part_of_xml_by_any_name_defines_no_entities(name: str, tmp_path: Path) -> None:
    path = one_formula(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path, "a") as parts:
        parts.writestr(name, b' \n<!DOCTYPE a [<!ENTITY b "c">]><a/>'[2 * (name[-1] == "s") :])
    refused(path, "unsafe-xlsx")


def test_a_part_in_a_strange_encoding_is_refused(tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> tuple[str, bytes]:
        return name, data.replace(b'encoding="UTF-8"', b'encoding="cp437"')

    refused(changed(one_formula(tmp_path / "b.xlsx"), change), "bad-xlsx")


def test_a_row_of_formulas_not_worked_out_is_a_rejected_row(tmp_path: Path) -> None:
    """Its cells are empty to the reader, which would leave out the row, and those at the end."""

    def fill(sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for row in (1, 3, 7):
            sheet.write_row(row, 0, [f"p{row}", 3, 4])
        for row in (2, 5, 8, 9):
            sheet.write_formula(row, 2, "=1+2", None, "")

    path = made(tmp_path / "b.xlsx", fill)

    def change(name: str, data: bytes) -> tuple[str, bytes]:
        return name, data.replace(b' t="str"', b"").replace(b"<v></v>", b"")

    changed(path, change)
    assert b"<v></v>" not in zipfile.ZipFile(path).read(SHEET)
    ran, cells = rejected(path)
    assert cells == [f"{row} h02 formula" for row in (3, 6, 9, 10)]
    assert [row["id"] for row in ran.rows()] == ["p1", "p3", "p7"]
    assert [row["id"] for row in batch(path).rows()] == ["1", "3", "5"]


@pytest.mark.parametrize("place", ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"])
def test_a_workbook_at_a_place_of_this_process(place: str, tmp_path: Path) -> None:
    path = one_formula(tmp_path / "b.xlsx")
    command = [sys.executable, "-m", "rctdiag", "batch", place, "--id", "code"]
    with path.open("rb") as given:
        ran = subprocess.run(command, stdin=given, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == batch(path, "--id", "code").out


def processes_of(book: Path) -> list[int]:
    """Those that have the workbook among their arguments."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            told = one.read_bytes()
        except OSError:
            continue
        if b"xlsx_child" in told and os.fsencode(book) in told:
            found.append(int(one.parent.name))
    return found


def until(condition: Callable[[], object]) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks into /proc")
@pytest.mark.parametrize(
    "sign", [signal.SIGTERM, pytest.param(signal.SIGKILL, marks=pytest.mark.long)]
)
def test_the_reader_ends_with_whoever_asked(sign: int, tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["code", *ITEMS])
        for row in range(1, 30_000):
            sheet.write_row(row, 0, [row, *([3] * len(ITEMS))])
    command = [sys.executable, "-m", "rctdiag", "batch", str(path)]
    asked = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert until(lambda: processes_of(path))
    asked.send_signal(sign)
    asked.wait()
    begun = time.monotonic()
    assert until(lambda: not processes_of(path))
    assert time.monotonic() - begun < 1
