"""What somebody meets who has never used it: wrong turns, and what is said of them."""

import json
from pathlib import Path
from typing import get_args

import pytest

from cli.inside import inside


def test_a_start_without_answers_says_what_the_disk_has(tmp_path: Path) -> None:
    home = str(tmp_path)
    inside("assess", "--short", stdin="1\n2\n", home=home)
    anew = inside("assess", "--short", "--restart", stdin="", home=home)
    assert "You answered nothing this time. Your earlier answers are still in" in anew.err
    assert "Carrying on at question 3" in inside("assess", "--short", "--resume", home=home).err

    (draft,) = (tmp_path / "drafts").glob("*.json")
    draft.write_text(json.dumps(json.loads(draft.read_text()) | {"answers": {}, "about": {}}))
    resumed = inside("assess", "--short", "--resume", home=home)
    assert "Carrying on at question 1 of 26." in resumed.err
    assert "Saved, with none of the 26 questions answered yet, in" in resumed.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("assess --shrot", "there is no option --shrot. Did you mean --short? See"),
        ("batch --frmat x", "there is no option --frmat. Did you mean --format? See"),
        ("teams --re x", "there is no option --re. Did you mean --release? See"),
        ("history 1", "there is no command '1'. See `rctdiag history --help`.\n"),
        ("report", "DOCUMENT is missing. See"),
        ("report a.json b.json", "'b.json' is one argument too many. See"),
        ("teams t.csv --min-group", "--min-group needs a value after it. See"),
        ("teams t.csv --min-group few", "--min-group: this is not a whole number. See"),
        ("compare a.csv --smallest few", "--smallest: this is not a number. See"),
        ("assess --full=3", "--full takes no value. See"),
        ("compare", "FILE is missing. See `rctdiag compare --help`.\n"),
    ],
)
def test_a_wrong_line_is_told_as_the_program_speaks(typed: str, said: str) -> None:
    ran = inside(*typed.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"rctdiag: usage: {said}")


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (
            "plan",
            2,
            "history-name: no result has been kept yet. `rctdiag assess --remember` keeps one.",
        ),
        (
            "again",
            2,
            "history-name: there is no saved result to look back at yet. `rctdiag assess --re",
        ),
        ("demo --format pdf", 2, "usage: there is no format 'pdf' here. Save it as .json: `rctdia"),
        ("demo -o a.pdf", 2, "usage: no .pdf file can be made here. Save it as .json: `rctdiag"),
        (
            "demo -o a.pptx",
            2,
            "usage: no .pptx file can be made here. Use .json, .md, .markdown or .txt,",
        ),
        ("demo -o no/a.txt", 6, "path-missing: no/a.txt: there is no folder no. Make it first, or"),
        ("report empty", 3, "empty-document: empty: this file is empty. Name another, or fill"),
        (
            "report a.csv",
            2,
            "usage: a.csv: this is a table, not one person's answers",
        ),
        ("batch a.csv -o a.pdf", 2, "usage: scores cannot be written as .pdf. Use .csv, .parquet,"),
        ("batch empty", 3, "empty-table: empty: there is nothing in it. Name another table."),
    ],
)
def test_a_wrong_turn_is_told_with_the_way_on(
    typed: str, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("empty", "a.csv"):
        (tmp_path / name).touch()
    ran = inside(*typed.split(), home=str(tmp_path / "home"))
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(f"rctdiag: {said}")


def test_a_file_of_another_kind_is_told_as_such_and_in_a_few_lines(tmp_path: Path) -> None:
    readme, data = tmp_path / "README.md", tmp_path / "package.json"
    readme.write_text("# A title: one: two\n\nText: more: text\n", encoding="utf-8")
    data.write_text(json.dumps({f"key{n}": n for n in range(20)}), encoding="utf-8")
    for path, lines in ((readme, 2), (data, 5)):
        ran = inside("assess", "--answers", path)
        assert ran.code == 3
        told = ran.err.splitlines()
        assert told[0].startswith("rctdiag: not-answers: ")
        assert sum(line.startswith("rctdiag: ") for line in told) <= lines
        assert ("more." in ran.err) is (path is data)
    sheet = tmp_path / "mine.yaml"  # a sheet with a slip is one all the same
    sheet.write_text(
        "schema: rctdiag.answers/1\nanswers:\n  h01: 3\nfram: team\n", encoding="utf-8"
    )
    assert "not-answers" not in inside("assess", "--answers", sheet).err


def test_a_table_without_a_questionnaire_says_so(tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("who,x_h01,p01,s01,c01\na,1,2,3,4\n")
    ran = inside("batch", table, "--id", "who")
    told = "No column for any question of hierarchical: left out."
    assert (ran.code, told in ran.err, ran.err.count("hierarchical")) == (0, True, 1)


def test_an_export_whose_row_goes_on_beyond_the_header_is_refused(tmp_path: Path) -> None:
    export, table = tmp_path / "export.csv", tmp_path / "tidy.csv"
    export.write_text("h01,p01,s01\n1,2,3,\n4,5\n")  # empty cells beyond it shift nothing
    assert inside("import", export, "--yes", "-o", table).code == 0
    assert table.read_text().splitlines() == ["h01,p01,s01", "1,2,3", "4,5,"]
    export.write_text("h01,p01,s01\n1,2,3\n4,2,5,1\n")
    ran = inside("import", export, "--yes", "--force", "-o", table)
    assert (ran.code, "ragged-row" in ran.err) == (3, True)
    assert "export.csv:3: this row has 4 cells, the header 3. Look for" in ran.err


def test_a_form_is_had_by_every_name_that_import_knows_a_platform_by() -> None:
    from rctdiag.cli.platforms.export_command import _TAKES
    from rctdiag.model.documents.mapping import Platform
    from rctdiag.operations.platforms.export_form import targets

    assert {*get_args(Platform)} - {*targets()} == {*_TAKES, "table"}
    assert {*_TAKES.values()} <= {*targets()}
    assert inside("export", "--for", "google-forms") == inside("export", "--for", "google")


def test_the_files_that_a_refusal_names_are_those_that_report_makes() -> None:
    from rctdiag.cli.shell.output import OF_A_RESULT, OF_GROUPS, OF_WAVES
    from rctdiag.render.handover.make_file import FileKind
    from rctdiag.render.over_time.over_time_files import PAGE_KINDS

    assert (OF_WAVES, {*OF_GROUPS}) == (PAGE_KINDS, {*get_args(FileKind)})
    assert {*OF_GROUPS} - {*OF_A_RESULT} == {"pptx"}
