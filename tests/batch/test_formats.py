"""The same answers in every kind of file and layout give the same scores."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from batch.cases import ITEMS, batch

Cells = list[list[str]]  # code, team, items
HEADER = ["code", "team", *ITEMS]


@pytest.fixture(scope="module")
def cells() -> Cells:
    draw = random.Random(4)  # noqa: S311 - a test repeats what it draws
    rows = [
        [f"{n:03}", f'té,"{n % 7}"', *(draw.choice(["", *"12345"]) for _ in ITEMS)]
        for n in range(300)
    ]
    rows[5][4] = "9"
    rows[6][2] = "3.5"
    return rows


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def csv(cells: Cells, separator: str = ",", end: str = "\n") -> str:
    lines = [separator.join(map(quoted, row)) for row in [HEADER, *cells]]
    return end.join(lines) + end


def long_csv(cells: Cells) -> str:
    lines = ["respondent,item,answer,team"]
    for code, team, *answers in cells:
        lines += [
            f"{code},{item},{answer},{quoted(team)}"
            for item, answer in zip(ITEMS, answers, strict=True)
        ]
    return "\n".join(lines)


def number(text: str) -> float | str | None:
    return float(text) if text else None


def xlsx(cells: Cells, path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for row, (code, team, *answers) in enumerate(cells, start=1):
        sheet.write_string(row, 0, code)
        sheet.write_string(row, 1, team)
        for column, answer in enumerate(answers, start=2):
            if answer:
                sheet.write_number(row, column, float(answer))
    book.close()


def ndjson(cells: Cells) -> str:
    rows = (
        {"code": code, "team": team, **dict(zip(ITEMS, map(number, answers), strict=True))}
        for code, team, *answers in cells
    )
    return "".join(json.dumps(row) + "\n\n" for row in rows)


def frame(cells: Cells, dtype: type[pl.DataType]) -> pl.DataFrame:
    columns = list(zip(*cells, strict=True))
    items = {
        item: pl.Series(columns[place], dtype=pl.String)
        .replace("", None)
        .cast(pl.Float64)
        .cast(dtype)
        for place, item in enumerate(ITEMS, start=2)
    }
    return pl.DataFrame({"code": columns[0], "team": columns[1], **items})


WRITERS: dict[str, Callable[[Cells, Path], object]] = {
    "comma": lambda c, p: p.write_text(csv(c)),
    "semicolon": lambda c, p: p.write_text(csv(c, ";")),
    "tab": lambda c, p: p.write_text(csv(c, "\t")),
    "crlf": lambda c, p: p.write_bytes(csv(c, end="\r\n").encode()),
    "cr": lambda c, p: p.write_bytes(csv(c, end="\r").encode()),
    "bom": lambda c, p: p.write_bytes(b"\xef\xbb\xbf" + csv(c).encode()),
    "utf16": lambda c, p: p.write_bytes(csv(c).encode("utf-16")),
    "blank lines": lambda c, p: p.write_text("\n\n" + csv(c, end="\n\n") + "\n"),
    "ndjson": lambda c, p: p.write_text(ndjson(c)),
    "xlsx": xlsx,
    "float parquet": lambda c, p: frame(c, pl.Float64).write_parquet(p),
    "text parquet": lambda c, p: frame(c, pl.String).write_parquet(p),
    "long": lambda c, p: p.write_text(long_csv(c)),
}


@pytest.mark.parametrize("engine", ["python", "polars"])
@pytest.mark.parametrize("name", WRITERS)
def test_every_file_gives_the_same_scores(
    name: str, engine: str, cells: Cells, tmp_path: Path
) -> None:
    if "parquet" in name and engine == "python":
        pytest.skip("plain Python reads no Parquet")
    plain = tmp_path / "plain.csv"
    plain.write_text(csv(cells))
    expected = batch(plain, "--id", "code", "--keep", "team", "--engine", "python", "--leading")
    assert expected.code == 0
    assert len(expected.rows()) == 298

    path = tmp_path / "table"
    WRITERS[name](cells, path)
    options = ["--long"] if name == "long" else ["--id", "code"]
    ran = batch(path, *options, "--keep", "team", "--engine", engine, "--leading")
    assert ran.code == 0, ran.err
    assert ran.out == expected.out


@pytest.mark.parametrize("name", [n for n in WRITERS if n != "long"])
def test_rejects_name_the_line(name: str, cells: Cells, tmp_path: Path) -> None:
    path = tmp_path / "table"
    WRITERS[name](cells, path)
    found = {}
    for engine in ("python", "polars"):
        if "parquet" in name and engine == "python":
            continue
        rejects = tmp_path / engine
        batch(path, "--id", "code", "--engine", engine, "--rejects", rejects)
        found[engine] = rejects.read_text()
    lines = {"blank lines": ("15", "17"), "ndjson": ("11", "13")}
    lines |= {"float parquet": ("6", "7"), "text parquet": ("6", "7")}
    first, second = lines.get(name, ("7", "8"))
    places = (" (cell E7)", " (cell C8)") if name == "xlsx" else ("", "")
    expected = (
        "file,line,column,kind,reason\n"
        f"{path},{first},h03,out_of_range,not one of 1-5 or cant_say{places[0]}\n"
        f"{path},{second},h01,not_whole,not a whole number{places[1]}\n"
    )
    assert set(found.values()) == {expected}


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_engines_write_the_same_bytes(form: str, cells: Cells, tmp_path: Path) -> None:
    odd = ["=1", "+x", "-5", "a\nb", 'q"q', "semi;colon", " x ", "", "é\u2028", "\t", "'"]
    rows = [[*row] for row in cells[10:40]]
    for row, text in zip(rows, odd, strict=False):
        row[0] = row[1] = text
    path = tmp_path / "table.csv"
    path.write_text(csv(rows))
    outs = [
        batch(path, "--id", "code", "--keep", "team", "--format", form, "--engine", engine).out
        for engine in ("python", "polars")
    ]
    assert outs[0] == outs[1]


def test_parquet_out_holds_the_same_as_csv(cells: Cells, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(csv(cells))
    batch(path, "--id", "code", "-o", tmp_path / "s.parquet")
    batch(path, "--id", "code", "-o", tmp_path / "s.csv")
    parquet = pl.read_parquet(tmp_path / "s.parquet")
    assert parquet["id"].to_list()[:2] == ["000", "001"]
    text = pl.read_csv(tmp_path / "s.csv", schema=parquet.schema)
    assert parquet.equals(text)
    assert (tmp_path / "s.parquet").stat().st_mode & 0o777 == 0o600


def test_several_files_in_their_order(cells: Cells, tmp_path: Path) -> None:
    for number, part in enumerate((cells[:100], cells[100:200], cells[200:]), start=1):
        (tmp_path / f"wave{number}.csv").write_text(csv(part))
    (tmp_path / "all.csv").write_text(csv(cells))
    for engine in ("python", "polars"):
        whole = batch(tmp_path / "all.csv", "--id", "code", "--engine", engine)
        parts = batch(tmp_path / "wave*.csv", "--id", "code", "--engine", engine)
        assert parts.out == whole.out
        one, two = (batch(tmp_path / name, "--engine", engine) for name in ("all.csv", "wave?.csv"))
        assert one.out == two.out


def test_stdin(cells: Cells) -> None:
    for engine in ("python", "polars"):
        ran = batch("-", "--id", "code", "--engine", engine, stdin=csv(cells).encode())
        assert ran.code == 0
        assert len(ran.rows()) == 298
