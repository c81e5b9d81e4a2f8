"""The sums of earlier releases as rows over answers: whose, and of which time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.disclosure.groups.membership import KnownAnswers, ReleasedSum, Sum
from rctdiag.disclosure.release.known_people import PersonKept, cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


KNOWN = "known:"  # before the measure and the family of answers that a release gave away
_OF = "|"  # between the two


def known_family(measure: str, family: str) -> str:
    """What stands in the place of the family where each of the answers is known."""
    return f"{KNOWN}{measure}{_OF}{family}"


class SumKept(NamedTuple):
    """A released sum: its family, hashes of people, hashes of their states in that order.

    Where the family is one of ``known_family``, no sum was released: each of the answers is known.
    """

    family: str
    people: bytes
    states: bytes

    @property
    def measured(self) -> str:
        """The family without the mark and the measure."""
        return self.family.partition(_OF)[2] if self.is_known else self.family

    @property
    def is_known(self) -> bool:
        """Whether each of the answers is known, and not their sum."""
        return self.family.startswith(KNOWN)

    @property
    def known_measure(self) -> str:
        """Of which measure they are known; "" for a sum."""
        return self.family.removeprefix(KNOWN).partition(_OF)[0] if self.is_known else ""


def sum_kept(
    family: str, people: Sequence[bytes], states: Sequence[bytes], members: Iterable[int]
) -> SumKept:
    """A sum over these members, in one order that tells nothing."""
    pairs = sorted((people[index], states[index]) for index in members)
    return SumKept(
        family, b"".join(person for person, _ in pairs), b"".join(state for _, state in pairs)
    )


@dataclass(frozen=True, slots=True)
class Released:
    """One release as it is kept."""

    name: str
    people: tuple[PersonKept, ...]
    sums: tuple[SumKept, ...]

    def is_another_wave(self, sheets: Mapping[bytes, bytes]) -> bool:
        """Whether most of those who are in both answered anew since.

        Args:
            sheets: Token -> the state of all answers of now.
        """
        returning = [person for person in self.people if person.token in sheets]
        new = sum(sheets[person.token] != person.sheet for person in returning)
        return 2 * new > len(returning)


class AnswersThen:
    """Numbers for everybody's answers in earlier releases.

    An answer of now has the number of its person. An answer of another time has a number of its
    own, which belongs to the person all the same.

    Args:
        place: Token -> the position of a person in the table of now.
    """

    def __init__(self, place: Mapping[bytes, int]) -> None:
        self._here = place
        self._person = dict(place)
        self._size = len(place)
        self._past: dict[tuple[str, bytes], dict[bytes, int]] = {}
        self._person_of: dict[int, int] = {}

    def of(self, row: SumKept, now: Mapping[bytes, bytes] | None) -> frozenset[int]:
        """The answers that a sum is over.

        Args:
            row: The sum.
            now: Token -> the state of now; None where everybody who is here counts as unchanged.
        """
        return frozenset(
            self._here[person]
            if person in self._here and (now is None or now.get(person) == state)
            else self._of_another_time(row.measured, person, state)
            for person, state in zip(cut(row.people), cut(row.states), strict=True)
        )

    def _of_another_time(self, family: str, person: bytes, state: bytes) -> int:
        known = self._past.setdefault((family, person), {})
        if state not in known:
            if person not in self._person:
                self._person[person] = self._next()
            number = self._person[person]
            if known or person in self._here:
                number = self._next()
                self._person_of[number] = self._person[person]
            known[state] = number
        return known[state]

    def _next(self) -> int:
        self._size += 1
        return self._size - 1

    def as_sums(self, rows: Iterable[tuple[SumKept, frozenset[int]]]) -> dict[str, tuple[Sum, ...]]:
        """Sums by family, each once, over all numbers given so far."""
        full_mask = (True,) * self._size
        sums: dict[str, list[Sum]] = {}
        kept = dict.fromkeys((row.measured, row.known_measure, answers) for row, answers in rows)
        for index, (family, known_of, answers) in enumerate(kept):
            key = (f"released {index}", (), tuple(sorted(answers)), self._person_of)
            group = KnownAnswers(*key, known_of) if known_of else ReleasedSum(*key)
            sums.setdefault(family, []).append((group, full_mask))
        return {family: tuple(found) for family, found in sums.items()}


def sums_alone(family: str, rows: Iterable[SumKept]) -> tuple[Sum, ...]:
    """Sums of one family, released at any time: answers count apart where they differ."""
    answers = AnswersThen({})
    found = answers.as_sums([(row, answers.of(row, None)) for row in rows])
    return found.get(family, ())
