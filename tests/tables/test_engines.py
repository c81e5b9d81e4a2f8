"""Plain Python and Polars give the same scores, to the last bit, for any questionnaire."""

import random

import narwhals as nw
import polars as pl
import pytest

from rctdiag.model.questionnaire import Questionnaire
from rctdiag.scoring.key import ScoringKey, scoring_key
from rctdiag.tables.engines.plain_scoring import Person, score_row
from rctdiag.tables.expressions import frame_steps
from rctdiag.tables.expressions.scoring_expressions import half_even, packing
from rctdiag.tables.source.columns import Wanted
from rctdiag.tables.source.run_plan import RunPlan
from scoring.factory import build

AT_ONCE = 50
ROUNDS = 40  # of 50 questionnaires each
PEOPLE = 12


def random_questionnaire(draw: random.Random, name: str) -> Questionnaire:
    """2-11 points, 1-130 items in up to ten facets, any of them reversed."""
    items = 130 if name.endswith("x0") else draw.choice([1, 2, 3, 4, 5, 6, 9, 12, 15, 33, 64])
    signs = [draw.choice("+++-") for _ in range(items)]
    facets: dict[str, str] = {}
    for sign in signs:
        facet = f"f{draw.randrange(min(items, 10))}"
        facets[facet] = facets.get(facet, "") + sign
    low = draw.choice([0, 1, 1])
    high = draw.randint(low + 1, 11 if low else 10)
    kind = draw.choice(["culture", "other", "connection"])
    compared = [
        f"{name}_{at}_{len(signs)}"  # the last item of a facet, where others are left
        for at, signs in enumerate(facets.values(), start=1)
        if len(signs) > 1 and draw.random() < 0.3
    ]
    return build(name, facets, kind=kind, low=low, high=high, who_carries=tuple(compared))  # type: ignore[arg-type]


def random_missing_rules(draw: random.Random, key: ScoringKey) -> ScoringKey:
    """The key with other numbers of items and facets needed."""
    scales = tuple(
        scale._replace(
            needed=draw.randint(1, scale.items),
            facets_needed=draw.randint(1, len(scale.facets)),
            facets=tuple(f._replace(needed=draw.randint(1, len(f.rows))) for f in scale.facets),
        )
        for scale in key.scales
    )
    return key._replace(scales=scales)


def random_people(draw: random.Random, key: ScoringKey) -> list[dict[str, int]]:
    people = []
    for number in range(PEOPLE):
        share = draw.choice([0, 0.03, 0.3, 0.6, 0.95])
        all_high = number == 0  # what wraps in eight bits
        people.append(
            {
                row.item: row.high if all_high else draw.randint(row.low, row.high)
                for row in key.rows
                if all_high or draw.random() >= share
            }
        )
    return people


def in_polars(plan: RunPlan, people: list[dict[str, int]], dtype: type[pl.DataType]) -> list[tuple]:  # type: ignore[type-arg]
    columns = {
        row.item: pl.Series([one.get(row.item) for one in people], dtype=pl.Int64)
        for row in plan.key.rows
    }
    frame = pl.DataFrame(columns).with_columns(pl.all().cast(dtype))
    kind: frame_steps.Kind = "text" if dtype == pl.String else "int"
    if dtype == pl.Float64:
        kind = "float"
    kinds = dict.fromkeys(columns, kind)
    judged = frame_steps.judge(nw.from_native(frame.lazy()), plan, kinds)
    made = frame_steps.score(judged, plan, kinds, [nw.col(frame_steps.BAD)])
    rows = made.to_native().collect(engine="streaming").rows()
    assert not any(row[0] for row in rows)
    return [row[1:] for row in rows]


def plan_of(key: ScoringKey, *, leading: bool) -> RunPlan:
    wanted = Wanted(tuple(row.item for row in key.rows), frozenset(), None, ())
    return RunPlan(key, wanted, leading=leading)


QUICK = 5  # one of each type; the other rounds run in the judge
EACH = [pytest.param(n, marks=() if n < QUICK else pytest.mark.long) for n in range(ROUNDS)]


@pytest.mark.parametrize("number", EACH)
def test_two_thousand_questionnaires(number: int) -> None:
    draw = random.Random(number)  # noqa: S311 - a test repeats what it draws
    asked = [random_questionnaire(draw, f"q{number}x{n}") for n in range(AT_ONCE)]
    key = random_missing_rules(draw, scoring_key(asked, "full"))
    plan = plan_of(key, leading=False)
    people = random_people(draw, key)
    dtype = [pl.Int8, pl.Int8, pl.Int64, pl.String, pl.Float64][number % 5]
    expected = [score_row(plan, Person(None, (), dict(one)))[1:] for one in people]
    assert in_polars(plan, people, dtype) == expected


def people_of_a_kind(draw: random.Random, key: ScoringKey, count: int) -> list[dict[str, int]]:
    """People who answer each scale near one level, so that something leads."""
    people = []
    for _ in range(count):
        levels = {scale.id: draw.choice([1.5, 3, 3.4, 4.5]) for scale in key.scales}
        people.append(
            {
                row.item: turned(row.sign, round(draw.gauss(levels[row.scale], 0.7)))
                for row in key.rows
                if draw.random() > 0.2
            }
        )
    return people


@pytest.mark.parametrize("number", range(12))
def test_what_leads(number: int) -> None:
    draw = random.Random(100 + number)  # noqa: S311 - as above
    cultures = draw.randint(1, 5)
    asked = [
        build(f"q{n}", {"a": "+++", "b": "++-", "c": "+-+", "d": "+++"}, low=1, high=5)
        for n in range(cultures)
    ]
    key = scoring_key(asked, "full")
    plan = plan_of(key, leading=True)
    people = people_of_a_kind(draw, key, 500)
    expected = [score_row(plan, Person(None, (), dict(one)))[1:] for one in people]
    assert in_polars(plan, people, pl.Int8) == expected
    if cultures > 1:
        assert len({row[-1] for row in expected}) >= 4


def turned(sign: int, level: int) -> int:
    within = min(5, max(1, level))
    return within if sign > 0 else 6 - within


def test_thirty_fives_do_not_wrap() -> None:
    key = scoring_key([build("q", {"a": "+" * 30})], "full")
    people = [{row.item: 5 for row in key.rows}]
    assert in_polars(plan_of(key, leading=False), people, pl.Int8) == [(100.0, 100.0, 30)]


def test_the_width_of_packed_sums() -> None:
    keys = [scoring_key([build("q", {"a": "+" * n}, high=5)], "full") for n in (51, 52)]
    assert [packing(key.scales[0]).dtype for key in keys] == [nw.Int16, nw.Int32]


def halves() -> tuple[RunPlan, list[dict[str, int]], list[tuple[str | float | int | None, ...]]]:
    """A plan, people whose scores end in a five to be rounded, and what they have to be."""
    key = scoring_key([build("q", {"a": "+" * 32})], "full")
    items = [row.item for row in key.rows]
    people = [{item: 1 + (n < up) for n, item in enumerate(items)} for up in range(33)]
    plan = plan_of(key, leading=False)
    expected = [score_row(plan, Person(None, (), dict(one)))[1:] for one in people]
    assert 0.7812 in [row[0] for row in expected]
    return plan, people, expected


def test_halves_go_to_the_even_digit_in_every_engine() -> None:
    points = [100 * t / 128 for t in range(129)]
    made = nw.from_native(pl.DataFrame({"x": points})).select(half_even(nw.col("x")))
    assert made["x"].to_list() == [round(one, 4) for one in points]
    plan, people, expected = halves()
    assert in_polars(plan, people, pl.Int8) == expected
