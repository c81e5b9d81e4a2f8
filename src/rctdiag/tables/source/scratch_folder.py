"""A private folder for what a run has to put aside; gone when the run ends, however it ends."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Self

from rctdiag.store import posix
from rctdiag.store.sweep_orphans import SCRATCH, sweep_scratch


class Scratch:
    """Made when first needed (0700, its files 0600), in the system's place for such things."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._made = 0
        self._held: int | None = None  # tells other runs that the folder is in use

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def path(self) -> Path:
        """A new empty file that only its owner can read."""
        path = self._name()
        path.touch(mode=0o600)
        return path

    def with_plain_name(self, path: Path) -> Path:
        """The path, or a link to it where its name is no UTF-8: engines take no other."""
        try:
            os.fspath(path.absolute()).encode()
        except UnicodeEncodeError:
            link = self._name()
            link.symlink_to(path.absolute())
            return link
        return path

    def _name(self) -> Path:
        if self._folder is None:
            sweep_scratch()
            self._folder = Path(tempfile.mkdtemp(prefix=SCRATCH))
            self._held = posix.hold(self._folder)
        self._made += 1
        return self._folder / str(self._made)
