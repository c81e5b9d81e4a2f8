"""How the Tab key offers something after an option or in place of an argument.

Whatever goes wrong, nothing is offered: a message would land in the middle of a typed line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Offer = Callable[[str], list[str]]


def offered(names: Callable[[], Iterable[str]]) -> Offer:
    """What completes to one of ``names``, looked up when somebody presses Tab."""

    def offer(incomplete: str) -> list[str]:
        try:
            return [name for name in names() if name.startswith(incomplete)]
        except Exception:  # noqa: BLE001 - see above
            return []

    return offer


def among(*names: str) -> Offer:
    """What completes to one of these."""
    return offered(lambda: names)
