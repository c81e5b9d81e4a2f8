"""The parts of a group document that are about answering: how carefully, from where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.disclosure.figures.agreement_and_care import carefully
from rctdiag.disclosure.figures.comparisons import from_least_power, power_judged
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rctdiag.disclosure.document.parts import Report

    Document = dict[str, Any]

# What reads most differently by power, where the form has parts.
POWER_FACETS = (
    "hierarchical.one_way_influence",
    "hierarchical.power_over",
    "hierarchical.self_protection",
    "connection.shared_power",
)


def careless_part(made: Report) -> Document:
    """Answers that ask for a second look, for the organisation only."""
    scales = {
        id_: (made.publication.measures[id_], made.scores.steps[id_])
        for id_ in made.key
        if made.figure(made.everyone.key, id_)
    }
    return carefully(made.scores.given, scales, made.publication.minimum)


def power_part(made: Report, orders: Mapping[str, tuple[str, ...]]) -> list[Document]:
    """Each breakdown with an order of power: those with least of it beside those with most.

    Raises:
        UsageFault: an order of something that is not broken down by, or of values not there.
    """
    found = []
    for by, order in orders.items():
        groups = {group.name: group for group in made.groups if group.by == by}
        unknown = [name for name in order if name not in groups]
        if not groups or unknown:
            told = f"--power-order {by}: " + (
                "there is no such value." if groups else "there is no --by of this name."
            )
            raise UsageFault(
                Fault("unknown-power-order", told, f"Write --by {by} and its values as they stand.")
            )
        names = [*made.key, *(one for one in POWER_FACETS if one in made.publication.measures)]
        for measure in names:
            shown = {
                group.name: (figure.n, figure.shown) for group, figure in made.shown_of(by, measure)
            }
            one = from_least_power(shown, order, made.spread(measure))
            if one is not None:
                scale, _, facet = measure.partition(".")
                found.append({"by": by, "scale": scale, "facet": facet or None} | one)
    return power_judged(found)
