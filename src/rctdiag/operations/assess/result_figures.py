"""The figures of a result document: scores, profile, readings, practices, readiness."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rctdiag.render.person.result_page import UNSEEN_FROM_ABOVE
from rctdiag.scoring.bands import band, bands_spanned

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.answers import AnswerSheet
    from rctdiag.model.questionnaire import Item, Questionnaire
    from rctdiag.model.scores import Band, FacetScore, Interval, ScaleScore, Scored
    from rctdiag.model.step import Plan
    from rctdiag.operations.assess.assessor import Assessor
    from rctdiag.scoring.key import ScaleKey, ScoringKey

DECIMALS = 4
SHOWN = 3
SOMETIMES = 3


def points(value: float | None) -> float | None:
    """Points rounded once, half-even, to four decimals."""
    return None if value is None else round(value, DECIMALS)


def _band(score: float | None) -> Band | None:
    return None if score is None else band(score)


def reference(instrument: Instrument) -> dict[str, Any]:
    """Which instrument was asked, exactly."""
    q = instrument.questionnaire
    return {
        "id": q.id,
        "title": q.title,
        "version": q.version,
        "sha256": instrument.sha256,
        "license": q.license,
        "evidence": q.evidence,
    }


def about(sheet: AnswerSheet) -> dict[str, Any]:
    """The optional unscored answers, as given."""
    names = ("frame", "months_here", "position", "direction", "beyond", "date", "context")
    return {name: getattr(sheet, name) for name in (*names, "company")}


def counts(asked: Sequence[str], answers: Mapping[str, int | str]) -> dict[str, int]:
    """How many items were asked, answered, answered "can't say", and left."""
    given = sum(isinstance(answer, int) for answer in answers.values())
    return {
        "asked": len(asked),
        "answered": given,
        "cant_say": len(answers) - given,
        "not_answered": len(asked) - len(answers),
    }


def scales(assessor: Assessor, scored: Scored) -> dict[str, Any]:
    """Every scale of the run, scored or null with a reason."""
    return {name: _scale(assessor.fixed[name], scale) for name, scale in scored.scales.items()}


class Fixed(NamedTuple):
    """What a document says of a scale whoever answers."""

    questionnaire: Questionnaire
    rule: ScaleKey
    reversed: int  # items asked


def fixed(instruments: Sequence[Instrument], key: ScoringKey) -> dict[str, Fixed]:
    """By scale."""
    found = {one.questionnaire.id: one.questionnaire for one in instruments}
    asked = {row.item for row in key.rows}
    return {
        rule.id: Fixed(q, rule, sum(item.reversed and item.id in asked for item in q.items))
        for rule in key.scales
        for q in [found[rule.id]]
    }


def _scale(of: Fixed, scale: ScaleScore) -> dict[str, Any]:
    q, rule, reversed_ = of
    return {
        "answered": scale.answered,
        "band": _band(scale.score),
        "bands": [] if scale.interval is None else list(bands_spanned(scale.interval)),
        "cannot_see": scale.cannot_see,
        "cant_say": scale.cant_say,
        "facet_order": [facet.id for facet in scale.facets],
        "facets": {
            facet.id: _facet(described.label, described.opposite, facet).copy()
            for described, facet in zip(q.facets, scale.facets, strict=True)
        },
        "interval": _interval(scale.interval),
        "items": scale.items,
        "kind": q.kind,
        "label": q.title,
        "needed": rule.needed,
        "private": q.private,
        "reason": scale.reason,
        "reversed": reversed_,
        "rule": f"items>={rule.needed},facets>={rule.facets_needed}",
        "score": points(scale.score),
        "theory": q.theory,
    }


@lru_cache(maxsize=16_384)  # few differ; documents share none, each has its copy
def _facet(label: str, opposite: str | None, facet: FacetScore) -> dict[str, Any]:
    return {
        "answered": facet.answered,
        "band": _band(facet.score),
        "cant_say": facet.cant_say,
        "items": facet.items,
        "label": label,
        "opposite": opposite,
        "reason": facet.reason,
        "score": points(facet.score),
    }


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    return {
        "high": points(interval.high),
        "level": interval.level,
        "low": points(interval.low),
        "method": interval.method,
    }


def profile(scored: Scored) -> dict[str, Any]:
    """How the cultures compare, as codes; the sentence is made elsewhere."""
    found = scored.profile
    return {
        "leading": list(found.leading),
        "certainty": found.certainty,
        "several": list(found.several),
        "points_to": list(found.points_to),
        "compared": list(found.compared),
        "not_compared": list(found.not_compared),
        "standing_out": [list(pair) for pair in found.standing_out],
        "apart": found.apart,
        "holding_together": found.holding_together,
    }


def continuum(scored: Scored, sheet: AnswerSheet) -> dict[str, Any]:
    """Where contact here stands: the connection scale, 0 disconnection to 100 connection."""
    scale = next((s for s in scored.scales.values() if s.kind == "connection"), None)
    value = None if scale is None else scale.score
    return {
        "position": points(value),
        "band": _band(value),
        "direction": sheet.direction,
        "reason": "not_asked" if scale is None else scale.reason,
    }


def readings(scored: Scored) -> dict[str, Any]:
    """The derived readings, each with its formula and items."""
    return {
        reading.id: {
            "band": _band(reading.score),
            "formula": reading.formula,
            "items": list(reading.items),
            "reason": reading.reason,
            "score": points(reading.score),
        }
        for reading in scored.readings
    }


def readiness_labels(instruments: Sequence[Instrument]) -> dict[str, str]:
    """What the facets of readiness are called, by id."""
    return {
        facet.id: facet.label
        for instrument in instruments
        if instrument.questionnaire.kind == "readiness"
        for facet in instrument.questionnaire.facets
    }


def readiness(assessor: Assessor, plan: Plan) -> dict[str, Any]:
    """The four facets of readiness; private."""
    return {
        r.id: {
            "label": assessor.readiness_labels.get(r.id, r.id),
            "score": points(r.score),
            "worst": r.worst,
            "level": r.level,
            "missing": r.missing,
        }
        for r in plan.readiness
    }


class Practice(NamedTuple):
    """Something that happens at a workplace: an item on a culture, or on connection."""

    questionnaire: Questionnaire
    item: Item
    helps: bool  # connection, when it happens
    facet: tuple[str, str]  # of which questionnaire
    rank: int  # by id, where answers are equal

    def told(self, answer: int) -> dict[str, Any]:
        """The practice with the answer as given."""
        q, item = self.questionnaire, self.item
        return {
            "answer": answer,
            "answer_label": q.scale.labels[answer - q.scale.low],
            "facet": item.facet,
            "item": item.id,
            "scale": q.id,
            "serious": item.serious,
            "text": item.text,
        }


Answered = tuple[Practice, int]


def practised(instruments: Sequence[Instrument], asked: Collection[str]) -> dict[str, Practice]:
    """The practices among the items asked, by item."""
    questionnaires = sorted((one.questionnaire for one in instruments), key=lambda q: q.id)
    items = [
        (q, item)
        for q in questionnaires
        if q.kind in ("culture", "connection")
        for item in sorted(q.items, key=lambda item: item.id)
    ]
    found = {
        item.id: Practice(q, item, item.reversed == (q.kind == "culture"), (q.id, item.facet), rank)
        for rank, (q, item) in enumerate(items)
    }
    return {item: found[item] for item in asked if item in found}


def culture_items(key: ScoringKey) -> dict[str, tuple[str, ...]]:
    """The items asked of each culture."""
    return {
        scale.id: tuple(row.item for facet in scale.facets for row in facet.rows)
        for scale in key.scales
        if scale.kind == "culture"
    }


def practices(
    assessor: Assessor, scored: Scored, answers: Mapping[str, int | str], sheet: AnswerSheet
) -> dict[str, Any]:
    """The person's own strongest answers, both ways; strengths first.

    A practice is something that happens: an item answered "often" or more (else "sometimes")
    whose happening helps, or impedes. Serious items answered "sometimes" or more are always
    among those that impede, whatever the mean. What helps is lacking where it happens rarely or
    never.
    """
    spoken = [
        (one, answer)
        for item, one in assessor.practices.items()
        if isinstance(answer := answers.get(item), int)
    ]
    felt = [entry for entry in spoken if entry[1] >= SOMETIMES]
    hidden = UNSEEN_FROM_ABOVE if sheet.position == "yes" else set()
    helping = [one for one in felt if one[0].helps and one[0].item.facet not in hidden]
    impeding = [one for one in felt if not one[0].helps]
    lacking = [entry for entry in spoken if entry[0].helps and entry[1] < SOMETIMES]
    serious = [one for one in impeding if one[0].item.serious]
    told = {one.item.id for one, _ in serious}  # by id: to compare whole items takes long
    rest = [e for e in _telling_most(impeding, assessor, scored) if e[0].item.id not in told]
    chosen = sorted(serious, key=lambda e: -e[1]) + rest[: max(0, SHOWN - len(serious))]
    carried = [entry for entry in spoken if entry[0].item.who_carries]
    return {
        "helping": [one.told(answer) for one, answer in _strongest(helping)[:SHOWN]],
        "impeding": [one.told(answer) for one, answer in chosen],
        "lacking": [
            one.told(answer) for one, answer in _telling_most(lacking, assessor, scored)[:SHOWN]
        ],
        "who_carries_it": [one.told(answer) for one, answer in carried],
    }


def _highest(assessor: Assessor, scored: Scored) -> str | None:
    """The culture with the highest mean of its keyed answers; of equals the first by id."""
    means: dict[str, float] = {}
    for scale, items in assessor.culture_items.items():
        keyed = [scored.keyed[item] for item in items if item in scored.keyed]
        if keyed:
            means[scale] = sum(keyed) / len(keyed)
    return min(means, key=lambda one: (-means[one], one), default=None)


def _strongest(entries: Sequence[Answered]) -> list[Answered]:
    """The strongest answers first, of equal ones by id."""
    return _facets_in_turn(sorted(entries, key=lambda e: (-e[1], e[0].rank)))


def _telling_most(
    entries: Sequence[Answered], assessor: Assessor, scored: Scored
) -> list[Answered]:
    """The farthest from "sometimes" first; of equal answers those that tell most of the place.

    Those of the culture with the highest mean, then of any culture, then of what contact does.
    """
    highest = _highest(assessor, scored)

    def order(entry: Answered) -> tuple[int, bool, bool, int]:
        one, answer = entry
        q = one.questionnaire
        return (-abs(answer - SOMETIMES), q.id != highest, q.kind != "culture", one.rank)

    return _facets_in_turn(sorted(entries, key=order))


def _facets_in_turn(entries: Sequence[Answered]) -> list[Answered]:
    """One of each facet before any second."""
    first: list[Answered] = []
    second: list[Answered] = []
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        facet = entry[0].facet
        (second if facet in seen else first).append(entry)
        seen.add(facet)
    return first + second
