"""Other languages, interruptions, tables of which nothing can be used."""

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from cli.inside import Stream, inside
from cli.program import EXAMPLES
from rctdiag.cli.batch.interruption import ending_when_interrupted
from rctdiag.cli.shell.notices_stream import between_words
from rctdiag.load import translation
from rctdiag.load.library import bundled_steps, find_instruments
from rctdiag.load.translation import (
    Translated,
    Translation,
    source_hash,
    texts_of,
    texts_of_steps,
)


@pytest.fixture
def _pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language in which every text is in brackets."""
    five = find_instruments((), None)
    texts = [pair for one in five for pair in texts_of(one.questionnaire)]
    texts += texts_of_steps(bundled_steps(five))
    made = {
        name: Translated(text=f"⟦{text[:1990]}⟧", source=source_hash(text)) for name, text in texts
    }
    monkeypatch.setattr(translation, "load_translation", lambda to: Translation(to, made))


@pytest.mark.usefixtures("_pseudo")
def test_questionnaires_and_steps_in_another_language() -> None:
    rows = json.loads(inside("questionnaires", "list", "--json", "--language", "qps").out)
    assert len(rows) == 5
    assert all(row["title"].startswith("⟦") for row in rows)
    shown = json.loads(
        inside("questionnaires", "show", "survival", "--json", "--language", "qps").out
    )
    assert all(item["text"].startswith("⟦") for item in shown["items"])
    steps = json.loads(inside("steps", "list", "--json", "--language", "qps").out)
    assert all(step["title"].startswith("⟦") for step in steps)
    same = json.loads(inside("steps", "list", "--json").out)
    assert [step["id"] for step in same] == [step["id"] for step in steps]


def test_an_interruption_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    err = Stream(terminal=False)
    monkeypatch.setattr(sys, "stderr", err)
    with pytest.raises(typer.Exit) as ended, ending_when_interrupted():
        raise KeyboardInterrupt
    assert ended.value.exit_code == 130
    assert err.text() == "rctdiag: interrupted. Files are as they were.\n"
    with ending_when_interrupted():
        pass
    with pytest.raises(ValueError, match="another"), ending_when_interrupted():
        raise ValueError("another")


def test_a_table_of_which_no_row_can_be_used(tmp_path: Path) -> None:
    header, first, *_ = (EXAMPLES / "teams.csv").read_text(encoding="utf-8").splitlines()
    place = header.split(",").index("code")
    cells = first.split(",")
    cells[place] = ""
    path = tmp_path / "t.csv"
    path.write_text(f"{header}\n{','.join(cells)}\n", encoding="utf-8")
    ran = inside("teams", path, "--by", "team", "--id", "code", "--ledger", "none")
    assert (ran.code, ran.out) == (3, "")
    assert "rctdiag: no-row-left: no row can be used." in ran.err


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="limits of POSIX")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_stdout_takes_a_part_of_is_told(tmp_path: Path, unbuffered: str) -> None:
    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))

    with (tmp_path / "out").open("wb") as out:
        ran = subprocess.run(
            [sys.executable, "-m", "rctdiag", "schema", "result"],
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
            preexec_fn=limited,
        )
    assert ran.returncode == 6
    assert ran.stderr.startswith(b"rctdiag: cannot-read-or-write: file too large.")


def test_notices_and_errors_break_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    path = "/home/somebody/with/a/very/long/name/of/a/folder/answers.yaml"
    text = f"Saved to {path}. Only you can read it, and nobody else on this machine."
    long = "  " + "word " * 20 + f"\n{path}"
    for accessible in ("", "1"):
        monkeypatch.setenv("RCTDIAG_ACCESSIBLE", accessible)
        monkeypatch.setenv("COLUMNS", "40")
        for told in (text, long):
            assert between_words(told, Stream(terminal=False)) == told  # a log has lines
            shown = between_words(told, Stream(terminal=True), "  ")
            assert shown.split() == told.split()
            rows = shown.split("\n")
            assert (shown == told) if accessible else all(len(r) < 41 or path in r for r in rows)
    monkeypatch.setenv("RCTDIAG_ACCESSIBLE", "")
    ran = inside("questionnaires", "show", "hierarchcal", asks=True)
    assert max(map(len, ran.err.splitlines())) <= 40
    assert "Did you mean 'hierarchical'?" in " ".join(ran.err.split())
