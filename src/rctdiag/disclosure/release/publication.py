"""A finished publication: the figures with the people behind each, before anybody sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rctdiag.disclosure.release import rounding
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from rctdiag.disclosure.groups.membership import Key, Membership
    from rctdiag.disclosure.release.publication_plan import Measure, PublicationPlan
    from rctdiag.model.group import Shown

Steps = Sequence[int | None]  # one a respondent: steps from the lowest score, None = no score


@dataclass(frozen=True, slots=True)
class Figure:
    """One published mean of the people of a group with a valid score."""

    measure: str
    group: Key
    n: int
    shown: Shown


@dataclass(frozen=True)
class Publication:
    """Everything one run would tell, and the membership an attacker knows.

    Attributes:
        membership: Everybody and every group.
        measures: By id.
        minimum: The minimum in force.
        respondents: Groups named with their number of respondents.
        figures: Means.
    """

    membership: Membership
    measures: Mapping[str, Measure]
    minimum: int
    respondents: frozenset[Key]
    figures: tuple[Figure, ...]

    @cached_property
    def by_place(self) -> Mapping[tuple[Key, str], Figure]:
        """Figures by (group, measure)."""
        return {(f.group, f.measure): f for f in self.figures}

    def of_system(self) -> dict[str, list[Figure]]:
        """Figures by what is attacked together: a scale with its parts and their questions."""
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(self.measures[figure.measure].system, []).append(figure)
        return found


def publish(plan: PublicationPlan, scores: Mapping[str, Steps]) -> Publication:
    """Compute every figure the plan shows, and no other.

    Args:
        plan: From :func:`rctdiag.disclosure.release.publication_plan.plan_publication`.
        scores: Block id -> each respondent's steps (``rounding.step_of``), None where the
            plan's mask has no valid score.

    Raises:
        UsageFault: scores that do not fit the plan.
    """
    figures: list[Figure] = []
    counted: dict[str, Sequence[int | None]] = {}
    for measure in plan.measures:
        for block, _ in measure.pieces:
            _fits(measure, scores[block], plan.membership.size)
        if not plan.groups[measure.id]:
            continue
        for block, steps in measure.pieces:
            if block not in counted:
                counted[block] = [
                    None if step is None else rounding.coded(step, steps) for step in scores[block]
                ]
        held = [counted[block] for block, _ in measure.pieces]
        for group in plan.membership.groups:
            if plan.shows(group.key, measure.id):
                answered = [person for person in group.members if measure.valid[person]]
                total = sum(block_steps[person] or 0 for block_steps in held for person in answered)
                shown = rounding.mean(total, len(answered), measure.steps, len(measure.pieces))
                figures.append(Figure(measure.id, group.key, len(answered), shown))
    by_id = {measure.id: measure for measure in plan.measures}
    return Publication(plan.membership, by_id, plan.minimum, plan.respondents, tuple(figures))


def _fits(measure: Measure, steps: Steps, size: int) -> None:
    valid = tuple(step is not None for step in steps)
    if len(steps) != size or valid != measure.valid:
        raise UsageFault(Fault("scores-do-not-fit", f"{measure.id}: not the plan's respondents."))
