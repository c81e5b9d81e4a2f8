"""What was released before: so that two reports together tell no more than one.

SQLite in one private file; the people of each released sum as keyed hashes, the key in a private
file beside it. That is personal data. No answer is stored: a keyed hash of a person's scores only
tells that they changed. Its limits: it knows nothing of other machines, and of tables
without ids.
"""

from __future__ import annotations

import errno
import hmac
import os
import secrets
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from rctdiag.disclosure.groups.combinations import light_supports
from rctdiag.disclosure.groups.integer_span import Column, merged
from rctdiag.disclosure.groups.membership import Group, Mask, Sum
from rctdiag.disclosure.release.publication_plan import RESPONDENTS
from rctdiag.errors.faults import ConfidentialityRefusal, Fault, FileFault, UsageFault
from rctdiag.store.atomic_write import write_private
from rctdiag.store.system_faults import file_fault

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from rctdiag.disclosure.groups.membership import Key
    from rctdiag.disclosure.release.publication import Publication, Steps

_SCHEMA = """
CREATE TABLE IF NOT EXISTS release (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS published (
    release INTEGER NOT NULL, family TEXT NOT NULL, people BLOB NOT NULL, states BLOB NOT NULL
);
"""
_BYTES = 16  # of each hash; 10,000 people collide with odds of 1 in 10^30
_KEY_BYTES = 32
_PRIVATE = 0o600
_PRIMARY = 0xFF  # SQLite's extended codes carry the primary one in their lowest byte

Row = tuple[str, bytes, bytes]  # family, hashes of people, hashes of their states in that order


@dataclass(frozen=True, slots=True)
class Respondents:
    """Who the respondents are and what they scored, for the ledger only.

    Attributes:
        ids: One a respondent, unique, as text.
        scores: Block id -> steps, as given to ``publish``.
        answers: Of each, as given, so that another answer is another release even where its
            score is the same.
        words: Family and group of what is told in words: agreement, answering of everybody.
    """

    ids: Sequence[str]
    scores: Mapping[str, Steps]
    answers: Sequence[Sequence[int]] = ()
    words: Sequence[tuple[str, Key]] = ()


class Ledger:
    """The open ledger; use it in a ``with`` block.

    Raises:
        FileFault: it cannot be opened, is not a ledger, or its key is gone.
    """

    def __init__(self, path: Path) -> None:
        try:
            fresh = is_fresh(path)
            self._key = _key_of(path, fresh=fresh)
            if fresh:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE))
            self._base = sqlite3.connect(path, isolation_level=None)
            self._base.executescript(_SCHEMA)
        except (OSError, ValueError, sqlite3.Error) as error:
            if _is_full(error):
                raise file_fault(OSError(errno.ENOSPC, ""), path) from error
            raise FileFault(
                Fault(
                    "ledger-unreadable",
                    "The ledger of releases cannot be used.",
                    "Look at its path and rights; --ledger FILE names another.",
                    file=str(path),
                )
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()

    def releases(self) -> tuple[str, ...]:
        """Names, in the order of release."""
        return tuple(
            name for (name,) in self._base.execute("SELECT name FROM release ORDER BY number")
        )

    def earlier(self, ids: Sequence[str], name: str | None = None) -> dict[str, tuple[Sum, ...]]:
        """What was released before, over the same people: give it to the plan and the audit.

        Args:
            ids: One a respondent, unique.
            name: The release that is being made. If it is in the ledger already, only what
                came before it counts, so the same table gives the same document again.

        Raises:
            UsageFault: an id comes twice.
        """
        place = {its: turn for turn, its in enumerate(self._hashes(ids))}
        members = [
            (family, [place.setdefault(its, len(place)) for its in _cut(people)])
            for family, people, _ in self._rows(name)
        ]
        everybody: Mask = (True,) * len(place)  # people of the past have got new positions
        sums: dict[str, list[Sum]] = {}
        for turn, (family, its) in enumerate(members):
            group = Group(f"released {turn}", (), tuple(sorted(its)))
            sums.setdefault(family, []).append((group, everybody))
        return {family: tuple(found) for family, found in sums.items()}

    def record(self, name: str, publication: Publication, respondents: Respondents) -> None:
        """Write a release down. The same release again changes nothing.

        Raises:
            ConfidentialityRefusal: the name stands for another release, or one to four people
                changed their answers since an earlier one.
            UsageFault: an id comes twice.
        """
        people = self._hashes(respondents.ids)
        published = self._published(publication, people, respondents)
        answers = sorted(zip(people, map(tuple, respondents.answers), strict=False))
        digest = self._hash(repr((sorted(published), publication.figures, answers)))
        known = self._base.execute("SELECT digest FROM release WHERE name = ?", (name,)).fetchone()
        if known:
            if known[0] != digest:
                raise ConfidentialityRefusal(
                    Fault(
                        "release-differs",
                        "A release of this name with other people, answers or groups is recorded.",
                        "Give this one another name.",
                    )
                )
            return
        difference = {RESPONDENTS: publication.minimum}
        for family, measures in _families(publication).items():
            difference[family] = max(
                publication.measures[m].protection(publication.minimum).difference for m in measures
            )
        self._refuse_changed_answers(published, difference)
        with closing(self._base.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("INSERT INTO release (name, digest) VALUES (?, ?)", (name, digest))
            number = cursor.lastrowid
            cursor.executemany(
                "INSERT INTO published VALUES (?, ?, ?, ?)",
                [(number, *row) for row in sorted(published)],
            )
            cursor.execute("COMMIT")

    def withdraw(self, name: str) -> bool:
        """Forget a release that nobody has seen; False where there is none of the name."""
        found = self._base.execute("SELECT number FROM release WHERE name = ?", (name,)).fetchone()
        if found is None:
            return False
        self._base.execute("DELETE FROM published WHERE release = ?", found)
        self._base.execute("DELETE FROM release WHERE number = ?", found)
        return True

    def _hash(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode(), sha256)[:_BYTES]

    def _hashes(self, ids: Sequence[str]) -> list[bytes]:
        if len(set(ids)) < len(ids):
            raise UsageFault(
                Fault(
                    "id-twice",
                    "An id stands in more than one row, so the ledger cannot tell people apart.",
                    "Give each person one id.",
                )
            )
        return [self._hash(f"person:{its}") for its in ids]

    def _states(self, family: str, blocks: Sequence[str], who: Respondents) -> list[bytes]:
        """A person and their scores as one hash: it changes when a score does."""
        return [
            self._hash(f"state:{its}:{family}:{[who.scores[b][turn] for b in blocks]}")
            for turn, its in enumerate(who.ids)
        ]

    def _published(
        self, publication: Publication, people: Sequence[bytes], who: Respondents
    ) -> set[Row]:
        """(family, hashes of people, hashes of states) of each released sum."""
        groups = publication.membership.by_key
        rows: set[Row] = set()
        for key in publication.respondents:
            rows.add((RESPONDENTS, *_joined(people, people, groups[key].members)))
        for family, measures in _families(publication).items():
            blocks = dict.fromkeys(b for m in measures for b, _ in publication.measures[m].pieces)
            states = self._states(family, list(blocks), who)
            for figure in publication.figures:
                if figure.measure in measures:
                    valid = publication.measures[figure.measure].valid
                    its = [turn for turn in groups[figure.group].members if valid[turn]]
                    rows.add((family, *_joined(people, states, its)))
        answers = [self._hash(f"answers:{list(its)}") for its in who.answers] or people
        for family, key in who.words:
            rows.add((family, *_joined(people, answers, groups[key].members)))
        return rows

    def _rows(self, name: str | None) -> list[Row]:
        """What was released before the release of this name (None: before now)."""
        return self._base.execute(
            "SELECT DISTINCT family, people, states FROM published JOIN release ON release = number"
            " WHERE number < coalesce((SELECT number FROM release WHERE name = ?), 1e18)"
            " ORDER BY number, family, people",
            (name,),
        ).fetchall()

    def _refuse_changed_answers(
        self, published: Collection[Row], difference: Mapping[str, int]
    ) -> None:
        """One to four changed answers would show as the difference of two releases."""
        rows: dict[str, list[Row]] = {}
        for row in (*sorted(published), *self._rows(None)):
            rows.setdefault(row[0], []).append(row)
        for family, smallest in difference.items():
            columns = _with_changes(rows.get(family, ()))
            if next(light_supports(columns, smallest - 1), None):
                raise ConfidentialityRefusal(
                    Fault(
                        "answers-changed",
                        "A few people's answers changed since an earlier release: the difference"
                        " would tell theirs.",
                        "Release again when more have changed, or not at all.",
                    )
                )


def _with_changes(rows: Sequence[Row]) -> list[Column]:
    """The released sums over what each person scored first, and over each later change of it."""
    touched: dict[tuple[bytes, bytes], list[int]] = {}
    first: dict[bytes, bytes] = {}
    for turn, (_, people, states) in enumerate(rows):
        for person, state in zip(_cut(people), _cut(states), strict=True):
            touched.setdefault((person, b""), []).append(turn)
            if first.setdefault(person, state) != state:
                touched.setdefault((person, state), []).append(turn)
    return merged(
        Column(dict.fromkeys(its, 1), 1, (place,)) for place, its in enumerate(touched.values())
    )


def _joined(
    people: Sequence[bytes], states: Sequence[bytes], members: Sequence[int]
) -> tuple[bytes, bytes]:
    """Hashes of people and of their states, in one order that tells nothing."""
    pairs = sorted((people[turn], states[turn]) for turn in members)
    return b"".join(person for person, _ in pairs), b"".join(state for _, state in pairs)


def _families(publication: Publication) -> dict[str, list[str]]:
    families: dict[str, list[str]] = {}
    for measure in publication.measures.values():
        families.setdefault(measure.own_family, []).append(measure.id)
    return families


def _cut(joined: bytes) -> list[bytes]:
    return [joined[at : at + _BYTES] for at in range(0, len(joined), _BYTES)]


def _key_of(path: Path, *, fresh: bool) -> bytes:
    """The secret beside the ledger; made with a new ledger, never anew for an old one."""
    beside = path.with_name(path.name + ".key")
    if fresh and not beside.exists():
        key = secrets.token_bytes(_KEY_BYTES)
        write_private(beside, key, force=False)  # whole or not at all: half a key opens nothing
        return key
    if not stat.S_ISREG(beside.stat().st_mode):  # a pipe would be waited for
        raise OSError("not a key")
    key = beside.read_bytes()
    if len(key) != _KEY_BYTES:
        raise OSError("not a key")
    return key


def _is_full(error: Exception) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_FULL
    return isinstance(error, OSError) and error.errno == errno.ENOSPC


def is_fresh(path: Path) -> bool:
    """Whether there is no ledger yet, in a folder where one can be.

    Raises:
        OSError, ValueError: the place is none for a file, or its folder is missing.
    """
    path.with_name(path.name + ".key")  # a path without a name, such as /, has none beside it
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        path.parent.stat()
        return True
    if not stat.S_ISREG(mode):
        raise OSError("no regular file")
    return False
