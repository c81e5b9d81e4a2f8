"""The catalogue of steps keeps the rules of the theory, as far as a machine can read them."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from content.items_bundle import CULTURES, NAMES, grade, plain, questionnaire
from content.items_sources import CITATIONS
from rctdiag.load.library import bundled_steps, find_instruments
from rctdiag.model.step import AUDIENCES, PHASES, Step, StepCatalogue
from rctdiag.render.sentences import first_sentence

CATALOGUES = {name: StepCatalogue.model_validate(plain(f"steps/{name}")) for name in AUDIENCES}
STEPS = tuple(step for catalogue in CATALOGUES.values() for step in catalogue.steps)
FOUR = ("naming", "norming", "negotiating", "networking")
ALONE = ("member", "leads", "independent", "left")  # audiences of one person
SMALL = 15  # minutes a week

# Passages on which questions rest, and no step.
WITHOUT_STEPS = {
    "HS: abstract",
    "HS: A Framework",
    "M86: Growth-fostering relationships",
    "MR00: Growth-Fostering Relationships",
    "MR00: Mutual Empathy and Mutual Empowerment",
    "MR00: Paradigm Shift",
    "MR00: Five Outcomes of Disconnection",
}

# No step may say these: each line is one reason.
BANNED = (
    r"toxic\w*|resilien\w*|victim\w*|heal(s|ed|ing|er)?|trauma\w*",  # diagnosis
    r"fight\w*|battle\w*|wars?|weapon\w*|enem(y|ies)|attack\w*|defen[dcs]\w*|combat\w*|fire",  # war
    r"frontline|front line|target\w*|campaign\w*|ammunition|tactic\w*",
    r"symptom\w*|cures?|remed\w*|diagnos\w*|infect\w*|poison\w*|burn(t|ed)?[- ]?out|health(y|ier)",
    r"stakeholder\w*|leverag\w*|synerg\w*|align\w*|buy-in|deliverable\w*|proactiv\w*|bandwidth",
    r"best practi[cs]e\w*|feedback|optimi\w*|strateg\w*|empower\w*|impact\w*|onboard\w*|key player",
    r"boss\w*|offices?|pay|pays|paid|paying|salar\w*|wages?|team[- ]players?",  # not everywhere
    r"managers?|supervis\w*|employees?|staff|clients?|patients?|customers?|students?|pupils?",
    r"dares?|dared|cop(e|es|ed|ing)|weakness|pull through",  # makes a weakness of it
    r"hierarch\w*|relational|pseudo\w*|mutual\w*|authentic\w*|paradox\w*|zest\w*",  # theory
)
# Nobody owes these to somebody who hurt them, and nobody is told to be more than they are.
DEMANDS = (
    r"stay (calm|composed)|keep (calm|your temper)|be (patient|brave|tough\w*|strong\w*)",
    r"forgive|make peace|see (it from )?(his|her|their) side|give (him|her|them) a chance",
    r"try harder|toughen|thicker skin|better organised|organise your|prioriti[sz]e|time management",
    r"be more (giving|generous|flexible)|go the extra",
)
IDENTITY = r"your (own )?(race|class|gender|sex|sexuality|religion|faith|disability|identity|age)"


def texts(step: Step) -> dict[str, str]:
    names = ("title", "do", "begin", "ally", "sign", "stop_if", "avoid", "risk")
    plain_texts = {name: str(getattr(step, name)) for name in names}
    return plain_texts | {"say": step.say or "", "replaces": step.costs.replaces}


def scale(step: Step) -> str:
    """The scale a step counts for."""
    return step.main_facet.partition(".")[0]


def of(audience: str, strategy: str | None = None) -> list[Step]:
    return [s for s in STEPS if s.audience == audience and strategy in (None, s.strategy)]


def anybody_can(step: Step) -> bool:
    """However few allies, however little safety."""
    unseen = step.visibility == "alone"
    outside = step.visibility == "one" and "outside" in step.traits
    return (unseen or outside or "represented" in step.traits) and "low_safety" not in step.not_when


def light(step: Step) -> bool:
    return step.costs.minutes <= SMALL or step.costs.gives_back >= step.costs.minutes


def matches(pattern: str) -> Iterator[str]:
    for step in STEPS:
        for name, text in texts(step).items():
            for found in re.finditer(rf"(?i)\b(?:{pattern})\b", text):
                yield f"{step.id}.{name}: {found.group()}"


def test_the_loader_takes_the_catalogue_and_reads_the_same() -> None:
    assert bundled_steps(find_instruments([], None)).steps == STEPS


def test_each_file_holds_one_audience() -> None:
    for name, catalogue in CATALOGUES.items():
        assert {step.audience for step in catalogue.steps} == {name}


def test_ids_and_titles_are_unique() -> None:
    assert not [name for name, n in Counter(s.id for s in STEPS).items() if n > 1]
    for audience in AUDIENCES:
        assert not [t for t, n in Counter(s.title for s in of(audience)).items() if n > 1]


def test_every_answered_facet_exists_and_readiness_is_none() -> None:
    known = {f"{name}.{f.id}" for name in NAMES[:4] for f in questionnaire(name).facets}
    assert {facet for s in STEPS for facet in s.answers} <= known


def test_what_is_taken_for_granted_is_a_facet_and_who_is_alike_is_so_both_ways() -> None:
    known = {f"{name}.{f.id}" for name in NAMES[:4] for f in questionnaire(name).facets}
    by_id = {s.id: s for s in STEPS}
    assert {facet for s in STEPS for facet in s.only_where} <= known
    pairs = [(s, by_id[other]) for s in STEPS for other in s.like]
    assert pairs
    assert all(one.id in other.like and one.audience == other.audience for one, other in pairs)


def test_every_facet_of_a_culture_leads_in_three_strategies_for_a_member() -> None:
    for name in CULTURES:
        for facet in questionnaire(name).facets:
            steps = [s for s in of("member") if s.main_facet == f"{name}.{facet.id}"]
            assert len({s.strategy for s in steps} & set(FOUR)) >= 3, facet.id


@pytest.mark.parametrize(("audience", "strategy", "culture"), list(product(ALONE, FOUR, CULTURES)))
def test_each_cell_has_two_rungs_one_of_which_anybody_can_take(
    audience: str, strategy: str, culture: str
) -> None:
    answering = [
        s
        for s in of(audience, strategy)
        if any(name.startswith(f"{culture}.") for name in s.answers) and "keeps" not in s.traits
    ]
    assert len({s.visibility for s in answering}) >= 2
    assert [s for s in of(audience, strategy) if anybody_can(s) and s in answering]


@pytest.mark.parametrize("audience", ALONE)
def test_a_good_place_can_be_kept_in_every_strategy_by_anybody(audience: str) -> None:
    keeping = [s for s in of(audience) if "keeps" in s.traits]
    assert {s.strategy for s in keeping if anybody_can(s) and light(s)} >= set(FOUR)
    assert {scale(s) for s in keeping} == {"connection"}
    if audience == "member":
        led = Counter(s.main_facet for s in keeping)
        assert len(led) == 7
        assert min(Counter(s.strategy for s in keeping if s.strategy in FOUR).values()) >= 4


def test_where_help_comes_first_there_is_a_record_and_advice_for_each_trouble() -> None:
    marks = {"danger", "harassment", "others_at_risk", "punished"}
    for trait, strategy in (("record", "naming"), ("advice", "networking")):
        steps = [s for s in of("member", strategy) if trait in s.traits]
        assert {mark for s in steps for mark in s.beyond} >= marks
        assert [s for s in steps if not s.beyond and anybody_can(s)]
        for audience in ALONE:
            free = [s for s in of(audience, strategy) if {trait, "must_act"} & set(s.traits)]
            assert [s for s in free if anybody_can(s) and not s.beyond], (audience, trait)


def test_sustaining() -> None:
    for audience, least in (("member", 10), ("leads", 4), ("independent", 3), ("left", 4)):
        staying = [s for s in of(audience, "sustaining") if "leaving" not in s.traits]
        assert len(staying) >= least, audience
        hidden = [s for s in staying if s.visibility == "alone" or "outside" in s.traits]
        assert [s for s in hidden if "restores" in s.traits and light(s)], audience


def test_leaders_have_duties() -> None:
    duties = [s for s in STEPS if "must_act" in s.traits]
    assert len(duties) >= 3
    assert {s.audience for s in duties} == {"leads"}
    assert all(s.costs.minutes <= SMALL and not s.not_when for s in duties)
    whole = " ".join(text for s in duties for text in texts(s).values()).lower()
    for duty in ("secret", "alone", "retaliation", "pass it on"):
        assert duty in whole, duty


def test_teams_have_each_strategy_culture_and_low_connection_facet() -> None:
    team = of("team")
    assert len(team) >= 12
    assert all(len(of("team", strategy)) >= 3 for strategy in FOUR)
    assert {scale(s) for s in team} == {*CULTURES, "connection"}
    wanted = {f"connection.{f.id}" for f in questionnaire("connection").facets}
    assert {facet for s in team for facet, weight in s.answers.items() if weight >= 0.7} >= wanted


def test_under_load_a_step_gives_back_its_time_or_is_small() -> None:
    assert [s.id for s in STEPS if scale(s) == "survival" and not light(s)] == []


def test_candour_upwards_is_barred_where_it_can_hurt() -> None:
    upward = [s for s in STEPS if "upward" in s.traits and s.audience == "member"]
    assert upward
    assert all("power_used" in s.not_when for s in upward)
    assert all(s.visibility in ("one", "open") for s in upward)


def test_most_steps_of_a_member_involve_somebody_at_the_workplace() -> None:
    steps = [s for s in of("member") if s.strategy in FOUR]
    inside = [s for s in steps if s.visibility != "alone" and "outside" not in s.traits]
    assert len(inside) > 0.5 * len(steps)
    private = [s for s in steps if s.visibility == "alone"]
    assert len(private) <= 0.25 * len(steps)


def test_relief_comes_unseen_too() -> None:
    for audience in ("member", "leads", "independent"):
        assert [s for s in of(audience) if "relief" in s.traits and anybody_can(s)], audience


def test_looking_away_is_no_model_where_somebody_is_in_danger_now() -> None:
    slow = [s for s in of("member") if "HS: Opportunities for Creating Change" in s.sources
            and s.main_facet == "pseudo_relational.avoided_subjects"
            and s.visibility in ("together", "open")]  # fmt: skip
    assert slow
    assert all("danger now" in s.risk for s in slow)


@pytest.mark.parametrize("pattern", BANNED)
def test_no_banned_word(pattern: str) -> None:
    assert list(matches(pattern)) == []


@pytest.mark.parametrize("pattern", [*DEMANDS, IDENTITY])
def test_nothing_is_demanded_that_is_not_owed(pattern: str) -> None:
    assert list(matches(pattern)) == []


def test_the_word_list_finds_what_it_bans() -> None:
    for pattern, bad in zip(BANNED, ("healing", "fight", "targets", "symptom"), strict=False):
        assert re.search(rf"(?i)\b(?:{pattern})\b", f"some {bad} here")


def test_lengths() -> None:
    assert [s.id for s in STEPS if len(s.title) > 72 or s.title.endswith(".")] == []
    parts = ((s.id, name, text) for s in STEPS for name, text in texts(s).items())
    assert [(one, name) for one, name, text in parts if len(text) > 240] == []


def test_whole_sentences_and_whole_minutes() -> None:
    for step in STEPS:
        for name in ("do", "begin", "ally", "sign", "stop_if", "avoid", "risk"):
            assert str(getattr(step, name)).endswith((".", "?", '."')), (step.id, name)
        assert step.say is None or step.say.endswith((".", "?")), step.id
        assert 0 < step.costs.minutes <= 45, step.id


def test_plain_english() -> None:
    for step in STEPS:
        whole = " ".join(text for name, text in texts(step).items() if name != "replaces")
        assert grade(whole) <= 8, step.id


def test_nothing_is_said_only_where_one_is_alone() -> None:
    assert all(s.strategy != "networking" and s.visibility == "alone" for s in STEPS if not s.say)


def test_the_risk_begins_with_half_a_line() -> None:
    """It stands in the map by itself."""
    assert [s.id for s in STEPS if len(first_sentence(s.risk)) > 90] == []


def test_phases_are_all_in_use() -> None:
    assert {s.phase for s in STEPS} == set(PHASES)


def test_sources_name_a_section_that_exists() -> None:
    for step in STEPS:
        assert len(step.sources) == len(set(step.sources)), step.id
        for source in step.sources:
            assert source in CITATIONS, (step.id, source)
    named = {source for s in STEPS for source in s.sources}
    assert set(CITATIONS) - named == WITHOUT_STEPS


# What a step may name beside its own weekly time: an example, a size, or a share of longer gaps.
ANOTHER_TIME = {
    "h_naming_what_will_jam",  # a delivery that comes late
    "h_networking_same_rung",  # every other week
    "h_negotiating_what_moves",  # the size of a request
    "i_negotiating_reopen_share",  # once, this month
    "keep_networking_neighbours",  # a meeting that exists
    "l_networking_keep_visit",  # a meeting that exists
    "l_networking_peer_hour",  # once a month
    "p_naming_exact_praise",  # what was saved
    "p_norming_three_voices",  # what was lost
    "s_naming_talk_saved",  # what was saved
    "s_negotiating_sleep_on",  # the size of a request
    "s_networking_action_group",  # a month
    "s_networking_peer_group",  # a month
    "x_negotiating_two_conditions",  # what to ask for
}
TIMES = {
    "an hour": 60, "one hour": 60, "two hours": 120, "three hours": 180,
    "three quarters of an hour": 45, "half an hour": 30, "quarter of an hour": 15,
    "thirty minutes": 30, "twenty minutes": 20, "fifteen minutes": 15, "ten minutes": 10,
    "five minutes": 5,
}  # fmt: skip


def longest_time(step: Step) -> int:
    """The longest time it names in what it asks for, in minutes."""
    asked = " ".join((step.title, step.do, step.begin, step.say or "")).casefold()
    longest = 0
    for name in sorted(TIMES, key=len, reverse=True):
        if re.search(rf"\b{name}\b", asked):
            longest = max(longest, TIMES[name])
            asked = re.sub(rf"\b{name}\b", "", asked)
    return longest


def test_no_step_asks_for_more_time_than_it_says_it_takes() -> None:
    over = {s.id for s in STEPS if longest_time(s) > s.costs.minutes}
    assert over == ANOTHER_TIME
