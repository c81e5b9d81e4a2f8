"""Values of a JSON document that may be of any kind, taken only where they are of the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    Loc = tuple[str | int, ...]


class Located(Protocol):
    """A JSON document that knows where each of its values is."""

    @property
    def data(self) -> object: ...  # noqa: D102
    @property
    def file(self) -> str: ...  # noqa: D102
    def position(self, loc: Loc, /) -> tuple[int, int]: ...  # noqa: D102


def mapping_in(node: object, key: str) -> dict[str, object]:
    """An object under a key; an empty one where there is none."""
    value = node.get(key) if isinstance(node, dict) else None
    return value if isinstance(value, dict) else {}


def text_in(node: object, key: str) -> str:
    """A text or whole number under a key, as text."""
    return as_text(node.get(key)) if isinstance(node, dict) else ""


def as_text(value: object) -> str:
    """A text or whole number as text; of anything else nothing."""
    is_plain = isinstance(value, (str, int)) and not isinstance(value, bool)
    return str(value).strip() if is_plain else ""


def parts_of(node: object, loc: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """The parts of a list or an object, each with its place."""
    if isinstance(node, dict):
        for key, part in node.items():
            yield (*loc, key), part
    elif isinstance(node, (list, tuple)):
        for at, part in enumerate(node):
            yield (*loc, at), part
