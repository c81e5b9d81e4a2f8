"""The t quantile against scipy and against the tables of the textbooks."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rctdiag.scoring.tquantile import t_two_sided

LEVELS = (0.001, 0.5, 0.80, 0.90, 0.95, 0.975, 0.98, 0.99, 0.999, 0.9999)


@pytest.mark.parametrize("level", LEVELS)
def test_it_equals_scipy(level: float) -> None:
    dfs = [*range(1, 201), 250, 499, 998, 10_000]
    worst = max(
        abs(t_two_sided(df, level) / float(stats.t.ppf((1 + level) / 2, df)) - 1) for df in dfs
    )
    assert worst < 1e-9


@pytest.mark.parametrize(
    ("df", "level", "table"),  # Fisher and Yates, three decimals
    [
        (1, 0.90, 6.314),
        (2, 0.95, 4.303),
        (4, 0.90, 2.132),
        (14, 0.90, 1.761),
        (14, 0.80, 1.345),
        (28, 0.90, 1.701),
        (30, 0.99, 2.750),
        (120, 0.95, 1.980),
    ],
)
def test_it_equals_the_printed_tables(df: int, level: float, table: float) -> None:
    assert round(t_two_sided(df, level), 3) == table


@given(st.integers(1, 300), st.floats(0.01, 0.9999), st.floats(0.01, 0.9999))
def test_it_rises_with_the_level_and_falls_with_df(df: int, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert t_two_sided(df, low) <= t_two_sided(df, high) * (1 + 1e-12)
    assert t_two_sided(df + 1, high) <= t_two_sided(df, high) * (1 + 1e-12)


def test_one_degree_of_freedom_is_the_tangent() -> None:
    assert math.isclose(t_two_sided(1, 0.5), 1.0, rel_tol=1e-14)


@pytest.mark.parametrize(("df", "level"), [(0, 0.9), (-1, 0.9), (5, 0.0), (5, 1.0), (5, 0.9999999)])
def test_it_refuses_what_has_no_answer(df: int, level: float) -> None:
    with pytest.raises(ValueError, match="df from 1"):
        t_two_sided(df, level)


@pytest.mark.parametrize("df", [1, 2, 3, 50, 998])
def test_it_ends_at_the_highest_level_it_takes(df: int) -> None:
    expected = float(stats.t.isf(0.5e-6, df))
    assert math.isclose(t_two_sided(df, 0.999999), expected, rel_tol=1e-8)
