"""What was released before: so that two reports together tell no more than one.

SQLite in one private file; the people of each released sum as keyed hashes, the key in a private
file beside it. That is personal data. No answer is stored: a keyed hash of a person's answers only
tells that they changed. Its limits: it knows nothing of other machines, and of tables
without ids.
"""

from __future__ import annotations

import hmac
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from rctdiag.disclosure.groups.membership import first_light
from rctdiag.disclosure.release.kept_figures import forget_figures, keep_figures, kept_figures
from rctdiag.disclosure.release.known_people import (
    HASH_BYTES,
    Joined,
    KnownPeople,
    PersonKept,
    unpacked,
)
from rctdiag.disclosure.release.ledger_file import open_ledger_file, seal
from rctdiag.disclosure.release.publication_plan import RESPONDENTS
from rctdiag.disclosure.release.released_sums import (
    AnswersThen,
    Released,
    SumKept,
    known_family,
    sum_kept,
    sums_alone,
)
from rctdiag.errors.faults import ConfidentialityRefusal, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from rctdiag.disclosure.groups.membership import Key, Sum
    from rctdiag.disclosure.release.publication import Publication, Steps
    from rctdiag.disclosure.release.publication_plan import Measure
    from rctdiag.tables.source.person_ids import Matching


@dataclass(frozen=True, slots=True)
class Respondents:
    """Who the respondents are and what they answered, for the ledger only.

    Attributes:
        ids: One a respondent, unique, as text.
        scores: Block id -> steps, as given to ``publish``.
        answers: Of each as given, so that another answer is another release even where its score
            is the same; empty where only scores are known.
        words: Family and group of what is told in words: agreement, answering of everybody.
        known: Measure -> those whose answers the ends of the scale give away (``AuditReport``).
    """

    ids: Sequence[str]
    scores: Mapping[str, Steps]
    answers: Sequence[Sequence[int]] = ()
    words: Sequence[tuple[str, Key]] = ()
    known: Mapping[str, frozenset[int]] = field(default_factory=dict)


class Ledger:
    """The open ledger; use it in a ``with`` block.

    Args:
        path: Its file.
        matching: How ids are compared with those of earlier releases.

    Raises:
        FileFault: it cannot be opened, is not a ledger, is not as it was left, or its key is gone.
    """

    def __init__(self, path: Path, matching: Matching = "plain") -> None:
        self._base, self._key = open_ledger_file(path)
        self._matching = matching

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def releases(self) -> tuple[str, ...]:
        """Names, in the order of release."""
        return tuple(
            name for (name,) in self._base.execute("SELECT name FROM release ORDER BY number")
        )

    def join(self, ids: Sequence[str]) -> Joined:
        """Who of these people is known from earlier releases.

        Raises:
            UsageFault: an id comes twice.
            InputRejected: it is doubtful who somebody is.
        """
        return self._known().join(ids, self._matching)

    def earlier(
        self,
        respondents: Respondents | Sequence[str],
        name: str | None = None,
        measures: Sequence[Measure] = (),
    ) -> dict[str, tuple[Sum, ...]]:
        """What was released before, over the same people: give it to the plan and the audit.

        Where most people answered anew, only those who answered as before are the same unknowns.

        Args:
            respondents: The respondents; of ids alone, nobody's answers count as new.
            name: The release that is being made. If it is in the ledger already, only what
                came before it counts, so the same table gives the same document again.
            measures: What would be published.

        Raises:
            UsageFault: an id comes twice.
            InputRejected: it is doubtful who somebody is.
        """
        given = respondents if isinstance(respondents, Respondents) else None
        tokens = self.join(given.ids if given else respondents).tokens  # type: ignore[arg-type]
        place = {token: index for index, token in enumerate(tokens)}
        sheets = dict(zip(tokens, self._sheets(tokens, given), strict=True)) if given else {}
        states: dict[str, dict[bytes, bytes]] = {}
        for family, alike in _families(measures).items():
            found = self._states(tokens, family, alike, given) if given else ()
            states[family] = dict(zip(tokens, found, strict=False))
        answers = AnswersThen(place)
        held: list[tuple[SumKept, frozenset[int]]] = []
        for release in self._before(name):
            is_wave = release.is_another_wave(sheets)
            for row in release.sums:
                if not (is_wave and row.family == RESPONDENTS):  # who answers now is news
                    now = states.get(row.measured, sheets) if is_wave else None
                    held.append((row, answers.of(row, now)))
        return answers.as_sums(held)

    def record(self, name: str, publication: Publication, respondents: Respondents) -> None:
        """Write a release down. The same release again changes nothing.

        Raises:
            ConfidentialityRefusal: the name stands for another release, or one to four people
                changed their answers since an earlier one.
            UsageFault: an id comes twice.
            InputRejected: it is doubtful who somebody is.
        """
        people = self.join(respondents.ids).tokens
        sheets = self._sheets(people, respondents)
        published = sorted(self._published(publication, people, respondents, sheets))
        summed = [row for row in published if not row.is_known]
        digest = self._hash(
            repr((summed, publication.figures, sorted(zip(people, sheets, strict=True))))
        )
        known = self._base.execute("SELECT digest FROM release WHERE name = ?", (name,)).fetchone()
        if known:
            if known[0] != digest:
                raise ConfidentialityRefusal(
                    Fault(
                        "release-differs",
                        "A release with this name already has other people, answers or groups.",
                        "Give this one another name.",
                    )
                )
            return
        difference = {RESPONDENTS: publication.minimum}
        for family, measures in _families(publication.measures.values()).items():
            difference[family] = max(
                measure.protection(publication.minimum).difference for measure in measures
            )
        self._refuse_changed_answers(
            published, dict(zip(people, sheets, strict=True)), difference, publication.minimum
        )
        spelled = self._known().spelled
        kept = sorted(
            PersonKept(token, *spelled(id_), sheet).packed()
            for id_, token, sheet in zip(respondents.ids, people, sheets, strict=True)
        )
        with closing(self._base.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute(
                "INSERT INTO release (name, digest, people) VALUES (?, ?, ?)",
                (name, digest, b"".join(kept)),
            )
            number = cursor.lastrowid
            cursor.executemany(
                "INSERT INTO published VALUES (?, ?, ?, ?)", [(number, *row) for row in published]
            )
            seal(self._base, self._key)
            cursor.execute("COMMIT")

    def keep_figures(self, name: str, figures: bytes) -> None:
        """Keep the figures of a release, so that a later one can say what moved since."""
        keep_figures(self._base, self._key, name, figures)

    def figures_before(self, name: str | None, respondents: Respondents) -> list[tuple[str, bytes]]:
        """The figures of earlier waves over these people, by name, the last one first.

        Args:
            name: The release that is being made; if it is in the ledger, what came before it.
            respondents: The respondents of now; most of those in both have answered anew since.
        """
        tokens = self.join(respondents.ids).tokens
        sheets = dict(zip(tokens, self._sheets(tokens, respondents), strict=True))
        waves = [release.name for release in self._before(name) if release.is_another_wave(sheets)]
        kept = kept_figures(self._base)
        return [(wave, kept[wave]) for wave in reversed(waves) if wave in kept]

    def withdraw(self, name: str) -> bool:
        """Forget a release that nobody has seen; False where there is none of the name."""
        found = self._base.execute("SELECT number FROM release WHERE name = ?", (name,)).fetchone()
        if found is None:
            return False
        self._base.execute("BEGIN IMMEDIATE")
        self._base.execute("DELETE FROM published WHERE release = ?", found)
        forget_figures(self._base, *found)
        self._base.execute("DELETE FROM release WHERE number = ?", found)
        seal(self._base, self._key)
        self._base.execute("COMMIT")
        return True

    def _hash(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode(errors="surrogatepass"), sha256)[:HASH_BYTES]

    def _known(self) -> KnownPeople:
        kept = self._base.execute("SELECT people FROM release").fetchall()
        return KnownPeople(
            (person for (people,) in kept for person in unpacked(people)), self._hash
        )

    def _sheets(self, people: Sequence[bytes], respondents: Respondents) -> list[bytes]:
        """A person and all their answers as one hash."""
        answers = respondents.answers or list(zip(*respondents.scores.values(), strict=True))
        return [
            self._hash(f"sheet:{person.hex()}:{list(sheet)}")
            for person, sheet in zip(people, answers, strict=True)
        ]

    def _states(
        self,
        people: Sequence[bytes],
        family: str,
        measures: Sequence[Measure],
        respondents: Respondents,
    ) -> list[bytes]:
        """A person and their scores as one hash: it changes when a score does."""
        blocks = dict.fromkeys(block for measure in measures for block, _ in measure.pieces)
        return [
            self._hash(
                f"state:{person.hex()}:{family}:{[respondents.scores[b][index] for b in blocks]}"
            )
            for index, person in enumerate(people)
        ]

    def _published(
        self,
        publication: Publication,
        people: Sequence[bytes],
        respondents: Respondents,
        sheets: Sequence[bytes],
    ) -> set[SumKept]:
        """(family, hashes of people, of states) of each released sum, and of what is known."""
        groups = publication.membership.by_key
        rows = {
            sum_kept(RESPONDENTS, people, people, groups[key].members)
            for key in publication.respondents
        }
        for family, measures in _families(publication.measures.values()).items():
            states = self._states(people, family, measures, respondents)
            names = {measure.id for measure in measures}
            for figure in publication.figures:
                if figure.measure in names:
                    valid = publication.measures[figure.measure].valid
                    answered = [index for index in groups[figure.group].members if valid[index]]
                    rows.add(sum_kept(family, people, states, answered))
            for name in names & set(respondents.known):
                known = respondents.known[name]
                rows.add(sum_kept(known_family(name, family), people, states, known))
        for family, key in respondents.words:
            rows.add(sum_kept(family, people, sheets, groups[key].members))
        return rows

    def _before(self, name: str | None) -> list[Released]:
        """The releases before the one of this name (None: before now)."""
        found = []
        for number, earlier_name, people in self._base.execute(
            "SELECT number, name, people FROM release"
            " WHERE number < coalesce((SELECT number FROM release WHERE name = ?), 1e18)"
            " ORDER BY number",
            (name,),
        ).fetchall():
            sums = self._base.execute(
                "SELECT DISTINCT family, people, states FROM published WHERE release = ?"
                " ORDER BY family, people",
                (number,),
            )
            rows = tuple(SumKept(*row) for row in sums)
            found.append(Released(earlier_name, tuple(unpacked(people)), rows))
        return found

    def _refuse_changed_answers(
        self,
        published: Sequence[SumKept],
        sheets: Mapping[bytes, bytes],
        difference: Mapping[str, int],
        minimum: int,
    ) -> None:
        """One to four changed answers would show as the difference of two releases."""
        rows: dict[str, list[SumKept]] = {}
        for row in published:
            rows.setdefault(row.measured, []).append(row)
        for release in self._before(None):
            is_wave = release.is_another_wave(sheets)
            for row in release.sums:
                if not (is_wave and row.family == RESPONDENTS):
                    rows.setdefault(row.measured, []).append(row)
        for family in dict.fromkeys(row.measured for row in published):
            if first_light(sums_alone(family, rows[family]), difference.get(family, minimum) - 1):
                raise ConfidentialityRefusal(
                    Fault(
                        "answers-changed",
                        "A few people's answers changed since an earlier release: the difference"
                        " would give them away.",
                        "Release again when more have changed, or not at all.",
                    )
                )


def _families(measures: Iterable[Measure]) -> dict[str, list[Measure]]:
    families: dict[str, list[Measure]] = {}
    for measure in measures:
        families.setdefault(measure.own_family, []).append(measure)
    return families
