"""The files of the worked examples of which pictures are kept, as the commands make them."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    class Run(Protocol):
        """One run of the program: its words, and what it prints."""

        def __call__(self, *given: str) -> str: ...


ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
MARCH, JUNE = "2026-03-01T09:00:00+01:00", "2026-06-01T09:00:00+01:00"
LEAST, MOST = 1, 5  # of the answers


def page_files() -> dict[str, bytes]:
    """Every file by its name: one person's, a plan, then and now, groups, waves, for a client."""
    from cli.inside import inside

    with tempfile.TemporaryDirectory() as home:

        def run(*given: str) -> str:
            ended = inside(*given, "-q", home=home)
            if ended.code:
                raise SystemExit(f"{' '.join(given)}: {ended.err}")
            return ended.out

        folder = Path(home) / "files"
        folder.mkdir()
        here = Path.cwd()
        os.chdir(folder)
        try:
            _of_one_person(run)
            _of_groups(run)
            _over_time(run)
        finally:
            os.chdir(here)
        made = [path for path in folder.rglob("*") if path.is_file()]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in made}


def _of_one_person(run: Run) -> None:
    for who, now in (("paula", MARCH), ("agnes", JUNE)):
        sheet = str(EXAMPLES / f"{who}-imagined.yaml")
        Path(f"{who}.json").write_text(run("assess", "--answers", sheet, "--json", "--now", now))
    run("report", "paula.json", "-o", "paula.html")
    run("report", "paula.json", "-o", "paula.pdf")


def _of_groups(run: Run) -> None:
    table = str(EXAMPLES / "teams.csv")
    run("teams", table, "--by", "team", "--ledger", "none", "--now", MARCH, "-o", "teams.json")
    for kind in ("pptx", "xlsx"):
        run("report", "teams.json", "-o", f"teams.{kind}")
    for kind in ("html", "docx"):
        run("report", "teams.json", "--pages", f"folder-{kind}", "--format", kind)
    client = ("--title", "Spring survey", "--client", "Riverside", "--accent", "#0b6e4f")
    run("report", "teams.json", "-o", "for-a-client.html", *client)
    run("report", "teams.json", "-o", "for-a-client.pdf", *client)


def _over_time(run: Run) -> None:
    run("compare", "agnes.json", "paula.json", "--now", JUNE, "-o", "then-and-now.html")
    steps = json.loads(Path("agnes.json").read_bytes())["plan"]["begin"]
    first, second = (step["id"] for step in steps[:2])
    chosen = ("--choose", f"{first},{second}", "--ally", f"{second}=K.", "--start", "2026-06-01")
    run("plan", "agnes.json", *chosen, "--now", JUNE, "-o", "plan.json")
    for kind in ("html", "pdf"):
        run("plan", "plan.json", "--now", JUNE, "-o", f"plan.{kind}")
    with (EXAMPLES / "teams.csv").open(encoding="utf-8", newline="") as file:
        spring = list(csv.DictReader(file))
    autumn = _later(spring, "north", 1)
    waves = {"spring": spring, "autumn": autumn, "next-spring": _later(autumn, "south", -1)}
    for name, people in waves.items():
        with Path(f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(spring[0]))
            writer.writeheader()
            writer.writerows(people)
    tables = [f"{name}.csv" for name in waves]
    told = ("--by", "team", "--link", "code", "--ledger", "none", "--now", JUNE)
    run("compare", *tables, *told, "-o", "waves.json")
    run("report", "waves.json", "-o", "waves.html")


def _later(people: Iterable[dict[str, str]], team: str, steps: int) -> list[dict[str, str]]:
    """The same people half a year on: in one team there was more to do, or less.

    Nobody answers everything as before: every fourth answer is one step up or down.
    """
    chance, busy = Random(team), _stretched()

    def later(person: dict[str, str], column: str) -> str:
        cell = person[column]
        wavers = chance.choice((0,) * 6 + (1, -1))
        if not (column[1:].isdigit() and cell.isdigit()):
            return cell
        moved = steps * busy.get(column, 0) if person["team"] == team else 0
        return str(min(MOST, max(LEAST, int(cell) + wavers + moved)))

    return [{column: later(person, column) for column in person} for person in people]


def _stretched() -> dict[str, int]:
    """The questions on a stretched place: 1 where more is more of it, -1 where it is less."""
    from rctdiag.load.questionnaire import load_questionnaire

    asked = load_questionnaire(ROOT / "questionnaires" / "survival.yaml").questionnaire
    return {item.id: -1 if item.reversed else 1 for item in asked.items}
