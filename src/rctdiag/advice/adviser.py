"""From a scored sheet to a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.begin_with import choose_begin, protects
from rctdiag.advice.candidates import Catalogue, offer, weigh
from rctdiag.advice.experience import learn
from rctdiag.advice.heart import find_heart
from rctdiag.advice.situation import read_situation
from rctdiag.advice.strategy_map import fill_rows
from rctdiag.advice.support import support_parts
from rctdiag.model.plan import MapRow, Plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rctdiag.advice.candidates import Candidate
    from rctdiag.advice.situation import Situation
    from rctdiag.model.answers import AnswerSheet
    from rctdiag.model.plan import Offer, Tried
    from rctdiag.model.scores import Scored
    from rctdiag.model.step import Step
    from rctdiag.scoring.key import ScoringKey


class Adviser:
    """Steps and a key, prepared once and used for one sheet or for a million.

    Args:
        steps: The catalogue.
        key: The key of the form that was asked.
    """

    def __init__(self, steps: Iterable[Step], key: ScoringKey) -> None:
        self._key = key
        self._catalogue = Catalogue(steps)

    def plan(self, scored: Scored, sheet: AnswerSheet, tried: Sequence[Tried] = ()) -> Plan:
        """The plan for one person; the same whatever the order of steps or answers.

        Args:
            scored: The scores of this sheet by the key.
            sheet: The answers as given, and the unscored questions.
            tried: What came of the steps of earlier plans, in the order of time.
        """
        situation = read_situation(self._key, scored, sheet)
        heart = find_heart(situation)
        known = learn(weigh(self._catalogue, situation, heart), tried, self._catalogue.steps)
        candidates = known.candidates
        rows = fill_rows(candidates, situation, known.opened)
        rows, begin = choose_begin(rows, candidates, situation)

        offers: dict[str, Offer] = {}

        def offered(candidate: Candidate) -> Offer:
            step = candidate.step.id
            if step not in offers:
                offers[step] = offer(candidate, situation)
            return offers[step]

        parts, why = support_parts(situation)
        return Plan(
            heart=heart,
            map={
                strategy: MapRow(
                    now=None if row.now is None else offered(row.now),
                    reason="all_tried"
                    if row.reason == "nothing_fits" and strategy in known.over
                    else row.reason,
                    next=None if row.next is None else offered(row.next),
                    opens=row.opens,
                )
                for strategy, row in rows.items()
            },
            begin=tuple(map(offered, begin)),
            readiness=tuple(situation.readiness.values()),
            help_first=situation.help_first,
            support=parts,
            support_why=why,
            flags=_flags(situation, begin),
        )


def _flags(situation: Situation, begin: Sequence[Candidate]) -> tuple[str, ...]:
    """What a report has to say beside the plan, in a fixed order."""
    flags = {
        "too_few_answers": situation.too_few_answers,
        "fairly_well": situation.fairly_well,
        "holding": situation.holding,
        # What is said of it is that protection comes first.
        "several": situation.several and any(map(protects, begin[:1])),
        "nobody_trusted": situation.nobody_trusted,
        "no_readiness": all(
            readiness.level == "unknown" for readiness in situation.readiness.values()
        ),
    }
    conditions = sorted(situation.conditions - {"help_first"})
    return (*(name for name, holds in flags.items() if holds), *conditions)
