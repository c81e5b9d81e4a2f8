"""A finished publication: the figures with the people behind each, before anybody sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rctdiag.disclosure import rules
from rctdiag.disclosure.release import rounding
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.model.group import GroupSummary, Shown, Suppressed

if TYPE_CHECKING:
    from rctdiag.disclosure.groups.membership import Group, Key, Membership
    from rctdiag.disclosure.release.publication_plan import Measure, PublicationPlan

Steps = Sequence[int | None]  # one a respondent: steps from the lowest score, None = no score


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number about the people of a group with a valid score.

    ``from_step`` is None for the mean, or the lowest step that counts in a share.
    """

    measure: str
    group: Key
    n: int
    shown: Shown
    from_step: int | None = None


@dataclass(frozen=True)
class Publication:
    """Everything one run would tell, and the membership an attacker knows.

    Attributes:
        membership: Everybody and every group.
        measures: By id.
        minimum: The minimum in force.
        respondents: Groups named with their number of respondents.
        figures: Means and shares.
    """

    membership: Membership
    measures: Mapping[str, Measure]
    minimum: int
    respondents: frozenset[Key]
    figures: tuple[Figure, ...]

    @cached_property
    def by_place(self) -> Mapping[tuple[Key, str, int | None], Figure]:
        """Figures by (group, measure, from_step)."""
        return {(f.group, f.measure, f.from_step): f for f in self.figures}

    def summary(self, group: Group) -> GroupSummary | Suppressed:
        """What may be shown of a group; a plain reason where nothing may."""
        if group.key not in self.respondents:
            return Suppressed("hidden_to_protect")
        means: dict[str, Shown | Suppressed] = {}
        answered: dict[str, int | Suppressed] = {}
        for measure in self.measures:
            figure = self.by_place.get((group.key, measure, None))
            means[measure] = figure.shown if figure else Suppressed("hidden_to_protect")
            answered[measure] = figure.n if figure else Suppressed("hidden_to_protect")
        shares = {
            (f.measure, f.from_step): f.shown
            for f in self.figures
            if f.group == group.key and f.from_step is not None
        }
        return GroupSummary(
            group.by, group.values, len(group.members), answered, means, dict(shares)
        )


def publish(
    plan: PublicationPlan,
    scores: Mapping[str, Steps],
    shares: Mapping[str, Sequence[int]] | None = None,
) -> Publication:
    """Compute every figure the plan shows, and no other.

    Args:
        plan: From :func:`rctdiag.disclosure.release.publication_plan.plan_publication`.
        scores: Measure id -> each respondent's steps (``rounding.step_of``), None where the
            plan's mask has no valid score.
        shares: Measure id -> the steps from which a share is counted (favourable from such a
            step up). Shown from 15 people.

    Raises:
        UsageFault: scores that do not fit the plan, or a share at the very end of a scale.
    """
    figures: list[Figure] = []
    for measure in plan.measures:
        steps = scores[measure.id]
        _fits(measure, steps, plan.membership.size)
        cuts = tuple((shares or {}).get(measure.id, ()))
        if not plan.groups[measure.id]:
            continue
        if any(not _is_inside(cut, measure.steps) for cut in cuts):
            raise UsageFault(Fault("share-at-the-end", f"{measure.id}: a share needs room."))
        counted = [None if s is None else rounding.coded(s, measure.steps) for s in steps]
        for group in plan.membership.groups:
            if plan.shows(group.key, measure.id):
                figures += _figures(group, measure, counted, cuts)
    by_id = {measure.id: measure for measure in plan.measures}
    return Publication(plan.membership, by_id, plan.minimum, plan.respondents, tuple(figures))


def _is_inside(cut: int, steps: int) -> bool:
    """Both sides of the cut must hold two coded scores, or a share tells the answer."""
    return rules.SHARE_ROOM <= cut <= steps - rules.SHARE_ROOM + 1


def _fits(measure: Measure, steps: Steps, size: int) -> None:
    valid = tuple(step is not None for step in steps)
    if len(steps) != size or valid != measure.valid:
        raise UsageFault(Fault("scores-do-not-fit", f"{measure.id}: not the plan's respondents."))


def _figures(
    group: Group, measure: Measure, counted: Sequence[int | None], cuts: Sequence[int]
) -> list[Figure]:
    mine = [value for person in group.members if (value := counted[person]) is not None]
    n = len(mine)
    figures = [
        Figure(measure.id, group.key, n, rounding.mean(sum(mine), n, measure.steps)),
    ]
    if n >= rules.MINIMUM_DETAIL:
        figures += [
            Figure(
                measure.id,
                group.key,
                n,
                rounding.share(sum(value >= 2 * cut for value in mine), n),
                cut,
            )
            for cut in cuts
        ]
    return figures
