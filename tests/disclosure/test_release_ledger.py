"""Two releases together tell no more than one."""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from rctdiag.disclosure.audit.auditor import audit
from rctdiag.disclosure.groups.membership import membership
from rctdiag.disclosure.release.publication import Publication, publish
from rctdiag.disclosure.release.publication_plan import Measure, plan_publication
from rctdiag.disclosure.release.release_ledger import Ledger, Respondents
from rctdiag.errors.faults import ConfidentialityRefusal, FileFault, InputRejected, UsageFault

PEOPLE = {f"id{turn}": ("a" if turn < 9 else "b", 10 + 2 * turn) for turn in range(20)}


def made(
    ledger: Ledger, name: str, people: dict[str, tuple[str, int]]
) -> tuple[Publication, Respondents]:
    ids = list(people)
    members = membership(len(ids), {"team": [people[i][0] for i in ids]}, ["team"])
    scores: dict[str, list[int | None]] = {"s": [people[i][1] for i in ids]}
    earlier = ledger.earlier(ids, name)
    plan = plan_publication(members, [Measure("s", 60, members.everybody)], earlier=earlier)
    publication = publish(plan, scores)
    assert audit(publication, earlier).passed
    return publication, Respondents(ids, scores)


def shown(publication: Publication) -> set[str]:
    return {"/".join(f.group[1]) or f.group[0] for f in publication.figures}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def test_same_input_same_ledger_same_document(path: Path) -> None:
    with Ledger(path) as ledger:
        first = made(ledger, "spring", PEOPLE)
        ledger.record("spring", *first)
        again = made(ledger, "spring", PEOPLE)
        assert again[0] == first[0]
        ledger.record("spring", *again)
        assert ledger.releases() == ("spring",)
    with Ledger(path) as ledger:
        ledger.record("later", *made(ledger, "later", PEOPLE))
        assert made(ledger, "spring", PEOPLE)[0] == first[0]
        assert shown(made(ledger, "third", PEOPLE)[0]) == {"everyone", "a", "b"}
        assert ledger.releases() == ("spring", "later")


def test_order_of_rows_does_not_matter(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.record("spring", *made(ledger, "spring", PEOPLE))
        ledger.record("spring", *made(ledger, "spring", dict(reversed(PEOPLE.items()))))
        assert ledger.releases() == ("spring",)


@pytest.mark.parametrize("late", [1, 4])
def test_late_answers_stay_hidden(path: Path, late: int) -> None:
    more = PEOPLE | {f"late{turn}": ("a", 30) for turn in range(late)}
    with Ledger(path) as ledger:
        ledger.record("spring", *made(ledger, "spring", PEOPLE))
        assert shown(made(ledger, "summer", more)[0]) == {"b"}


def test_five_late_answers_are_a_group(path: Path) -> None:
    more = PEOPLE | {f"late{turn}": ("a", 30) for turn in range(5)}
    with Ledger(path) as ledger:
        ledger.record("spring", *made(ledger, "spring", PEOPLE))
        assert shown(made(ledger, "summer", more)[0]) == {"everyone", "a", "b"}


def test_leavers_and_another_cut(path: Path) -> None:
    fewer = {i: its for i, its in PEOPLE.items() if i not in {"id0", "id1"}}
    moved = PEOPLE | {"id0": ("b", 10)}
    with Ledger(path) as ledger:
        ledger.record("spring", *made(ledger, "spring", PEOPLE))
        assert shown(made(ledger, "fewer", fewer)[0]) == {"b"}
        assert shown(made(ledger, "moved", moved)[0]) == {"everyone"}


def test_a_changed_answer_is_refused(path: Path) -> None:
    for changed, refused in ((1, True), (4, True), (5, False)):
        with Ledger(path.with_suffix(f".{changed}")) as ledger:
            ledger.record("spring", *made(ledger, "spring", PEOPLE))
            edit = {f"id{turn}": ("a", 40) for turn in range(changed)}
            new = made(ledger, "summer", PEOPLE | edit)
            if refused:
                with pytest.raises(ConfidentialityRefusal, match="changed since"):
                    ledger.record("summer", *new)
            else:
                ledger.record("summer", *new)
            assert len(ledger.releases()) == (1 if refused else 2)


def test_measures_change_apart(path: Path) -> None:
    ids = [f"id{turn}" for turn in range(20)]
    members = membership(20, {}, [])
    measures = [Measure(name, 60, members.everybody) for name in ("s", "t")]
    with Ledger(path) as ledger:
        for name, changed, refused in (("a", 0, False), ("b", 0, False), ("c", 1, True)):
            scores: dict[str, list[int | None]] = {
                "s": [30] * 20,
                "t": [31 if turn < changed else 30 for turn in range(20)],
            }
            plan = plan_publication(members, measures, earlier=ledger.earlier(ids, name))
            release = publish(plan, scores), Respondents(ids, scores)
            if refused:
                with pytest.raises(ConfidentialityRefusal, match="changed since"):
                    ledger.record(name, *release)
            else:
                ledger.record(name, *release)
        assert ledger.releases() == ("a", "b")


def test_a_name_stands_for_one_release(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.record("spring", *made(ledger, "spring", PEOPLE))
        with pytest.raises(ConfidentialityRefusal, match="another name"):
            ledger.record("spring", *made(ledger, "spring", PEOPLE | {"x": ("a", 3)}))


def test_withdrawn_is_forgotten(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.record("spring", *made(ledger, "spring", PEOPLE))
        assert not ledger.withdraw("autumn")
        assert ledger.withdraw("spring")
        assert ledger.releases() == ()
        assert ledger.earlier(list(PEOPLE)) == {}
        ledger.record("spring", *made(ledger, "spring", PEOPLE | {"x": ("a", 3)}))


def test_private_and_without_ids_or_answers(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.record("spring", *made(ledger, "spring", PEOPLE))
    for file in (path, path.with_name(path.name + ".key")):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"id1" not in file.read_bytes()
    with sqlite3.connect(path) as base:
        people = {row[0] for row in base.execute("SELECT people FROM published")}
    base.close()
    assert {len(its) % 16 for its in people} == {0}
    assert {len(its) // 16 for its in people} == {9, 11, 20}


def test_the_key_makes_the_hashes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with Ledger(tmp_path / name) as ledger:
            ledger.record("spring", *made(ledger, "spring", PEOPLE))
    rows = []
    for name in ("one", "two"):
        base = sqlite3.connect(tmp_path / name)
        rows.append(set(base.execute("SELECT people FROM published").fetchall()))
        base.close()
    assert not rows[0] & rows[1]


def test_ids_must_be_unique(path: Path) -> None:
    with Ledger(path) as ledger, pytest.raises(UsageFault, match="more than one row"):
        ledger.earlier(["a", "a"])


def test_what_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a ledger, and longer than the header of one\n" * 9)
    (tmp_path / "text.key").write_bytes(b"k" * 32)
    (tmp_path / "nokey").write_bytes(b"")
    (tmp_path / "short").write_bytes(b"")
    (tmp_path / "short.key").write_bytes(b"k")
    for name in ("text", "nokey", "short", "folder/missing"):
        with pytest.raises(FileFault, match="ledger of releases"):
            Ledger(tmp_path / name)


def wave(ledger: Ledger, name: str, people: dict[str, tuple[str, int]]) -> tuple[str, ...]:
    """Plan, publish and record a table whose answers the ledger may look at; what is shown."""
    ids = list(people)
    members = membership(len(ids), {"team": [people[i][0] for i in ids]}, ["team"])
    scores: dict[str, list[int | None]] = {"s": [people[i][1] for i in ids]}
    measures = [Measure("s", 60, members.everybody)]
    who = Respondents(ids, scores)
    earlier = ledger.earlier(who, name, measures)
    publication = publish(plan_publication(members, measures, earlier=earlier), scores)
    assert audit(publication, earlier).passed
    ledger.record(name, publication, who)
    return tuple(sorted(shown(publication)))


ANEW = {id_: (team, score + 1) for id_, (team, score) in PEOPLE.items()}


@pytest.mark.parametrize("gone", [1, 2, 4])
def test_another_wave_shows_all(path: Path, gone: int) -> None:
    """Everybody answers anew, some have left and some are new: nothing binds the two."""
    left = dict(list(ANEW.items())[gone:]) | {f"new{turn}": ("a", 9) for turn in range(gone)}
    with Ledger(path) as ledger:
        assert wave(ledger, "spring", PEOPLE) == ("a", "b", "everyone")
        assert wave(ledger, "autumn", left) == ("a", "b", "everyone")


def test_a_wave_hides_what_those_who_did_not_change_would_tell(path: Path) -> None:
    """In team a all answers but two are as before; with b, everybody's would give them."""
    mixed = {i: PEOPLE[i] if i in list(PEOPLE)[2:9] else ANEW[i] for i in PEOPLE}
    with Ledger(path) as ledger:
        wave(ledger, "spring", PEOPLE)
        assert wave(ledger, "autumn", mixed) == ("everyone",)


def test_a_late_answer_to_the_second_wave_stays_hidden(path: Path) -> None:
    with Ledger(path) as ledger:
        wave(ledger, "spring", PEOPLE)
        wave(ledger, "autumn", ANEW)
        assert wave(ledger, "late", ANEW | {"late": ("a", 30)}) == ("b",)


def test_a_few_who_changed_are_refused_in_a_run_of_the_same_wave(path: Path) -> None:
    with Ledger(path) as ledger:
        wave(ledger, "spring", PEOPLE)
        with pytest.raises(ConfidentialityRefusal, match="changed since"):
            wave(ledger, "again", PEOPLE | {"id0": ("a", 11)})


def test_other_answers_are_another_release_though_scores_are_the_same(path: Path) -> None:
    release, who = published_once()
    with Ledger(path) as ledger:
        ledger.record("w1", release, replace(who, answers=[[1, 5]] * 20))
        ledger.record("w1", release, replace(who, answers=[[1, 5]] * 20))
        with pytest.raises(ConfidentialityRefusal, match="another name"):
            ledger.record("w1", release, replace(who, answers=[[3, 3], *[[1, 5]] * 19]))


def test_words_are_recorded_with_all_answers(path: Path) -> None:
    """A word about a group moves with any answer: four new ones behind it are too few."""
    release, who = published_once()
    words = [("words:s", ("everyone", ()))]
    with Ledger(path) as ledger:
        ledger.record("a", release, replace(who, answers=[[1, 5]] * 20, words=words))
        earlier = ledger.earlier(replace(who, answers=[[3, 3]] * 20))
        assert [len(group.members) for group, _ in earlier["words:s"]] == [20]
        four = [[3, 3]] * 4 + [[1, 5]] * 16
        ledger.record("no words", release, replace(who, answers=four))
        with pytest.raises(ConfidentialityRefusal, match="changed since"):
            ledger.record("b", release, replace(who, answers=four, words=words))
        five = [[3, 3]] * 5 + [[1, 5]] * 15
        ledger.record("c", release, replace(who, answers=five, words=words))


def test_what_the_ends_gave_away_counts_as_known_in_the_next(path: Path) -> None:
    """Eight of nine in team a are known to be at an end: the ninth is what a later mean tells."""
    ids, known = [f"id{turn}" for turn in range(20)], {"s": frozenset(range(8))}
    scores: dict[str, list[int | None]] = {"s": [*[0] * 8, *[30] * 12]}
    measures = [Measure("s", 60, (True,) * 20)]
    by_team = membership(20, {"team": ["a" if turn < 9 else "b" for turn in range(20)]}, ["team"])
    whole = publish(plan_publication(membership(20, {}, []), measures), scores)
    who = Respondents(ids, scores, known=known)
    with Ledger(path) as ledger:
        ledger.record("everybody", whole, Respondents(ids, scores))
        plan = plan_publication(by_team, measures, earlier=ledger.earlier(who, "later", measures))
        assert {"/".join(key[1]) for key in plan.groups["s"]} == {"", "a", "b"}
        assert ledger.withdraw("everybody")
        ledger.record("everybody", whole, who)
        earlier = ledger.earlier(who, "later", measures)
        plan = plan_publication(by_team, measures, earlier=earlier)
        assert {"/".join(key[1]) for key in plan.groups["s"]} == {""}
        careless = publish(plan_publication(by_team, measures), scores)
        assert "subtraction" in {finding.by for finding in audit(careless, earlier).findings}
        with pytest.raises(ConfidentialityRefusal, match="changed since"):
            ledger.record("later", careless, Respondents(ids, scores))
        # Who has other answers since is not known any more; most of them, so a second wave.
        anew = replace(who, scores={"s": [*[10] * 8, *[31] * 12]})
        earlier = ledger.earlier(anew, "later", measures)
        plan = plan_publication(by_team, measures, earlier=earlier)
        assert {"/".join(key[1]) for key in plan.groups["s"]} == {"", "a", "b"}


def published_once() -> tuple[Publication, Respondents]:
    members = membership(20, {}, [])
    scores: dict[str, list[int | None]] = {"s": [30] * 20}
    plan = plan_publication(members, [Measure("s", 60, members.everybody)])
    return publish(plan, scores), Respondents([f"id{turn}" for turn in range(20)], scores)


def ids_of(ledger: Ledger, ids: list[str]) -> tuple[int, int, int]:
    """How many of the people are known from before, are written otherwise, were kept apart."""
    joined = ledger.join(ids)
    known = set(ledger.join([f"{turn:03}" for turn in range(1, 21)]).tokens)
    return len(known & set(joined.tokens)), joined.respelled, joined.kept_apart


SPELT = ["{:03} ", "\u00a0{:03}", "{:03}\u200b", "{}", "{}.0", "{},00"]


@pytest.mark.parametrize("spelt", SPELT)
def test_a_person_is_one_person_however_the_id_is_written(spelt: str, path: Path) -> None:
    release, who = published_once()
    first = [f"{turn:03}" for turn in range(1, 21)]
    later = [spelt.format(turn) for turn in range(1, 21)]
    with Ledger(path) as ledger:
        ledger.record("spring", release, replace(who, ids=first))
        assert ids_of(ledger, first) == (20, 0, 0)
        assert ids_of(ledger, later) == (20, 20, 0)
        ledger.record("spring", release, replace(who, ids=later))  # the same release
    with Ledger(path, "exact") as ledger:
        assert ids_of(ledger, later) == (0, 0, 20)
    with Ledger(path, "loose") as ledger:
        assert ids_of(ledger, later) == (20, 20, 0)


def test_who_could_be_two_people_is_asked(path: Path) -> None:
    release, who = published_once()
    with Ledger(path) as ledger:
        ledger.record("spring", release, replace(who, ids=["7", *who.ids[1:]]))
        for ids in (["7", "007"], ["007", "07"]):
            with pytest.raises(InputRejected, match="--ids loose if"):
                ledger.join(ids)
        assert ledger.join(["007"]).respelled == 1
        with pytest.raises(UsageFault, match="more than one row"):
            ledger.join(["ID1", "id1 "])
    with Ledger(path, "exact") as ledger:
        assert len(set(ledger.join(["7", "007", "ID1", "id1"]).tokens)) == 4
    with Ledger(path, "loose") as ledger, pytest.raises(UsageFault, match="more than one row"):
        ledger.join(["7", "007"])
