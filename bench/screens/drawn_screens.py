"""Screens that the program draws in this process, as for a terminal of 24-bit colours."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.model.documents.teams import Teams

ROOT = Path(__file__).resolve().parents[2]
FULL = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}


class Screen(NamedTuple):
    """One screen: the name of its file, its heading on the page, and its text with colours."""

    name: str
    title: str
    text: str


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


def over_time(width: int) -> Iterator[Screen]:
    """A plan, weeks that were noted, and looking again, as somebody would have them."""
    from rctdiag.load.saved_documents import load_result
    from rctdiag.load.syntax.document import parse
    from rctdiag.render.person.result_page import Page
    from rctdiag.render.terminal.report import drawn_parts
    from rctdiag.render.view import View
    from rctdiag.render.words import words

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name, text in _two_months().items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        here = os.environ.get("RCTDIAG_HOME")
        os.environ["RCTDIAG_HOME"] = folder
        try:
            for name, title, given in (
                ("plan", "A plan of small steps", ("plan", str(home / "shown.json"))),
                ("weeks", "Weeks, noted in half a minute each", ("history", "weeks")),
                ("compare", "Two results of one person", ("compare", "2026-03", "2026-04")),
            ):
                yield Screen(name, title, _on_a_terminal(width, given))
        finally:
            os.environ.pop("RCTDIAG_HOME")
            os.environ |= {"RCTDIAG_HOME": here} if here else {}
        latest = max((home / "history").iterdir())
        april = load_result(parse(latest.read_bytes(), latest.name))
    first, *_ = drawn_parts(Page(april, words()), View(width=width, colours="truecolor"))
    yield Screen("again", "Looking again, after two months", "".join(first))


@cache
def _two_months() -> dict[str, bytes]:
    """What Agnes has kept after two months, by file: two results, a plan, six weeks, an event."""
    from cli.inside import inside

    march = datetime(2026, 3, 2, 17, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder:

        def types(week: int, *words: str, lines: str = "") -> str:
            now = (march + timedelta(weeks=week)).isoformat()
            ended = inside(*words, "--now", now, stdin=lines, home=folder)
            if ended.code:
                raise SystemExit(ended.err)
            return ended.out

        sheet = str(ROOT / "examples" / "agnes-imagined.yaml")
        result = json.loads(types(0, "assess", "--answers", sheet, "--remember", "--json"))
        first, second = (step["id"] for step in result["plan"]["begin"][:2])
        chosen = ("--choose", f"{first},{second}", "--ally", f"{second}=K.")
        types(0, "plan", *chosen, "--remember", "-o", f"{folder}/shown.json")
        for week, goods in enumerate(("33223", "32223", "33222", "12212", "12212", "11212"), 1):
            words = "Lunch with two others.\nNo time to eat.\n" if week % 2 else "\n\n"
            types(week, "note", lines="\n".join(goods) + "\n" + words)
        types(6, "note", "--event", "A new head of the centre", "--on", "2026-03-18")
        tried = "1\n1\nShe came back to it.\nan hour\n1\n2\n\na bad evening\n"
        types(8, "again", "--remember", lines=tried + "1\n1\n" + "3\n" * 26 + "6\n")
        found = [path for path in Path(folder).rglob("*") if path.is_file()]
        return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@cache
def _teams() -> Teams:
    import rctdiag

    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return rctdiag.teams(ROOT / "examples" / "teams.csv", by=["team"], id="code", now=now)


def _on_a_terminal(width: int, given: Sequence[str]) -> str:
    """What a command writes on stdout that is a terminal of this width."""
    from cli.inside import Stream
    from rctdiag.cli.shell.app import build

    kept = {name: os.environ.get(name) for name in ("COLUMNS", "NO_COLOR", *FULL)}
    out, before = Stream(terminal=True), (sys.stdin, sys.stdout)
    try:
        os.environ |= {"COLUMNS": str(width), "NO_COLOR": "", **FULL}
        sys.stdin, sys.stdout = Stream(terminal=False), out
        with contextlib.suppress(SystemExit):
            build().main(list(given))
    finally:
        sys.stdin, sys.stdout = before
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
    return out.text()
