"""What holds for this person: each condition that can keep a step from being taken now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from rctdiag.advice.evidence import (
    CONFLICT_AS_THREAT,
    CONNECTION,
    COST_OF_CANDOUR,
    CULTURE,
    OFTEN,
    OVERLOAD,
    POWER_OVER,
    SOMETIMES,
    read_evidence,
)
from rctdiag.advice.readiness import read_readiness
from rctdiag.model.answers import FIRST_MONTHS
from rctdiag.scoring.bands import HIGH, LOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rctdiag.advice.evidence import Evidence
    from rctdiag.model.answers import AnswerSheet, BeyondKind, Standing
    from rctdiag.model.plan import Readiness
    from rctdiag.model.scores import Scored
    from rctdiag.model.step import Condition
    from rctdiag.scoring.key import ScoringKey

Place = Literal["well", "holding", "hard"]

# A serious item of these at "often" or more brings help first.
HELP_FIRST_FACETS = (POWER_OVER, COST_OF_CANDOUR)


class Situation(NamedTuple):
    """One sheet as advice sees it."""

    evidence: Evidence
    readiness: dict[str, Readiness]
    standing: Standing
    marks: tuple[BeyondKind, ...]  # what goes beyond everyday culture, as marked
    help_first: tuple[str, ...]  # why help comes first; empty where it does not
    months_here: int | None
    short_form: bool
    leading: tuple[str, ...]  # the cultures that lead or lean
    several: bool  # two cultures or more at 50 or more that cannot be told apart
    conditions: frozenset[Condition] = frozenset()

    @property
    def too_few_answers(self) -> bool:
        """Whether no facet of a culture or of connection has a score."""
        return not self.evidence.facets

    @property
    def nobody_trusted(self) -> bool:
        """Whether safety is low and allies are few: then no step needs a person at this place."""
        return {"low_safety", "few_allies"} <= self.conditions

    @property
    def fairly_well(self) -> bool:
        """Whether there is something good here to keep.

        Connection is often or more, and no culture that has a score is sometimes or more; not
        where help comes first or power is used against people.
        """
        connection = self.evidence.scale_scores.get(CONNECTION, ())
        cultures = self.evidence.scale_scores.get(CULTURE, ())
        if self.help_first or "power_used" in self.conditions or not connection:
            return False
        return min(connection) >= HIGH and max(cultures, default=0.0) < LOW

    @property
    def holding(self) -> bool:
        """Whether people hold together in a place that is not fairly well.

        Connection is often or more and above every culture; not where help comes first or power
        is used against people.
        """
        connection = self.evidence.scale_scores.get(CONNECTION, ())
        cultures = self.evidence.scale_scores.get(CULTURE, ())
        if self.help_first or "power_used" in self.conditions or not connection:
            return False
        return LOW <= max(cultures, default=0.0) < min(connection) >= HIGH

    @property
    def place(self) -> Place:
        """Which steps fit: those that keep what is good, those that answer a trouble, or both.

        Whoever has left a place that held together has only the good of it to keep.
        """
        if self.fairly_well or (self.holding and self.standing == "left"):
            return "well"
        return "holding" if self.holding else "hard"


def read_situation(key: ScoringKey, scored: Scored, sheet: AnswerSheet) -> Situation:
    """Read the sheet, then test every condition."""
    evidence = read_evidence(key, scored)
    marks = sheet.beyond if isinstance(sheet.beyond, tuple) else ()
    situation = Situation(
        evidence=evidence,
        readiness=read_readiness(evidence),
        standing=sheet.standing or "member",
        marks=marks,
        help_first=why_help_first(marks, evidence),
        months_here=sheet.months_here,
        short_form=scored.form == "short",
        leading=scored.profile.leading,
        several=len(scored.profile.several) > 1,
    )
    met = frozenset(name for name, holds in CONDITIONS.items() if holds(situation))
    return situation._replace(conditions=met)


def why_help_first(marks: Iterable[BeyondKind], evidence: Evidence) -> tuple[str, ...]:
    """Why help comes first: "beyond:KIND", "serious:ITEM"; empty where it does not.

    Args:
        marks: What goes beyond everyday culture, as marked.
        evidence: What the answers show.
    """
    return (
        *(f"beyond:{mark}" for mark in marks),
        *(f"serious:{item}" for item in evidence.serious(HELP_FIRST_FACETS, OFTEN)),
    )


def _level(facet: str, level: str) -> Callable[[Situation], bool]:
    return lambda situation: situation.readiness[facet].level == level


def _often(facet: str) -> Callable[[Situation], bool]:
    return lambda situation: situation.evidence.reaches(facet, HIGH)


def _power_used(situation: Situation) -> bool:
    """``power_over`` is often or more, or a serious item of it sometimes or more."""
    evidence = situation.evidence
    return evidence.reaches(POWER_OVER, HIGH) or bool(evidence.serious((POWER_OVER,), SOMETIMES))


def _new_here(situation: Situation) -> bool:
    months = situation.months_here
    return situation.standing != "left" and months is not None and months < FIRST_MONTHS


def _overloaded(situation: Situation) -> bool:
    """The load of a place that somebody has left takes none of their hours now."""
    return situation.standing != "left" and situation.evidence.reaches(OVERLOAD, HIGH)


CONDITIONS: dict[Condition, Callable[[Situation], bool]] = {
    "help_first": lambda situation: bool(situation.help_first),
    "low_safety": _level("safety", "low"),
    "safety_unknown": _level("safety", "unknown"),
    "power_used": _power_used,
    "candour_costs": _often(COST_OF_CANDOUR),
    "conflict_feared": _often(CONFLICT_AS_THREAT),
    "few_allies": _level("allies", "low"),
    "little_say": _level("say", "low"),
    "exhausted": _level("reserves", "low"),
    "overloaded": _overloaded,
    "first_impression": _new_here,
    "short_form": lambda situation: situation.short_form,
}
