"""Which files a run writes: each a place of its own, none of them one that it reads."""

from __future__ import annotations

import os
from contextlib import suppress
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.tables.source.bytes_in import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_URL = "file://"


def refuse_shared(
    outputs: Mapping[str, Path | None], inputs: Iterable[str], other_inputs: Iterable[str] = ()
) -> None:
    """Refuse a file that would be written twice, or written over what is read.

    Args:
        outputs: Option to file, or to a folder that becomes another; None: not given.
        inputs: The tables, as named: paths, patterns, ``-``, and for Spark URLs of files.
        other_inputs: Other files that are read; a folder around one may be named.

    Raises:
        UsageFault: two places are one; ``--force`` is no answer to that.
    """
    read = {identity for name in inputs for identity in _read(name)}
    also = {identity for name in other_inputs for identity in _identities(name)}
    taken: dict[str | tuple[int, int], str] = {}
    for option, path in outputs.items():
        if path is None:
            continue
        identities = set(_identities(path))
        within = f"{_real(path)}{os.sep}"
        earlier_option = next((taken[identity] for identity in identities & taken.keys()), "")
        if earlier_option:
            message = f"{option} and {earlier_option} name the same file."
        elif identities & (read | also):
            message = f"{option} names a file that is read."
        elif any(isinstance(identity, str) and identity.startswith(within) for identity in read):
            message = f"{option} names a folder that an input is in."
        else:
            taken |= dict.fromkeys(identities, option)
            continue
        raise UsageFault(Fault("same-file", message, "Name another file.", str(path)))


def _read(name: str) -> Iterator[str | tuple[int, int]]:
    if name == STDIN:
        with suppress(OSError):
            yield _file(os.fstat(0))
        return
    name = name.removeprefix(_URL)
    names = glob(name) if has_magic(name) and not Path(name).exists() else [name]  # noqa: PTH207 - may be absolute
    for path in names:
        yield from _identities(path)


def _identities(path: str | Path) -> Iterator[str | tuple[int, int]]:
    """Where a path leads, whatever it is written like: its name, and the file that is there."""
    yield _real(path)
    with suppress(OSError, ValueError):
        yield _file(os.stat(path))  # noqa: PTH116 - of text, too


def _real(path: str | Path) -> str:
    try:
        return os.path.normcase(os.path.realpath(path))
    except ValueError:  # no name of a file; who opens it says so
        return str(path)


def _file(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
