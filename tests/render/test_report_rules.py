"""The rules that the theory sets for a report, one test each."""

import pytest

from rctdiag.render import View, render
from rctdiag.render.words import words
from render.factory import (
    LABELS,
    SPECIMENS,
    SUPPORT,
    about,
    hardly_answered,
    offer,
    power_holder,
    practice,
    readiness,
    result,
    scale,
    stopped,
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
            steps = ("1. Read it:", "2. Name it:", "3. Oppose it:", "4. Replace it:")
            places = [told.index(f"\n{step}") for step in steps]
            assert places == sorted(places)


def test_every_report_says_what_it_is_and_what_it_cannot() -> None:
    for specimen in SPECIMENS.values():
        told = render(specimen, SHORT)
        assert specimen["validity"] in told
        assert all(limit in told for limit in specimen["limits"])


def test_under_the_stop_rule_support_comes_before_all_else() -> None:
    told = render(stopped(), SHORT)
    for part in SUPPORT[:5]:
        assert told.index(SAY(f"support_{part}")) < told.index("1. Read it")
    assert "Near you: Night line, 0000 111" in told


def test_under_the_stop_rule_nothing_kinder_nothing_held_back_three_steps() -> None:
    document = stopped()
    document["plan"]["now"] = [offer(f"step{number}") for number in range(5)]
    told = render(valid(document), FULL)
    for kind in ("you", "colleagues", "place"):
        assert SAY(f"name_kinder_{kind}") not in told
    assert "Ask in a meeting" not in told
    assert "Offer a trial" not in told
    assert "step2" in told
    assert "step3" not in told


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
    assert "Nice but guarded: 30 of 100" in told
    low |= {"answer": 3, "answer_label": "sometimes"}
    told = render(valid(document), FULL)
    assert "Sometimes: They treat groups apart." in told
    assert SAY("name_carries_unseen") not in told
    document["about"]["position"] = "no"
    low["answer"] = 1
    assert "groups apart" in render(valid(document), FULL)


def test_steps_held_back_for_one_reason_stand_together() -> None:
    same = [offer(f"h{n}", title=f"Ask {n}", reason="It costs.") for n in range(3)]
    document = result()
    document["plan"]["held_back"] = [same[0], offer("x", title="Go", reason="Rest."), *same[1:]]
    full, short = (render(valid(document), view) for view in (FULL, SHORT))
    assert "Ask 0; Ask 1; Ask 2. It costs.\nGo. Rest." in full
    assert "Held back: Ask 0; Ask 1. It costs.\nHeld back: Go. Rest.\nAnd one more." in short


def test_strategies_with_nothing_in_them_share_one_line() -> None:
    document = result()
    document["plan"] |= {"now": [offer("one")], "later": []}
    told = render(valid(document), FULL)
    assert "Nothing fits just now under naming, norming, negotiating and sustaining." in told
    assert SAY("oppose_naming") not in told


def test_too_few_answers_keep_what_was_said_of_safety() -> None:
    document = hardly_answered()
    assert SAY("rule_low_safety_unknown") in render(document, SHORT)
    document["plan"]["flags"] = ["too_few_answers", "low_safety"]
    document["readiness"] = readiness("low", 1)
    assert SAY("rule_low_safety") in render(valid(document), SHORT)


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (["beyond_yes", "serious:h04"], "What you describe is more than culture."),
        (["beyond_not_sure"], "It may be more than culture."),
        (["beyond_not_sure", "serious:h04"], "Some of what you describe is more than culture."),
        (["serious:h04"], "Some of what you describe is more than culture."),
    ],
)
def test_section_three_says_why_as_far_as_the_reader_said_it(why: list[str], told: str) -> None:
    document = stopped()
    document["support"]["why"] = why
    for view in (SHORT, FULL):
        report = render(valid(document), view)
        section = report[report.index("3. Oppose it") : report.index("4. Replace it")]
        assert f"{told} So there are at most three steps" in section
        assert SAY("oppose_avoid") not in report


def test_a_power_holder_is_not_told_that_nothing_hard_stood_out() -> None:
    assert SAY("rule_nothing_strong") in render(with_flags("nothing_strong"), FULL)
    decides = with_flags("nothing_strong", "position", about=about(position="yes"))
    assert SAY("rule_nothing_strong") not in render(decides, FULL)


def test_where_nothing_hard_stood_out_nothing_is_warned_of() -> None:
    assert SAY("oppose_avoid") in render(result(), FULL)
    well = render(with_flags("nothing_strong"), FULL)
    for id_ in ("oppose_avoid", "name_kinder", "name_kinder_you", "replace_slow"):
        assert SAY(id_) not in well
        assert SAY(id_) in render(with_flags(), FULL)


@pytest.mark.parametrize(
    ("answers", "other", "told"),
    [
        ([3], 0, "Once is enough for such a thing to count."),
        ([3], 1, "Once is enough for the first of these to count."),
        ([3, 3], 1, "Once is enough for the first 2 of these to count."),
        ([4, 3], 1, None),
    ],
)
def test_once_is_enough_is_said_of_what_was_answered_sometimes(
    answers: list[int], other: int, told: str | None
) -> None:
    many = [practice(f"x{n}", "This.", answer=n, serious=True) for n in answers]
    many += [practice("y", "That.", answer=5)] * other
    document = result(practices={"helping": [], "impeding": many, "who_carries_it": []})
    report = render(valid(document), FULL)
    assert ("Once is enough" in report) == (told is not None)
    assert told is None or f"{'That' if other else 'This'}.\n{told}" in report


def test_a_first_move_is_its_first_sentence_whole() -> None:
    long = "This week, write down " + "one thing and " * 9 + 'then ask "Why?" or stop. Later, more.'
    steps = [offer("one"), offer("two", begin=long), offer("three", begin="No stop at its end")]
    document = result()
    document["plan"]["now"] = steps
    told = render(valid(document), SHORT)
    assert f"To begin: {long.removesuffix(' Later, more.')}\n" in told
    assert "To begin: No stop at its end\n" in told


def test_a_power_holder_first_reads_what_must_be_acted_on() -> None:
    document = stopped(about=about(position="yes"))
    document["support"]["parts"] = SUPPORT
    told = render(valid(document), SHORT)
    assert told.index(SAY("support_you_decide")) < told.index(SAY("support_danger"))


@pytest.mark.parametrize("band", ["never", "rarely"])
def test_a_power_holder_gets_no_reassuring_word(band: str) -> None:
    told = render(power_holder(band), FULL)
    assert SAY("head_position") in told
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


def test_hardly_any_answers_bring_no_advice() -> None:
    told = render(hardly_answered(), FULL)
    assert SAY("rule_too_few_answers") in told
    assert SAY("replace_too_few") in told
    assert "Look again" not in told
    assert "Top-down: Not enough answers to say (4 of 15; it takes 8)." in told
    assert 'Stretched: You may not be placed to see this (9 of 15 "can\'t say").' in told


def test_missing_readiness_is_asked_for_and_never_told_as_low() -> None:
    told = render(SPECIMENS["no_readiness"], FULL)
    assert SAY("rule_no_readiness") in told
    assert SAY("rule_low_safety") not in told
    assert "Safe to speak up: hardly" not in told


def test_one_open_question_on_safety_is_not_told_as_an_answer() -> None:
    told = render(with_flags("low_safety", readiness=readiness("low", None)), FULL)
    assert SAY("rule_low_safety_unknown") in told
    assert "Safe to speak up: not answered" in told
    assert SAY("rule_low_safety") in render(SPECIMENS["low_safety"], FULL)


def test_support_for_the_worn_out_stands_before_the_plan() -> None:
    document = result()
    document["support"]["parts"] = ["worn_out"]
    told = render(valid(document), SHORT)
    assert told.index("4. Replace it") < told.index(SAY("support_worn_out"))
    assert told.index(SAY("support_worn_out")) < told.index("To begin")


def test_look_again_is_four_weeks_after_the_document_was_made() -> None:
    assert "Look again on 20 December 2026" in render(result(), SHORT)
    assert "Look again in four weeks" in render(result(created="9999-12-30T00:00:00Z"), SHORT)


def test_leaving_and_waiting_are_full_answers_even_under_the_stop_rule() -> None:
    for specimen in SPECIMENS.values():
        assert SAY("replace_choice") in render(specimen, SHORT)


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
        "label": "Readiness",
        "private": True,
    }
    assert "Readiness:" not in render(valid(document), FULL)


def test_the_bar_names_both_ends_of_what_the_interval_spans() -> None:
    told = render(result(), SHORT)
    assert (
        "Top-down: 78 of 100, often to almost always. It could be anywhere from 69 to 88." in told
    )


def test_the_accessible_view_puts_one_fact_on_a_line() -> None:
    rows = render(result(), SHORT).splitlines()
    assert {
        "People who stand with you: some",
        "A say in your work: some",
        "Safe to speak up: in part",
        "Strength left: some",
    } <= set(rows)
    assert set(result()["limits"]) <= set(rows)
