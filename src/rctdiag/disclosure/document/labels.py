"""The parts of a group document that say what things are called, and what is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.disclosure.document.parts import HIDDEN
from rctdiag.disclosure.figures.person_scores import facet_measure, item_measure

if TYPE_CHECKING:
    from rctdiag.disclosure.document.parts import Report

    Document = dict[str, Any]

STEP_FIELDS = (
    "strategy",
    "title",
    "do",
    "begin",
    "say",
    "ally",
    "sign",
    "stop_if",
    "avoid",
    "risk",
    "visibility",
    "phase",
)


def labels(made: Report) -> Document:
    """What the scales and their parts are called."""
    return {
        id_: {
            "title": one.title,
            "theory": one.theory,
            "kind": one.kind,
            "high": one.high_is,
            "spread": {
                "sd": made.spread(id_).sd,
                "df": made.spread(id_).df,
                "reason": made.spread(id_).reason or None,
            },
            "facets": [
                {"id": facet.id, "label": facet.label, "opposite": facet.opposite}
                for facet in one.facets
                if facet_measure(id_, facet.id) in made.publication.measures
            ],
        }
        for id_, one in made.questionnaires.items()
    }


def item_labels(made: Report) -> Document:
    """The texts of sensitive items, which are shown one by one from twenty people."""
    return {
        item.id: {
            "scale": one.id,
            "text": item.text,
            "serious": item.serious,
            "who_carries": item.who_carries,
        }
        for one in made.survey.questionnaires
        for item in one.items
        if item_measure(item.id) in made.publication.measures
    }


def hidden(made: Report) -> list[Document]:
    """What is not shown, and why; never how many people are in it."""
    found = []
    for group in made.groups:
        if not made.is_shown(group):
            found.append({"by": group.by, "name": group.name, "scale": None, "reason": HIDDEN})
            continue
        found += [
            {"by": group.by, "name": group.name, "scale": scale, "reason": HIDDEN}
            for scale in made.key
            if made.figure(group.key, scale) is None
        ]
    return found


def steps_told(made: Report) -> Document:
    """The steps that some group is offered, whole."""
    return {
        id_: {
            field: getattr(step, field)
            for field in (
                "strategy",
                "title",
                "do",
                "begin",
                "say",
                "ally",
                "sign",
                "stop_if",
                "avoid",
                "risk",
                "visibility",
                "phase",
            )
        }
        | {"costs": step.costs.model_dump(), "sources": list(step.sources)}
        for id_, step in sorted(made.used.items())
    }


def correlations_told(made: Report) -> list[Document]:
    """The correlations that "stands out" rests on."""
    return [{"scales": list(pair), "value": value} for pair, value in (made.between or {}).items()]
