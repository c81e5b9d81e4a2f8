"""Words, spreads and means of a document together: whose answers all of it would make certain.

Two people who are in the same shown groups may have each other's answers, and nothing in the
document changes. So an answer can be certain only where all of such a lot answered a part alike, or
all but one, who knows it. There another table is looked for: one in which they answered otherwise,
and which makes the same means, words and spreads. Where none is met, the report is refused.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice, product
from math import gcd
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rctdiag.disclosure import rules
from rctdiag.disclosure.audit.auditor import Finding, refusal
from rctdiag.disclosure.audit.linear_bounds import rows_over
from rctdiag.disclosure.audit.nearby_answers import Walk
from rctdiag.disclosure.figures.agreement_words import Agreement
from rctdiag.disclosure.figures.person_scores import score_people
from rctdiag.disclosure.figures.spread import coded_scores, how_written
from rctdiag.disclosure.figures.words_of_everybody import carelessness
from rctdiag.disclosure.release import rounding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.audit.linear_bounds import Row
    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.disclosure.figures.person_scores import Scores
    from rctdiag.disclosure.figures.spread import Written
    from rctdiag.disclosure.groups.membership import Group
    from rctdiag.disclosure.release.publication import Publication
    from rctdiag.disclosure.release.publication_plan import Block
    from rctdiag.model.documents.teams import AgreementDoc, TeamFigures
    from rctdiag.stats.within import Spread

    Ints = NDArray[np.int64]
    Change = Mapping[tuple[int, str], int]  # person and block -> steps up or down

_TRIED = 40  # tables that are looked at for one person
_TURNED = 3  # ways to choose who of a lot moves


class Lot(NamedTuple):
    """People in the same shown groups who answered a block alike, but for one perhaps.

    Attributes:
        block: Its id and steps.
        step: What they scored.
        people: Those of whom it would be certain; of a lot that is all alike, one is left out.
    """

    block: Block
    step: int
    people: tuple[int, ...]


def require_open(
    document: TeamFigures, publication: Publication, survey: Survey, scores: Scores
) -> None:
    """Refuse a document whose words and means together make an answer certain.

    Args:
        document: As read back from its JSON.
        publication: What it says of sums, read from it.
        survey: Who answered, and what.
        scores: Theirs.

    Raises:
        ConfidentialityRefusal: no other answers of somebody's were met that read the same.
    """
    found = told_in_words(document, publication, survey, scores)
    if found is not None:
        raise refusal([found])


def told_in_words(
    document: TeamFigures, publication: Publication, survey: Survey, scores: Scores
) -> Finding | None:
    """Of which scale, and of how many people, the document tells too much; None for nobody."""
    for scale in scores.key.scales:
        words = Words(document, publication, survey, scores, scale.id)
        if words.are_there:
            for lot in words.lots():
                if not words.leave_open(lot):
                    return Finding("words", scale.id, len(lot.people))
    return None


class Words:
    """What a document says of a scale beside its means, and whether other answers say the same.

    Args:
        document: As read back.
        publication: Of its sums.
        survey: Who answered, and what.
        scores: Theirs.
        scale: The scale.
    """

    def __init__(
        self,
        document: TeamFigures,
        publication: Publication,
        survey: Survey,
        scores: Scores,
        scale: str,
    ) -> None:
        self._publication, self._survey, self._scores = publication, survey, scores
        self._scale = next(each for each in scores.key.scales if each.id == scale)
        self._column = {item: at for at, item in enumerate(survey.items)}
        self._careless = document.careless
        self._agreed: list[tuple[Group, AgreementDoc]] = [
            (group, word)
            for group, doc in zip(
                publication.membership.groups,
                (document.organisation, *document.groups),
                strict=True,
            )
            if (word := doc.agreement[scale]) is not None
        ]
        self._agreement = Agreement(self._scale, scores.answers[scale], publication)
        self._figures = publication.of_system().get(scale, [])
        measures = [
            publication.measures[id_] for id_ in dict.fromkeys(f.measure for f in self._figures)
        ]
        self._spreads: dict[str, tuple[Written, Spread]] = {
            measure.id: (written, written.of(self._twice(measure.id, {}), measure.steps))
            for measure in measures
            if (written := how_written(publication, measure.id)) is not None
        }
        self._blocks = list(dict.fromkeys(block for m in measures for block in m.pieces))

    @property
    def are_there(self) -> bool:
        """Whether anything but means is said of the scale."""
        return bool(self._agreed or self._spreads)

    def lots(self) -> Iterator[Lot]:
        """Whose score on a block could be certain, to somebody who took part or to nobody else."""
        groups = self._publication.membership.by_key
        valid = self._publication.measures[self._scale.id].valid
        inside: dict[int, list[int]] = {p: [] for p, there in enumerate(valid) if there}
        for turn, key in enumerate(dict.fromkeys(figure.group for figure in self._figures)):
            for person in groups[key].members:
                if person in inside:
                    inside[person].append(turn)
        together: dict[tuple[int, ...], list[int]] = {(): []}
        for person, turns in inside.items():
            together.setdefault(tuple(turns), []).append(person)
        del together[()]  # whoever is in no figure
        for people in together.values():
            for block in self._blocks:
                steps = np.array([self._scores.blocks[block[0]][person] for person in people])
                for step in np.unique(steps).tolist():
                    alike = [people[at] for at in np.flatnonzero(steps == step)]
                    if len(alike) == len(people) > 1:
                        yield Lot(block, step, tuple(alike[1:]))
                    elif len(alike) >= len(people) - 1:
                        yield Lot(block, step, tuple(alike))

    def leave_open(self, lot: Lot) -> bool:
        """Whether another table, in which one of the lot scored otherwise, reads the same.

        Where none can be made that has the same means, there is nothing for words to rule out:
        what means tell by themselves is the matter of the other attacks.
        """
        inside = self._verdicts(_inside(lot))
        if inside:
            return any(inside)
        if len(self._survey.given) > rules.SEARCH_UP_TO:
            return True  # lots of so few are not looked at in a large table
        for person in lot.people:
            cell = self._cells.index((person, lot.block[0]))
            across = self._verdicts(islice(self._balanced(cell), _TRIED))
            if across and not any(across):
                return False
        return True

    def _verdicts(self, changes: Iterable[Change]) -> list[bool]:
        """Of tables with the same means, up to the first that reads the same, whether each does."""
        found = []
        for change in changes:
            for given in (self._answered(change, outward) for outward in (False, True)):
                if given is not None and self._gives(change, given):
                    found.append(self._reads_the_same(change, given))
                    if found[-1]:
                        return found
        return found

    def _balanced(self, cell: int) -> Iterator[Change]:
        """Tables that differ by one step of a cell and by what balances it in other lots."""
        walk, truth = self._walk, self._truth
        home = next(turn for turn, lot in enumerate(walk.lots) if cell in lot)
        for move, by in product(walk.moves, (1, -1)):
            counted = _counted(truth[cell], by, walk.steps[cell])
            if abs(move.get(home, 0)) != 1 or not counted:
                continue
            able = []
            for lot, times in move.items():
                if lot != home:
                    sign = 1 if times * move[home] > 0 else -1
                    cells = [
                        at
                        for at in walk.lots[lot]
                        if _counted(truth[at], by * sign, walk.steps[at]) == sign * counted
                    ]
                    able.append((cells, abs(times), by * sign))
            most = min((len(cells) // times for cells, times, _ in able), default=0)
            for turn in range(min(most, _TURNED)):
                yield {
                    self._cells[cell]: by,
                    **{
                        self._cells[at]: each
                        for cells, times, each in able
                        for at in cells[turn * times : (turn + 1) * times]
                    },
                }

    @cached_property
    def _cells(self) -> list[tuple[int, str]]:
        """Person and block of each score that is in some figure."""
        many = len(self._blocks)
        cells = sorted({cell for row in self._rows for cell in row.people})
        return [(cell // many, self._blocks[cell % many][0]) for cell in cells]

    @cached_property
    def _rows(self) -> list[Row]:
        publication = self._publication
        return rows_over(self._figures, publication.membership, publication.measures, self._blocks)

    @cached_property
    def _truth(self) -> Ints:
        return np.array([self._scores.blocks[block][person] for person, block in self._cells])

    @cached_property
    def _walk(self) -> Walk:
        many = len(self._blocks)
        order = {block: at for at, (block, _) in enumerate(self._blocks)}
        places = {
            many * person + order[block]: at for at, (person, block) in enumerate(self._cells)
        }
        steps = tuple(steps for _, steps in self._blocks) * len(self._survey.given)
        return Walk(self._rows, steps, places)

    def _answered(self, change: Change, outward: int) -> Ints | None:
        """Answers that give these scores: items next to the others' moved first, or last."""
        given = self._survey.given.copy()
        for (person, block), by in change.items():
            rows = self._scores.rows[block]
            sign = 1 if by > 0 else -1
            for _ in range(abs(by)):
                able = [
                    (row.sign * given[person, at] + row.offset, at, row)
                    for row in rows
                    if given[person, at := self._column[row.item]] >= 0
                ]
                able = [each for each in able if each[2].low <= each[0] + sign <= each[2].high]
                if not able:
                    return None
                first = (max if (sign > 0) == outward else min)(able, key=lambda each: each[:2])
                given[person, first[1]] += sign * first[2].sign
        return given

    def _rescored(self, change: Change, given: Ints) -> tuple[list[int], Scores]:
        """Who answered otherwise, and their scores."""
        people = sorted({person for person, _ in change})
        return people, score_people(
            self._scores.key, self._survey.questionnaires, given[people], self._survey.items
        )

    def _gives(self, change: Change, given: Ints) -> bool:
        """Whether these answers come to the scores that were looked for, and to no others."""
        people, scores = self._rescored(change, given)
        return all(
            scores.blocks[block][turn]
            == (self._scores.blocks[block][person] or 0) + change.get((person, block), 0)
            for block, _ in self._blocks
            for turn, person in enumerate(people)
        )

    def _reads_the_same(self, change: Change, given: Ints) -> bool:
        """Whether a table with the same means has the same words and spreads."""
        people, scores = self._rescored(change, given)
        now = {
            block: dict(zip(people, scores.blocks[block], strict=True)) for block, _ in self._blocks
        }
        answers = self._scores.answers[self._scale.id].copy()
        answers[people] = scores.answers[self._scale.id]
        agreement = self._agreement.beside(answers)
        return (
            all(agreement.of(group) == word for group, word in self._agreed)
            and all(
                written.of(self._twice(id_, now), self._publication.measures[id_].steps) == spread
                for id_, (written, spread) in self._spreads.items()
            )
            and (self._careless is None or carelessness(given) == self._careless)
        )

    def _twice(
        self, measure: str, now: Mapping[str, Mapping[int, int | None]]
    ) -> Sequence[int | None]:
        """Coded scores of everybody, those that differ in place of theirs."""
        blocks = {}
        for block, _ in self._publication.measures[measure].pieces:
            steps = list(self._scores.blocks[block])
            for person, step in now.get(block, {}).items():
                steps[person] = step
            blocks[block] = steps
        return coded_scores(self._publication, measure, blocks)


def _inside(lot: Lot) -> Iterator[Change]:
    """Other scores of the lot that leave its sum as it is: one at an end, or some up, some down."""
    block, steps = lot.block
    people = lot.people
    for by in (1, -1):
        if 0 <= lot.step + by <= steps and not _counted(lot.step, by, steps):
            yield from ({(person, block): by} for person in people[:_TURNED])
    up, down = _counted(lot.step, 1, steps), -_counted(lot.step, -1, steps)
    shared = gcd(up, down) or 1
    ups, downs = down // shared, up // shared
    can_move = bool(up and down) and len(people) >= ups + downs
    for turn in range(min(len(people), _TURNED) if can_move else 0):
        turned = [*people[turn:], *people[:turn]]
        yield {
            **{(person, block): 1 for person in turned[:ups]},
            **{(person, block): -1 for person in turned[ups : ups + downs]},
        }


def _counted(step: int, by: int, steps: int) -> int:
    """What a score counts more or less, in half steps, when it moves; 0 where it cannot."""
    if not 0 <= step + by <= steps:
        return 0
    return rounding.coded(int(step) + by, int(steps)) - rounding.coded(int(step), int(steps))
