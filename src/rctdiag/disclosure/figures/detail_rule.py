"""Where words about spread may be written: agreement in groups, answering of everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.disclosure import rules
from rctdiag.disclosure.figures.spread import is_disjoint
from rctdiag.disclosure.groups.combinations import light_supports
from rctdiag.disclosure.groups.membership import EVERYONE, linked_system
from rctdiag.disclosure.release.suppression import Protection, groups_to_show

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rctdiag.disclosure.groups.membership import Group, Key, Mask, Membership, Sum

WORDS = "words"  # the family of everybody's words, in the ledger; of a scale, "words:SCALE"


def of_one_breakdown(membership: Membership, shown: Collection[Key], mask: Mask) -> frozenset[Key]:
    """The groups of fifteen or more that words are written of: those of one breakdown, or all.

    A word about a whole and words about its parts would together bear on the remainder. So they
    are written of groups that share nobody: of the breakdown with most of them, of equals the
    first asked; of everybody where no breakdown has any.
    """
    groups: dict[str, list[Group]] = {}
    for group in membership.groups:
        if group.key in shown and group.count(mask) >= rules.MINIMUM_DETAIL:
            groups.setdefault(group.by, []).append(group)
    whole = groups.pop(EVERYONE, [])
    apart = [held for held in groups.values() if is_disjoint(held)]
    chosen = max(apart, key=len, default=whole)
    return frozenset(group.key for group in chosen)


def detailed(
    membership: Membership, shown: Collection[Key], mask: Mask, earlier: Sequence[Sum] = ()
) -> frozenset[Key]:
    """Those of the groups whose words leave no fewer than fifteen apart.

    What is told of a whole and of its part bears on the remainder. So groups are chosen as for
    means, with fifteen in the place of five, beside what was told in earlier releases.

    Args:
        membership: Everybody and every group.
        shown: Groups that words would be written of.
        mask: Whose answers count.
        earlier: What words were written of before.
    """
    held = [
        group
        for group in membership.groups
        if group.key in shown and group.count(mask) >= rules.MINIMUM_DETAIL
    ]
    columns = linked_system(earlier).columns
    if next(light_supports(columns, rules.MINIMUM_DETAIL - 1), None):
        return frozenset()
    protection = Protection(rules.MINIMUM_DETAIL, rules.MINIMUM_DETAIL)
    return groups_to_show(held, [mask], protection, earlier)
