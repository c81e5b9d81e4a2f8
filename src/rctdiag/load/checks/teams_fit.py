"""What has to agree within a ``rctdiag.teams/1``, whoever wrote the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.load.checks.result_fit import FURTHEST
from rctdiag.model.documents.misfits import Misfit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from rctdiag.model.documents.misfits import Place
    from rctdiag.model.documents.teams import (
        FindingDoc,
        GroupDoc,
        GroupItemDoc,
        GroupScaleDoc,
        MeanDoc,
        Teams,
    )

EVERYONE = "everyone"
_SCALE, _FACET = "is no scale of this report", "is no part of that scale"
_WHERE_MEAN = "has to be there exactly where there is a mean"


def misfits(report: Teams) -> Iterator[Misfit]:
    """Everything in a group report that contradicts something else in it."""
    if sorted(report.scale_order) != sorted(report.scales):
        yield Misfit(("scale_order",), "does not name each scale once")
        return  # whatever else were said would follow from it
    facets = {name: [facet.id for facet in scale.facets] for name, scale in report.scales.items()}
    rules = _Rules(report, facets)
    yield from rules.group(("organisation",), report.organisation)
    for at, group in enumerate(report.groups):
        yield from rules.group(("groups", at), group)
        if group.name is None:
            yield Misfit(("groups", at, "name"), "is missing: only everybody has none")
    yield from rules.rest()


class _Rules:
    """The rules for one report, with the names that may occur in it."""

    def __init__(self, report: Teams, facets: dict[str, list[str]]) -> None:
        self.report = report
        self.facets = facets

    def group(self, place: Place, group: GroupDoc) -> Iterator[Misfit]:
        report = self.report
        if (group.n is None) == (group.reason is None):
            why = "has to be there exactly where the number of people is not"
            yield Misfit((*place, "reason"), why)
        if group.n is not None and group.n < report.minimum:
            yield Misfit((*place, "n"), "is less than the minimum of this report")
        yield from _same_names((*place, "scales"), group.scales, report.scales)
        yield from _same_names((*place, "items"), group.items, report.items)
        yield from _same_names((*place, "agreement"), group.agreement, report.scales)
        for name, scale in group.scales.items():
            if name in self.facets:
                yield from self._scale((*place, "scales", name), name, scale, group)
        for name, item in group.items.items():
            yield from _mean((*place, "items", name), item)
            yield from _answered((*place, "items", name), item.answered, group.n)
        for field in ("strengths", "focus", "for_leading"):
            for at, finding in enumerate(getattr(group, field)):
                yield from self._part((*place, field, at), finding.scale, finding.facet)
                yield from _finding((*place, field, at), finding, group)
        yield from self._words(place, group)

    def _scale(
        self, place: Place, name: str, scale: GroupScaleDoc, group: GroupDoc
    ) -> Iterator[Misfit]:
        yield from _mean(place, scale)
        yield from _answered(place, scale.answered, group.n)
        yield from _same_names((*place, "facets"), scale.facets, self.facets[name])
        for id_, facet in scale.facets.items():
            yield from _mean((*place, "facets", id_), facet)

    def _words(self, place: Place, group: GroupDoc) -> Iterator[Misfit]:
        if (stands := group.stands_out) is not None and stands.scale is not None:
            yield from self._known((*place, "stands_out", "scale"), stands.scale)
        for at, step in enumerate(group.steps):
            if step.id not in self.report.steps:
                yield Misfit((*place, "steps", at, "id"), "is no step of this report")
            for number, because in enumerate(step.because):
                where = (*place, "steps", at, "because", number)
                yield from self._part(where, because.scale, because.facet)

    def rest(self) -> Iterator[Misfit]:
        report = self.report
        for at, hidden in enumerate(report.hidden):
            if hidden.scale is not None:
                yield from self._known(("hidden", at, "scale"), hidden.scale)
        for at, row in enumerate(report.comparisons.rows):
            yield from self._known(("comparisons", "rows", at, "scale"), row.scale)
        for at, change in enumerate(report.moved.changes if report.moved else ()):
            yield from self._known(("moved", "changes", at, "scale"), change.scale)
        for at, power in enumerate(report.power):
            if power.facet is None:
                yield from self._known(("power", at, "scale"), power.scale)
            else:
                yield from self._part(("power", at), power.scale, power.facet)
        yield from self._breakdowns()

    def _breakdowns(self) -> Iterator[Misfit]:
        for at, breakdown in enumerate(self.report.breakdowns):
            place: Place = ("breakdowns", at)
            if breakdown.scales:  # none where its groups share people: nothing is compared
                yield from _same_names((*place, "scales"), breakdown.scales, self.report.scales)
            hides = [
                group.reason is not None for group in self.report.groups if group.by == breakdown.by
            ]
            if breakdown.shown != hides.count(False):
                yield Misfit((*place, "shown"), "is not how many groups are shown")
            if breakdown.hidden != hides.count(True):
                yield Misfit((*place, "hidden"), "is not how many groups are hidden")

    def _known(self, place: Place, scale: str) -> Iterator[Misfit]:
        if scale not in self.facets:
            yield Misfit(place, _SCALE)

    def _part(self, place: Place, scale: str, facet: str) -> Iterator[Misfit]:
        if scale not in self.facets:
            yield Misfit((*place, "scale"), _SCALE)
        elif facet not in self.facets[scale]:
            yield Misfit((*place, "facet"), _FACET)


def _same_names(
    place: Place, found: Collection[str], wanted: Collection[str] | Sequence[str]
) -> Iterator[Misfit]:
    if set(found) != set(wanted):
        yield Misfit(place, "does not have the names that this report has elsewhere")


def _mean(place: Place, figure: MeanDoc | GroupItemDoc) -> Iterator[Misfit]:
    parts = ("direction", "interval") if hasattr(figure, "interval") else ("direction",)
    for part in parts:
        if (figure.mean is None) != (getattr(figure, part) is None):
            yield Misfit((*place, part), _WHERE_MEAN)
    if (figure.mean is None) == (figure.reason is None):
        yield Misfit((*place, "reason"), "has to be there exactly where there is no mean")
    ends = getattr(figure, "interval", None)
    if ends is not None and not (-FURTHEST <= ends.low <= 100 and 0 <= ends.high <= FURTHEST):  # noqa: PLR2004 - points
        yield Misfit((*place, "interval"), "is not about points of 0 to 100")


def _answered(place: Place, answered: int | None, people: int | None) -> Iterator[Misfit]:
    if answered is not None and (people is None or answered > people):
        yield Misfit((*place, "answered"), "is more than there are people")


def _finding(place: Place, finding: FindingDoc, group: GroupDoc) -> Iterator[Misfit]:
    scale = group.scales.get(finding.scale)
    figure = scale.facets.get(finding.facet) if scale is not None else None
    if figure is not None and figure.mean != finding.mean:
        yield Misfit((*place, "mean"), "is not the mean of that part")
