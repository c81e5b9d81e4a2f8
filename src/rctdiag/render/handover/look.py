"""How a file looks for a client: a title, a name, a mark, a colour; nothing of it is content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LogoKind = Literal["png", "jpeg"]


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture whose type and size have been checked."""

    data: bytes
    kind: LogoKind
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """As a data address names it."""
        return f"image/{self.kind}"


@dataclass(frozen=True, slots=True)
class Look:
    """What a consultant may set for a client; empty where nothing was set.

    Attributes:
        title: in place of the title of the report.
        client: whom the file was prepared for.
        logo: at the head of each file.
        accent: a colour as ``#rrggbb``, dark enough for a line on white paper.
    """

    title: str = ""
    client: str = ""
    logo: Logo | None = None
    accent: str = ""


PLAIN = Look()
