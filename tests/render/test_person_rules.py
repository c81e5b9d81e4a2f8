"""A person's page where something is missing, unseen, or has no words of its own."""

from copy import deepcopy

from rctdiag.render.view import View
from rctdiag.render.words import words
from render.factory import (
    Document,
    facet,
    hardly_answered,
    helped,
    power_holder,
    practice,
    render,
    result,
    valid,
)

FULL = View(accessible=True, full=True)


def told(document: Document, view: View = FULL) -> str:
    return " ".join(render(valid(document), view).split())


def say(id_: str, **values: object) -> str:
    return words().text(id_, **values)


def test_a_part_of_readiness_that_is_not_ours_has_the_words_of_its_file() -> None:
    document = result()
    own = document["readiness"].pop("allies") | {
        "id": "quiet_rooms",
        "label": "quiet rooms",
        "level": "low",
    }
    document["readiness"] = {"quiet_rooms": own} | document["readiness"]
    sentence = say("oppose_facet", label="Quiet rooms", level=say("level_low"))
    assert sentence in told(document)


def test_a_scale_of_which_no_part_can_be_told() -> None:
    document = result()
    parts = document["scales"]["survival"]["facets"]
    document["scales"]["survival"]["facets"] = {one: facet(one, None, "often") for one in parts}
    assert say("read_parts_missing") in told(document)
    assert say("read_parts_missing") not in told(result())


def test_what_those_in_charge_hardly_see_is_not_told_as_rare() -> None:
    document = power_holder("rarely")
    label = document["scales"]["hierarchical"]["facets"]["power_over"]["label"]
    unseen = say("read_facet_unseen", label=label[0].upper() + label[1:])
    assert unseen in told(document)
    often = deepcopy(document)
    often["scales"]["hierarchical"]["facets"]["power_over"]["band"] = "often"
    assert unseen not in told(often)


def test_who_carries_it_as_somebody_in_charge_sees_it() -> None:
    document = power_holder()
    rare = practice("h09", "It falls on some groups more.", "rarely", answer=2)
    rare["facet"] = "power_over"
    document["practices"]["who_carries_it"] = [rare]
    seen = deepcopy(document)
    seen["practices"]["who_carries_it"][0] |= {"answer": 5, "answer_label": "almost always"}
    note, unseen = say("name_carries_note"), say("name_carries_unseen")
    assert [one in told(document) for one in (note, unseen)] == [False, True]
    assert [one in told(seen) for one in (note, unseen)] == [True, False]


def test_without_a_reading_nothing_is_said_of_it() -> None:
    document = hardly_answered()
    assert say("read_paradox") in told(document)
    document["readings"] = {}
    text = told(document)
    for id_ in ("read_paradox", "read_power"):
        assert say(id_) not in text


def test_help_first_support_stays_however_short_the_page() -> None:
    document = helped()
    document["limits"] = ["A very long limit of what this can tell. " * 40]
    text = told(document, View(accessible=True))
    assert "Night line" in text
