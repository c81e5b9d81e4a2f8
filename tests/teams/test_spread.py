"""What serves every group: the one spread; who counts; what a release needs."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from rctdiag.disclosure.document.build import ReportRequest, report, respondents
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.figures.spread import PLANNED, STEPS, base_of, spread
from rctdiag.disclosure.groups.membership import membership
from rctdiag.disclosure.release.publication import publish
from rctdiag.disclosure.release.publication_plan import plan_publication
from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.errors.faults import UsageFault
from rctdiag.stats.within import Spread
from small_surveys import small_questionnaire, small_survey
from teams.groups import survey
from teams.test_by_hand import PARTS, coded, small


def many(teams: int, each: int, answers: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> Survey:
    column = [f"t{at}" for at in range(teams) for _ in range(each)]
    return small_survey(small_questionnaire(PARTS), answers.tolist(), {"team": column})


def spread_of(survey_: Survey) -> Spread:
    _, scores = respondents(survey_)
    who = membership(len(survey_.given), survey_.columns, ("team",))
    publication = publish(plan_publication(who, scores.measures), scores.blocks)
    return spread(publication, "tone", scores.blocks)


@pytest.mark.parametrize("wide", [0, 1, 2])
def test_from_sixty_people_in_six_groups_the_organisations_own_in_five_points(wide: int) -> None:
    chance = np.random.default_rng(3)
    lean = chance.integers(-wide, wide + 1, (60, 1)) if wide else np.zeros((60, 1), dtype=np.int64)
    answers = np.clip(3 + lean + chance.integers(-1, 2, (60, 4)), 1, 5).astype(np.int64)
    people = many(6, 10, answers)
    inside = 0.0
    for team in answers.reshape(6, 10, 4):
        scores = [
            100 / 16 * float(coded(int(row[:2].sum()) - 2, 8) + coded(int(row[2:].sum()) - 2, 8))
            for row in team
        ]
        inside += float(np.var(scores)) * 10
    exact = sqrt(inside / 54)
    nearest = min(STEPS, key=lambda sd: abs(sd - exact))
    assert spread_of(people) == Spread(nearest, None)
    assert spread_of(many(5, 12, answers)) == PLANNED  # five groups
    assert spread_of(people.only(range(59))) == PLANNED  # fifty-nine people


def test_whether_it_is_written_does_not_depend_on_who_is_alike() -> None:
    """Everybody alike reads as the least of the steps, not as a spread of nought or as none."""
    alike = np.full((60, 4), 3, dtype=np.int64)
    assert spread_of(many(6, 10, alike)) == Spread(STEPS[0], None)


def test_where_all_sit_at_an_end_the_means_leave_no_room_for_a_spread() -> None:
    """All or nearly all said never, so that any step would tell who did not."""
    low = np.ones((60, 4), dtype=np.int64)
    low[0] = 2
    assert spread_of(many(6, 10, low)) == PLANNED


def test_the_spread_rests_on_the_breakdown_with_most_groups_shown() -> None:
    site: list[str | None] = [name for name in "xy" for _ in range(48)]
    team: list[str | None] = [name for name in "abcdef" for _ in range(16)]
    who = membership(96, {"site": site, "team": team}, ("site", "team"))
    base = base_of(who, frozenset(group.key for group in who.groups))
    assert (base.by, base.shown) == ("team", 6)
    document = report(
        survey({"site": site, "team": team}, 4, missing=0.0), ReportRequest(("site", "team"))
    )
    told = document.document.scales["survival"].spread
    assert (told.sd in STEPS, told.df, told.reason) == (True, None, None)


def test_who_has_no_score_counts_nowhere() -> None:
    before = small()
    empty = np.full((3, 4), -1, dtype=np.int64)
    empty[1, 0] = 4  # one answer of four is no score
    given = np.vstack([empty[:1], before.given, empty[1:]])
    teams = ["east", *before.columns["team"], "east", "west"]
    more = Survey(before.questionnaires, "full", before.items, given, {"team": teams})
    assert (
        report(more, ReportRequest(("team",))).document
        == report(before, ReportRequest(("team",))).document
    )


def test_a_release_needs_ids(tmp_path_factory: pytest.TempPathFactory) -> None:
    before = small()
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    with Ledger(path) as ledger:
        with pytest.raises(UsageFault) as refused:
            report(before, ReportRequest(("team",), release="spring")).release(ledger, "spring")
        assert refused.value.faults[0].code == "release-needs-id"
        assert ledger.releases() == ()
        ids = [f"p{turn}" for turn in range(40)]
        named = Survey(before.questionnaires, "full", before.items, before.given, before.columns)
        named = Survey(**{**vars(named), "ids": ids})
        report(named, ReportRequest(("team",), release="spring"), ledger=ledger).release(
            ledger, "spring"
        )
        assert ledger.releases() == ("spring",)
