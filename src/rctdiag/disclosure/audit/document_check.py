"""A second look at the finished document: it may say no more than the publication allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.disclosure import rules
from rctdiag.disclosure.groups.membership import EVERYONE
from rctdiag.errors.faults import ConfidentialityRefusal, Fault
from rctdiag.model.base import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.disclosure.groups.membership import Group
    from rctdiag.disclosure.release.publication import Publication
    from rctdiag.model.documents.teams import (
        ComparisonDoc,
        GroupDoc,
        GroupItemDoc,
        GroupScaleDoc,
        MeanDoc,
        TeamFigures,
    )


WORDS = frozenset({"by", "name", "reason"})  # of a hidden group, all that may be there


def check(document: TeamFigures, publication: Publication) -> None:
    """Compare every group of the document with what was published of it.

    Raises:
        ConfidentialityRefusal: the document says more.
    """
    groups = publication.membership.groups
    shown = (document.organisation, *document.groups)
    faults = [
        fault
        for group, doc in zip(groups, shown, strict=True)
        for fault in _faults(group, doc, publication)
    ]
    faults += [
        "comparison"
        for row in document.comparisons.rows
        if not all(
            _has_detail(group, row.scale, publication)
            for group in (groups[0], _group_of(groups, row))
        )
    ]
    if faults:
        raise ConfidentialityRefusal(
            Fault(
                f"unsafe-{faults[0]}",
                "The document would reveal more than its own rules allow.",
                "Nothing was written. This is a bug in rctdiag: please report it.",
            )
        )


def _faults(group: Group, doc: GroupDoc, publication: Publication) -> Iterator[str]:
    if (doc.by, doc.name) != (group.by, group.name if group.by != EVERYONE else None):
        yield "order"
    if group.key not in publication.respondents:
        if any(_has_figures(part) for name, part in doc if name not in WORDS):
            yield "hidden-group"
        return
    if doc.n != len(group.members) or doc.n < publication.minimum:
        yield "number"
    for scale, scores in doc.scales.items():
        yield from _scale_faults(group, scale, scores, publication)
    for scale, agreement in doc.agreement.items():
        if agreement is not None and not _has_detail(group, scale, publication):
            yield "agreement"
    yield from _item_faults(group, doc.items, publication)


def _item_faults(
    group: Group, items: Mapping[str, GroupItemDoc], publication: Publication
) -> Iterator[str]:
    for item, shown in items.items():
        figure = publication.by_place.get((group.key, f"item:{item}"))
        if (shown.mean is not None) != (figure is not None):
            yield "item"
        if figure is not None and figure.n < rules.MINIMUM_SENSITIVE:
            yield "sensitive"


def _scale_faults(
    group: Group, scale: str, scores: GroupScaleDoc, publication: Publication
) -> Iterator[str]:
    parts: dict[str, MeanDoc] = {scale: scores}
    parts |= {f"{scale}.{facet}": mean for facet, mean in scores.facets.items()}
    for measure, doc in parts.items():
        figure = publication.by_place.get((group.key, measure))
        if figure is None:
            if any(_has_figures(part) for name, part in doc if name not in {"reason", "facets"}):
                yield "hidden-scale"
        elif doc.mean != figure.shown.value:
            yield "mean"


def _has_detail(group: Group, scale: str, publication: Publication) -> bool:
    figure = publication.by_place.get((group.key, scale))
    return figure is not None and figure.n >= rules.MINIMUM_DETAIL


def _group_of(groups: tuple[Group, ...], row: ComparisonDoc) -> Group:
    return next(g for g in groups if (g.by, g.name) == (row.by, row.name))


def _has_figures(part: object) -> bool:
    """Whether there is anything in it but null, empty and reasons."""
    if isinstance(part, Frozen):
        part = dict(part)
    if isinstance(part, dict):
        return any(_has_figures(value) for name, value in part.items() if name != "reason")
    if isinstance(part, (list, tuple)):
        return bool(part)
    return part is not None
