"""Who is who in an earlier release, by hashes that anybody can read here."""

from __future__ import annotations

import pytest

from rctdiag.disclosure.release.known_people import HASH_BYTES, KnownPeople, PersonKept, unpacked
from rctdiag.errors.faults import InputRejected
from rctdiag.tables.source.person_ids import Matching


def hashed(text: str) -> bytes:
    """Padded, so that a test can tell what stands for whom."""
    return text.encode().ljust(HASH_BYTES, b".")


def kept(token: str, written: str, plain: str, loose: str) -> PersonKept:
    return PersonKept(
        token=hashed(token),
        written=hashed(f"written:{written}"),
        plain=hashed(f"plain:{plain}"),
        loose=hashed(f"loose:{loose}"),
        sheet=hashed("sheet"),
    )


TWO = [kept("one", "ID1", "id1", "id1"), kept("two", "id1", "id1", "id1")]  # kept apart once


@pytest.mark.parametrize("matching", ["plain", "loose"])
def test_of_two_that_it_may_be_it_is_whose_id_was_written_so(matching: Matching) -> None:
    people = KnownPeople(TWO, hashed)
    for written, token in (("ID1", "one"), ("id1", "two")):
        joined = people.join([written], matching)
        assert joined.tokens == (hashed(token),)
        assert (joined.respelled, joined.kept_apart) == (0, 0)


@pytest.mark.parametrize("matching", ["plain", "loose"])
def test_of_two_that_it_may_be_neither_is_guessed(matching: Matching) -> None:
    with pytest.raises(InputRejected, match="could mean more than one person"):
        KnownPeople(TWO, hashed).join(["Id1"], matching)


def test_who_is_known_in_another_spelling_is_counted() -> None:
    people = KnownPeople([kept("one", "007", "007", "7"), kept("two", "8", "8", "8")], hashed)
    joined = people.join(["7", "8 ", "9"], "plain")
    assert joined.tokens == (hashed("one"), hashed("two"), hashed("person:plain:9"))
    assert (joined.respelled, joined.kept_apart) == (2, 0)
    joined = people.join(["7", "8", "9"], "exact")
    assert joined.tokens == (hashed("person:exact:7"), hashed("two"), hashed("person:exact:9"))
    assert (joined.respelled, joined.kept_apart) == (0, 1)


def test_people_are_read_as_they_were_packed() -> None:
    assert unpacked(b"".join(its.packed() for its in TWO)) == TWO
    assert unpacked(b"") == []
    with pytest.raises(ValueError, match="shorter"):  # nobody is left out in silence
        unpacked(TWO[0].packed() + TWO[1].packed()[: 2 * HASH_BYTES])
