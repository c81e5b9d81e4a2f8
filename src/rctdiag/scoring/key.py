"""From questionnaires to one flat key that every engine reads.

Plain Python, Polars and Spark interpret the same rows, so they cannot disagree about a
reversed item, a missing rule or a response range.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rctdiag.model.questionnaire import Item, Questionnaire

Form = Literal["full", "short"]


class KeyRow(NamedTuple):
    """One item: ``keyed = sign * answer + offset``, whole numbers from ``low`` to ``high``."""

    item: str
    scale: str
    facet: str
    sign: int  # 1, or -1 where agreeing lowers the scale
    offset: int  # 0, or low + high
    serious: bool
    low: int
    high: int
    who_carries: bool = False


class FacetKey(NamedTuple):
    """A facet: the items scored in this form, and how many of them must be answered.

    Items that compare groups of people (``compared``) are asked and shown by themselves: they
    enter no mean and no count.

    Attributes:
        name: ``scale.facet``.
        low: The lowest answer to its items.
        high: The highest.
        items: The ids of ``rows``.
    """

    id: str
    name: str
    low: int
    high: int
    needed: int
    rows: tuple[KeyRow, ...]
    items: tuple[str, ...]
    compared: tuple[KeyRow, ...]

    def __hash__(self) -> int:
        """By its id alone: what is kept for a facet is found sooner than by all of its rows."""
        return hash(self.id)


class ScaleKey(NamedTuple):
    """A scale: its one response range, its facets and its missing rule."""

    id: str
    kind: str
    private: bool
    low: int
    high: int
    items: int
    needed: int  # answered items
    facets_needed: int  # facets with a score
    facets: tuple[FacetKey, ...]


class ScoringKey(NamedTuple):
    """Everything scoring needs to know of the questionnaires; plain, frozen, picklable."""

    form: Form
    scales: tuple[ScaleKey, ...]
    rows: tuple[KeyRow, ...]  # all rows that are asked, in the order of the facets
    compared: tuple[str, ...]  # the items of them that compare groups of people


def facet_needs(items: int) -> int:
    """Two thirds of the items, rounded up: 1 of 1, 2 of 2, 2 of 3, 3 of 4."""
    return -(-2 * items // 3)


def scale_needs(items: int) -> int:
    """Half of the items, rounded up."""
    return -(-items // 2)


def scale_needs_facets(facets: int) -> int:
    """Three facets with a score, or all of them where there are fewer."""
    return min(3, facets)


def scoring_key(questionnaires: Sequence[Questionnaire], form: Form) -> ScoringKey:
    """Turn questionnaires into the flat key of one run.

    Args:
        questionnaires: in the order in which they are reported; ids of questionnaires and of
            items are unique among them.
        form: ``full``, or ``short`` for the items marked so.

    Raises:
        ValueError: ids clash, an item names a facet its questionnaire lacks, or a response
            scale has a single point. The loader reports the same faults with their place.
    """
    _refuse_clashes("questionnaire", [questionnaire.id for questionnaire in questionnaires])
    _refuse_clashes(
        "item", [item.id for questionnaire in questionnaires for item in questionnaire.items]
    )
    scales = tuple(_scale_key(questionnaire, form) for questionnaire in questionnaires)
    order = {
        item.id: at
        for questionnaire in questionnaires
        for at, item in enumerate(questionnaire.items)
    }
    rows = tuple(
        row
        for scale in scales
        for facet in scale.facets
        for row in sorted(facet.rows + facet.compared, key=lambda row: order[row.item])
    )
    compared = tuple(row.item for row in rows if row.who_carries)
    return ScoringKey(form=form, scales=scales, rows=rows, compared=compared)


def presentation_order(questionnaires: Sequence[Questionnaire], form: Form) -> tuple[str, ...]:
    """Item ids in the order in which they are asked.

    The first item of each facet, then the second of each, and so on; within a round the first
    facet of every questionnaire, then the second of every one. Neighbouring questions so come
    from different scales. Private questionnaires follow as a block of their own, mixed alike.
    """
    shared = [questionnaire for questionnaire in questionnaires if not questionnaire.private]
    private = [questionnaire for questionnaire in questionnaires if questionnaire.private]
    return (*_interleaved(shared, form), *_interleaved(private, form))


def _interleaved(questionnaires: Sequence[Questionnaire], form: Form) -> Iterator[str]:
    columns = [
        [_items_of_form(questionnaire, facet.id, form) for facet in questionnaire.facets]
        for questionnaire in questionnaires
    ]
    facets = [facet for level in zip_longest(*columns, fillvalue=()) for facet in level]
    for items in zip_longest(*facets):
        yield from (item.id for item in items if item is not None)


def _items_of_form(questionnaire: Questionnaire, facet: str, form: Form) -> tuple[Item, ...]:
    return tuple(
        item
        for item in questionnaire.items
        if item.facet == facet and (form == "full" or item.short)
    )


def _scale_key(questionnaire: Questionnaire, form: Form) -> ScaleKey:
    low, high = questionnaire.scale.low, questionnaire.scale.high
    if low >= high:
        raise ValueError(f"questionnaire {questionnaire.id}: its response scale has one point")
    known = {facet.id for facet in questionnaire.facets}
    for item in questionnaire.items:
        if item.facet not in known:
            raise ValueError(f"item {item.id}: {questionnaire.id} has no facet {item.facet}")
    facets = tuple(_facet_key(questionnaire, facet.id, form) for facet in questionnaire.facets)
    items = sum(len(facet.rows) for facet in facets)
    return ScaleKey(
        id=questionnaire.id,
        kind=questionnaire.kind,
        private=questionnaire.private,
        low=low,
        high=high,
        items=items,
        needed=scale_needs(items),
        facets_needed=scale_needs_facets(sum(1 for facet in facets if facet.rows)),
        facets=facets,
    )


def _facet_key(questionnaire: Questionnaire, facet: str, form: Form) -> FacetKey:
    rows = [_row(questionnaire, item) for item in _items_of_form(questionnaire, facet, form)]
    scored = tuple(row for row in rows if not row.who_carries)
    compared = tuple(row for row in rows if row.who_carries)
    return FacetKey(
        id=facet,
        name=f"{questionnaire.id}.{facet}",
        low=questionnaire.scale.low,
        high=questionnaire.scale.high,
        needed=facet_needs(len(scored)),
        rows=scored,
        items=tuple(row.item for row in scored),
        compared=compared,
    )


def _row(questionnaire: Questionnaire, item: Item) -> KeyRow:
    low, high = questionnaire.scale.low, questionnaire.scale.high
    return KeyRow(
        item=item.id,
        scale=questionnaire.id,
        facet=item.facet,
        sign=-1 if item.reversed else 1,
        offset=low + high if item.reversed else 0,
        serious=item.serious,
        low=low,
        high=high,
        who_carries=item.who_carries,
    )


def _refuse_clashes(kind: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise ValueError(f"{kind} {id_} is there twice; ids are unique in a run")
        seen.add(id_)
