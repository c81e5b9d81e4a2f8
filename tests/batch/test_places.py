"""What a run writes, and what it must never write over or into."""

import subprocess
import sys
from pathlib import Path

import pytest

from batch.cases import batch, table
from rctdiag.errors.faults import UsageFault
from rctdiag.tables.output.refuse_overwriting import refuse_shared

OUTPUTS = ["-o", "--results", "--rejects", "--manifest"]


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("option", OUTPUTS[1:])
@pytest.mark.parametrize("second", ["o.csv", "./o.csv", "there/../o.csv", "link/o.csv"])
def test_two_outputs_are_two_files(
    tmp_path: Path, force: list[str], option: str, second: str
) -> None:
    path = table(tmp_path / "a.csv", "a,3", "b,9")
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    files = ["-o", tmp_path / "o.csv", option, f"{tmp_path}/{second}"]
    ran = batch(path, *files, *force)
    assert ran.code == 2
    assert f"{option} and -o name the same file. Name another file." in ran.err
    assert not (tmp_path / "o.csv").exists()


@pytest.mark.parametrize("option", OUTPUTS)
def test_what_is_read_is_never_written_over(tmp_path: Path, option: str) -> None:
    path = table(tmp_path / "a.csv", "a,3")
    other = table(tmp_path / "b.csv", "b,4")
    before = path.read_bytes(), other.read_bytes()
    ran = batch(path, tmp_path / "*.csv", option, other, "--force")
    assert ran.code == 2
    assert f"same-file: {other}: {option} names a file that is read." in ran.err
    assert (path.read_bytes(), other.read_bytes()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="the way of a POSIX shell")
def test_what_comes_through_stdin_is_never_written_over(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "a,3")
    before = path.read_bytes()
    command = f"{sys.executable} -m rctdiag batch - -o {path} --force < {path}"
    ran = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith(f"rctdiag: same-file: {path}: -o names a file that is read.")
    assert path.read_bytes() == before


def test_a_folder_that_would_be_replaced_holds_nothing_that_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "in.parquet"
    folder.mkdir()
    (folder / "part-0.parquet").write_bytes(b"")
    for read in (folder, f"file://{folder}", folder / "part-0.parquet", folder / "*.parquet"):
        with pytest.raises(
            UsageFault, match=r"names (a file that is read|a folder that an input is in)"
        ):
            refuse_shared({"-o": folder}, [str(read)])
    refuse_shared({"-o": tmp_path / "in.parquet2"}, [str(folder / "part-0.parquet")])
    refuse_shared(
        {"-o": folder, "--rejects": tmp_path / "in"}, ["sc://x", "s3://b/in.parquet", "-"]
    )
    for other in (folder / "part-0.parquet", tmp_path / "link"):
        if other.name == "link":
            other.hardlink_to(folder / "part-0.parquet")
        with pytest.raises(UsageFault, match="and -o name the same file"):
            refuse_shared({"-o": folder / "part-0.parquet", "--rejects": other}, [])


@pytest.mark.parametrize("name", ["r01", "R01"])
@pytest.mark.parametrize("option", ["--keep", "--id"])
def test_private_answers_are_not_carried_along(tmp_path: Path, name: str, option: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"code,h01,{name}\na,3,5\n")
    ran = batch(path, option, name)
    assert (ran.code, ran.out) == (2, b"")
    assert f"private, so not kept or used as an id: {name}." in ran.err
    survival = tmp_path / "s.csv"
    survival.write_text(f"code,s01,{name}\na,3,5\n")
    ran = batch(survival, option, name, "--questionnaire", "survival")
    assert (ran.code, ran.out) == (2, b"")
    allowed = ("--questionnaire", "readiness", "--include-private")
    assert batch(path, option, "r01", *allowed).code == (0 if name == "r01" else 3)


def test_a_folder_is_no_output(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "a,3")
    (tmp_path / "other").mkdir()
    for name in ("", ".", tmp_path / "other"):
        ran = batch(path, "--manifest", name)
        assert ran.code == 6
        assert "not-a-file: " in ran.err


def closed(number: int, *words: str) -> tuple[int, str, str]:
    """The command begun with a stream closed."""
    told = " ".join(f"'{word}'" for word in words)
    command = f"{sys.executable} -m rctdiag {told} {number}>&-"
    ran = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the way of a POSIX shell")
def test_streams_may_be_closed(tmp_path: Path) -> None:
    path = str(table(tmp_path / "a.csv", "a,3"))
    output = tmp_path / "o.csv"
    assert closed(1, "batch", path, "-o", str(output))[0] == 0
    whole = output.read_text()
    code, _, err = closed(1, "batch", path)
    assert code == 6
    assert err.startswith("rctdiag: cannot-read-or-write: bad file descriptor.")
    assert closed(2, "batch", path) == (0, whole, "")
    assert closed(0, "batch", path)[:2] == (0, whole)
    code, _, err = closed(0, "batch", "-")
    assert code == 3
    assert err.startswith("rctdiag: empty-table: <stdin>:")
    assert closed(1, "--version")[0] == 6


def test_many_small_tables_need_no_engine(tmp_path: Path) -> None:
    row = ",".join(["a", "3", " " * 5_000])
    for number in range(60):
        (tmp_path / f"{number}.csv").write_text(f"code,h01,x\n{row}\n")
    output = tmp_path / "m.json"
    assert batch(tmp_path / "*.csv", "--id", "code", "--manifest", output).code == 0
    assert '"engine": "python"' in output.read_text()


def test_only_connection_has_no_culture_to_lead(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("code,c01,c02\na,3,4\n")
    told = [
        batch(path, "--id", "code", "--leading", "--engine", name).out
        for name in ("python", "polars")
    ]
    assert told[0] == told[1]
    assert told[0].splitlines()[1].endswith(b",,not_enough")
