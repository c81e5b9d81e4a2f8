"""The parts of a group document that are about answering: how carefully, from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.disclosure.figures.comparisons import from_least_power, power_judged
from rctdiag.disclosure.figures.detail_rule import WORDS, detailed
from rctdiag.disclosure.figures.words_of_everybody import carelessness, gaps
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rctdiag.disclosure.document.parts import GroupParts
    from rctdiag.model.documents.teams import Few, PowerDoc


# What reads most differently by power, where the form has parts.
POWER_FACETS = (
    "hierarchical.one_way_influence",
    "hierarchical.power_over",
    "hierarchical.self_protection",
    "connection.shared_power",
)


def words_of_everybody(parts: GroupParts) -> tuple[Few | None, Few | None]:
    """How many answered as if without reading, and how much was left open: a word each, or none."""
    if parts.without_words:
        return None, None
    whole = parts.everyone
    shown = [whole.key] if parts.is_shown(whole) else []
    membership = parts.publication.membership
    if not detailed(membership, shown, membership.everybody, parts.earlier.get(WORDS, ())):
        return None, None
    words = carelessness(parts.scores.given), gaps(parts.scores.given)
    if any(words):
        parts.note_word(WORDS, whole)
    return words


def power_part(parts: GroupParts, orders: Mapping[str, tuple[str, ...]]) -> tuple[PowerDoc, ...]:
    """Each breakdown with an order of power: those with least of it beside those with most.

    Raises:
        UsageFault: an order of something that is not broken down by, or of values not there.
    """
    rows = []
    for by, order in orders.items():
        groups = {group.name: group for group in parts.groups if group.by == by}
        unknown = [name for name in order if name not in groups]
        if not groups or unknown:
            message = f"--power-order {by}: " + (
                "there is no such value." if groups else "there is no --by with this name."
            )
            hint = "Write the column and its values as they are in the table."
            raise UsageFault(Fault("unknown-power-order", message, hint))
        facets = [name for name in POWER_FACETS if name in parts.publication.measures]
        for measure in (*parts.key, *facets):
            shown = {
                group.name: (figure.n, figure.shown)
                for group, figure in parts.shown_of(by, measure)
            }
            row = from_least_power(by, measure, shown, order, parts.spread(measure))
            if row is not None:
                rows.append(row)
    return power_judged(rows)
