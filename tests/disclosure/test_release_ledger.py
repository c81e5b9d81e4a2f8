"""Two releases together tell no more than one."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from rctdiag.disclosure.audit.auditor import audit
from rctdiag.disclosure.groups.membership import membership
from rctdiag.disclosure.release.publication import Publication, publish
from rctdiag.disclosure.release.publication_plan import Measure, plan_publication
from rctdiag.disclosure.release.release_ledger import Ledger, Respondents
from rctdiag.errors.faults import ConfidentialityRefusal, FileFault, UsageFault

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
