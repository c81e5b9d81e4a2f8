"""What is suggested in place of a word that is not known."""

import pytest

from rctdiag.load.checks.did_you_mean import did_you_mean

ITEMS = ["h01", "h10", "h11", "h15", "c01", "x100", "power_over"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("h1", "h01"),
        ("H01", "h01"),
        ("h001", "h01"),
        ("x0100", "x100"),
        ("power-over", "power_over"),
        ("powr_over", "power_over"),
    ],
)
def test_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert did_you_mean(typed, ITEMS) == f"Did you mean '{meant}'?"


@pytest.mark.parametrize("typed", ["", "z", "s01", 7, None, "h" * 65])
def test_nothing_where_no_word_is_near(typed: object) -> None:
    assert did_you_mean(typed, ITEMS) == ""
