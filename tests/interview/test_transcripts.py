"""What a person sees, key by key, in the terminals they have. Golden files hold it whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from interview.play import HERE, Person, draft, given, home, leftovers, pipe, shown
from rctdiag.render.words import words as words_of

BEGIN = ("leaves: ", "\r")
SKIP = ("quit: ", "\r")
LAST = (*(("skips: ", "\r"),) * 3, ("not: ", "\r"))


@pytest.fixture
def root() -> Iterator[Path]:
    with home() as path:
        yield path


def test_normal(root: Path, snapshot: SnapshotAssertion) -> None:
    with Person(root) as person:
        person.answers(
            BEGIN,
            ("quit: ", "2"),
            ("skips: ", "14\r"),
            ("quit: ", "9"),  # no such option
            ("quit: ", "2"),
            SKIP,
            ("quit: ", "?"),
            ("quit: ", "3"),
            ("quit: ", "n"),
            ("scanned: ", "wide 日本語 and combining e\u0301\u0327 [bold]x[/bold] :skull:\r"),
            ("quit: ", "4"),
            ("quit: ", "b"),
            ("quit: ", "\r"),  # keeps it
            ("quit: ", "\r"),  # nothing to keep
            ("quit: ", "\x1b[A"),  # an arrow is no answer
            ("quit: ", "x"),
            ("quit: ", "5"),
            ("quit: ", "1"),
            ("quit: ", "2"),
            ("skips: ", "A merger, and two who left.\r"),
            ("skips: ", "\r"),
            ("skips: ", "61\r"),  # none and one of them
            ("skips: ", "6\r"),
            ("not: ", "1"),
        )
        assert person.ends() == 0
    assert person.transcript == snapshot
    assert person.sheet["answers"] == {
        "q1": 3,
        "q4": 4,
        "q2": "cant_say",
        "q5": 5,
        "q3": 1,
        "q6": 2,
    }
    assert person.sheet["notes"] == {
        "q4": "wide 日本語 and combining e\u0301\u0327 [bold]x[/bold] :skull:"
    }
    assert {
        name: person.sheet[name] for name in ("frame", "months_here", "standing", "beyond")
    } == {
        "frame": "organisation",
        "months_here": 14,
        "standing": "leads",
        "beyond": "no",
    }
    assert list((root / "drafts").glob("*.json")) == []


@pytest.mark.parametrize("width", [40, 20])
def test_narrow(root: Path, snapshot: SnapshotAssertion, width: int) -> None:
    last = {40: "quit: ", 20: "quit: "}[width]
    with Person(root, "--short", "--no-color", width=width) as person:
        person.answers(
            ("leaves: ", "\r"),
            (last, "\r"),
            ("skips: ", "\r"),
            *((last, "\r"),) * 2,
            (last, "4"),
            (last, "2"),
            ("skips: ", "\r"),
            ("skips: ", "\r"),
            ("skips: ", "\r"),
            ("not: ", "\r"),
        )
        assert person.ends() == 0
    lines = [one for one in person.transcript.splitlines() if not one.startswith("{")]
    assert max(cell_len(line.rstrip()) for line in lines) <= width
    assert person.transcript == snapshot


def test_dumb(root: Path, snapshot: SnapshotAssertion) -> None:
    with Person(root, "--short", variables={"TERM": "dumb"}) as person:
        person.answers(
            BEGIN, SKIP, ("skips: ", "\r"), SKIP, SKIP, ("quit: ", "4\n"), ("quit: ", "2"), *LAST
        )
        assert person.ends() == 0
    assert "<ESC>" not in person.transcript
    assert person.transcript == snapshot


def test_accessible(root: Path, snapshot: SnapshotAssertion) -> None:
    help_ = "for help: "
    with Person(root, "--short", "--accessible") as person:
        person.answers(
            ("leaves: ", "\r"),
            ("to skip: ", "1"),
            ("skips: ", "3\r"),
            ("to skip: ", "\r"),
            ("to skip: ", "\r"),
            (help_, "4"),
            (help_, "b"),
            (help_, "\r"),
            (help_, "?"),
            (help_, "x"),
            ("skips: ", "\r"),
            ("skips: ", "\r"),
            ("skips: ", "31\r"),
            ("not: ", "\r"),
        )
        assert person.ends() == 0
    assert person.sheet["beyond"] == ["danger", "others_at_risk"]
    assert not set(person.transcript) & set("━╌#<")
    assert person.transcript == snapshot


def test_resumed(root: Path, snapshot: SnapshotAssertion) -> None:
    with Person(root) as person:
        person.answers(
            BEGIN,
            SKIP,
            ("skips: ", "\r"),
            SKIP,
            SKIP,
            ("quit: ", "3"),
            ("quit: ", "4"),
            ("quit: ", "q"),
        )
        assert person.ends() == 0
    assert given(root) == [3, 4]
    with Person(root) as again:
        again.answers(("leaves: ", "\r"), *(("quit: ", key) for key in "1234"), *LAST)
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
            BEGIN, SKIP, ("skips: ", "\r"), SKIP, SKIP, ("quit: ", "n"), ("scanned: ", "日本 é\r"),
            ("quit: ", "1"), ("quit: ", "b"), ("quit: ", "n"), ("removes it: ", "\r"),
            ("quit: ", "2"), ("quit: ", "q"),
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
        person.answers(
            BEGIN, SKIP, ("skips: ", "\r"), SKIP, SKIP, ("quit: ", "4"), ("quit: ", "2"), *LAST
        )
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
        person.answers(BEGIN, SKIP, ("skips: ", "\r"), SKIP, SKIP, ("quit: ", "4"), ("quit: ", "2"))
        person.answers(("quit: ", "11\r"), ("quit: ", "10\r"), ("quit: ", "\x7f0\r"), *LAST)
        assert person.ends() == 0
    assert person.sheet["answers"] == {"q1": 4, "q4": 2, "w1": 10, "w4": 0}
    assert person.transcript.replace(str(tmp_path), "") == snapshot


def test_the_limits_are_told_before_the_first_question(root: Path) -> None:
    words = words_of("en")
    with Person(root, "--accessible") as person:
        person.sees("leaves: ")
        told = person.raw
        for name in ("everyday", "cannot", "nobody", "danger", "help", "files"):
            limit = words.text(f"limit_{name}")
            assert " ".join(limit.split()) in " ".join(told.split())
        person.child.send("q")
        assert person.ends() == 0
    assert not (root / "drafts").exists() or given(root) == []
