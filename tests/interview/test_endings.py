"""Every way an interview can end, and every way it can begin again."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.play import (
    AFTER,
    BEFORE,
    DRIVE,
    HERE,
    QUIT,
    REVIEW,
    Person,
    draft,
    environment,
    given,
    home,
    leftovers,
    pipe,
)


@pytest.fixture
def root() -> Iterator[Path]:
    with home() as path:
        yield path


def begin(root: Path, *keys: str) -> None:
    """Answer some questions and quit."""
    with Person(root) as person:
        person.answers(*BEFORE, *((QUIT, key) for key in (*keys, "q")))
        assert person.ends() == 0


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_says_what_is_safe_and_how_to_go_on(
    root: Path, number: signal.Signals, code: int
) -> None:
    with Person(root) as person:
        person.answers(*BEFORE, (QUIT, "1"), (QUIT, "2"))
        person.sees(QUIT)
        person.kill(number)
        assert person.ends() == code
    lines = " ".join(person.transcript.split(QUIT)[-1].split())
    assert lines.startswith("Stopped. 2 of 6 answers are safe in /tmp/")
    assert person.transcript.endswith("\n Carry on with:\nrctdiag assess six.yaml --resume\n")
    assert given(root) == [1, 2]


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0)])
def test_ctrl_c_interrupts_and_ctrl_d_quits(root: Path, key: str, code: int) -> None:
    with Person(root) as person:
        person.answers(*BEFORE, (QUIT, "1"), (QUIT, key))
        assert person.ends() == code
    assert given(root) == [1]
    assert "Traceback" not in person.transcript


def test_ctrl_c_while_a_line_is_typed(root: Path) -> None:
    with Person(root) as person:
        person.answers(*BEFORE, (QUIT, "1"), (QUIT, "n"), ("analyses notes: ", "half a no"))
        time.sleep(0.2)
        person.child.sendintr()
        assert person.ends() == 130
    assert draft(root)["notes"] == {}  # type: ignore[index]  # there is one


def test_ctrl_z_gives_the_terminal_back_and_the_question_comes_again(root: Path) -> None:
    with Person(root, job_control=True) as person:
        person.answers(*BEFORE, (QUIT, "1"), (QUIT, "\x1a"))
        person.sees("Stopped")
        person.answers((QUIT, "2"), (QUIT, "q"))
        assert person.ends() == 0
    assert given(root) == [1, 2]


def test_before_the_first_answer_nothing_is_kept(root: Path) -> None:
    with Person(root) as person:
        person.answers(("leave", "q"))
        assert person.ends() == 0
    assert "Nothing was answered, so nothing was saved." in person.transcript
    with Person(root) as person:
        person.sees("leave")
        person.kill(signal.SIGTERM)
        assert person.ends() == 143
    assert "Nothing had been answered yet" in person.transcript
    assert draft(root) is None


def test_a_closed_terminal_ends_with_129_and_keeps_everything(root: Path) -> None:
    code = root / "code"
    shell = 'trap "" HUP; "$@"; echo $? >"$CODE"'
    with Person(root, variables={"CODE": str(code)}, under=shell) as person:
        person.answers(*BEFORE, (QUIT, "1"), (QUIT, "2"))
        person.sees(QUIT)
        person.child.close(force=False)
    until = time.monotonic() + 20
    while not (code.exists() and code.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    assert code.read_text() == "129\n"
    assert given(root) == [1, 2]


def test_a_reader_that_goes_away_ends_with_141(root: Path) -> None:
    command = (
        f"{sys.executable} {DRIVE} {HERE / 'six.yaml'} 2>&1 | head -1; echo ${{PIPESTATUS[1]}}"
    )
    done = subprocess.run(
        ["/bin/bash", "-c", f"(for i in 1 2 3 4 5 6; do sleep 1; echo 1; done) | {command}"],
        capture_output=True,
        env=environment(root),
        check=True,
        timeout=60,
    )
    assert done.stdout.decode().splitlines()[-1] == "141"
    assert done.stderr == b""


def test_stderr_on_a_full_disk_ends_with_6(root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(DRIVE), "six.yaml"],
            input=b"1\n",
            stdout=subprocess.PIPE,
            stderr=full,
            cwd=HERE,
            env=environment(root),
            check=False,
            timeout=60,
        )
    assert (done.returncode, done.stdout) == (6, b"")


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("q", 0), ("\x04", 0)])
def test_leaving_the_question_after_the_report_loses_nothing(
    root: Path, key: str, code: int
) -> None:
    with Person(root) as person:
        person.answers(*BEFORE, *((QUIT, one) for one in "123451"), *REVIEW)
        person.answers(("nothing.", key))
        assert person.ends() == code
    told = person.transcript
    assert told.index('{"schema"') < told.index("The report is only on this screen")
    assert told.endswith("\n Carry on with:\nrctdiag assess six.yaml --resume\n")
    assert given(root) == [1, 2, 3, 4, 5, 1]
    with Person(root, "--resume") as person:
        person.answers((QUIT, "\r"), *AFTER[-2:])
        assert person.ends() == 0
    assert list(person.sheet["answers"].values()) == [1, 2, 3, 4, 5, 1]
    assert draft(root) is None


def test_beginning_anew_is_asked_twice(root: Path) -> None:
    begin(root, "1", "2")
    with Person(root) as person:
        person.answers(("leave", "n"), ("them: ", "n"), ("leave", "z"), ("leave", "q"))
        assert person.ends() == 0
    assert given(root) == [1, 2]
    with Person(root) as person:
        person.answers(("leave", "n"), ("them: ", "y"), *BEFORE, (QUIT, "5"), (QUIT, "q"))
        assert person.ends() == 0
    assert given(root) == [5]


def test_resume_and_restart_need_no_question(root: Path) -> None:
    begin(root, "1", "2")
    with Person(root, "--resume") as person:
        person.answers((QUIT, "3"), (QUIT, "q"))
        assert person.ends() == 0
    assert "Carrying on at question 3 of 6; 2 answers are safe." in person.transcript
    assert given(root) == [1, 2, 3]
    with Person(root, "--restart") as person:
        person.answers(*BEFORE, (QUIT, "5"), (QUIT, "q"))
        assert person.ends() == 0
    assert given(root) == [5]


def test_before_the_first_answer_it_goes_on_with_the_background(root: Path) -> None:
    with Person(root) as person:
        person.answers(("leave", "\r"), (QUIT, "1"), ("Months: ", "q\r"))
        assert person.ends() == 0
    with Person(root, "--resume") as person:
        person.answers(("Months: ", "q\r"))
        assert person.ends() == 0
    assert "Carrying on with the questions about you and this place." in person.transcript
    assert "Carrying on at" not in person.transcript


def test_a_key_without_meaning_at_the_end_is_told_which_keys_there_are(root: Path) -> None:
    answers = [(QUIT, str(point)) for point in (1, 2, 3, 4, 5, 1)]
    last, sure = AFTER[-2:]
    with Person(root) as person:
        person.answers(*BEFORE, *answers, *REVIEW, ("nothing.", "x"), last, sure)
        person.ends()
    assert person.transcript.count("Press f, s, d or q. Enter does the same as q.") == 1


def test_a_changed_questionnaire_keeps_what_fits_and_names_the_rest(
    root: Path, tmp_path: Path
) -> None:
    begin(root, "1", "2", "3", "4")
    changed = tmp_path / "six.yaml"
    text = (HERE / "six.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "id: q4, facet: air, text: A window", "id: q4, revision: 2, facet: air, text: A door"
    )
    changed.write_text(text.replace("Somebody here sits", "People here sit"), encoding="utf-8")
    with Person(root, "--resume", paths=(str(changed),)) as person:
        person.answers((QUIT, "5"), (QUIT, "5"), (QUIT, "q"))
        assert person.ends() == 0
    told = " ".join(person.transcript.split())
    assert "these answers no longer fit: q4, q2." in told
    assert "Carrying on at question 2 of 6; 2 answers are safe." in told
    kept = draft(root)
    assert kept is not None
    assert {item: one["answer"] for item, one in kept["answers"].items()} == {
        "q1": 1,
        "q5": 4,
        "q4": 5,
        "q2": 5,
    }


def test_a_damaged_draft_is_put_aside_on_restart(root: Path) -> None:
    begin(root, "1")
    file = next((root / "drafts").glob("*.json"))
    file.write_bytes(b'{"half')
    done = pipe(root, "", "--resume")
    assert done.returncode == 3
    assert done.stderr.startswith(b"rctdiag: draft-damaged: ")
    done = pipe(root, "5\n", "--restart")
    assert done.returncode == 0
    assert given(root) == [5]
    assert file.with_suffix(".damaged").read_bytes() == b'{"half'


@pytest.mark.parametrize(
    "line", ["6", "0", "", "maybe", "5 5", "-1", "9" * 5000, "\x1b[31m", "n", "?"]
)
def test_a_line_that_is_no_answer_is_refused_with_its_place_only(root: Path, line: str) -> None:
    done = pipe(root, f"3\n{line}\n4\n")
    assert done.returncode == 3
    told = done.stderr.splitlines()[-1].decode()
    assert told.startswith("rctdiag: interview-line: <stdin>:2: this line is not an answer")
    assert given(root) == [3]
    assert done.stdout == b""


@pytest.mark.parametrize("end", ["", "q\n", "Q\r\n"])
def test_the_end_of_the_lines_saves_and_reports_nothing(root: Path, end: str) -> None:
    done = pipe(root, "\ufeff3\r\nX\r\n" + end)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"2 of 6 answers are saved in" in done.stderr
    assert given(root) == [3, "cant_say"]


@pytest.mark.parametrize(("lines", "code"), [("3\n4\n", 0), ("3\n4\nq\n", 0)])
def test_the_end_of_the_lines_is_told_by_who_wanted_a_result(
    root: Path, lines: str, code: int
) -> None:
    done = pipe(root, lines, "--strict")
    assert (done.returncode, done.stdout) == (code, b"")
    assert (b"2 of 6 answers are saved in" in done.stderr) == lines.endswith("q\n")
    assert given(root) == [3, 4]


def test_a_draft_and_nobody_to_ask(root: Path) -> None:
    pipe(root, "3\n")
    done = pipe(root, "4\n")
    assert done.returncode == 2
    assert done.stderr.startswith(b"rctdiag: draft-waiting: an earlier start left 1 answer.")
    assert given(root) == [3]


def test_a_start_without_answers_and_nobody_to_ask(root: Path) -> None:
    """Nobody has none of something: it is said in words."""
    pipe(root, "3\n")
    [file] = root.rglob("drafts/*.json")
    kept = json.loads(file.read_bytes())
    file.write_text(json.dumps(kept | {"answers": {}}), encoding="utf-8")
    told = pipe(root, "4\n").stderr.decode()
    assert "draft-waiting: you began this before, but have not answered any" in told
    assert "0 answers" not in told


@pytest.mark.parametrize(("flag", "code"), [("--no-input", "no-input"), ("--resume", "no-draft")])
def test_wrong_use_is_told_and_leaves_nothing(root: Path, flag: str, code: str) -> None:
    done = pipe(root, "", flag)
    assert done.returncode == 2
    assert done.stderr.startswith(f"rctdiag: {code}: ".encode())
    assert draft(root) is None


@pytest.mark.long
def test_of_twelve_at_once_one_wins_and_eleven_hear_who(root: Path) -> None:
    with Person(root) as winner:
        winner.answers(*BEFORE, (QUIT, "1"))
        winner.sees(QUIT)
        others = [
            subprocess.Popen(
                [sys.executable, str(DRIVE), "six.yaml"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=HERE,
                env=environment(root),
            )
            for _ in range(11)
        ]
        told = [other.communicate(timeout=120)[1].decode() for other in others]
        assert [other.returncode for other in others] == [7] * len(others)
        assert all(
            f"process {winner.process} (since 2026-03-02T12:00:00+00:00)" in one for one in told
        )
        winner.child.send("q")
        assert winner.ends() == 0
    assert given(root) == [1]
    assert leftovers(root) == []
