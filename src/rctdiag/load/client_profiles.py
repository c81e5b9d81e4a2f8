"""``rctdiag.toml``: the profiles of clients, none of which has anything in common with another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from rctdiag.load.checks.against_model import examine
from rctdiag.load.syntax.bounded_source import read_bytes
from rctdiag.load.syntax.document_places import Document, reject
from rctdiag.load.syntax.toml_reader import parse_toml
from rctdiag.model.documents.client_profiles import ClientProfile, ClientProfiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rctdiag.errors.faults import Fault


@dataclass(frozen=True, slots=True)
class ProfilesFile:
    """The file as it was read.

    Attributes:
        folder: the folder it lies in, from which its paths count.
        document: its content with places, for faults.
        profiles: by their names.
    """

    folder: Path
    document: Document
    profiles: dict[str, ClientProfile]

    def path(self, name: str) -> Path:
        """A path of the file, links followed."""
        return (self.folder / name).expanduser().resolve()


def load_profiles(path: Path) -> ProfilesFile:
    """The profiles of a file.

    Raises:
        FileFault: it may not be read.
        InputRejected: with all its faults, each with its line.
    """
    document = parse_toml(read_bytes(path), str(path))
    valid, faults = examine(document, ClientProfiles)
    reject(faults)
    assert valid is not None  # noqa: S101 - no faults, so there is a model; said for mypy
    read = ProfilesFile(path.parent, document, valid.profile)
    reject(_shared(read))
    return read


def _shared(read: ProfilesFile) -> Iterator[Fault]:
    """What two clients would have in common: a ledger, or a folder inside another's."""
    for (name, profile), (other_name, other_profile) in combinations(read.profiles.items(), 2):
        if (
            profile.ledger
            and other_profile.ledger
            and read.path(profile.ledger) == read.path(other_profile.ledger)
        ):
            message = f"the profile '{name}' has the same ledger."
            loc = ("profile", other_name, "ledger")
            yield read.document.fault("profiles-share", message, loc, "Give each its own.")
        pairs = ((name, profile, other_profile), (other_name, other_profile, profile))
        for owner, owning, visiting in pairs:
            visitor = other_name if owner == name else name
            for key in ("folder", "ledger", "logo"):
                value = getattr(visiting, key)
                if owning.folder and value and _inside(read, value, owning.folder):
                    message = f"this is in the folder of the profile '{owner}'."
                    loc = ("profile", visitor, key)
                    yield read.document.fault("profiles-share", message, loc, "Keep them apart.")


def _inside(read: ProfilesFile, value: str, folder: str) -> bool:
    return read.path(value).is_relative_to(read.path(folder))
