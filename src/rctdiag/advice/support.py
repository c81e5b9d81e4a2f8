"""Which parts of the support text a report shows, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rctdiag.advice.situation import Situation

PARTS = ("danger", "unequal", "others_at_risk", "own_life", "worn_out", "you_decide")
ALMOST_ALWAYS = 87.5  # the lower edge of the band "almost always"
NEVER = 12.5  # the upper edge of the band "never"
BAD_END = 1.0  # the burden of an answer at the bad end of its range


def support_parts(now: Situation) -> tuple[str, ...]:
    """The parts to show, in the order of the support text.

    Under the stop rule all but ``you_decide``; that one wherever the person decides over
    others; ``worn_out`` also where the answers say that somebody is at the end.
    """
    shown = set(PARTS[:5]) if now.stop else set()
    if worn_out(now):
        shown.add("worn_out")
    if now.leader:
        shown.add("you_decide")
    return tuple(part for part in PARTS if part in shown)


def support_reasons(now: Situation) -> tuple[str, ...]:
    """Codes of why parts are shown: those of the stop rule, then the others."""
    return (*now.stop_why, *worn_out(now), *(("position",) if now.leader else ()))


def worn_out(now: Situation) -> tuple[str, ...]:
    """Codes of what says so: depletion almost always, a reserves answer at its end, worth never."""
    facts = now.facts
    return tuple(
        code
        for code, holds in (
            ("worn_depletion", facts.at_least("survival.depletion", ALMOST_ALWAYS)),
            (
                "worn_reserves",
                any(one.burden >= BAD_END for one in facts.answers_on("readiness.reserves")),
            ),
            ("worn_worth", facts.scores.get("connection.worth", NEVER) < NEVER),
        )
        if holds
    )
