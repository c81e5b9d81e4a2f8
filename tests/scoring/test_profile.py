"""How cultures compare: every word of the rule, at its edges."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rctdiag.model.scores import FacetScore, Profile, ScaleScore
from rctdiag.scoring.key import scoring_key
from rctdiag.scoring.profile import profile, score
from scoring.factory import build

T_90 = float(stats.t.ppf(0.95, 28))  # two scales of 15 answers
T_80 = float(stats.t.ppf(0.90, 28))
VARIANCE = 32.0
APART_90 = T_90 * sqrt(2 * VARIANCE)  # 13.6 points
APART_80 = T_80 * sqrt(2 * VARIANCE)  # 10.5 points


def culture(
    name: str,
    value: float | None,
    *facets: float | None,
    variance: float | None = VARIANCE,
    kind: str = "culture",
) -> ScaleScore:
    return ScaleScore(
        id=name,
        kind=kind,
        score=value,
        interval=None,
        variance_of_mean=variance if value is not None else None,
        answered=15,
        items=15,
        cant_say=0,
        reason=None if value is not None else "not_enough_answers",
        facets=tuple(
            FacetScore(f"f{nth}", one, 3, 3, 0, None) for nth, one in enumerate(facets, start=1)
        ),
    )


def three(
    h: float | None, p: float | None, s: float | None, connection: float | None = 50.0
) -> Profile:
    return profile(
        "full",
        [
            culture("h", h),
            culture("p", p),
            culture("s", s),
            culture("connection", connection, kind="connection"),
            culture("readiness", 90.0, kind="readiness"),
            culture("own", 99.0, kind="other"),
        ],
    )


def test_one_leads_where_it_is_clear_of_each_other_culture() -> None:
    found = three(70.0, 70 - APART_90 - 0.01, 70 - APART_90 - 0.01)
    assert (found.certainty, found.leading) == ("leads", ("h",))
    assert found.compared == ("h", "p", "s")
    assert (found.several, found.points_to, found.not_compared) == ((), (), ())


def test_it_does_not_lead_where_one_other_is_too_near() -> None:
    found = three(70.0, 10.0, 70 - APART_90 + 0.01)
    assert (found.certainty, found.leading) == ("leans", ("h",))


def test_it_neither_leads_nor_leans_within_the_80_percent_interval() -> None:
    found = three(70.0, 10.0, 70 - APART_80 + 0.01)
    assert (found.certainty, found.leading, found.several) == ("several", (), ("h", "s"))


@pytest.mark.parametrize(("value", "certainty"), [(50.0, "leads"), (49.99, "mixed")])
def test_fifty_is_the_least_that_is_named(value: float, certainty: str) -> None:
    assert three(5.0, value, 5.0).certainty == certainty


def test_several_names_only_those_that_cannot_be_told_from_the_highest() -> None:
    assert three(80.0, 78.0, 55.0).several == ("h", "p")
    assert three(80.0, 78.0, 79.0).several == ("h", "p", "s")
    assert three(55.0, 55.0, 55.0).several == ("h", "p", "s")


def test_one_above_fifty_beside_a_near_one_below_is_mixed() -> None:
    found = three(52.0, 48.0, 20.0)
    assert (found.certainty, found.leading, found.several) == ("mixed", (), ())


def test_none_reads_strongly_only_where_all_are_low() -> None:
    assert three(37.49, 20.0, 10.0).certainty == "none"
    assert three(37.5, 20.0, 10.0).certainty == "mixed"


def test_a_facet_that_stands_out_is_named_under_none() -> None:
    found = profile(
        "full", [culture("h", 30.0, 62.5, 62.4, None), culture("p", 36.0, 20.0, 80.0, 62.5)]
    )
    assert found.certainty == "none"
    assert found.standing_out == (("p", "f2"), ("h", "f1"), ("p", "f3"))


def test_standing_out_belongs_to_none() -> None:
    found = profile("full", [culture("h", 90.0, 90.0), culture("p", 10.0, 90.0)])
    assert (found.certainty, found.standing_out) == ("leads", ())


def test_a_culture_without_a_score_is_left_out_and_said() -> None:
    found = three(90.0, None, 20.0)
    assert (found.certainty, found.leading) == ("leads", ("h",))
    assert (found.compared, found.not_compared) == (("h", "s"), ("p",))


@pytest.mark.parametrize(("value", "points_to"), [(50.0, ("h",)), (49.9, ())])
def test_the_only_culture_with_a_score_never_leads(
    value: float, points_to: tuple[str, ...]
) -> None:
    found = three(value, None, None)
    assert (found.certainty, found.leading, found.points_to) == ("not_enough", (), points_to)
    assert found.not_compared == ("p", "s")


def test_no_culture_at_all_is_not_enough() -> None:
    assert three(None, None, None).certainty == "not_enough"
    assert profile("full", [culture("own", 90.0, kind="other")]) == Profile((), "not_enough")


def test_a_scale_of_one_answer_can_be_told_from_nothing() -> None:
    found = profile("full", [culture("h", 100.0, variance=None), culture("p", 0.0)])
    assert (found.certainty, found.leading) == ("mixed", ())


@pytest.mark.parametrize(
    ("cultures", "connection", "apart"),
    [(37.4, 37.4, True), (37.4, 37.5, False), (37.5, 10.0, False), (10.0, None, False)],
)
def test_apart(cultures: float, connection: float | None, *, apart: bool) -> None:
    assert three(cultures, cultures, None, connection).apart is apart


@pytest.mark.parametrize(
    ("value", "connection", "holding"),
    [(50.0, 62.5, True), (49.9, 62.5, False), (50.0, 62.4, False), (90.0, None, False)],
)
def test_holding_together(value: float, connection: float | None, *, holding: bool) -> None:
    assert three(20.0, value, None, connection).holding_together is holding
    assert three(None, value, None, connection).holding_together is holding


def test_the_short_form_names_nobody_and_tells_what_stands_out() -> None:
    found = profile(
        "short",
        [
            culture("h", 90.0, 75.0, 50.0),
            culture("p", 10.0, 0.0, 100.0),
            culture("s", None),
            culture("connection", 90.0, kind="connection"),
        ],
    )
    assert found == Profile(
        leading=(),
        certainty="not_enough",
        compared=("h", "p"),
        not_compared=("s",),
        standing_out=(("p", "f2"), ("h", "f1")),
        short_form=True,
    )


values = st.one_of(st.none(), st.floats(0, 100))


@given(values, values, values, values)
def test_the_profile_never_contradicts_itself(
    h: float | None, p: float | None, s: float | None, connection: float | None
) -> None:
    found = three(h, p, s, connection)
    scores = {"h": h, "p": p, "s": s}
    assert set(found.compared) | set(found.not_compared) == {"h", "p", "s"}
    assert bool(found.leading) == (found.certainty in {"leads", "leans"})
    assert bool(found.several) == (found.certainty == "several")
    assert len(found.leading) <= 1
    assert len(found.several) != 1
    for name in (*found.leading, *found.several, *found.points_to):
        assert (scores[name] or 0) >= 50
    for name in found.leading:
        assert all((scores[other] or 0) < (scores[name] or 0) for other in scores if other != name)
    assert not (found.apart and found.holding_together)


def test_a_whole_sheet_from_answers_to_profile() -> None:
    shape = dict.fromkeys("abcde", "+-+")
    questionnaires = [build("h", shape), build("p", shape), build("own", {"a": "+"}, kind="other")]
    high = {item.id: 2 if item.reversed else 5 for item in questionnaires[0].items}
    low = {item.id: 4 if item.reversed else 1 for item in questionnaires[1].items}
    found = score(scoring_key(questionnaires, "full"), {**high, **low, "h_1_1": "cant_say"})
    assert list(found.scales) == ["h", "p", "own"]
    assert (found.form, found.profile.certainty, found.profile.leading) == ("full", "leads", ("h",))
    assert (found.keyed["h_1_2"], found.keyed["p_1_2"]) == (4, 2)
    assert "h_1_1" not in found.keyed
    assert found.readings[0].id == "power_over"
