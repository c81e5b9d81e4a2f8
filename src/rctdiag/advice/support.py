"""Which parts of the support text fit a person, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.evidence import COST_OF_CANDOUR, OVERLOAD, POWER_OVER
from rctdiag.scoring.bands import CUTS, HIGH

if TYPE_CHECKING:
    from rctdiag.advice.situation import Situation

PARTS = ("danger", "unequal", "others_at_risk", "own_life", "worn_out", "you_decide")
ALMOST_ALWAYS = CUTS[3]  # the lower edge of the band "almost always"
NEVER = CUTS[0]  # the upper edge of the band "never"
BAD_END = 1.0  # the burden of an answer at the bad end of its range
OF_MARK = {
    "danger": "danger",
    "harassment": "unequal",
    "others_at_risk": "others_at_risk",
    "punished": "unequal",
}
NOT_SURE_SHOWS = 2  # parts


def support_parts(situation: Situation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts that fit, in the order of the support text, and why each is shown.

    A mark or a serious answer names its part; "not sure" brings the two likeliest by the
    answers. ``worn_out`` is shown wherever the answers say that somebody is at the end, and
    ``you_decide`` to whoever decides over others and meets something beyond culture.

    Returns:
        Ids of parts, and codes of reasons.
    """
    shown = {OF_MARK[mark] for mark in situation.marks if mark in OF_MARK}
    if any(why.startswith("serious:") for why in situation.help_first):
        shown.add("unequal")
    if "not_sure" in situation.marks:
        shown.update(_likeliest(situation)[:NOT_SURE_SHOWS])
    loaded = _load_may_harm(situation)
    if loaded:
        shown.add("others_at_risk")
    worn = _worn_out(situation)
    if worn:
        shown.add("worn_out")
    why = (*situation.help_first, *loaded, *worn)
    if situation.help_first and situation.standing == "leads":
        shown.add("you_decide")
        why = (*why, "standing:leads")
    return tuple(part for part in PARTS if part in shown), why


def _load_may_harm(situation: Situation) -> tuple[str, ...]:
    """Why others may be at risk: help comes first, and there is often too much to do.

    Whether people are served is not asked, so the part asks it; and the load is no alarm by
    itself.
    """
    often = situation.evidence.reaches(OVERLOAD, HIGH)
    return ("load_often",) if situation.help_first and often else ()


def _likeliest(situation: Situation) -> list[str]:
    """Parts by how heavy the answers are that speak for them; ties in the text's order."""
    scores = situation.evidence.facet_scores
    weights = {
        "danger": scores.get(POWER_OVER, 0.0),
        "unequal": max(scores.get(POWER_OVER, 0.0), scores.get(COST_OF_CANDOUR, 0.0)),
        "others_at_risk": max(
            scores.get(OVERLOAD, 0.0), scores.get("pseudo_relational.avoided_subjects", 0.0)
        ),
        "worn_out": scores.get("survival.depletion", 0.0),
    }
    # Unequal treatment before danger where both rest on the same answers.
    order = ("unequal", "others_at_risk", "worn_out", "danger")
    return sorted(order, key=lambda part: -weights[part])


def _worn_out(situation: Situation) -> tuple[str, ...]:
    """Why: depletion almost always, an answer on reserves at its bad end, worth never."""
    evidence = situation.evidence
    reserves = evidence.answers.get("readiness.reserves", ())
    reasons = {
        "worn_depletion": evidence.reaches("survival.depletion", ALMOST_ALWAYS),
        "worn_reserves": any(answer.burden >= BAD_END for answer in reserves),
        "worn_worth": evidence.facet_scores.get("connection.worth", NEVER) < NEVER,
    }
    return tuple(code for code, holds in reasons.items() if holds)
