"""The document on waves, from the finished reports of each: no answer is at hand here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.disclosure.figures.wave_changes import (
    Pair,
    judged,
    spread_of_changes,
    spread_of_scores,
)
from rctdiag.disclosure.groups.membership import EVERYONE
from rctdiag.model.documents.over_time.wave_change import LevelDoc
from rctdiag.model.documents.over_time.waves import (
    HiddenWaveDoc,
    SeriesDoc,
    TurnoverDoc,
    WaveFigures,
    WaveScaleDoc,
)
from rctdiag.stats.numeric.estimate import LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.disclosure.document.wave_panels import Floats, Panel
    from rctdiag.model.documents.teams import GroupDoc, TeamFigures
    from rctdiag.scoring.key import Form

    Key = tuple[str, str]  # breakdown, name


HIDDEN = LevelDoc(answered=None, mean=None, direction=None, interval=None)


def level_of(group: GroupDoc, scale: str) -> LevelDoc:
    """What a report shows of a group on a scale."""
    figure = group.scales.get(scale) if group.n is not None else None
    if figure is None or figure.mean is None:
        return HIDDEN
    return LevelDoc.copied_from(figure)


class Frame(NamedTuple):
    """What the waves have in common, and what counts.

    Attributes:
        form: Short where any wave was.
        forms_differ: Whether some asked the short form and others the full one.
        items: How many questions all of them frame.
        items_left_out: How many only some of them frame.
        minimum: 5 or more.
        smallest: The smallest difference that counts, in points.
    """

    form: Form
    forms_differ: bool
    items: int
    items_left_out: int
    minimum: int
    smallest: float


class WavesWritten:
    """The document, from the reports of the waves."""

    def __init__(
        self,
        reports: Sequence[TeamFigures],
        bys: Sequence[str],
        panels: Sequence[Panel],
        changes: Mapping[Panel, Floats],
    ) -> None:
        self._reports = reports
        self._panels = panels
        self._changes = changes
        self._scales = reports[-1].scale_order
        self._groups: list[dict[Key, GroupDoc]] = [
            {(EVERYONE, ""): report.organisation}
            | {(group.by, group.name or ""): group for group in report.groups}
            for report in reports
        ]
        named = {key: None for groups in self._groups for key in groups if key[0] in bys}
        self._keys: tuple[Key, ...] = tuple(
            key for by in bys for key in sorted(named) if key[0] == by
        )

    def document(self, frame: Frame) -> WaveFigures:
        """All of it."""
        pairs = list(self._pairs())
        last = self._reports[-1]
        return WaveFigures.copied_from(
            frame,
            level=LEVEL,
            correction="holm",
            comparisons=len(pairs),
            scale_order=self._scales,
            scales={
                id_: WaveScaleDoc(title=scale.title, kind=scale.kind, high=scale.high)
                for id_, scale in last.scales.items()
            },
            people=tuple(report.organisation.n or 0 for report in self._reports),
            breakdowns=tuple(dict.fromkeys(by for by, _ in self._keys if by != EVERYONE)),
            series=tuple(self._series()),
            turnover=tuple(self._turnover()),
            changes=judged(pairs, frame.smallest),
            hidden=tuple(self._hidden()),
        )

    def _figure(self, wave: int, key: Key, scale: str) -> LevelDoc | None:
        """A group's figures on a scale, where they are shown."""
        group = self._groups[wave].get(key)
        figure = None if group is None else level_of(group, scale)
        return figure if figure is not None and figure.mean is not None else None

    def _series(self) -> Iterator[SeriesDoc]:
        waves = range(len(self._reports))
        for by, name in self._keys:
            for scale in self._scales:
                levels = [self._figure(wave, (by, name), scale) or HIDDEN for wave in waves]
                yield SeriesDoc(by=by, name=name, scale=scale, levels=tuple(levels))

    def _turnover(self) -> Iterator[TurnoverDoc]:
        for panel in self._panels:
            for by, name in self._keys:
                if by != panel.by:
                    continue
                key = (panel.crossed, panel.name(name))
                first, second = panel.waves
                parts = [self._people(at, key) for at in panel.waves]
                wholes = [self._people(at, (by, name)) for at in panel.waves]
                stayed = parts[0] if parts[0] == parts[1] else None
                yield TurnoverDoc(
                    by=by,
                    name=name,
                    first=first,
                    second=second,
                    both=stayed,
                    left=None if stayed is None or wholes[0] is None else wholes[0] - stayed,
                    joined=None if stayed is None or wholes[1] is None else wholes[1] - stayed,
                )

    def _people(self, wave: int, key: Key) -> int | None:
        group = self._groups[wave].get(key)
        return None if group is None else group.n

    def _pairs(self) -> Iterator[Pair]:
        """Each group and scale that is shown in both waves: of the same people where it can be."""
        for panel in self._panels:
            keys = [key for key in self._keys if key[0] == panel.by]
            for at, scale in enumerate(self._scales):
                high = self._reports[-1].scales[scale].high
                apart = spread_of_scores(
                    *(self._reports[wave].scales[scale].spread for wave in panel.waves)
                )
                panel_changes = self._changes[panel][:, at]
                same = spread_of_changes(panel_changes, self._shown_groups(panel, scale), apart)
                for by, name in keys:
                    part = (panel.crossed, panel.name(name))
                    for key, spreads in ((part, same), ((by, name), apart)):
                        first, second = (self._figure(wave, key, scale) for wave in panel.waves)
                        if first and second:
                            yield Pair(by, name, scale, panel.waves, first, second, spreads, high)
                            break

    def _shown_groups(self, panel: Panel, scale: str) -> int:
        """In how many groups of a breakdown the same people are shown, at most."""
        counts = [
            sum(
                key[0] == other_panel.crossed
                and all(self._figure(wave, key, scale) for wave in other_panel.waves)
                for key in self._groups[other_panel.waves[0]]
            )
            for other_panel in self._panels
            if other_panel.waves == panel.waves and other_panel.by != EVERYONE
        ]
        return max(counts, default=0)

    def _hidden(self) -> Iterator[HiddenWaveDoc]:
        for wave, groups in enumerate(self._groups):
            for by, name in self._keys:
                group = groups.get((by, name))
                if group is None:
                    continue
                if group.n is None:
                    yield HiddenWaveDoc(by=by, name=name, scale=None, wave=wave)
                    continue
                for scale in self._scales:
                    if self._figure(wave, (by, name), scale) is None:
                        yield HiddenWaveDoc(by=by, name=name, scale=scale, wave=wave)
