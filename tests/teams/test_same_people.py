"""A person is one person: in whatever way an id is written, and in however many tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from cli.inside import inside
from cli.program import EXAMPLES, NOW, Ended

with (EXAMPLES / "teams.csv").open(encoding="utf-8", newline="") as example:
    HEADER, *ROWS = list(csv.reader(example))
CODE, TEAM = HEADER.index("code"), HEADER.index("team")


def table(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def coded(spelling: str, rows: list[list[str]] = ROWS) -> list[list[str]]:
    """The example with numbers for ids, written so."""
    numbers = {row[CODE]: turn for turn, row in enumerate(ROWS, start=1)}
    return [[*row[:CODE], spelling.format(numbers[row[CODE]]), *row[CODE + 1 :]] for row in rows]


def teams(*given: object) -> Ended:
    return inside("teams", *given, "--by", "team", "--now", NOW)


def shown(run: Ended) -> set[str | None]:
    """Groups with a figure; None is everybody."""
    document = json.loads(run.out)
    return {
        group["name"]
        for group in (document["organisation"], *document["groups"])
        if any(scale["mean"] is not None for scale in group["scales"].values())
    }


@pytest.mark.parametrize("spelling", ["{:04}", "{:04} ", "\u00a0{:04}", "{}", "{}.0"])
def test_who_left_stays_hidden_however_ids_are_written(spelling: str, tmp_path: Path) -> None:
    """One has left since spring: their team and everybody together would give their score."""
    spring = table(tmp_path / "spring.csv", coded("{:04}"))
    autumn = table(tmp_path / "autumn.csv", coded(spelling, ROWS[1:]))
    gone = ROWS[0][TEAM]
    given = ("--id", "code", "--json")
    first = teams(spring, *given, "--release", "spring")
    assert first.code == 0, first.err
    assert {gone, None} <= shown(first)
    if spelling == "{}":
        kept_apart = teams(autumn, *given, "--ids", "exact")
        assert f"differs from an earlier release: {len(ROWS) - 1}." in kept_apart.err
    second = teams(autumn, *given, "--release", "autumn")
    assert second.code == 0, second.err
    assert not {gone, None} & shown(second)
    assert shown(second)
    told = f"from an earlier release: {len(ROWS) - 1}." in second.err
    assert told == (spelling != "{:04}")


def test_it_is_asked_who_could_be_two(tmp_path: Path) -> None:
    rows = coded("{}")
    spring = table(tmp_path / "spring.csv", rows)
    assert teams(spring, "--id", "code", "--release", "spring").code == 0
    late = [[*rows[6][:CODE], "007", *rows[6][CODE + 1 :]]]
    both = table(tmp_path / "both.csv", rows + late)
    run = teams(both, "--id", "code")
    assert (run.code, "ids-doubtful" in run.err, run.out) == (3, True, "")
    assert "007" not in run.err.partition("(7 for 007)")[2]
    run = teams(both, "--id", "code", "--ids", "loose")
    assert (run.code, "id-twice" in run.err) == (3, True)
    run = teams(both, "--id", "code", "--ids", "exact")
    assert (run.code, "--ids loose" in run.err) == (0, False)
    alone = teams(both, "--id", "code", "--ledger", "none")
    assert (alone.code, "only in zeros (7, 007, 7.0): 1." in alone.err) == (0, True)


def test_ids_that_only_look_different_are_one(tmp_path: Path) -> None:
    rows = [*ROWS, [*ROWS[0][:CODE], f" {ROWS[0][CODE].swapcase()}\u200b", *ROWS[0][CODE + 1 :]]]
    given = (table(tmp_path / "t.csv", rows), "--id", "code", "--ledger", "none")
    run = teams(*given)
    assert (run.code, "id-twice" in run.err, "add --ids exact" in run.err) == (3, True, True)
    assert teams(*given, "--ids", "exact").code == 0


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--ids", "sloppy", "--id", "code"), "there is no --ids"),
        (("--ids", "exact"), "--id COLUMN"),
    ],
)
def test_what_ids_can_be(more: tuple[str, ...], told: str) -> None:
    run = teams(EXAMPLES / "teams.csv", *more)
    assert (run.code, told in run.err) == (2, True)


@pytest.mark.parametrize("more", [(), ("--id", "code")])
def test_a_table_given_twice_is_refused(more: tuple[str, ...], tmp_path: Path) -> None:
    """The same file, a second download, and one with a row more and new ids."""
    first = table(tmp_path / "export.csv", ROWS)
    second = table(tmp_path / "export (1).csv", coded("n{}"))
    third = table(tmp_path / "export (2).csv", coded("m{}", ROWS[:-3]))
    for tables in ((first, first), (first, second), (first, third), (third, second)):
        run = teams(*tables, *more, "--ledger", "none")
        assert (run.code, "table-twice" in run.err, run.out) == (3, True, "")
    other = table(tmp_path / "other.csv", coded("o{}", ROWS[: len(ROWS) // 2]))
    half = table(tmp_path / "half.csv", ROWS[len(ROWS) // 2 :])
    assert teams(other, half, *more, "--ledger", "none").code == 0


def test_a_table_pasted_twice_is_refused_without_ids_and_told_with_them(tmp_path: Path) -> None:
    twice = table(tmp_path / "twice.csv", [*ROWS, *coded("n{}")])
    run = teams(twice, "--ledger", "none")
    assert (run.code, f"{len(ROWS)} rows appear twice" in run.err) == (3, True)
    run = teams(twice, "--ledger", "none", "--id", "code")
    assert (run.code, f"another row of their group: {len(ROWS)}." in run.err) == (0, True)


def test_sheets_sent_twice_are_told(tmp_path: Path) -> None:
    """The same answers in another team, or the same answer throughout, are other people's."""
    again = coded("n{}", ROWS[:3])
    moved = [[*coded("m{}", [ROWS[4]])[0]]]
    moved[0][TEAM] = next(row[TEAM] for row in ROWS if row[TEAM] != ROWS[4][TEAM])
    alike = [[*ROWS[0][:TEAM], *ROWS[0][TEAM:]] for _ in range(2)]
    for turn, row in enumerate(alike):
        row[CODE] = f"flat{turn}"
        for at, name in enumerate(HEADER):
            if name[1:].isdigit():
                row[at] = "3"
    rows = [*ROWS, *again, *moved, *alike]
    run = teams(table(tmp_path / "t.csv", rows), "--id", "code", "--ledger", "none")
    assert (run.code, "another row of their group: 3." in run.err) == (0, True)


@pytest.mark.parametrize("spelling", ["{}", "{:03}", "{}.0"])
def test_numbers_of_rows_are_told_as_no_ids(spelling: str, tmp_path: Path) -> None:
    """A platform counts anew in each wave, so that 7 is somebody else in autumn."""
    spring = table(tmp_path / "spring.csv", coded(spelling))
    shuffled = table(tmp_path / "autumn.csv", coded(spelling)[::-1])
    said = "--id code look like row numbers"
    assert said in teams(spring, "--id", "code", "--release", "spring").err
    assert said not in teams(spring, "--id", "code").err
    apart = ("--id", "code", "--release", "spring", "--ledger", tmp_path / "other.ledger")
    assert said not in teams(shuffled, *apart).err
    autumn = table(tmp_path / "autumn2.csv", coded(spelling)[:-9])
    waves = inside("compare", spring, autumn, "--by", "team", "--link", "code", "--now", NOW)
    assert "--link code look like row numbers" in waves.err
