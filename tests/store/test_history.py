"""Kept results: listed oldest first, found by name or beginning, never overwritten."""

from pathlib import Path

import pytest

from rctdiag.errors.faults import FileFault, UsageFault
from rctdiag.store import kept_records
from rctdiag.store.private_folders import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "h")


def keep(home: Home, created: str, form: str = "full", result: bytes = b"{}") -> Path:
    return kept_records.keep_result(home, result, created=created, form=form)


def test_nothing_is_kept_at_first(home: Home) -> None:
    assert kept_records.saved_results(home) == ()
    with pytest.raises(UsageFault, match="no result has been kept yet"):
        kept_records.find_result(home, "last")


def test_results_are_listed_oldest_first_and_read_again(home: Home) -> None:
    keep(home, "2026-04-01T08:00:00+00:00", "short", b'{"b": 2}')
    keep(home, "2026-03-02T12:00:00+01:00", "full", b'{"a": 1}')
    entries = kept_records.saved_results(home)
    assert [one.name for one in entries] == ["2026-03-02-120000-full", "2026-04-01-080000-short"]
    assert [one.kind for one in entries] == ["full", "short"]
    assert [kept_records.read_record(one) for one in entries] == [b'{"a": 1}', b'{"b": 2}']


@pytest.mark.parametrize("kind", ["", "full"])
def test_records_of_one_second_are_all_kept_in_the_order_in_which_they_came(
    home: Home, kind: str
) -> None:
    """Also more than nine, and one without a number before one with it."""
    texts = [b"%d" % number for number in range(11)]
    for text in texts:
        kept_records.keep_record(
            home, home.history, text, created="2026-03-02T12:00:00Z", kind=kind
        )
    kept = kept_records.kept_records(home.history, (kind,))
    assert [kept_records.read_record(each) for each in kept] == texts


def test_one_second_has_an_end(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_records, "_SAME_SECOND", 2)
    keep(home, "2026-03-02T12:00:00Z")
    with pytest.raises(FileFault, match="one second"):
        keep(home, "2026-03-02T12:00:00Z")


def test_other_faults_pass(home: Home) -> None:
    home.root.mkdir()
    home.history.write_bytes(b"")
    with pytest.raises(FileFault) as raised:
        keep(home, "2026-03-02T12:00:00Z")
    assert raised.value.faults[0].code == "not-a-folder"


def test_a_name_its_beginning_or_last(home: Home) -> None:
    keep(home, "2026-03-02T12:00:00Z")
    keep(home, "2026-03-02T13:00:00Z")
    assert kept_records.find_result(home, "2026-03-02-12").name == "2026-03-02-120000-full"
    assert kept_records.find_result(home, "2026-03-02-130000-full").name == "2026-03-02-130000-full"
    assert kept_records.find_result(home, "last").name == "2026-03-02-130000-full"
    with pytest.raises(UsageFault, match="names of 2 kept results begin like that"):
        kept_records.find_result(home, "2026-03")


def test_other_files_in_the_folder_are_passed_over(home: Home) -> None:
    keep(home, "2026-03-02T12:00:00Z")
    for name in ("mine.json", "2026-03-02-120000-full.txt", "2026-03-02-120000-../x.json"[:20]):
        (home.history / name).write_bytes(b"")
    assert len(kept_records.saved_results(home)) == 1


def test_no_time_no_name(home: Home) -> None:
    with pytest.raises(ValueError, match="time stamp"):
        keep(home, "../../etc/passwd")
