"""The sentences of a result document: the statement, the plan's reasons, the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.render.words import LIMITS
from rctdiag.scoring.bands import LOW, PRESENT, band, bands_spanned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.scores import ScaleScore, Scored
    from rctdiag.model.step import Because, Offer, Plan, Step
    from rctdiag.operations.assess.assessor import Assessor
    from rctdiag.render.words import Words


def limits(words: Words) -> list[str]:
    """What this cannot do, in every report."""
    return [words.text(name) for name in LIMITS]


def statement(assessor: Assessor, scored: Scored, *, comfort: bool) -> str:
    """What the cultures say together: a position with its range, never a verdict.

    Without ``comfort`` nothing reassuring is said: where it is more than culture, and for
    those who decide over others.
    """
    return " ".join(
        [_main(assessor, scored, comfort=comfort), *_additions(assessor, scored, comfort=comfort)]
    )


def _name(assessor: Assessor, scale: str) -> str:
    """How a scale is called inside a sentence; one's own questionnaire by its title."""
    words = assessor.words
    if words.has(f"name_{scale}"):
        return words.text(f"name_{scale}")
    return next(i.questionnaire.title for i in assessor.instruments if i.questionnaire.id == scale)


def _names(assessor: Assessor, scales: Sequence[str]) -> str:
    return assessor.words.listed([_name(assessor, scale) for scale in scales])


def _figures(assessor: Assessor, scale: ScaleScore) -> dict[str, str]:
    """Name, band, score and range of a scale, as they stand in a sentence."""
    assert scale.score is not None  # noqa: S101  (only scored scales are spoken of)
    low, high = scale.score, scale.score
    if scale.interval is not None:
        low, high = max(0.0, scale.interval.low), min(100.0, scale.interval.high)
    return {
        "name": _name(assessor, scale.id),
        "band": _bands(assessor, scale),
        "score": f"{scale.score:.0f}",
        "low": f"{low:.0f}",
        "high": f"{high:.0f}",
    }


def _bands(assessor: Assessor, scale: ScaleScore) -> str:
    """The band of a score in words; both ends where its interval spans several."""
    assert scale.score is not None  # noqa: S101  (as above)
    spanned = bands_spanned(scale.interval) if scale.interval else (band(scale.score),)
    low, high = (assessor.words.text(f"band_{one}") for one in (spanned[0], spanned[-1]))
    return low if low == high else assessor.words.text("band_two", low=low, high=high)


def _ranked(scored: Scored) -> list[ScaleScore]:
    """The cultures with a score, highest first."""
    cultures = [s for s in scored.scales.values() if s.kind == "culture" and s.score is not None]
    return sorted(cultures, key=lambda s: -(s.score or 0.0))


def _main(assessor: Assessor, scored: Scored, *, comfort: bool) -> str:
    ranked = _ranked(scored)
    if not ranked:
        return _without_cultures(assessor, scored)
    found = scored.profile
    names = _names(assessor, found.several)
    which: str = found.certainty
    if found.short_form:
        which = "short"
    elif found.points_to:
        which = "points_to"
    elif found.certainty == "none" and found.standing_out:
        which, names = "none_but", _standing_out(assessor, scored)
    elif found.certainty == "not_enough":
        which = "one"
    low = which == "short" and (ranked[0].score or 0.0) < LOW
    if (low or which in ("none", "none_but")) and not comfort:
        which = f"{which}_guarded"
    return assessor.words.text(f"statement_{which}", **_figures(assessor, ranked[0]), names=names)


def _without_cultures(assessor: Assessor, scored: Scored) -> str:
    """No culture has a score: another scale may, in a questionnaire of one's own."""
    others = [s for s in scored.scales.values() if s.kind == "other" and s.score is not None]
    if not others:
        return assessor.words.text("statement_not_enough")
    return " ".join(
        assessor.words.text("statement_one", **_figures(assessor, scale)) for scale in others
    )


def _standing_out(assessor: Assessor, scored: Scored) -> str:
    labels = {
        (i.questionnaire.id, facet.id): facet.label
        for i in assessor.instruments
        for facet in i.questionnaire.facets
    }
    return assessor.words.listed([labels[pair] for pair in scored.profile.standing_out[:3]])


def _additions(assessor: Assessor, scored: Scored, *, comfort: bool) -> list[str]:
    words, found = assessor.words, scored.profile
    told = []
    ranked = _ranked(scored)
    second = ranked[1].score or 0.0 if len(ranked) > 1 else 0.0
    if len(ranked) > 1 and found.certainty in ("leads", "leans") and (comfort or second >= LOW):
        is_some = LOW <= second < PRESENT
        told.append(
            words.text(
                "statement_some" if is_some else "statement_next", **_figures(assessor, ranked[1])
            )
        )
    if found.short_form and found.standing_out:
        many = "many" if len(found.standing_out) > 1 else "one"
        names = _standing_out(assessor, scored)
        told.append(words.text(f"statement_standing_out_{many}", names=names))
    if found.not_compared and found.compared and not found.points_to:
        many = "many" if len(found.not_compared) > 1 else "one"
        names = _names(assessor, found.not_compared)
        told.append(words.text(f"statement_left_out_{many}", names=names[:1].upper() + names[1:]))
    if found.holding_together and comfort:
        connection = next(s for s in scored.scales.values() if s.kind == "connection")
        told.append(words.text("statement_holding_together", score=f"{connection.score:.0f}"))
    if found.apart:
        told.append(words.text("statement_apart"))
    unseen = [s.id for s in scored.scales.values() if s.cannot_see and s.kind != "readiness"]
    if unseen:
        told.append(words.text("statement_cannot_see", names=_names(assessor, unseen)))
    return told


def plan(assessor: Assessor, made: Plan) -> dict[str, Any]:
    """The plan with every step in full, its answers and its reason in words."""
    return {
        "now": [_offer(assessor, offer) for offer in made.now],
        "later": [_offer(assessor, offer) for offer in made.later],
        "held_back": [_offer(assessor, offer) for offer in made.held_back],
        "flags": list(made.flags),
    }


def step(one: Step) -> dict[str, Any]:
    """What a document says of a step whoever answers, in the order in which it is written."""
    return {
        "ally": one.ally,
        "audience": one.audience,
        "avoid": one.avoid,
        "because": [],
        "begin": one.begin,
        "costs": {
            "gives_back": one.costs.gives_back,
            "minutes": one.costs.minutes,
            "replaces": one.costs.replaces,
        },
        "do": one.do,
        "id": one.id,
        "reason": None,
        "risk": one.risk,
        "say": one.say,
        "sign": one.sign,
        "sources": list(one.sources),
        "stop_if": one.stop_if,
        "strategy": one.strategy,
        "title": one.title,
        "visibility": one.visibility,
    }


def _offer(assessor: Assessor, offer: Offer) -> dict[str, Any]:
    fixed = assessor.steps[offer.step.id]
    told = fixed.copy()
    told["because"] = [_because(assessor, because) for because in offer.because]
    told["costs"] = fixed["costs"].copy()
    told["reason"] = assessor.words.text(offer.reason) if offer.reason else None
    told["sources"] = fixed["sources"].copy()
    return told


def _because(assessor: Assessor, because: Because) -> dict[str, Any]:
    q, item = assessor.items[because.item]
    return {
        "answer": because.answer,
        "answer_label": q.scale.labels[because.answer - q.scale.low],
        "facet": because.facet,
        "item": because.item,
        "scale": because.scale,
        "text": item.text,
    }
