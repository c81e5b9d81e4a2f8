"""What has to agree within a ``rctdiag.result/1``, whoever wrote the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.documents.misfits import Misfit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.misfits import DocumentPath
    from rctdiag.model.documents.result import CountsDoc, FacetDoc, PlanDoc, Result, ScaleDoc

# A score of two answers can reach 317 points to either side; further out nothing was computed.
FURTHEST = 1000.0


def misfits(result: Result) -> Iterator[Misfit]:
    """Everything in a result that contradicts something else in it."""
    yield from _counts(result.counts)
    for name, scale in result.scales.items():
        yield from _scale(("scales", name), name, scale)
    for name, reading in result.readings.items():
        if reading.id != name:
            yield Misfit(("readings", name, "id"), "is not the name it is listed under")
        if (reading.score is None) == (reading.reason is None):
            yield Misfit(("readings", name, "reason"), _REASON)
    for name, ready in result.readiness.items():
        if ready.id != name:
            yield Misfit(("readiness", name, "id"), "is not the name it is listed under")
    yield from _unknown_scales(result)
    yield from _practices(result)
    yield from _plan(result)


_REASON = "must be given exactly when there is no score"


def _counts(counts: CountsDoc) -> Iterator[Misfit]:
    if counts.answered + counts.cant_say + counts.not_answered != counts.asked:
        yield Misfit(("counts", "asked"), "is not the sum of the other three counts")


def _scale(path: DocumentPath, name: str, scale: ScaleDoc) -> Iterator[Misfit]:
    if scale.id != name:
        yield Misfit((*path, "id"), "is not the name it is listed under")
    yield from _score(path, scale)
    for count in ("needed", "reversed"):
        if getattr(scale, count) > scale.items:
            yield Misfit((*path, count), "is more than there are items")
    yield from _interval(path, scale)
    for id_, facet in scale.facets.items():
        if facet.id != id_:
            yield Misfit((*path, "facets", id_, "id"), "is not the name it is listed under")
        yield from _score((*path, "facets", id_), facet)
    if scale.facet_order and sorted(scale.facet_order) != sorted(scale.facets):
        yield Misfit((*path, "facet_order"), "does not name each facet exactly once")


def _interval(path: DocumentPath, scale: ScaleDoc) -> Iterator[Misfit]:
    if (ends := scale.interval) is None:
        return
    if scale.score is None:
        yield Misfit((*path, "interval"), "belongs to a score, and there is none")
    elif not ends.low <= scale.score <= ends.high:
        yield Misfit((*path, "interval"), "does not include the score")
    if ends.low < -FURTHEST or ends.high > FURTHEST:
        yield Misfit((*path, "interval"), "is wider than any answers make it")


def _score(path: DocumentPath, part: ScaleDoc | FacetDoc) -> Iterator[Misfit]:
    if (part.score is None) == (part.reason is None):
        yield Misfit((*path, "reason"), _REASON)
    if (part.score is None) != (part.band is None):
        yield Misfit((*path, "band"), "has to be there exactly where there is a score")
    if part.answered + part.cant_say > part.items:
        yield Misfit((*path, "answered"), "is more than there are items")


def _unknown_scales(result: Result) -> Iterator[Misfit]:
    profile, scales = result.profile, result.scales
    for field in ("leading", "several", "points_to", "compared", "not_compared"):
        for at, name in enumerate(getattr(profile, field)):
            if name not in scales:
                yield Misfit(("profile", field, at), "is not a scale of this result")
    for at, (scale, facet) in enumerate(profile.standing_out):
        if scale not in scales or facet not in scales[scale].facets:
            yield Misfit(("profile", "standing_out", at), "is not a facet of this result")


def _practices(result: Result) -> Iterator[Misfit]:
    practices, answers = result.practices, result.answers
    for field in ("helping", "impeding", "lacking", "who_carries_it"):
        for at, practice in enumerate(getattr(practices, field)):
            if answers.get(practice.item, practice.answer) != practice.answer:
                path = ("practices", field, at, "answer")
                yield Misfit(path, "is not the answer given to that item")


def _plan(result: Result) -> Iterator[Misfit]:
    plan, scales = result.plan, result.scales
    for at, heart in enumerate(plan.heart):
        if heart.scale not in scales or heart.facet not in scales[heart.scale].facets:
            yield Misfit(("plan", "heart", at, "facet"), "is not a facet of this result")
    yield from _because(result, plan)


def _because(result: Result, plan: PlanDoc) -> Iterator[Misfit]:
    for at, offer in enumerate(plan.begin):
        for number, because in enumerate(offer.because):
            if result.answers.get(because.item, because.answer) != because.answer:
                path = ("plan", "begin", at, "because", number, "answer")
                yield Misfit(path, "is not the answer given to that item")
