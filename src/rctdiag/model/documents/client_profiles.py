"""``rctdiag.toml``: what belongs to each client of a consultant."""

from typing import Annotated

from pydantic import Field, StringConstraints

from rctdiag.model.base import Frozen

PROFILE_NAME = r"^[a-z0-9][a-z0-9_-]{0,31}$"
ProfileName = Annotated[str, StringConstraints(pattern=PROFILE_NAME)]
Value = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class ClientProfile(Frozen):
    """One client.

    Attributes:
        title: above the title of each file.
        client: whom the files are prepared for.
        logo: a picture for the head of each file.
        accent: the colour of the line at the head.
        ledger: where this client's releases are recorded.
        folder: where everything of this client lies; nothing of it is written elsewhere.
    """

    title: Value | None = None
    client: Value | None = None
    logo: Value | None = None
    accent: Value | None = None
    ledger: Value | None = None
    folder: Value | None = None


class ClientProfiles(Frozen):
    """The whole file: a table ``[profile.NAME]`` for each client."""

    profile: Annotated[dict[ProfileName, ClientProfile], Field(min_length=1)]
