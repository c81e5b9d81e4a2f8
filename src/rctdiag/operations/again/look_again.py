"""New answers and what came of the last plan in; a result with its part ``since`` out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.model.documents.over_time.since import RowChange, ScaleMoved, Since
from rctdiag.model.plan import Tried
from rctdiag.model.step import RUNGS, STRATEGIES
from rctdiag.operations.assess.assessor import Assessor
from rctdiag.operations.compare.compare_results import compare_results
from rctdiag.scoring.key import presentation_order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.answers import Answer, AnswerSheet
    from rctdiag.model.documents.comparison import Comparison, ScaleChangeDoc
    from rctdiag.model.documents.over_time.since import Change, Extent, StepTried
    from rctdiag.model.documents.result import Contact, MapRowDoc, OfferDoc, Result
    from rctdiag.model.step import Step, Strategy
    from rctdiag.operations.assess.assessor import Style
    from rctdiag.render.words import Words
    from rctdiag.scoring.key import Form

CARRIED_FOR = timedelta(days=190)  # half a year: an older answer says little of today


class Before(NamedTuple):
    """What was kept before this look.

    Attributes:
        last: The last result, whose plan was tried.
        base: The last result that is no look at the heart alone: what the new one is held against.
        all: Every kept result, the oldest first.
    """

    last: Result
    base: Result
    all: tuple[Result, ...]


def before(results: Sequence[Result], now: datetime) -> Before:
    """Order what was kept: one result or more.

    Raises:
        UsageFault: By the clock the last of them is of this moment, or still to come.
    """
    ordered = tuple(sorted(results, key=_created))
    if now <= _created(ordered[-1]):
        message = f"the last kept result is not earlier than now, {now.isoformat()}."
        raise UsageFault(Fault("bad-time", message, "Check this machine's clock, or --now."))
    whole = [
        earlier_result
        for earlier_result in ordered
        if earlier_result.since is None or earlier_result.since.asked != "heart"
    ]
    return Before(ordered[-1], (whole or ordered)[-1], ordered)


def items_to_ask(
    last: Result, instruments: Sequence[Instrument], extent: Extent
) -> tuple[str, ...]:
    """The items to ask, in the order of the interview.

    Of the heart: the items of its facets, then what the person has to go on.
    """
    questionnaires = [instrument.questionnaire for instrument in instruments]
    order = presentation_order(questionnaires, "short" if extent == "short" else "full")
    if extent != "heart":
        return order
    hearts = {(heart.scale, heart.facet) for heart in last.plan.heart}
    of_heart = {
        item.id
        for q in questionnaires
        for item in q.items
        if q.private or (q.id, item.facet) in hearts
    }
    return tuple(item for item in order if item in of_heart)


class Content(NamedTuple):
    """What a result is made with, whoever answers.

    Attributes:
        instruments: The questionnaires of the last result.
        steps: The catalogue.
        words: The sentences.
        contacts: Local places to turn to.
    """

    instruments: Sequence[Instrument]
    steps: Sequence[Step]
    words: Words
    contacts: Callable[[], Sequence[Contact]] = tuple

    def assessor(self, form: Form) -> Assessor:
        """For one form."""
        return Assessor(self.instruments, self.steps, self.words, form=form, contacts=self.contacts)


def look_again(  # noqa: PLR0913  (everything is passed in, most of it by name)
    earlier: Before,
    sheet: AnswerSheet,
    steps_tried: Sequence[StepTried],
    extent: Extent,
    content: Content,
    *,
    now: datetime,
    style: Style = "steps",
) -> Result:
    """The result of today's answers, with what became of the last one.

    Scores, practices and what moved rest on today's answers alone. The map, readiness and
    whether help comes first rest on the newest answer to each question, today's or one of the
    last half year, so that a short look does not forget what a long one knew.

    Args:
        earlier: What was kept before.
        sheet: Today's answers.
        steps_tried: What came of the steps of the last plan.
        extent: What was asked today.
        content: Questionnaires, steps and words.
        now: When this is made.
        style: Small steps or small wins.

    Raises:
        InputRejected: The last result shares no questionnaire.
    """
    instruments = content.instruments
    today = content.assessor("short" if extent == "short" else "full")
    result = today.result(sheet, now=now, style=style)
    carried = _carried(earlier.all, instruments, sheet, now)
    tried = [
        Tried(step=step.id, outcome=step.outcome)
        for steps in (*(r.since.steps for r in earlier.all if r.since), steps_tried)
        for step in steps
    ]
    everything = sheet.model_copy(
        update={"answers": {item: value for item, (value, _) in carried.items()} | sheet.answers}
    )
    informed = content.assessor(_form_of(everything.answers, instruments))
    whole = informed.result(everything, now=now, style=style, tried=tried)
    comparison = compare_results(
        earlier.base, _restricted(result, instruments, extent), instruments, content.words, now
    )
    return result.model_copy(
        update={
            "plan": whole.plan,
            "readiness": whole.readiness,
            "support": whole.support,
            "since": Since(
                previous=earlier.last.created,
                asked=extent,
                carried=len(carried),
                carried_from=min((day for _, day in carried.values()), default=None),
                steps=tuple(steps_tried),
                moved=tuple(_moved(comparison)),
                statement=comparison.statement,
                map=tuple(
                    _row_change(
                        strategy, *(r.plan.map.row(strategy) for r in (earlier.last, whole))
                    )
                    for strategy in STRATEGIES
                ),
            ),
        }
    )


def _created(result: Result) -> datetime:
    return datetime.fromisoformat(result.created)


def _carried(
    results: Sequence[Result], instruments: Sequence[Instrument], sheet: AnswerSheet, now: datetime
) -> dict[str, tuple[Answer, str]]:
    """The newest earlier answer to each question that was not answered today, and its day.

    Only where exactly this questionnaire was asked, and in the last half year.
    """
    exactly = {instrument.questionnaire.id: instrument.sha256 for instrument in instruments}
    owner = {item.id: e.questionnaire.id for e in instruments for item in e.questionnaire.items}
    answers: dict[str, tuple[Answer, str]] = {}
    for result in results:
        if now - _created(result) > CARRIED_FOR:
            continue
        same = {q.id for q in result.questionnaires if exactly.get(q.id) == q.sha256}
        day = date.isoformat(_created(result).date())
        answers |= {
            item: (value, day)
            for item, value in result.answers.items()
            if owner.get(item) in same and item not in sheet.answers
        }
    return answers


def _form_of(answers: Mapping[str, Answer], instruments: Sequence[Instrument]) -> Form:
    """Short where nothing beyond the short form was ever answered."""
    short = presentation_order([instrument.questionnaire for instrument in instruments], "short")
    return "short" if answers.keys() <= set(short) else "full"


def _restricted(result: Result, instruments: Sequence[Instrument], extent: Extent) -> Result:
    """Without the questionnaires of which nothing was asked, so that they are not compared."""
    if extent != "heart":
        return result
    answered = {
        instrument.questionnaire.id
        for instrument in instruments
        if any(item.id in result.answers for item in instrument.questionnaire.items)
    }
    remaining = tuple(
        questionnaire for questionnaire in result.questionnaires if questionnaire.id in answered
    )
    return result.model_copy(update={"questionnaires": remaining})


def _moved(comparison: Comparison) -> list[ScaleMoved]:
    return [_scale_moved(comparison.scales[scale]) for scale in comparison.scale_order]


def _scale_moved(scale: ScaleChangeDoc) -> ScaleMoved:
    return ScaleMoved.copied_from(scale)


def _row_change(strategy: Strategy, then: MapRowDoc, since: MapRowDoc) -> RowChange:
    return RowChange(
        strategy=strategy,
        change=_change(then, since),
        now=since.now.title if since.now else None,
        before=then.now.title if then.now else None,
    )


def _change(then: MapRowDoc, since: MapRowDoc) -> Change:
    now, last = since.now, then.now
    if now is None:
        return "none"
    if last is not None and last.id == now.id:
        return "same"
    if then.next is not None and then.next.id == now.id:
        return "opened"
    if last is not None and _rung(now) < _rung(last):
        return "quieter"
    return "new"


def _rung(step: OfferDoc) -> int:
    return RUNGS.index(step.visibility)
