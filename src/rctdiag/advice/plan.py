"""From a scored sheet to a plan: few steps, in an order that is safe to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.choose import (
    KEEPS,
    PHASES,
    Catalogue,
    brings_company,
    company_order,
    gives_back,
    in_order_of_work,
    keeps_going,
    meets_people,
    varied,
    weigh,
    without,
)
from rctdiag.advice.exhausted import one_that_restores_and_one_small
from rctdiag.advice.few import few_steps
from rctdiag.advice.reasons import HELD, LATER
from rctdiag.advice.situation import read_situation
from rctdiag.advice.stop import is_allowed, stop_steps
from rctdiag.advice.support import support_parts, support_reasons
from rctdiag.model.step import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.advice.choose import Candidate
    from rctdiag.advice.situation import Situation
    from rctdiag.model.answers import AnswerSheet
    from rctdiag.model.scores import Scored
    from rctdiag.model.step import Step
    from rctdiag.scoring.key import ScoringKey

LEAST = 3
MOST = {"low": 3, "some": 4, "good": 5}  # steps for now, by the level of reserves
STRONG = 50.0  # the score of a culture from which it counts among several at once
MOST_KEPT = 5  # steps shown for later, and steps shown as held back


def advise(steps: Sequence[Step], key: ScoringKey, scored: Scored, sheet: AnswerSheet) -> Plan:
    """The plan for one person, with the catalogue prepared for it alone (see ``Adviser``)."""
    return Adviser(steps, key).plan(scored, sheet)


class Adviser:
    """Steps and a key, prepared once and used for one sheet or for a million.

    Args:
        steps: The catalogue.
        key: The key of the form that was asked.
    """

    def __init__(self, steps: Sequence[Step], key: ScoringKey) -> None:
        self._key = key
        self._steps = Catalogue(steps)
        self._under_stop = Catalogue(filter(is_allowed, steps))

    def plan(self, scored: Scored, sheet: AnswerSheet) -> Plan:
        """The plan for one person; pure, and the same whatever the order of steps or answers.

        Args:
            scored: The scores of this sheet by the key.
            sheet: The answers as given, and the unscored questions.

        Returns:
            Steps for now, for later and held back, each with the answers that led to it; the
            levels of readiness; the parts of the support text to show; codes for the words.
        """
        now = read_situation(self._key, scored, sheet)
        if now.stop:
            return _told(stop_steps(self._under_stop, now), [], now, sheet)
        if now.too_few:
            return _told(few_steps(self._steps, now), [], now, sheet)
        kept = weigh(self._steps, now)
        return _told(choose_now([one for one in kept if not one.reason], now), kept, now, sheet)


def _told(
    chosen: Sequence[Candidate], kept: Sequence[Candidate], now: Situation, sheet: AnswerSheet
) -> Plan:
    """The plan of steps chosen for now, with those kept for another time."""
    later = [one for one in kept if one.spoken_for and one.reason in LATER]
    held = [one for one in kept if one.spoken_for and one.reason in HELD]
    return Plan(
        now=tuple(one.offer(sheet.answers) for one in chosen),
        later=tuple(one.offer(sheet.answers) for one in varied(later, MOST_KEPT)),
        held_back=tuple(one.offer(sheet.answers) for one in varied(held, MOST_KEPT)),
        readiness=tuple(now.readiness.values()),
        stop=now.stop,
        stop_why=now.stop_why,
        support=support_parts(now),
        support_why=support_reasons(now),
        flags=_flags(now, chosen),
    )


def choose_now(pool: Sequence[Candidate], now: Situation) -> list[Candidate]:
    """Three to five steps that nothing bars; two where the person is exhausted.

    Company comes first where allies are few or safety is low: without such a step nothing is
    offered, since nobody is sent alone. The rest follows the order of work, after what keeps a
    good place good, or what lets a newcomer meet people.
    """
    first: list[Candidate] = []
    if now.company_first:
        first = sorted(filter(brings_company, pool), key=company_order)[:1]
        if not first:
            return []
    if "exhausted" in now.true:
        return one_that_restores_and_one_small(pool, now)
    out = without(_ways_out(pool, now), first)
    others = without(pool, out)
    strong = any(one.spoken_for for one in pool)
    many = strong and not now.must_be_light
    room = (MOST[now.readiness["reserves"].level] if many else LEAST) - len(out)
    own = _with_a_place_of_its_own(others, now)
    begun = varied(own, len(first) + 1, least=len(first) + 1, taken=first)
    wanted = [*([] if strong else own), *_best_of_each_phase(others, now), *others]
    chosen = varied(wanted, room, least=LEAST - len(out), taken=begun)
    if now.worn_leader:  # rest takes the places that variety would leave empty
        chosen = varied(own, room, least=room, taken=chosen)
    if not any(map(gives_back, chosen + out)):
        # What was wanted least makes room for something that gives back.
        kept = chosen[: room - 1]
        chosen = varied(filter(gives_back, others), room, least=len(kept) + 1, taken=kept)
    return first + _in_front(in_order_of_work(chosen[len(first) :] + out), now)


def _ways_out(pool: Sequence[Candidate], now: Situation) -> list[Candidate]:
    """Leaving, or holding out until one can, where power is used and speaking is not safe."""
    if not {"power_used", "low_safety"} <= now.true:
        return []
    return [one for one in pool if "leaving" in one.step.traits][:1]


def _with_a_place_of_its_own(pool: Sequence[Candidate], now: Situation) -> list[Candidate]:
    """What keeps a fairly good place good, lets a newcomer meet people, or rests who is in charge.

    The best of them has one place, and where no answer speaks for any step they all have one.
    """
    if now.worn_leader:
        return [one for one in pool if keeps_going(one.step)]
    if now.fairly_well:
        return [one for one in pool if KEEPS in one.step.traits]
    return list(filter(meets_people, pool)) if "first_impression" in now.true else []


def _in_front(chosen: list[Candidate], now: Situation) -> list[Candidate]:
    """What is there to be kept, or people to be met, before all else; not before protection."""
    strong = [score for score in now.facts.scales.get("culture", ()) if score >= STRONG]
    if len(strong) > 1 or now.worn_leader or "power_used" in now.true:
        return chosen
    front = _with_a_place_of_its_own(chosen, now)
    return front + without(chosen, front)


def _best_of_each_phase(pool: Sequence[Candidate], now: Situation) -> list[Candidate]:
    """Where several cultures read strongly at once, each phase of the work has its step."""
    if not now.several:
        return []
    found = (next((one for one in pool if one.step.phase == phase), None) for phase in PHASES)
    return [one for one in found if one is not None]


def _flags(now: Situation, chosen: Sequence[Candidate]) -> tuple[str, ...]:
    """Codes of what a report has to say beside the plan, in a fixed order."""
    advised = bool(chosen) and not (now.stop or now.too_few)
    flags = {
        "too_few_answers": now.too_few,
        "no_readiness": now.no_readiness,
        "position": now.leader,
        "short_form": now.short,
        "quiet_only": now.quiet_only,
        "several": now.several,
        # Nothing difficult was answered "sometimes" or more where a step could answer it.
        "nothing_strong": advised and not any(one.spoken_for for one in chosen),
    }
    conditions = sorted(now.true - {"danger"})
    return (*(name for name, holds in flags.items() if holds), *conditions)
