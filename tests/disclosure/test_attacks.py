"""Reports that once gave people away: what followed from them no longer does.

Nothing looks for a figure. Each test makes another table, in which the answer that once followed
is another one, and whose whole document is the same: so nobody who reads all of it can tell the
two apart. Where one person's answers alone are changed, not even all the others together can.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray

from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.figures.person_scores import score_people
from rctdiag.disclosure.groups.membership import membership
from rctdiag.disclosure.release.publication import publish
from rctdiag.disclosure.release.publication_plan import plan_publication
from rctdiag.model.documents.teams import TeamFigures
from rctdiag.scoring.key import scoring_key
from small_surveys import LABELS, by_team, small_questionnaire
from teams.groups import survey

Ints = NDArray[np.int64]
TEAM = ReportRequest(("team",))


TONE = small_questionnaire({"hurt": ("x1", "x2", "x3")})


def figures(survey_: Survey, given: Ints, wanted: ReportRequest = TEAM) -> TeamFigures:
    """The document of the survey with these answers in place of its own."""
    changed = Survey(survey_.questionnaires, "full", survey_.items, given, survey_.columns)
    return report(changed, wanted).document


def kinds(survey_: Survey) -> list[int]:
    """One of each kind of people: of one team, who answered alike."""
    rows = zip(survey_.columns["team"], survey_.given.tolist(), strict=True)
    return list({(team, tuple(row)): person for person, (team, row) in enumerate(rows)}.values())


def changes(given: Ints, person: int, others: Sequence[int]) -> Iterator[Ints]:
    """Tables in which a person answered otherwise: alone, or while somebody else did as well."""
    for item in range(given.shape[1]):
        for step in (1, -1):
            for other in (None, *others):
                changed = given.copy()
                changed[person, item] += step
                if other is not None:
                    changed[other, item] -= step
                if changed.min() >= 1 and changed.max() <= len(LABELS) and person != other:
                    yield changed


def reads_the_same(
    survey_: Survey, person: int, before: TeamFigures, wanted: ReportRequest
) -> bool:
    """Whether another table, in which this person answered otherwise, makes the same document.

    Means are compared first, as they take least time; then the whole document.
    """
    who = membership(len(survey_.given), survey_.columns, wanted.breakdowns)
    key = scoring_key(survey_.questionnaires, "full")
    means = None
    alike = [
        at
        for at, (team, row) in enumerate(zip(survey_.columns["team"], survey_.given, strict=True))
        if team == survey_.columns["team"][person]
        and (row == survey_.given[person]).all()
        and at != person
    ]
    others = [*alike[:1], *kinds(survey_)]
    for given in (survey_.given, *changes(survey_.given, person, others)):
        scores = score_people(key, survey_.questionnaires, given, survey_.items)
        found = publish(plan_publication(who, scores.measures), scores.blocks).figures
        if means is None:
            means = found
        elif found == means and figures(survey_, given, wanted) == before:
            return True
    return False


def open_people(survey_: Survey, wanted: ReportRequest = TEAM) -> list[bool]:
    """Of each kind of person, whether another table with other answers of theirs reads the same."""
    before = figures(survey_, survey_.given, wanted)
    return [reads_the_same(survey_, person, before, wanted) for person in kinds(survey_)]


def test_a_scale_does_not_undo_the_end_of_its_part() -> None:
    """It read 30 beside 25 or less and 65: all five had said never on the first part."""
    duo = by_team(small_questionnaire({"a": ("x1",), "b": ("x2",)}), {"all": "14 14 13 13 13"})
    before = figures(duo, duo.given, ReportRequest())
    for person in range(5):
        given = duo.given.copy()
        given[person, 0] = 2
        assert figures(duo, given, ReportRequest()) == before
    assert all(open_people(duo, ReportRequest()))


STEADY = "222 " * 5, "333 " * 5, "222 " * 5, "444 " * 5, "222 " * 5  # teams A to E
UNANIMOUS = {
    "29 of 30 are flagged beside a mean of 7": {"all": "111 " * 29 + "555"},
    "30 of 30 are flagged beside 5 or less": dict.fromkeys("ABCDEF", "111 " * 5),
    "the spread is 1.5": dict(zip("ABCDEF", (*STEADY, "333 " * 4 + "334"), strict=True)),
    "there is no spread": dict(zip("ABCDEF", (*STEADY, "333 " * 5), strict=True)),
    "agreement is complete": {
        "A": "111 " * 16,
        "B": "111 112 112 112 112 113 113 121 122 122 131 213 222 311 311 312",
        "C": "111 111 121 132 133 211 211 211 212 231 231 311 311 323 323 333",
    },
    "sixty people in six teams are alike": dict.fromkeys("ABCDEF", "222 " * 10),
}


@pytest.mark.parametrize("teams", UNANIMOUS.values(), ids=UNANIMOUS)
def test_nobody_is_told_by_words_about_everybody_or_by_the_spread(teams: dict[str, str]) -> None:
    people = by_team(TONE, teams)
    assert all(open_people(people, TEAM if len(teams) > 1 else ReportRequest()))


def test_who_is_unanimous_is_told_of_no_team() -> None:
    """Agreement of sixteen people was complete; a member knew all others by their own sheet."""
    facets = {"a": ("h1", "h2", "h3"), "b": ("h4", "h5")}
    mixed = " ".join("".join(word) for word in permutations("12345"))
    teams = {"same": "33333 " * 16, "other": " ".join(mixed.split()[:16])}
    people = by_team(small_questionnaire(facets), teams)
    before = figures(people, people.given)
    assert reads_the_same(people, 0, before, TEAM)


def test_a_delicate_question_alone_in_its_part_is_told_of_no_team() -> None:
    """Its part read 23.2 at seven people: the sum of their answers to it is another one here."""
    parts = {"threat": ("x1",), "calm": ("x2", "x3")}
    sens = small_questionnaire(parts, sensitive=("x1",))
    people = by_team(
        sens,
        {
            "A": "542 544 133 443 522 123 144",
            "B": "444 133 144 143 134 122 143",
            "C": "143 443 134 532 542 144 234",
        },
    )
    before = figures(people, people.given)
    given = people.given.copy()
    given[3, 0] -= 2  # team A: three steps less on the delicate question, as ends count alike,
    given[5, 1:] = 4  # and three more on the others
    given[8, 0] += 3  # team B: the other way round
    given[9, 1:] = (2, 3)
    assert figures(people, given) == before
    assert before.organisation.items["x1"].mean is not None  # twenty and one


def test_nobody_is_named_who_left_a_delicate_question_open() -> None:
    """Counts of 49, 30 and 30 named the only senior of a team: here a junior left it open."""
    columns: dict[str, list[str | None]] = {
        "team": [*["x"] * 20, *["y"] * 30],
        "grade": [*["senior"], *["junior"] * 19, *["senior"] * 19, *["junior"] * 11],
    }
    people = survey(columns, 7, missing=0.0)
    at = people.items.index("h05")
    wanted = ReportRequest(("team", "grade"))
    given = people.given.copy()
    given[[0, 1]] = 3  # so that the sum of the other answers is the same, whoever declines
    seen = set()
    for person in (0, 1):  # that senior, and a junior of the same team
        declined = given.copy()
        declined[person, at] = -1
        seen.add(figures(people, declined, wanted).model_dump_json())
    assert len(seen) == 1


@pytest.mark.parametrize("late", ["55555", "12345", "5555."])
def test_a_late_sheet_moves_no_word_about_everybody(late: str) -> None:
    """A baseline, a count of flagged sheets, a share of gaps told how the late one was answered."""
    columns: dict[str, list[str | None]] = {"team": [f"t{at % 6}" for at in range(73)]}
    people = survey(columns, 5, missing=0.0)
    sheet = [-1 if sign == "." else int(sign) for sign in late]
    given = people.given.copy()
    given[:6] = 3  # a twelfth was flagged before
    given[-1] = np.resize(sheet, given.shape[1])
    before = report(people.only(range(72)), TEAM).document
    straight = Survey(people.questionnaires, "full", people.items, given, columns)
    first = report(straight.only(range(72)), TEAM).document
    second = report(straight, TEAM).document
    assert (first.careless, first.gaps) == (second.careless, second.gaps) == ("some", "few")
    assert before.careless == "few"
    by_chance = {
        agreed.by_chance
        for document in (first, second)
        for agreed in [document.organisation.agreement["survival"]]
        if agreed
    }
    assert len(by_chance) <= 2  # from the number of people and items alone
