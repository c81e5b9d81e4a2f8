"""Pictures of every screen at four widths, for light and dark, as SVG without web fonts.

    python bench/pictures.py --write     draw them anew, and the page that shows them
    python bench/pictures.py --check     exit 1 where one of them is not as it would be drawn

Reports, lists and help are drawn by the program in this process, as for a terminal of 24-bit
colours; the interview is played at a pseudo-terminal. What is drawn depends on the texts and on
Rich alone, so the files are compared byte by byte. A picture is light, or dark where whoever
looks at it prefers dark.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
import termios
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
# In the place of this folder, where its files would hide the tests' packages of the same names.
sys.path[0] = str(ROOT / "tests")

from rich.color import blend_rgb  # noqa: E402 - found by the line above
from rich.console import Console  # noqa: E402
from rich.terminal_theme import TerminalTheme  # noqa: E402
from rich.text import Text  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTHS = (100, 80, 60, 40)
FOLDER = ROOT / "docs" / "pictures"
PAGE = ROOT / "docs" / "screens.md"
FULL = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
# Stand for the terminal's own colours, and become variables of the picture.
INK, GROUND = (0, 0, 1), (255, 255, 254)
BAR, BELOW = 26, 8  # units of the picture
ANSI = [(0, 0, 0)] * 8
FORMAT = """\
<svg viewBox="0 TOP {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>TITLE</title>
<style>
svg {{ --ink: #1b1b1b; --ground: #ffffff; --quiet: #6a6a6a; }}
@media (prefers-color-scheme: dark) {{
svg {{ --ink: #e4e4e4; --ground: #1e1e1e; --quiet: #9c9c9c; }}
}}
.{unique_id}-matrix {{
font-family: "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace;
font-size: {char_height}px;
line-height: {line_height}px;
}}
{styles}
</style>
<defs>
{lines}
</defs>
<rect fill="var(--ground)" y="TOP" width="{width}" height="{height}" rx="6"/>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


class Screen(NamedTuple):
    """One screen: the name of its file, its heading on the page, and its text with colours."""

    name: str
    title: str
    text: str


def picture(screen: Screen, width: int) -> str:
    """The screen as SVG."""
    console = Console(
        record=True,
        file=io.StringIO(),
        width=width,
        height=24,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    lines = screen.text.replace("\r\n", "\n").strip("\n").split("\n")
    for line in lines:
        console.print(Text.from_ansi(line), soft_wrap=True)
    quiet = blend_rgb(INK, GROUND, 0.4)  # as Rich draws what is dim
    svg = console.export_svg(
        title="",
        theme=TerminalTheme(GROUND, INK, ANSI, ANSI),
        code_format=FORMAT,
        unique_id="t",
    )
    for colour, name in ((INK, "ink"), (GROUND, "ground"), (quiet, "quiet")):
        svg = svg.replace("#{:02x}{:02x}{:02x}".format(*colour), f"var(--{name})")
    # Rich leaves room for a bar of the window, which is not drawn, and cuts the last row short.
    svg = re.sub(r'"0 TOP ([0-9.]+) ([0-9.]+)"', lambda m: f'"0 {BAR} {m[1]} {_height(m[2])}"', svg)
    svg = re.sub(
        r'y="TOP" width="([0-9.]+)" height="([0-9.]+)"',
        lambda m: f'y="{BAR}" width="{m[1]}" height="{_height(m[2])}"',
        svg,
    )
    svg = svg.replace("TITLE", screen.title).replace("&#160;", "\N{NO-BREAK SPACE}")
    return "\n".join(line.rstrip() for line in svg.split("\n") if line.strip()) + "\n"


def _height(given: str) -> str:
    return f"{float(given) - BAR + BELOW:.1f}"


# -- what is drawn in this process -------------------------------------------------------------


def reports(width: int) -> Iterator[Screen]:
    """A person's report part by part, and the first screen where help comes first."""
    from rctdiag.render.person.result_page import Page
    from rctdiag.render.terminal.report import drawn_parts
    from rctdiag.render.view import View
    from rctdiag.render.words import words
    from render.ten_documents import ten_documents

    view = View(width=width, colours="truecolor")
    say = words().text
    parts = drawn_parts(Page(ten_documents()["agnes, imagined"], words()), view)
    yield Screen("report-first", "A report: the first screen", "".join(parts[0]))
    for number, (part, name) in enumerate(
        zip(parts[1:], ("read", "name", "oppose", "replace"), strict=True), 1
    ):
        title = f"A report: {number}, {say(f'screen.drawn_{name}_name')}"
        yield Screen(f"report-{number}-{name}", title, "".join(part))
    first, *_ = drawn_parts(Page(ten_documents()["left, help first"], words()), view)
    yield Screen("report-help-first", "A report: help first", "".join(first))


def group_reports(width: int) -> Iterator[Screen]:
    """A group report part by part."""
    from rctdiag.cli.shell.reading.readable import GroupReport
    from rctdiag.render.view import View

    report = GroupReport(_teams())
    first, *others = report.parts(View(width=width, colours="truecolor"))
    yield Screen("group-first", "A group report: the first screen", "".join(first))
    for number, (name, part) in enumerate(zip(report.names, others, strict=True), 1):
        yield Screen(f"group-{number}", f"A group report: {number}, {name}", "".join(part))


def lists(width: int) -> Iterator[Screen]:
    """Lists and help, as the commands print them on a terminal."""
    for name, title, given in (
        ("help", "Help", ("--help",)),
        ("help-topic", "A topic of help", ("help", "environment", "--no-pager")),
        ("help-support", "Who can help", ("help", "support", "--no-pager")),
        ("examples", "The worked examples", ("demo", "--list", "--no-pager")),
        ("questionnaires", "The questionnaires", ("questionnaires", "list", "--no-pager")),
        ("questionnaire", "A questionnaire", ("questionnaires", "show", "survival", "--no-pager")),
        ("steps", "Small steps", ("steps", "list", "--strategy", "sustaining", "--no-pager")),
        ("step", "A small step", ("steps", "show", "sus_end_of_work", "--no-pager")),
    ):
        yield Screen(name, title, _on_a_terminal(width, given))


@cache
def _teams():  # noqa: ANN202 - imported late
    import rctdiag

    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return rctdiag.teams(ROOT / "examples" / "teams.csv", by=["team"], id="code", now=now)


def _on_a_terminal(width: int, given: Sequence[str]) -> str:
    """What a command writes on stdout that is a terminal of this width."""
    import contextlib

    from cli.inside import Stream
    from rctdiag.cli.shell.app import build

    kept = {name: os.environ.get(name) for name in ("COLUMNS", "NO_COLOR", *FULL)}
    out, before = Stream(terminal=True), sys.stdout
    try:
        os.environ |= {"COLUMNS": str(width), "NO_COLOR": "", **FULL}
        sys.stdout = out
        with contextlib.suppress(SystemExit):
            build().main(list(given))
    finally:
        sys.stdout = before
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
    return out.text()


# -- what is played ----------------------------------------------------------------------------

BUNDLED = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness")
OPENING, ABOUT, QUESTION, REVIEW, ENDING = "opening", "about", "question", "review", "ending"
INTRODUCTION = """\
Made by `bench/pictures.py`: what the terminal shows, at 100, 80, 60 and 40 columns, light or dark
as your screen is. People, teams and answers are made up."""
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
    from interview.play import QUIT, Person, home

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
                frames[name] = person.raw[seen:]
            _await(person.child.child_fd, line=prompt.endswith(": "))
            person.child.send(keys)

        shown("leave", "\r", OPENING)
        for prompt, keys in ((QUIT, "1"), ("Months: ", "24\r"), ("I have left", "1")):
            shown(prompt, keys)
        shown("stayed as they were", "\r")
        shown(QUIT, "\r", ABOUT)
        for number in range(1, 27):
            shown(QUIT, str(2 + number % 3), QUESTION if number == 9 else "")
        shown("quits: ", "\r")
        shown("quits: ", "\r")
        shown(QUIT, "\r")
        shown(QUIT, "\r", REVIEW)
        shown("nothing.", "\r", ENDING)
        person.ends()
    begin = {ABOUT: "\n\n", REVIEW: " \x1b[1m26 of 26", ENDING: " \x1b[1mWhat would"}
    for name, begins in begin.items():
        # What was asked before it, and what the test prints.
        frames[name] = begins + frames[name].replace("\r\n", "\n").partition(begins)[2]
    return [Screen(f"interview-{name}", TITLES[name], text) for name, text in frames.items()]


# -- files -------------------------------------------------------------------------------------


def wanted() -> dict[Path, str]:
    """Every picture as it should be, and the page."""
    with ThreadPoolExecutor(len(WIDTHS)) as several:
        played = dict(zip(WIDTHS, several.map(interview, WIDTHS), strict=True))
    files: dict[Path, str] = {}
    titles: dict[str, str] = {}
    for width in WIDTHS:
        screens = [*played[width], *reports(width), *group_reports(width), *lists(width)]
        for screen in screens:
            titles[screen.name] = screen.title
            files[FOLDER / f"{screen.name}-{width}.svg"] = picture(screen, width)
    return files | {PAGE: page(titles)}


def page(titles: dict[str, str]) -> str:
    """The page that shows them all."""
    parts = [
        "# Every screen",
        INTRODUCTION,
    ]
    for name, title in titles.items():
        parts.append(f"## {title}")
        parts += [f"![{title}, {width} columns](pictures/{name}-{width}.svg)" for width in WIDTHS]
    return "\n\n".join(parts) + "\n"


def unlinked() -> list[str]:
    """Pictures that README and docs link and that are not there, and those that nobody links."""
    texts = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    linked = {
        (text.parent / link).resolve()
        for text in texts
        for link in re.findall(r"\]\(([^)\s]+\.svg)\)", text.read_text(encoding="utf-8"))
    }
    there = set(FOLDER.glob("*.svg"))
    missing = [f"linked, not there: {path.name}" for path in sorted(linked) if not path.exists()]
    return [*missing, *(f"not linked: {path.name}" for path in sorted(there - linked))]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true")
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    files = wanted()
    stale = [
        path
        for path, text in files.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if given.write:
        FOLDER.mkdir(exist_ok=True)
        for path in set(FOLDER.glob("*.svg")) - set(files):
            path.unlink()
        for path in stale:
            path.write_text(files[path], encoding="utf-8")
    for path in stale:
        print(f"{'written' if given.write else 'out of date'}: {path.relative_to(ROOT)}")
    faults = unlinked()
    print("\n".join(faults) if faults else f"{len(files) - 1} pictures, each of them linked")
    return 1 if faults or (stale and not given.write) else 0


if __name__ == "__main__":
    sys.exit(main())
