"""The plan of one publication: which groups show which measures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rctdiag.disclosure import rules
from rctdiag.disclosure.groups.fraction_free_elimination import collector_at_rest
from rctdiag.disclosure.release.left_open import without_named_gaps
from rctdiag.disclosure.release.suppression import Protection, groups_to_show
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.disclosure.groups.membership import Group, Key, Mask, Membership, Sum


RESPONDENTS = ""  # the "family" of the numbers of respondents
Block = tuple[str, int]  # id, steps


@dataclass(frozen=True)
class Measure:
    """A scale, a part or a question that is published for groups.

    Attributes:
        id: Its id.
        steps: From the lowest possible score of a person to the highest: items * (high - low).
        valid: Who has a score.
        family: Measures that can be computed from each other (a scale and its parts) share
            one; within it everything counts as a sum over the same unknowns.
        sensitive: Asks for twenty people and a difference of ten.
        within: The family whose figures this one is a part of: it is shown only where they are.
        blocks: The smallest pieces that are published by themselves and add up to it. The ends
            of each count alike, so that a sum of pieces is the sum of what they are shown as.
    """

    id: str
    steps: int
    valid: Mask
    family: str = ""
    sensitive: bool = False
    within: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def pieces(self) -> tuple[Block, ...]:
        """Its blocks; itself where it has none."""
        return self.blocks or ((self.id, self.steps),)

    @property
    def own_family(self) -> str:
        """The family; itself where none is named."""
        return self.family or self.id

    @property
    def system(self) -> str:
        """The family that it is attacked with: that of the whole that it is a part of."""
        return self.within or self.own_family

    def protection(self, minimum: int) -> Protection:
        """How small is too small for this measure."""
        if any(steps == rules.STEPS_FOR_SIX for _, steps in self.pieces):
            minimum = max(minimum, rules.MINIMUM_FOR_SIX)
        if self.sensitive:
            return Protection(
                max(minimum, rules.MINIMUM_SENSITIVE), max(minimum, rules.DIFFERENCE_SENSITIVE)
            )
        return Protection(minimum, minimum)


@dataclass(frozen=True)
class PublicationPlan:
    """What one run may show. Made from membership and missing answers only.

    Attributes:
        membership: Everybody and every group asked for.
        measures: What is published.
        minimum: The minimum in force, 5 or more.
        respondents: Groups that are named with their number of respondents.
        groups: Measure id -> groups whose figures are shown, all among ``respondents``.
    """

    membership: Membership
    measures: tuple[Measure, ...]
    minimum: int
    respondents: frozenset[Key]
    groups: Mapping[str, frozenset[Key]]

    def shows(self, key: Key, measure: str) -> bool:
        """Whether the group's figures on the measure may be shown."""
        return key in self.groups[measure]

    def showing_less(self, delicate: str) -> PublicationPlan | None:
        """The plan without what tells most about a delicate question; None where nothing is left.

        First its figures go of all groups but everybody, then of everybody; then the parts of its
        scale, which then stands alone.
        """
        by_id = {measure.id: measure for measure in self.measures}
        no_groups: frozenset[Key] = frozenset()
        whole_only = frozenset({self.membership.groups[0].key})
        shown, system = self.groups[delicate], by_id[delicate].system
        if shown:
            less = {delicate: shown & whole_only if shown - whole_only else no_groups}
        else:
            less = {
                measure.id: no_groups
                for measure in self.measures
                if measure.system == system != measure.id and self.groups[measure.id]
            }
        return replace(self, groups={**self.groups, **less}) if less else None


@collector_at_rest()
def plan_publication(
    membership: Membership,
    measures: Sequence[Measure],
    minimum: int = rules.MINIMUM,
    earlier: Mapping[str, Sequence[Sum]] | None = None,
) -> PublicationPlan:
    """Decide what to hide, for every measure of one run together.

    Args:
        membership: From :func:`rctdiag.disclosure.groups.membership.membership`.
        measures: What would be published, with who has a valid score on it.
        minimum: 5 or more.
        earlier: From ``Ledger.earlier``: family -> what was released before.

    Raises:
        UsageFault: a minimum below 5.
        ConfidentialityRefusal: the earlier releases alone fall short of this minimum.
    """
    if minimum < rules.MINIMUM:
        raise UsageFault(
            Fault(
                "minimum-too-low",
                f"--min-group can raise the minimum, not lower it below {rules.MINIMUM}.",
                f"Leave it out, or give {rules.MINIMUM} or more.",
            )
        )
    before = earlier or {}
    planner = _Planner(membership, minimum, before)
    base = planner.shown(
        membership.groups,
        frozenset([membership.everybody]),
        Protection(minimum, minimum),
        tuple(before.get(RESPONDENTS, ())),
    )
    families: dict[str, list[Measure]] = defaultdict(list)
    for measure in sorted(measures, key=lambda candidate: bool(candidate.within)):
        families[measure.own_family].append(measure)
    shown_of: dict[str, frozenset[Key]] = {}
    groups: dict[str, frozenset[Key]] = {}
    for name, family in families.items():
        whole = shown_of.get(family[0].within, base)
        candidates = [group for group in membership.groups if group.key in whole]
        shown_of[name] = planner.shown(
            candidates,
            frozenset(measure.valid for measure in family),
            max((measure.protection(minimum) for measure in family), key=lambda p: p.minimum),
            tuple(before.get(name, ())),
        )
        groups |= {
            measure.id: shown_of[name]
            if measure.steps >= rules.FEWEST_STEPS
            else frozenset()  # so short that a figure of it would tell answers at its ends
            for measure in family
        }
    return PublicationPlan(membership, tuple(measures), minimum, base, groups)


class _Planner:
    """What may be shown together, worked out once for families that are alike."""

    def __init__(
        self, membership: Membership, minimum: int, before: Mapping[str, Sequence[Sum]]
    ) -> None:
        self._membership = membership
        self._minimum = minimum
        self._before = before
        self._known: dict[object, frozenset[Key]] = {}

    def shown(
        self,
        candidates: Sequence[Group],
        masks: frozenset[Mask],
        protection: Protection,
        sums: tuple[Sum, ...],
    ) -> frozenset[Key]:
        """Groups whose sums give nobody away, and whose counts name nobody who left a gap."""
        names = tuple(group.key for group in candidates)
        alike = (names, masks, protection, sums)
        if alike not in self._known:
            # First, so that what the sums then hide, too, depends on large sets of people alone.
            # That only puts sets of people together, and no union of them names who left a gap.
            left = self._without_gaps(candidates, masks)
            self._known[alike] = groups_to_show(left, masks, protection, sums)
        return self._known[alike]

    def _without_gaps(self, groups: Sequence[Group], masks: frozenset[Mask]) -> list[Group]:
        """Groups that name nobody with a gap."""
        size = self._membership.size
        kept = without_named_gaps(groups, masks, size, self._minimum)
        return [group for group in groups if group.key in kept]
