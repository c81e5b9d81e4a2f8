"""Of a delicate question "often" and "almost always" are one yes: nobody's yes or no is told."""

from __future__ import annotations

import pytest

from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.groups.membership import membership
from rctdiag.disclosure.release.publication_plan import Measure, PublicationPlan
from rctdiag.errors.faults import ConfidentialityRefusal
from rctdiag.model.documents.teams import TeamFigures
from small_surveys import by_team, small_questionnaire

PARTS = {"watched": ["w1", "w2", "w3"], "heard": ["h1", "h2", "h3"]}
UNITS = {1: 0, 2: 0, 3: 1, 4: 2, 5: 2}  # of an answer: no, sometimes, yes


def survey(answers: dict[str, str]) -> Survey:
    """Teams whose people give these answers to the delicate question; the rest in all ways."""
    questionnaire = small_questionnaire(PARTS, sensitive={"w1"})
    words = {
        team: " ".join(f"{one}{1 + at % 5}{1 + at % 4}{1 + at % 3}{2 + at % 4}{1 + at % 5}"
                       for at, one in enumerate(its))
        for team, its in answers.items()
    }  # fmt: skip
    return by_team(questionnaire, words)


def totals(document: TeamFigures) -> dict[str | None, tuple[float, float]]:
    """Group -> the least and the greatest number of units that its mean may stand for."""
    found = {}
    for group in (document.organisation, *document.groups):
        item = group.items["w1"]
        if item.mean is None or item.answered is None:
            continue
        low = -1.0 if item.direction == "at_most" else item.mean - 0.05
        high = 101.0 if item.direction == "at_least" else item.mean + 0.05
        most = 2 * item.answered
        found[group.name] = (
            max((low - 12.5) / 37.5 * item.answered, 0),
            min((high - 12.5) / 37.5 * item.answered, most),
        )
    return found


def possible(document: TeamFigures, sizes: dict[str, int], known: tuple[str, int]) -> set[int]:
    """What one other person of the known one's team may have answered, by every set of totals."""
    limits = totals(document)
    team, own = known
    others = [name for name in sizes if name != team]
    found = set()
    for its in range(2 * sizes[team] + 1):
        if not _in(limits.get(team), its):
            continue
        rest = [range(2 * sizes[name] + 1) for name in others]
        sums = {0}
        for name, each in zip(others, rest, strict=True):
            sums = {a + b for a in sums for b in each if _in(limits.get(name), b)}
        if not any(_in(limits.get(None), its + total) for total in sums):
            continue
        left = its - own
        found |= {u for u in (0, 1, 2) if 0 <= left - u <= 2 * (sizes[team] - 2)}
    return found


def _in(limits: tuple[float, float] | None, total: int) -> bool:
    return limits is None or limits[0] - 1e-9 <= total <= limits[1] + 1e-9


MIXED = "123451342" * 3 + "345"
TABLES = {
    "one team says no, the other all sorts of things": {"A": "1" * 24, "B": MIXED},
    "one says yes, the other no": {"A": "5" * 24, "B": "12" * 15},
    "all but one say no": {"A": "1" * 23 + "4", "B": MIXED},
    "everybody says yes": {"A": "45" * 12, "B": "4" * 30},
    "both all sorts of things": {"A": MIXED[::-1], "B": MIXED},
}
# From the whole and team B follows what all of team A say: to anybody, or to the one who said yes.
TELLING = {"one team says no, the other all sorts of things", "all but one say no"}


@pytest.mark.parametrize("name", TABLES)
def test_nobodys_yes_or_no_is_told(name: str) -> None:
    answers = TABLES[name]
    sizes = {team: len(its) for team, its in answers.items()}
    made = report(survey(answers), ReportRequest(("team",))).document
    assert made.organisation.items["w1"].mean is not None
    for team, its in answers.items():
        for own in {UNITS[int(one)] for one in its}:  # of whoever knows their own answer
            assert len(possible(made, sizes, (team, own))) > 1, (team, own)
    shown = [group.items["w1"].mean is not None for group in made.groups]
    # Where the rest would follow from the whole, the teams' own figures stay away, no others do.
    assert shown == [name not in TELLING] * 2
    assert all(group.scales["tone"].mean is not None for group in made.groups)


def test_what_goes_first() -> None:
    """The question's figures of the groups, then of everybody, then the parts; then nothing."""
    members = membership(8, {"team": [*"aaaabbbb"]}, ["team"], {})
    measures = [
        Measure("tone", 12, members.everybody, "tone", blocks=(("item:w1", 4), ("tone.x", 8))),
        Measure("tone.x", 12, members.everybody, "tone", blocks=(("item:w1", 4), ("tone.x", 8))),
        Measure("item:w1", 4, members.everybody, "tone:delicate", within="tone"),
    ]
    keys = [group.key for group in members.groups]
    shown = {measure.id: frozenset(keys) for measure in measures}
    plan = PublicationPlan(members, tuple(measures), 5, frozenset(keys), shown)
    left = []
    while (plan := plan.showing_less("item:w1")) is not None:  # type: ignore[assignment]
        left.append({name: len(groups) for name, groups in plan.groups.items()})
    assert left == [
        {"tone": 3, "tone.x": 3, "item:w1": 1},
        {"tone": 3, "tone.x": 3, "item:w1": 0},
        {"tone": 3, "tone.x": 0, "item:w1": 0},
    ]


# Whole answer tables that were reported once. Of the first, the figures of everybody and of B left
# five people fifteen half steps on three questions, the least there is: so all said no to z. Of
# the second, whoever answered 515 knew that the other four had the least.
REPORTED_ONCE = {
    "bounds": ({"p": ["x"], "q": ["y", "z"]}, "z", "111 111 111 111 111", "333 " * 6),
    "insider": ({"p": ["x", "y", "z"]}, "y", "515 111 111 111 111", "333 " * 5),
}


@pytest.mark.parametrize("attack", REPORTED_ONCE)
def test_the_rest_of_a_scale_tells_no_yes_or_no(attack: str) -> None:
    parts, delicate, team, other_team = REPORTED_ONCE[attack]
    questionnaire = small_questionnaire(parts, sensitive={delicate})
    wanted = ReportRequest(("team",))
    with pytest.raises(ConfidentialityRefusal, match=f"item:{delicate}") as refused:
        report(by_team(questionnaire, {"A": team, "B": other_team}), wanted)
    assert refused.value.faults[0].code == f"unsafe-{attack}"
    # With other answers in the room there is a report.
    open_team = "515 121 312 111 213" if attack == "insider" else "111 222 312 111 123"
    made = report(by_team(questionnaire, {"A": open_team, "B": other_team}), wanted).document
    assert [group.scales["tone"].mean for group in made.groups] == [30.0, 50.0]
