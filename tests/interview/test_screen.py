"""Lines of the interview at any width, in any encoding, on a terminal that goes away."""

import io
import os
from dataclasses import replace

import pytest
from rich.cells import cell_len

from rctdiag.cli.interview.screens.choose_screen import screen_for
from rctdiag.cli.interview.screens.drawn_screen import DrawnScreen
from rctdiag.cli.interview.screens.screen import Screen, ScreenGone, TerminalLook, look_at, wrap


class Terminal(io.TextIOWrapper):
    """A terminal that does not say how wide it is."""

    def __init__(self, encoding: str) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding)

    def isatty(self) -> bool:
        return True


class Gone(io.StringIO):
    """A terminal whose window was closed."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def flush(self) -> None:
        raise self._error


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("abcdefghij kl", 4, ["abcd", "efgh", "ij", "kl"]),
        ("a 田中田中", 4, ["a", "田中", "田中"]),
        ("abcd", 4, ["abcd"]),
        ("", 4, [""]),
    ],
)
def test_a_word_is_broken_only_where_it_has_to_be(text: str, width: int, rows: list[str]) -> None:
    assert wrap(text, width) == rows
    assert all(cell_len(row) <= width for row in rows)


@pytest.mark.parametrize(
    ("encoding", "signs"), [("utf-8", "━╌─"), ("ascii", "#.-"), ("cp1252", "#.-")]
)
@pytest.mark.parametrize("width", [36, 80, 100])
def test_what_the_terminal_can_show(
    encoding: str, signs: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", str(width))
    terminal = Terminal(encoding)
    look = look_at(terminal, accessible=False, colour=False)
    screen = screen_for(look, keys=True, stream=terminal)
    screen.title("Fifty of seventy-five questions, and a title that is too long for one line")
    screen.progress("How it is", ["2 of 4"], 2, 4)
    screen.options([("1", "never"), ("2", "a label that is long, as labels can be \x1b[31m")])
    screen.ask("", [("b", "back")])
    told = terminal.bytes.getvalue().decode(encoding)
    assert 0 < told.count(signs[0]) <= told.count(signs[1]) <= told.count(signs[0]) + 1
    assert signs[2] in told
    assert "\x1b" not in told
    rows = told.splitlines()
    assert max(cell_len(row) for row in rows) <= width
    assert all(row == row.rstrip() for row in rows)
    monkeypatch.setenv("TERM", "dumb")
    assert (look_at(terminal, accessible=False, colour=True).colours, look.rewrites) == (None, True)
    assert not screen_for(look, keys=False).drawn
    monkeypatch.setenv("COLUMNS", "35")
    assert not screen_for(look_at(terminal, accessible=False, colour=True), keys=True).drawn


def test_arrows_write_one_line_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    terminal = Terminal("utf-8")
    screen = screen_for(TerminalLook(rewrites=True), keys=True, stream=terminal)
    screen.choosing("5 almost always")
    screen.choosing("4 often")
    assert terminal.bytes.getvalue() == b"\r 5 almost always\r 4 often" + b" " * 8
    dumb = Terminal("utf-8")
    screen_for(TerminalLook(), keys=True, stream=dumb).choosing("5 almost always")
    assert dumb.bytes.getvalue() == b" 5 almost always\n"


def test_a_terminal_that_does_not_know_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> os.terminal_size:
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", unknown)
    monkeypatch.delenv("COLUMNS", raising=False)
    assert look_at(Terminal("utf-8"), accessible=False, colour=False).width == 80
    monkeypatch.setenv("COLUMNS", "500")
    assert look_at(Terminal("utf-8"), accessible=False, colour=False).width == 100
    monkeypatch.setenv("COLUMNS", "50")
    assert look_at(Terminal("utf-8"), accessible=False, colour=False).width == 50


def test_a_choice_wider_than_the_screen_has_lines_of_its_own() -> None:
    stream = io.StringIO()
    Screen(TerminalLook(width=20), stream).options(
        [("1", "no"), ("2", "a label that is far too long for it"), ("3", "yes")]
    )
    rows = stream.getvalue().splitlines()
    assert rows[0] == "  1 no"
    assert rows[-1] == "  3 yes"
    assert " ".join(" ".join(rows[1:-1]).split()) == "2 a label that is far too long for it"
    assert max(map(len, rows)) <= 20


def test_a_closed_window_is_no_fault_of_the_disk() -> None:
    look = TerminalLook()
    with pytest.raises(ScreenGone):
        Screen(look, Gone(OSError(5, "gone"))).say("a question")
    with pytest.raises(BrokenPipeError):
        Screen(look, Gone(BrokenPipeError())).say("a question")


def test_a_choice_too_long_for_the_line_is_told_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    terminal = Terminal("utf-8")
    screen = screen_for(TerminalLook(width=40, rewrites=True), keys=True, stream=terminal)
    long = "2 I also decide about other people's work, pay or job. Enter confirms."
    screen.choosing("1 no")
    screen.choosing(long)
    told = terminal.bytes.getvalue().decode()
    assert " ".join(told.split()) == f"1 no {long}"
    assert max(map(len, told.splitlines())) <= 40


def test_a_page_of_lines_begins_at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who can help stood above the screen: it was moved out of sight when its keys were drawn."""
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal("utf-8")
    look = replace(look_at(terminal, accessible=False, colour=True), colours="standard")
    screen = DrawnScreen(look, terminal)
    screen.say("What was there before.")
    screen.show()
    screen.begin()
    screen.line("Who can help")
    screen.line("Another line")
    screen.ask("Enter goes on.", [("Enter", "more")])
    written = terminal.bytes.getvalue().decode()
    above, top, below = written.partition("\x1b[H")
    assert top
    assert "before" in above
    assert "help" not in above
    assert below.index("Who can help") < below.index("Another line") < below.index("more")
    assert "\x1b[H" not in below
