"""Private files: whole or not at all, never through a link, never wider than 0600."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from rctdiag.errors.faults import FileFault
from rctdiag.store import atomic_write, posix
from rctdiag.store.atomic_write import SUFFIX, read_private, remove, write_private


def code(raised: pytest.ExceptionInfo[FileFault]) -> str:
    return raised.value.faults[0].code


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_the_content_and_the_mode_are_what_was_asked(tmp_path: Path) -> None:
    target = tmp_path / "a"
    before = os.umask(0)
    try:
        write_private(target, b"one", force=False)
    finally:
        os.umask(before)
    assert target.read_bytes() == b"one"
    assert mode(target) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_an_existing_file_needs_force_and_is_never_widened(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    target.chmod(0o644)
    with pytest.raises(FileFault) as raised:
        write_private(target, b"new", force=False)
    assert code(raised) == "file-exists"
    assert target.read_bytes() == b"old"
    write_private(target, b"new", force=True)
    assert target.read_bytes() == b"new"
    assert mode(target) == 0o600


def test_somebody_who_creates_the_target_meanwhile_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a"
    link = os.link

    def late(source: Path, to: Path) -> None:
        target.write_bytes(b"theirs")
        link(source, to)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(FileFault) as raised:
        write_private(target, b"ours", force=False)
    assert code(raised) == "file-exists"
    assert target.read_bytes() == b"theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_without_hard_links_a_new_file_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_source: Path, _to: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuses)
    write_private(tmp_path / "a", b"x", force=False)
    assert (tmp_path / "a").read_bytes() == b"x"


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda path: path.symlink_to(path.with_name("elsewhere")), "symbolic-link"),
        (lambda path: path.mkdir(), "is-a-folder"),
        (os.mkfifo, "not-a-file"),
    ],
)
def test_links_folders_and_pipes_are_refused(
    tmp_path: Path, make: Callable[[Path], None], expected: str
) -> None:
    target = tmp_path / "a"
    make(target)
    with pytest.raises(FileFault) as raised:
        write_private(target, b"x", force=True)
    assert code(raised) == expected
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("call", ["write", "fsync", "close"])
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EIO, "disk-error"),
        (errno.EDQUOT, "disk-quota"),
        (errno.EACCES, "no-permission"),
        (errno.EROFS, "read-only"),
    ],
)
def test_a_disk_fault_leaves_the_old_content_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, expected: str
) -> None:
    target = tmp_path / "a"
    write_private(target, b"old", force=False)

    def fails(*_: object) -> None:
        raise OSError(number, "injected")

    monkeypatch.setattr(os, call, fails)
    with pytest.raises(FileFault) as raised:
        write_private(target, b"new", force=True)
    monkeypatch.undo()
    assert code(raised) == expected
    assert raised.value.exit_code == 6
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_folder_that_cannot_be_synced_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Path) -> None:
        raise OSError(errno.EIO, "injected")

    monkeypatch.setattr(posix, "sync_folder", fails)
    with pytest.raises(FileFault) as raised:
        write_private(tmp_path / "a", b"x", force=True)
    assert code(raised) == "disk-error"


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: whole(handle, bytes(data[:3])))
    write_private(tmp_path / "a", b"0123456789", force=False)
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_a_missing_folder_is_told_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as raised:
        write_private(tmp_path / "no" / "a", b"x", force=False)
    assert code(raised) == "path-missing"
    assert raised.value.faults[0].file == str(tmp_path / "no" / "a")


def test_a_long_name_still_has_a_temporary_file_beside_it(tmp_path: Path) -> None:
    target = tmp_path / ("ö" * 120)
    write_private(target, b"x", force=False)
    assert target.read_bytes() == b"x"
    assert atomic_write.temporary_beside(target).name.endswith(SUFFIX)


def test_reading_follows_no_link_and_takes_no_folder(tmp_path: Path) -> None:
    write_private(tmp_path / "a", b"x", force=False)
    assert read_private(tmp_path / "a") == b"x"
    (tmp_path / "link").symlink_to(tmp_path / "a")
    for name, expected in (("link", "symbolic-link"), ("no", "path-missing"), (".", "is-a-folder")):
        with pytest.raises(FileFault) as raised:
            read_private(tmp_path / name)
        assert code(raised) == expected


def test_a_file_too_large_to_be_ours_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_write, "LARGEST", 2)
    (tmp_path / "a").write_bytes(b"123")
    with pytest.raises(FileFault) as raised:
        read_private(tmp_path / "a")
    assert code(raised) == "too-large"


def test_removing_says_whether_it_was_there(tmp_path: Path) -> None:
    write_private(tmp_path / "a", b"x", force=False)
    assert remove(tmp_path / "a") is True
    assert remove(tmp_path / "a") is False
    with pytest.raises(FileFault):
        remove(tmp_path)


def test_a_file_system_without_folder_sync_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: int) -> None:
        raise OSError(errno.EINVAL, "not here")

    monkeypatch.setattr(os, "fsync", refuses)
    posix.sync_folder(tmp_path)
    monkeypatch.setattr(posix, "_DIRECTORY", None)
    posix.sync_folder(tmp_path / "not even there")
