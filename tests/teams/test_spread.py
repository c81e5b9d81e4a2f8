"""What serves every group: strata, correlations, where details may be shown, shares."""

from __future__ import annotations

import numpy as np
import pytest

from rctdiag.disclosure.document.build import Asked, report
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.figures.detail_rule import SEARCHED_UP_TO, detailed
from rctdiag.disclosure.figures.person_scores import cuts, score_people
from rctdiag.disclosure.figures.spread import Base, correlations
from rctdiag.disclosure.groups.membership import EVERYONE, membership
from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.errors.faults import UsageFault
from rctdiag.scoring.key import scoring_key
from teams.test_by_hand import questionnaire, small


def test_correlations_inside_groups_equal_numpy() -> None:
    chance = np.random.default_rng(4)
    one, other = (chance.integers(0, 21, 40) for _ in range(2))
    other = one // 2 + other // 2
    first, second, third = range(15), range(15, 39), range(39, 40)
    base = Base("team", (tuple(first), tuple(second), tuple(third)))
    steps: dict[str, list[int | None]] = {"a": one.tolist(), "b": other.tolist()}
    steps["a"][39] = None  # nobody of the last stratum has both
    steps["b"][3] = None
    kept = [[turn for turn in part if turn != 3] for part in (first, second)]
    inside = [
        np.concatenate([values[its] - values[its].mean() for its in kept])
        for values in (one, other)
    ]
    wanted = round(float(np.corrcoef(inside[0], inside[1])[0, 1]), 2)
    assert correlations(base, steps, allowed=True) == {("a", "b"): wanted}
    assert correlations(base, steps, allowed=False) is None
    few = {name: its[:30] + [None] * 10 for name, its in steps.items()}
    assert correlations(base, few, allowed=True) is None  # 29 have both


def test_no_correlation_with_what_does_not_vary_inside_groups() -> None:
    base = Base("team", (tuple(range(20)), tuple(range(20, 40))))
    flat: list[int | None] = [5 if turn < 20 else 9 for turn in range(40)]
    varied: list[int | None] = [turn % 7 for turn in range(40)]
    assert correlations(base, {"a": varied, "b": varied}, allowed=True) == {("a", "b"): 1.0}
    assert correlations(base, {"a": flat, "b": varied}, allowed=True) is None
    assert correlations(base, {"a": varied, "b": flat}, allowed=True) is None


def test_of_very_many_groups_the_first_breakdown_gets_details() -> None:
    half = (SEARCHED_UP_TO + 2) // 2
    people = 30 * half
    columns = {
        "team": [str(turn % half) for turn in range(people)],
        "desk": [str(turn // 30) for turn in range(people)],
    }
    who = membership(people, columns, ["team", "desk"])
    keys = [group.key for group in who.groups]
    found = detailed(who, keys, who.everybody)
    assert found == {(EVERYONE, ())} | {key for key in keys if key[0] == "team"}
    without = detailed(who, [key for key in keys if key[0] != "team"], who.everybody)
    assert without == {key for key in keys if key[0] != "team"}


def test_a_scale_too_short_for_shares_has_none() -> None:
    whole, items = questionnaire(), ("i1", "i2", "i3", "i4")
    given = np.array([[3, 4, 2, 5], [1, 2, 3, 4]], dtype=np.int64)
    scores = score_people(scoring_key((whole,), "full"), (whole,), given, items)
    assert cuts(scores) == {"busy": (6, 10)}  # 37.5 and 62.5 of 16 steps
    one = tuple(item for item in whole.items if item.id == "i1")
    short = whole.model_copy(update={"items": one, "facets": whole.facets[:1]})
    scores = score_people(scoring_key((short,), "full"), (short,), given[:, :1], ("i1",))
    assert scores.measure("busy").steps == 4
    assert cuts(scores) == {}


def test_who_has_no_score_counts_nowhere() -> None:
    before = small()
    empty = np.full((3, 4), -1, dtype=np.int64)
    empty[1, 0] = 4  # one answer of four is no score
    given = np.vstack([empty[:1], before.given, empty[1:]])
    teams = ["east", *before.columns["team"], "east", "west"]
    more = Survey(before.questionnaires, "full", before.items, given, {"team": teams})
    assert report(more, Asked(("team",))).document == report(before, Asked(("team",))).document


def test_a_release_needs_ids(tmp_path_factory: pytest.TempPathFactory) -> None:
    before = small()
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    with Ledger(path) as ledger:
        with pytest.raises(UsageFault) as refused:
            report(before, Asked(("team",), release="spring")).release(ledger, "spring")
        assert refused.value.faults[0].code == "release-needs-id"
        assert ledger.releases() == ()
        ids = [f"p{turn}" for turn in range(40)]
        named = Survey(before.questionnaires, "full", before.items, before.given, before.columns)
        named = Survey(**{**vars(named), "ids": ids})
        report(named, Asked(("team",), release="spring"), ledger=ledger).release(ledger, "spring")
        assert ledger.releases() == ("spring",)
