"""One person over half a year: three assessments, eleven weeks, two plans, and all of it gone."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cli.inside import inside
from cli.program import EXAMPLES

MARCH = datetime.fromisoformat("2026-03-02T18:00:00+01:00")
SUNNY, HARD = "1\n2\n2\n1\n2\n", "3\n3\n2\n2\n3\n"


class Agnes:
    """Everything she types, at the time she types it."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def types(self, week: float, *words: object, lines: str = "") -> str:
        now = (MARCH + timedelta(weeks=week)).isoformat()
        ended = inside(*words, "--now", now, stdin=lines, home=str(self.home))
        assert ended.code == 0, ended.err
        return ended.out

    def looks_back(self) -> dict[str, Any]:
        result: dict[str, Any] = json.loads(
            inside("history", "show", "--json", home=str(self.home)).out
        )
        return result


def test_half_a_year(tmp_path: Path) -> None:
    agnes = Agnes(tmp_path / "home")

    # In March she answers all the questions, and keeps the reading.
    agnes.types(0, "assess", "--answers", EXAMPLES / "agnes-imagined.yaml", "--remember")
    march = agnes.looks_back()
    assert march["profile"]["leading"] == ["survival"]

    # She makes a plan of two steps, one of them with a colleague from nights.
    first, second = (step["id"] for step in march["plan"]["begin"][:2])
    agnes.types(0, "plan", "--choose", f"{first},{second}", "--ally", f"{second}=K.", "--remember")

    # Each week takes half a minute; in the third the centre gets a new head.
    for week in range(1, 7):
        words = f"Week {week}: lunch with two others.\nsleep\n"
        agnes.types(week, "note", lines=(HARD if week < 4 else SUNNY) + words)
    agnes.types(6, "note", "--event", "A new head", "--on", "2026-03-18")

    # In April she looks again: one step worked, with the other she saw the sign to stop.
    tried = "1\n1\nShe came back to it.\nan hour\n1\n2\n\na bad evening\n"
    agnes.types(8, "again", "--remember", lines=tried + "1\n1\n" + "3\n" * 26 + "6\n")
    april = agnes.looks_back()
    assert [step["saw"] for step in april["since"]["steps"]] == ["works", "stop"]
    assert {scale["moved"] for scale in april["since"]["moved"]} == {"no"}
    rows = {row["strategy"]: row["change"] for row in april["since"]["map"]}
    assert rows[march["plan"]["begin"][0]["strategy"]] == "opened"
    offered = {row["now"]["id"] for row in april["plan"]["map"].values() if row["now"]}
    assert {first, second}.isdisjoint(offered)

    # She plans once more, with what has opened.
    third = april["plan"]["begin"][0]["id"]
    agnes.types(8, "plan", "--choose", third, "--remember")
    for week in range(9, 14):
        agnes.types(week, "note", lines=f"{SUNNY}Week {week}.\n\n")

    # In September she answers everything again; the load has gone down for good.
    answers = json.loads(json.dumps(march["answers"]))
    turned = {2, 3, 5, 6, 9, 10, 15}  # reverse-keyed
    answers |= {f"s{n:02}": 4 if n in turned else 2 for n in range(1, 16)}
    from rctdiag.cli.shell.input_files import instruments
    from rctdiag.scoring.key import presentation_order

    order = presentation_order([each.questionnaire for each in instruments((), "en")], "full")
    given = "".join(f"{'x' if answers[i] == 'cant_say' else answers[i]}\n" for i in order)
    lines = "2\n3\n\n\n\n1\n" + given + "6\n"
    agnes.types(26, "again", "--all", "--remember", lines=lines)
    september = agnes.looks_back()
    assert [step["id"] for step in september["since"]["steps"]] == [third]
    moved = {scale["id"]: scale["moved"] for scale in september["since"]["moved"]}
    assert set(moved) == set(september["scales"])
    found = json.loads(agnes.types(26, "compare", "2026-03", "--json"))
    assert found["scales"]["survival"]["moved"] == "down"
    assert found["scales"]["survival"]["better"] is True

    # Her weeks, in her own words, with what happened that spring.
    weeks = inside("history", "weeks", home=str(agnes.home)).out
    assert "11 weeks noted, 9 March 2026 to 1 June 2026." in weeks
    assert weeks.index("Week 1:") < weeks.index("A new head") < weeks.index("Week 4:")
    assert any(row.rstrip().endswith("▁▁▁███··█████") for row in weeks.splitlines())

    # And then all of it goes.
    assert len(list(agnes.home.rglob("*.json"))) == 3 + 12 + 2
    assert inside("erase", "--yes", home=str(agnes.home)).code == 0
    assert not agnes.home.exists()
