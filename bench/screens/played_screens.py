"""The interview's screens, played at a pseudo-terminal."""

from __future__ import annotations

import termios
import time

from drawn_screens import FULL, ROOT, Screen

from interview.play import QUIT, Person, home

BUNDLED = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness")
OPENING, ABOUT, QUESTION, REVIEW, ENDING = "opening", "about", "question", "review", "ending"
TITLES = {
    OPENING: "The interview: before the first question",
    ABOUT: "The interview: about you and this place",
    QUESTION: "The interview: a question",
    REVIEW: "The interview: before the result",
    ENDING: "The interview: after the report",
}


def _await(terminal: int, *, line: bool) -> None:
    """Wait until the program reads a line, or a key: what is typed before is discarded."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        modes = termios.tcgetattr(terminal)[3]
        if modes & termios.ICANON if line else not modes & (termios.ICANON | termios.ISIG):
            return
        time.sleep(0.002)


def interview(width: int) -> list[Screen]:
    """The interview's screens, played at a terminal."""
    frames: dict[str, str] = {}
    paths = tuple(str(ROOT / "questionnaires" / f"{name}.yaml") for name in BUNDLED)
    with (
        home() as root,
        Person(root, "--short", paths=paths, width=width, variables=FULL) as person,
    ):
        person.child.delaybeforesend = None

        def shown(prompt: str, keys: str, name: str = "") -> None:
            seen = len(person.raw)
            person.sees(prompt)
            if name:
                frames[name] = person.raw[seen:].rpartition("\x1b[H")[2]  # the top of a screen
            _await(person.child.child_fd, line=prompt.endswith(": "))
            person.child.send(keys)

        shown("leave", "\r", OPENING)
        for prompt, keys in ((QUIT, "1"), ("Months: ", "24\r"), ("I have left", "1")):
            shown(prompt, keys)
        shown("much as before", "\r")
        shown(QUIT, "\r", ABOUT)
        for number in range(1, 27):
            shown(QUIT, str(2 + number % 3), QUESTION if number == 9 else "")
        shown("quits: ", "\r")
        shown("quits: ", "\r")
        shown(QUIT, "\r")
        shown(QUIT, "\r", REVIEW)
        shown("nothing.", "\r", ENDING)
        person.ends()
    begin = {REVIEW: " \x1b[1m26 of 26", ENDING: " \x1b[1mWhat would"}
    for name, begins in begin.items():
        # What was asked before it, and what the test prints.
        frames[name] = begins + frames[name].replace("\r\n", "\n").partition(begins)[2]
    return [Screen(f"interview-{name}", TITLES[name], text) for name, text in frames.items()]
