"""A release is recorded if the report was handed out, and never handed out without that."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.inside import inside
from cli.program import EXAMPLES, NOW, Ended, rctdiag
from rctdiag.cli.shell import output
from rctdiag.cli.teams import report_output
from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.render import group

TABLE = str(EXAMPLES / "teams.csv")
COMMON = ("teams", TABLE, "--by", "team", "--id", "code", "--now", NOW)


def release(name: str, *more: object) -> Ended:
    return inside(*COMMON, "--release", name, *more)


def listed(*more: object) -> list[str]:
    run = inside("ledger", "list", "--json", *more)
    assert run.code == 0, run.err
    names: list[str] = json.loads(run.out)["releases"]
    return names


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_release_of_an_account_makes_its_private_folder(tmp_path: Path) -> None:
    report, home = tmp_path / "r.md", tmp_path / "deep" / "home"
    for environment in ({"RCTDIAG_HOME": str(home)}, {"RCTDIAG_HOME": "", "HOME": str(tmp_path)}):
        run = rctdiag(*COMMON, "--release", "spring", "--force", "-o", str(report), **environment)
        assert run.code == 0, run.err
        assert " spring" in rctdiag("ledger", "list", **environment).out.splitlines()
    assert mode(home) == 0o700
    assert {path.name: mode(path) for path in home.iterdir()} == {
        "ledger.sqlite3": 0o600,
        "ledger.sqlite3.key": 0o600,
    }
    assert len(list(tmp_path.rglob("ledger.sqlite3"))) == 2


def test_a_list_of_nothing_makes_nothing(tmp_path: Path) -> None:
    for more in ((), ("--json",)):
        run = inside("ledger", "list", *more)
        assert run.code == 0
    assert "Nothing has been released." in inside("ledger", "list").err
    assert not (tmp_path / "home").exists()


def folder_missing(tmp_path: Path) -> Path:
    return tmp_path / "nodir" / "r.md"


def there_already(tmp_path: Path) -> Path:
    (tmp_path / "r.md").write_text("mine", encoding="utf-8")
    return tmp_path / "r.md"


def a_folder(tmp_path: Path) -> Path:
    (tmp_path / "r.md").mkdir()
    return tmp_path / "r.md"


@pytest.mark.parametrize(
    ("place", "code"),
    [(folder_missing, "path-missing"), (there_already, "file-exists"), (a_folder, "not-a-file")],
)
def test_a_place_that_cannot_be_is_told_before_anything_is_recorded(
    place: object, code: str, tmp_path: Path
) -> None:
    assert callable(place)
    run = release("a", "-o", place(tmp_path))
    assert (run.code, code in run.err) == (6, True)
    assert not (tmp_path / "home").exists()
    assert listed() == []


def test_who_keeps_the_old_file_releases_nothing(tmp_path: Path) -> None:
    there = there_already(tmp_path)
    run = inside(*COMMON, "--release", "a", "-o", there, stdin="n\n", asks=True)
    assert (run.code, "left as it was" in " ".join(run.err.split())) == (6, True)
    assert (listed(), there.read_text(encoding="utf-8")) == ([], "mine")
    run = inside(*COMMON, "--release", "a", "-o", there, stdin="y\n", asks=True)
    assert (run.code, listed()) == (0, ["a"])
    assert 'Release "a", recorded.' in there.read_text(encoding="utf-8")


def fails(*_: object, **__: object) -> None:
    raise OSError(28, "no space")


def test_what_could_not_be_written_is_withdrawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_output, "emit", fails)
    run = release("a", "-o", tmp_path / "r.md")
    assert (run.code, "disk-full" in run.err, listed()) == (6, True, [])
    assert "stays recorded" not in run.err


def test_what_was_given_out_before_stays_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert release("a", "-o", tmp_path / "r.md").code == 0
    monkeypatch.setattr(report_output, "emit", fails)
    assert release("a", "-o", tmp_path / "again.md").code == 6
    assert listed() == ["a"]


def test_a_report_in_its_place_stays_recorded_whatever_failed_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(output, "notice", interrupted)
        run = release("a", "-o", tmp_path / "r.md")
    assert (run.code, "stays recorded" in run.err) == (130, True)
    assert (tmp_path / "r.md").exists()
    assert listed() == ["a"]


def test_the_record_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, ...]] = []

    def emit(*_: object, **__: object) -> None:
        with Ledger(tmp_path / "home" / "ledger.sqlite3") as ledger:
            seen.append(ledger.releases())

    monkeypatch.setattr(report_output, "emit", emit)
    assert release("a", "-o", tmp_path / "r.md").code == 0
    assert seen == [("a",)]


def test_a_release_beside_one_that_nobody_knew_of_is_not_given_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process releases while this one renders: the plan did not count with it."""

    def meanwhile(*given: object, **more: object) -> str:
        with monkeypatch.context() as patch:
            patch.setattr(group, "render_group", rendered)
            assert release("other", "-q").code == 0
        return str(rendered(*given, **more))

    rendered: Any = group.render_group
    monkeypatch.setattr(group, "render_group", meanwhile)
    run = release("a", "-o", tmp_path / "r.md")
    assert (run.code, "recorded or withdrawn in the meantime" in run.err) == (7, True)
    assert not (tmp_path / "r.md").exists()
    assert listed() == ["other"]


def shell(line: str) -> int:
    program = f"{sys.executable} -m rctdiag {' '.join(COMMON)} --release a -q {line}"
    return subprocess.run(["bash", "-c", program], check=False).returncode


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="the shell of POSIX systems")
@pytest.mark.parametrize(
    ("line", "code", "names"),
    [
        (">&- 2>/dev/null", 6, []),
        (">/dev/full 2>/dev/null", 6, []),
        ("-o /dev/full 2>/dev/null", 6, []),
        ("> /dev/null", 0, ["a"]),
        ("-o >(cat >/dev/null)", 0, ["a"]),
    ],
)
def test_standard_output(line: str, code: int, names: list[str]) -> None:
    assert shell(line) == code
    assert listed() == names


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX systems")
@pytest.mark.parametrize(("reads", "names"), [(0, []), (1, ["a"])])
def test_a_reader_who_goes(reads: int, names: list[str]) -> None:
    """Of more than a pipe holds: before the first sign, and after it."""
    more = ("--by", "grade", "--by", "site", "--json", "--release", "a")
    reader, writer = os.pipe()
    program = [sys.executable, "-m", "rctdiag", *COMMON, *more]
    if not reads:
        os.close(reader)
    with subprocess.Popen(program, stdout=writer, stderr=subprocess.PIPE) as run:
        os.close(writer)
        if reads:
            assert len(os.read(reader, reads)) == reads
            os.close(reader)
        _, told = run.communicate()
    # Now and then the system takes all of it before it sees that the reader has gone.
    assert run.returncode == 141 or (reads and run.returncode == 0)
    assert (b"stays recorded" in told) == (reads > 0 and run.returncode == 141)
    assert listed() == names


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x1b[31m", "a\u202eb", "\udcff"])
def test_a_name_can_be_read(name: str, tmp_path: Path) -> None:
    run = release(name)
    assert (run.code, "bad-release" in run.err) == (2, True)
    assert not (tmp_path / "home").exists()


def test_a_name_recorded_before_names_were_looked_at_stays_on_its_line(tmp_path: Path) -> None:
    assert release("a").code == 0
    with sqlite3.connect(tmp_path / "home" / "ledger.sqlite3") as base:
        base.execute("UPDATE release SET name = ?", ("a\n\x1b[31mb",))
    assert r"a\n\x1b[31mb" in inside("ledger", "list", "--accessible").out.splitlines()


class Refusing:
    """A ledger on which SQLite fails when it is written."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __call__(self, *_: object) -> None:
        error = sqlite3.OperationalError("it said so")
        error.sqlite_errorcode = self.number
        raise error


@pytest.mark.long
@pytest.mark.parametrize(
    ("number", "exit_code", "code"),
    [
        (sqlite3.SQLITE_READONLY, 6, "no-permission"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, 6, "no-permission"),
        (sqlite3.SQLITE_CANTOPEN, 6, "no-permission"),
        (sqlite3.SQLITE_FULL, 6, "ledger-unreadable"),
        (sqlite3.SQLITE_IOERR_WRITE, 6, "disk-error"),
        (sqlite3.SQLITE_BUSY, 7, "locked"),
        (sqlite3.SQLITE_CORRUPT, 6, "ledger-unreadable"),
    ],
)
def test_what_sqlite_says_is_told(
    number: int, exit_code: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert release("a").code == 0
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "record", Refusing(number))
        patch.setattr(Ledger, "withdraw", Refusing(number))
        patch.setattr(report_output, "emit", fails)
        for run in (
            release("b", "-o", tmp_path / "r.md"),
            inside("ledger", "withdraw", "a", "--yes"),
        ):
            assert (run.code, run.out) == (exit_code, "")
            assert f"rctdiag: {code}: {tmp_path / 'home' / 'ledger.sqlite3'}: " in run.err
    assert listed() == ["a"]


def test_a_release_that_cannot_be_withdrawn_again_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "withdraw", Refusing(sqlite3.SQLITE_READONLY))
        patch.setattr(report_output, "emit", fails)
        run = release("a", "-o", tmp_path / "r.md")
    assert (run.code, "disk-full" in run.err, "stays recorded" in run.err) == (6, True, True)
    assert listed() == ["a"]


@pytest.mark.long
@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of POSIX systems")
@pytest.mark.parametrize(("file", "folder"), [(0o400, 0o700), (0o600, 0o500)])
def test_a_ledger_that_may_not_be_written(file: int, folder: int, tmp_path: Path) -> None:
    """As another user where this one may do everything."""
    private = tmp_path / "home"
    assert release("a").code == 0
    (private / "ledger.sqlite3").chmod(file)
    private.chmod(folder)
    become = _nobody(tmp_path, private)
    program = [sys.executable, "-m", "rctdiag"]
    for given in ([*COMMON, "--release", "b"], ["ledger", "withdraw", "a", "--yes"]):
        run = subprocess.run([*become, *program, *given], capture_output=True, check=False)
        assert (run.returncode, run.stdout) == (6, b""), run.stderr
        assert b"no-permission" in run.stderr
    assert listed() == ["a"]


def _nobody(tmp_path: Path, private: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    for path in (private, *private.iterdir()):
        os.chown(path, 65534, 65534)
    for path in (tmp_path, *tmp_path.parents[:3]):
        path.chmod(path.stat().st_mode | 0o011)
    become = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    try:
        usable = subprocess.run([*become, sys.executable, "-c", "import rctdiag"], check=False)
    except FileNotFoundError:
        pytest.skip("no setpriv here")
    if usable.returncode:
        pytest.skip("the program cannot be read by another user here")
    return become
