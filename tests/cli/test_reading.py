"""A report on a terminal: read part by part, with keys, and nothing scrolls away unread."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pexpect
import pytest

from rctdiag.cli.shell.keys.terminal import fresh_screen
from rctdiag.cli.shell.reading.pages import pages
from rctdiag.cli.shell.reading.readable import PersonReport
from rctdiag.cli.shell.reading.report_reader import ReportReader
from rctdiag.render import View
from rctdiag.render.plain.canonical_json import dumps
from rctdiag.render.view import ColourSystem
from rctdiag.store.kept_records import saved_results
from rctdiag.store.private_folders import find_home
from render.ten_documents import ten_documents
from teams import many

ROWS = 24
READY = 0.3  # seconds: a key counts only when the row of keys has been there for a moment
STEPS = ((1, "Read it"), (2, "Name it"), (3, "Oppose what hurts"), (4, "Replace it"))
KEYS = ["[q] quit ", "[q] back "]  # one stands last on every row of keys
CLEAR = {"TERM": "xterm", "NO_COLOR": "1", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}


class Terminal:
    """Somebody at a terminal of 24 rows."""

    def __init__(self, folder: Path, width: int, *words: str) -> None:
        kept_names = ("PATH", "HOME", "PYTHONPATH")
        known = {name: os.environ[name] for name in kept_names if name in os.environ}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "rctdiag", *words],
            env=known | CLEAR | {"RCTDIAG_HOME": str(folder / "home")},
            dimensions=(ROWS, width),
            encoding="utf-8",
            timeout=15,
        )
        self.child.delaybeforesend = READY

    def screen(self, key: str = "") -> list[str]:
        """What comes after a key, up to the next row of keys."""
        self.child.send(key)
        self.child.expect_exact(KEYS)
        text = f"{self.child.before}{self.child.after}".replace("\r\n", "\n")
        return text.lstrip("\n").split("\n")

    def nothing_comes_of(self, *pieces: str, pause: float = 0.1) -> None:
        """Keys in pieces, as over a slow line; what they do shows before the next row of keys."""
        self.child.delaybeforesend = pause
        for piece in pieces:
            self.child.send(piece)
        self.child.delaybeforesend = READY
        with pytest.raises(pexpect.TIMEOUT):
            self.child.expect_exact(KEYS, timeout=0.6)

    def end(self) -> int | None:
        """The exit code."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        code: int | None = self.child.exitstatus
        return code


class Reader(Terminal):
    """Somebody who reads a saved result."""

    def __init__(self, folder: Path, width: int, *options: str) -> None:
        result = folder / "result.json"
        result.write_text(dumps(ten_documents()["agnes, imagined"]), encoding="utf-8")
        super().__init__(folder, width, "report", str(result), *options)


@pytest.mark.parametrize("width", [80, pytest.param(40, marks=pytest.mark.long)])
def test_each_part_comes_by_its_key_a_screenful_at_a_time(tmp_path: Path, width: int) -> None:
    reader = Reader(tmp_path, width)
    seen = [reader.screen()]
    while "[Enter] done" not in " ".join(seen[-1]):
        seen.append(reader.screen("\r"))
        assert len(seen) < 40
    assert all(len(screen) <= ROWS for screen in seen)
    text = "\n".join(row for screen in seen for row in screen)
    places = [text.rindex(f" [{n}] {name} ") for n, name in STEPS]
    assert places == sorted(places)
    assert "A stretched place" in " ".join(seen[0])
    assert "Based on the work of Hartling and Sparks, Ward, Fletcher and Miller." in " ".join(
        text.split()
    )
    assert "3] Oppose what hurts" in " ".join(reader.screen("3"))  # back, by its number
    assert "When this is more than culture" in " ".join(reader.screen("h"))
    assert "3] Oppose what hurts" in " ".join(reader.screen("q"))  # the part read last
    reader.child.send("q")
    assert reader.end() == 0


def test_full_save_and_a_key_that_means_nothing(tmp_path: Path) -> None:
    reader = Reader(tmp_path, 80)
    first = reader.screen()
    assert "[s] save" in " ".join(first)
    home = find_home(str(tmp_path / "home"))
    saved = reader.screen("s")
    assert "[s] save" not in " ".join(saved)
    assert len(saved_results(home)) == 1
    reader.child.send("z")  # answers nothing
    whole = reader.screen("f")
    assert "Going by your answers to these questions" in " ".join(" ".join(whole).split())
    assert "[f] full" not in " ".join(whole)
    reader.child.send("\x04")  # Ctrl-D leaves as q does
    assert reader.end() == 0
    assert len(saved_results(home)) == 1


def test_ctrl_c_leaves_with_its_code_and_no_pager_shows_all(tmp_path: Path) -> None:
    reader = Reader(tmp_path, 80)
    reader.screen()
    reader.child.send("\x03")
    assert reader.end() == 130
    at_once = Reader(tmp_path, 80, "--no-pager")
    at_once.child.expect_exact("What this cannot tell you")
    assert at_once.end() == 0


def test_a_group_report_comes_by_its_keys_and_a_held_key_turns_one_page(tmp_path: Path) -> None:
    path = tmp_path / "teams.json"
    path.write_text(json.dumps(many.report()), encoding="utf-8")
    reader = Terminal(tmp_path, 80, "report", str(path))
    first = " ".join(reader.screen())
    assert "[5] Lead the conversation" in first
    reader.nothing_comes_of("\x1b", "[", "5", "~")  # Page Down, byte by byte
    assert "What should you not raise in the group?" in " ".join(reader.screen("5"))
    read = " ".join(reader.screen("1"))
    assert "1] Read it" in read
    reader.screen("\r")
    reader.nothing_comes_of(*"\r" * 12, pause=0.03)  # held down since the page before
    reader.child.send("q")
    assert reader.end() == 0


def test_a_story_has_a_screen_of_its_own_before_its_report(tmp_path: Path) -> None:
    reader = Terminal(tmp_path, 40, "demo", "agnes", "--imagined")
    story = reader.screen()
    assert story[0].startswith(" Agnes ")
    assert len(story) <= ROWS
    assert "They are not part of her story." in " ".join(" ".join(story).split())
    assert "A stretched place" not in " ".join(story)
    assert "A stretched place" in " ".join(reader.screen("\r"))
    reader.child.send("q")
    assert reader.end() == 0


def test_of_several_examples_each_says_which_it_is_and_that_another_comes(tmp_path: Path) -> None:
    reader = Terminal(tmp_path, 80, "demo", "agnes")
    assert reader.screen()[0].startswith(" Agnes (1 of 2) ")
    last = reader.screen("4")
    while "] more" in last[-1]:
        last = reader.screen("\r")
    assert "[Enter] next" in last[-1]
    assert reader.screen("\r")[0].startswith(" Agnes (2 of 2) ")
    reader.child.send("q")
    assert reader.end() == 0


def test_a_list_comes_a_screenful_at_a_time(tmp_path: Path) -> None:
    reader = Terminal(tmp_path, 60, "steps", "list")
    first = reader.screen()
    assert len(first) <= ROWS
    assert "[b] back" not in first[-1]
    second = reader.screen(" ")
    assert len(second) <= ROWS
    assert second[0] not in first
    assert reader.screen("b") == first
    reader.child.send("\x03")
    assert reader.end() == 130
    at_once = Terminal(tmp_path, 60, "help", "exit-codes")  # as long as the screen, not longer
    at_once.child.expect_exact("Treat any other")
    assert at_once.end() == 0


def test_what_was_read_moves_up_whole_where_the_terminal_takes_control_codes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", str(ROWS))
    document = PersonReport(ten_documents()["agnes, imagined"])
    keys = ("3", "h", "q", "q")
    looks: tuple[tuple[ColourSystem | None, int], ...] = (("standard", 4), (None, 0))
    for colours, screens in looks:
        ReportReader(document, View(colours=colours), iter(keys).__next__).read()
        shown = capsys.readouterr().out
        assert shown.count(fresh_screen(ROWS)) == screens
        assert shown.count("\x1b[H") == screens


def test_a_box_longer_than_a_page_is_divided_where_a_sentence_ends() -> None:
    rows = [
        f"│ Label {n}  A sentence that goes│\n│          on here.            │\n" for n in range(9)
    ]
    shown = pages(["".join(rows)], 11)
    assert [page.count("\n") for page in shown] == [10, 8]
    assert all(page.rstrip(" │\n").endswith("on here.") for page in shown)


def test_a_piece_that_fits_a_page_is_never_divided() -> None:
    card, long = "a\n" * 8, "b\n" * 9 + "\n" + "c\n" * 14
    shown = pages([card, f"\n{card}", card, long], 10)
    assert shown[:3] == [card, card, card]
    assert "".join(shown[3:]).replace("\n", "") == "b" * 9 + "c" * 14
    assert all(page.count("\n") <= 10 and not page.startswith("\n") for page in shown)
