"""One person: answers in, a ``rctdiag.result/1`` document out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from rctdiag.advice.adviser import Adviser
from rctdiag.model.documents.result import Result, SupportDoc
from rctdiag.operations.assess.plan_document import PlanDocuments
from rctdiag.operations.assess.practices import PracticeDocuments
from rctdiag.operations.assess.prepared import prepare
from rctdiag.operations.assess.scores_document import (
    about_document,
    continuum_document,
    counts_document,
    readings_document,
    scale_document,
)
from rctdiag.operations.assess.statement import profile_document
from rctdiag.render.words import LIMITS
from rctdiag.scoring.profile import score
from rctdiag.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.answers import AnswerSheet
    from rctdiag.model.documents.result import Contact
    from rctdiag.model.plan import Plan, Tried
    from rctdiag.model.step import Step
    from rctdiag.render.words import Words
    from rctdiag.scoring.key import Form

Style = Literal["steps", "wins"]


class Assessor:
    """Instruments, steps and words, prepared once and used for one sheet or for a million.

    Args:
        instruments: In the order in which they are reported.
        steps: The catalogue.
        words: The sentences of the language of the report.
        form: Full, or short for the items marked so.
        contacts: Gives local places to turn to; called only where a support text is shown.
    """

    def __init__(
        self,
        instruments: Sequence[Instrument],
        steps: Sequence[Step],
        words: Words,
        *,
        form: Form = "full",
        contacts: Callable[[], Sequence[Contact]] = tuple,
    ) -> None:
        self._prepared = prepare(instruments, steps, words, form)
        self._adviser = Adviser(steps, self._prepared.key)
        self._plans = PlanDocuments(self._prepared)
        self._practices = PracticeDocuments(self._prepared)
        self._contacts = cache(contacts)
        self._limits = tuple(words.text(name) for name in LIMITS)

    def result(
        self,
        sheet: AnswerSheet,
        *,
        now: datetime,
        style: Style = "steps",
        tried: Sequence[Tried] = (),
    ) -> Result:
        """The result of one sheet: scores, profile, readings, practices, readiness, plan.

        Args:
            sheet: Answers in the ranges of their items; whatever is missing stays missing.
            now: The moment stamped into ``created``, with an offset.
            style: Whether the report speaks of small steps or of small wins.
            tried: What came of the steps of earlier plans, in the order of time.

        Returns:
            The document, points rounded half-even to four decimals.
        """
        prepared = self._prepared
        answers_given = sheet.answers
        answers = {item: answers_given[item] for item in prepared.item_ids if item in answers_given}
        scored = score(prepared.key, answers)
        plan = self._adviser.plan(scored, sheet, tried)
        notes = {item: sheet.notes[item] for item in prepared.item_ids if item in sheet.notes}
        return Result(
            schema_="rctdiag.result/1",
            rctdiag_version=__version__,
            created=now.isoformat(),
            form=prepared.form,
            language=prepared.words.language,
            words=style,
            questionnaires=prepared.references,
            about=about_document(sheet),
            answers=answers,
            counts=counts_document(prepared.item_ids, answers),
            scales={
                name: scale_document(prepared.scales[name], scale)
                for name, scale in scored.scales.items()
            },
            profile=profile_document(
                prepared,
                scored,
                reassuring=not plan.help_first and sheet.position != "yes",
                fairly_well="fairly_well" in plan.flags,
                still_there=sheet.standing != "left",
            ),
            continuum=continuum_document(scored, sheet),
            readings=readings_document(scored),
            practices=self._practices.practices(scored, answers, sheet),
            readiness=self._plans.readiness(plan),
            support=self._support(plan),
            plan=self._plans.plan(plan, still_there=sheet.standing != "left"),
            limits=self._limits,
            validity=prepared.words.text("validity"),
            notes=notes,
            noted={item: prepared.items[item][1].text for item in notes},
        )

    def _support(self, plan: Plan) -> SupportDoc:
        contacts = self._contacts() if plan.support else ()
        return SupportDoc(
            help_first=bool(plan.help_first),
            parts=plan.support,
            why=plan.support_why,
            contacts=tuple(contact for contact in contacts if contact.part in plan.support),
        )


def assess(  # noqa: PLR0913  (everything is passed in, most of it by name)
    instruments: Sequence[Instrument],
    steps: Sequence[Step],
    sheet: AnswerSheet,
    words: Words,
    *,
    now: datetime,
    form: Form = "full",
    style: Style = "steps",
    contacts: Callable[[], Sequence[Contact]] = tuple,
) -> Result:
    """The result of one sheet, with everything prepared for it alone (see ``Assessor``)."""
    assessor = Assessor(instruments, steps, words, form=form, contacts=contacts)
    return assessor.result(sheet, now=now, style=style)
