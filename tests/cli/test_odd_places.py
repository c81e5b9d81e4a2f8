"""Odd places: pipes and devices among files, names that are no UTF-8, a disk that is full."""

import errno
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from cli.inside import inside
from cli.program import EXAMPLES, NOW, rctdiag
from rctdiag.store import atomic_write

TEAMS, PAULA = EXAMPLES / "teams.csv", EXAMPLES / "paula-told.yaml"
PROGRAM = [sys.executable, "-m", "rctdiag"]
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX systems")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RCTDIAG_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_pipes_that_lie_about_are_passed_over(home: Path) -> None:
    for folder in (Path("questionnaires"), home / "history", home / "drafts"):
        folder.mkdir(parents=True)
    os.mkfifo("questionnaires/one.yaml")
    Path("questionnaires/two.yaml").mkdir()
    Path("questionnaires/three.yaml").symlink_to("/dev/zero")
    os.mkfifo(home / "history" / "2026-03-02-090000-full.json")
    (home / "history" / "2026-03-03-090000-full.json").mkdir()
    os.mkfifo(home / "drafts" / "full-0123456789ab.json")
    os.mkfifo("support.yaml")
    assert len(json.loads(inside("questionnaires", "list", "--json").out)) == 5
    assert inside("questionnaires", "show", "one").code == 3
    assert inside("questionnaires", "check", "three").code == 3
    assert inside("history", "list").out == ""
    assert inside("history", "show", "2026-03-02").code == 2
    assert inside("assess", "--answers", PAULA).code == 0
    assert "There is nothing" in inside("erase", "--yes").err


@pytest.mark.parametrize(
    "place", ["/", ".", "/dev/null", "pipe", "text", "missing/ledger", "aside"]
)
def test_a_ledger_where_none_can_be(place: str, home: Path) -> None:
    os.mkfifo("pipe")
    os.mkfifo("aside.key")
    Path("text").write_text("nothing", encoding="utf-8")
    Path("text.key").write_bytes(bytes(32))
    Path("aside").touch()
    named = ("--id", "code", "--ledger", place)
    ran = inside("teams", TEAMS, "--by", "team", "--release", "a", *named)
    assert (ran.code, ran.out) == (6, "")
    assert (
        "path-missing" in ran.err if place.startswith("missing") else "ledger-unreadable" in ran.err
    )
    assert not Path("missing").exists()
    assert not home.exists()
    assert inside("ledger", "list", "--ledger", place).code == (0 if "missing" in place else 6)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes")
def test_names_of_files_that_are_no_utf8() -> None:
    odd = Path(os.fsdecode(b"t\xff"))
    odd.mkdir()
    (odd / "t.csv").write_bytes(TEAMS.read_bytes())
    (odd / "p.yaml").write_bytes(PAULA.read_bytes())
    for engine, ending in (("python", "csv"), ("polars", "csv"), ("polars", "parquet")):
        out = odd / f"s.{ending}"
        extra = ("--manifest", odd / "m.json", "--rejects", odd / "r.csv")
        ran = inside(
            "batch", odd / "t.csv", "--engine", engine, "-o", out, *extra, "--force", "--now", NOW
        )
        assert ran.code == 0, ran.err
        assert out.stat().st_size > 1000
    assert json.loads((odd / "m.json").read_text())["inputs"][0]["file"].startswith("t\udcff")
    ran = inside("assess", "--answers", odd / "p.yaml", "--json", "-o", odd / "r.json")
    assert (ran.code, "t\\udcff" in ran.err) == (0, True)
    assert inside("report", odd / "r.json").code == 0
    assert "t\\udcff" in inside("report", odd / "none.json", "--json").err


def test_stderr_on_a_full_disk_changes_nothing() -> None:
    with Path("/dev/full").open("wb") as full:
        for words, code in (
            (["teams", str(TEAMS), "--by", "team"], 0),
            (["history", "show"], 2),
            (["batch", "none.csv"], 6),
        ):
            ran = subprocess.run([*PROGRAM, *words], stdout=-1, stderr=full, check=False)
            assert ran.returncode == code
            assert bool(ran.stdout) == (code == 0)
        both = subprocess.run([*PROGRAM, "--version"], stdout=full, stderr=full, check=False)
        assert both.returncode == 6


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_json_stays_json_on_any_stdout(encoding: str) -> None:
    made = inside("questionnaires", "new", "own", "-o", "own.yaml")
    assert made.code == 0
    text = Path("own.yaml").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    Path("own.yaml").write_text(text.replace(title, 'title: "Łódź 😀"'), encoding="utf-8")
    for words in (["questionnaires", "show", "own.yaml"], ["questionnaires", "check", "own.yaml"]):
        ran = rctdiag(*words, "--json", PYTHONIOENCODING=encoding)
        assert ran.code == 0, ran.err
        shown = json.loads(ran.out)
        assert shown.get("title", "Łódź 😀") == "Łódź 😀"


def test_a_small_parquet_of_rows_without_end(tmp_path: Path) -> None:
    rows = pl.DataFrame({"h01": [3]}).select(pl.col("h01").cast(pl.Int8).repeat_by(3_000_000))
    path = tmp_path / "t.parquet"
    rows.explode("h01").write_parquet(path)
    ran = inside("batch", path, "-o", "s.csv")
    assert (ran.code, Path("s.csv").exists()) == (3, False)
    assert f"rctdiag: unsafe-parquet: {path}: 3,000,000 rows in " in ran.err


def test_a_full_disk_under_parquet_and_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fails(*_: object, **__: object) -> None:
        raise full

    said = pl.exceptions.ComputeError("underlying IO error: No space left (os error 28)")
    with monkeypatch.context() as patch:
        patch.setattr(pl, "collect_all", lambda *_, **__: (_ for _ in ()).throw(said))
        ran = inside("batch", TEAMS, "-o", "s.parquet")
    assert (ran.code, "rctdiag: disk-full: " in ran.err) == (6, True)
    no_room = f"ledger-unreadable: {tmp_path / 'l'}: the disk is full"
    release = ("teams", TEAMS, "--by", "team", "--id", "code", "--release", "a", "--now", NOW)
    with monkeypatch.context() as patch:
        patch.setattr(atomic_write, "_write_whole", fails)
        ran = inside(*release, "--ledger", tmp_path / "l")
    assert (ran.code, ran.out, no_room in ran.err) == (6, "", True)
    error = sqlite3.OperationalError("full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", lambda *_, **__: (_ for _ in ()).throw(error))
        ran = inside(*release, "--ledger", tmp_path / "l")
    assert (ran.code, ran.out, no_room in ran.err) == (6, "", True)
    assert inside(*release, "--ledger", tmp_path / "l").code == 0  # nothing half stands in the way


def test_a_fault_without_a_place_has_null_for_it() -> None:
    [fault] = json.loads(inside("report", "none.json", "--json").err)["errors"]
    assert (fault["line"], fault["column"], fault["path"]) == (None, None, None)
    assert fault["file"] == "none.json"


def test_schema_without_a_name_lists_them() -> None:
    names = inside("schema").out.split()
    assert {"result", "answers", "teams", "manifest", "error"} <= set(names)
    assert all(inside("schema", name).code == 0 for name in names)
