"""The person's own strongest answers, both ways; strengths first."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from rctdiag.model.documents.result import PracticeDoc, PracticesDoc
from rctdiag.scoring.bands import HIGH, LOW, PRESENT
from rctdiag.scoring.readings import UNSEEN_FROM_ABOVE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rctdiag.model.answers import Answer, AnswerSheet
    from rctdiag.model.scores import Scored
    from rctdiag.operations.assess.prepared import Practice, Prepared

    Answered = tuple[Practice, int]

SHOWN = 3
RANKED = "hierarchical"
ROOM = "survival"  # its good items are hours, money and set times: room for contact, not contact
SOMETIMES = 3
OFTEN = 4


class PracticeDocuments:
    """The practices of one run; each with each of its answers is made once."""

    def __init__(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._comparing: list[Practice] = []
        self._helpful: list[Practice] = []
        self._hindering: list[Practice] = []
        for practice in prepared.practices.values():
            if practice.item.who_carries:
                self._comparing.append(practice)
            else:
                (self._helpful if practice.helps else self._hindering).append(practice)
        self._document = lru_cache(maxsize=4096)(self._make_document)

    def practices(
        self, scored: Scored, answers: Mapping[str, Answer], sheet: AnswerSheet
    ) -> PracticesDoc:
        """What helps, what gets in the way, what is lacking.

        A practice is something that happens: an item answered "sometimes" or more whose
        happening helps, or impedes. Serious items answered so are always among those that
        impede, whatever the mean. What helps is lacking where it happens rarely or never; it is
        no help where its own part reads as sore, nor is mere room for contact where contact is.
        """
        hidden = UNSEEN_FROM_ABOVE if sheet.position == "yes" else frozenset()
        sore = _sore_facets(scored)
        no_help = {ROOM} if _contact_is_rare(scored) else frozenset[str]()
        impeding = [e for e in _answered(self._hindering, answers) if e[1] >= SOMETIMES]
        helpful = _answered(self._helpful, answers)
        lacking = [e for e in helpful if e[1] < SOMETIMES]
        helping = [
            (practice, answer)
            for practice, answer in helpful
            if answer >= SOMETIMES
            and practice.facet[0] not in no_help
            and practice.facet[1] not in hidden
            and practice.facet not in sore
        ]
        # What happens only sometimes is named as a help where nothing helps more often.
        helping = [e for e in helping if e[1] >= OFTEN] or helping
        highest = _highest_culture(self._prepared, scored)
        helping = _strongest(helping, ranks_matter=_ranks_matter(sheet, scored))
        choose = partial(_impeding if impeding else _lacking, highest=highest)
        helps, hinders = _without_contradiction(helping, impeding or lacking, choose, scored)
        return PracticesDoc(
            helping=self._documents(helps),
            impeding=self._documents(hinders if impeding else ()),
            lacking=self._documents(_lacking(lacking, highest) if impeding else hinders),
            who_carries_it=self._documents(_answered(self._comparing, answers)),
        )

    def _documents(self, entries: Sequence[Answered]) -> tuple[PracticeDoc, ...]:
        return tuple([self._document(practice.id, answer) for practice, answer in entries])

    def _make_document(self, item: str, answer: int) -> PracticeDoc:
        practice = self._prepared.practices[item]
        scale = practice.questionnaire.scale
        return PracticeDoc(
            item=item,
            scale=practice.questionnaire.id,
            facet=practice.item.facet,
            text=practice.item.text,
            answer=answer,
            answer_label=scale.labels[answer - scale.low],
            serious=practice.item.serious,
        )


def _sore_facets(scored: Scored) -> frozenset[tuple[str, str]]:
    """Facets of a culture that read as often or more, those of connection as rarely or never."""
    return frozenset(
        (scale.id, facet.id)
        for scale in scored.scales.values()
        for facet in scale.facets
        if facet.score is not None
        and (facet.score < LOW if scale.kind == "connection" else facet.score >= HIGH)
    )


def _contact_is_rare(scored: Scored) -> bool:
    """Whether contact as a whole is rare."""
    return any(
        scale.kind == "connection" and scale.score is not None and scale.score < LOW
        for scale in scored.scales.values()
    )


def _answered(practices: Iterable[Practice], answers: Mapping[str, Answer]) -> list[Answered]:
    """Those with an answer that is a number."""
    return [
        (practice, answer)
        for practice in practices
        if isinstance(answer := answers.get(practice.id), int)
    ]


def _highest_culture(prepared: Prepared, scored: Scored) -> str | None:
    """The culture with the highest mean of its keyed answers; of equals the first by id."""
    means: dict[str, float] = {}
    for scale, items in prepared.culture_items.items():
        keyed = [scored.keyed[item] for item in items if item in scored.keyed]
        if keyed:
            means[scale] = sum(keyed) / len(keyed)
    return min(means, key=lambda scale: (-means[scale], scale), default=None)


def _ranks_matter(sheet: AnswerSheet, scored: Scored) -> bool:
    """Whether ranks play a part in what helps.

    Nobody is above the reader, or the place they have left was hardly top-down: then what those
    in charge do well comes after all other help, as there may be nobody in charge.
    """
    if sheet.standing == "left":
        ranked = scored.scales.get(RANKED)
        return ranked is None or ranked.score is None or ranked.score >= LOW
    return sheet.standing != "independent"


def _strongest(entries: Sequence[Answered], *, ranks_matter: bool) -> list[Answered]:
    """The strongest answers first, of equal ones by id."""

    def order(entry: Answered) -> tuple[bool, int, int]:
        practice, answer = entry
        on_ranks = practice.facet[0] == RANKED or practice.facet[1] == "shared_power"
        return (on_ranks and not ranks_matter, -answer, practice.rank)

    return _facets_in_turn(sorted(entries, key=order))


def _impeding(entries: Sequence[Answered], highest: str | None) -> list[Answered]:
    """Every serious answer, and the most informative others beside them.

    The strongest come first, of equal ones the serious: what is told first has to be what is
    most so.
    """
    serious = [e for e in entries if e[0].serious]
    lighter = [e for e in _most_informative(entries, highest) if not e[0].serious]
    return sorted(
        serious + lighter[: max(0, SHOWN - len(serious))],
        key=lambda e: (-e[1], not e[0].serious),
    )


def _lacking(entries: Sequence[Answered], highest: str | None) -> list[Answered]:
    return _most_informative(entries, highest)[:SHOWN]


def _without_contradiction(
    helping: Sequence[Answered],
    hindering: Sequence[Answered],
    choose: Callable[[Sequence[Answered]], list[Answered]],
    scored: Scored,
) -> tuple[list[Answered], list[Answered]]:
    """What is shown on either side; of two answers on one facet that differ, the more telling.

    A serious answer is always told; else it is the one farther from "sometimes", and of two
    equally far the one on whose side the facet as a whole lies.
    """
    good, bad = list(helping), list(hindering)
    while True:
        helps, hinders = good[:SHOWN], choose(bad)
        both = {e[0].facet for e in helps} & {e[0].facet for e in hinders}
        if not both:
            return helps, hinders
        facet = min(both)
        against = [e for e in hinders if e[0].facet == facet]
        for_it = max(_telling(e) for e in helps if e[0].facet == facet)
        weight = max(map(_telling, against)) - for_it
        hard = weight > 0 or (weight == 0 and _difficulty(scored, *facet) >= PRESENT)
        if hard or any(e[0].serious for e in against):
            good = [e for e in good if e[0].facet != facet]
        else:
            bad = [e for e in bad if e[0].facet != facet]


def _difficulty(scored: Scored, scale_id: str, facet_id: str) -> float:
    """How much difficulty a facet shows as a whole (0-100); none where it has no score."""
    scale = scored.scales[scale_id]
    score = next(facet.score for facet in scale.facets if facet.id == facet_id)
    if score is None:
        return 0.0
    return 100 - score if scale.kind == "connection" else score


def _telling(entry: Answered) -> int:
    return abs(entry[1] - SOMETIMES)


def _most_informative(entries: Sequence[Answered], highest: str | None) -> list[Answered]:
    """The farthest from "sometimes" first; of equal answers those that tell most of the place.

    Those of the culture with the highest mean, then of any culture, then of what contact does.
    """

    def order(entry: Answered) -> tuple[int, bool, bool, int]:
        practice, answer = entry
        distance = abs(answer - SOMETIMES)
        return (-distance, practice.facet[0] != highest, not practice.is_culture, practice.rank)

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
