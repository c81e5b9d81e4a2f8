"""``rctdiag note`` and ``history weeks``: kept where she says so, drawn, and all gone again."""

import json
import time
from pathlib import Path

import pytest

from cli.inside import inside
from cli.program import ROOT, Ended

WEEK = ("1", "2", "3", "", "2", "A question got an answer.", "sleep")


def note(home: Path, day: str, *lines: str) -> Ended:
    text = "".join(f"{line}\n" for line in lines)
    return inside("note", "--now", f"{day}T18:00:00+01:00", stdin=text, home=str(home))


def test_weeks_are_kept_drawn_and_erased(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert note(home, "2026-03-06", *WEEK).code == 0
    assert note(home, "2026-03-20", "1", "1", "1", "1", "1").code == 0
    event = ("--event", "A new head", "--on", "2026-03-09", "--now", "2026-03-21T18:00:00+01:00")
    assert inside("note", *event, home=str(home)).code == 0

    files = sorted((home / "notes").iterdir())
    assert [path.name for path in files] == [
        "2026-03-06-180000.json", "2026-03-20-180000.json", "2026-03-21-180000.json",
    ]  # fmt: skip
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    first, _, last = json.loads(inside("history", "weeks", "--json", home=str(home)).out)["notes"]
    assert first["goods"] == {
        "zest": "more", "empowerment": "usual", "clarity": "less", "worth": None,
        "desire_for_connection": "usual",
    }  # fmt: skip
    assert (first["win"], first["cost"]) == WEEK[5:]
    assert (last["on"], last["event"]) == ("2026-03-09", "A new head")

    drawn = inside("history", "weeks", home=str(home)).out
    rows = [row.split() for row in drawn.splitlines()]
    # A sign a week, and one for the week in between of which nothing is known.
    signs = ["█·█", "▄·█", "▁·█", "··█", "▄·█"]
    assert [row[-1] for row in rows if row and len(row[-1]) == 3 and "·" in row[-1]] == signs
    assert drawn.index("sleep") < drawn.index("A new head")  # by day, whenever it was written
    for told in (("--accessible",), ("--format", "markdown")):
        spoken = inside("history", "weeks", *told, home=str(home)).out
        assert "Energy from being with people here: more, not noted, more." in spoken
        assert "9 March 2026. Event: A new head" in spoken.replace("\\", "")

    assert "weeks and events you noted (3)" in inside("erase", "--yes", home=str(home)).err
    assert not home.exists()


def test_today_is_the_day_where_she_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day's length and more apart: at no moment do these two places have the same date."""
    with monkeypatch.context() as patched:
        for place in ("Etc/GMT+12", "Etc/GMT-14"):
            patched.setenv("TZ", place)
            time.tzset()
            assert inside("note", "--event", "x", home=str(tmp_path)).code == 0
    time.tzset()
    first, second = json.loads(inside("history", "weeks", "--json", home=str(tmp_path)).out)[
        "notes"
    ]
    assert first["on"] < second["on"]


def test_a_report_is_of_the_day_where_she_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """At no moment do these two places have the same date, and neither has that of UTC all day."""
    sheet = str(ROOT / "examples" / "paula-imagined.yaml")
    with monkeypatch.context() as patched:
        days = []
        for place in ("Etc/GMT+12", "Etc/GMT-14"):
            patched.setenv("TZ", place)
            time.tzset()
            created = json.loads(inside("assess", "--answers", sheet, "--json").out)["created"]
            days.append(created[:10])
            assert created[-6:] in {"-12:00", "+14:00"}
    time.tzset()
    assert days[0] < days[1]


def test_a_damaged_note_is_named_and_hides_no_other(tmp_path: Path) -> None:
    assert note(tmp_path, "2026-03-06", *WEEK).code == 0
    assert note(tmp_path, "2026-03-13", *WEEK).code == 0
    damaged = tmp_path / "notes" / "2026-03-06-180000.json"
    damaged.write_text(damaged.read_text("utf-8")[:-9], encoding="utf-8")
    for options in ((), ("--json",)):
        ended = inside("history", "weeks", *options, home=str(tmp_path))
        assert ended.code == 0
        assert "One note cannot be read" in ended.err
        assert str(damaged) in ended.err.splitlines()
        assert "A question got an answer." in ended.out
    assert len(json.loads(ended.out)["notes"]) == 1


def test_two_notes_of_one_week_are_one_week_and_what_either_says_counts(tmp_path: Path) -> None:
    assert note(tmp_path, "2026-03-03", *WEEK).code == 0
    assert note(tmp_path, "2026-03-05", "", "", "1", "", "", "Only a line.", "").code == 0
    for options in ((), ("--accessible",)):
        drawn = inside("history", "weeks", *options, home=str(tmp_path)).out
        assert "One week noted, 3 March 2026 to 5 March 2026." in drawn
    spoken = " ".join(drawn.split())
    assert "Energy from being with people here: more." in spoken
    assert "Seeing yourself and others clearly: more." in spoken  # less on Tuesday
    assert "Mattering to someone: nothing noted." in spoken


def test_a_week_goes_on_where_it_stopped_and_is_not_kept_before(tmp_path: Path) -> None:
    note(tmp_path, "2026-03-06", "1", "2", "q")
    assert not (tmp_path / "notes").exists()
    draft = json.loads((tmp_path / "drafts" / "note.json").read_text("utf-8"))
    assert draft["about"] == {"zest": "more", "empowerment": "usual"}
    assert note(tmp_path, "2026-03-07", "3").code == 0
    kept = json.loads(next((tmp_path / "notes").iterdir()).read_text("utf-8"))
    assert [*kept["goods"].values()].count(None) == 2
    assert not (tmp_path / "drafts" / "note.json").exists()


def test_nothing_said_is_nothing_kept(tmp_path: Path) -> None:
    ended = note(tmp_path, "2026-03-06", *("",) * 7)
    assert "Nothing was noted, so nothing is kept." in ended.err
    assert not (tmp_path / "notes").exists()
    assert "rctdiag note" in inside("history", "weeks", home=str(tmp_path)).err


def test_what_no_document_may_hold_is_not_kept_and_all_can_be_read_again(tmp_path: Path) -> None:
    """Arrow keys, other control signs and bytes that are no text, from a pipe or an option."""
    assert (
        note(tmp_path, "2026-03-06", "1", "", "", "", "", "a \x1b[Dtalk\x07", "\x9b31mtime").code
        == 0
    )
    event = ("note", "--event", " a\x1b[31m new\n head\udcff\x00 👩\u200d💻", "--on")
    assert inside(*event, "20260309", home=str(tmp_path)).code == 0
    first, last = json.loads(inside("history", "weeks", "--json", home=str(tmp_path)).out)["notes"]
    assert first["win"] == "a talk"
    assert "\x9b" not in first["cost"]
    assert (last["on"], last["event"]) == (
        "2026-03-09", "a new head? 👩\u200d💻",
    )  # fmt: skip


def test_a_line_that_is_no_answer_and_nobody_to_ask_say_what_can_be_done(tmp_path: Path) -> None:
    wrong = note(tmp_path, "2026-03-06", "1", "most of all")
    assert (wrong.code, "--resume" in wrong.err) == (3, False)
    assert "give the lines from here on" in " ".join(wrong.err.split())
    assert note(tmp_path, "2026-03-06", "2", "2", "2", "2", "", "").code == 0
    nobody = inside("note", "--no-input", home=str(tmp_path))
    assert (nobody.code, "--answers" in nobody.err) == (2, False)


@pytest.mark.parametrize(
    "options",
    [
        ("--event", "x", "--on", "9 March"),
        ("--event", "x", "--on", ""),
        ("--event", "x", "--on", "9999-12-31"),
        ("--event", "x" * 10_001),
        ("--event", "\x07"),
        ("--now", "9999-12-31T00:00:00Z", "--event", "x"),
        ("--on", "2026-03-09"),
        ("--event", " "),
    ],
)
def test_what_is_no_event_is_refused(tmp_path: Path, options: tuple[str, ...]) -> None:
    assert inside("note", *options, home=str(tmp_path)).code == 2
    assert not (tmp_path / "notes").exists()
