"""Which client's profile holds, and that nothing of it reaches another client."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.errors.faults import ConfidentialityRefusal, Fault, InputRejected, UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.load.client_profiles import ProfilesFile
    from rctdiag.model.documents.client_profiles import ClientProfile
    from rctdiag.store.private_folders import Home

FILE = "rctdiag.toml"
NO_PROFILE = "none"


@dataclass(frozen=True, slots=True)
class Client:
    """The profile that holds for this run."""

    name: str
    profile: ClientProfile
    read: ProfilesFile

    @property
    def logo(self) -> Path | None:
        """Its picture, from where the file lies."""
        return self.read.path(self.profile.logo) if self.profile.logo else None

    def ledger(self, home: Home) -> Path:
        """Its own ledger: where the file says, else apart from all others in the private folder."""
        if self.profile.ledger:
            return self.read.path(self.profile.ledger)
        return home.ledger.with_name(f"{home.ledger.name}.client-{self.name}")

    def refusal(self, key: str, message: str, hint: str) -> InputRejected:
        """What is wrong with a value of this profile, with its line."""
        loc = ("profile", self.name, key)
        return InputRejected(self.read.document.fault("bad-profile", message, loc, hint))

    def keep_apart(self, read: Iterable[Path | None], written: Path | None) -> None:
        """Refuse what would carry something from one client to another.

        Args:
            read: what goes into a file; None and streams are left out.
            written: the file or folder that is made, or None.

        Raises:
            ConfidentialityRefusal: a path lies in the folder of another profile; or what is
                written, not in the folder of this one.
        """
        written_places = _paths_in_folders([written])
        for path in (*_paths_in_folders(read), *written_places):
            for name, other_profile in self.read.profiles.items():
                if (
                    name != self.name
                    and other_profile.folder
                    and self._is_in(path, other_profile.folder)
                ):
                    message = f"this is in the folder of the profile '{name}'."
                    hint = f"The profile here is '{self.name}'; use --profile to choose another."
                    raise ConfidentialityRefusal(Fault("other-client", message, hint, str(path)))
        if (
            self.profile.folder
            and written_places
            and not self._is_in(written_places[0], self.profile.folder)
        ):
            message = f"files of the profile '{self.name}' can only go into {self.profile.folder}."
            raise ConfidentialityRefusal(
                Fault("other-client", message, "Write them there.", str(written_places[0]))
            )

    def _is_in(self, path: Path, folder: str) -> bool:
        return path.resolve().is_relative_to(self.read.path(folder))


def _paths_in_folders(paths: Iterable[Path | None]) -> list[Path]:
    """The paths that lie in some folder: no streams, no devices."""
    return [
        path
        for path in paths
        if path is not None
        and str(path) != "-"
        and (path.is_file() or path.is_dir() or not path.exists())
    ]


def chosen_client(name_given: str | None, *, needed: bool = True) -> Client | None:
    """The profile of this run, or None where there is none.

    ``--profile`` or RCTDIAG_PROFILE names it; else it is the only one in ``rctdiag.toml``.

    Args:
        name_given: the name, ``none`` for no profile, or None.
        needed: whether it is a fault where there are several and none was named.

    Raises:
        UsageFault: there is no profile of that name; or several, and none was named.
        InputRejected: the file is damaged, with its lines.
    """
    from rctdiag.cli.shell.input_files import here
    from rctdiag.load.checks.did_you_mean import did_you_mean, listed
    from rctdiag.load.client_profiles import load_profiles

    folder = here()
    path = folder / FILE if folder else None
    if name_given == NO_PROFILE:
        return None
    if path is None or not path.is_file():
        if name_given is None:
            return None
        message = f"there is no {FILE} in this folder, so there is no profile {name_given!r}."
        raise UsageFault(Fault("unknown-profile", message, "Go to the folder that has one."))
    read = load_profiles(Path(FILE))
    names = list(read.profiles)
    if name_given is None and len(names) > 1:
        if not needed:
            return None
        hint = f"Add --profile {listed(names)}, or --profile {NO_PROFILE}."
        raise UsageFault(Fault("several-profiles", f"{FILE} has {len(names)} profiles.", hint))
    name = names[0] if name_given is None else name_given
    if name not in read.profiles:
        hint = did_you_mean(name, names) or f"Its profiles are {listed(names, 'and')}."
        raise UsageFault(Fault("unknown-profile", f"{FILE} has no profile {name!r}.", hint))
    return Client(name, read.profiles[name], read)
