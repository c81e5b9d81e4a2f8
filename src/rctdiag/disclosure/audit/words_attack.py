"""Words, spreads and means of a document together: whose answers all of it would make certain.

Two people who are in the same shown groups may have each other's answers, and nothing in the
document changes. So an answer can be certain only where all of such a lot answered a part alike, or
all but one, who knows it. There another table is looked for: one in which they answered otherwise,
and which makes the same means, words and spreads. Where none is met, the report is refused.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.disclosure import rules
from rctdiag.disclosure.audit.auditor import Finding, refusal
from rctdiag.disclosure.audit.other_scores import OtherScores, inside
from rctdiag.disclosure.figures.agreement_words import Agreement
from rctdiag.disclosure.figures.person_scores import score_people
from rctdiag.disclosure.figures.spread import Strata, coded_scores, how_written
from rctdiag.disclosure.figures.words_of_everybody import run_through, share_in_words
from rctdiag.disclosure.release import rounding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rctdiag.disclosure.audit.other_scores import Change, Lot
    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.disclosure.figures.person_scores import Scores
    from rctdiag.disclosure.groups.membership import Group
    from rctdiag.disclosure.release.publication import Publication
    from rctdiag.model.documents.teams import AgreementDoc, TeamFigures
    from rctdiag.stats.within import Spread

    Ints = NDArray[np.int64]

_TRIED = 40  # tables that are looked at for one person


class _Table(NamedTuple):
    """A table that differs by the answers of some people.

    Attributes:
        people: Who.
        given: Their answers.
        scores: Theirs, of the scale.
    """

    people: list[int]
    given: Ints
    scores: Scores


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
    finding = certain_in_words(document, publication, survey, scores)
    if finding is not None:
        raise refusal([finding])


def certain_in_words(
    document: TeamFigures, publication: Publication, survey: Survey, scores: Scores
) -> Finding | None:
    """Of which scale, and of how many people, the document tells too much; None for nobody."""
    for scale in scores.key.scales:
        words = Words(document, publication, survey, scores, scale.id)
        if words.are_there:
            lot = words.certain_lot()
            if lot is not None:
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
        self._scale = next(scale_key for scale_key in scores.key.scales if scale_key.id == scale)
        self._column = {item: at for at, item in enumerate(survey.items)}
        self._key = scores.key._replace(scales=(self._scale,))
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
        self._members = [frozenset(group.members) for group, _ in self._agreed]
        self._other_scores = OtherScores(publication, scores, scale)
        self._agreement = Agreement(self._scale, scores.answers[scale], publication)
        self._spreads: dict[str, tuple[Strata, Spread]] = {}
        for measure in self._other_scores.measures:
            written = how_written(publication, measure.id)
            if written is not None:
                twice = coded_scores(publication, measure.id, scores.blocks)
                strata = Strata(written, twice, measure.steps)
                self._spreads[measure.id] = strata, strata.spread({})

    @property
    def are_there(self) -> bool:
        """Whether anything but means is said of the scale."""
        return bool(self._agreed or self._spreads)

    @cached_property
    def _flagged(self) -> NDArray[np.bool_]:
        return run_through(self._survey.given)

    def certain_lot(self) -> Lot | None:
        """People of whom all of the document is certain."""
        return next((lot for lot in self._other_scores.lots() if not self._leave_open(lot)), None)

    def _leave_open(self, lot: Lot) -> bool:
        """Whether another table, in which one of the lot scored otherwise, reads the same.

        Where none can be made that has the same means, there is nothing for words to rule out:
        what means tell by themselves is the matter of the other attacks.
        """
        within = self._verdicts(inside(lot), lot)
        if within:
            return any(within)
        if len(self._survey.given) > rules.SEARCH_UP_TO:
            return True  # lots of so few are not looked at in a large table
        for person in lot.people:
            changes = self._other_scores.across(person, lot.block[0])
            across = self._verdicts(islice(changes, _TRIED), lot)
            if across and not any(across):
                return False
        return True

    def _verdicts(self, changes: Iterable[Change], lot: Lot) -> list[bool]:
        """Of tables with the same means, up to the first that reads the same, whether each does.

        Where one does not, a spread may be at the edge of its step: so others, too, answer
        closer together in it, or farther apart.
        """
        verdicts: list[bool] = []
        for change in changes:
            is_able = False
            for table in self._tables(change):
                is_able = True
                if self._reads_the_same(table):
                    return [*verdicts, True]
            if is_able:
                verdicts.append(
                    any(
                        self._reads_the_same(table)
                        for other_change in self._other_scores.elsewhere(lot)
                        if change.keys().isdisjoint(other_change)
                        for table in self._tables({**change, **other_change})
                    )
                )
            if verdicts and verdicts[-1]:
                break
        return verdicts

    def _tables(self, change: Change) -> Iterator[_Table]:
        """Tables with these scores: where items can be chosen, once nearer and once farther out."""
        people = sorted({person for person, _ in change})
        for outward in (False, True):
            given = self._survey.given[people]
            if all(
                self._moves(given[people.index(person)], block, by, outward=outward)
                for (person, block), by in change.items()
            ):
                scores = score_people(
                    self._key, self._survey.questionnaires, given, self._survey.items
                )
                if self._gives(change, people, scores):
                    yield _Table(people, given, scores)

    def _moves(self, sheet: Ints, block: str, by: int, *, outward: bool) -> bool:
        """Whether an answered item of the block can move by a step, and does."""
        able = [
            (row.sign * sheet[at] + row.offset, at, row)
            for row in self._scores.rows[block]
            if sheet[at := self._column[row.item]] >= 0
        ]
        able = [choice for choice in able if choice[2].low <= choice[0] + by <= choice[2].high]
        if not able:
            return False
        _, at, row = (max if (by > 0) == outward else min)(able, key=lambda choice: choice[:2])
        sheet[at] += by * row.sign
        return True

    def _gives(self, change: Change, people: Sequence[int], scores: Scores) -> bool:
        """Whether these answers come to the scores that were looked for, and to no others."""
        return all(
            scores.blocks[block][index]
            == (self._scores.blocks[block][person] or 0) + change.get((person, block), 0)
            for block, _ in self._other_scores.blocks
            for index, person in enumerate(people)
        )

    def _reads_the_same(self, table: _Table) -> bool:
        """Whether a table with the same means has the same words and spreads."""
        people, scores = table.people, table.scores
        if self._careless is not None:
            flagged = self._flagged.copy()
            flagged[people] = run_through(table.given)
            if share_in_words(flagged) != self._careless:
                return False
        agreement = self._agreement.beside(people, scores.answers[self._scale.id])
        touched = [
            (group, word)
            for (group, word), members in zip(self._agreed, self._members, strict=True)
            if not members.isdisjoint(people)
        ]
        return all(agreement.of(group) == word for group, word in touched) and all(
            strata.spread(self._coded(id_, table)) == spread
            for id_, (strata, spread) in self._spreads.items()
        )

    def _coded(self, measure: str, table: _Table) -> dict[int, int]:
        """Coded scores of those whose answers differ, and who have one."""
        published_measure = self._publication.measures[measure]
        return {
            person: sum(
                rounding.coded(table.scores.blocks[block][index] or 0, steps)
                for block, steps in published_measure.pieces
            )
            for index, person in enumerate(table.people)
            if published_measure.valid[person]
        }
