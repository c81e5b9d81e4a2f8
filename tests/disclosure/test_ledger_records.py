"""What a release is in the ledger: the same again, another, withdrawn, of another wave."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from rctdiag.disclosure.groups.membership import Membership, membership
from rctdiag.disclosure.release.known_people import unpacked
from rctdiag.disclosure.release.publication import Publication, publish
from rctdiag.disclosure.release.publication_plan import RESPONDENTS, Measure, plan_publication
from rctdiag.disclosure.release.release_ledger import Ledger, Respondents
from rctdiag.errors.faults import ConfidentialityRefusal

IDS = [f"id{turn}" for turn in range(20)]
WHOLE = membership(20, {}, [])
BY_TEAM = membership(20, {"team": [*"a" * 9, *"b" * 11]}, ["team"])
MEASURES = [Measure("s", 60, (True,) * 20)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def release(
    changed: range = range(0), members: Membership = WHOLE
) -> tuple[Publication, Respondents]:
    """Twenty people at 30; those changed at 31. Made without a look at earlier releases."""
    scores: dict[str, list[int | None]] = {"s": [30 + (turn in changed) for turn in range(20)]}
    return publish(plan_publication(members, MEASURES), scores), Respondents(IDS, scores)


def test_what_the_ends_give_away_makes_no_other_release(path: Path) -> None:
    """It follows from the same figures; only who looks closer finds more of it."""
    publication, who = release()
    with Ledger(path) as ledger:
        ledger.record("spring", publication, who)
        ledger.record("spring", publication, replace(who, known={"s": frozenset({1, 2})}))
        assert ledger.releases() == ("spring",)


def test_other_words_are_another_release(path: Path) -> None:
    publication, who = release()
    with Ledger(path) as ledger:
        ledger.record("spring", publication, who)
        with pytest.raises(ConfidentialityRefusal, match="another name"):
            ledger.record(
                "spring", publication, replace(who, words=[("words:s", ("everyone", ()))])
            )


def test_people_are_kept_in_an_order_that_tells_nothing(path: Path) -> None:
    """By their hashes: twenty rows of a table are in that order by chance once in 10^18."""
    with Ledger(path) as ledger:
        ledger.record("spring", *release())
        tokens = ledger.join(IDS).tokens
    with closing(sqlite3.connect(path)) as base:
        [(people,)] = base.execute("SELECT people FROM release").fetchall()
    assert [person.token for person in unpacked(people)] == sorted(tokens)


def test_ids_alone_are_enough_to_ask_what_was_released(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.record("spring", *release())
        alone = ledger.earlier(IDS, None, MEASURES)
        assert alone == ledger.earlier(IDS)
        assert set(alone) == {RESPONDENTS, "s"}


def test_withdrawn_with_its_figures(path: Path) -> None:
    """The next release gets its number, but not its figures; and the ledger opens again."""
    with Ledger(path) as ledger:
        ledger.record("spring", *release())
        ledger.keep_figures("spring", b"of spring")
        assert ledger.withdraw("spring")
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT * FROM told").fetchall() == []
    _, anew = release(range(20))
    with Ledger(path) as ledger:
        assert ledger.releases() == ()
        ledger.record("summer", *release())
        assert ledger.figures_before(None, anew) == []


def test_only_another_wave_has_figures_to_compare_with(path: Path) -> None:
    """Half of the people answered anew: not yet a wave; eleven of twenty: one."""
    with Ledger(path) as ledger:
        ledger.record("spring", *release())
        ledger.keep_figures("spring", b"of spring")
        for changed, found in ((0, []), (10, []), (11, [("spring", b"of spring")])):
            _, who = release(range(changed))
            assert ledger.figures_before(None, who) == found


def test_two_of_a_team_who_answered_anew_are_refused_in_a_second_wave_too(path: Path) -> None:
    """All of team b and two of team a: the sums of a would tell the two apart from the others."""
    with Ledger(path) as ledger:
        ledger.record("spring", *release(members=BY_TEAM))
        publication, who = release(range(7, 20), members=BY_TEAM)
        assert {figure.group[1] for figure in publication.figures} == {(), ("a",), ("b",)}
        with pytest.raises(ConfidentialityRefusal, match="changed since"):
            ledger.record("autumn", publication, who)
        ledger.record("autumn", *release(range(4, 20), members=BY_TEAM))  # five of a
        assert ledger.releases() == ("spring", "autumn")


@pytest.mark.parametrize("people", [19, 21])
def test_answers_of_other_people_than_the_ids_are_no_release(people: int, path: Path) -> None:
    """One row too few or too many would give everybody after it the answers of somebody else."""
    publication, who = release()
    other_scores = replace(who, scores={"s": who.scores["s"], "t": [30] * people})
    with Ledger(path) as ledger:
        for others in (other_scores, replace(who, answers=[[1, 5]] * people)):
            with pytest.raises(ValueError, match=r"shorter|longer"):
                ledger.record("spring", publication, others)
        assert ledger.releases() == ()
