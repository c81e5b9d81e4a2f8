"""Who answered in several waves: what stands for each person, the same in all of them."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from typing import TYPE_CHECKING

from rctdiag.disclosure.release.known_people import HASH_BYTES, KnownPeople, PersonKept

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rctdiag.tables.source.person_ids import Matching


def linked(waves: Sequence[Sequence[str]], matching: Matching) -> list[tuple[bytes, ...]]:
    """A token for each person of each wave; the key is thrown away.

    Args:
        waves: The ids of each wave, each id once.
        matching: When two ids are one person.

    Raises:
        UsageFault: an id comes twice in a wave.
        InputRejected: it is doubtful who somebody is.
    """
    key = secrets.token_bytes(32)

    def hashed(text: str) -> bytes:
        return hmac.digest(key, text.encode(errors="surrogatepass"), "sha256")[:HASH_BYTES]

    kept: list[PersonKept] = []
    found: list[tuple[bytes, ...]] = []
    for ids in waves:
        known = KnownPeople(kept, hashed)
        tokens = known.join(ids, matching).tokens
        kept += [
            PersonKept(token, *known.spelled(id_), b"")
            for id_, token in zip(ids, tokens, strict=True)
        ]
        found.append(tokens)
    return found


def ids_of_rows(rows: Iterable[Sequence[int]]) -> list[str]:
    """Ids for people without any: the same answers are taken for the same person's.

    So at least whoever is in two exports with the same sheet is not counted as two people.
    """
    seen: Counter[str] = Counter()
    ids = []
    for row in rows:
        digest = hashlib.sha256(repr(list(row)).encode()).hexdigest()
        seen[digest] += 1
        ids.append(f"{digest} {seen[digest]}")
    return ids
