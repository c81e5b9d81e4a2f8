"""No input is written over, and no scores or answers are left where nobody looks for them."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.inside import inside
from cli.program import EXAMPLES, NOW
from rctdiag.store import posix
from rctdiag.store.atomic_write import SUFFIX
from rctdiag.store.sweep_orphans import SCRATCH

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and rights of POSIX systems")
OURS = Path(__file__).parents[2] / "questionnaires"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "aside").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RCTDIAG_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "aside"))
    shutil.copy(EXAMPLES / "teams.csv", "t.csv")
    shutil.copy(EXAMPLES / "paula-told.yaml", "p.yaml")
    shutil.copy(OURS / "survival.yaml", "q.yaml")
    return tmp_path / "home"


def hard(source: str, target: str) -> None:
    os.link(source, target)


def soft(source: str, target: str) -> None:
    Path(target).symlink_to(source)


@pytest.mark.parametrize("link", [None, hard, soft])
def test_force_never_writes_over_an_input(link: Callable[[str, str], None] | None) -> None:
    inside("assess", "--answers", "p.yaml", "-o", "r.json", "--remember", "--now", NOW)
    inside("assess", "--answers", "p.yaml", "-o", "later.json", "--now", "2026-05-01T09:00:00Z")
    Path("heads.csv").write_text("team,headcount\nhill,90\n", encoding="utf-8")
    Path("s.yaml").write_text("schema: rctdiag.answers/1\nanswers: {s01: 2}\n", encoding="utf-8")
    [kept] = Path("home/history").iterdir()
    teams = ("teams", "t.csv", "--by", "team")
    for input_, *words in (
        ("p.yaml", "assess", "--answers", "p.yaml"),
        ("q.yaml", "assess", "q.yaml", "--answers", "s.yaml"),
        ("r.json", "report", "r.json"),
        ("r.json", "compare", "r.json", "later.json"),
        ("later.json", "compare", "r.json", "later.json"),
        (str(kept), "history", "show"),
        ("t.csv", "batch", "t.csv"),
        ("q.yaml", "batch", "t.csv", "--questionnaire", "q.yaml"),
        ("q.yaml", *teams, "--questionnaire", "q.yaml"),
        ("heads.csv", *teams, "--headcount", "heads.csv"),
    ):
        before = Path(input_).read_bytes()
        place = input_
        if link is not None:
            place = f"link{Path(input_).suffix}"
            link(str(Path(input_).absolute()), place)
        form = ("--format", "csv") if words[0] == "batch" else ("--format", "text")
        ran = inside(*words, "-o", place, "--force", *form)
        assert ran.code in (2, 6), (words, ran.err)
        assert "same-file" in ran.err or "symbolic-link" in ran.err
        assert Path(input_).read_bytes() == before
        if link is not None:
            Path(place).unlink()


def test_an_input_that_stdout_is_appended_to() -> None:
    command = [sys.executable, "-m", "rctdiag", "report", "r.json"]
    inside("assess", "--answers", "p.yaml", "-o", "r.json", "--now", NOW)
    before = Path("r.json").read_bytes()
    with Path("r.json").open("ab") as out:
        ran = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, b"stdout names a file that is read" in ran.stderr) == (2, True)
    assert Path("r.json").read_bytes() == before


def ended() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


def put_aside(name: str) -> Path:
    folder = Path(tempfile.gettempdir()) / f"{SCRATCH}{name}"
    folder.mkdir(mode=0o700)
    (folder / "1").write_text("id,h01\n1,2\n", encoding="utf-8")
    old = time.time() - 60
    os.utime(folder, (old, old))
    return folder


def leftover(process: int) -> Path:
    path = Path(f".s.csv.{process}.{'0' * 16}{SUFFIX}")
    path.write_text("id,hierarchical\n1,50\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "words",
    [("batch", "t.csv", "-o", "s.csv", "--engine", "polars"), ("erase", "--yes")],
)
def test_what_a_killed_run_left_goes_at_the_next_start_and_by_erase(words: tuple[str, ...]) -> None:
    gone, running = leftover(ended()), leftover(os.getpid())
    killed, held = put_aside("killed"), put_aside("held")
    handle = posix.hold(held)
    assert handle is not None
    assert posix.hold(held) is None
    ran = inside(*words)
    assert ran.code == 0, ran.err
    os.close(handle)
    assert (gone.exists(), running.exists()) == (False, True), ran.err
    assert (killed.exists(), held.exists()) == (False, True)
    assert sorted(path.name for path in Path(tempfile.gettempdir()).iterdir()) == [held.name]


def test_an_answer_file_sweeps_beside_it() -> None:
    gone = leftover(ended())
    assert inside("assess", "--answers", "p.yaml", "-o", "r.json", "--now", NOW).code == 0
    assert not gone.exists()


def test_erase_goes_on_past_what_it_cannot_read_or_remove(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside("assess", "--answers", "p.yaml", "--remember", "--now", NOW)
    (home / "drafts").mkdir()
    (home / "drafts" / "full-1.json").touch()
    (home / "plans").mkdir()
    (home / "plans" / "one.json").touch()
    (home / "plans" / "two.json").touch()
    iterdir, scandir, unlink = Path.iterdir, os.scandir, Path.unlink

    def seen(path: Path) -> Path:
        if path.name in {"drafts", "one.json"}:
            raise PermissionError(13, "Permission denied", str(path))
        return path

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", lambda path: iterdir(seen(path)))
        patch.setattr(os, "scandir", lambda path=".": scandir(seen(Path(path))))
        patch.setattr(Path, "unlink", lambda path: unlink(seen(path)))
        ran = inside("erase", "--yes")
    assert ran.code == 6
    assert f"no-permission: {home / 'drafts'}: " in ran.err
    assert f"no-permission: {home / 'plans' / 'one.json'}: " in ran.err
    assert sorted(path.name for path in home.iterdir()) == ["drafts", "plans"]
    assert [path.name for path in (home / "plans").iterdir()] == ["one.json"]


def test_a_home_that_is_open_is_closed_or_told(home: Path) -> None:
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    keep = ("assess", "--answers", "p.yaml", "--remember", "--now", NOW)
    assert "Others on this machine" not in inside(*keep).err
    assert home.stat().st_mode & 0o777 == 0o700
    (home / "diary.txt").touch()
    home.chmod(0o755)
    assert f"Others on this machine can look into {home}" in inside(*keep).err
    assert home.stat().st_mode & 0o777 == 0o755
    assert (home / "history").stat().st_mode & 0o777 == 0o700
