"""Where private state lives: one folder, 0700, with a room for each kind."""

from __future__ import annotations

import errno
import stat
from dataclasses import dataclass
from pathlib import Path

from rctdiag.store import posix
from rctdiag.store.system_faults import file_fault, refuse


@dataclass(frozen=True, slots=True)
class Home:
    """The private folder. Nothing is created before something is kept."""

    root: Path

    @property
    def drafts(self) -> Path:
        """Interviews not yet finished."""
        return self.root / "drafts"

    @property
    def history(self) -> Path:
        """Results the person chose to keep."""
        return self.root / "history"

    @property
    def plans(self) -> Path:
        """Plans the person works with."""
        return self.root / "plans"

    @property
    def notes(self) -> Path:
        """Weeks and events the person noted."""
        return self.root / "notes"

    @property
    def rooms(self) -> tuple[Path, ...]:
        """The folders in it."""
        return self.drafts, self.history, self.plans, self.notes

    @property
    def link_key(self) -> Path:
        """The key of the marks by which ``import --link`` knows people again."""
        return self.root / "link.key"

    @property
    def ledger(self) -> Path:
        """What was published about groups."""
        return self.root / "ledger.sqlite3"

    @property
    def is_shared(self) -> bool:
        """Whether others may look into the folder, and it holds more than ours: it stays as it is.

        One that holds only ours is closed when something is kept.
        """
        try:
            return posix.is_open_to_others(self.root) and not self._is_only_ours()
        except OSError:
            return False

    def _is_only_ours(self) -> bool:
        names = {room.name for room in self.rooms} | {self.link_key.name, "support.yaml"}
        return all(
            entry.name in names or entry.name.startswith((self.ledger.name, "."))
            for entry in self.root.iterdir()
        )

    def open(self, room: Path) -> Path:
        """Make a room (0700) if it is not there, and close it to others if it is open to them.

        Raises:
            FileFault: a link in its place, no folder, or the system refused.
        """
        for folder in (self.root, room):
            _make(folder)
        if stat.S_ISLNK(room.lstat().st_mode):
            raise refuse(room, errno.ELOOP)
        try:
            if self._is_only_ours():
                posix.make_private(self.root)
            if room != self.root:
                posix.make_private(room)
        except OSError as error:
            raise file_fault(error, room) from None
        return room


def find_home(folder: str | None = None) -> Home:
    """The home at ``folder`` (RCTDIAG_HOME), else where this system keeps a person's data."""
    if folder:
        return Home(Path(folder).expanduser().absolute())
    import platformdirs  # noqa: PLC0415 - only what keeps something needs it

    return Home(Path(platformdirs.user_data_dir("rctdiag", appauthor=False)))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        if error.errno == errno.EEXIST:
            raise refuse(folder, errno.ENOTDIR) from None
        raise file_fault(error, folder) from None
