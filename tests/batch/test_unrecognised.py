"""Columns that seem to be meant for a question: named, with what was meant; no others are."""

from pathlib import Path

import pytest

from batch.cases import ITEMS, batch, table
from cli.program import rctdiag
from rctdiag.operations.batch.unrecognised import Unrecognised, unrecognised

RENAME = "If it holds answers to a question, rename it."


def header(**typed: str) -> str:
    """The usual header, some items of it mistyped."""
    return ",".join(("code", *(typed.get(item, item) for item in ITEMS)))


@pytest.mark.parametrize("typed", ["h01x", "h1", "hh01", "H_01", "h001", "h-01"])
@pytest.mark.parametrize("options", [(), ("--questionnaire", "hierarchical")])
def test_a_mistyped_column_is_named_and_the_item_suggested(
    typed: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    ran = batch(table(tmp_path / "a.csv", "1,2", header=header(h01=typed)), *options)
    assert ran.code == 0, ran.err
    said = f"column not recognised, so not read: '{typed}' (did you mean 'h01'?). {RENAME}"
    assert f"{tmp_path / 'a.csv'}: {said}\n" in ran.err


def test_several_are_named_together(tmp_path: Path) -> None:
    ran = batch(table(tmp_path / "a.csv", "1,2", header=header(h01="h01x", h04="q04")))
    names = "'h01x' (did you mean 'h01'?) and 'q04'"
    hint = "If they hold answers to questions, rename them."
    assert f"columns not recognised, so not read: {names}. {hint}" in ran.err


PLAIN = "name,e-mail,timestamp,StartDate,team,site,grade,age,id,ip,q1,wave2,h01_comment,,ü"


@pytest.mark.parametrize(("missing", "others"), [("", ",V12,h16,h01r"), ("h15", "")])
def test_what_is_plainly_something_else_is_not_mentioned(
    missing: str, others: str, tmp_path: Path
) -> None:
    """Nor what looks like an item where none is missing: another questionnaire's, a copy."""
    names = (PLAIN + others).split(",")
    head = ",".join([*names, *(item for item in ITEMS if item != missing)])
    ran = batch(table(tmp_path / "a.csv", ",".join("3" for _ in names), header=head))
    assert ran.code == 0, ran.err
    assert "not recognised" not in ran.err


def test_columns_that_are_used_or_of_another_questionnaire_are_recognised(tmp_path: Path) -> None:
    """Neither p01, an item, nor r10, a private one, is asked here; x01 is the id, y01 is kept."""
    path = table(tmp_path / "a.csv", "1,2", header=f"x01,y01,p01,r10,{','.join(ITEMS[1:])}")
    asked = ("--questionnaire", "hierarchical", "--id", "x01", "--keep", "y01")
    assert "not recognised" not in batch(path, *asked).err
    assert "column not recognised, so not read: 'x01'." in batch(path, "--keep", "y01").err


def test_items_of_the_full_form_are_none_of_the_short(tmp_path: Path) -> None:
    ran = batch(table(tmp_path / "a.csv", "1,2", header=header(h02="h02x")), "--short")
    assert "column not recognised, so not read: 'h02x' (did you mean 'h02'?)." in ran.err


def test_near_items_that_are_missing_only() -> None:
    assert list(unrecognised(["h01r"], ["h02"], [])) == []
    assert list(unrecognised(["h01r"], ["h01"], [])) == [Unrecognised("h01r", "h01")]
    assert list(unrecognised(["q05"], ["h01"], [])) == []
    assert list(unrecognised(["q05"], ["h01"], ["h01"])) == [Unrecognised("q05")]


def test_a_questionnaire_of_which_every_column_is_mistyped(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "1,2", header="code,h01,pp01")
    ran = batch(path, "--questionnaire", "hierarchical,pseudo_relational")
    assert ran.code == 3
    assert "no table has a column for pseudo_relational. Did you mean 'p01'?" in ran.err


def test_an_item_of_a_long_table(tmp_path: Path) -> None:
    """Only with something to suggest: its cells are no names of columns."""
    path = tmp_path / "long.csv"
    path.write_text("respondent,item,answer\n1,h01x,3\n1,h02,3\n1,r50,3\n1,Ann,3\n")
    ran = batch(path, "--long")
    said = f"item not recognised, so not read: 'h01x' (did you mean 'h01'?). {RENAME}"
    assert f"{path}: {said}\n" in ran.err
    assert "r50" not in ran.err
    assert "Ann" not in ran.err


def test_the_name_is_shown_as_people_see_it(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text('{"h02": 3, "h01\\u202e\\u200bx": 3}\n')
    assert "not read: 'h01x' (did" in batch(path).err


def test_groups_and_waves_say_so_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCTDIAG_HOME", str(tmp_path / "home"))
    examples = Path(__file__).parents[2] / "examples" / "teams.csv"
    lines = examples.read_text().splitlines()
    mistyped = tmp_path / "t.csv"
    mistyped.write_text("\n".join([lines[0].replace("h01", "h01x"), *lines[1:]]) + "\n")
    said = "t.csv: column not recognised, so not read: 'h01x' (did you mean 'h01'?)."
    group = rctdiag("teams", str(mistyped), "--by", "team")
    assert said in group.err
    assert "Not used: 3 other columns." in group.err
    waves = rctdiag("compare", str(mistyped), str(examples), "--by", "team", "--link", "code")
    assert said in waves.err
