"""What a file says first: its kind, its encoding; and where bytes are none of the encoding."""

from pathlib import Path

import pytest

from batch.cases import Ran, batch

ENGINES = ("python", "polars")
GOOD = "code,h01\na,3\nb,4\n"


def both(path: Path, *options: object) -> Ran:
    """A table by either engine, which must say the same."""
    one, two = (batch(path, *options, "--engine", engine) for engine in ENGINES)
    assert (one.code, one.out, one.err) == (two.code, two.out, two.err)
    return one


def refused(path: Path, data: bytes, told: str, *options: object) -> None:
    path.write_bytes(data)
    ran = both(path, *options)
    assert (ran.code, ran.out) == (3, b"")
    assert f"rctdiag: {told.format(path)}" in ran.err


OTHERS = {
    b'[{"h01": 3}]': "a JSON array. Write one JSON object a line, or CSV.",
    b'\n [\n  {\n "h01": 3}]': "a JSON array. Write one JSON object a line, or CSV.",
    b"[[1,2],[3,4]]": "a JSON array. Write one JSON object a line, or CSV.",
    b"\x89PNG\r\n\x1a\n\0\0": "a picture. Export the answers as CSV.",
    b"\xff\xd8\xff\xe0\0": "a picture. Export the answers as CSV.",
    b"$FL2@(#) SPSS DATA FILE": "an SPSS file. Export the answers as CSV.",
    b"<stata_dta><header>": "a Stata file. Export the answers as CSV.",
    b"SQLite format 3\0": "a database. Export the answers as CSV.",
    b"<!DOCTYPE html><p>": "a web page. Export the answers as CSV.",
    b"\xef\xbb\xbf\n<HTML>": "a web page. Export the answers as CSV.",
    b'<?xml version="1.0"?><a/>': "XML. Export the answers as CSV.",
    b"{\\rtf1 x}": "a text document. Export the answers as CSV.",
}


@pytest.mark.parametrize("data", OTHERS)
def test_a_file_of_another_kind_is_named(data: bytes, tmp_path: Path) -> None:
    refused(tmp_path / "t", data, "not-a-table: {}: this is " + OTHERS[data])


@pytest.mark.parametrize("header", ["[code],h01", "<code>,h01", "$F,h01", "[1],h01", "GIF,h01"])
def test_a_header_may_begin_oddly(header: str, tmp_path: Path) -> None:
    (tmp_path / "t").write_text(f"{header}\na,3\n")
    assert both(tmp_path / "t").code == 0


@pytest.mark.parametrize("order", ["le", "be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_fault_of_utf16_has_its_line_and_no_byte(order: str, end: str, tmp_path: Path) -> None:
    """Half of a letter may be that of another: 0x35 is a 5."""
    mark = "\ufeff".encode(f"utf-16-{order}")
    table = "code,h01\n" + "a,3\n" * 5
    text = mark + table.replace("\n", end).encode(f"utf-16-{order}")
    told = "table-not-utf8: {}:7: this is not UTF-16. "
    refused(tmp_path / "odd", text + b"5", told)
    half = "\udc35".encode(f"utf-16-{order}", "surrogatepass")
    refused(tmp_path / "half", text + half + "5\n".encode(f"utf-16-{order}"), told)
    name = f"utf-16-{order}"
    told = f"table-not-utf8: {{}}:7: this is not {name.upper()}. "
    refused(tmp_path / "named", text[2:] + b"5", told, "--encoding", name)


@pytest.mark.parametrize(
    ("encoding", "data", "told"),
    [
        ("utf-8", b"\xff", "byte 0xFF: not UTF-8. Try --encoding cp1252, or save it as UTF-8."),
        ("cp1252", b"\x81", "byte 0x81: not CP1252. Save it as UTF-8."),
        ("hz", b"~5", "this is not HZ."),
        ("utf-32-le", b"\x33\0\0\x35", "this is not UTF-32-LE."),
    ],
)
def test_only_a_byte_that_is_no_letter_is_shown(
    encoding: str, data: bytes, told: str, tmp_path: Path
) -> None:
    told = f"table-not-utf8: {{}}:3: {told}"
    refused(tmp_path / "t", "h01\n3\n".encode(encoding) + data, told, "--encoding", encoding)


def test_two_byte_order_marks_are_refused(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode()
    refused(tmp_path / "t", data, "table-not-utf8: {}:1: this begins with two byte order marks.")
    data = b"\xff\xfe" + ("\ufeff" + GOOD).encode("utf-16-le")
    refused(tmp_path / "u", data, "table-not-utf8: {}:1: this begins with two byte order marks.")


@pytest.mark.parametrize("blank", [b"\n", b"\r\n"])
def test_blank_lines_without_end_before_a_table(blank: bytes, tmp_path: Path) -> None:
    path, plain = tmp_path / "t", tmp_path / "plain"
    before = 70_000
    path.write_bytes(blank * before + b"code,h01\na,3\nb,x\n")
    plain.write_text("code,h01\na,3\n")
    ran = both(path, "--id", "code")
    assert ran.code == 0, ran.err
    assert ran.out == batch(plain, "--id", "code").out
    assert f":{before + 3}: h01: " in ran.err
    path.write_bytes(blank * before + b'{"code":"a","h01":3}\n')
    assert both(path, "--id", "code").out == ran.out
    refused(path, blank * before, "empty-table: ")


@pytest.mark.parametrize(
    "name", ["unicode_escape", "raw_unicode_escape", "utf-7", "U7", "idna", "punycode", "undefined"]
)
def test_what_is_no_encoding_of_a_table(name: str, tmp_path: Path) -> None:
    (tmp_path / "t").write_text(GOOD)
    ran = both(tmp_path / "t", "--encoding", name)
    assert (ran.code, ran.out) == (2, b"")
    assert f"unknown-encoding: there is no encoding '{name}'." in ran.err


@pytest.mark.parametrize("name", ["shift_jis", "cp1252", "latin-1", "cp500", "utf-16", "utf-32-le"])
def test_what_is_one(name: str, tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(GOOD.encode(name))
    ran = both(tmp_path / "t", "--encoding", name, "--id", "code")
    assert ran.code == 0, ran.err
    assert [row["id"] for row in ran.rows()] == ["a", "b"]
