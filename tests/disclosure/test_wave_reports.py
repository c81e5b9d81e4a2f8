"""Waves that differ in what was asked, in who is there and in what can be shown."""

from dataclasses import replace
from pathlib import Path

import pytest

from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.document.survey import Survey
from rctdiag.disclosure.document.waves import MadeWaves, WavesRequest, wave_names, waves
from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.errors.faults import ConfidentialityRefusal, InputRejected
from teams.groups import survey

FIRST = ["a"] * 20 + ["b"] * 20
SECOND = [*FIRST, *["new"] * 10]
LEFT_OUT = "s15"  # a question that the second wave did not ask


def wave(teams: list[str], seed: int) -> Survey:
    people = survey({"team": teams}, seed, missing=0)
    return replace(people, ids=tuple(f"p{person:02}" for person in range(len(teams))))


@pytest.fixture(scope="module")
def surveys() -> tuple[Survey, Survey]:
    """In the second wave a team is new, a question is gone, and of b three answered on survival."""
    first, second = wave(FIRST, 1), wave(SECOND, 2)
    given = second.given.copy()
    for at, item in enumerate(second.items):
        if item == LEFT_OUT:
            given[:, at] = -1
        elif item.startswith("s"):
            given[23:40, at] = -1
    return first, replace(second, given=given)


@pytest.fixture(scope="module")
def made(surveys: tuple[Survey, Survey], tmp_path_factory: pytest.TempPathFactory) -> MadeWaves:
    with Ledger(tmp_path_factory.mktemp("plan") / "ledger") as ledger:
        return waves(surveys, WavesRequest(("team",), wave_names("draft", 2)), ledger)


def test_only_what_all_waves_asked_is_compared(
    made: MadeWaves, surveys: tuple[Survey, Survey]
) -> None:
    document = made.document
    assert (document.items, document.items_left_out) == (62, 1)
    assert not document.forms_differ
    # Also in the first wave the question counts for nothing.
    first = surveys[0]
    given = first.given.copy()
    given[:, first.items.index(LEFT_OUT)] = -1
    without = report(replace(first, given=given), ReportRequest(("team",)), (), None).document
    (whole,) = (
        each for each in made.document.series if (each.by, each.scale) == ("everyone", "survival")
    )
    assert whole.levels[0].mean == without.organisation.scales["survival"].mean


@pytest.mark.parametrize("shared", [(), ("s01", "s02", "h01")])
def test_waves_with_too_few_questions_in_common_are_refused(
    surveys: tuple[Survey, Survey], shared: tuple[str, ...], tmp_path: Path
) -> None:
    def only(survey: Survey, letter: str) -> Survey:
        given = survey.given.copy()
        gone = [item not in shared and not item.startswith(letter) for item in survey.items]
        given[:, gone] = -1
        return replace(survey, given=given)

    apart = only(surveys[0], "s"), only(surveys[1], "h")
    request = WavesRequest(("team",), wave_names("draft", 2))
    with Ledger(tmp_path / "ledger") as ledger, pytest.raises(InputRejected) as refused:
        waves(apart, request, ledger)
    assert refused.value.faults[0].code == "nothing-common"


def test_what_is_hidden_is_named_for_the_waves_in_which_it_is_there(made: MadeWaves) -> None:
    hidden = {(each.name, each.scale, each.wave) for each in made.document.hidden}
    assert ("b", "survival", 1) in hidden
    assert ("b", "survival", 0) not in hidden
    assert not any(name == "new" and at == 0 for name, _, at in hidden)  # it was not there
    levels = {
        each.name: [level.mean is None for level in each.levels]
        for each in made.document.series
        if (each.by, each.scale) == ("team", "connection")
    }
    assert levels["new"] == [True, False]
    compared = {(each.name, each.scale) for each in made.document.changes}
    assert ("b", "survival") not in compared
    assert not any(name == "new" for name, _ in compared)


def test_a_release_of_waves_is_recorded_whole_or_not_at_all(
    made: MadeWaves, tmp_path: Path
) -> None:
    first, second = wave_names("spring", 2)
    with Ledger(tmp_path / "ledger") as ledger:
        made.reports[0].release(ledger, second)  # the name stands for other answers
        with pytest.raises(ConfidentialityRefusal):
            made.release(ledger, "spring")
        assert ledger.releases() == (second,)
        # What stood before stays; recorded again it is the same release.
        made.reports[0].release(ledger, first)
        with pytest.raises(ConfidentialityRefusal):
            made.release(ledger, "spring")
        assert set(ledger.releases()) == {first, second}
        made.release(ledger, "autumn")
        assert {*wave_names("autumn", 2)} <= set(ledger.releases())
