"""Two results of one person, and what moved between them by more than chance of items."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.model.documents.comparison import (
    Comparison,
    ItemChangeDoc,
    NotCompared,
    ScaleChangeDoc,
    SittingDoc,
)
from rctdiag.model.documents.result import IntervalDoc
from rctdiag.model.documents.sentence import Sentence
from rctdiag.model.moments import days_between
from rctdiag.operations.assess.scores_document import points
from rctdiag.scoring.change import LEVEL, Change, holm, noise, paired_change
from rctdiag.scoring.key import scoring_key
from rctdiag.scoring.person_scores import keyed_answers
from rctdiag.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.documents.over_time.since import Moved
    from rctdiag.model.documents.result import Result, ScaleDoc
    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.render.words import Words

FURTHEST = 3  # items shown a scale
LEAST_STEPS = 2  # an answer that moved by one step is not shown by itself
LIMITS = ("limit_questions", "limit_days", "limit_why")


def compare_results(
    result: Result, other: Result, instruments: Sequence[Instrument], words: Words, now: datetime
) -> Comparison:
    """What moved from the earlier of two results to the later, whichever way they are given.

    Args:
        result: A result.
        other: Another of the same person.
        instruments: The questionnaires at hand; a scale is compared where exactly this
            questionnaire was asked both times.
        words: The sentences.
        now: When this is made.

    Raises:
        InputRejected: Both were made at the same moment, or have no questionnaire in common.
    """
    first, second = sorted((result, other), key=_created)
    if _created(first) == _created(second):
        raise InputRejected([Fault("same-result", *_SAME)])
    order = [each.id for each in second.questionnaires]
    shared = [scale for scale in order if scale in second.scales and scale in first.scales]
    if not shared:
        raise InputRejected([Fault("nothing-common", *_NOTHING_COMMON)])
    at_hand = {each.questionnaire.id: each for each in instruments}
    pairs = {
        scale: _pairs(first, second, at_hand[scale].questionnaire)
        for scale in shared
        if _reason(first, second, scale, at_hand) is None
    }
    changes = {
        scale: change
        for scale, answers in pairs.items()
        if (change := _change(answers, at_hand[scale].questionnaire)) is not None
    }
    needed = holm(changes)
    scales = {}
    for scale in shared:
        reason = _reason(first, second, scale, at_hand)
        if reason is None and scale not in changes:
            reason = "few_common_items"
        scales[scale] = _scale(
            (first.scales[scale], second.scales[scale]),
            changes.get(scale),
            needed.get(scale, 1.0),
            len(changes),
            at_hand[scale].questionnaire if scale in at_hand else None,
            pairs.get(scale, {}),
            reason,
        )
    return Comparison(
        schema_="rctdiag.comparison/1",
        rctdiag_version=__version__,
        created=now.isoformat(),
        language=words.language,
        kind="person",
        first=_sitting(first),
        second=_sitting(second),
        days=days_between(_created(first), _created(second)),
        level=LEVEL,
        correction="holm",
        scales=scales,
        scale_order=tuple(shared),
        statement=_statement(scales, words),
        limits=tuple(_sentence(words, id_) for id_ in LIMITS),
    )


_SAME = (
    "both results were made at the same moment.",
    "Give two results of different days, such as two of rctdiag history list.",
)
_NOTHING_COMMON = (
    "the two results have no questionnaire in common.",
    "Compare results of the same questionnaires.",
)


def _created(result: Result) -> datetime:
    return datetime.fromisoformat(result.created)


def _sitting(result: Result) -> SittingDoc:
    return SittingDoc(
        created=result.created,
        form=result.form,
        rctdiag_version=result.rctdiag_version,
        questionnaires=result.questionnaires,
    )


def _reason(
    first: Result, second: Result, scale: str, at_hand: Mapping[str, Instrument]
) -> NotCompared | None:
    """Why a scale cannot be compared at all: its questions changed, or are not at hand."""
    hashes = [
        next((each.sha256 for each in result.questionnaires if each.id == scale), "")
        for result in (first, second)
    ]
    if hashes[0] != hashes[1]:
        return "other_version"
    if scale not in at_hand or at_hand[scale].sha256 != hashes[0]:
        return "not_at_hand"
    return None


def _pairs(
    first: Result, second: Result, questionnaire: Questionnaire
) -> dict[str, tuple[int, int]]:
    """The keyed answers, then and now, of the scored items answered both times."""
    key = scoring_key([questionnaire], "full")
    scored = {row.item for scale in key.scales for facet in scale.facets for row in facet.rows}
    then, since = (
        keyed_answers(key, {k: v for k, v in result.answers.items() if k in scored})
        for result in (first, second)
    )
    return {item: (then[item], since[item]) for item in then if item in since}


def _change(pairs: Mapping[str, tuple[int, int]], questionnaire: Questionnaire) -> Change | None:
    scale = questionnaire.scale
    then, since = [a for a, _ in pairs.values()], [b for _, b in pairs.values()]
    return paired_change(then, since, scale.high - scale.low)


def _scores(
    questionnaire: Questionnaire, pairs: Mapping[str, tuple[int, int]]
) -> tuple[float | None, float | None]:
    """The score of each sitting on the items answered both times."""
    scale = questionnaire.scale
    steps = len(pairs) * (scale.high - scale.low)
    then, since = (
        sum(answers) - len(pairs) * scale.low for answers in zip(*pairs.values(), strict=True)
    )
    return points(100 * then / steps), points(100 * since / steps)


def _better(questionnaire: Questionnaire | None, points_: float) -> bool | None:
    """Whether more of the scale is better; None where no end is good."""
    high = questionnaire.high_is if questionnaire else "neutral"
    return None if high == "neutral" or not points_ else (points_ > 0) == (high == "good")


def _scale(  # noqa: PLR0913, PLR0917 - one row of the document, from its parts
    scales: tuple[ScaleDoc, ScaleDoc],
    change: Change | None,
    needed: float,
    compared: int,
    questionnaire: Questionnaire | None,
    pairs: Mapping[str, tuple[int, int]],
    reason: NotCompared | None,
) -> ScaleChangeDoc:
    first, second = scales
    then, since = first.score, second.score
    if change is not None and questionnaire is not None:  # of the questions that both answered
        then, since = _scores(questionnaire, pairs)
    moved: Moved | None = None
    if change is not None:
        far = needed < 1 and abs(change.points) > change.reach(needed)
        moved = ("up" if change.points > 0 else "down") if far else "no"
    interval = change.interval() if change else None
    return ScaleChangeDoc(
        id=second.id,
        label=second.label,
        kind=second.kind,
        first=then,
        second=since,
        change=points(change.points) if change else None,
        interval=None
        if interval is None
        else IntervalDoc(
            low=round(interval.low, 4),
            high=round(interval.high, 4),
            level=interval.level,
            method=interval.method,
        ),
        moved=moved,
        better=_better(questionnaire, change.points) if change and moved != "no" else None,
        noise=points(noise(change, compared)) if change else None,
        items=len(pairs),
        reason=reason,
        furthest=_furthest(questionnaire, pairs) if questionnaire else (),
    )


def _furthest(
    questionnaire: Questionnaire, pairs: Mapping[str, tuple[int, int]]
) -> tuple[ItemChangeDoc, ...]:
    """The answers that moved furthest, by two steps or more; ties in the order of the file."""
    items = {item.id: item for item in questionnaire.items}
    moved = [
        ItemChangeDoc(
            item=item,
            facet=items[item].facet,
            text=items[item].text,
            first=_as_given(questionnaire, item, then),
            second=_as_given(questionnaire, item, since),
            first_label=_label(questionnaire, item, then),
            second_label=_label(questionnaire, item, since),
            steps=since - then,
            better=_better(questionnaire, since - then),
        )
        for item, (then, since) in pairs.items()
        if abs(since - then) >= LEAST_STEPS
    ]
    return tuple(sorted(moved, key=lambda each: -abs(each.steps))[:FURTHEST])


def _as_given(questionnaire: Questionnaire, item: str, keyed: int) -> int:
    scale = questionnaire.scale
    turned = next(each.reversed for each in questionnaire.items if each.id == item)
    return scale.low + scale.high - keyed if turned else keyed


def _label(questionnaire: Questionnaire, item: str, keyed: int) -> str:
    """The answer in words, as it was given."""
    scale = questionnaire.scale
    return scale.labels[_as_given(questionnaire, item, keyed) - scale.low]


def _sentence(words: Words, id_: str, **values: str) -> Sentence:
    return Sentence(id=id_, text=words.text(f"compare.{id_}", **values))


def _statement(scales: Mapping[str, ScaleChangeDoc], words: Words) -> tuple[Sentence, ...]:
    """What moved, or that nothing did, and what could not be compared."""
    sentences = []
    for scale in scales.values():
        if scale.moved in ("up", "down"):
            ending = {True: "better", False: "worse", None: "neither"}[scale.better]
            sentences.append(
                _sentence(
                    words,
                    f"moved_{scale.moved}_{ending}",
                    name=scale.label,
                    first=f"{scale.first:.0f}" if scale.first is not None else "?",
                    second=f"{scale.second:.0f}" if scale.second is not None else "?",
                )
            )
    compared = [scale for scale in scales.values() if scale.change is not None]
    if compared and not sentences:
        sentences.append(_sentence(words, "nothing_moved"))
    elif len(sentences) < len(compared):
        sentences.append(_sentence(words, "rest_did_not"))
    for reason in ("other_version", "not_at_hand", "few_common_items"):
        names = [scale.label for scale in scales.values() if scale.reason == reason]
        if names:
            sentences.append(_sentence(words, reason, names=words.listed(names)))
    return tuple(sentences)
