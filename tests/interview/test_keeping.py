"""From the first key to the kept result, and all of it gone again: the real program."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.inside import inside
from interview.play import HERE, environment, home

ANSWERS = "".join(f"{1 + at % 5}\n" for at in range(26))


# What stands last where a key is waited for; the menu below the report comes first.
ENDS = ("nothing.", "quit", "for later", "left", "much as before")
READS = "\x1b[0m quit "  # the row of keys while the report is read
WAITS = [*(f"{end}\r\n" for end in ENDS), "quits: ", "Months: ", READS]


@pytest.fixture
def root() -> Iterator[Path]:
    with home() as path:
        yield path


def rctdiag(root: Path, *given: str, lines: str = "") -> subprocess.CompletedProcess[str]:
    """One run within this process: nothing here depends on how the program was started."""
    ran = inside(*given, stdin=lines, home=str(root))
    return subprocess.CompletedProcess(given, ran.code, ran.out, ran.err)


@pytest.fixture
def kept(root: Path) -> Path:
    """A home with one kept result, and the drafts folder empty but for its lock."""
    done = rctdiag(
        root,
        "assess",
        "--short",
        "--remember",
        "--json",
        "--now",
        "2026-03-02T12:00:00+01:00",
        lines=ANSWERS,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["answered"] == 26
    assert list((root / "drafts").glob("*.json")) == []
    return root


def test_a_kept_result_is_listed_and_shown_again(kept: Path) -> None:
    listed = rctdiag(kept, "history", "list")
    assert listed.stdout.count("2026-03-02-120000-short") == 1
    file = kept / "history" / "2026-03-02-120000-short.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(rctdiag(kept, "history", "list", "--json").stdout)["history"] == [
        {"form": "short", "name": "2026-03-02-120000-short", "path": str(file)}
    ]
    shown = rctdiag(kept, "history", "show", "2026-03", "--json")
    assert shown.stdout == rctdiag(kept, "report", str(file), "--json").stdout
    assert json.loads(shown.stdout)["created"] == "2026-03-02T12:00:00+01:00"
    assert "2 March 2026" in rctdiag(kept, "history", "show").stdout


@pytest.mark.long
def test_the_question_comes_below_the_report(root: Path) -> None:
    import pexpect

    rctdiag(root, "assess", "--short", "-o", str(root), lines=ANSWERS)  # a folder: not written
    child = pexpect.spawn(
        sys.executable,
        ["-m", "rctdiag", "assess", "--short", "--resume"],
        env=environment(root),
        encoding="utf-8",
        timeout=20,
        dimensions=(24, 40),
    )
    child.delaybeforesend = 0.4  # keys that come sooner are not taken
    seen = ""
    while child.expect_exact(WAITS):
        seen += child.before
        child.send("q" if child.after == READS else "\r")
    assert "Your report is ready." in seen
    assert "parts" in seen  # the report was shown, with its keys
    child.send("s")
    child.expect(pexpect.EOF)
    name = (next((root / "history").glob("*.json"))).stem
    assert f"rctdiag history show {name}\r\n" in child.before
    assert list((root / "drafts").glob("*.json")) == []


def test_a_file_that_gets_text_is_told_of_json(root: Path, tmp_path: Path) -> None:
    for given, told in (((), True), (("--quiet",), False), (("--json",), False)):
        with (tmp_path / "result.json").open("wb") as target:
            done = subprocess.run(
                [sys.executable, "-m", "rctdiag", "assess", "--short", *given],
                input=ANSWERS.encode(),
                stdout=target,
                stderr=subprocess.PIPE,
                env=environment(root),
                check=True,
                timeout=60,
            )
        assert (b"For a program, use --json." in done.stderr) is told


def test_the_list_fits_a_narrow_terminal(kept: Path) -> None:
    for command in (("erase",), ("erase", "--yes")):
        done = subprocess.run(
            [sys.executable, "-m", "rctdiag", *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=environment(kept, COLUMNS="40"),
            check=False,
            timeout=60,
        )
    told = [one for one in done.stderr.splitlines() if str(kept) not in one]
    assert max(map(len, told)) <= 40
    assert "  copies in a backup or a synchronised" in told
    kept.mkdir()  # for the fixture to remove


def test_history_alone_shows_its_help(root: Path) -> None:
    done = rctdiag(root, "history")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == rctdiag(root, "history", "--help").stdout


def test_nothing_is_kept_unasked(root: Path) -> None:
    done = rctdiag(root, "assess", "--short", lines=ANSWERS)
    assert done.returncode == 0
    assert not (root / "history").exists()
    listed = rctdiag(root, "history", "list")
    assert (listed.stdout, listed.returncode) == ("", 0)
    assert "There is nothing" in listed.stderr
    missing = rctdiag(root, "history", "show", "2020")
    assert missing.returncode == 2
    assert "rctdiag: history-name: " in missing.stderr


def test_erase_lists_asks_and_removes(kept: Path) -> None:
    rctdiag(kept, "assess", lines="1\n2\n")
    unasked = rctdiag(kept, "erase")
    assert unasked.returncode == 2
    assert "unfinished answers (1)" in unasked.stderr
    assert "results you chose to keep (1)" in unasked.stderr
    done = rctdiag(kept, "erase", "--yes")
    assert done.returncode == 0
    for name in ("shell", "scroll", "backup", "at work"):
        assert name in done.stderr
    assert not kept.exists()
    again = rctdiag(kept, "erase")
    assert again.returncode == 0
    assert "There is nothing" in again.stderr
    kept.mkdir()  # for the fixture to remove


@pytest.mark.parametrize(("answer", "left"), [("n\r", True), ("\r", True), ("y\r", False)])
def test_erase_asks_a_person(kept: Path, answer: str, left: bool) -> None:  # noqa: FBT001
    import pexpect

    child = pexpect.spawn(
        sys.executable,
        ["-m", "rctdiag", "erase"],
        env=environment(kept),
        encoding="utf-8",
        timeout=20,
    )
    child.expect_exact("[y/N] ")
    child.send(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert kept.exists() is left
    kept.mkdir(exist_ok=True)


def test_a_draft_survives_a_report_that_cannot_be_written(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "there"
    target.write_text("theirs", encoding="utf-8")
    done = rctdiag(root, "assess", "--short", "-o", str(target), lines=ANSWERS)
    assert done.returncode == 6
    assert target.read_text(encoding="utf-8") == "theirs"
    resumed = rctdiag(root, "assess", "--short", "--resume", "--json")
    assert resumed.returncode == 0
    assert json.loads(resumed.stdout)["counts"]["answered"] == 26


def test_no_answer_is_told_in_an_error(root: Path) -> None:
    canary = "CanaryNamedInALine"
    done = rctdiag(root, "assess", "--short", lines=f"3\n{canary}\n")
    assert done.returncode == 3
    assert canary not in done.stderr + done.stdout
    assert os.fspath(HERE) not in done.stderr
