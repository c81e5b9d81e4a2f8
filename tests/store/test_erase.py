"""Everything of ours goes, nothing else, and nothing while somebody is using it."""

from pathlib import Path

import pytest

from rctdiag.errors.faults import Locked
from rctdiag.store.atomic_write import SUFFIX
from rctdiag.store.erase_kept import KINDS, erase, find
from rctdiag.store.locks import Lock
from rctdiag.store.private_folders import Home

NOW = "2026-03-02T12:00:00+00:00"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "h")
    for room in (home.drafts, home.history, home.plans, home.notes):
        home.open(room)
    for path in (
        home.drafts / "full-1.json",
        home.drafts / "full-2.damaged",
        home.drafts / "full-1.json.lock",
        home.drafts / f".full-1.json.1.{'0' * 16}{SUFFIX}",
        home.history / "2026-03-02-120000-full.json",
        home.plans / "plan.json",
        home.notes / "2026-03-06-180000.json",
        home.link_key,
        home.ledger,
        home.ledger.with_name(home.ledger.name + "-wal"),
        home.root / f".ledger.1.{'0' * 16}{SUFFIX}",
    ):
        path.write_bytes(b"private")
    return home


def test_everything_of_ours_is_found_and_goes_with_its_folders(home: Home) -> None:
    found = find(home)
    assert [one.kind for one in found] == list(KINDS)
    assert [len(one.files) for one in found] == [2, 1, 1, 1, 2, 1, 2, 1]
    assert erase(home, found, since=NOW) == 11
    assert not home.root.exists()
    assert find(home) == ()


def test_other_files_and_links_stay(home: Home, tmp_path: Path) -> None:
    theirs = [home.root / "diary.txt", home.drafts / "letter.odt", tmp_path / "target"]
    for path in theirs:
        path.write_bytes(b"theirs")
    link = home.history / "2026-01-01-000000-full.json"
    link.symlink_to(tmp_path / "target")
    erase(home, find(home), since=NOW)
    assert all(path.exists() for path in [*theirs, link])
    assert not home.plans.exists()


@pytest.mark.parametrize("name", ["full-1.json", "full-3.json"])
def test_nothing_goes_while_an_interview_is_open(home: Home, name: str) -> None:
    lock = Lock(home.drafts / name).acquire(since=NOW)
    before = find(home)
    with pytest.raises(Locked):
        erase(home, before, since=NOW)
    assert [one for one in find(home) if one.kind != "locks"] == list(before[:-1])
    lock.release()
    erase(home, find(home), since=NOW)
    assert not home.root.exists()
