"""No sentence says what the answers do not."""

from datetime import UTC, datetime
from typing import Any

from rctdiag.load.library import bundled_steps, find_instruments
from rctdiag.model.answers import AnswerSheet
from rctdiag.operations.assess.assessor import Assessor
from rctdiag.render.plain.canonical_json import plain_data
from rctdiag.render.view import View
from rctdiag.render.words import words
from render.factory import render

SAY = words().text
INSTRUMENTS = find_instruments((), None)
STEPS = bundled_steps(INSTRUMENTS).steps
ASSESSOR = Assessor(INSTRUMENTS, STEPS, words(), form="full")
# Whether it is good, of culture, connection and readiness, that an item holds.
GOOD = {
    item.id: item.reversed == (one.questionnaire.kind == "culture")
    for one in INSTRUMENTS
    for item in one.questionnaire.items
}
RARELY = dict.fromkeys(("h05", "h06", "p08", "p12", "s08"), 2)  # the serious items


def result(good: int, bad: int, only: dict[str, int] | None = None, **about: object) -> Any:  # noqa: ANN401 - a document
    """All that is good answered ``good``, all that is bad ``bad``, but for a few."""
    answers = {item: good if is_good else bad for item, is_good in GOOD.items()} | (only or {})
    sheet = {"schema": "rctdiag.answers/1", "answers": answers, **about}
    now = datetime(2026, 11, 22, 10, tzinfo=UTC)
    return plain_data(ASSESSOR.result(AnswerSheet.model_validate(sheet), now=now))


def text(document: Any, **how: Any) -> str:  # noqa: ANN401 - a document and a view
    return " ".join(render(document, View(accessible=True, **how)).split())


def test_what_never_happens_gets_in_the_way_too() -> None:
    document = result(1, 2)
    told = text(document)
    assert SAY("name_impedes_none") not in told
    lacking = document["practices"]["lacking"]
    assert [one["answer_label"] for one in lacking] == ["never"] * 3
    assert all(f"Never: {one['text']}" in told for one in lacking)
    assert {one["item"] for one in lacking} <= {item for item, good in GOOD.items() if good}
    # Of what is lacking, "never" comes before "rarely".
    document = result(2, 2, {"c05": 1})
    assert document["practices"]["lacking"][0]["item"] == "c05"


def test_what_happens_comes_before_what_does_not() -> None:
    told = text(result(1, 4))
    assert SAY("name_impedes") in told
    assert SAY("name_lacks") not in told


def test_a_low_second_culture_is_no_comfort_to_somebody_in_charge() -> None:
    survival = {i.id: 1 if i.reversed else 5 for i in INSTRUMENTS[2].questionnaire.items}
    plain = result(4, 2, survival | RARELY)
    assert "Next comes" in plain["profile"]["statement"]
    decides = result(4, 2, survival | RARELY, standing="leads")
    assert decides["profile"]["certainty"] == "leads"
    assert "Next comes" not in decides["profile"]["statement"]


def test_the_parts_of_the_support_text_are_led_in_before_the_steps() -> None:
    told = text(result(1, 2))
    assert f"{SAY('replace_before')} Worn out." in told
    assert SAY("replace_before") not in text(result(5, 1))


def test_who_has_told_what_happened_is_not_asked_for_it_again() -> None:
    asked, told = SAY("read_happened_ask"), SAY("read_happened_serves")
    assert asked in text(result(3, 3), full=True)
    answered = text(result(3, 3, context="Cuts last spring."), full=True)
    assert asked not in answered
    assert told in answered


def test_figures_never_stand_without_what_their_ends_mean() -> None:
    for good in range(1, 6):
        for bad in range(1, 6):
            for standing in ("leads", "member"):
                document = result(good, bad, standing=standing)
                if not document["support"]["help_first"]:
                    assert SAY("read_legend") in text(document)


def helping(document: Any) -> set[str]:  # noqa: ANN401 - a document
    return {one["item"] for one in document["practices"]["helping"]}


def test_what_helps_is_not_told_of_a_part_that_is_sore() -> None:
    """h14 is good, and so are h13 and h15 where they are rare: the part they share."""
    assert "h14" in helping(result(3, 3, {"h14": 5, "h13": 1, "h15": 1}))
    assert "h14" not in helping(result(3, 3, {"h14": 5, "h13": 5, "h15": 5}))
    # The same of connection: c07 is good, and c08 is its opposite.
    assert "c07" in helping(result(3, 3, {"c07": 4, "c08": 3}))
    assert "c07" not in helping(result(3, 3, {"c07": 3, "c08": 5}))


def test_a_fixed_meeting_is_no_help_where_contact_is_rare() -> None:
    room = {"s10": 5, "s11": 1, "s12": 1}
    rare = {item: 1 if GOOD[item] else 5 for item in GOOD if item.startswith("c")}
    assert "s10" in helping(result(3, 3, room))
    assert "s10" not in helping(result(3, 3, room | rare))
    # Nor is a thing that happens sometimes a help because nothing else is.
    assert helping(result(1, 5, {"s10": 3})) == set()


FACETS = {i.id: i.facet for one in INSTRUMENTS for i in one.questionnaire.items}


def test_of_two_answers_on_one_facet_that_differ_the_more_telling_is_shown() -> None:
    # p04: differences are left unsettled; p06: colleagues settle them on good terms.
    for answers, helps, hinders in (
        ({"p04": 4, "p06": 4}, False, True),  # the facet as a whole lies on the hard side
        ({"p04": 4, "p06": 5}, True, False),
        ({"p04": 5, "p06": 4}, False, True),
    ):
        practices = result(2, 2, answers)["practices"]
        assert ("p06" in [one["item"] for one in practices["helping"]]) == helps
        assert ("p04" in [one["item"] for one in practices["impeding"]]) == hinders


def test_a_good_answer_gives_way_to_a_serious_one_on_the_same_facet() -> None:
    practices = result(2, 2, {"h04": 5, "h06": 3})["practices"]
    assert [one["item"] for one in practices["impeding"]] == ["h06"]
    assert "h04" not in [one["item"] for one in practices["helping"]]


def test_where_two_differ_and_the_facet_as_a_whole_is_good_the_good_one_is_shown() -> None:
    # c16 and c15 are good, c17 bad: one facet of connection.
    answers = {"c15": 5, "c16": 4, "c17": 5, "c18": 1}
    practices = result(2, 2, answers)["practices"]
    sides = [{FACETS[one["item"]] for one in practices[side]} for side in ("helping", "impeding")]
    assert sides[0] & sides[1] == set()
    assert "shared_power" in sides[0]


def test_the_strongest_answer_that_gets_in_the_way_comes_first_and_a_serious_one_of_equals() -> (
    None
):
    impeding = result(4, 2, {"s08": 3, "p15": 5})["practices"]["impeding"]
    assert [one["item"] for one in impeding] == ["p15", "s08"]
    impeding = result(4, 2, {"s08": 4, "p15": 4})["practices"]["impeding"]
    assert impeding[0]["item"] == "s08"


def test_what_those_in_charge_do_well_is_no_first_help_where_nobody_may_be_in_charge() -> None:
    ranked = {i.id for i in INSTRUMENTS[0].questionnaire.items} | {"c15", "c16", "c17", "c18"}

    def helping(bad: int, standing: str) -> set[str]:
        document = result(4, bad, {"h02": 5, "h03": 5, "c16": 5}, standing=standing)
        return {one["item"] for one in document["practices"]["helping"]}

    assert helping(2, "member") & ranked
    assert not helping(2, "independent") & ranked
    assert not helping(2, "left") & ranked  # hardly top-down
    top_down = {i.id: 2 if i.reversed else 4 for i in INSTRUMENTS[0].questionnaire.items}
    document = result(4, 2, top_down | {"h03": 5}, standing="left")
    assert document["practices"]["helping"]


def test_time_to_talk_is_no_good_thing_where_contact_is_rare() -> None:
    room = {"s10": 5, "s11": 1, "s12": 1}
    rank = {i.id: 1 if i.reversed else 5 for i in INSTRUMENTS[0].questionnaire.items}
    rest = {i.id: 3 for q in (1, 2) for i in INSTRUMENTS[q].questionnaire.items}
    good = SAY("good_survival_no_room_to_relate")
    for contact, told in ((4, True), (2, False)):
        connection = {
            i.id: 6 - contact if i.reversed else contact for i in INSTRUMENTS[3].questionnaire.items
        }
        document = result(3, 3, rank | rest | room | connection | {"h05": 1, "h06": 1, "p08": 2})
        assert (good in render(document, View())) == told
