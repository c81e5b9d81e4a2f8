"""Parquet of other hands: types without a text, names that mean something, damage, controls."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

import rctdiag
from batch.cases import Ran, batch
from rctdiag.errors.faults import InputRejected

GOOD = {"code": ["a", "b"], "h01": [3, 3], "h02": [1, 5]}
NO_TEXT: dict[str, object] = {
    "binary": [b"a", b"b"],
    "list": [["a"], ["b"]],
    "struct": [{"x": "a"}, {"x": "b"}],
    "duration": [timedelta(1), timedelta(2)],
}


def written(path: Path, **columns: object) -> Path:
    pl.DataFrame({**GOOD, **columns}).write_parquet(path)
    return path


def of_long(path: Path, **columns: object) -> Path:
    good = {"respondent": ["a", "b"], "item": ["h01", "h01"], "answer": [3, 4], "team": ["x", "x"]}
    pl.DataFrame({**good, **columns}).write_parquet(path)
    return path


def refused(ran: Ran, *told: str) -> None:
    assert ran.code == 3
    assert ran.out == b""
    assert ran.err.count("\n") == 1
    assert all(one in ran.err for one in told), ran.err
    assert "--engine python" not in ran.err


@pytest.mark.parametrize("kind", NO_TEXT)
@pytest.mark.parametrize("column", ["code", "team", "h01"])
def test_a_column_that_has_no_text_is_refused(column: str, kind: str, tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", **{"team": ["x", "y"], column: NO_TEXT[kind]})
    ran = batch(path, "--id", "code", "--keep", "team")
    refused(ran, f"column-type: {path}: the column '{column}' holds {kind}")
    assert batch(path).code == (3 if column == "h01" else 0)  # nobody asked for it


@pytest.mark.parametrize("kind", NO_TEXT)
@pytest.mark.parametrize("column", ["respondent", "team", "item", "answer"])
def test_nor_in_a_long_table(column: str, kind: str, tmp_path: Path) -> None:
    path = of_long(tmp_path / "t.parquet", **{column: NO_TEXT[kind]})
    refused(batch(path, "--long", "--keep", "team"), f"column-type: {path}: the column '{column}'")


@pytest.mark.parametrize("kind", ["binary", "list", "duration"])
def test_nor_as_the_id_of_a_frame(kind: str) -> None:
    with pytest.raises(InputRejected) as raised:
        rctdiag.batch(pl.DataFrame({**GOOD, "code": NO_TEXT[kind]}), id="code")
    assert [fault.code for fault in raised.value.faults] == ["column-type"]


@pytest.mark.parametrize("kind", ["duration", "binary"])
def test_nor_as_an_item_of_a_frame(kind: str) -> None:
    with pytest.raises(InputRejected) as raised:
        rctdiag.batch(pl.DataFrame({**GOOD, "h01": NO_TEXT[kind]}), wrong="drop")
    assert [fault.code for fault in raised.value.faults] == ["column-type"]


@pytest.mark.parametrize("missing", [[], ["-9"]])
def test_floats_of_16_bits_are_not_cut(missing: list[str], tmp_path: Path) -> None:
    narrow = pl.DataFrame(
        {"code": [7.0, 3.5, 2.0], "h01": [3.0, 3.0, 1.5], "h02": [1.0, None, 5.0]},
        schema=dict.fromkeys(("code", "h01", "h02"), pl.Float16),
    )
    narrow.write_parquet(tmp_path / "t.parquet")
    options = ["--missing", "-9"] if missing else []
    rows = batch(tmp_path / "t.parquet", "--id", "code", *options).rows()
    assert [(row["id"], row["hierarchical.answered"]) for row in rows] == [("7", "2"), ("3.5", "1")]
    made = rctdiag.batch(narrow, id="code", missing=missing, wrong="drop")
    assert made["id"].to_list() == ["7", "3.5"]


@pytest.mark.parametrize("name", ["_row", "_row_", "*", "^.*$", "^h0.$", "c0", "_bad", "a.b[0]"])
def test_a_name_of_a_column_is_only_a_name(name: str, tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", **{name: ["x", "y"]})
    plain = batch(written(tmp_path / "plain.parquet")).out
    results = tmp_path / "r.ndjson"
    ran = batch(path, "--results", results)
    assert (ran.code, ran.out) == (0, plain), ran.err
    assert len(results.read_text().splitlines()) == 2
    by = batch(path, "--id", name, "--keep", name)
    assert [(row["id"], row[name]) for row in by.rows()] == [("x", "x"), ("y", "y")]
    frame = pl.read_parquet(path)
    for one in (frame, frame.to_pandas(), frame.to_arrow()):
        made = pl.DataFrame(rctdiag.batch(one, id=name, keep=[name]))
        assert (made["id"].to_list(), made[name].to_list()) == (["x", "y"], ["x", "y"])
        assert pl.DataFrame(rctdiag.batch(one))["id"].to_list() == ["1", "2"]
    assert rctdiag.batch(frame.lazy()).collect()["id"].to_list() == ["1", "2"]


def test_two_names_that_csv_would_make_one_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", **{"=a": ["x", "y"], "'=a": ["u", "v"]})
    ran = batch(path, "--keep", "=a,'=a")
    assert (ran.code, ran.out) == (2, b"")
    assert "kept-column-clash: two kept columns get one name in CSV" in ran.err
    ran = batch(path, "--keep", "=a,'=a", "--format", "ndjson")
    assert (ran.code, b'"\'=a":"u"' in ran.out) == (0, True)


@pytest.mark.parametrize("sign", ["\x1b", "\0", "\x85"])
@pytest.mark.parametrize("column", ["code", "team"])
def test_a_control_character_is_refused_with_its_row(
    column: str, sign: str, tmp_path: Path
) -> None:
    path = written(tmp_path / "t.parquet", **{"team": ["x", "y"], column: ["a", f"Jo{sign}[31m"]})
    told = f"table-control-character: {path}:2: a control character (U+{ord(sign):04X})."
    ran = batch(path, "--id", "code", "--keep", "team")
    refused(ran, told)
    assert "Jo" not in ran.err
    long = of_long(path, respondent=["a", f"b{sign}"])
    refused(batch(long, "--long"), told)


def test_line_ends_in_a_cell_are_text(tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", code=["a\r\nb", "a\tb"])
    assert batch(path, "--id", "code").code == 0


@pytest.mark.parametrize("column", ["code", "team", "h01"])
def test_text_that_is_not_utf8_is_damage(column: str, tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    frame = pl.DataFrame({**GOOD, "team": ["x", "y"], column: ["zqzqzqzq", "y"]})
    frame.write_parquet(path, compression="uncompressed", statistics=False)
    data = path.read_bytes()
    assert b"zqzqzqzq" in data
    path.write_bytes(data.replace(b"zqzqzqzq", b"zqz\xff\xfeqzq"))
    refused(batch(path, "--id", "code", "--keep", "team"), f"bad-parquet: {path}: ")


def test_damage_prints_nothing_but_our_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Polars would print a panic and where in its own text it happened."""
    path = tmp_path / "t.parquet"
    frame = pl.DataFrame({"h01": [n % 5 + 1 for n in range(9000)], "code": range(9000)})
    frame.write_parquet(path, compression="uncompressed")
    data = path.read_bytes()
    for cut in (2000, 9000, len(data) // 2):
        path.write_bytes(data[:4] + data[cut:])
        refused(batch(path, "--id", "code"), f"bad-parquet: {path}: ")
    assert capfd.readouterr().err == ""
    os.write(2, b"still there")
    assert capfd.readouterr().err == "still there"


def test_without_a_stderr_the_scores_are_the_same(tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet")
    command = f"exec {sys.executable} -m rctdiag batch {path} --id code 2>&-"
    ran = subprocess.run(["/bin/sh", "-c", command], stdout=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stdout) == (0, batch(path, "--id", "code").out)


@pytest.mark.parametrize("name", ["file:/x.csv", "~/o.csv", "s3:/b/x.csv"])
def test_a_path_is_only_a_path(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Polars has a meaning for some beginnings: the home folder, another file system."""
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    (home / "o.csv").write_text("h01\n1\n1\n1\n")
    Path(name).parent.mkdir(parents=True)
    Path(name).write_text("h01\n1\n5\n")
    expected = batch(tmp_path / name, "--engine", "polars").out
    assert expected.count(b"\n") == 3
    assert batch(name, "--engine", "polars").out == expected
    pl.read_csv(tmp_path / name).write_parquet(tmp_path / name)
    assert batch(name).out == expected
    for form in ("csv", "ndjson", "parquet"):
        ran = batch(name, "-o", f"{name}.{form}")
        assert ran.code == 0, ran.err
        assert (tmp_path / f"{name}.{form}").stat().st_size
    assert sorted(home.iterdir()) == [home / "o.csv"]
