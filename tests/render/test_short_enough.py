"""The short report at once: few enough words before the first card for a tired reader."""

import random
import re

import pytest

from advice.kinds import KINDS, simulate
from rctdiag.model.answers import AnswerSheet
from rctdiag.model.step import STRATEGIES
from rctdiag.render import render
from rctdiag.render.view import View
from rctdiag.render.words import words
from render.ten_documents import assessed, ten_documents, worked_example

MOST = 450  # words
FIRST_CARD = "╭─ Step 1 "
EXAMPLES = [f"{who}-{how}" for who in ("paula", "susan", "agnes") for how in ("told", "imagined")]
SEED = 450


def before_the_cards(text: str) -> str:
    """The text up to the first card; there is one."""
    before, card, _ = text.partition(FIRST_CARD)
    assert card
    return before


def count_words(text: str) -> int:
    """The words and figures of a text; lines, bars and signs are none."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def sheets() -> dict[str, AnswerSheet]:
    """A person of each kind of place, and what makes a report longer: marks, and who reads."""
    rng = random.Random(SEED)  # noqa: S311 - test data, no secret
    drawn = {kind: simulate(rng, kind).sheet for kind in KINDS}
    longer: dict[str, dict[str, object]] = {
        "has left": {"standing": "left"},
        "nobody above": {"standing": "independent"},
        "punished": {"beyond": ("punished",)},
        "not sure": {"beyond": ("not_sure",)},
        "danger": {"beyond": ("danger", "others_at_risk")},
        "new, closed down": {"months_here": 1, "direction": "closed"},
    }
    return drawn | {
        name: drawn["all_three"].model_copy(update=about) for name, about in longer.items()
    }


@pytest.mark.parametrize("text", ["├──━━●━━──┤ [±] · ■ ●●○", ""])
def test_signs_and_bars_are_no_words(text: str) -> None:
    assert count_words(f"{text} two words {text}") == 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_worked_examples_are_short_before_the_cards(name: str) -> None:
    assert count_words(before_the_cards(render(worked_example(name), View()))) <= MOST


@pytest.mark.parametrize("name", [name for name in ten_documents() if name != "hostile names"])
def test_every_kind_of_report_is_short_before_the_cards(name: str) -> None:
    assert count_words(before_the_cards(render(ten_documents()[name], View()))) <= MOST


@pytest.mark.parametrize("name", sheets())
def test_varied_sheets_are_short_before_the_cards(name: str) -> None:
    assert count_words(before_the_cards(render(assessed(sheets()[name]), View()))) <= MOST


def test_what_is_left_out_stands_in_full() -> None:
    """What the short view leaves out at once is in the full one; the map is in both."""
    say = words().text
    result = ten_documents()["paula, imagined"]
    short, full = (squeezed(render(result, View(full=each))) for each in (False, True))
    left_out = [
        say("screen.drawn_power"),
        say("name_kinder_colleagues"),
        say("screen.drawn_meaning_naming"),
        *(facet.label for facet in result.scales["hierarchical"].facets.values()),
    ]
    assert [text in short for text in left_out] == [False] * len(left_out)
    assert [squeezed(text).casefold() in full.casefold() for text in left_out] == [True] * len(
        left_out
    )
    for strategy in STRATEGIES:
        assert say(f"strategy_{strategy}").capitalize() in short


def test_where_help_comes_first_what_keeps_safe_stands_in_the_short_view() -> None:
    result = ten_documents()["left, help first"]
    assert result.support.help_first
    short = letters(render(result, View(width=40)))
    for id_ in ("support_danger_brief", "screen.drawn_crisis"):
        assert letters(words().then().text(id_)) in short


@pytest.mark.parametrize(("why", "before"), [("beyond:danger", True), ("serious:h06", False)])
def test_help_stands_before_the_picture_where_it_was_marked_and_after_it_elsewhere(
    why: str, *, before: bool
) -> None:
    """In proportion: an answer alone may mean more than it says, or less."""
    result = ten_documents()["left, help first"]
    support = result.support.model_copy(update={"why": (why,)})
    told = render(result.model_copy(update={"support": support}), View())
    picture, box = told.index("Connection "), told.index("Help first")
    assert (box < picture) == before
    assert box < told.index("1 Read it")


@pytest.mark.parametrize(
    ("part", "owed"), [("unequal", True), ("danger", True), ("others_at_risk", False)]
)
def test_keeping_away_from_somebody_is_said_where_somebody_does_harm(
    part: str, *, owed: bool
) -> None:
    result = ten_documents()["left, help first"]
    support = result.support.model_copy(update={"parts": (part,)})
    told = squeezed(render(result.model_copy(update={"support": support}), View()))
    assert ("t is all right to keep away" in told) == owed


def letters(text: str) -> str:
    """What is left of a text when its box, its blanks and its breaks are taken off."""
    return re.sub(r"[\s\u2500-\u257f]", "", text)


def squeezed(text: str) -> str:
    return " ".join(text.split())
