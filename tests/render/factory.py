"""Results to render, as plain JSON data, valid against the published model."""

from __future__ import annotations

import json
from typing import Any

from rctdiag import render as rendering
from rctdiag.model.documents.result import Result
from rctdiag.model.step import STRATEGIES
from rctdiag.render.view import View

Document = dict[str, Any]

FACETS = {
    "hierarchical": ("one_way_influence", "power_over", "invisible_work", "self_protection"),
    "pseudo_relational": ("surface_harmony", "cost_of_candour"),
    "survival": ("overload", "depletion"),
    "connection": ("zest", "empowerment", "clarity", "worth", "desire_for_connection"),
}
LABELS = {
    "hierarchical": ("Top-down", "hierarchical culture", "culture"),
    "pseudo_relational": ("Nice but guarded", "pseudo-relational culture", "culture"),
    "survival": ("Stretched", "survival culture", "culture"),
    "connection": ("Connection", "growth-fostering connection", "connection"),
}
READINGS = ("power_over", "power_to", "power_with", "paradox")
SUPPORT = ["danger", "unequal", "others_at_risk", "own_life", "worn_out", "you_decide"]
BANDS = ("never", "rarely", "sometimes", "often", "almost_always")


def model(document: Document) -> Result:
    """The document as a saved one is read back."""
    return Result.model_validate_json(json.dumps(document))


def render(document: Document, view: View) -> str:
    """A report on JSON data."""
    return rendering.render(model(document), view)


def valid(document: Document) -> Document:
    """The document, once the model has taken it, lists for tuples as JSON gives them."""
    model(document)
    return document


def scale(id_: str, score: float | None, band: str = "often", **changes: object) -> Document:
    label, theory, kind = LABELS[id_]
    interval = None
    if score is not None:
        limits = {"low": score - 9.5, "high": score + 9.25}
        interval = {**limits, "level": 0.9, "method": "item-sampling"}
    return {
        "id": id_,
        "label": label,
        "theory": theory,
        "kind": kind,
        "private": False,
        "score": score,
        "band": None if score is None else band,
        "bands": [] if score is None else [band],
        "interval": interval,
        "answered": 4 if score is None else 15,
        "items": 15,
        "needed": 8,
        "reversed": 6,
        "cant_say": 0,
        "cannot_see": False,
        "reason": "not_enough_answers" if score is None else None,
        "rule": "the rule in words",
        "facets": {one: facet(one, score, band) for one in FACETS[id_]},
        "facet_order": list(FACETS[id_]),
    } | changes


def facet(id_: str, score: float | None, band: str) -> Document:
    return {
        "id": id_,
        "label": f"{id_.replace('_', ' ')} as a label",
        "opposite": f"what is unlike {id_.replace('_', ' ')}",
        "score": score,
        "band": None if score is None else band,
        "answered": 0 if score is None else 3,
        "items": 3,
        "cant_say": 0,
        "reason": None if score is not None else "not_enough_answers",
    }


def practice(item: str, text: str, label: str = "often", **changes: object) -> Document:
    told = {"item": item, "scale": "hierarchical", "facet": "invisible_work", "text": text}
    return told | {"answer": 4, "answer_label": label, "serious": False} | changes


def offer(id_: str, strategy: str = "networking", **changes: object) -> Document:
    return {
        "id": id_,
        "strategy": strategy,
        "audience": "member",
        "title": f"Talk with one person ({id_})",
        "do": "Have one unhurried conversation with somebody you trust.",
        "begin": "Tonight, think of one name.",
        "say": "How are you, really?",
        "ally": "A friend outside.",
        "sign": "You come away lighter.",
        "stop_if": "It is passed on. Tell that person nothing more.",
        "avoid": "Telling everything at once.",
        "risk": "Small, if names are left out.",
        "visibility": "alone",
        "costs": {"minutes": 15, "gives_back": 0, "replaces": "turning it over alone"},
        "because": [
            {
                "scale": "hierarchical",
                "facet": "power_over",
                "item": "h04",
                "text": "Those in charge freeze out whoever questions them.",
                "answer": 4,
                "answer_label": "often",
            }
        ],
        "sources": ["HS: Step 3"],
    } | changes


def row(now: Document | None, after: Document | None = None, *opens: str) -> Document:
    """A row of the map; without a step for now there is a reason."""
    reason = {"id": "no_step_not_by_yourself", "text": "Not by yourself."}
    return {
        "now": now,
        "reason": None if now else reason,
        "next": after,
        "opens": [{"id": f"opens_{n}", "text": text} for n, text in enumerate(opens)],
    }


def plan(*begin: Document, **changes: object) -> Document:
    """A map with a step in each row, and what to begin with: without any, the first three."""
    rows = {
        strategy: row(
            offer(f"{strategy}_now", strategy, title=f"Do {strategy}"),
            offer(f"{strategy}_next", strategy, title=f"Then {strategy}"),
            "once two people here agree to do it with you",
        )
        for strategy in STRATEGIES
    }
    chosen = list(begin) or [rows[strategy]["now"] for strategy in STRATEGIES[:3]]
    heart = {
        "scale": "hierarchical",
        "facet": "power_over",
        "label": "power over",
        "why": "serious",
    }
    return {"heart": [heart], "map": rows, "begin": chosen, "flags": []} | changes


def readiness(level: str = "some", worst: int | None = 3) -> Document:
    facets = ("allies", "say", "safety", "reserves")
    shared = {"score": 50.0, "worst": worst, "level": level}
    return {name: {"id": name, "label": f"{name} as a label", **shared} for name in facets}


def result(**changes: object) -> Document:
    """A full form in which top-down leads; top-level fields can be replaced."""
    reading = {"score": 70.0, "band": "often", "reason": None, "items": ["h04"], "formula": "mean"}
    document: Document = {
        "schema": "rctdiag.result/1",
        "rctdiag_version": "0.0.0",
        "created": "2026-11-22T10:00:00+01:00",
        "form": "full",
        "language": "en",
        "words": "steps",
        "questionnaires": [
            {
                "id": id_,
                "title": LABELS[id_][0],
                "version": "1.0.0",
                "sha256": "0123456789" * 6 + "0123",
                "license": "CC-BY-4.0",
                "evidence": 0,
            }
            for id_ in LABELS
        ],
        "about": about(),
        "answers": {"h01": 4, "h02": "cant_say"},
        "counts": {"asked": 75, "answered": 71, "cant_say": 3, "not_answered": 1},
        "scales": {
            "hierarchical": scale("hierarchical", 78.3333, bands=["often", "almost_always"]),
            "pseudo_relational": scale("pseudo_relational", 35.0, "rarely"),
            "survival": scale("survival", 46.6667, "sometimes"),
            "connection": scale("connection", 41.25, "sometimes"),
        },
        "profile": {
            "leading": ["hierarchical"],
            "certainty": "leads",
            "statement": "By your answers this place reads most clearly as top-down, often.",
            "portrait": [{"id": "portrait_x", "text": "This reads as a top-down place: x."}],
            "several": [],
            "points_to": [],
            "compared": ["hierarchical", "pseudo_relational", "survival"],
            "not_compared": [],
            "standing_out": [],
            "apart": False,
            "holding_together": False,
        },
        "continuum": {
            "position": 41.25,
            "band": "sometimes",
            "direction": "closed",
            "reason": None,
        },
        "readings": {name: {"id": name} | reading for name in READINGS},
        "practices": {
            "helping": [
                practice("c01", "A real talk here leaves me with more energy."),
                practice("h03", "Those in charge take back a decision.", facet="power_over"),
            ],
            "impeding": [practice("h06", "Helping goes unseen.", "almost always")],
            "who_carries_it": [practice("h09", "It falls on some groups more.", "rarely")],
        },
        "readiness": readiness(),
        "support": {"help_first": False, "parts": [], "why": [], "contacts": []},
        "plan": plan(),
        "limits": ["This looks at everyday patterns.", "Nobody reads your answers."],
        "validity": "A tool for reflection, and no instrument for decisions.",
    }
    return valid(document | changes)


def about(**changes: object) -> Document:
    names = ("frame", "months_here", "standing", "position", "direction", "beyond", "date")
    about = dict.fromkeys((*names, "context", "company")) | changes
    if about["standing"]:
        about["position"] = "yes" if about["standing"] == "leads" else "no"
    return about


def with_flags(*flags: str, **changes: object) -> Document:
    document = result(**changes)
    document["plan"]["flags"] = list(flags)
    return valid(document)


def helped(**changes: object) -> Document:
    serious = practice("h04", "Those in charge freeze out whoever objects.", serious=True)
    document = result(**changes)
    document["practices"]["impeding"] = [serious, *document["practices"]["impeding"]]
    document["support"] = {
        "help_first": True,
        "parts": SUPPORT[:5],
        "why": ["beyond:not_sure", "serious:h04"],
        "contacts": [{"part": "danger", "name": "Night line", "how": "0000 111"}],
    }
    for strategy in ("norming", "negotiating"):
        document["plan"]["map"][strategy] |= row(None, offer(f"{strategy}_next", strategy), "x")
    return valid(document)


def power_holder(band: str = "rarely") -> Document:
    document = with_flags(about=about(standing="leads", frame="team"))
    document["scales"]["hierarchical"] = scale("hierarchical", 30.0, band)
    document["scales"]["pseudo_relational"] = scale("pseudo_relational", 30.0, band)
    for one in ("power_over", "paradox"):
        document["readings"][one]["band"] = band
    return valid(document)


def hardly_answered() -> Document:
    empty: Document = {"score": None, "band": None, "reason": "not_enough_answers", "items": []}
    document = with_flags("too_few_answers", "no_readiness")
    document["scales"] = {one: scale(one, None) for one in LABELS}
    document["scales"]["survival"] |= {"cannot_see": True, "cant_say": 9}
    document["readings"] = {name: {"id": name, **empty, "formula": "mean"} for name in READINGS}
    document["continuum"] |= {"position": None, "band": None, "reason": "not_enough_answers"}
    document["practices"] = {"helping": [], "impeding": [], "who_carries_it": []}
    document["plan"] |= {"heart": [], "begin": []}
    document["profile"] |= {"leading": [], "certainty": "not_enough", "portrait": []}
    document["profile"]["statement"] = "There are not enough answers to say."
    return valid(document)


SPECIMENS = {
    "leads": result(about=about(frame="team", context="A merger.", company="J., from choir")),
    "wins": result(words="wins", form="short", about=about(months_here=1, date="2026-11-20")),
    "help_first": helped(about=about(beyond=["not_sure"])),
    "help_first_and_leads": helped(about=about(beyond=["danger"], standing="leads")),
    "power_holder": power_holder(),
    "hardly_answered": hardly_answered(),
    "no_readiness": with_flags("no_readiness", "short_form"),
    "low_safety": with_flags("low_safety", "exhausted", readiness=readiness("low", 1)),
    "nothing_offered": with_flags(plan=plan(begin=[]), created="not a date"),
}
