"""What a person sees, key by key, in the terminals they have. Golden files hold it whole."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from interview.play import (
    AFTER,
    BEFORE,
    HERE,
    QUIT,
    Person,
    draft,
    given,
    home,
    leftovers,
    pipe,
    shown,
)
from rctdiag.render.words import words as words_of

LINE = "quits: "


@pytest.fixture
def root() -> Iterator[Path]:
    with home() as path:
        yield path


def test_normal(root: Path, snapshot: SnapshotAssertion) -> None:
    with Person(root) as person:
        person.answers(
            ("leave", "m"),
            ("leave", "\r"),
            (QUIT, "9"),  # no such option
            (QUIT, "2"),
            ("Months: ", "many\r"),
            ("Months: ", "14\r"),
            ("I have left", "2"),
            ("much as before", "?"),
            (" back\r\n", "\r"),
            (QUIT, "\r"),
            (QUIT, "4"),  # one of them changed
            (QUIT, "1"),
            (QUIT, "\r"),
            (QUIT, "?"),
            (" back\r\n", "\r"),
            (QUIT, "3"),
            (QUIT, "n"),
            (
                "analyses notes: ",
                "wide 日本語 and combining e\u0301\u0327 [bold]x[/bold] :skull:\r",
            ),
            (QUIT, "4"),
            (QUIT, "b"),
            (QUIT, "\r"),  # keeps it
            (QUIT, "\r"),  # nothing to keep
            (QUIT, "x"),
            (QUIT, "5"),
            (QUIT, "1"),
            (QUIT, "2"),
            (LINE, "A merger, and two who left.\r"),
            (LINE, "\r"),
            (QUIT, "6"),
            ("to unmark it.", "1"),
            ("to unmark it.", "6"),
            ("to unmark it.", "\r"),
            (QUIT, "c"),  # a question changed
            ("press Enter: ", "5\r"),
            (QUIT, "4"),
            (QUIT, "\r"),
            ("nothing.", "d"),
            ("keeps them: ", "y"),
        )
        assert person.ends() == 0
    assert person.transcript == snapshot
    assert list(person.sheet["answers"].items()) == [
        ("q1", 3), ("q4", 4), ("q2", "cant_say"), ("q5", 5), ("q3", 4), ("q6", 2),
    ]  # fmt: skip
    assert person.sheet["notes"] == {
        "q4": "wide 日本語 and combining e\u0301\u0327 [bold]x[/bold] :skull:"
    }
    names = ("frame", "months_here", "standing", "direction", "beyond")
    assert {name: person.sheet[name] for name in names} == {
        "frame": "organisation",
        "months_here": 14,
        "standing": "leads",
        "direction": "opened",
        "beyond": "no",
    }
    assert list((root / "drafts").glob("*.json")) == []


def test_by_arrows_alone(root: Path) -> None:
    """Each answer is chosen with arrows and taken with Enter; in 40 columns, without colour."""
    with Person(root, "--no-color", width=40) as person:
        person.answers(*BEFORE)
        for down in range(1, 7):
            person.sees(QUIT)
            for _ in range(down):
                person.child.send("\x1b[B")
            person.sees("Enter confirms.")
            person.child.send("\x1bOA\x1bOB" if down == 2 else "\x1b[1;5C")  # one unknown
            person.child.send("\r")
        person.answers(*AFTER)
        assert person.ends() == 0
    assert list(person.sheet["answers"].values()) == [1, 2, 3, 4, 5, "cant_say"]
    rows = [row for row in person.transcript.replace("\r", "\n").splitlines() if "{" not in row]
    assert max(cell_len(row.rstrip()) for row in rows) <= 40


@pytest.mark.parametrize("width", [40, 20])
def test_narrow(root: Path, snapshot: SnapshotAssertion, width: int) -> None:
    skip = {40: BEFORE[1:], 20: ((QUIT[-4:], "\r"),) * 0}[width]
    with Person(root, "--short", "--no-color", width=width) as person:
        if width == 40:
            person.answers(BEFORE[0], *skip, (QUIT, "4"), (QUIT, "2"), *AFTER)
        else:
            person.answers(
                ("leaves: ", "\r"), ("skip: ", "\r"), ("Months: ", "\r"), *(("skip: ", "\r"),) * 2,
                ("quits: ", "\r"), ("help: ", "4"), ("help: ", "2"), *(("quits: ", "\r"),) * 2,
                ("skips it: ", "\r"), ("quits: ", "\r"), ("nothing.", "d"),
                ("them: ", "y"),
            )  # fmt: skip
        assert person.ends() == 0
    lines = [row for row in person.transcript.splitlines() if not row.startswith("{")]
    assert max(cell_len(line.rstrip()) for line in lines) <= width
    assert person.transcript == snapshot


def test_dumb(root: Path, snapshot: SnapshotAssertion) -> None:
    with Person(root, "--short", variables={"TERM": "dumb"}) as person:
        person.answers(*BEFORE, (QUIT, "4\n"), (QUIT, "\x1b[A"), ("confirms.", "2"), *AFTER)
        assert person.ends() == 0
    assert "<ESC>" not in person.transcript
    assert person.transcript == snapshot


def test_accessible(root: Path, snapshot: SnapshotAssertion) -> None:
    help_ = "for help: "
    with Person(root, "--short", "--accessible") as person:
        person.answers(
            ("leaves: ", "\r"),
            ("skip: ", "1"),
            ("Months: ", "3\r"),
            ("skip: ", "\r"),
            ("skip: ", "\r"),
            ("quits: ", "\r"),
            (help_, "4"),
            (help_, "b"),
            (help_, "\r"),
            (help_, "?"),
            (help_, "\x1b[C"),
            ("Enter confirms. ", "x"),
            ("quits: ", "\r"),
            ("quits: ", "\r"),
            ("skips it: ", "3"),
            ("confirms. ", "1"),
            ("confirms. ", "\r"),
            ("quits: ", "\r"),
            ("nothing.", "d"),
            ("keeps them: ", "y"),
        )
        assert person.ends() == 0
    assert person.sheet["beyond"] == ["danger", "others_at_risk"]
    assert not set(person.transcript) & set("━╌#<─")
    assert person.transcript == snapshot


def test_resumed(root: Path, snapshot: SnapshotAssertion) -> None:
    with Person(root) as person:
        person.answers(*BEFORE, (QUIT, "3"), (QUIT, "4"), (QUIT, "q"))
        assert person.ends() == 0
    assert given(root) == [3, 4]
    with Person(root) as again:
        again.answers(("leave", "\r"), *((QUIT, key) for key in "1234"), *AFTER)
        assert again.ends() == 0
    assert list(again.sheet["answers"].values()) == [3, 4, 1, 2, 3, 4]
    assert person.transcript + "--- the next start ---\n" + again.transcript == snapshot


def test_piped(root: Path, snapshot: SnapshotAssertion) -> None:
    done = pipe(root, "3\n4\nx\nb\n2\n5\n1\n\uff13\n\n12\n2\n")
    assert done.returncode == 0
    assert b'"q6":3' in done.stdout
    assert b'"months_here":12' in done.stdout
    assert shown(done.stderr.decode(), root) + "--- stdout ---\n" + done.stdout.decode() == snapshot
    assert leftovers(root) == []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_with_few_signs(root: Path, snapshot: SnapshotAssertion, encoding: str) -> None:
    more = {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": encoding,
    }
    with Person(root, "--short", "--no-color", "--remember", variables=more) as person:
        person.answers(
            *BEFORE, (QUIT, "n"), ("analyses notes: ", "日本 é\r"), (QUIT, "1"), (QUIT, "b"),
            (QUIT, "n"), ("removes it: ", "\r"), (QUIT, "2"), (QUIT, "q"),
        )  # fmt: skip
        assert person.ends() == 0
    noted = draft(root)
    assert noted is not None
    assert noted["notes"] == {"q1": "日本 é"}  # kept as typed, whatever can be shown
    if encoding == "ascii":
        assert person.transcript.replace("日本 é", "", 1).isascii()  # the terminal's own echo
    assert person.transcript == snapshot


def test_questions_go_to_the_terminal_and_json_to_the_file(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "result.json"
    with Person(root, "--short", output=target) as person:
        person.answers(*BEFORE, (QUIT, "4"), (QUIT, "2"), *AFTER)
        assert person.ends() == 0
    assert target.read_text() == (
        '{"schema":"rctdiag.answers/1","answers":{"q1":4,"q4":2},'
        '"date":"2026-03-02","notes":{},"language":"en"}\n'
    )
    assert '"answers"' not in person.transcript


def test_eleven_points_and_a_private_block(
    root: Path, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    labels = ", ".join(f'"{point} of 10"' for point in range(11))
    text = (HERE / "six.yaml").read_text(encoding="utf-8")
    wide = (
        text.replace("id: six", "id: wide\nprivate: true")
        .replace("low: 1", "low: 0")
        .replace("high: 5", "high: 10")
        .replace("[never, rarely, sometimes, often, almost always]", f"[{labels}]")
        .replace("id: q", "id: w")
    )
    (tmp_path / "wide.yaml").write_text(wide, encoding="utf-8")
    paths = ("six.yaml", str(tmp_path / "wide.yaml"))
    with Person(root, "--short", "--no-color", paths=paths) as person:
        person.answers(*BEFORE, (QUIT, "4"), (QUIT, "2"))
        last = "and quit: "
        person.answers((last, "11\r"), (last, "10\r"), (last, "\x7f0\r"), *AFTER)
        assert person.ends() == 0
    assert person.sheet["answers"] == {"q1": 4, "q4": 2, "w1": 10, "w4": 0}
    assert person.transcript.replace(str(tmp_path), "") == snapshot


def test_the_limits_are_told_before_the_first_question(root: Path) -> None:
    words = words_of("en")
    with Person(root, "--accessible") as person:
        person.answers(("leaves: ", "m"))
        person.sees("leaves: ")
        told = " ".join(person.raw.split())
        for name in ("everyday", "cannot", "nobody", "danger", "help", "files"):
            assert " ".join(words.text(f"limit_{name}").split()) in told
        person.child.send("q")
        assert person.ends() == 0
    assert not (root / "drafts").exists() or given(root) == []


def test_as_a_person_with_a_held_key_and_keys_in_pieces(root: Path) -> None:
    """At a person's pace: what is not meant for the question on the screen answers nothing."""
    with Person(root, "--short", "--paced") as person:
        person.child.delaybeforesend = 0.25
        person.answers(*BEFORE)
        person.sees(QUIT)
        for piece in ("\x1b", "[", "3~", "\x1bO", "Q", "\x1b3"):
            person.child.send(piece)
        time.sleep(0.3)
        person.child.delaybeforesend = None
        for _ in range(45):  # 1.5 seconds
            person.child.send("4")
            time.sleep(0.033)
        person.sees(QUIT)
        time.sleep(0.6)
        assert given(root) == [4]
        person.child.send("2")
        person.sees("quits: ")
        person.child.send("q\r")  # too soon, and so is this
        time.sleep(0.3)
        person.child.send("q\r")
        assert person.ends() == 0
    assert given(root) == [4, 2]
    assert "Several keys" not in person.transcript
