"""The support text: six parts, exact, the same everywhere it stands."""

from pathlib import Path

import pytest

from rctdiag.model.documents.result import Contact
from rctdiag.render.person.support_text import PARTS, render_support
from rctdiag.render.view import View
from rctdiag.render.words import words
from render.factory import SUPPORT

PAGE = Path(__file__).parents[2] / "docs" / "support.md"
# What each part must not leave out (domain.md, "When this is more than culture").
MUST_SAY = {
    "danger": ("local emergency number", "safe place"),
    "unequal": (
        "outside the chain of command",
        "deadlines",
        "off work devices",
        "no confidential files",
        "get advice before recording anyone",
        "Where waiting is safe, get advice before you sign or resign",
    ),
    "others_at_risk": ("reporting channel comes first", "must report by law"),
    "own_life": ("Stop here", "crisis line", "somebody you trust, now"),
    "worn_out": ("a doctor, or occupational health", "not a treatment"),
    "you_decide": (
        "not promise to keep it secret",
        "alone",
        "protect them from retaliation",
        "pass it on",
    ),
}


def test_there_are_six_parts_in_their_order() -> None:
    assert list(PARTS) == SUPPORT
    told = render_support(PARTS, [], View())
    places = [told.index(words().text(f"support_{part}_title")) for part in PARTS]
    assert places == sorted(places)


@pytest.mark.parametrize("part", PARTS)
def test_each_part_says_what_it_must_and_is_short(part: str) -> None:
    told = words().text(f"support_{part}")
    assert [needed for needed in MUST_SAY[part] if needed not in told] == []
    assert len(told.split()) <= 75


def test_no_telephone_number_is_built_in() -> None:
    assert not any(letter.isdigit() for letter in render_support(PARTS, [], View()))


def test_contacts_stand_under_their_part_and_others_at_the_end() -> None:
    contacts = [
        Contact(part="anything", name="The porch", how="in person"),
        Contact(part="unequal", name="Advice [x]", how="advice@place.example"),
    ]
    told = render_support(["unequal", "own_life"], contacts, View(accessible=True))
    own_life = words().text("support_own_life_title")
    assert told.index("Near you: Advice [x], advice@place.example") < told.index(own_life)
    assert told.index(own_life) < told.index("Near you: The porch, in person")
    assert "No telephone numbers are built in" not in told


def test_the_page_in_the_docs_is_the_same_text() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_support(PARTS, [], View(format="markdown"))
