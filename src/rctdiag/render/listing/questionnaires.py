"""Questionnaires as lists: all of them, and each with its facets and items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.listing.listing import Column, Listing, Row, Section
from rctdiag.render.person.result_page import capital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.model.questionnaire import Item, Questionnaire
    from rctdiag.render.words import Words

MARKS = ("reversed", "short", "serious")


def questionnaires(available: Iterable[Questionnaire], words: Words) -> Listing:
    """The questionnaires that can be asked."""
    say = words.text
    rows = tuple(
        Row(
            q.id,
            (
                say("lists.private", title=q.title) if q.private else q.title,
                str(len(q.items)),
                str(sum(item.short for item in q.items)),
                q.version,
            ),
        )
        for q in available
    )
    columns = (
        Column(say("lists.title")),
        Column(say("lists.items"), wraps=False),
        Column(say("lists.short"), wraps=False),
        Column(say("lists.version"), wraps=False),
    )
    section = Section(name_label=say("lists.questionnaire"), columns=columns, rows=rows)
    foot = (say("lists.questionnaires_foot"),)
    return Listing(say("lists.questionnaires"), sections=(section,), foot=foot)


def questionnaire(q: Questionnaire, words: Words) -> Listing:
    """A questionnaire: what it looks at, its scale, and each facet with its items."""
    say = words.text
    points = range(q.scale.low, q.scale.high + 1)
    scale = ", ".join(
        say("lists.point", number=number, label=label)
        for number, label in zip(points, q.scale.labels, strict=True)
    )
    sections = (
        Section(
            say("lists.facet", label=capital(facet.label), id=facet.id),
            (facet.looks_for,),
            rows=tuple(_item(item, words) for item in q.items if item.facet == facet.id),
        )
        for facet in q.facets
    )
    return Listing(
        say("lists.questionnaire_title", title=q.title, id=q.id, version=q.version),
        (
            q.about,
            say("lists.questionnaire_about", license=q.license, evidence=q.evidence),
            f"{q.stem} {scale}.",
        ),
        tuple(sections),
    )


def _item(item: Item, words: Words) -> Row:
    marks = [words.text(f"lists.item_{mark}") for mark in MARKS if getattr(item, mark)]
    if not marks:
        return Row(item.id, (item.text,))
    return Row(item.id, (words.text("lists.item", text=item.text, marks=", ".join(marks)),))
