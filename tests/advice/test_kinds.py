"""Over simulated persons of eight kinds of place: whole maps, real steps, no step for everyone."""

from functools import cache

from advice.kinds import KINDS, Tally, tally
from advice.real import steps

PERSONS = 1_200  # bench/long/advice.py simulates 12,000


@cache
def simulated() -> Tally:
    return tally(20_261_128, PERSONS)


def test_every_map_has_its_rows_and_most_have_three_real_steps() -> None:
    found = simulated()
    assert set(found.persons) == set(KINDS)
    assert found.whole == PERSONS
    assert found.three >= 0.8 * PERSONS


def test_no_step_is_for_everyone() -> None:
    found = simulated()
    assert max(found.begun.values()) <= 0.15 * PERSONS
    assert len(found.threes) >= PERSONS / 3


def test_what_is_shown_is_of_the_catalogue() -> None:
    known = {step.id for step in steps() if step.audience in ("member", "leads")}
    assert simulated().shown.keys() <= known
