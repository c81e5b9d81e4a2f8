"""Sums of earlier releases: what each is of, of which wave, and over whose answers."""

from __future__ import annotations

import pytest

from rctdiag.disclosure.groups.membership import KnownAnswers
from rctdiag.disclosure.release.known_people import HASH_BYTES, PersonKept
from rctdiag.disclosure.release.released_sums import (
    AnswersThen,
    Released,
    SumKept,
    known_family,
)


def hashed(text: str) -> bytes:
    return text.encode().ljust(HASH_BYTES, b".")


def test_what_is_known_stands_apart_from_sums() -> None:
    known = SumKept(known_family("part", "scale"), b"", b"")
    assert (known.is_known, known.known_measure, known.measured) == (True, "part", "scale")
    released = SumKept("scale", b"", b"")
    assert (released.is_known, released.known_measure, released.measured) == (False, "", "scale")


def test_only_what_is_known_becomes_known_answers() -> None:
    answers = AnswersThen({hashed("a"): 0})
    rows = [
        SumKept(family, hashed("a"), hashed("then"))
        for family in ("scale", known_family("part", "scale"), known_family("other", "scale"))
    ]
    found = answers.as_sums([(row, answers.of(row, None)) for row in rows])
    assert list(found) == ["scale"]
    [(released, _), (first, _), (second, _)] = found["scale"]
    assert not isinstance(released, KnownAnswers)
    assert isinstance(first, KnownAnswers)
    assert isinstance(second, KnownAnswers)
    assert (first.measure, second.measure) == ("part", "other")


@pytest.mark.parametrize(
    ("returning", "new", "is_wave"),
    [(2, 1, False), (5, 2, False), (5, 3, True), (4, 2, False), (1, 1, True), (0, 0, False)],
)
def test_a_wave_is_where_more_than_half_answered_anew(
    returning: int, new: int, *, is_wave: bool
) -> None:
    """Whoever is in one of the two only counts for nothing."""
    nothing = b"." * HASH_BYTES
    tokens = [hashed(str(turn)) for turn in range(returning)]
    before = [PersonKept(its, nothing, nothing, nothing, hashed("before")) for its in tokens]
    gone = [
        PersonKept(hashed(f"gone{turn}"), nothing, nothing, nothing, hashed("before"))
        for turn in range(9)
    ]
    now = {its: hashed("anew" if turn < new else "before") for turn, its in enumerate(tokens)}
    now |= {hashed(f"new{turn}"): hashed("anew") for turn in range(9)}
    assert Released("spring", (*before, *gone), ()).is_another_wave(now) is is_wave


def test_people_in_a_sum_stand_in_ascending_order() -> None:
    """A set of 8 and 1 is met as 8, 1; of 32, 17 and 2 in yet another order."""
    answers = AnswersThen({hashed(str(turn)): turn for turn in range(40)})
    for members in ((1, 8), (2, 17, 32), tuple(range(40))):
        people = b"".join(hashed(str(turn)) for turn in members)
        row = SumKept("scale", people, people)
        [(group, mask)] = answers.as_sums([(row, answers.of(row, None))])["scale"]
        assert group.members == members
        assert mask == (True,) * 40


def test_a_sum_with_a_state_too_few_is_no_smaller_sum() -> None:
    row = SumKept("scale", hashed("a") + hashed("b"), hashed("then"))
    with pytest.raises(ValueError, match="shorter"):
        AnswersThen({}).of(row, None)
