"""Faults in places that a healthy disk never shows."""

import errno
import os
from pathlib import Path

import filelock
import pytest

from rctdiag.errors.faults import FileFault
from rctdiag.store import atomic_write, kept_records, posix, sweep_orphans
from rctdiag.store.atomic_write import SUFFIX, write_private
from rctdiag.store.locks import Lock
from rctdiag.store.private_folders import Home


def fails(number: int) -> object:
    def call(*_: object, **__: object) -> None:
        raise OSError(number, "injected")

    return call


def test_a_path_that_cannot_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "lstat", fails(errno.EACCES))
    with pytest.raises(FileFault) as raised:
        write_private(tmp_path / "a", b"x", force=True)
    assert raised.value.faults[0].code == "no-permission"


def test_a_part_of_the_path_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileFault) as raised:
        write_private(tmp_path / "file" / "a", b"x", force=True)
    assert raised.value.faults[0].code == "not-a-folder"


def test_a_target_that_comes_between_look_and_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_write, "_look_at", lambda _path, *, force: None)  # noqa: ARG005
    (tmp_path / "a").write_bytes(b"theirs")
    with pytest.raises(FileFault) as raised:
        write_private(tmp_path / "a", b"ours", force=False)
    assert raised.value.faults[0].code == "file-exists"
    assert (tmp_path / "a").read_bytes() == b"theirs"


def test_a_home_that_cannot_be_made_or_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "h")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir", fails(errno.EROFS))
        with pytest.raises(FileFault) as raised:
            home.open(home.drafts)
    assert raised.value.faults[0].code == "read-only"
    monkeypatch.setattr(posix, "make_private", fails(errno.EPERM))
    with pytest.raises(FileFault) as raised:
        home.open(home.drafts)
    assert raised.value.faults[0].code == "no-permission"


def test_a_folder_sync_that_fails_is_no_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", fails(errno.EIO))
    with pytest.raises(OSError, match="injected"):
        posix.sync_folder(tmp_path)


def test_a_process_of_somebody_else_is_running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "kill", fails(errno.EPERM))
    assert posix.is_running(1) is True


def test_a_leftover_that_cannot_go_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posix, "is_running", lambda _: False)
    left = tmp_path / f".a.1.{'0' * 16}{SUFFIX}"
    left.write_bytes(b"")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", fails(errno.EACCES))
        assert sweep_orphans.sweep(tmp_path) == 0
    assert sweep_orphans.sweep(tmp_path) == 1


def test_a_fault_of_the_disk_is_not_taken_for_a_name_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", fails(errno.ENOSPC))
    with pytest.raises(FileFault) as raised:
        kept_records.keep_result(Home(tmp_path), b"{}", created="2026-03-02T12:00:00Z", form="full")
    assert raised.value.faults[0].code == "disk-full"


def test_what_went_while_it_was_looked_at_is_no_leftover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run may sweep the same folder at the same time."""

    class Gone:
        name = f".a.1.{'0' * 16}{SUFFIX}"

        def stat(self, *, follow_symlinks: bool) -> os.stat_result:
            raise FileNotFoundError(errno.ENOENT, str(follow_symlinks))

    monkeypatch.setattr(os, "scandir", lambda _: [Gone()])
    assert sweep_orphans.leftovers(tmp_path) == ()


def test_a_lock_that_the_system_refuses_is_a_file_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filelock.FileLock, "acquire", fails(errno.EROFS))
    with pytest.raises(FileFault) as raised:
        Lock(tmp_path / "draft.json").acquire(since="now")
    assert raised.value.faults[0].code == "read-only"


def test_a_device_is_no_private_file(tmp_path: Path) -> None:
    for path, code in ((tmp_path, "is-a-folder"), (Path("/dev/null"), "not-a-file")):
        with pytest.raises(FileFault) as raised:
            atomic_write.read_private(path)
        assert raised.value.faults[0].code == code
