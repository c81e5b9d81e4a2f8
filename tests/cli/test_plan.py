"""``rctdiag plan``: chosen from the map, shown in every format, taken up again by ``again``."""

import json
from pathlib import Path
from typing import Any

import icalendar
import pytest

from cli.inside import inside
from cli.program import EXAMPLES
from handover.markup import check_headings, check_inert
from rctdiag.cli.over_time.plan_questions import plan_questions
from rctdiag.model.documents.result import Result
from rctdiag.operations.plan.make_plan import open_steps

MARCH, NEXT = "2026-03-02T10:00:00+01:00", "2026-03-02T11:00:00+01:00"


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """Agnes in March, kept and in a file."""
    path = tmp_path / "result.json"
    sheet = EXAMPLES / "agnes-imagined.yaml"
    options = ("--remember", "-o", path, "--now", MARCH)
    assert inside("assess", "--answers", sheet, *options, home=str(tmp_path)).code == 0
    return path


def plan(result: Path, *options: object) -> dict[str, Any]:
    ended = inside("plan", result, "--json", "--now", NEXT, *options, home=str(result.parent))
    assert ended.code == 0, ended.err
    document: dict[str, Any] = json.loads(ended.out)
    return document


def test_steps_of_the_map_with_whom_and_when(result: Path) -> None:
    rows = json.loads(result.read_text("utf-8"))["plan"]["map"]
    chosen = [rows["norming"]["now"]["id"], rows["networking"]["now"]["id"]]
    made = plan(result, "--choose", ",".join(chosen), "--ally", f"{chosen[0]}=the night nurse")
    assert [step["id"] for step in made["steps"]] == chosen
    assert [step["with_whom"] for step in made["steps"]] == ["the night nurse", None]
    assert (made["starts"], made["look"], made["result"]) == ("2026-03-02", "2026-03-30", MARCH)


def test_it_is_taken_up_marked_and_shown_in_every_format(result: Path) -> None:
    folder = result.parent
    file = folder / "plan.json"
    file.write_text(json.dumps(plan(result)), "utf-8")
    first = json.loads(file.read_text("utf-8"))["steps"][0]
    marks = ("--mark", f"{first['id']}=changed", "--note", f"{first['id']}=<b>Friday</b>")
    marked = json.loads(inside("plan", file, *marks, "--json").out)
    assert (marked["steps"][0]["did"], marked["steps"][0]["note"]) == ("changed", "<b>Friday</b>")
    for options in ((), ("--format", "markdown"), ("--accessible",)):
        text = " ".join(inside("plan", file, *options).out.replace("│", " ").split())
        assert first["sign"] in text.replace("\\", "")
        assert "Look again on 30 March 2026." in text
    page = inside("plan", file, *marks, "--format", "html").out
    assert "&lt;b&gt;Friday" in page
    check_inert(page)
    check_headings(page)


def test_the_calendar_is_valid_and_tells_nothing(result: Path) -> None:
    path = result.parent / "dates.ics"
    made = plan(result, "--ics", path)
    data = path.read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert [event.decoded("dtstart").isoformat() for event in events] == [
        made["starts"], made["look"],
    ]  # fmt: skip
    assert len({event["uid"] for event in events}) == 2
    assert not any(event.errors for event in (calendar, *events))
    # Titles that tell nobody what they are about, and no other words at all.
    assert [str(event["summary"]) for event in events] == ["Time for myself", "Look back"]
    assert {name for event in events for name in event} == {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP",
    }  # fmt: skip
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_calendar_that_cannot_be_written_leaves_all_as_it_was(result: Path) -> None:
    folder = result.parent
    before, there = result.read_bytes(), folder / "there.ics"
    there.write_bytes(b"theirs")
    for path, options, code in (
        (there, (), 6),
        (folder / "nowhere" / "dates.ics", ("--force",), 6),
        (result, ("--force",), 2),  # the document that is read
        (folder / "p.json", ("-o", folder / "p.json", "--force"), 2),
        ("-", (), 2),
    ):
        call = ("plan", result, "--remember", "--ics", path, *options)
        ended = inside(*call, home=str(folder))
        assert (ended.code, ended.out) == (code, ""), ended.err
    assert (result.read_bytes(), there.read_bytes()) == (before, b"theirs")
    assert not (folder / "p.json").exists()
    assert not (folder / "plans").exists()


def test_a_page_does_not_replace_what_it_was_made_from(result: Path) -> None:
    plan_file = result.with_name("plan.html")  # by its content it is JSON
    plan_file.write_text(json.dumps(plan(result)), "utf-8")
    before = plan_file.read_bytes()
    assert inside("plan", plan_file, "-o", plan_file, "--force").code == 2
    assert plan_file.read_bytes() == before


def test_again_asks_about_the_plan_that_was_kept_last(
    result: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = json.loads(result.read_text("utf-8"))["plan"]["map"]
    chosen = rows["sustaining"]["now"]["id"]
    first = result.parent / "first.json"
    first.write_text(json.dumps(plan(result, "--choose", chosen, "--remember")), "utf-8")
    # Another of the same second, from the last kept result, whatever else is called so here.
    monkeypatch.chdir(result.parent)
    (result.parent / "last").mkdir()
    other = rows["naming"]["now"]["id"]
    second = inside("plan", "--choose", other, "--remember", "--now", NEXT, home=str(result.parent))
    assert second.code == 0
    # The first taken up again: by when it was kept it is the last, by when it was made it is not.
    marked = ("--mark", f"{chosen}=changed", "--remember", "--now", "2026-03-03T09:00:00+01:00")
    assert inside("plan", first, *marked, home=str(result.parent)).code == 0
    lines = "1\n1\n\n\n\n1\n" + "3\n" * 26
    options = ("--json", "--now", "2026-03-30T10:00:00+02:00")
    ended = inside("again", *options, stdin=lines, home=str(result.parent))
    steps = json.loads(ended.out)["since"]["steps"]
    assert [(step["id"], step["did"], step["saw"]) for step in steps] == [(chosen, "done", "works")]


def test_who_says_beforehand_that_it_is_to_be_kept_is_not_asked(result: Path) -> None:
    offers = list(open_steps(Result.model_validate_json(result.read_bytes())).values())
    asked, told = (
        [question.id for question in plan_questions(offers, asks_to_keep=asks)]
        for asks in (True, False)
    )
    assert asked == [*told, "keep_plan"]
    assert told == ["chosen", *(f"ally_{number}" for number in range(1, len(offers) + 1))]


def test_what_does_not_fit_is_refused(result: Path) -> None:
    naming, norming = (
        json.loads(result.read_text("utf-8"))["plan"]["map"][strategy]["now"]["id"]
        for strategy in ("naming", "norming")
    )
    for options in (
        ("--start", "9999-12-31"),
        ("--look", "2026-02-30"),
        ("--choose", naming, "--ally", f"{norming}=the night nurse"),
        ("--ally", f"{naming}={'x' * 10_001}"),
        ("--choose", "nowhere"),
        ("--look", "2026-03-01"),
        ("--look", "soon"),
        ("--ally", "nobody"),
        ("--mark", "x=done"),
    ):
        ended = inside("plan", result, "--now", NEXT, *options, home=str(result.parent))
        assert (ended.code, ended.out) == (2, "")
