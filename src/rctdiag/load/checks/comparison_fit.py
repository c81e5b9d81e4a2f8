"""What has to agree within a ``rctdiag.comparison/1``, whoever wrote the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.documents.misfits import Misfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.comparison import Comparison


def misfits(comparison: Comparison) -> Iterator[Misfit]:
    """Everything in a comparison that contradicts something else in it."""
    if sorted(comparison.scale_order) != sorted(comparison.scales):
        yield Misfit(("scale_order",), "does not name each scale exactly once")
    for name, scale in comparison.scales.items():
        if scale.id != name:
            yield Misfit(("scales", name, "id"), "is not the name it is listed under")
