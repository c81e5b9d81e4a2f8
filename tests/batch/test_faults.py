"""What is refused, with its code and the line where it starts; by every engine alike."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import polars as pl
import pytest
from polars.exceptions import ComputeError, PanicException

from batch.cases import ITEMS, batch, table
from rctdiag.tables.engines import choose_engine

H = ",".join(("code", *ITEMS))
R = ",".join(["7", *"123451234512345"])
GZIP = b"\x1f\x8b\x08\x00"

# What a file holds, the code it is refused with, the line.
TEXTS: dict[str, tuple[str | bytes, str, int]] = {
    "short row, which Polars pads": (f"{H}\n{R}\n1,2\n{R}\n", "ragged-row", 3),
    "long row, which Polars can cut": (f"{H}\n{R},9\n", "ragged-row", 2),
    "one short, one long": (f"{H}\n{R},9\n{R[:-2]}\n", "ragged-row", 2),
    "a quote never closed": (f'{H}\n{R}\n"{R}\n{R}\n', "unclosed-quote", 3),
    "a quote in a cell": (f'{H}\na"b"{R[1:]}\n', "stray-quote", 2),
    "text after a quote": (f'{H}\n"a"b{R[1:]}\n', "stray-quote", 2),
    "NUL": (f"{H}\n{R}\n\0{R}\n", "table-control-character", 3),
    "ESC": (f"{H}\n\x1b{R}\n", "table-control-character", 2),
    "C1": (f"{H}\n\x9b{R}\n", "table-control-character", 2),
    "not UTF-8": (f"{H}\n{R}\né{R}\n".encode("cp1252"), "table-not-utf8", 3),
    "UTF-16 without BOM": (f"{H}\n{R}\n".encode("utf-16-le"), "table-not-utf8", 1),
    "UTF-32": (f"{H}\n{R}\n".encode("utf-32"), "table-not-utf8", 1),
    "doubled header, which Polars renames": (f"{H},h01\n{R},1\n", "duplicate-column", 1),
    "doubled but for case and blanks": (f"{H},Team,team \n{R},1,1\n", "duplicate-column", 1),
    "doubled item in capitals": (f"{H},H01\n{R},1\n", "duplicate-column", 1),
    "NDJSON item in capitals": ('{"h01":1,"H03":2}\n', "column-case", 0),
    "no item": ("a,b\n1,2\n", "no-item-columns", 1),
    "no header": (f"{R.replace('1,2', 'x,y')}\n", "duplicate-column", 1),
    "only private": ("r01,r02\n1,2\n", "no-item-columns", 1),
    "too many columns": (",".join(["h01", *map(str, range(20_001))]) + "\n", "too-many-columns", 1),
    "a row without end": (f"{H}\n{'x' * 4_000_001}\n", "row-too-long", 2),
    "an open quote without end": (f'{H}\n"{"x" * 9_000_001}\n', "row-too-long", 2),
    "nothing": ("", "empty-table", 0),
    "white space": (" \n\n", "empty-table", 0),
    "gzip": (GZIP, "not-a-table", 0),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not-a-table", 0),
    "header only": (f"{H}\n", "no-row-left", 0),
    "NDJSON with NaN": ('{"h01":1}\n{"h01":NaN}\n', "bad-ndjson", 2),
    "NDJSON with 1_0": ('{"h01":1_0}\n', "bad-ndjson", 1),
    "NDJSON key twice": ('{"h01":1,"h01":2}\n', "bad-ndjson", 1),
    "NDJSON list": ('{"h01":1}\n[1]\n', "bad-ndjson", 2),
    "NDJSON cut": ('{"h01":1}\n{"h01"', "bad-ndjson", 2),
    "NDJSON deep": ('{"h01":' + "[" * 100_000, "bad-ndjson", 1),
    "NDJSON surrogate": ('{"h01":"\\ud800"}\n', "table-control-character", 1),
    "damaged Parquet": (b"PAR1" + b"x" * 60, "bad-parquet", 0),
    "a zip that is no workbook": (b"PK\x05\x06" + b"\0" * 18, "not-a-table", 0),
}


@pytest.mark.parametrize("engine", ["python", "polars"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_faulty_table_is_refused_where_it_starts(name: str, engine: str, tmp_path: Path) -> None:
    text, code, line = TEXTS[name]
    path = tmp_path / "t"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    named = ["--id", "code"] if not name.startswith("NDJSON") else []
    ran = batch(path, *named, "--engine", engine, "-o", tmp_path / "s.csv")
    assert ran.code == 3, ran.err
    place = f"{path}:{line}: " if line else ""
    assert f"rctdiag: {code}: {place}" in ran.err
    assert ran.out == b""
    assert not (tmp_path / "s.csv").exists()
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("engine", ["python", "polars"])
def test_wrong_values_in_ndjson_reject_their_rows(engine: str, tmp_path: Path) -> None:
    path = tmp_path / "t.ndjson"
    values = ["true", "3.5", '"1_0"', "[1]", "{}", "99999999999", "-1", "3.0", "null", '"4"']
    path.write_text("".join(f'{{"h01":{value},"x":1}}\n' for value in values))
    ran = batch(path, "--rejects", tmp_path / "r", "--engine", engine)
    kinds = [line.split(",")[3] for line in (tmp_path / "r").read_text().splitlines()[1:]]
    assert kinds == [
        "boolean", "not_whole", "text", "text", "text", "out_of_range", "out_of_range"
    ]  # fmt: skip
    assert len(ran.rows()) == 3


def book(path: Path, sheet: str, **parts: str | bytes) -> Path:
    """A workbook by hand, with the sheet's XML as given."""
    kind = "http://schemas.openxmlformats.org"
    rel = f"{kind}/officeDocument/2006/relationships"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{kind}/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{kind}/package/2006/relationships">'
        f'<Relationship Id="a" Type="{rel}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{kind}/spreadsheetml/2006/main" xmlns:r="{rel}">'
        '<sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kind}/package/2006/relationships">'
        f'<Relationship Id="b" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/'
        f'spreadsheetml/2006/main">{sheet}</worksheet>',
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def cell(place: str, value: str, about: str = "", formula: str = "") -> str:
    return f'<c r="{place}"{about}>{formula}<v>{value}</v></c>'


def text(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


HEAD = f'<row r="1">{text("A1", "code")}{text("B1", "h01")}{text("C1", "h02")}</row>'


def test_a_workbook_by_hand_is_read(tmp_path: Path) -> None:
    rows = f'<row r="2">{text("A2", "007")}{cell("B2", "3")}{cell("C2", "4.0")}</row>'
    path = book(tmp_path / "b.xlsx", f"<sheetData>{HEAD}{rows}</sheetData>")
    assert [row["id"] for row in batch(path, "--id", "code").rows()] == ["007"]


def test_formulas_errors_and_dates_are_no_answers(tmp_path: Path) -> None:
    formula = cell("B2", "3", formula="<f>1+2</f>")
    rows = (
        f'<row r="2">{text("A2", "1")}{formula}{cell("C2", "4")}</row>'
        f'<row r="3">{text("A3", "2")}{cell("B3", "#DIV/0!", " t=&quot;e&quot;")}</row>'
        f'<row r="4">{text("A4", "3")}{cell("B4", "1", " t=&quot;b&quot;")}</row>'
        f'<row r="5">{cell("A5", "9", formula="<f>4+5</f>")}{cell("B5", "1")}</row>'
    ).replace("&quot;", '"')
    path = book(tmp_path / "b.xlsx", f"<sheetData>{HEAD}{rows}</sheetData>")
    ran = batch(path, "--id", "code", "--rejects", tmp_path / "r")
    lines = (tmp_path / "r").read_text().splitlines()[1:]
    assert [line.split(",")[1:4] for line in lines] == [
        ["2", "h01", "formula"],
        ["3", "h01", "error_value"],
        ["4", "h01", "boolean"],
    ]
    assert ["(cell B" in line for line in lines] == [True, True, True]
    assert f"{path}:3: h01: a spreadsheet error (cell B3)." in ran.err
    assert [row["id"] for row in ran.rows()] == ["9"]


@pytest.mark.parametrize("engine", ["python", "polars"])
def test_a_reject_of_a_workbook_names_its_cell(engine: str, tmp_path: Path) -> None:
    """The table stands in the middle of the sheet, over the end of the alphabet."""
    head = f'<row r="3">{text("Y3", "code")}{text("Z3", "h01")}{text("AA3", "h02")}</row>'
    rows = (
        f'<row r="4">{text("Y4", "1")}{cell("Z4", "3")}{cell("AA4", "9")}</row>'
        f'<row r="6">{text("Y6", "2")}{cell("Z6", "7")}{cell("AA6", "4")}</row>'
        f'<row r="7">{text("Y7", "3")}{cell("Z7", "2", formula="<f>1+1</f>")}</row>'
        f'<row r="8">{text("Y8", "4")}{cell("Z8", "2")}{cell("AA8", "4")}</row>'
    )
    path = book(tmp_path / "b.xlsx", f"<sheetData>{head}{rows}</sheetData>")
    batch(path, "--id", "code", "--engine", engine, "--rejects", tmp_path / "r")
    assert [line.split(",")[1:] for line in (tmp_path / "r").read_text().splitlines()[1:]] == [
        ["4", "h02", "out_of_range", "not one of 1-5 or cant_say (cell AA4)"],
        ["6", "h01", "out_of_range", "not one of 1-5 or cant_say (cell Z6)"],
        ["7", "h01", "formula", "a formula where an answer belongs (cell Z7)"],
    ]


BOMB = b"<x>" + b" " * (30 << 20) + b"</x>"
HOSTILE: dict[str, tuple[str, dict[str, str | bytes], str]] = {
    "far cell": (cell("XFD1048576", "1"), {}, "unsafe-xlsx"),
    "far dimension": ('<dimension ref="A1:XFD1048576"/>', {}, "unsafe-xlsx"),
    "far row": ('<row r="1048576"><c/></row><row r="1"><c r="ZZZ1"/></row>', {}, "unsafe-xlsx"),
    "no place": (cell("A0", "1"), {}, "bad-xlsx"),
    "no XML": ("<row>", {}, "bad-xlsx"),
    "bomb": ("", {"xl/bomb.xml": BOMB}, "unsafe-xlsx"),
    "large part": ("", {"xl/media/a.png": b"\0" * (65 << 20)}, "unsafe-xlsx"),
    "slip": ("", {"../../evil.xml": "<a/>"}, "unsafe-xlsx"),
    "entities": (
        "",
        {"xl/sharedStrings.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'},
        "unsafe-xlsx",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_before_it_is_read(name: str, tmp_path: Path) -> None:
    sheet, parts, code = HOSTILE[name]
    path = book(tmp_path / "b.xlsx", f"<sheetData>{HEAD}{sheet}</sheetData>", **parts)
    ran = batch(path)
    assert ran.code == 3
    assert f"rctdiag: {code}: {path}: " in ran.err


def test_strict_refuses_rejected_rows(tmp_path: Path) -> None:
    ran = batch(table(tmp_path / "a.csv", "1", "2,9"), "--strict", "--engine", "polars")
    assert ran.code == 4
    assert "rows-rejected" in ran.err


def test_wrong_use_is_2(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "1")
    for options, code in (
        (["--id", "kode"], "unknown-column"),
        (["--encoding", "utf-9"], "unknown-encoding"),
        (["--format", "cvs"], "usage"),
        (["--engine", "pollars"], "usage"),
        (["--keep", "code,code"], "kept-column-clash"),
        (["--questionnaire", "readiness"], "private-questionnaire"),
        (["--engine", "python", "--format", "parquet"], "engine-cannot"),
        (["-o", tmp_path / "s.doc"], "usage"),
    ):
        ran = batch(path, *options)
        assert ran.code == 2, ran.err
        assert f"rctdiag: {code}: " in ran.err
    assert "Did you mean 'code'?" in batch(path, "--id", "kode").err


def test_a_named_questionnaire_that_is_not_there_is_refused(tmp_path: Path) -> None:
    ran = batch(table(tmp_path / "a.csv", "1"), "--questionnaire", "hierarchical,survival")
    assert ran.code == 3
    assert "questionnaire-not-in-table" in ran.err


def test_places_that_cannot_be_read_or_written_are_6(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "1")
    assert "table-missing" in batch(tmp_path / "none.csv").err
    assert batch(tmp_path / "none*.csv").code == 6
    (tmp_path / "s.csv").write_text("old")
    assert batch(path, "-o", tmp_path / "s.csv").code == 6
    assert (tmp_path / "s.csv").read_text() == "old"
    assert batch(path, "-o", tmp_path / "s.csv", "--force").code == 0
    (tmp_path / "l.csv").symlink_to(tmp_path / "s.csv")
    assert batch(path, "-o", tmp_path / "l.csv", "--force").code == 6
    assert batch(tmp_path).code == 3
    assert "table-not-a-file" in batch(tmp_path).err
    assert batch("/dev/zero").code == 3
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_what_the_system_refuses_is_6(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path / "a.csv", "1")

    open_ = os.open

    def refuse(what: object, *rest: object) -> int:
        if what == path:
            raise PermissionError(13, "Permission denied")
        return open_(what, *rest)  # type: ignore[arg-type]  # whatever was given

    monkeypatch.setattr(os, "open", refuse)
    ran = batch(path)
    assert ran.code == 6
    assert f"table-unreadable: {path}: this cannot be read (permission denied)." in ran.err


def test_without_polars_small_tables_go_and_others_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path / "a.csv", "1")
    monkeypatch.setattr(choose_engine, "find_spec", lambda _: None)
    assert batch(path).code == 0
    ran = batch(path, "-o", tmp_path / "s.parquet")
    assert ran.code == 2
    assert "missing-extra: tables of this kind need Polars. Install it: " in ran.err
    assert ran.err.endswith('[tables]"\n')


@pytest.mark.parametrize("error", [ComputeError("a cell: 42"), PanicException("a cell: 42")])
def test_what_polars_says_is_never_repeated(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PanicException is no Exception: it would pass by the boundary as a traceback."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pl, "collect_all", fail)
    ran = batch(table(tmp_path / "a.csv", "1"), "--engine", "polars")
    assert ran.code == 3
    assert "engine-failed" in ran.err
    assert "42" not in ran.err


def test_a_long_table_is_refused_or_its_people_rejected(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("respondent,item\n1,h01\n")
    assert "long-columns" in batch(path, "--long").err
    path.write_text("respondent,item,answer\n1,x,1\n")
    assert "no-item-columns" in batch(path, "--long").err
    path.write_text("respondent,item,answer\n1,H01,1\n")
    assert "column-case" in batch(path, "--long").err
    path.write_text(
        "respondent,item,answer,team\n1,h01,1,a\n2,h01,2,a\n2,h01,2,a\n3,h01,9,a\n,h01,1,a\n"
        "4,h01,1,a\n4,h02,1,b\n5,zz,1,a\n6,r01,1,a\n"
    )
    ran = batch(path, "--long", "--keep", "team", "--rejects", tmp_path / "r")
    kinds = [line.split(",")[1:4:2] for line in (tmp_path / "r").read_text().splitlines()[1:]]
    assert kinds == [
        ["6", "no_respondent"],
        ["4", "answered_twice"],
        ["5", "out_of_range"],
        ["8", "kept_differs"],
    ]
    assert [row["id"] for row in ran.rows()] == ["1"]
    assert "private: r01" in ran.err
    assert "about other items: 1 row." in ran.err


def test_a_parquet_column_that_holds_no_answers(tmp_path: Path) -> None:
    pl.DataFrame({"h01": [[1]]}).write_parquet(tmp_path / "p")
    assert "column-type" in batch(tmp_path / "p").err


def test_a_small_table_needs_no_data_frame(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "1", "2,9")
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "rctdiag", "batch", str(path), "--leading"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert "rctdiag.tables.engines.plain_engine" in loaded
    assert loaded.isdisjoint({"polars", "numpy", "narwhals", "pandas", "pyarrow", "rctdiag.advice"})


def test_two_columns_of_one_name_and_a_table_without_rows_are_named(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    for text, told in (
        (f"{H},h01\n{R},1\n", "are both named 'h01'."),
        (f"{H},H01\n{R},1\n", "have the same name, apart from capitals: 'h01' and 'H01'."),
        (f"{H}\n", f"no-row-left: {path}: there are no rows to score."),
    ):
        path.write_text(text, encoding="utf-8")
        assert told in batch(path, "-o", tmp_path / "s.csv").err
