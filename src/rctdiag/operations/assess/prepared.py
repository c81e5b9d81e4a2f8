"""What stays the same whoever answers: prepared once, used for one sheet or for a million."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.model.documents.result import OfferDoc, QuestionnaireRef, ScaleDoc
from rctdiag.scoring.key import scoring_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.questionnaire import Item, Questionnaire
    from rctdiag.model.step import Step
    from rctdiag.render.words import Words
    from rctdiag.scoring.key import Form, ScaleKey, ScoringKey


class PreparedScale(NamedTuple):
    """What a document says of a scale whoever answers.

    Attributes:
        unanswered: The scale without an answer.
        facets: The label of each facet, and what stands at its other end.
    """

    unanswered: ScaleDoc
    facets: tuple[tuple[str, str | None], ...]


class Practice(NamedTuple):
    """Something that happens at a workplace: an item on a culture, or on connection."""

    id: str  # of the item
    questionnaire: Questionnaire
    item: Item
    is_culture: bool
    serious: bool
    helps: bool  # connection, when it happens
    facet: tuple[str, str]  # of which scale
    rank: int  # by id, where answers are equal


class Prepared(NamedTuple):
    """Questionnaires, steps and words, with what follows from them alone.

    Attributes:
        questionnaires: By id, in the order in which they are reported.
        form: The form that was asked.
        words: The sentences of a language.
        key: The scoring key.
        item_ids: The ids of the items asked.
        references: Which instruments were asked, exactly.
        scales: By id.
        items: Each item with its questionnaire, by id.
        practices: The practices among the items asked, by item.
        culture_items: The scored items of each culture, by scale.
        facet_labels: By (scale, facet).
        offers: Each step as a document shows it, without answers, by id.
    """

    questionnaires: dict[str, Questionnaire]
    form: Form
    words: Words
    key: ScoringKey
    item_ids: tuple[str, ...]
    references: tuple[QuestionnaireRef, ...]
    scales: dict[str, PreparedScale]
    items: dict[str, tuple[Questionnaire, Item]]
    practices: dict[str, Practice]
    culture_items: dict[str, tuple[str, ...]]
    facet_labels: dict[tuple[str, str], str]
    offers: dict[str, OfferDoc]


def prepare(
    instruments: Sequence[Instrument], steps: Iterable[Step], words: Words, form: Form
) -> Prepared:
    """Everything that does not depend on the answers."""
    questionnaires = {
        instrument.questionnaire.id: instrument.questionnaire for instrument in instruments
    }
    key = scoring_key(list(questionnaires.values()), form)
    item_ids = tuple(row.item for row in key.rows)
    return Prepared(
        questionnaires=questionnaires,
        form=form,
        words=words,
        key=key,
        item_ids=item_ids,
        references=tuple(reference(instrument) for instrument in instruments),
        scales=_scales(questionnaires, key),
        items={item.id: (q, item) for q in questionnaires.values() for item in q.items},
        practices=_practices(questionnaires, item_ids),
        culture_items={
            scale.id: tuple(row.item for facet in scale.facets for row in facet.rows)
            for scale in key.scales
            if scale.kind == "culture"
        },
        facet_labels={
            (q.id, facet.id): facet.label for q in questionnaires.values() for facet in q.facets
        },
        offers={step.id: OfferDoc.of_catalogue(step) for step in steps},
    )


def reference(instrument: Instrument) -> QuestionnaireRef:
    """Which instrument was asked, exactly."""
    return QuestionnaireRef.copied_from(instrument.questionnaire, sha256=instrument.sha256)


def _scales(questionnaires: dict[str, Questionnaire], key: ScoringKey) -> dict[str, PreparedScale]:
    item_ids = {row.item for row in key.rows}
    return {
        scale.id: PreparedScale(
            unanswered=_unanswered(q, scale, [item for item in q.items if item.id in item_ids]),
            facets=tuple((facet.label, facet.opposite) for facet in q.facets),
        )
        for scale in key.scales
        for q in [questionnaires[scale.id]]
    }


def _unanswered(q: Questionnaire, key: ScaleKey, items_of_form: Sequence[Item]) -> ScaleDoc:
    return ScaleDoc(
        id=q.id,
        label=q.title,
        theory=q.theory,
        kind=q.kind,
        private=q.private,
        score=None,
        band=None,
        bands=(),
        interval=None,
        answered=0,
        items=key.items,
        needed=key.needed,
        reversed=sum(item.reversed for item in items_of_form),
        cant_say=0,
        cannot_see=False,
        reason=None,
        rule=f"items>={key.needed},facets>={key.facets_needed}",
        facets={},
        facet_order=tuple(facet.id for facet in q.facets),
    )


def _practices(
    questionnaires: dict[str, Questionnaire], item_ids: Sequence[str]
) -> dict[str, Practice]:
    items = [
        (q, item)
        for q in sorted(questionnaires.values(), key=lambda q: q.id)
        if q.kind in ("culture", "connection")
        for item in sorted(q.items, key=lambda item: item.id)
    ]
    practices = {
        item.id: Practice(
            id=item.id,
            questionnaire=q,
            item=item,
            is_culture=q.kind == "culture",
            serious=item.serious,
            helps=item.reversed == (q.kind == "culture"),
            facet=(q.id, item.facet),
            rank=rank,
        )
        for rank, (q, item) in enumerate(items)
    }
    return {item: practices[item] for item in item_ids if item in practices}
