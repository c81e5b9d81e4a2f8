"""Cells by the one rule; a wrong one sends its row to the rejects, and its value nowhere."""

from pathlib import Path

import pytest

from batch.cases import batch, table
from rctdiag.tables.engines import polars_engine
from rctdiag.tables.engines.job import Job, RowCounts
from rctdiag.tables.source.answer_cells import HOW_TO_MEND, Range, Wrong, answer, inert

FIVE = Range(1, 5, frozenset({"NA", "-99"}))


@pytest.mark.parametrize("text", ["3", " 3 ", "3.0", "3.", "+3", "03", "3.000", "\t3"])
def test_what_is_three(text: str) -> None:
    assert answer(text, FIVE) == 3


@pytest.mark.parametrize("text", ["", "  ", "cant_say", "NA", " -99 ", None])
def test_what_is_missing(text: str | None) -> None:
    assert answer(text, FIVE) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("0", "out_of_range"),
        ("6", "out_of_range"),
        ("-98", "out_of_range"),
        ("99999999999999999999", "out_of_range"),
        ("3.5", "not_whole"),
        ("3e0", "not_whole"),
        ("NaN", "not_finite"),
        ("inf", "not_finite"),
        ("True", "boolean"),
        ("1_0", "text"),
        ("٣", "text"),
        ("³", "text"),
        ("0x3", "text"),
        ("3\n", "text"),
        ("N/A", "text"),
        ("2024-03-01", "date"),
        ("=1+2", "formula"),
        ("#DIV/0!", "error_value"),
    ],
)
def test_what_is_wrong(text: str, kind: str) -> None:
    told = answer(text, FIVE)
    assert isinstance(told, Wrong)
    assert told.kind == kind
    assert text.strip() not in told.reason


@pytest.mark.parametrize("text", ["=1", "+a", "-a", "@x", "\tx", "\rx", "\uff1d1", "-1+2"])
def test_a_live_cell_is_made_inert(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "-5", "+44", "-1.5", "007"])
def test_other_cells_stay(text: str) -> None:
    assert inert(text) == text


def test_a_wrong_cell_rejects_its_row_and_says_where(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "007,1,2", "008,9,secret", "009")
    ran = batch(path, "--id", "code", "--rejects", tmp_path / "r.csv")
    assert ran.code == 0
    assert [row["id"] for row in ran.rows()] == ["007", "009"]
    assert (tmp_path / "r.csv").read_text() == (
        "file,line,column,kind,reason\n"
        f"{path},3,h01,out_of_range,not one of 1-5 or cant_say\n"
        f"{path},3,h02,text,text where one of 1-5 or cant_say belongs\n"
    )
    assert "secret" not in ran.err
    assert f"2 wrong cells; {tmp_path / 'r.csv'} says where. {HOW_TO_MEND}" in ran.err
    assert "leave the cell empty, write cant_say" in HOW_TO_MEND
    assert "--missing" in HOW_TO_MEND


def test_strict_ends_with_4_and_writes_only_the_rejects(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "1", "2,9")
    ran = batch(path, "--strict", "-o", tmp_path / "s.csv", "--rejects", tmp_path / "r.csv")
    assert ran.code == 4
    assert f"rows-rejected: wrong cells in 1 row. {HOW_TO_MEND} Or leave out --strict." in ran.err
    assert not (tmp_path / "s.csv").exists()
    assert (tmp_path / "r.csv").exists()
    assert batch(table(tmp_path / "b.csv", "1"), "--strict").code == 0


def test_no_row_left_is_3(tmp_path: Path) -> None:
    ran = batch(table(tmp_path / "a.csv", "1,9"))
    assert ran.code == 3
    assert ran.out == b""
    assert f"no-row-left: every row has a wrong cell. {HOW_TO_MEND}" in ran.err
    assert f"wrong-cell: {tmp_path / 'a.csv'}:2: h01: not one of 1-5 or cant_say." in ran.err
    assert batch(table(tmp_path / "b.csv")).code == 3


def test_written_cells_are_inert(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "=cmd|calc,1", "@x,1", "-5,1")
    ran = batch(path, "--id", "code")
    assert [row["id"] for row in ran.rows()] == ["'=cmd|calc", "'@x", "-5"]


@pytest.mark.parametrize(
    ("row", "codes", "attempts"),
    [
        ("1,5", "", [True]),
        ("1,5", "NA", [True]),
        ("1,prefer_not", "", [True, False]),
        ("1,NA", "NA", [True, False]),
        ("1,9", "9", [False]),
    ],
)
def test_whole_numbers_are_read_as_such(
    row: str, codes: str, attempts: list[bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As text only where a cell needs it, or a code in digits could pass for an answer."""
    found: list[bool] = []
    attempt = polars_engine._attempt  # noqa: SLF001 - what is counted

    def counted(job: Job, target: Path, *, typed: bool) -> RowCounts:
        found.append(typed)
        return attempt(job, target, typed=typed)

    monkeypatch.setattr(polars_engine, "_attempt", counted)
    path = table(tmp_path / "a.csv", row)
    options = ["--missing", codes] if codes else []
    ran = batch(path, "--id", "code", "--engine", "polars", *options)
    assert found == attempts
    [scored] = ran.rows()
    assert scored["hierarchical.answered"] == ("13" if row == "1,5" else "12")
