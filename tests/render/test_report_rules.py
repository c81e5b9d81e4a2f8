"""The rules that the theory sets for a report, one test each."""

import pytest

from rctdiag.model.step import STRATEGIES
from rctdiag.render.person.result_page import capital
from rctdiag.render.view import View
from rctdiag.render.words import words
from render.factory import (
    LABELS,
    SPECIMENS,
    SUPPORT,
    about,
    hardly_answered,
    helped,
    power_holder,
    practice,
    readiness,
    render,
    result,
    scale,
    valid,
    with_flags,
)

FULL = View(full=True, accessible=True)
SHORT = View(accessible=True)
SAY = words().text


def test_the_four_steps_come_in_order_in_every_report() -> None:
    for specimen in SPECIMENS.values():
        for view in (SHORT, FULL):
            told = render(specimen, view)
            steps = ("1. Read it:", "2. Name it:", "3. Oppose what hurts:", "4. Replace it with")
            places = [told.index(f"\n{step}") for step in steps]
            assert places == sorted(places)


def test_every_report_says_what_it_is_and_what_it_cannot() -> None:
    for specimen in SPECIMENS.values():
        told = render(specimen, SHORT)
        assert specimen["validity"] in told
        assert all(limit in told for limit in specimen["limits"])


def test_help_first_comes_before_all_else() -> None:
    told = render(helped(), SHORT)
    for part in SUPPORT[:5]:
        assert told.index(SAY(f"support_{part}_brief")) < told.index("1. Read it")
    assert "Near you: Night line, 0000 111" in told


def test_a_power_holder_reads_no_low_answer_on_what_those_in_charge_do() -> None:
    low = practice("h05", "They treat groups apart.", "never", facet="power_over", answer=1)
    other = practice("h08", "It falls on some.", "never", answer=1)
    document = power_holder()
    document["practices"]["who_carries_it"] = [low, other]
    told = render(valid(document), FULL)
    assert "groups apart" not in told
    assert "Never: It falls on some." in told
    assert SAY("name_carries_unseen") in told
    assert "Top-down: from where you stand little of this can be seen." in told
    assert "Nice but guarded: 30 out of 100" in told
    low |= {"answer": 3, "answer_label": "sometimes"}
    told = render(valid(document), FULL)
    assert "Sometimes: They treat groups apart." in told
    assert SAY("name_carries_unseen") not in told
    document["about"] |= {"standing": "member", "position": "no"}
    low["answer"] = 1
    assert "groups apart" in render(valid(document), FULL)


@pytest.mark.parametrize(
    ("answers", "other", "times"),
    [([3], 0, 1), ([3], 1, 1), ([3, 3], 1, 2), ([4, 3], 1, 0)],
)
def test_once_is_enough_is_said_of_what_was_answered_sometimes(
    answers: list[int], other: int, times: int
) -> None:
    many = [practice(f"x{n}", "This.", answer=n, serious=True) for n in answers]
    many += [practice("y", "That.", answer=5)] * other
    document = result(practices={"helping": [], "impeding": many, "who_carries_it": []})
    report = render(valid(document), FULL)
    assert report.count("This. This matters even if it happened only once.") == times
    assert report.count("happened only once") == times


def test_a_power_holder_first_reads_what_must_be_acted_on() -> None:
    document = helped(about=about(standing="leads"))
    document["support"]["parts"] = SUPPORT
    told = render(valid(document), SHORT)
    assert told.index(SAY("support_you_decide_brief")) < told.index(SAY("support_danger_brief"))


@pytest.mark.parametrize("band", ["never", "rarely"])
def test_a_power_holder_gets_no_reassuring_word(band: str) -> None:
    told = render(power_holder(band), FULL)
    assert SAY("head_leads") in told
    for label in ("One way influence", "Power over", "Self protection", "Cost of candour"):
        line = next(line for line in told.splitlines() if line.startswith(f"{label} as a label"))
        assert band not in line
    assert f"Invisible work as a label: {band}" in told
    assert SAY("read_power_over_unseen") in told
    assert SAY("read_paradox_unseen") in told
    assert "take back a decision" not in told


def test_a_power_holder_reads_what_is_bad_as_everybody_does() -> None:
    told = render(power_holder("often"), FULL)
    assert "Power over as a label: often." in told
    assert SAY("read_power_over", band="often") in told


def test_what_helps_comes_before_what_impedes_three_each_way() -> None:
    many = [practice(f"x{number}", f"Thing {number}.") for number in range(9)]
    document = result(practices={"helping": many, "impeding": many, "who_carries_it": []})
    told = render(document, FULL)
    assert told.index(SAY("name_helps")) < told.index(SAY("name_impedes"))
    assert [told.count(f"Thing {number}.") for number in range(9)] == [2, 2, 2, 0, 0, 0, 0, 0, 0]


def test_every_serious_answer_is_named_in_full_and_counted_in_short() -> None:
    many = [practice(f"x{n}", f"Serious {n}.", "sometimes", serious=True) for n in range(6)]
    document = result(practices={"helping": [], "impeding": many, "who_carries_it": []})
    assert all(f"Sometimes: Serious {n}." in render(document, FULL) for n in range(6))
    short = render(document, SHORT)
    assert "Serious 4." in short
    assert "And one more." in short


def test_support_for_the_worn_out_stands_before_the_plan() -> None:
    document = result()
    document["support"]["parts"] = ["worn_out"]
    told = render(valid(document), SHORT)
    assert told.index("4. Replace it") < told.index(SAY("support_worn_out_brief"))
    assert told.index(SAY("support_worn_out_brief")) < told.index("This week")


def test_look_again_is_four_weeks_after_the_document_was_made() -> None:
    assert "Look again on 20 December 2026" in render(result(), SHORT)
    assert "Look again in four weeks" in render(result(created="9999-12-30T00:00:00Z"), SHORT)


def test_scales_and_parts_keep_the_order_of_their_files() -> None:
    document = result()
    document["scales"] = dict(sorted(document["scales"].items()))
    told = render(valid(document), FULL)
    places = [told.index(f"{LABELS[id_][0]}:") for id_ in LABELS]
    assert places == sorted(places)
    assert told.index("One way influence as") < told.index("Invisible work as")


def test_a_private_scale_is_never_drawn() -> None:
    document = result()
    document["scales"]["readiness"] = scale("survival", 50.0) | {
        "id": "readiness",
        "label": "Readiness",
        "private": True,
    }
    assert "Readiness:" not in render(valid(document), FULL)


def test_the_bar_names_both_ends_of_what_the_interval_spans() -> None:
    told = render(result(), SHORT)
    assert (
        "Top-down: 78 out of 100, often to almost always. It could be anywhere from 69 to 88."
        in told
    )


def test_the_accessible_view_puts_one_fact_on_a_line() -> None:
    rows = render(result(), SHORT).splitlines()
    assert {
        "Support from others: some",
        "A say in your work: some",
        "Safety in speaking up: some",
        "Strength left: some",
    } <= set(rows)
    assert set(result()["limits"]) <= set(rows)


def rows(told: str) -> list[str]:
    """The strategies whose heading stands in a report, alone or in a row of the table."""
    headings = {name: SAY(f"oppose_{name}") for name in STRATEGIES}
    return [
        name
        for name, heading in headings.items()
        if heading in told or f"{heading.split(': ')[0]}. {capital(heading.split(': ')[1])}" in told
    ]


@pytest.mark.parametrize("view", [SHORT, FULL, View(format="markdown")])
def test_every_report_shows_the_whole_map(view: View) -> None:
    """Nothing that is planned is dropped unsaid, in any format or length."""
    for specimen in SPECIMENS.values():
        told = " ".join(render(specimen, view).replace("\\", "").split())
        assert rows(told) == list(STRATEGIES)
        for row in specimen["plan"]["map"].values():
            assert (row["now"] or {"title": row["reason"]["text"]})["title"] in told
            assert row["next"]["title"] in told
            for sentence in row["opens"][:2]:
                assert sentence["text"] in told or capital(sentence["text"]) in told


def test_each_step_to_begin_with_says_when_to_stop_and_what_to_say() -> None:
    for view in (SHORT, FULL):
        told = render(result(), view)
        for offer in result()["plan"]["begin"]:
            assert offer["title"] in told
        assert told.count("It is passed on. Tell that person nothing more.") == 3
        assert told.count("How are you, really?") == 3


def test_where_help_comes_first_nothing_is_read_kindly() -> None:
    told = render(helped(), FULL)
    for kind in ("both", "quiet", "extra", "colleagues", "place"):
        assert SAY(f"name_kinder_{kind}") not in told
    assert SAY("rule_help_first") in told
    assert SAY("support_crisis") in told
    assert SAY("oppose_avoid") not in told
    assert SAY("replace_hope") not in told


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        (["beyond:danger", "serious:h04"], "marked"),
        (["beyond:not_sure"], "not_sure"),
        (["beyond:not_sure", "serious:h04"], "serious"),
        (["beyond:not_sure", "beyond:punished"], "marked"),
        (["serious:h04"], "serious"),
    ],
)
def test_why_help_comes_first_is_said_as_far_as_the_reader_said_it(
    why: list[str], reason: str
) -> None:
    document = helped()
    document["support"]["why"] = why
    told = render(valid(document), SHORT)
    assert SAY(f"support_why_{reason}") in told


def test_a_good_place_gets_no_kinder_reading() -> None:
    well = render(with_flags("fairly_well"), FULL)
    assert SAY("name_kinder_place") not in well
    assert SAY("rule_fairly_well") in well


@pytest.mark.parametrize(
    ("quiet", "extra", "told"),
    [
        (37.5, 37.5, "both"),
        (37.5, 37.4, "quiet"),
        (37.4, 37.5, "extra"),
        (37.4, 37.4, None),
        (None, None, None),
    ],
)
def test_what_people_do_to_get_by_is_read_kindly_where_they_do_it(
    quiet: float | None, extra: float | None, told: str | None
) -> None:
    document = result()
    facets = {"hierarchical": ("self_protection", quiet), "survival": ("self_sacrifice", extra)}
    for name, (facet, score) in facets.items():
        its = document["scales"][name]
        some = next(iter(its["facets"].values()))
        its["facets"] = {facet: some | {"id": facet, "score": score}}
        its["facet_order"] = [facet]
    shown = render(valid(document), FULL)
    for kind in ("both", "quiet", "extra"):
        sentence = SAY(f"name_kinder_{kind}").split(".")[0]
        assert (sentence in shown) == (kind == told)


def test_hardly_any_answers_are_told_as_that() -> None:
    told = render(hardly_answered(), FULL)
    assert SAY("rule_too_few_answers") in told
    assert "Top-down: Not enough answers (4 of 15; it takes 8)." in told
    assert 'Stretched: You may not be in a position to see this (9 of 15 "can\'t say").' in told


def test_missing_readiness_is_never_told_as_low() -> None:
    told = render(SPECIMENS["no_readiness"], FULL)
    assert SAY("rule_no_readiness") in told
    assert SAY("rule_low_safety") not in told
    assert "Safety in speaking up: little" not in told
    unknown = render(result(readiness=readiness("unknown", None)), FULL)
    assert "Safety in speaking up: left open" in unknown
    assert SAY("rule_low_safety") in render(SPECIMENS["low_safety"], FULL)


def test_hope_stands_beside_what_is_in_the_way() -> None:
    assert SAY("replace_hope") in render(result(), SHORT)
    well = render(with_flags("fairly_well"), SHORT)
    assert SAY("replace_hope_well") in well
    assert SAY("replace_hope") not in well


def test_a_problem_left_unsaid_asks_whether_anyone_is_at_risk() -> None:
    """Beside the answer it belongs to, where that is often: it is no alarm by itself."""
    unsaid = practice("p12", "It falls on some groups.", facet="avoided_subjects")
    document = result()
    document["practices"]["who_carries_it"] = [unsaid]
    asked = SAY("name_at_risk")
    told = render(valid(document), FULL)
    assert told.index("It falls on some groups.") < told.index(asked)
    assert asked not in render(document, SHORT)
    document["support"]["parts"] = ["others_at_risk"]
    assert asked not in render(valid(document), FULL)
    document["support"]["parts"] = []
    unsaid |= {"answer": 3, "answer_label": "sometimes"}
    assert asked not in render(valid(document), FULL)


def test_too_much_to_do_asks_whether_people_who_are_served_are_at_risk() -> None:
    asked = SAY("name_at_risk_load")
    assert asked not in render(result(), FULL)
    document = with_flags("overloaded")
    assert asked in render(document, FULL)
    assert asked not in render(document, SHORT)
    document["support"]["parts"] = ["others_at_risk"]
    assert asked not in render(valid(document), FULL)


def test_that_one_may_keep_away_is_not_said_of_a_good_place() -> None:
    assert SAY("oppose_distance") in render(result(), FULL)
    assert SAY("oppose_distance") not in render(with_flags("fairly_well"), FULL)
