"""Spark gives the scores of plain Python, to the last bit: one session, stacked tables."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from rctdiag.scoring.key import ScoringKey, scoring_key
from rctdiag.tables.engines.plain_scoring import Person, score_row
from rctdiag.tables.source.columns import Wanted, find_columns
from rctdiag.tables.source.run_plan import RunPlan
from rctdiag.tables.spark.spark_engine import SparkTables
from scoring.factory import build
from spark.tables import scores
from tables.test_engines import (
    halves,
    people_of_a_kind,
    random_missing_rules,
    random_people,
    random_questionnaire,
)

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.spark

DTYPES = (pl.Int8, pl.Int64, pl.String, pl.Float64)
AT_ONCE = 5  # questionnaires of one table; the first has 130 items

People = list[dict[str, int]]


def plan_of(key: ScoringKey, *, leading: bool) -> RunPlan:
    wanted = Wanted(tuple(row.item for row in key.rows), frozenset(), "person", ())
    return RunPlan(key, wanted, leading=leading)


def in_spark(
    spark: SparkSession,
    plan: RunPlan,
    people: People,
    place: Path,
    draw: random.Random | None = None,
) -> list[tuple[object, ...]]:
    """The scores of people by way of a Parquet file that is not in the order of its ids.

    With ``draw`` its columns are of all types that hold answers; else of the smallest.
    """
    columns = {
        row.item: pl.Series([one.get(row.item) for one in people], dtype=pl.Int64).cast(
            draw.choice(DTYPES) if draw else pl.Int8
        )
        for row in plan.key.rows
    }
    ids = pl.Series("person", [f"{n:05}" for n in range(len(people))])
    frame = pl.DataFrame(columns).with_columns(ids)
    frame.reverse().write_parquet(place / "in.parquet")
    tables = SparkTables(spark, is_local=True)
    source = tables.open(str(place / "in.parquet"))
    found = find_columns(source.header, plan.wanted, source.file, 0)
    run = tables.run(plan, [source], [found], None)
    assert (run.tally.scored, run.tally.rejected) == (len(people), 0)
    run.write(f"file://{place}/out.parquet")
    made = scores(place / "out.parquet")
    assert made.columns == list(plan.output)
    assert made["id"].to_list() == ids.to_list()
    return made.drop("id").rows()


@pytest.mark.parametrize("number", range(2))
def test_random_questionnaires(number: int, spark: SparkSession, tmp_path: Path) -> None:
    draw = random.Random(number)  # noqa: S311 - a test repeats what it draws
    asked = [random_questionnaire(draw, f"q{number}x{n}") for n in range(AT_ONCE)]
    key = random_missing_rules(draw, scoring_key(asked, "full"))
    plan = plan_of(key, leading=False)
    people = [one for _ in range(25) for one in random_people(draw, key)]
    expected = [score_row(plan, Person(None, (), dict(one)))[1:] for one in people]
    assert in_spark(spark, plan, people, tmp_path, draw) == expected


def test_what_leads(spark: SparkSession, tmp_path: Path) -> None:
    draw = random.Random(7)  # noqa: S311 - as above
    facets = {"a": "+++", "b": "++-", "c": "+-+", "d": "+++"}
    key = scoring_key([build(f"q{n}", facets, low=1, high=5) for n in range(3)], "full")
    plan = plan_of(key, leading=True)
    people = people_of_a_kind(draw, key, 2_000)
    expected = [score_row(plan, Person(None, (), dict(one)))[1:] for one in people]
    assert in_spark(spark, plan, people, tmp_path) == expected
    assert len({row[-1] for row in expected}) >= 5


def test_halves_go_to_the_even_digit(spark: SparkSession, tmp_path: Path) -> None:
    without_ids, people, expected = halves()
    plan = plan_of(without_ids.key, leading=False)
    assert in_spark(spark, plan, people, tmp_path) == expected
