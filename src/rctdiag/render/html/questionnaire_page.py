"""A questionnaire as one HTML file: its answers, its facets, its questions and how each counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.render.handover.look import PLAIN
from rctdiag.render.html.html_page import page
from rctdiag.render.person.result_page import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.questionnaire import Facet, Item, Questionnaire
    from rctdiag.render.words import Words


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with how it counts."""

    id: str
    text: str
    counts: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacetPart:
    """A part of the questionnaire with its questions."""

    label: str
    texts: tuple[str, ...]
    items: tuple[QuestionRow, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionnaireSheet:
    """Everything that the page shows, in this order."""

    language: str
    name: str
    title: str
    particulars: tuple[str, ...]
    about: str
    notices: tuple[str, ...]
    stem: str
    answers: tuple[tuple[int, str], ...]
    facets: tuple[FacetPart, ...]
    origin: str

    @property
    def file_title(self) -> str:
        """The title in the properties of the file."""
        return self.title


def questionnaire_html(questionnaire: Questionnaire, sha256: str, words: Words) -> str:
    """The file; the same questionnaire gives the same bytes.

    Args:
        questionnaire: what is shown.
        sha256: of its content.
        words: the sentences around it.
    """
    scale = questionnaire.scale
    short = sum(item.short for item in questionnaire.items)
    sheet = QuestionnaireSheet(
        language=questionnaire.language,
        name=questionnaire.id,
        title=questionnaire.title,
        particulars=(
            words.text("sheet_items", count=len(questionnaire.items), short=short),
            words.text("sheet_version", version=questionnaire.version),
        ),
        about=questionnaire.about,
        notices=tuple(_notices(questionnaire, words)),
        stem=questionnaire.stem,
        answers=tuple(zip(range(scale.low, scale.high + 1), scale.labels, strict=True)),
        facets=tuple(_facet(questionnaire, facet, words) for facet in questionnaire.facets),
        origin=words.text("sheet_hash", hash=sha256, license=questionnaire.license),
    )
    return page("questionnaire.html.j2", sheet, words, PLAIN)


def _notices(questionnaire: Questionnaire, words: Words) -> Iterator[str]:
    if questionnaire.private:
        yield words.text("sheet_private")
    known = words.has(f"sheet_evidence_{questionnaire.evidence}")
    id_ = f"sheet_evidence_{questionnaire.evidence}" if known else "sheet_evidence"
    yield words.text(id_, level=questionnaire.evidence)


def _facet(questionnaire: Questionnaire, facet: Facet, words: Words) -> FacetPart:
    texts = [capital(facet.looks_for)]
    if facet.opposite:
        texts.append(words.text("sheet_opposite", opposite=facet.opposite))
    after = []
    if facet.boundary:
        after.append(words.text("sheet_boundary", boundary=facet.boundary))
    if facet.source:
        after.append(words.text("sheet_sources", sources="; ".join(facet.source)))
    items = [item for item in questionnaire.items if item.facet == facet.id]
    return FacetPart(
        label=capital(facet.label),
        texts=tuple(texts),
        items=tuple(_row(questionnaire, item, words) for item in items),
        after=tuple(after),
    )


def _row(questionnaire: Questionnaire, item: Item, words: Words) -> QuestionRow:
    most = capital(questionnaire.scale.labels[-1])
    counts = words.text(f"sheet_counts_{'less' if item.reversed else 'more'}", answer=most)
    marks = (
        (item.short, "sheet_in_short"),
        (item.serious, "sheet_is_serious"),
        (item.sensitive, "sheet_is_sensitive"),
        (item.who_carries, "sheet_asks_who_carries"),
    )
    return QuestionRow(
        item.id, item.text, counts, tuple(words.text(id_) for holds, id_ in marks if holds)
    )
