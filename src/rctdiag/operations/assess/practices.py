"""The person's own strongest answers, both ways; strengths first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.documents.result import PracticesDoc
from rctdiag.scoring.readings import UNSEEN_FROM_ABOVE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.model.answers import Answer, AnswerSheet
    from rctdiag.model.scores import Scored
    from rctdiag.operations.assess.prepared import Practice, Prepared

    Answered = tuple[Practice, int]

SHOWN = 3
SOMETIMES = 3
OFTEN = 4


def practices_document(
    prepared: Prepared, scored: Scored, answers: Mapping[str, Answer], sheet: AnswerSheet
) -> PracticesDoc:
    """What helps, what gets in the way, what is lacking.

    A practice is something that happens: an item answered "sometimes" or more whose happening
    helps, or impedes. Serious items answered so are always among those that impede, whatever
    the mean. What helps is lacking where it happens rarely or never.
    """
    given = [
        (practice, answer)
        for item, practice in prepared.practices.items()
        if isinstance(answer := answers.get(item), int)
    ]
    comparing = [entry for entry in given if entry[0].item.who_carries]
    ordinary = [entry for entry in given if not entry[0].item.who_carries]
    happening = [entry for entry in ordinary if entry[1] >= SOMETIMES]
    hidden = UNSEEN_FROM_ABOVE if sheet.position == "yes" else frozenset()
    helping = [e for e in happening if e[0].helps and e[0].item.facet not in hidden]
    # What happens only sometimes is named as a help where nothing helps more often.
    helping = [e for e in helping if e[1] >= OFTEN] or helping
    impeding = [e for e in happening if not e[0].helps]
    lacking = [e for e in ordinary if e[0].helps and e[1] < SOMETIMES]
    serious = [e for e in impeding if e[0].item.serious]
    serious_ids = {practice.item.id for practice, _ in serious}
    others = [
        entry
        for entry in _most_telling(impeding, prepared, scored)
        if entry[0].item.id not in serious_ids
    ]
    shown = sorted(serious, key=lambda e: -e[1]) + others[: max(0, SHOWN - len(serious))]
    return PracticesDoc(
        helping=tuple(p.document(answer) for p, answer in _strongest(helping)[:SHOWN]),
        impeding=tuple(p.document(answer) for p, answer in shown),
        lacking=tuple(
            p.document(answer) for p, answer in _most_telling(lacking, prepared, scored)[:SHOWN]
        ),
        who_carries_it=tuple(p.document(answer) for p, answer in comparing),
    )


def _highest_culture(prepared: Prepared, scored: Scored) -> str | None:
    """The culture with the highest mean of its keyed answers; of equals the first by id."""
    means: dict[str, float] = {}
    for scale, items in prepared.culture_items.items():
        keyed = [scored.keyed[item] for item in items if item in scored.keyed]
        if keyed:
            means[scale] = sum(keyed) / len(keyed)
    return min(means, key=lambda scale: (-means[scale], scale), default=None)


def _strongest(entries: Sequence[Answered]) -> list[Answered]:
    """The strongest answers first, of equal ones by id."""
    return _facets_in_turn(sorted(entries, key=lambda e: (-e[1], e[0].rank)))


def _most_telling(
    entries: Sequence[Answered], prepared: Prepared, scored: Scored
) -> list[Answered]:
    """The farthest from "sometimes" first; of equal answers those that tell most of the place.

    Those of the culture with the highest mean, then of any culture, then of what contact does.
    """
    highest = _highest_culture(prepared, scored)

    def order(entry: Answered) -> tuple[int, bool, bool, int]:
        practice, answer = entry
        q = practice.questionnaire
        return (-abs(answer - SOMETIMES), q.id != highest, q.kind != "culture", practice.rank)

    return _facets_in_turn(sorted(entries, key=order))


def _facets_in_turn(entries: Sequence[Answered]) -> list[Answered]:
    """One of each facet before any second."""
    first: list[Answered] = []
    second: list[Answered] = []
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        facet = entry[0].facet
        (second if facet in seen else first).append(entry)
        seen.add(facet)
    return first + second
