"""Words, spreads and means of a document together: whose answers all of it would make certain.

Two people who are in the same shown groups may have each other's answers, and nothing in the
document changes. So an answer can be certain only where all of such a lot answered a part alike, or
all but one, who knows it. There another table is looked for: one in which they answered otherwise,
and which makes the same means, words and spreads. Where a word would change, others may make up for
it: somebody in the same group answers otherwise where it counts the same. Where no such table is
met, the report is refused.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rctdiag.disclosure import rules
from rctdiag.disclosure.audit.auditor import Finding, refusal
from rctdiag.disclosure.audit.other_scores import OtherScores, Sheets, inside
from rctdiag.disclosure.figures.agreement_words import Agreement
from rctdiag.disclosure.figures.person_scores import is_delicate, score_people
from rctdiag.disclosure.figures.spread import Strata, coded_scores, how_written
from rctdiag.disclosure.figures.words_of_everybody import run_through, share_in_words
from rctdiag.disclosure.release import rounding
from rctdiag.errors.faults import ConfidentialityRefusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.audit.other_scores import Change, Lot
    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.disclosure.figures.person_scores import Scores
    from rctdiag.disclosure.groups.membership import Group
    from rctdiag.disclosure.release.publication import Publication
    from rctdiag.model.documents.teams import AgreementDoc, TeamFigures
    from rctdiag.stats.within import Spread

    Ints = NDArray[np.int64]

WITHOUT_WORDS = (
    "With --without-words agreement, the measured spread and how carefully people answered are"
    " left out for all groups alike."
)
_TRIED = 40  # tables that are looked at for one person
_SHEETS = 2_000  # sheets of others, in each of which they answer otherwise and score the same


class _Table(NamedTuple):
    """A table that differs by the answers of some people.

    Attributes:
        people: Who.
        given: Their answers.
        change: Whose score on a block is another, and by how much.
    """

    people: list[int]
    given: Ints
    change: Change


def require_open(
    document: TeamFigures,
    publication: Publication,
    survey: Survey,
    scores: Scores,
    *,
    may_leave_out: bool = False,
) -> None:
    """Refuse a document whose words and means together make an answer certain.

    Args:
        document: As read back from its JSON.
        publication: What it says of sums, read from it.
        survey: Who answered, and what.
        scores: Theirs.
        may_leave_out: Whether the refusal says how to ask for a report without words.

    Raises:
        ConfidentialityRefusal: no other answers of somebody's were met that read the same.
    """
    finding = certain_in_words(document, publication, survey, scores)
    if finding is not None:
        refused = refusal([finding])
        if may_leave_out:
            hints = (f"{WITHOUT_WORDS} {fault.hint}" for fault in refused.faults)
            faults = zip(refused.faults, hints, strict=True)
            raise ConfidentialityRefusal([fault._replace(hint=hint) for fault, hint in faults])
        raise refused


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
        self._words_about: dict[int, list[int]] = {}  # of somebody's groups
        for at, (group, _) in enumerate(self._agreed):
            for person in group.members:
                self._words_about.setdefault(person, []).append(at)
        self._other_scores = OtherScores(publication, scores, scale)
        self._sheets = Sheets(survey, scores, self._other_scores.blocks)
        self._agreement = Agreement(self._scale, scores.answers[scale], publication)
        self._spreads: dict[str, tuple[Strata, Spread]] = {}
        for measure in self._other_scores.measures:
            # Of a delicate question by itself no spread is written, and no range.
            is_written = not is_delicate(measure.id)
            written = how_written(publication, measure.id) if is_written else None
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
        """Of tables with the same means, up to the first that reads the same, whether each does."""
        verdicts: list[bool] = []
        for change in changes:
            tables = list(self._tables(change))
            if any(map(self._reads_the_same, tables)):
                return [*verdicts, True]
            if tables:
                verdicts.append(self._others_make_room(tables, lot))
                if verdicts[-1]:
                    break
        return verdicts

    def _others_make_room(self, tables: Sequence[_Table], lot: Lot) -> bool:
        """Whether such a table reads the same once others, too, answer otherwise.

        Each of them could be who asks, and knows their own answers: so it takes tables of which
        nobody has other answers in all.
        """
        movers: frozenset[int] | None = None
        for table, others in self._with_others(tables, lot):
            if (movers is None or not movers <= others) and self._reads_the_same(table):
                movers = others if movers is None else movers & others
                if not movers:
                    return True
        return False

    def _with_others(
        self, tables: Sequence[_Table], lot: Lot
    ) -> Iterator[tuple[_Table, frozenset[int]]]:
        """Tables in which others answer otherwise, too, and who does.

        First somebody of the groups that words are about, who scores the same. Then, as a spread
        may be at the edge of its step, two others who answer closer together, or farther apart.
        """
        for table in tables:
            for person, sheet in islice(self._sheets_alike(lot), _SHEETS):
                if person in table.people:  # who answers otherwise already cannot make up for it
                    continue
                given = np.vstack([table.given, sheet])
                people = [*table.people, person]
                yield table._replace(people=people, given=given), frozenset([person])
        change = tables[0].change
        for other_change in self._other_scores.elsewhere(lot):
            if change.keys().isdisjoint(other_change):
                others = frozenset(person for person, _ in other_change)
                for table in self._tables({**change, **other_change}):
                    yield table, others

    def _sheets_alike(self, lot: Lot) -> Iterator[tuple[int, Ints]]:
        """Other answers of somebody's, of the groups a lot is in, that count the same in all.

        One answer moves where the score is at an end of its block, which counts two as one; or two
        of a block move, one up and one down. Those of the lot's own block come first.
        """
        about = {at for person in lot.people for at in self._words_about.get(person, ())}
        near = [
            person
            for person in sorted({one for at in about for one in self._agreed[at][0].members})
            if not self._other_scores.is_with(lot, person)
        ]
        for block in sorted(self._other_scores.blocks, key=lambda other: other != lot.block):
            for person in (one for one in near if self._sheets.is_exact(one, block[0])):
                for moves in self._sheets.alike(person, block):
                    sheet = self._survey.given[person].copy()
                    for at, by in moves:
                        sheet[at] += by
                    yield person, sheet

    def _tables(self, change: Change) -> Iterator[_Table]:
        """Tables with these scores: where items can be chosen, once nearer and once farther out."""
        people = sorted({person for person, _ in change})
        for outward in (False, True):
            given = self._survey.given[people]
            if all(
                self._sheets.move(given[people.index(person)], block, by, outward=outward)
                for (person, block), by in change.items()
            ) and self._gives(change, people, given):
                yield _Table(people, given, change)

    def _gives(self, change: Change, people: Sequence[int], given: Ints) -> bool:
        """Whether these answers come to the scores that were looked for, and to no others."""
        if all(self._sheets.is_exact(person, block) for person, block in change):
            return True
        scores = score_people(self._key, self._survey.questionnaires, given, self._survey.items)
        return all(
            scores.blocks[block][index]
            == (self._scores.blocks[block][person] or 0) + change.get((person, block), 0)
            for block, _ in self._other_scores.blocks
            for index, person in enumerate(people)
        )

    def _reads_the_same(self, table: _Table) -> bool:
        """Whether a table with the same means has the same words and spreads."""
        people, given = table.people, table.given
        if self._careless is not None:
            flagged = self._flagged.copy()
            flagged[people] = run_through(given)
            if share_in_words(flagged) != self._careless:
                return False
        sheets = dict(zip(people, self._keyed(given), strict=True))
        touched = {at for person in people for at in self._words_about.get(person, ())}
        words = (self._agreed[at] for at in touched)
        return all(self._agreement.of(group, sheets) == word for group, word in words) and all(
            strata.spread(self._coded(id_, table)) == spread
            for id_, (strata, spread) in self._spreads.items()
        )

    def _keyed(self, given: Ints) -> Ints:
        """These answers to the scale, in the order of its parts, so that more means more of it."""
        columns, signs, offsets = self._order
        answers = given[:, columns]
        return np.where(answers < 0, -1, signs * answers + offsets)

    @cached_property
    def _order(self) -> tuple[Ints, Ints, Ints]:
        rows = [row for facet in self._scale.facets for row in facet.rows]
        order = [(self._column[row.item], row.sign, row.offset) for row in rows]
        columns, signs, offsets = np.array(order, dtype=np.int64).reshape(-1, 3).T
        return columns, signs, offsets

    def _coded(self, measure: str, table: _Table) -> dict[int, int]:
        """Coded scores of those who score otherwise on a measure, and who have one."""
        published_measure = self._publication.measures[measure]
        blocks = dict(published_measure.pieces)
        moved = {person for person, block in table.change if block in blocks}
        return {
            person: sum(
                rounding.coded(
                    (self._scores.blocks[block][person] or 0)
                    + table.change.get((person, block), 0),
                    steps,
                )
                for block, steps in blocks.items()
            )
            for person in moved
            if published_measure.valid[person]
        }
