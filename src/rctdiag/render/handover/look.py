"""How a file looks for a client: a title, a name, a mark, a colour; nothing of it is content."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Literal

LogoKind = Literal["png", "jpeg"]


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture whose type and size have been checked."""

    data: bytes
    kind: LogoKind

    @property
    def address(self) -> str:
        """As an address that holds the picture itself."""
        return f"data:image/{self.kind};base64,{b64encode(self.data).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class ClientLook:
    """What a consultant may set for a client; empty where nothing was set.

    Attributes:
        title: above the title of each file, and before it in its properties.
        client: whom the file was prepared for.
        logo: at the head of each file.
        accent: a colour as ``#rrggbb``, dark enough for a line on white paper.
    """

    title: str = ""
    client: str = ""
    logo: Logo | None = None
    accent: str = ""

    def titled(self, title: str) -> str:
        """The title of a file in its properties."""
        return f"{self.title}: {title}" if self.title else title


PLAIN = ClientLook()
