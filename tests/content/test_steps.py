"""The catalogue of steps keeps the rules of the theory, as far as a machine can read them."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from content.items_bundle import CULTURES, FOLDER, NAMES, grade, plain, questionnaire
from rctdiag.load.library import bundled_steps, find_instruments
from rctdiag.model.step import Step, StepCatalogue

CATALOGUE = StepCatalogue.model_validate(plain("steps"))
STEPS = CATALOGUE.steps
FOUR = ("naming", "norming", "negotiating", "networking")
STOP_KINDS = {"advice", "own_notes", "rest", "company", "leaving"}
CANDOUR = {"upward", "one_to_one"}
SMALL = 15  # minutes a week

# Where a step may come from: the headings of the sources, shortened where they are long.
SECTIONS = {
    "HS": {
        "Step 1",
        "Step 2",
        "Hierarchical Cultures",
        "Vignette: A Hierarchical Culture",
        "Opportunities for Change",
        "Pseudo-Relational Cultures",
        "Vignette #2",
        "Opportunities for Creating Change",
        "Survival Cultures",
        "Vignette #3",
        "Step 3",
        "Step 4",
        "Conclusions",
    },
    "M86": {
        "The interplay",
        "Zest",
        "Action",
        "Knowledge",
        "Sense of worth",
        "Greater sense of connection",
        "Growth for Beth",
        "Corrections and additions",
        "Discussion Summary",
    },
    "MR00": {
        "Five Outcomes of Good Connection",
        "Lessons Learned",
        "Organizing Goals and Tactics",
        "Values that the Union Lives By",
        "Difficult Issues",
    },
    "W02": {"abstract", "first pages"},
    "M03": {
        "kinds of power",
        "controlling images",
        "mutual empowerment",
        "approaches",
        "a new structure",
    },
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
    told = {name: str(getattr(step, name)) for name in names}
    return told | {"say": step.say or "", "replaces": step.costs.replaces}


def main(step: Step) -> str:
    """The scale a step counts for."""
    return max(step.answers, key=lambda facet: step.answers[facet]).split(".")[0]


def of(audience: str, strategy: str | None = None) -> list[Step]:
    return [s for s in STEPS if s.audience == audience and strategy in (None, s.strategy)]


def asks_nothing(step: Step) -> bool:
    needs = step.needs
    return {needs.allies, needs.say, needs.safety, needs.reserves} == {"low"}


def light(step: Step) -> bool:
    return step.costs.minutes <= SMALL or step.costs.gives_back >= step.costs.minutes


def stop_eligible() -> list[Step]:
    """What may be offered to a person under the stop rule."""
    return [s for s in of("person") if STOP_KINDS & set(s.traits)]


def matches(pattern: str) -> Iterator[str]:
    for step in STEPS:
        for name, text in texts(step).items():
            for found in re.finditer(rf"(?i)\b(?:{pattern})\b", text):
                yield f"{step.id}.{name}: {found.group()}"


def test_the_loader_takes_the_catalogue_and_reads_the_same() -> None:
    assert bundled_steps(find_instruments([], None)) == CATALOGUE


def test_ids_and_titles_are_unique() -> None:
    assert not [one for one, n in Counter(s.id for s in STEPS).items() if n > 1]
    assert not [one for one, n in Counter(s.title for s in STEPS).items() if n > 1]


def test_every_answered_facet_exists_and_readiness_is_none() -> None:
    known = {f"{name}.{f.id}" for name in NAMES[:4] for f in questionnaire(name).facets}
    assert {facet for s in STEPS for facet in s.answers} <= known


def test_every_facet_has_steps_for_a_person() -> None:
    known = {f"{name}.{f.id}" for name in NAMES[:4] for f in questionnaire(name).facets}
    answered = Counter(facet for s in of("person") for facet in s.answers)
    assert {facet for facet in known if answered[facet] < 2} == set()


def test_each_step_counts_for_one_scale_only() -> None:
    def leading(step: Step) -> set[str]:
        most = max(step.answers.values())
        return {facet.split(".")[0] for facet, weight in step.answers.items() if weight == most}

    assert [s.id for s in STEPS if len(leading(s)) > 1] == []


@pytest.mark.parametrize(("strategy", "culture"), list(product(FOUR, CULTURES)))
def test_four_steps_in_each_cell_and_one_for_those_who_are_not_safe(
    strategy: str, culture: str
) -> None:
    cell = [s for s in of("person", strategy) if main(s) == culture]
    assert len(cell) >= 4
    assert [s for s in cell if s.visibility == "quiet" and asks_nothing(s) and not s.not_when]


@pytest.mark.parametrize("culture", CULTURES)
def test_each_culture_has_company_outside_and_something_for_the_exhausted(culture: str) -> None:
    quiet = [s for s in of("person") if s.visibility == "quiet" and asks_nothing(s)]
    mine = [s for s in quiet if main(s) == culture]
    assert [s for s in mine if s.strategy in ("networking", "sustaining") and "outside" in s.traits]
    assert [s for s in mine if "restores" in s.traits and s.costs.minutes <= SMALL]


def test_sustaining_and_leaving() -> None:
    staying = [s for s in of("person", "sustaining") if "leaving" not in s.traits]
    leaving = [s for s in STEPS if "leaving" in s.traits]
    assert len(staying) >= 8
    traits = {trait for s in staying for trait in s.traits}
    assert traits >= {"restores", "outside", "advice", "own_notes", "rest", "company"}
    assert len(leaving) >= 4
    assert {(s.strategy, s.visibility, s.audience) for s in leaving} == {
        ("sustaining", "quiet", "person")
    }


def test_leaders_have_steps_of_their_own_and_duties() -> None:
    leader = of("leader")
    duties = [s for s in STEPS if "must_act" in s.traits]
    assert len([s for s in leader if s not in duties]) >= 8
    assert len(duties) >= 2
    assert all(s in leader and s.visibility == "quiet" and asks_nothing(s) for s in duties)
    assert all(s.costs.minutes <= SMALL and not s.not_when for s in duties)
    told = " ".join(text for s in duties for text in texts(s).values())
    for duty in ("cannot promise to keep it", "alone", "payback", "pass it on"):
        assert duty in told


def test_a_leader_who_is_unsafe_or_worn_out_has_something_too() -> None:
    quiet = [s for s in of("leader") if s.visibility == "quiet" and asks_nothing(s)]
    company = [s for s in quiet if s.strategy in ("networking", "sustaining")]
    assert [s for s in company if "outside" in s.traits and "must_act" not in s.traits]
    restoring = [s for s in quiet if "restores" in s.traits and s.costs.minutes <= SMALL]
    assert len([s for s in restoring if s.strategy == "sustaining" and not s.not_when]) >= 4


def test_a_place_that_is_fairly_well_has_something_to_keep() -> None:
    keep = [s for s in STEPS if s.id.startswith("keep_")]
    assert len(keep) >= 3
    for step in keep:
        assert (step.audience, step.strategy, step.visibility) == ("person", "sustaining", "quiet")
        assert step.phase in ("rest", "company"), step.id
        assert "restores" in step.traits, step.id
        # Where contact is missing there is little to keep: other steps must fit better there.
        assert max(step.answers.values()) <= 0.3, step.id
        assert main(step) == "connection", step.id
        assert step.costs.minutes <= SMALL, step.id


def test_teams_have_each_strategy_culture_and_low_connection_facet() -> None:
    team = of("team")
    assert len(team) >= 12
    assert all(len(of("team", strategy)) >= 3 for strategy in FOUR)
    assert {main(s) for s in team} == {*CULTURES, "connection"}
    wanted = {f"connection.{f.id}" for f in questionnaire("connection").facets}
    assert {facet for s in team for facet, weight in s.answers.items() if weight >= 0.7} >= wanted
    assert all("low_safety" not in s.not_when and asks_nothing(s) for s in team)  # unknown there


def test_under_load_a_step_gives_back_its_time_or_is_small() -> None:
    heavy = [s.id for s in STEPS if main(s) == "survival" and not light(s)]
    assert heavy == []


def test_candour_to_one_person_is_barred_where_it_can_hurt() -> None:
    upward = [s for s in STEPS if "upward" in s.traits]
    assert upward
    assert all({"power_used", "low_safety", "danger"} <= set(s.not_when) for s in upward)
    candour = [s for s in STEPS if CANDOUR & set(s.traits)]
    assert all({"low_safety", "danger"} <= set(s.not_when) for s in candour)
    assert all(s.visibility != "quiet" and s.needs.safety != "low" for s in candour)


def test_what_others_see_needs_safety() -> None:
    for step in of("person"):
        if step.visibility == "quiet":
            continue
        assert step.needs.safety == "good" or step.visibility == "open", step.id
        assert step.needs.safety != "low", step.id
        assert {"low_safety", "danger"} <= set(step.not_when), step.id


def test_needs_and_bars_agree() -> None:
    for step in STEPS:
        bars = set(step.not_when)
        needs = step.needs
        assert ("low_safety" in bars) == (needs.safety != "low"), step.id
        assert ("danger" in bars) == ("low_safety" in bars), step.id
        assert "few_allies" not in bars or needs.allies != "low", step.id
        assert "little_say" not in bars or needs.say != "low", step.id
        assert needs.reserves == "low" or "exhausted" in bars, step.id


def test_what_the_stop_rule_leaves() -> None:
    left = stop_eligible()
    assert len(left) >= 8
    assert {trait for s in left for trait in s.traits} >= STOP_KINDS
    for step in left:
        assert step.strategy in ("networking", "sustaining"), step.id
        assert step.visibility == "quiet", step.id
        assert not {"upward", "one_to_one", "business_case"} & set(step.traits), step.id
        assert asks_nothing(step), step.id
        assert not step.not_when, step.id
        assert step.costs.minutes <= SMALL, step.id


def test_stop_kinds_mark_nothing_else() -> None:
    marked = [s for s in STEPS if STOP_KINDS & set(s.traits)]
    assert all(s.strategy in ("networking", "sustaining") for s in marked)
    assert all(s.visibility == "quiet" for s in marked)


def test_business_cases_are_for_naming_and_negotiating() -> None:
    case = [s for s in STEPS if "business_case" in s.traits]
    assert {s.strategy for s in case} == {"naming", "negotiating"}
    assert all(s.visibility != "quiet" for s in case)


def test_the_bounds_of_single_steps() -> None:
    by_id = {s.id: s for s in STEPS}
    turns = by_id["p_norm_turns"]
    assert (turns.needs.allies, turns.needs.safety) == ("good", "good")
    assert "three" in turns.title
    assert "never a person" in turns.do
    slight = by_id["h_norm_plain_question"]
    assert slight.needs.safety == "good"
    assert {"low_safety", "power_used", "danger"} <= set(slight.not_when)
    assert "walking away" in slight.do.lower()
    look_away = [s for s in STEPS if "HS: Vignette #2" in s.sources and s.visibility == "public"]
    assert all("in danger now" in s.risk for s in look_away)  # her slow path is no model there


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
    assert [s.id for s in STEPS if len(s.title) > 60 or s.title.endswith(".")] == []
    parts = ((s.id, name, text) for s in STEPS for name, text in texts(s).items())
    assert [(one, name) for one, name, text in parts if len(text) > 240] == []
    assert (FOLDER / "steps.yaml").stat().st_size < 125_000


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
    assert all(s.strategy != "networking" and s.visibility == "quiet" for s in STEPS if not s.say)


def test_sources_name_a_section_that_exists() -> None:
    for step in STEPS:
        assert len(step.sources) == len(set(step.sources)), step.id
        for source in step.sources:
            key, _, section = source.partition(": ")
            assert source == "own" or section in SECTIONS.get(key, ()), (step.id, source)
    named = {source for s in STEPS for source in s.sources}
    every = {f"{key}: {section}" for key, sections in SECTIONS.items() for section in sections}
    assert every - named == set()
