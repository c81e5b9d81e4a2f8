"""``rctdiag again``: what became of the steps, what moved, and what has opened since."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.inside import inside
from cli.program import EXAMPLES, Ended
from rctdiag.cli.shell.input_files import instruments
from rctdiag.scoring.key import presentation_order

MARCH, APRIL = "2026-03-02T10:00:00+01:00", "2026-03-30T10:00:00+02:00"
AGNES: dict[str, Any] = yaml.safe_load((EXAMPLES / "agnes-imagined.yaml").read_text("utf-8"))
WORKED = ("1", "1", "She came back to it.", "an hour")
STOPPED = ("1", "2", "", "a bad evening")
NOT_YET = ("4",)
TODAY = ("", "1")  # Enter keeps the standing; things have opened up
NOTHING_BEYOND = ("6",)


@pytest.fixture
def home(tmp_path: Path) -> str:
    """A private home with the result of Agnes from March."""
    place = str(tmp_path / "home")
    answers = EXAMPLES / "agnes-imagined.yaml"
    kept = inside("assess", "--answers", answers, "--remember", "--now", MARCH, home=place)
    assert kept.code == 0
    return place


def last_result(home: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(inside("history", "show", "--json", home=home).out)
    return result


def as_before(items: Iterable[str], **changed: int) -> tuple[str, ...]:
    """The answers that Agnes gave, in the order asked."""
    answers = AGNES["answers"] | changed
    return tuple("x" if answers[item] == "cant_say" else str(answers[item]) for item in items)


def again(home: str, lines: Iterable[str], *options: str) -> Ended:
    text = "".join(f"{line}\n" for line in lines)
    return inside("again", *options, "--now", APRIL, stdin=text, home=home)


def test_what_worked_opens_the_next_and_what_went_wrong_a_quieter_one(home: str) -> None:
    march = last_result(home)
    first, second, third = march["plan"]["begin"]
    short = presentation_order([i.questionnaire for i in instruments((), "en")], "short")
    lines = (*WORKED, *STOPPED, *NOT_YET, *TODAY, *as_before(short), *NOTHING_BEYOND)
    ended = again(home, lines, "--json", "--remember")
    assert ended.code == 0, ended.err
    april = json.loads(ended.out)
    since = april["since"]
    assert since["previous"] == MARCH
    assert [(s["did"], s["saw"]) for s in since["steps"]] == [
        ("done", "works"), ("done", "stop"), ("not_yet", None),
    ]  # fmt: skip
    assert [s["happened"] for s in since["steps"]] == ["She came back to it.", None, None]

    changes = {row["strategy"]: row["change"] for row in since["map"]}
    rows = april["plan"]["map"]
    assert changes[first["strategy"]] == "opened"
    opened = march["plan"]["map"][first["strategy"]]["next"]
    assert rows[first["strategy"]]["now"]["id"] == opened["id"]
    rungs = ("alone", "one", "together", "open")
    lower = rows[second["strategy"]]["now"]
    assert lower is None or rungs.index(lower["visibility"]) < rungs.index(second["visibility"])
    assert changes[third["strategy"]] == "same"
    assert {first["id"], second["id"]}.isdisjoint(step["id"] for step in april["plan"]["begin"])

    # Scores are today's; the map goes by what was known before as well.
    assert april["counts"]["asked"] == 26
    assert since["carried"] == sum(item not in short for item in AGNES["answers"])
    assert since["carried_from"] == "2026-03-02"
    assert {scale["moved"] for scale in since["moved"]} == {"no"}
    assert {scale["change"] for scale in since["moved"]} == {0.0}
    # It is kept, whole and valid, and the next look begins with it.
    assert last_result(home) == april
    report = " ".join(inside("history", "show", home=home).out.split())
    assert "No score changed by more than chance would explain. That is the usual result" in report
    assert "What it cost: a bad evening" in report
    assert "You saw the sign to stop, so what comes next is quieter." in report
    for options in (("--accessible",), ("--format", "markdown")):
        told = " ".join(inside("history", "show", *options, home=home).out.split())
        assert "Since 2 March 2026" in told
        assert "She came back to it." in told.replace("\\", "")


def test_the_next_plan_remembers_every_earlier_look(home: str) -> None:
    """A step that worked in April is not offered again in May."""
    done = last_result(home)["plan"]["begin"][0]["id"]
    look = (*WORKED, *NOT_YET, *NOT_YET, *TODAY, *("3",) * 26)
    assert again(home, look, "--remember").code == 0
    steps = NOT_YET * len(last_result(home)["plan"]["begin"])
    text = "".join(f"{line}\n" for line in (*steps, *TODAY, *("3",) * 26))
    may = "2026-04-27T10:00:00+02:00"
    ended = inside("again", "--json", "--now", may, stdin=text, home=home)
    document = json.loads(ended.out)
    assert document["since"]["previous"] == APRIL
    offered = [row["now"] for row in document["plan"]["map"].values() if row["now"]]
    assert done not in {step["id"] for step in offered}


def test_a_look_at_the_heart_asks_its_facets_and_what_one_has_to_go_on(home: str) -> None:
    hearts = {(h["scale"], h["facet"]) for h in last_result(home)["plan"]["heart"]}
    lines = (*NOT_YET * 3, *TODAY, *("3",) * (3 * len(hearts) + 12), *NOTHING_BEYOND)
    ended = again(home, lines, "--heart", "--json")
    document = json.loads(ended.out)
    assert document["counts"]["answered"] == 3 * len(hearts) + 12
    compared = {scale["id"] for scale in document["since"]["moved"]}
    assert compared == {scale for scale, _ in hearts} | {"readiness"}
    assert all(scale["moved"] for scale in document["since"]["moved"])


def test_what_moved_at_the_heart_is_said_with_caution(home: str) -> None:
    """It was chosen for its extreme answers: the next are nearer the middle by themselves."""
    questionnaires = [each.questionnaire for each in instruments((), "en")]
    hearts = {(heart["scale"], heart["facet"]) for heart in last_result(home)["plan"]["heart"]}
    items = {
        item.id: item for q in questionnaires for item in q.items if (q.id, item.facet) in hearts
    }
    order = [id_ for id_ in presentation_order(questionnaires, "full") if id_ in items]
    lowest = ("5" if items[id_].reversed else "1" for id_ in order)
    lines = (*NOT_YET * 3, *TODAY, *lowest, *("3",) * 12, *NOTHING_BEYOND)
    for options in ((), ("--accessible",)):
        ended = again(home, lines, "--heart", *options)
        told = " ".join(ended.out.split())
        assert "more than chance would explain" in told
        assert "Such answers tend to come back towards the middle by themselves" in told


def test_it_goes_on_where_it_stopped_and_keeps_nothing_unasked(home: str) -> None:
    stopped = again(home, WORKED, "--json")
    assert stopped.code == 4
    assert "rctdiag again --resume" in stopped.err.replace("\n", " ")
    draft = next((Path(home) / "drafts").glob("again-*.json"))
    assert draft.stat().st_mode & 0o777 == 0o600
    assert json.loads(draft.read_text("utf-8"))["about"]["happened_1"] == WORKED[2]
    assert again(home, ()).code == 2  # a draft waits, and nobody is there to ask
    rest = (*NOT_YET, *NOT_YET, *TODAY, *("3",) * 26)
    ended = again(home, rest, "--json", "--resume")
    assert json.loads(ended.out)["since"]["steps"][0]["cost"] == WORKED[3]
    assert list((Path(home) / "history").iterdir()) == [
        Path(home) / "history" / "2026-03-02-100000-full.json"
    ]


def test_a_clock_that_went_back_is_told_before_anything_is_asked(home: str) -> None:
    """Else what moved would be told the wrong way round."""
    for now in (MARCH, "2026-03-02T08:59:59Z", "2025-01-01T00:00:00Z"):
        ended = inside("again", "--json", "--now", now, home=home)
        assert (ended.code, ended.out) == (2, "")
        assert "bad-time" in ended.err
    assert not (Path(home) / "drafts").exists()


def test_hours_later_is_the_same_day_or_the_next(home: str) -> None:
    lines = (*NOT_YET * 3, *TODAY, *("3",) * 26, *NOTHING_BEYOND)
    text = "".join(f"{line}\n" for line in lines)
    for now, told in (("2026-03-02T23:00:00+01:00", "earlier today"),
                      ("2026-03-03T08:00:00+01:00", "a day ago")):  # fmt: skip
        ended = inside("again", "--now", now, stdin=text, home=home)
        assert told in ended.out.splitlines()[0]


def test_a_day_alone_will_do_for_now(home: str) -> None:
    lines = "".join(f"{line}\n" for line in (*NOT_YET * 3, *TODAY, *("3",) * 26, *NOTHING_BEYOND))
    ended = inside("again", "--json", "--now", "2026-03-30", stdin=lines, home=home)
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["created"].startswith("2026-03-30T12:00:00")
    assert inside("again", "--now", "2026-02-30", home=home).code == 2


def test_what_was_kept_is_told_with_what_comes_next_and_shown_by_its_name(home: str) -> None:
    answers = EXAMPLES / "agnes-imagined.yaml"
    kept = inside("assess", "--answers", answers, "--remember", "--now", APRIL, home=home).err
    for command in ("report 2026-03-30-100000-full -o report.html", "plan", "again"):
        assert f"rctdiag {command}\n" in kept
    by_name = [inside("report", name, "--json", home=home).out for name in ("2026-03-30", "last")]
    assert by_name == [inside("history", "show", "last", "--json", home=home).out] * 2
    assert inside("report", "2026-05", home=home).code == 2


def test_without_a_kept_result_it_says_how_to_keep_one(tmp_path: Path) -> None:
    ended = again(str(tmp_path / "empty"), ())
    assert ended.code == 2
    assert "assess --remember" in ended.err
