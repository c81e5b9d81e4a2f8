"""A second look at the finished document: it may say no more than the publication allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.disclosure import rules
from rctdiag.disclosure.groups.membership import EVERYONE
from rctdiag.errors.faults import ConfidentialityRefusal, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.disclosure.groups.membership import Group
    from rctdiag.disclosure.release.publication import Publication

    Document = Mapping[str, Any]

WORDS = frozenset({"by", "name", "reason"})  # of a hidden group, all that may be there


def check(document: Document, publication: Publication) -> None:
    """Compare every group of the document with what was published of it.

    Raises:
        ConfidentialityRefusal: the document says more.
    """
    groups = publication.membership.groups
    told = [document["organisation"], *document["groups"]]
    faults = [
        fault
        for group, one in zip(groups, told, strict=True)
        for fault in _faults(group, one, publication)
    ]
    faults += [
        "comparison"
        for row in document["comparisons"]["rows"]
        if not _has_detail(_find(groups, row), row["scale"], publication)
    ]
    if faults:
        raise ConfidentialityRefusal(
            Fault(
                f"unsafe-{faults[0]}",
                "The document would say more than its own rules allow.",
                "Nothing was written. This is a fault of the program: please report it.",
            )
        )


def _faults(group: Group, told: Document, publication: Publication) -> Iterator[str]:
    if (told["by"], told["name"]) != (group.by, group.name if group.by != EVERYONE else None):
        yield "order"
    if group.key not in publication.respondents:
        if any(_figures(part) for key, part in told.items() if key not in WORDS):
            yield "hidden-group"
        return
    if told["n"] != len(group.members) or told["n"] < publication.minimum:
        yield "number"
    for scale, its in told["scales"].items():
        yield from _scale_faults(group, scale, its, publication)
    for part in ("agreement", "favourable"):
        for scale, its in told[part].items():
            if its is not None and not _has_detail(group, scale, publication):
                yield part
    yield from _item_faults(group, told["items"], publication)


def _item_faults(group: Group, told: Document, publication: Publication) -> Iterator[str]:
    for item, its in told.items():
        figure = publication.by_place.get((group.key, f"item:{item}", None))
        if (its["mean"] is not None) != (figure is not None):
            yield "item"
        if figure is not None and figure.n < rules.MINIMUM_SENSITIVE:
            yield "sensitive"


def _scale_faults(
    group: Group, scale: str, told: Document, publication: Publication
) -> Iterator[str]:
    parts = {scale: told} | {f"{scale}.{name}": its for name, its in told["facets"].items()}
    for measure, its in parts.items():
        figure = publication.by_place.get((group.key, measure, None))
        if figure is None:
            if _figures(
                {key: part for key, part in its.items() if key not in {"reason", "facets"}}
            ):
                yield "hidden-scale"
        elif its["mean"] != figure.shown.value:
            yield "mean"


def _has_detail(group: Group, scale: str, publication: Publication) -> bool:
    valid = publication.measures[scale].valid
    shown = (group.key, scale, None) in publication.by_place
    return shown and group.count(valid) >= rules.MINIMUM_DETAIL


def _find(groups: tuple[Group, ...], row: Document) -> Group:
    return next(g for g in groups if (g.by, g.name) == (row["by"], row["name"]))


def _figures(part: object) -> bool:
    """Whether there is anything in it but null, empty and reasons."""
    if isinstance(part, dict):
        return any(_figures(its) for key, its in part.items() if key != "reason")
    if isinstance(part, (list, tuple)):
        return bool(part)
    return part is not None
