"""The key of ``import --link``: made once, the same for two runs that begin together."""

import stat
from pathlib import Path

import pytest

from rctdiag.errors.faults import FileFault
from rctdiag.store import link_key
from rctdiag.store.atomic_write import write_private
from rctdiag.store.link_key import keyed_hash
from rctdiag.store.private_folders import Home


def test_marks_are_the_same_for_each_wave_and_other_elsewhere(tmp_path: Path) -> None:
    home = Home(tmp_path / "h")
    first, again = keyed_hash(home), keyed_hash(home)
    assert first("a@b.org") == again("a@b.org") != first("b@b.org")
    assert keyed_hash(Home(tmp_path / "other"))("a@b.org") != first("a@b.org")
    assert stat.S_IMODE(home.link_key.stat().st_mode) == 0o600
    # It is one of ours: a home that holds it is still closed to others.
    home.root.chmod(0o755)
    assert not home.is_shared


def test_of_two_runs_that_make_it_the_first_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "h")
    real = write_private

    def late(path: Path, data: bytes, *, force: bool) -> None:
        real(path, b"k" * 32, force=force)  # another run comes between
        real(path, data, force=force)

    monkeypatch.setattr(link_key, "write_private", late)
    mark = keyed_hash(home)("a@b.org")
    monkeypatch.undo()
    assert (home.link_key.read_bytes(), keyed_hash(home)("a@b.org")) == (b"k" * 32, mark)


def test_a_place_that_cannot_hold_it_is_told(tmp_path: Path) -> None:
    home = Home(tmp_path / "h")
    home.root.mkdir()
    home.link_key.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileFault) as raised:
        keyed_hash(home)
    assert raised.value.faults[0].code == "symbolic-link"
