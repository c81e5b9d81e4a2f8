"""Where figures may be shown that bend with single answers: agreement, differences, spreads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.disclosure import rules
from rctdiag.disclosure.groups.membership import EVERYONE
from rctdiag.disclosure.release.suppression import Protection, groups_to_show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.disclosure.groups.membership import Key, Mask, Membership

SEARCHED_UP_TO = 60  # groups; above it, details are for everyone and the first breakdown


def detailed(membership: Membership, shown: Iterable[Key], mask: Mask) -> frozenset[Key]:
    """Groups of fifteen or more whose sums of squares leave no fewer than fifteen apart.

    A spread published for a whole and for its part gives that of the remainder; from it, a small
    remainder could be read. So groups are chosen as for means, with fifteen in the place of five.

    Args:
        membership: Everybody and every group.
        shown: Groups whose means are shown.
        mask: Whose answers count.
    """
    keys = set(shown)
    held = [g for g in membership.groups if g.key in keys and g.count(mask) >= rules.MINIMUM_DETAIL]
    if len(held) > SEARCHED_UP_TO:
        first = next((g.by for g in held if g.by != EVERYONE), EVERYONE)
        held = [g for g in held if g.by in {first, EVERYONE}]
    protection = Protection(rules.MINIMUM_DETAIL, rules.MINIMUM_DETAIL)
    return groups_to_show(held, [mask], protection)
