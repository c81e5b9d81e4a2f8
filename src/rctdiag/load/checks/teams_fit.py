"""What has to agree within a ``rctdiag.teams/1``, whoever wrote the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.load.checks.result_fit import FURTHEST
from rctdiag.model.documents.misfits import Misfit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from rctdiag.model.documents.misfits import DocumentPath
    from rctdiag.model.documents.teams import (
        FindingDoc,
        GroupDoc,
        GroupItemDoc,
        GroupScaleDoc,
        MeanDoc,
        Teams,
    )

EVERYONE = "everyone"
_SCALE, _FACET = "is not a scale of this report", "is not a part of that scale"
_WHERE_MEAN = "has to be there exactly where there is a mean"


def misfits(report: Teams) -> Iterator[Misfit]:
    """Everything in a group report that contradicts something else in it."""
    if sorted(report.scale_order) != sorted(report.scales):
        yield Misfit(("scale_order",), "does not name each scale exactly once")
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

    def group(self, path: DocumentPath, group: GroupDoc) -> Iterator[Misfit]:
        report = self.report
        if (group.n is None) == (group.reason is None):
            why = "has to be there exactly where the number of people is not"
            yield Misfit((*path, "reason"), why)
        if group.n is not None and group.n < report.minimum:
            yield Misfit((*path, "n"), "is less than the minimum of this report")
        yield from _same_names((*path, "scales"), group.scales, report.scales)
        yield from _same_names((*path, "items"), group.items, report.items)
        yield from _same_names((*path, "agreement"), group.agreement, report.scales)
        for name, scale in group.scales.items():
            if name in self.facets:
                yield from self._scale((*path, "scales", name), name, scale, group)
        for name, item in group.items.items():
            yield from _mean((*path, "items", name), item)
            yield from _answered((*path, "items", name), item.answered, group.n)
        for field in ("strengths", "focus", "for_leading"):
            for at, finding in enumerate(getattr(group, field)):
                yield from self._part((*path, field, at), finding.scale, finding.facet)
                yield from _finding((*path, field, at), finding, group)
        yield from self._words(path, group)

    def _scale(
        self, path: DocumentPath, name: str, scale: GroupScaleDoc, group: GroupDoc
    ) -> Iterator[Misfit]:
        yield from _mean(path, scale)
        yield from _answered(path, scale.answered, group.n)
        yield from _same_names((*path, "facets"), scale.facets, self.facets[name])
        for id_, facet in scale.facets.items():
            yield from _mean((*path, "facets", id_), facet)

    def _words(self, path: DocumentPath, group: GroupDoc) -> Iterator[Misfit]:
        if (stands := group.stands_out) is not None and stands.scale is not None:
            yield from self._known((*path, "stands_out", "scale"), stands.scale)
        for at, step in enumerate(group.steps):
            if step.id not in self.report.steps:
                yield Misfit((*path, "steps", at, "id"), "is not a step of this report")
            for number, because in enumerate(step.because):
                where = (*path, "steps", at, "because", number)
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
            path: DocumentPath = ("breakdowns", at)
            if breakdown.scales:  # none where its groups share people: nothing is compared
                yield from _same_names((*path, "scales"), breakdown.scales, self.report.scales)
            hides = [
                group.reason is not None for group in self.report.groups if group.by == breakdown.by
            ]
            if breakdown.shown != hides.count(False):
                yield Misfit((*path, "shown"), "is not how many groups are shown")
            if breakdown.hidden != hides.count(True):
                yield Misfit((*path, "hidden"), "is not how many groups are hidden")

    def _known(self, path: DocumentPath, scale: str) -> Iterator[Misfit]:
        if scale not in self.facets:
            yield Misfit(path, _SCALE)

    def _part(self, path: DocumentPath, scale: str, facet: str) -> Iterator[Misfit]:
        if scale not in self.facets:
            yield Misfit((*path, "scale"), _SCALE)
        elif facet not in self.facets[scale]:
            yield Misfit((*path, "facet"), _FACET)


def _same_names(
    path: DocumentPath, names: Collection[str], wanted: Collection[str] | Sequence[str]
) -> Iterator[Misfit]:
    if set(names) != set(wanted):
        yield Misfit(path, "does not have the names that this report has elsewhere")


def _mean(path: DocumentPath, figure: MeanDoc | GroupItemDoc) -> Iterator[Misfit]:
    parts = ("direction", "interval") if hasattr(figure, "interval") else ("direction",)
    for part in parts:
        if (figure.mean is None) != (getattr(figure, part) is None):
            yield Misfit((*path, part), _WHERE_MEAN)
    if (figure.mean is None) == (figure.reason is None):
        yield Misfit((*path, "reason"), "must be given exactly when there is no mean")
    ends = getattr(figure, "interval", None)
    if ends is not None and not (-FURTHEST <= ends.low <= 100 and 0 <= ends.high <= FURTHEST):  # noqa: PLR2004 - points
        yield Misfit((*path, "interval"), "is not about points of 0 to 100")


def _answered(path: DocumentPath, answered: int | None, people: int | None) -> Iterator[Misfit]:
    if answered is not None and (people is None or answered > people):
        yield Misfit((*path, "answered"), "is more than there are people")


def _finding(path: DocumentPath, finding: FindingDoc, group: GroupDoc) -> Iterator[Misfit]:
    scale = group.scales.get(finding.scale)
    figure = scale.facets.get(finding.facet) if scale is not None else None
    if figure is not None and figure.mean != finding.mean:
        yield Misfit((*path, "mean"), "is not the mean of that part")
