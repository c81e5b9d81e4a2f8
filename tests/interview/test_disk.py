"""When the disk refuses: say what is safe, stay at the question, try again or elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.play import BEFORE, QUIT, REVIEW, Person, given, home, pipe


@pytest.fixture
def root() -> Iterator[Path]:
    with home() as path:
        yield path


def break_disk(root: Path) -> Path:
    """Take the drafts folder away; where it is now."""
    return (root / "drafts").rename(root / "away")


def test_try_again_until_it_works(root: Path) -> None:
    with Person(root) as person:
        person.answers(*BEFORE, (QUIT, "1"))
        person.sees(QUIT)
        away = break_disk(root)
        person.child.send("2")
        person.answers(("q quits: ", "r"))
        person.sees("q quits: ")
        away.rename(root / "drafts")
        person.child.send("r")
        person.answers((QUIT, "3"), (QUIT, "q"))
        assert person.ends() == 0
    missing = "Could not save: there is no folder /tmp/rctdiag_private/drafts."
    assert missing in " ".join(person.transcript.split())
    assert "Answers saved so far: 1, in" in " ".join(person.transcript.split())
    assert given(root) == [1, 2, 3]


def test_another_folder_takes_every_answer_along(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with Person(root) as person:
        person.answers(*BEFORE, (QUIT, "1"))
        person.sees(QUIT)
        break_disk(root)
        person.child.send("2")
        person.answers(
            ("q quits: ", "z"), ("", "d"), ("folder? ", f"{tmp_path / 'file'}\r"),
            ("q quits: ", "d"), ("folder? ", f"{tmp_path / 'new'}\r"), (QUIT, "q"),
        )  # fmt: skip
        assert person.ends() == 0
    assert given(tmp_path / "new") == [1, 2]
    # However long the path is, the command can be copied.
    command = f"RCTDIAG_HOME={tmp_path / 'new'} rctdiag assess six.yaml --resume"
    assert person.transcript.splitlines()[-2:] == [" Carry on with:", command]


@pytest.mark.parametrize("key", ["q", "\x04"])
def test_giving_up_ends_with_6_and_says_what_is_safe(root: Path, key: str) -> None:
    with Person(root) as person:
        person.answers(*BEFORE, (QUIT, "1"))
        person.sees(QUIT)
        away = break_disk(root)
        person.child.send("2")
        person.answers(("q quits: ", key))
        assert person.ends() == 6
    away.rename(root / "drafts")
    assert "rctdiag: path-missing: " in person.transcript
    assert given(root) == [1]


def test_a_limit_on_file_size_is_told_by_line(root: Path) -> None:
    # Python would leave half of what it compiles.
    shell = 'set -o posix; ulimit -f 1; export PYTHONDONTWRITEBYTECODE=1; exec "$@"'
    done = pipe(root, "1\n" * 6, under=shell)
    assert done.returncode == 6
    last = done.stderr.decode().splitlines()[-1]
    assert last.startswith("rctdiag: file-limit: ")
    assert f"{len(given(root))} answers are safe; to carry on, add `--resume` to" in last


def test_where_nothing_can_be_saved_the_answers_still_give_a_sheet(root: Path) -> None:
    (root / "drafts").write_bytes(b"")
    done = pipe(root, "1\n2\n3\n4\n5\n1\n")
    assert (done.returncode, done.stdout.count(b'"q6":1')) == (0, 1)
    assert (
        b"Nothing can be saved here: part of this path is not a folder. You can still go on"
        in b" ".join(done.stderr.split())
    )
    refused = pipe(root, "1\n", "--resume")
    assert refused.returncode == 6
    assert refused.stderr.startswith(b"rctdiag: not-a-folder: ")


def test_a_person_is_told_that_nothing_can_be_saved(root: Path) -> None:
    (root / "drafts").write_bytes(b"")
    with Person(root) as person:
        person.answers(*BEFORE, *((QUIT, key) for key in "123451"), *REVIEW)
        person.answers(("does the same as q.", "q"))
        assert person.ends() == 0
    told = " ".join(person.transcript.split())
    assert "part of this path is not a folder. You can still go on" in told
    assert person.sheet["answers"]["q6"] == 1
    assert "Nothing could be saved." in told
