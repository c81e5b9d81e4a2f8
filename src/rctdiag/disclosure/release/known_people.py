"""Who is who between two releases, though ids may be written in another way in the second."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rctdiag.errors.faults import Fault, InputRejected, UsageFault
from rctdiag.tables.source.person_ids import Matching, loose_id, matched_id, plain_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HASH_BYTES = 16  # of each hash; 10,000 people collide with odds of 1 in 10^30
Spelling = Literal["written", "plain", "loose"]
SPELLINGS: tuple[Spelling, ...] = ("written", "plain", "loose")


@dataclass(frozen=True, slots=True)
class PersonKept:
    """A person of a release as the ledger keeps them: keyed hashes only.

    Attributes:
        token: What stands for the person, the same in each release.
        written: Of the id as written; ``plain`` and ``loose`` of what stands for it so.
        sheet: Of the person and all their answers.
    """

    token: bytes
    written: bytes
    plain: bytes
    loose: bytes
    sheet: bytes

    def packed(self) -> bytes:
        """All of it, for the file."""
        return self.token + self.written + self.plain + self.loose + self.sheet


def unpacked(data: bytes) -> list[PersonKept]:
    """The people of a release, from the file."""
    return [PersonKept(*person) for person in zip(*[iter(cut(data))] * 5, strict=True)]


def cut(joined: bytes) -> list[bytes]:
    """The hashes that stand one after the other."""
    return [joined[at : at + HASH_BYTES] for at in range(0, len(joined), HASH_BYTES)]


@dataclass(frozen=True, slots=True)
class Joined:
    """How the ids of a table fit the releases before it.

    Attributes:
        tokens: What stands for each person.
        respelled: How many are known although their id is written in another way.
        kept_apart: How many would be known in another spelling, and were asked to be others.
    """

    tokens: tuple[bytes, ...]
    respelled: int
    kept_apart: int


class KnownPeople:
    """Everybody in earlier releases, found by each way to write their ids.

    Args:
        kept: People of all releases.
        hashed: The ledger's keyed hash.
    """

    def __init__(self, kept: Iterable[PersonKept], hashed: Callable[[str], bytes]) -> None:
        self._hash = hashed
        self._spelled: dict[str, tuple[bytes, bytes, bytes]] = {}
        self._by: dict[Spelling, dict[bytes, set[bytes]]] = {
            spelling: defaultdict(set) for spelling in SPELLINGS
        }
        for person in kept:
            for spelling in SPELLINGS:
                self._by[spelling][getattr(person, spelling)].add(person.token)

    def spelled(self, written: str) -> tuple[bytes, bytes, bytes]:
        """The hashes of an id as written, plain and loose."""
        if written not in self._spelled:
            self._spelled[written] = (
                self._hash(f"written:{written}"),
                self._hash(f"plain:{plain_id(written)}"),
                self._hash(f"loose:{loose_id(written)}"),
            )
        return self._spelled[written]

    def join(self, ids: Sequence[str], matching: Matching) -> Joined:
        """What stands for each person of a table.

        Raises:
            UsageFault: an id comes twice.
            InputRejected: it is doubtful who somebody is.
        """
        if len({matched_id(written, matching) for written in ids}) < len(ids):
            raise UsageFault(
                Fault(
                    "id-twice",
                    "An id is in more than one row, so the ledger cannot tell people apart.",
                    "Give each person one id.",
                )
            )
        found = [self._known(written, matching) for written in ids]
        taken = {token for tokens in found for token in tokens}
        apart = respelled = 0
        tokens: list[bytes] = []
        for written, known in zip(ids, found, strict=True):
            loose_matches = (
                self._loosely(written) - taken if matching == "plain" and not known else set()
            )
            candidates = known or loose_matches
            if len(candidates) > 1 or (
                matching == "plain" and not candidates and self._loosely(written)
            ):
                raise _doubtful()
            if candidates:
                tokens.append(next(iter(candidates)))
                respelled += next(iter(candidates)) not in self._found("written", written)
            else:
                tokens.append(self._hash(f"person:{matching}:{matched_id(written, matching)}"))
                apart += bool(self._loosely(written))
        if len(set(tokens)) < len(tokens):
            raise _doubtful()
        return Joined(tuple(tokens), respelled, apart)

    def _known(self, written: str, matching: Matching) -> set[bytes]:
        """Who it may be: where several are, those whose id was written in just this way."""
        spelling: Spelling = "written" if matching == "exact" else matching
        found = self._found(spelling, written)
        return (found & self._found("written", written)) or found if len(found) > 1 else found

    def _loosely(self, written: str) -> set[bytes]:
        return self._found("loose", written)

    def _found(self, spelling: Spelling, written: str) -> set[bytes]:
        hashed = self.spelled(written)[SPELLINGS.index(spelling)]
        return self._by[spelling].get(hashed, set())


def _doubtful() -> InputRejected:
    return InputRejected(
        Fault(
            "ids-doubtful",
            "ids here may belong to people in an earlier release, written differently (7 for 007),"
            " and could mean more than one person.",
            "Write ids as in the earlier table. Or add --ids loose if they are the same people,"
            " or --ids exact if each spelling is a different person.",
        )
    )
