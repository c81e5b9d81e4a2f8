"""The private folder: made late, closed to others, no link in its place."""

import stat
from pathlib import Path

import pytest

from rctdiag.errors.faults import FileFault
from rctdiag.store.private_folders import Home, find_home


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nothing_is_made_before_something_is_kept(tmp_path: Path) -> None:
    home = find_home(str(tmp_path / "h"))
    assert home.drafts == tmp_path / "h" / "drafts"
    assert not home.root.exists()


def test_rooms_are_made_private_and_closed_if_open(tmp_path: Path) -> None:
    home = Home(tmp_path / "deep" / "h")
    assert mode(home.open(home.history)) == 0o700
    assert mode(home.root) == 0o700
    home.history.chmod(0o755)
    home.open(home.history)
    assert mode(home.history) == 0o700


def test_a_relative_home_and_a_tilde_are_resolved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/somewhere")
    assert find_home("here").root == tmp_path / "here"
    assert find_home("~/x").root == Path("/somewhere/x")


def test_without_a_wish_it_is_where_the_system_keeps_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert find_home(None).root == Path("/data/rctdiag")
    assert find_home("").root == Path("/data/rctdiag")


def test_a_link_or_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    home = Home(tmp_path / "h")
    home.root.mkdir()
    (tmp_path / "elsewhere").mkdir()
    home.drafts.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileFault) as raised:
        home.open(home.drafts)
    assert raised.value.faults[0].code == "symbolic-link"
    home.plans.write_bytes(b"")
    with pytest.raises(FileFault) as raised:
        home.open(home.plans)
    assert raised.value.faults[0].code == "not-a-folder"
