"""One person: answers in, a ``rctdiag.result/1`` document out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from rctdiag import __version__
from rctdiag.advice.plan import Adviser
from rctdiag.operations.assess import result_figures, result_sentences
from rctdiag.scoring.key import scoring_key
from rctdiag.scoring.profile import score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rctdiag.load.questionnaire import Instrument
    from rctdiag.model.answers import AnswerSheet
    from rctdiag.model.step import Plan, Step
    from rctdiag.render.words import Words
    from rctdiag.scoring.key import ScoringKey

Form = Literal["full", "short"]
Contact = dict[str, str]


class Assessor:
    """Instruments, steps and words, prepared once and used for one sheet or for a million."""

    def __init__(
        self,
        instruments: Sequence[Instrument],
        steps: Sequence[Step],
        words: Words,
        *,
        form: Form = "full",
        contacts: Callable[[], Sequence[Contact]] = tuple,
    ) -> None:
        self.instruments = tuple(instruments)
        self.words = words
        self.form: Form = form
        self._contacts = cache(contacts)
        questionnaires = [instrument.questionnaire for instrument in self.instruments]
        self.key: ScoringKey = scoring_key(questionnaires, form)
        self._adviser = Adviser(tuple(steps), self.key)
        self.items = {item.id: (q, item) for q in questionnaires for item in q.items}
        self.asked = tuple(row.item for row in self.key.rows)
        self.fixed = result_figures.fixed(self.instruments, self.key)
        self.practices = result_figures.practised(self.instruments, self.asked)
        self.steps = {step.id: result_sentences.step(step) for step in steps}
        self.culture_items = result_figures.culture_items(self.key)
        self.readiness_labels = result_figures.readiness_labels(self.instruments)
        self._references = [result_figures.reference(instrument) for instrument in self.instruments]
        self._limits = result_sentences.limits(words)

    def result(
        self, sheet: AnswerSheet, *, now: datetime, style: Literal["steps", "wins"] = "steps"
    ) -> dict[str, Any]:
        """The result of one sheet: scores, profile, readings, practices, readiness, plan.

        Args:
            sheet: Answers in the ranges of their items; whatever is missing stays missing.
            now: The moment stamped into ``created``, with an offset.
            style: Whether the report speaks of small steps or of small wins.

        Returns:
            A document of the shape ``rctdiag.model.documents.result.Result``, in plain
            JSON types, points rounded half-even to four decimals.
        """
        given = sheet.answers
        answers = {item: given[item] for item in self.asked if item in given}
        scored = score(self.key, answers)
        plan = self._adviser.plan(scored, sheet)
        return {
            "schema": "rctdiag.result/1",
            "rctdiag_version": __version__,
            "created": now.isoformat(),
            "form": self.form,
            "language": self.words.language,
            "words": style,
            "questionnaires": [dict(one) for one in self._references],
            "about": result_figures.about(sheet),
            "answers": dict(answers),
            "counts": result_figures.counts(self.asked, answers),
            "scales": result_figures.scales(self, scored),
            "profile": {
                **result_figures.profile(scored),
                "statement": result_sentences.statement(
                    self, scored, comfort=not plan.stop and sheet.position != "yes"
                ),
            },
            "continuum": result_figures.continuum(scored, sheet),
            "readings": result_figures.readings(scored),
            "practices": result_figures.practices(self, scored, answers, sheet),
            "readiness": result_figures.readiness(self, plan),
            "support": {
                "stop": plan.stop,
                "parts": list(plan.support),
                "why": list(plan.stop_why),
                "contacts": [c for c in self.contacts(plan) if c["part"] in plan.support],
            },
            "plan": result_sentences.plan(self, plan),
            "limits": list(self._limits),
            "validity": self.words.text("validity"),
        }

    def contacts(self, plan: Plan) -> Sequence[Contact]:
        """Local places to turn to, looked for only where a support text is shown."""
        return self._contacts() if plan.support else ()


def assess(  # noqa: PLR0913  (everything is passed in, most of it by name)
    instruments: Sequence[Instrument],
    steps: Sequence[Step],
    sheet: AnswerSheet,
    words: Words,
    *,
    now: datetime,
    form: Form = "full",
    style: Literal["steps", "wins"] = "steps",
    contacts: Callable[[], Sequence[Contact]] = tuple,
) -> dict[str, Any]:
    """The result of one sheet, with everything prepared for it alone (see ``Assessor``)."""
    assessor = Assessor(instruments, steps, words, form=form, contacts=contacts)
    return assessor.result(sheet, now=now, style=style)
