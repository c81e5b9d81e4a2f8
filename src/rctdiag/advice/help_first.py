"""Where help comes before any plan: why it does, and which steps may stand there all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.evidence import COST_OF_CANDOUR, OFTEN, POWER_OVER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.advice.evidence import Evidence
    from rctdiag.model.answers import BeyondKind
    from rctdiag.model.step import Step

# A serious item of these at "often" or more brings help first.
HELP_FIRST_FACETS = (POWER_OVER, COST_OF_CANDOUR)
FOR_HELP_FIRST = frozenset({"record", "advice", "must_act"})


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


def is_safe_beyond_culture(step: Step) -> bool:
    """It may stand in a plan where help comes first: records, advice, duties, rest."""
    if not FOR_HELP_FIRST.isdisjoint(step.traits):
        return True
    hidden = step.visibility == "alone" or "outside" in step.traits
    return step.strategy == "sustaining" and hidden
