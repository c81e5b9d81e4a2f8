"""What is hidden cannot be seen anywhere: changing it changes no byte of any output."""

from dataclasses import replace

import pytest

from rctdiag.disclosure.document.build import ReportRequest
from teams.groups import random_columns, survey
from teams.interference import case
from teams.shown import outputs

QUICK = 3  # the other seeds run in the judge
SEEDS = [pytest.param(seed, marks=() if seed < QUICK else pytest.mark.long) for seed in range(50)]


@pytest.mark.parametrize("seed", SEEDS)
def test_hidden_answers_change_no_byte(seed: int) -> None:
    assert case(seed) in {"same", "refused"}


@pytest.mark.long
def test_few_are_refused() -> None:
    """Most of the tables can be published, or the test above would show nothing."""
    assert [case(seed) for seed in (1, 2, 3)] == ["same"] * 3


def test_the_test_can_fail() -> None:
    before = survey(random_columns(3, 66), 3, missing=0.0)
    request = ReportRequest(("team",))
    after = replace(before, given=before.given[::-1].copy())
    assert outputs(before, request) != outputs(after, request)
