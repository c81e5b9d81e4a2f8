"""Two results of one person, and what moved between them by more than chance of items."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.model.documents.comparison import (
    Comparison,
    ItemChangeDoc,
    NotCompared,
    ScaleChangeDoc,
    SittingDoc,
)
from rctdiag.model.moments import days_between
from rctdiag.operations.assess.scores_document import interval_document, points
from rctdiag.operations.compare.comparison_sentences import limits, statement
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


def compare_results(
    result: Result,
    other_result: Result,
    instruments: Sequence[Instrument],
    words: Words,
    now: datetime,
) -> Comparison:
    """What moved from the earlier of two results to the later, whichever way they are given.

    Args:
        result: A result.
        other_result: Another of the same person.
        instruments: The questionnaires at hand; a scale is compared where exactly this
            questionnaire was asked both times.
        words: The sentences.
        now: When this is made.

    Raises:
        InputRejected: Both were made at the same moment, or have no questionnaire in common.
    """
    first, second = sorted((result, other_result), key=_created)
    if _created(first) == _created(second):
        raise InputRejected([Fault("same-result", *_SAME)])
    order = [questionnaire.id for questionnaire in second.questionnaires]
    shared = [scale for scale in order if scale in second.scales and scale in first.scales]
    if not shared:
        raise InputRejected([Fault("nothing-common", *_NOTHING_COMMON)])
    at_hand = {instrument.questionnaire.id: instrument for instrument in instruments}
    compared = {scale: _compared(first, second, scale, at_hand) for scale in shared}
    changes = {
        scale: comparison.change
        for scale, comparison in compared.items()
        if comparison.change is not None
    }
    needed = holm(changes)
    scales = {
        scale: _scale(
            (first.scales[scale], second.scales[scale]),
            comparison,
            needed.get(scale, 1.0),
            len(changes),
        )
        for scale, comparison in compared.items()
    }
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
        statement=statement(tuple(scales.values()), words),
        limits=limits(words),
    )


_SAME = (
    "both results were made at the same moment.",
    "Give two results from different days, such as two from `rctdiag history list`.",
)
_NOTHING_COMMON = (
    "the two results have no questionnaire in common.",
    "Compare results of the same questionnaires.",
)


def _created(result: Result) -> datetime:
    return datetime.fromisoformat(result.created)


def _sitting(result: Result) -> SittingDoc:
    return SittingDoc.copied_from(result)


class _Compared(NamedTuple):
    """What of a scale can be compared.

    Attributes:
        questionnaire: Its questions, where they are at hand and the same both times.
        pairs: Item -> the keyed answers, then and now, of the scored items answered both times.
        change: What moved; None with too few pairs.
        reason: Why it is not compared; None where it is.
    """

    questionnaire: Questionnaire | None
    pairs: Mapping[str, tuple[int, int]]
    change: Change | None
    reason: NotCompared | None


def _compared(
    first: Result, second: Result, scale: str, at_hand: Mapping[str, Instrument]
) -> _Compared:
    hashes = [
        next((reference.sha256 for reference in result.questionnaires if reference.id == scale), "")
        for result in (first, second)
    ]
    instrument = at_hand.get(scale)
    if hashes[0] != hashes[1]:
        return _Compared(None, {}, None, "other_version")
    if instrument is None or instrument.sha256 != hashes[0]:
        return _Compared(None, {}, None, "not_at_hand")
    questionnaire = instrument.questionnaire
    pairs = _pairs(first, second, questionnaire)
    then, since = [a for a, _ in pairs.values()], [b for _, b in pairs.values()]
    change = paired_change(then, since, questionnaire.scale.high - questionnaire.scale.low)
    return _Compared(questionnaire, pairs, change, None if change else "few_common_items")


def _pairs(
    first: Result, second: Result, questionnaire: Questionnaire
) -> dict[str, tuple[int, int]]:
    key = scoring_key([questionnaire], "full")
    scored = {row.item for scale in key.scales for facet in scale.facets for row in facet.rows}
    then, since = (
        keyed_answers(key, {k: v for k, v in result.answers.items() if k in scored})
        for result in (first, second)
    )
    return {item: (then[item], since[item]) for item in then if item in since}


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


def _better(questionnaire: Questionnaire, points_: float) -> bool | None:
    """Whether more of the scale is better; None where no end is good."""
    high = questionnaire.high_is
    return None if high == "neutral" or not points_ else (points_ > 0) == (high == "good")


def _scale(
    scores: tuple[ScaleDoc, ScaleDoc], compared: _Compared, needed: float, count: int
) -> ScaleChangeDoc:
    """A row of the document.

    Args:
        scores: The scale in both results.
        compared: What of it can be compared.
        needed: The level at which its change has to stand out by itself.
        count: How many scales are compared.
    """
    first, second = scores
    questionnaire, pairs, change, reason = compared
    if questionnaire is None or change is None:
        return ScaleChangeDoc(
            id=second.id,
            label=second.label,
            kind=second.kind,
            first=first.score,
            second=second.score,
            change=None,
            interval=None,
            moved=None,
            better=None,
            noise=None,
            items=len(pairs),
            reason=reason,
            furthest=_furthest(questionnaire, pairs) if questionnaire else (),
        )
    far = needed < 1 and abs(change.points) > change.reach(needed)
    moved: Moved = ("up" if change.points > 0 else "down") if far else "no"
    then, since = _scores(questionnaire, pairs)  # of the questions that both answered
    return ScaleChangeDoc(
        id=second.id,
        label=second.label,
        kind=second.kind,
        first=then,
        second=since,
        change=points(change.points),
        interval=interval_document(change.interval()),
        moved=moved,
        better=_better(questionnaire, change.points) if far else None,
        noise=points(noise(change, count)),
        items=len(pairs),
        reason=reason,
        furthest=_furthest(questionnaire, pairs),
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
    return tuple(sorted(moved, key=lambda move: -abs(move.steps))[:FURTHEST])


def _as_given(questionnaire: Questionnaire, item: str, keyed: int) -> int:
    scale = questionnaire.scale
    turned = next(
        asked_item.reversed for asked_item in questionnaire.items if asked_item.id == item
    )
    return scale.low + scale.high - keyed if turned else keyed


def _label(questionnaire: Questionnaire, item: str, keyed: int) -> str:
    """The answer in words, as it was given."""
    scale = questionnaire.scale
    return scale.labels[_as_given(questionnaire, item, keyed) - scale.low]
