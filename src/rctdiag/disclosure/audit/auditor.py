"""The auditor attacks a finished publication before anybody sees it.

It looks at what would be published and at who is in which group, as an attacker does: a scale,
its parts and their questions as one system. In a small table everybody is tried as an attacker who
knows their own answers. A publication it can break is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.disclosure import rules
from rctdiag.disclosure.audit.figures_as_rows import Row, lots_of, rows_over
from rctdiag.disclosure.audit.insider_attack import (
    Insiders,
    rows_of_others,
    tight_groups,
)
from rctdiag.disclosure.audit.integer_search import Search, nameable
from rctdiag.disclosure.audit.linear_bounds import at_an_end, forced
from rctdiag.disclosure.figures.person_scores import is_delicate
from rctdiag.disclosure.groups.combinations import light_supports
from rctdiag.disclosure.groups.fraction_free_elimination import collector_at_rest
from rctdiag.disclosure.groups.membership import (
    KnownAnswers,
    first_light,
    known_of_one,
    linked_system,
)
from rctdiag.disclosure.release import rounding
from rctdiag.disclosure.release.left_open import named_gaps
from rctdiag.disclosure.release.publication_plan import RESPONDENTS
from rctdiag.errors.faults import ConfidentialityRefusal, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.disclosure.groups.membership import Sum
    from rctdiag.disclosure.release.publication import Figure, Publication, Steps
    from rctdiag.disclosure.release.publication_plan import Block, Measure

_ROUND_OFF = 1e-9
_MOST = 4  # people of a group that must not be pinned; one fewer for an insider


@dataclass(frozen=True, slots=True)
class Finding:
    """What broke: the rule or attack, the measure, and how many people it is about. No names."""

    by: str
    measure: str
    people: int


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The verdict; ``rules``, ``attacks`` and ``passed`` go into the document.

    Attributes:
        rules: That were checked.
        attacks: That were tried.
        findings: What broke.
        known: Measure -> those who must sit at an end of it: beside a later release their
            answers count as known.
    """

    rules: tuple[str, ...]
    attacks: tuple[str, ...]
    findings: tuple[Finding, ...]
    known: Mapping[str, frozenset[int]]

    @property
    def passed(self) -> bool:
        """Nothing was found."""
        return not self.findings

    @property
    def delicate(self) -> str | None:
        """The first delicate question that was found to be told, if any."""
        return next(
            (finding.measure for finding in self.findings if is_delicate(finding.measure)), None
        )


@collector_at_rest()
def audit(
    publication: Publication,
    earlier: Mapping[str, Sequence[Sum]] | None = None,
    scores: Mapping[str, Steps] | None = None,
) -> AuditReport:
    """Run every rule and attack.

    Args:
        publication: What would be published.
        earlier: From ``Ledger.earlier``: family -> what was released before.
        scores: What it was made from, by block: in a small table everybody is tried as an insider.
    """
    checks = [*_rule_findings(publication), *_subtraction(publication, earlier or {})]
    known: dict[str, frozenset[int]] = {}
    for name, figures in publication.of_system().items():
        system = _System(publication, name, figures, earlier or {})
        checks += system.findings(scores or {})
        known |= system.known
    attacks = rules.attacks_on(publication.membership.size)
    return AuditReport(rules.RULES, attacks, tuple(checks), known)


def refusal(findings: Sequence[Finding]) -> ConfidentialityRefusal:
    """What is said in place of a report that could be broken."""
    return ConfidentialityRefusal(
        [
            Fault(
                f"unsafe-{finding.by}",
                "These figures together would tell too much about"
                f" {'1 person' if finding.people == 1 else f'{finding.people} people'}"
                + (f" ({finding.measure})." if finding.measure else "."),
                "Nothing was written. Ask for fewer breakdowns, or raise --min-group.",
            )
            for finding in findings
        ]
    )


def _rule_findings(publication: Publication) -> Iterator[Finding]:
    groups = publication.membership.by_key
    for key in sorted(publication.respondents):
        size = len(groups[key].members)
        if size < publication.minimum:
            yield Finding("minimum", "", size)
    for figure in publication.figures:
        measure = publication.measures[figure.measure]
        n = groups[figure.group].count(measure.valid)
        if figure.n != n or n < measure.protection(publication.minimum).minimum:
            yield Finding("minimum", figure.measure, n)
        counted = figure.shown.value * 10**rules.MEAN_DECIMALS
        if abs(counted - round(counted)) >= _ROUND_OFF:
            yield Finding("rounding", figure.measure, n)
    for measure in publication.measures.values():
        shown = [groups[f.group] for f in publication.figures if f.measure == measure.id]
        people = named_gaps(shown, measure.valid, publication.membership.size, publication.minimum)
        if people:
            yield Finding("gaps", measure.id, people)


def _subtraction(
    publication: Publication, earlier: Mapping[str, Sequence[Sum]]
) -> Iterator[Finding]:
    """Sums added and subtracted in every way; one answer known makes it four, so five stands."""
    groups, full_mask = publication.membership.by_key, publication.membership.everybody
    jobs: list[tuple[str, list[Sum], int]] = [
        (
            RESPONDENTS,
            [(groups[key], full_mask) for key in publication.respondents],
            publication.minimum,
        )
    ]
    families: dict[str, list[Figure]] = {}
    for figure in publication.figures:
        family = publication.measures[figure.measure].own_family
        families.setdefault(family, []).append(figure)
    for family, figures in families.items():
        measures = [publication.measures[figure.measure] for figure in figures]
        difference = max(m.protection(publication.minimum).difference for m in measures)
        sums = [
            (groups[figure.group], measure.valid)
            for figure, measure in zip(figures, measures, strict=True)
        ]
        jobs.append((family, sums, difference))
    for family, published, difference in jobs:
        sums = [*published, *earlier.get(family, ())]
        if support := first_light(sums, difference - 1):
            yield Finding("subtraction", family, len(support))


class _System:
    """What is published of one scale: a cell is a person on one of its blocks."""

    def __init__(
        self,
        publication: Publication,
        system: str,
        figures: Sequence[Figure],
        earlier: Mapping[str, Sequence[Sum]],
    ) -> None:
        self.name = system
        self.earlier = earlier
        self.known: dict[str, frozenset[int]] = {}  # by measure, once attacked
        self.publication = publication
        self.figures = figures
        self.measures = {f.measure: publication.measures[f.measure] for f in figures}
        self.blocks: list[Block] = list(
            dict.fromkeys(block for measure in self.measures.values() for block in measure.pieces)
        )
        self.size = publication.membership.size
        steps = [steps for _, steps in self.blocks]
        self.steps = (*steps,) * self.size if len(set(steps)) > 1 else steps[0]
        self.rows = rows_over(figures, publication.membership, self.measures, self.blocks)
        self.cells = frozenset(cell for row in self.rows for cell in row.people)
        self.is_small = self.size <= rules.SEARCH_UP_TO
        self.delicate = any(is_delicate(block) for block, _ in self.blocks)

    def findings(self, scores: Mapping[str, Steps]) -> Iterator[Finding]:
        """What the bounds give away; in a small table, what integer programs do."""
        try:
            exposed = self._exposed(self.rows)
        except ArithmeticError:
            yield Finding("contradiction", self.name, 0)
            return
        if exposed:
            yield Finding("bounds", *exposed)
        to_insiders = None if exposed else self._exposed_to_insiders(scores)
        if to_insiders:
            yield Finding(rules.INSIDER, *to_insiders)
        if self.is_small:
            yield from self._searched(scores)

    def _cells(self, measure: Measure, person: int) -> list[int]:
        place = {block: at for at, (block, _) in enumerate(self.blocks)}
        return [len(self.blocks) * person + place[block] for block, _ in measure.pieces]

    def _searched(self, scores: Mapping[str, Steps]) -> Iterator[Finding]:
        """What integer programs find, without and with somebody's own answers."""
        many = len(self.blocks)
        cells = sorted(self.cells) if scores else []
        truth = [scores[self._block_of(cell)][cell // many] or 0 for cell in cells]
        search = Search(self.rows, self.steps, truth)
        targets = self._targets()
        for pinned in search.pinned(targets, at_most=1):
            yield Finding(rules.SEARCH, self.name, len({cell // many for cell in pinned}))
            return
        if truth and (exposed := Insiders(search, truth, targets, many).exposed(_MOST - 1)):
            people = {cell // many for cell in exposed}
            yield Finding(rules.INSIDER, self.name, len(people))

    def _targets(self) -> list[tuple[int, ...]]:
        """Cells of sets that can be named: on each block, and on each figure that has several."""
        targets: dict[tuple[int, ...], None] = {}
        groups = self.publication.membership.groups
        valid = [False] * self.size
        for measure in self.measures.values():
            valid = [any(flags) for flags in zip(valid, measure.valid, strict=True)]
        for people in nameable(groups, valid, _MOST):
            for at in range(len(self.blocks)):
                targets[tuple(len(self.blocks) * person + at for person in people)] = None
            for measure in self.measures.values():
                targets[tuple(c for person in people for c in self._cells(measure, person))] = None
        return list(targets)

    def _exposed(
        self, rows: Sequence[Row], known: frozenset[int] = frozenset(), fewer: int = 0
    ) -> tuple[str, int] | None:
        """The measure and how many people the ends of the scale tell about; None for nobody.

        Args:
            rows: What is published, and what an insider knows.
            known: Cells that an insider knows.
            fewer: Of people that the least difference is less for an insider.

        Raises:
            ArithmeticError: no data set fits.
        """
        # At either end two answers count alike. Of a scale that leaves room; of a delicate
        # question "often" and "almost always" are the same yes.
        ended: frozenset[int] = frozenset()
        if self.delicate or not known:
            ended = at_an_end(rows, self.steps, len(self.blocks))
        if self.delicate:
            blocks = [self._block_of(cell) for cell in sorted(ended - known)]
            if question := next(filter(is_delicate, blocks), ""):
                return question, blocks.count(question)
        squeezed = forced(rows, self.steps) if known else ended
        if squeezed <= known:
            return None
        members, certain = self.publication.membership, squeezed | known
        for measure in self.measures.values():
            shown = [members.by_key[f.group] for f in self.figures if f.measure == measure.id]
            gone = frozenset(
                person
                for person in {cell // len(self.blocks) for cell in certain}
                if certain.issuperset(self._cells(measure, person))
            )
            if not known:
                self.known[measure.id] = gone
            before = known_of_one(self.earlier.get(measure.own_family, ()), measure.id)
            now = KnownAnswers("known", (), tuple(sorted(gone)))
            sums = [*((group, measure.valid) for group in shown), (now, members.everybody), *before]
            fewest = measure.protection(self.publication.minimum).difference - fewer
            if support := next(light_supports(linked_system(sums).columns, fewest - 1), None):
                return measure.id, len(support)
        return None

    def _exposed_to_insiders(self, scores: Mapping[str, Steps]) -> tuple[str, int] | None:
        """The same to somebody who sits at an end of the scale, which leaves others least room.

        Cells in the same rows are alike, so the first person of each lot stands for all. In a
        large table only groups with little room are looked at, each by itself. Where a question is
        delicate, everybody in a small table is tried with their own answers, too.
        """
        lots = list(lots_of(self.rows, self.steps).values())
        groups = [self.rows] if self.is_small else self._tight_groups()
        insiders = [
            (rows, {cell: 0.5 + end * (self._steps_of(cell) - 1) for cell in self._counted(person)})
            for rows in groups
            for person in self._first(rows, lots)
            for end in (0, 1)
        ]
        if self.delicate and self.is_small and scores:
            alike: dict[object, dict[int, float]] = {}
            lot_of = {cell: at for at, lot in enumerate(lots) for cell in lot}
            for person in range(self.size):
                own = {cell: self._coded(scores, cell) for cell in self._counted(person)}
                alike.setdefault(tuple((lot_of[cell], own[cell]) for cell in own), own)
            insiders += [(self.rows, own) for own in alike.values()]
        for rows, own_answers in insiders:
            others = rows_of_others(rows, own_answers)
            try:
                exposed = self._exposed(others, frozenset(own_answers), 1)
            except ArithmeticError:  # nobody in the lot can sit there
                continue
            if exposed:
                return exposed
        return None

    def _counted(self, person: int) -> list[int]:
        """The cells of somebody that are in any row."""
        cells = range(len(self.blocks) * person, len(self.blocks) * (person + 1))
        return [cell for cell in cells if cell in self.cells]

    def _coded(self, scores: Mapping[str, Steps], cell: int) -> float:
        """Somebody's true score on a block as it counts, in steps."""
        step = scores[self._block_of(cell)][cell // len(self.blocks)] or 0
        return rounding.coded(step, self._steps_of(cell)) / 2

    def _block_of(self, cell: int) -> str:
        return self.blocks[cell % len(self.blocks)][0]

    def _steps_of(self, cell: int) -> int:
        return self.blocks[cell % len(self.blocks)][1]

    def _first(self, rows: Sequence[Row], lots: Sequence[Sequence[int]]) -> list[int]:
        """Of each lot somebody; of the rows of one group, in which all are alike, one of them."""
        many = len(self.blocks)
        cells = [lot[0] for lot in lots] if self.is_small else [rows[0].people[0]]
        return list(dict.fromkeys(cell // many for cell in cells))

    def _tight_groups(self) -> list[list[Row]]:
        groups = self.publication.membership.by_key
        shown = [(f.measure, groups[f.group]) for f in self.figures]
        return tight_groups(shown, self.rows, self.steps, len(self.blocks))[: rules.CLOSE_LOOKS]
