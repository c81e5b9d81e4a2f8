"""Where tables come from and where scores go: pipes, files that vanish, places taken meanwhile."""

import errno
import io
import os
import threading
from pathlib import Path

import pytest

from batch.cases import batch
from rctdiag.errors.faults import FileFault
from rctdiag.tables.output.atomic_outputs import Target
from rctdiag.tables.source.bytes_in import SMALL, Raw, open_raw


def no_stdin() -> io.BytesIO:
    pytest.fail("stdin was asked for")


def through_a_pipe(data: bytes, folder: Path) -> Raw:
    """A named pipe that somebody fills in pieces once it is opened."""
    pipe, spool = folder / "pipe", folder / "spool"
    os.mkfifo(pipe)

    def fill() -> None:
        with pipe.open("wb") as end:
            for start in range(0, len(data), 70_000):
                end.write(data[start : start + 70_000])

    filling = threading.Thread(target=fill)
    filling.start()
    raw = open_raw(str(pipe), no_stdin, lambda: spool)
    filling.join()
    return raw


@pytest.mark.parametrize(
    ("size", "on_disk"), [(SMALL, False), (SMALL + 1, True), (3_000_000, True)]
)
def test_a_pipe_is_read_whole_and_can_be_read_again(
    size: int, *, on_disk: bool, tmp_path: Path
) -> None:
    data = (b"0123456789" * (size // 10 + 1))[:size]
    raw = through_a_pipe(data, tmp_path)
    assert (raw.size, raw.path is not None) == (size, on_disk)
    for _ in range(2):
        with raw.open() as stream:
            assert stream.read() == data


def test_a_pipe_gives_the_scores_of_a_file(tmp_path: Path) -> None:
    table = b"h01,h02\n" + b"1,5\n" * 3
    (tmp_path / "file.csv").write_bytes(table)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    filling = threading.Thread(target=pipe.write_bytes, args=(table,))
    filling.start()
    ran = batch(pipe)
    filling.join()
    assert ran.code == 0
    assert ran.out == batch(tmp_path / "file.csv").out


def test_a_file_that_has_gone_meanwhile(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as raised:
        Raw("my table.csv", 1, path=tmp_path / "gone").open()
    [fault] = raised.value.faults
    assert (fault.code, fault.file) == ("table-unreadable", "my table.csv")
    assert "no such file or directory" in fault.message


def test_a_name_that_no_file_can_have() -> None:
    ran = batch("a\0b.csv")
    assert (ran.code, ran.out) == (6, b"")
    assert ran.err == "rctdiag: table-missing: this is not a file name. Check the name.\n"


def code_of(raised: pytest.ExceptionInfo[FileFault]) -> str:
    return raised.value.faults[0].code


def test_a_target_in_no_folder(tmp_path: Path) -> None:
    for folder, code in ((tmp_path / "none", "path-missing"), (tmp_path / "file", "not-a-folder")):
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(FileFault) as raised:
            Target(folder / "scores.csv", force=True).begin()
        assert code_of(raised) == code


def test_a_place_taken_while_scores_were_made_is_left(tmp_path: Path) -> None:
    target = Target(tmp_path / "scores.csv", force=False)
    target.begin().write_bytes(b"ours")
    target.path.write_bytes(b"theirs")
    with pytest.raises(FileFault) as raised:
        target.commit()
    assert code_of(raised) == "file-exists"
    target.abandon()
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"scores.csv": b"theirs"}


def test_what_was_written_and_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_bytes(b"old")
    target = Target(tmp_path / "scores.csv", force=True)
    target.begin().unlink()
    with pytest.raises(FileFault) as raised:
        target.commit()
    assert code_of(raised) == "path-missing"
    assert (tmp_path / "scores.csv").read_bytes() == b"old"


def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    target = Target(tmp_path / "scores.csv", force=False)
    target.begin().write_bytes(b"ours")
    target.commit()
    assert [one.name for one in tmp_path.iterdir()] == ["scores.csv"]
    assert (tmp_path / "scores.csv").read_bytes() == b"ours"
    assert (tmp_path / "scores.csv").stat().st_mode & 0o777 == 0o600
