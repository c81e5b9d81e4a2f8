"""The plan of one publication: which groups show which measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.disclosure import rules
from rctdiag.disclosure.groups.integer_span import collector_at_rest
from rctdiag.disclosure.release.suppression import Protection, groups_to_show
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.disclosure.groups.membership import Key, Mask, Membership, Sum


RESPONDENTS = ""  # the "family" of the numbers of respondents


@dataclass(frozen=True)
class Measure:
    """A scale, a facet or a reading that is published for groups.

    Attributes:
        id: Its id.
        steps: From the lowest possible score of a person to the highest: items * (high - low).
        valid: Who has a score.
        family: Measures that can be computed from each other (a scale and its facets) share
            one; within it everything counts as a sum over the same unknowns.
        sensitive: Asks for twenty people and a difference of ten.
    """

    id: str
    steps: int
    valid: Mask
    family: str = ""
    sensitive: bool = False

    def protection(self, minimum: int) -> Protection:
        """How small is too small for this measure."""
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
    base = groups_to_show(
        membership.groups,
        [membership.everybody],
        Protection(minimum, minimum),
        before.get(RESPONDENTS, ()),
    )
    candidates = [group for group in membership.groups if group.key in base]
    families: dict[str, list[Measure]] = {}
    for measure in measures:
        families.setdefault(measure.family or measure.id, []).append(measure)
    known: dict[object, frozenset[Key]] = {}
    if not before:
        known[frozenset([membership.everybody]), Protection(minimum, minimum), ()] = base
    groups: dict[str, frozenset[Key]] = {}
    for name, family in families.items():
        masks = frozenset(measure.valid for measure in family)
        protection = max(
            (measure.protection(minimum) for measure in family), key=lambda p: p.minimum
        )
        sums = tuple(before.get(name, ()))
        if (masks, protection, sums) not in known:
            found = groups_to_show(candidates, masks, protection, sums)
            known[masks, protection, sums] = found
        groups |= {
            measure.id: known[masks, protection, sums]
            if measure.steps >= rules.FEWEST_STEPS
            else frozenset()  # so short that a figure of it would tell answers at its ends
            for measure in family
        }
    return PublicationPlan(membership, tuple(measures), minimum, base, groups)
