"""What has to agree within a ``rctdiag.waves/1``, whoever wrote the file."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rctdiag.model.documents.misfits import Misfit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.model.documents.misfits import DocumentPath
    from rctdiag.model.documents.over_time.waves import SeriesDoc, Waves


def misfits(waves: Waves) -> Iterator[Misfit]:
    """Everything in a comparison of waves that contradicts something else in it."""
    yield from _order(waves.scale_order, waves.scales)
    count = len(waves.waves)
    if count < 2:  # noqa: PLR2004 - a change has a first and a second
        yield Misfit(("waves",), "names fewer than two waves")
    if len(waves.people) != count:
        yield Misfit(("people",), "is not one number for each wave")
    for at, series in enumerate(waves.series):
        yield from _levels(("series", at, "levels"), series, waves)
    yield from _scales(waves)
    yield from _wave_numbers(waves)


def _levels(path: DocumentPath, series: SeriesDoc, waves: Waves) -> Iterator[Misfit]:
    if len(series.levels) != len(waves.waves):
        yield Misfit(path, "is not one level for each wave")
    for wave, level in enumerate(series.levels):
        if level.answered is not None and level.answered < waves.minimum:
            why = "is less than the minimum of this comparison"
            yield Misfit((*path, wave, "answered"), why)
        if (level.mean is None) != (level.direction is None):
            why = "has to be there exactly where there is a mean"
            yield Misfit((*path, wave, "direction"), why)


def _scales(waves: Waves) -> Iterator[Misfit]:
    named: Iterator[tuple[DocumentPath, str | None]] = chain(
        ((("series", at, "scale"), row.scale) for at, row in enumerate(waves.series)),
        ((("changes", at, "scale"), row.scale) for at, row in enumerate(waves.changes)),
        ((("hidden", at, "scale"), row.scale) for at, row in enumerate(waves.hidden)),
    )
    for path, scale in named:
        if scale is not None and scale not in waves.scales:
            yield Misfit(path, "is no scale of this comparison")


def _wave_numbers(waves: Waves) -> Iterator[Misfit]:
    numbers: Iterator[tuple[DocumentPath, int]] = chain(
        ((("changes", at, "first"), change.first) for at, change in enumerate(waves.changes)),
        ((("turnover", at, "first"), row.first) for at, row in enumerate(waves.turnover)),
        ((("turnover", at, "second"), row.second) for at, row in enumerate(waves.turnover)),
        ((("hidden", at, "wave"), hidden.wave) for at, hidden in enumerate(waves.hidden)),
    )
    for path, number in numbers:
        if number >= len(waves.waves):
            yield Misfit(path, "is no wave of this comparison")


def _order(order: Sequence[str], scales: Mapping[str, object]) -> Iterator[Misfit]:
    if sorted(order) != sorted(scales):
        yield Misfit(("scale_order",), "does not name each scale once")
