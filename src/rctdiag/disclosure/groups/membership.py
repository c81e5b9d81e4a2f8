"""From breakdown columns to groups of people, and from groups to one linked system."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from rctdiag.disclosure.groups.combinations import light_supports
from rctdiag.disclosure.groups.fraction_free_elimination import Column, merged
from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

EVERYONE = "everyone"
Key = tuple[str, tuple[str, ...]]  # (by, values)
Mask = tuple[bool, ...]  # one flag a respondent


@dataclass(frozen=True)
class Group:
    """People with the same value on a breakdown.

    Attributes:
        by: The breakdown as asked for: ``team``, ``team,gender``, ``site/team``, or ``everyone``.
        values: One value a column of ``by``; empty for everyone.
        members: Respondents by position, ascending.
    """

    by: str
    values: tuple[str, ...]
    members: tuple[int, ...]

    @cached_property
    def key(self) -> Key:
        """What names this group in a publication."""
        return (self.by, self.values)

    @property
    def name(self) -> str:
        """For people: the values side by side."""
        return " / ".join(self.values)

    @cached_property
    def columns(self) -> frozenset[str]:
        """The columns that define the group."""
        return frozenset(columns_of(self.by))

    def count(self, mask: Mask) -> int:
        """How many members ``mask`` marks."""
        return sum(map(mask.__getitem__, self.members))


@dataclass(frozen=True)
class ReleasedSum(Group):
    """A sum that was released before, over answers of that time.

    Attributes:
        person_of: Members that stand for somebody's answers of that time, other than today's ->
            that person. Other members are people whose answers are the same.
    """

    person_of: Mapping[int, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class KnownAnswers(ReleasedSum):
    """Answers that the ends of the scale gave away: each of them counts as known, as no unknown.

    Attributes:
        measure: What they are known of. Of another measure of the family the same person's
            answers are as unknown as before.
    """

    measure: str = ""


@dataclass(frozen=True)
class Membership:
    """Everybody in the table and every group that was asked for; everyone comes first.

    Attributes:
        size: Number of respondents.
        groups: Everyone, then each breakdown in the order asked, its groups by name.
    """

    size: int
    groups: tuple[Group, ...]

    @cached_property
    def everybody(self) -> Mask:
        """The mask that marks each respondent."""
        return (True,) * self.size

    @cached_property
    def by_key(self) -> Mapping[Key, Group]:
        """Groups by their key."""
        return {group.key: group for group in self.groups}


Sum = tuple[Group, Mask]  # a published sum: the people in the group who the mask marks


def columns_of(by: str) -> tuple[str, ...]:
    """The columns of a breakdown: ``a,b`` crosses, ``a/b`` nests, else one column."""
    return tuple(part.strip() for part in by.replace("/", ",").split(",")) if by != EVERYONE else ()


def levels(by: str) -> list[str]:
    """``site/team`` is two breakdowns, ``site`` and ``site/team``; any other is itself."""
    parts = by.split("/")
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def membership(
    size: int,
    columns: Mapping[str, Sequence[str | None]],
    breakdowns: Sequence[str] = (),
    tags: Mapping[str, Sequence[Collection[str]]] | None = None,
) -> Membership:
    """Every group of one publication.

    Args:
        size: Number of respondents.
        columns: Values of the breakdown columns, one a respondent; None or "" is in no group.
        breakdowns: ``team``, ``team,gender`` (crossed), ``site/team`` (nested; both levels).
        tags: Overlapping sets: for each tag column, the tags of each respondent.

    Raises:
        UsageFault: a breakdown names a column that is not there, or one twice.
    """
    groups = [Group(EVERYONE, (), tuple(range(size)))]
    for by in dict.fromkeys(level for breakdown in breakdowns for level in levels(breakdown)):
        names = columns_of(by)
        unknown = [name for name in names if name not in columns]
        if unknown or len(set(names)) < len(names):
            raise UsageFault(
                Fault(
                    "unknown-breakdown",
                    f"--by {by}: no such column, or the same column twice.",
                    f"The table has: {', '.join(sorted(columns))}.",
                )
            )
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for person, values in enumerate(zip(*(columns[name] for name in names), strict=True)):
            if all(values):
                found[tuple(str(value) for value in values)].append(person)
        groups += [Group(by, values, tuple(found[values])) for values in sorted(found)]
    for column, sets in (tags or {}).items():
        tagged: dict[str, list[int]] = defaultdict(list)
        for person, person_tags in enumerate(sets):
            for tag in set(person_tags):
                tagged[tag].append(person)
        groups += [Group(column, (tag,), tuple(tagged[tag])) for tag in sorted(tagged)]
    return Membership(size, tuple(groups))


@dataclass(frozen=True)
class System:
    """The sums published about one measure: rows are (group, mask), columns are people.

    ``rows[k]`` is the group behind row k; rows run from the smallest to the largest sum, so
    that elimination starts where few people are.
    """

    rows: tuple[Group, ...]
    columns: tuple[Column, ...]


def _distinct(sums: Iterable[Sum]) -> list[Sum]:
    """Each sum once, from the fewest people to the most.

    Masks are long, so each object is looked into once and then known by where it is stored.
    """
    stored: dict[int, tuple[Mask, int]] = {}
    numbers: dict[Mask, int] = {}
    found: dict[tuple[Key, int], Sum] = {}
    for group, mask in sums:
        if id(mask) not in stored:
            stored[id(mask)] = (mask, numbers.setdefault(mask, len(numbers)))
        found.setdefault((group.key, stored[id(mask)][1]), (group, mask))
    order = sorted((group.count(mask), *place) for place, (group, mask) in found.items())
    return [found[key, number] for _, key, number in order]


def known_of_one(sums: Iterable[Sum], measure: str) -> list[Sum]:
    """The sums, and of what is known only what is known of this measure."""
    return [
        each for each in sums if not isinstance(each[0], KnownAnswers) or each[0].measure == measure
    ]


def linked_systems(sums: Iterable[Sum]) -> list[System]:
    """The sums of a family as one system for each measure that something is known of, and without.

    What is known of one measure must not pass for known of another: nobody would then look
    whether the other is told.
    """
    held = list(sums)
    measures = {group.measure for group, _ in held if isinstance(group, KnownAnswers)}
    return [linked_system(known_of_one(held, measure)) for measure in sorted({"", *measures})]


def first_light(sums: Iterable[Sum], limit: int) -> tuple[int, ...] | None:
    """Whom some combination of these sums is about, if they weigh at most ``limit``."""
    supports = (light_supports(system.columns, limit) for system in linked_systems(sums))
    return next(chain.from_iterable(supports), None)


def linked_system(sums: Iterable[Sum]) -> System:
    """One system over all published sums: each a group and who in it has a valid answer.

    Of :class:`KnownAnswers` there is no row, and their answers have no column.
    """
    held = list(sums)
    known = {
        answer for group, _ in held if isinstance(group, KnownAnswers) for answer in group.members
    }
    rows = _distinct(each for each in held if not isinstance(each[0], KnownAnswers))
    touched: dict[int, list[int]] = defaultdict(list)
    person_of: dict[int, int] = {}
    for row, (group, mask) in enumerate(rows):
        if isinstance(group, ReleasedSum):
            person_of |= group.person_of
        for person in group.members:
            if mask[person] and person not in known:
                touched[person].append(row)
    return System(tuple(group for group, _ in rows), tuple(_columns(touched, person_of)))


def _columns(touched: Mapping[int, Sequence[int]], person_of: Mapping[int, int]) -> list[Column]:
    """People by the rows that they are in; those with answers of several times by all of these."""
    times: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for answers, rows in touched.items():
        times[person_of.get(answers, answers)].append(tuple(rows))
    alike: dict[tuple[tuple[int, ...], ...], list[int]] = defaultdict(list)
    for person, vectors in times.items():
        alike[tuple(sorted(vectors))].append(person)
    plain: list[Column] = []
    several: list[Column] = []
    for occasions, people in alike.items():
        first, *other_vectors = (dict.fromkeys(rows, 1) for rows in occasions)
        column = Column(first, len(people), tuple(people), tuple(other_vectors))
        (several if other_vectors else plain).append(column)
    return [*merged(plain), *several]
