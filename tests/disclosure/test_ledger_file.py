"""What the ledger keeps, in which order, and for whom: read from its file."""

from __future__ import annotations

import dataclasses
import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rctdiag.disclosure.groups.membership import membership
from rctdiag.disclosure.release import ledger_file
from rctdiag.disclosure.release.publication import Publication, publish
from rctdiag.disclosure.release.publication_plan import RESPONDENTS, Measure, plan_publication
from rctdiag.disclosure.release.release_ledger import Ledger, Respondents
from rctdiag.errors.faults import ConfidentialityRefusal, FileFault
from rctdiag.store.atomic_write import write_private
from rctdiag.store.system_faults import file_fault

HASH = 16  # bytes
Harm = Callable[[Path, Path], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def published(
    scores: dict[str, list[int | None]],
    measures: list[Measure],
    columns: dict[str, list[str | None]] | None = None,
) -> tuple[Publication, Respondents]:
    people = len(next(iter(scores.values())))
    members = membership(people, columns or {}, list(columns or {}))
    release = publish(plan_publication(members, measures), scores)
    return release, Respondents([f"id{turn}" for turn in range(people)], scores)


def rows(path: Path) -> list[tuple[str, bytes, bytes]]:
    base = sqlite3.connect(path)
    found = base.execute("SELECT family, people, states FROM published").fetchall()
    base.close()
    return found


def emptied(path: Path, key: Path) -> None:
    path.write_bytes(b"")
    assert key.exists()


def removed(path: Path, key: Path) -> None:
    path.unlink()
    assert key.exists()


def rows_lost(path: Path, _: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("DELETE FROM published WHERE rowid = 1")
    base.close()


def releases_lost(path: Path, _: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("DELETE FROM published")
        base.execute("DELETE FROM release")
    base.close()


def another_key(_: Path, key: Path) -> None:
    key.write_bytes(b"k" * 32)


def half_a_key(_: Path, key: Path) -> None:
    key.write_bytes(key.read_bytes()[:16])


def key_gone(_: Path, key: Path) -> None:
    key.unlink()


def key_is_a_pipe(_: Path, key: Path) -> None:
    key.unlink()
    os.mkfifo(key)


def bytes_changed(path: Path, _: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
    path.write_bytes(bytes(data))


def cut_short(path: Path, _: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def another_base(path: Path, _: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE release (number INTEGER PRIMARY KEY, name TEXT)")
    base.close()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (emptied, "is empty"),
        (removed, "is gone, and only its key is here"),
        (rows_lost, "damaged"),
        (releases_lost, "damaged"),
        (another_key, "belongs to another"),
        (half_a_key, "key of the ledger of releases"),
        (key_gone, "key of the ledger of releases"),
        pytest.param(
            key_is_a_pipe,
            "key of the ledger of releases",
            marks=pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX systems"),
        ),
        (bytes_changed, "ledger of releases"),
        (cut_short, "ledger of releases"),
        (another_base, "cannot be used"),
    ],
)
def test_it_is_used_only_as_it_was_left(harm: Harm, told: str, path: Path) -> None:
    """A ledger that forgets is no new ledger: each harm is refused, and nothing is written."""
    scores: dict[str, list[int | None]] = {"s": [30] * 8}
    with Ledger(path) as ledger:
        ledger.record("spring", *published(scores, [Measure("s", 60, (True,) * 8)]))
    beside = path.with_name("ledger.db.key")
    assert len(beside.read_bytes()) == 32
    with Ledger(path) as ledger:
        assert ledger.releases() == ("spring",)
    harm(path, beside)
    before = {file.name: file.stat().st_mtime_ns for file in path.parent.iterdir()}
    with pytest.raises(FileFault, match=told) as refused:
        Ledger(path)
    assert {fault.code for fault in refused.value.faults} == {"ledger-unreadable"}
    assert all(fault.hint for fault in refused.value.faults)
    assert before == {file.name: file.stat().st_mtime_ns for file in path.parent.iterdir()}


def test_a_crash_before_the_key_was_written_loses_nothing(path: Path) -> None:
    beside = path.with_name("ledger.db.key")
    with Ledger(path) as ledger:
        assert ledger.releases() == ()
    beside.unlink()
    scores: dict[str, list[int | None]] = {"s": [30] * 8}
    with Ledger(path) as ledger:
        ledger.record("spring", *published(scores, [Measure("s", 60, (True,) * 8)]))
    with Ledger(path) as ledger:
        assert ledger.releases() == ("spring",)


@pytest.mark.parametrize("file", ["ledger", "key"])
def test_no_room_for_a_new_one(file: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(target: Path, data: bytes, *, force: bool) -> None:
        if (target == path) == (file == "ledger"):
            raise file_fault(OSError(errno.ENOSPC, ""), target)
        write_private(target, data, force=force)

    monkeypatch.setattr(ledger_file, "write_private", write)
    with pytest.raises(FileFault, match="the disk is full, so the ledger of releases") as refused:
        Ledger(path)
    assert {fault.code for fault in refused.value.faults} == {"ledger-unreadable"}


def test_it_is_closed_at_the_end(path: Path) -> None:
    with Ledger(path) as ledger:
        assert ledger.releases() == ()
    with pytest.raises(sqlite3.ProgrammingError):
        ledger.releases()


def test_only_who_answered_is_in_a_sum(path: Path) -> None:
    scores: dict[str, list[int | None]] = {"s": [None, *range(20, 27)], "t": [30] * 8}
    measures = [Measure("s", 60, (False, *(True,) * 7)), Measure("t", 60, (True,) * 8)]
    with Ledger(path) as ledger:
        ledger.record("spring", *published(scores, measures))
    many = {family: len(people) // HASH for family, people, _ in rows(path)}
    assert many == {RESPONDENTS: 8, "s": 7, "t": 8}
    for family, people, states in rows(path):
        assert len(people) == len(states)
        assert (people == states) == (family == RESPONDENTS)
        cut = [people[at : at + HASH] for at in range(0, len(people), HASH)]
        assert cut == sorted(cut)


def test_the_order_of_groups_and_measures_makes_no_other_release(path: Path) -> None:
    """Many sums, met in another order: the same release."""
    people, names = 60, [f"m{turn}" for turn in range(40)]
    everybody = (True,) * people
    measures = [Measure(name, 60, everybody) for name in names]
    scores: dict[str, list[int | None]] = {
        name: [(turn * at) % 61 for turn in range(people)] for at, name in enumerate(names)
    }
    half: list[str | None] = [str(turn % 3) for turn in range(people)]
    release, who = published(scores, measures, {"half": half})
    other = dataclasses.replace(
        release, measures=dict(reversed([(its.id, its) for its in measures]))
    )
    with Ledger(path) as ledger:
        ledger.record("spring", release, who)
        ledger.record("spring", other, who)
        assert ledger.releases() == ("spring",)
    assert len(rows(path)) == 4 + 4 * len(names)


@pytest.mark.parametrize("changed", [0, 9, 10])
def test_a_family_with_a_delicate_measure_needs_ten(path: Path, changed: int) -> None:
    everybody = (True,) * 25
    measures = [
        Measure("plain", 60, everybody, family="f"),
        Measure("delicate", 60, everybody, family="f", sensitive=True),
        Measure("last", 60, everybody, family="f"),
    ]
    with Ledger(path) as ledger:
        for name, many in (("spring", 0), ("summer", changed)):
            edited: list[int | None] = [20 + (turn < many) for turn in range(25)]
            scores = {"plain": edited, "delicate": edited, "last": edited}
            release = published(scores, measures)
            if many == 9:
                with pytest.raises(ConfidentialityRefusal) as told:
                    ledger.record(name, *release)
                assert told.value.faults[0].code == "answers-changed"
            else:
                ledger.record(name, *release)


def test_a_change_among_newcomers_tells_nothing(path: Path) -> None:
    """Twice as many people, one of the first changed: no sum is about fewer than eleven."""
    ids = [f"id{turn}" for turn in range(20)]
    with Ledger(path) as ledger:
        for name, people, first in (("spring", 10, 30), ("summer", 20, 31)):
            scores: dict[str, list[int | None]] = {"s": [first, *[30] * (people - 1)]}
            release, _ = published(scores, [Measure("s", 60, (True,) * people)])
            ledger.record(name, release, Respondents(ids[:people], scores))
        assert ledger.releases() == ("spring", "summer")


def test_each_change_of_a_person_counts(path: Path) -> None:
    """Six change, then five of them once more: at each step, five at least."""
    with Ledger(path) as ledger:
        for name, (five, sixth) in (("a", (30, 30)), ("b", (31, 31)), ("c", (32, 31))):
            scores: dict[str, list[int | None]] = {"s": [*[five] * 5, sixth, *[30] * 14]}
            ledger.record(name, *published(scores, [Measure("s", 60, (True,) * 20)]))
        assert ledger.releases() == ("a", "b", "c")
        back: dict[str, list[int | None]] = {"s": [*[32] * 5, 30, *[30] * 14]}
        with pytest.raises(ConfidentialityRefusal):  # the sixth alone changes back
            ledger.record("d", *published(back, [Measure("s", 60, (True,) * 20)]))


def test_a_measure_without_a_family_is_its_own(path: Path) -> None:
    """Two measures apart: a person who changed one of them changed nothing of the other."""
    everybody = (True,) * 12
    measures = [Measure("s", 60, everybody), Measure("t", 60, everybody, family="g")]
    scores: dict[str, list[int | None]] = {"s": [30] * 12, "t": [31] * 12}
    with Ledger(path) as ledger:
        ledger.record("spring", *published(scores, measures))
        assert set(ledger.earlier([f"id{turn}" for turn in range(12)])) == {RESPONDENTS, "s", "g"}
    states = {family: its for family, _, its in rows(path)}
    assert len(set(states.values())) == 3


def test_what_was_released_names_its_people_by_their_new_places(path: Path) -> None:
    scores: dict[str, list[int | None]] = {"s": [30] * 8}
    with Ledger(path) as ledger:
        ledger.record("spring", *published(scores, [Measure("s", 60, (True,) * 8)]))
        ids = ["new", *(f"id{turn}" for turn in reversed(range(7)))]  # id7 has left
        found = ledger.earlier(ids)
        assert set(found) == {RESPONDENTS, "s"}
        for (group, mask), *more in found.values():
            assert not more
            assert group.members == (1, 2, 3, 4, 5, 6, 7, 8)
            assert mask == (True,) * 9
        assert ledger.earlier(ids, "spring") == {}


def test_a_withdrawn_release_leaves_nothing_behind(path: Path) -> None:
    scores: dict[str, list[int | None]] = {"s": [30] * 8}
    release = published(scores, [Measure("s", 60, (True,) * 8)])
    with Ledger(path) as ledger:
        ledger.record("spring", *release)
        assert ledger.withdraw("spring") is True
        assert ledger.withdraw("spring") is False
    assert rows(path) == []


def test_a_ledger_of_an_older_version_has_no_room_for_figures_until_some_are_kept(
    path: Path,
) -> None:
    scores: dict[str, list[int | None]] = {"s": [30] * 8}
    release = published(scores, [Measure("s", 60, (True,) * 8)])
    with Ledger(path) as ledger:
        ledger.record("spring", *release)
    key = path.with_name("ledger.db.key").read_bytes()
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("DROP TABLE told")
        ledger_file.seal(base, key)
    other = Respondents(release[1].ids, {"s": [31] * 8})
    with Ledger(path) as ledger:
        assert ledger.figures_before(None, other) == []
        ledger.keep_figures("spring", b"means")
    with Ledger(path) as ledger:
        assert ledger.figures_before(None, other) == [("spring", b"means")]
        assert ledger.withdraw("spring") is True
        assert ledger.figures_before(None, other) == []


def test_a_release_is_withdrawn_from_a_ledger_of_an_older_version(path: Path) -> None:
    scores: dict[str, list[int | None]] = {"s": [30] * 8}
    with Ledger(path) as ledger:
        ledger.record("spring", *published(scores, [Measure("s", 60, (True,) * 8)]))
        ledger._base.execute("DROP TABLE told")  # noqa: SLF001 - as an older version left it
        assert ledger.withdraw("spring") is True
        assert ledger.releases() == ()


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as refused:
        Ledger(tmp_path)
    assert {fault.code for fault in refused.value.faults} == {"ledger-unreadable"}
