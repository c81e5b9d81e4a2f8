"""Derived readings: the mean of the answers to named facets, and answers shown as they are."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.model.scores import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.model.scores import FacetScore, Reason, ScaleScore
    from rctdiag.scoring.key import FacetKey, ScoringKey


class Recipe(NamedTuple):
    """A reading: the facets whose answered items are averaged, and that said in words."""

    id: str
    facets: tuple[str, ...]  # scale.facet
    formula: str


RECIPES = (
    Recipe(
        "power_over",
        ("hierarchical.power_over", "hierarchical.one_way_influence"),
        "mean of the answered items of hierarchical.power_over and"
        " hierarchical.one_way_influence, each keyed, as 0-100",
    ),
    Recipe(
        "power_to",
        ("connection.empowerment",),
        "mean of the answered items of connection.empowerment, each keyed, as 0-100",
    ),
    Recipe(
        "power_with",
        ("connection.shared_power", "connection.mutuality"),
        "mean of the answered items of connection.shared_power and connection.mutuality,"
        " each keyed, as 0-100",
    ),
    Recipe(
        "paradox",
        ("hierarchical.self_protection", "pseudo_relational.parts_left_out"),
        "mean of the answered items of hierarchical.self_protection and"
        " pseudo_relational.parts_left_out, each keyed, as 0-100",
    ),
    Recipe(
        "harmony_without_candour",
        ("pseudo_relational.surface_harmony", "pseudo_relational.cost_of_candour"),
        "mean of the answered items of pseudo_relational.surface_harmony and"
        " pseudo_relational.cost_of_candour, each keyed, as 0-100",
    ),
    Recipe(
        "load_over_relating",
        ("survival.overload", "survival.no_room_to_relate"),
        "mean of the answered items of survival.overload and survival.no_room_to_relate,"
        " each keyed, as 0-100",
    ),
)
# What people with power see least of: no reassuring word about it is shown to them.
UNSEEN_FROM_ABOVE = frozenset(
    {"power_over", "self_protection", "one_way_influence", "cost_of_candour"}
)
WHO_CARRIES_IT = "who_carries_it"
WHO_CARRIES_FORMULA = (
    "the answers to the items that ask whether something falls on some groups of people more"
    " than on others, as given; never averaged"
)


def readings(
    key: ScoringKey, scales: Mapping[str, ScaleScore], keyed: Mapping[str, int]
) -> tuple[Reading, ...]:
    """All readings, always the same seven ids in the same order.

    A reading has a score only where each of its facets has one; a facet that this run does not
    ask gives the reason ``not_asked``, one with too few answers ``not_enough_answers``.
    ``Reading.items`` are the items asked for it, answered or not.
    """
    facets = {
        facet.name: (facet, facet_score)
        for scale in key.scales
        for facet, facet_score in zip(scale.facets, scales[scale.id].facets, strict=True)
    }
    return (
        *[_reading(recipe, facets) for recipe in RECIPES],
        _who_carries_it(key, keyed),
    )


def _reading(recipe: Recipe, facets: Mapping[str, tuple[FacetKey, FacetScore]]) -> Reading:
    parts = [facets[name] for name in recipe.facets if name in facets]
    items = tuple([item for facet, _ in parts for item in facet.items])
    reasons = [score.reason for _, score in parts]
    reason: Reason | None = None
    if len(parts) < len(recipe.facets) or "not_asked" in reasons:
        reason = "not_asked"
    elif "not_enough_answers" in reasons:
        reason = "not_enough_answers"
    score = _mean_points(parts) if reason is None else None
    return Reading(id=recipe.id, score=score, reason=reason, items=items, formula=recipe.formula)


def _mean_points(parts: Sequence[tuple[FacetKey, FacetScore]]) -> float:
    """The mean of the answered items, each from 0 to 100, by one division.

    The scales of a reading may have different response ranges, so answers are counted in the
    smallest step that divides all of them.
    """
    widths = [facet.high - facet.low for facet, _ in parts]
    common = lcm(*widths)
    steps = [
        score.steps * (common // width) for (_, score), width in zip(parts, widths, strict=True)
    ]
    return 100 * sum(steps) / (sum([score.answered for _, score in parts]) * common)


def _who_carries_it(key: ScoringKey, keyed: Mapping[str, int]) -> Reading:
    reason: Reason = "as_answered"
    if not key.compared:
        reason = "not_asked"
    elif not any(item in keyed for item in key.compared):
        reason = "not_enough_answers"
    return Reading(
        id=WHO_CARRIES_IT,
        score=None,
        reason=reason,
        items=key.compared,
        formula=WHO_CARRIES_FORMULA,
    )
