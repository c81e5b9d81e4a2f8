"""Processes that write lots into one file: the order holds, and whatever goes wrong is told."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from batch.makers import Make, dying, failing, line, raising, unhurried
from rctdiag.errors.faults import Fault, FileFault, InputRejected
from rctdiag.operations.batch.line_processes import started, write


def run(path: Path, begin: Callable[..., Make], given: object, count: int = 3) -> None:
    path.touch()
    with started(count, begin, given, path) as processes:
        write(processes, lots())
    assert not any(one.process.is_alive() for one in processes)


def lots() -> Iterator[int]:
    yield from range(300)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_file_is_in_the_order_of_the_lots(tmp_path: Path, count: int) -> None:
    run(tmp_path / "f", unhurried, 0.02, count)
    assert (tmp_path / "f").read_bytes() == b"".join(map(line, range(300)))


@pytest.mark.parametrize("begin", [raising, failing])
@pytest.mark.parametrize(
    "error",
    [
        FileFault(Fault("disk", "it is full.", "Make room.", file="a.csv", line=3)),
        InputRejected([Fault("one", "is wrong."), Fault("two", "is wrong.")]),
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    ],
)
def test_an_error_there_is_raised_here(
    tmp_path: Path, begin: Callable[..., Make], error: Exception
) -> None:
    with pytest.raises(type(error)) as raised:
        run(tmp_path / "f", begin, error)
    assert raised.value.args == error.args
    assert getattr(raised.value, "faults", None) == getattr(error, "faults", None)


def test_of_any_other_error_only_the_kind_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"^ValueError$"):
        run(tmp_path / "f", raising, ValueError("an answer: 4"))


@pytest.mark.parametrize("lot", [None, 0, 7, 299])
def test_one_that_is_killed_ends_the_work(tmp_path: Path, lot: int | None) -> None:
    with pytest.raises(FileFault) as raised:
        run(tmp_path / "f", dying, lot)
    assert raised.value.faults[0].code == "process-ended"


def test_they_end_where_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    with started(2, unhurried, 0.02, tmp_path / "f") as processes:
        pass
    assert [one.process.is_alive() for one in processes] == [False, False]


def test_what_cannot_be_told_ends_them_too(tmp_path: Path) -> None:
    """A table may fail in its middle."""

    def broken() -> Iterator[int]:
        yield from range(40)
        raise InputRejected(Fault("ragged-row", "here."))

    (tmp_path / "f").touch()
    with (
        pytest.raises(InputRejected),
        started(2, unhurried, 0.02, tmp_path / "f") as processes,
    ):
        write(processes, broken())
    assert not any(one.process.is_alive() for one in processes)


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), started(2, unhurried, 0.02, tmp_path / "no") as made:
        write(made, lots())
