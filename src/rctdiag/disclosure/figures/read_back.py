"""The finished document as an attacker reads it: its figures, and who is behind each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rctdiag.disclosure.figures.person_scores import facet_measure, item_measure
from rctdiag.disclosure.release import rounding
from rctdiag.disclosure.release.publication import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.disclosure.groups.membership import Group
    from rctdiag.disclosure.release.publication import Publication
    from rctdiag.model.documents.teams import GroupDoc, GroupItemDoc, MeanDoc, TeamFigures


def read_publication(document: TeamFigures, planned: Publication) -> Publication:
    """What the document says, over the groups and measures that it was planned for.

    Args:
        document: As read back from its JSON.
        planned: For who is in which group, and what each measure is made of; no figure of it
            is looked at.
    """
    groups = planned.membership.groups
    written = (document.organisation, *document.groups)
    figures = [
        figure
        for group, doc in zip(groups, written, strict=True)
        for figure in _figures(group, doc, planned)
    ]
    respondents = frozenset(
        group.key for group, doc in zip(groups, written, strict=True) if doc.n is not None
    )
    return replace(planned, respondents=respondents, figures=tuple(figures))


def _figures(group: Group, doc: GroupDoc, planned: Publication) -> Iterator[Figure]:
    for scale, scores in doc.scales.items():
        means: dict[str, MeanDoc] = {scale: scores}
        means |= {facet_measure(scale, facet): mean for facet, mean in scores.facets.items()}
        for measure, mean in means.items():
            yield from _figure(group, measure, mean, scores.answered, planned)
    for item, item_mean in doc.items.items():
        yield from _figure(group, item_measure(item), item_mean, item_mean.answered, planned)


def _figure(
    group: Group,
    measure: str,
    mean: MeanDoc | GroupItemDoc,
    answered: int | None,
    planned: Publication,
) -> Iterator[Figure]:
    """The figure, if there is one."""
    if mean.mean is None or mean.direction is None:
        return
    n = answered or 0
    planned_measure = planned.measures[measure]
    shown = rounding.read(
        mean.mean, mean.direction, max(n, 1), planned_measure.steps, len(planned_measure.pieces)
    )
    yield Figure(measure, group.key, n, shown)
