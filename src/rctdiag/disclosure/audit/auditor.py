"""The auditor attacks a finished publication before anybody sees it.

It looks at what would be published and at who is in which group, as an attacker does. In a small
table everybody is tried as an attacker who knows their own answer. A publication it can break is
refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from rctdiag.disclosure import rules
from rctdiag.disclosure.audit.insider_attack import Insiders
from rctdiag.disclosure.audit.integer_search import Search, nameable
from rctdiag.disclosure.audit.linear_bounds import Row, forced, lots_of, rows_of
from rctdiag.disclosure.groups.combinations import light_supports
from rctdiag.disclosure.groups.integer_span import Column, collector_at_rest, merged
from rctdiag.disclosure.groups.membership import linked_system
from rctdiag.disclosure.release.publication_plan import RESPONDENTS
from rctdiag.errors.faults import ConfidentialityRefusal, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.disclosure.groups.membership import Sum
    from rctdiag.disclosure.release.publication import Figure, Publication, Steps
    from rctdiag.disclosure.release.publication_plan import Measure

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
    """The verdict; ``rules``, ``attacks`` and ``passed`` go into the document."""

    rules: tuple[str, ...]
    attacks: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Nothing was found."""
        return not self.findings


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
        scores: What it was made from: in a small table everybody is tried as an insider.
    """
    checks = (
        *_rule_findings(publication),
        *_subtraction(publication, earlier or {}),
        *_bounds(publication, scores or {}),
    )
    attacks: tuple[str, ...] = rules.ATTACKS
    if publication.membership.size <= rules.SEARCH_UP_TO:
        attacks = (*attacks, rules.SEARCH)
    return AuditReport(rules.RULES, attacks, checks)


def require_safe(
    publication: Publication,
    earlier: Mapping[str, Sequence[Sum]] | None,
    scores: Mapping[str, Steps],
) -> AuditReport:
    """The report of a safe publication.

    Raises:
        ConfidentialityRefusal: an attack succeeded, or a rule is broken.
    """
    report = audit(publication, earlier, scores)
    if report.passed:
        return report
    raise ConfidentialityRefusal(
        [
            Fault(
                f"unsafe-{finding.by}",
                f"These figures together would tell too much about {finding.people} people"
                + (f" ({finding.measure})." if finding.measure else "."),
                "Nothing was written. Ask for fewer breakdowns, or raise --min-group.",
            )
            for finding in report.findings
        ]
    )


def _rule_findings(publication: Publication) -> Iterator[Finding]:
    for key in sorted(publication.respondents):
        size = len(publication.membership.by_key[key].members)
        if size < publication.minimum:
            yield Finding("minimum", "", size)
    for figure in publication.figures:
        measure = publication.measures[figure.measure]
        n = publication.membership.by_key[figure.group].count(measure.valid)
        if figure.n != n or n < measure.protection(publication.minimum).minimum:
            yield Finding("minimum", figure.measure, n)
        if figure.from_step is not None and n < rules.MINIMUM_DETAIL:
            yield Finding("linear", figure.measure, n)
        if not _is_rounded(figure):
            yield Finding("rounding", figure.measure, n)


def _is_rounded(figure: Figure) -> bool:
    """The value carries no more digits than the rules allow."""
    share = figure.from_step is not None
    small = share and figure.n < rules.PERCENT_FINE_FROM
    unit = (rules.PERCENT_STEP_SMALL if small else rules.PERCENT_STEP) if share else 0.1
    counted = figure.shown.value / unit
    return bool(abs(counted - round(counted)) < _ROUND_OFF)


def _families(publication: Publication) -> dict[str, list[Figure]]:
    families: dict[str, list[Figure]] = {}
    for figure in publication.figures:
        measure = publication.measures[figure.measure]
        families.setdefault(measure.family or measure.id, []).append(figure)
    return families


def _subtraction(
    publication: Publication, earlier: Mapping[str, Sequence[Sum]]
) -> Iterator[Finding]:
    """Sums added and subtracted in every way; one answer known makes it four, so five stands."""
    groups, everybody = publication.membership.by_key, publication.membership.everybody
    jobs: list[tuple[str, list[Sum], int]] = [
        (
            RESPONDENTS,
            [(groups[key], everybody) for key in publication.respondents],
            publication.minimum,
        )
    ]
    for family, figures in _families(publication).items():
        measures = [publication.measures[figure.measure] for figure in figures]
        difference = max(m.protection(publication.minimum).difference for m in measures)
        sums = [
            (groups[figure.group], measure.valid)
            for figure, measure in zip(figures, measures, strict=True)
        ]
        jobs.append((family, sums, difference))
    for family, published, difference in jobs:
        sums = [*published, *earlier.get(family, ())]
        supports = light_supports(linked_system(sums).columns, difference - 1)
        for support in islice(supports, 1):
            yield Finding("subtraction", family, len(support))


def _bounds(publication: Publication, scores: Mapping[str, Steps]) -> Iterator[Finding]:
    for measure in publication.measures.values():
        figures = [f for f in publication.figures if f.measure == measure.id]
        if not figures:
            continue
        rows = rows_of(figures, publication.membership, measure)
        groups = publication.membership.by_key
        means = [(groups[f.group], measure.valid) for f in figures if f.from_step is None]
        columns = linked_system(means).columns
        fewest = measure.protection(publication.minimum).difference
        try:
            told = _told(rows, measure.steps, columns, fewest)
        except ArithmeticError:
            yield Finding("contradiction", measure.id, 0)
            continue
        if told:
            yield Finding("bounds", measure.id, told)
        if publication.membership.size <= rules.SEARCH_UP_TO:
            theirs = 0 if told else _told_to_insiders(rows, measure.steps, columns, fewest)
            if theirs:
                yield Finding(rules.INSIDER, measure.id, theirs)
            yield from _searched(publication, measure, rows, scores.get(measure.id))


def _searched(
    publication: Publication, measure: Measure, rows: Sequence[Row], scores: Steps | None
) -> Iterator[Finding]:
    """What integer programs find, without and with somebody's own answer."""
    people = sorted({person for row in rows for person in row.people})
    truth = [] if scores is None else [its for p in people if (its := scores[p]) is not None]
    search = Search(rows, measure.steps, truth)
    targets = nameable(publication.membership.groups, measure.valid, _MOST)
    for found in search.pinned(targets, at_most=1):
        yield Finding(rules.SEARCH, measure.id, len(found))
        return
    if truth:
        told = Insiders(search, truth, targets).told(_MOST - 1)
        if told:
            yield Finding(rules.INSIDER, measure.id, len(told))


def _told(
    rows: Sequence[Row],
    steps: int,
    columns: Sequence[Column],
    fewest: int,
    known: frozenset[int] = frozenset(),
) -> int:
    """How many people the ends of the scale tell about, fewer than ``fewest``; 0 for nobody.

    Raises:
        ArithmeticError: no data set fits.
    """
    squeezed = forced(rows, steps)
    if squeezed <= known:
        return 0
    at_the_ends = forced([row for row in rows if row.cut is None], steps)
    if not squeezed <= at_the_ends | known:
        return len(squeezed - at_the_ends - known)
    left = _without(columns, at_the_ends | known)
    return len(next(light_supports(left, fewest - 1), ()))


def _told_to_insiders(
    rows: Sequence[Row], steps: int, columns: Sequence[Column], fewest: int
) -> int:
    """The same to somebody who sits at an end of the scale, which leaves others the least room.

    People in the same rows are alike, so one of them stands for all.
    """
    for lot in lots_of(rows).values():
        for own in (0.5, steps - 0.5):
            mine = Row((lot[0],), own, own, None)
            try:
                told = _told([*rows, mine], steps, columns, fewest - 1, frozenset(lot[:1]))
            except ArithmeticError:  # nobody in the lot can sit there
                continue
            if told:
                return told
    return 0


def _without(columns: Sequence[Column], people: frozenset[int]) -> list[Column]:
    """The columns of everybody else: who is forced counts as known."""
    left = []
    for column in columns:
        members = tuple(person for person in column.members if person not in people)
        left.append(Column(column.vector, len(members), members))
    return merged(column for column in left if column.members)
