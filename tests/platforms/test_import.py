"""Exports in, the same answers out; what is not certain is refused and said."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from cli.inside import inside
from platforms.shapes import (
    ITEMS,
    LABELS,
    SHAPES,
    STEM,
    TEXTS,
    Person,
    as_csv,
    as_xlsx,
    given,
    google_forms,
    ms_forms,
    qualtrics,
)

ANSWERS = (1, 2, 3, 4, 5, "cant_say", "")
HEAD = f"{STEM} "


def people_of(seeds: Sequence[int]) -> list[Person]:
    """People whose answers differ from item to item and from person to person."""
    found: list[Person] = []
    for seed in seeds:
        answers = {item: ANSWERS[(seed * 31 + n * n + n) % 7] for n, item in enumerate(ITEMS)}
        found.append({item: answer for item, answer in answers.items() if answer != ""})
    return found


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def answers_in(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    return [{item: row[item] for item in ITEMS} for row in rows]


def expected(people: Sequence[Person]) -> list[dict[str, str]]:
    return [{item: given(person, item) for item in ITEMS} for person in people]


def taken(path: Path, *options: object) -> list[dict[str, str]]:
    ran = inside("import", path, "--yes", "-o", "-", *options)
    assert ran.code == 0, ran.err
    return rows_of(ran.out)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_platform_writes_comes_back(shape: str, tmp_path: Path) -> None:
    path = tmp_path / "export"

    @settings(max_examples=3)
    @drawn(st.lists(st.integers(0, 6), min_size=2, max_size=4, unique=True))
    def holds(seeds: list[int]) -> None:
        people = people_of(seeds)
        path.write_bytes(SHAPES[shape](people))
        assert answers_in(taken(path)) == expected(people)

    holds()
    platform = shape.partition(",")[0]
    known = {"surveyjs": "table", "webform": "table"}.get(platform, platform)
    assert f"platform: {known}\n" in mapping_of(path, tmp_path)


def mapping_of(path: Path, folder: Path) -> str:
    table = folder / "t.csv"
    assert inside("import", path, "--yes", "--force", "-o", table).code == 0
    return (folder / "t.mapping.yaml").read_text(encoding="utf-8")


def test_a_workbook_of_microsoft_forms(tmp_path: Path) -> None:
    people = people_of([1, 2, 3])
    path = tmp_path / "forms.xlsx"
    as_xlsx(path, ms_forms(people))
    rows = taken(path)
    assert answers_in(rows) == expected(people)
    assert [row["respondent"] for row in rows] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "heading",
    [
        "P04",
        " p04 ",
        "P\u00a004",
        "CULT[P04]",
        "cult_p04",
        "culture/p04",
        "culture-P04",
        "[p04] whatever",
        f"12. {TEXTS['p04']}",
        f"Q3) {TEXTS['p04'].upper()}",
        f"{HEAD}[{TEXTS['p04']}]",
        f"{HEAD}- {TEXTS['p04']}",
        f"<p>{TEXTS['p04'].replace(' ', '&nbsp;', 1)}</p>",
        TEXTS["p04"].replace(" ", "\u00a0\u200b").rstrip(".") + "\u2026",
    ],
)
def test_a_heading_is_the_item_it_shows(heading: str, tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_bytes(as_csv([[heading, "h01"], ["4", "2"]]))
    assert [row["p04"] for row in taken(path)] == ["4"]


def test_small_edits_are_shown_with_their_certainty(tmp_path: Path) -> None:
    edited = TEXTS["p01"].replace("people", "poeple", 1).replace(".", "!") + " x"
    path = tmp_path / "e.csv"
    known = [TEXTS["h01"], TEXTS["h02"]]
    path.write_bytes(as_csv([[edited, *known, "Where do you work?"], ["4", "2", "3", "north"]]))
    ran = inside("import", path)
    assert ran.code == 0
    assert "% of the letters match" in ran.err
    assert ran.err.count("% of the letters") == 1
    assert "near-match" in inside("batch", path).err
    turned = TEXTS["p01"].split(" ", 1)
    path.write_bytes(as_csv([[f"{turned[0]} never {turned[1]}", "h01"], ["4", "2"]]))
    assert "% of the letters" not in inside("import", path).err


@pytest.mark.parametrize(
    ("cells", "codes", "said"),
    [
        (["A1", "A3", "A5"], ["unknown-answers"], "'A1' (1), 'A3' (1), 'A5' (1)"),
        (["0", "2", "4"], ["unknown-answers"], "'0' (1)"),
        (["13", "17", "15"], ["unknown-answers"], "'13' (1)"),
        (["Never (5)", "Often (2)", "Rarely (4)"], ["answers-contradict"], "'Never (5)'"),
        (["0 - never", "1 - rarely", "2"], ["answers-contradict"], "'0 - never'"),
        (["somewhat", "often", "often"], ["unknown-answers"], "'somewhat' (1)"),
    ],
)
def test_nothing_is_recoded_by_guess(
    cells: list[str], codes: list[str], said: str, tmp_path: Path
) -> None:
    path, table = tmp_path / "e.csv", tmp_path / "t.csv"
    path.write_bytes(as_csv([["h01", "h02"], *[[cell, cell] for cell in cells]]))
    ran = inside("import", path, "--yes", "-o", table)
    assert ran.code == 3
    assert not table.exists()
    for code in [*codes, "mapping-to-fill-in"]:
        assert f"rctdiag: {code}: " in ran.err
    assert said.replace("(1)", "(2)") in ran.err
    fill = tmp_path / "t.mapping.yaml"
    text = fill.read_text(encoding="utf-8")
    refused = inside("import", path, "--map", fill, "-o", table)
    assert (refused.code, "mapping-to-fill-in" in refused.err) == (3, True)
    for number, cell in enumerate(cells, 1):
        text = text.replace(f'"{cell}": fill_in', f'"{cell}": {6 - number}')
    fill.write_text(text, encoding="utf-8")
    ran = inside("import", path, "--map", fill, "-o", table)
    assert ran.code == 0, ran.err
    wanted = [
        line.split('": ')[1]
        for cell in cells
        for line in text.splitlines()
        if f'"{cell}": ' in line
    ]
    rows = rows_of(table.read_text(encoding="utf-8"))
    assert [row["h01"] for row in rows][: len(wanted)] == wanted or len(wanted) < len(cells)


def test_words_and_numbers_of_one_answer_agree(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    cells = ["never (1)", "2 - rarely", "3 = Sometimes", "(4) often", "ALMOST  ALWAYS", "5.0", "'3"]
    cells += ["Can\u2019t say", "Prefer not to say"]
    path.write_bytes(as_csv([["h01"], *[[cell] for cell in cells]], end="\n"))
    values = [row["h01"] for row in taken(path)]
    assert values == ["1", "2", "3", "4", "5", "5", "3", "cant_say", "prefer_not"]


def test_rows_that_are_no_answers_are_told_and_dropped_by_name(tmp_path: Path) -> None:
    people = [*people_of([1, 2, 1]), dict.fromkeys(ITEMS, 3), {"h01": 2, "h02": 2, "h03": 1}]
    lines = qualtrics(people).decode("utf-8-sig").splitlines()
    lines[4] = lines[4].replace("2026-11-02,0,", "2026-11-02,1,")  # the second is a preview
    path = tmp_path / "e.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = inside("import", path)
    assert "Previews and tests: 1 row, left out." in ran.err
    assert "Answered again by a later row: 1 row, kept" in ran.err
    assert "The same answer throughout: 1 row, kept" in ran.err
    assert "Not finished: 1 row, kept" in ran.err
    assert "written nowhere: IPAddress" in ran.err
    counts = {
        "none": 5,
        "previews": 4,
        "doubles": 4,
        "unfinished,straightlining": 3,
        "previews,doubles,unfinished,straightlining": 1,
    }
    for kinds, left in counts.items():
        assert len(taken(path, "--drop", kinds)) == left, kinds


def test_a_sheet_with_a_title_a_footer_and_hidden_parts(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, team in (("North", 2), ("South", 4), ("Notes", 0)):
            page = book.add_worksheet(name)
            page.write(0, 0, "Survey of spring, all answers")
            page.write_row(2, 0, ["No", TEXTS["h01"], TEXTS["h02"], "Grade"])
            for row in range(3):
                page.write_row(3 + row, 0, [row + 1, team or 1, 3, " Senior" if row else "senior"])
            page.write_row(6, 0, ["Mean", 2.33, 3, ""])
        page.hide()
    rows = taken(path, "--sheet", "*", "--keep", "grade")
    assert [row["sheet"] for row in rows] == ["North"] * 3 + ["South"] * 3
    assert [row["h01"] for row in rows] == ["2"] * 3 + ["4"] * 3
    assert {row["grade"] for row in rows} == {"Senior"}  # four of six write it so
    ran = inside("import", path, "--keep", "grade")
    assert "hidden sheets, not read: Notes" in ran.err
    assert "the first of 2 sheets" in ran.err
    assert "header is in line 3" in ran.err
    assert "Totals, not anybody's answers: 1 row" in ran.err
    assert "grade: 'senior' is 'Senior'" in ran.err
    assert len(taken(path, "--sheet", "south")) == 3
    assert "unknown-sheet" in inside("import", path, "--sheet", "East").err


def test_nothing_personal_goes_along(tmp_path: Path) -> None:
    path, table = tmp_path / "e.csv", tmp_path / "t.csv"
    head = ["E-Mail-Adresse", "Your full name", "Contact", "Team name", "h01", "h02"]
    head += ["Reach me", "Staff number"]
    rows = [["a@x.org", "Ann Lee", "b@x.org", "North", "1", "2", "+49 (171) 123-4567", "71"]] * 2
    path.write_bytes(as_csv([head, *rows]))
    ran = inside("import", path, "--yes", "--keep", "Team name", "--link", "Contact", "-o", table)
    assert ran.code == 0, ran.err
    written = table.read_text(encoding="utf-8")
    [first, second] = rows_of(written)
    assert first["link"] == second["link"] != ""
    assert "x.org" not in written + ran.err + ran.out
    assert "Ann" not in written + ran.err + ran.out
    said = "E-Mail-Adresse, Your full name, Contact, Reach me and Staff number"
    assert f"written nowhere: {said}" in ran.err
    refused = inside("import", path, "--yes", "--keep", "Your full name", "-o", table, "--force")
    assert (refused.code, "personal-column" in refused.err) == (2, True)


def test_private_items_stay_at_the_door(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_bytes(as_csv([["h01", "r01"], ["1", "mostly true of me"]]))
    assert "r01" not in taken(path)[0]
    assert "Private, so not read: r01" in inside("import", path).err
    assert taken(path, "--include-private")[0]["r01"] == "4"


def test_one_item_in_two_columns_and_other_faults(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_bytes(as_csv([["h01", TEXTS["h01"]], ["1", "2"]]))
    assert "item-twice" in inside("import", path).err
    path.write_text('[{"h01": 1}, 2]', encoding="utf-8")
    assert "bad-json-export" in inside("import", path).err
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "no-item-columns" in inside("import", path).err
    path.write_bytes(as_csv([["h01"], ["4"]]))
    asked = inside("import", path, "-o", tmp_path / "t.csv", stdin="n\n", asks=True)
    assert "not-confirmed" in asked.err
    assert "no-input" in inside("import", path, "-o", tmp_path / "t.csv").err
    mapping_of(path, tmp_path)
    other = tmp_path / "other.csv"
    other.write_text("x,y\n1,2\n", encoding="utf-8")
    ran = inside("import", other, "--map", tmp_path / "t.mapping.yaml", "-o", "-")
    assert "mapping-does-not-fit" in ran.err
    path.write_bytes(as_csv([["h01", "Which team?", "Site", "E-mail"], ["1", "a", "b", "c"]]))
    for given_, hint in (
        ("team", "Did you mean 'Which team?'?"),
        ("sites", "Did you mean 'Site'?"),
        ("boss", "Its other columns: 'Which team?', 'Site'."),
    ):
        ran = inside("import", path, "--keep", given_)
        assert (ran.code, hint in ran.err) == (2, True), ran.err
    assert "--structure" in inside("import", other).err


def test_windows_text_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_bytes(b"h01;Caf\xe9\n4;x\n")
    assert "read as Windows text (cp1252)" in inside("import", path).err
    assert taken(path)[0]["h01"] == "4"
    assert "Answers: numbers as the questionnaire has them: 1 is 'never', 5 is" in (
        inside("import", path).err
    )


def test_teams_says_which_rows_of_an_export_may_be_nobodys_answers(tmp_path: Path) -> None:
    broken_off = [dict(list(person.items())[:20]) for person in people_of(range(7, 10))]
    (tmp_path / "e.csv").write_bytes(google_forms([*people_of(range(7)), *broken_off]))
    ran = inside("teams", tmp_path / "e.csv")
    assert "; rows kept: unfinished 3 (import --drop leaves them out)" in ran.err


def test_batch_and_teams_take_a_recognised_export(tmp_path: Path) -> None:
    alike = people_of(range(7))  # and each once more with another first answer, so nobody twice
    people = [*alike, *({**each, ITEMS[0]: 1 if each.get(ITEMS[0]) == 2 else 2} for each in alike)]
    path, table = tmp_path / "e.csv", tmp_path / "t.csv"
    path.write_bytes(google_forms(people))
    assert inside("import", path, "--yes", "--keep", "Team", "-o", table).code == 0
    direct, tidy = inside("batch", path), inside("batch", table)
    assert (direct.code, direct.out) == (0, tidy.out)
    assert "read as an export from google-forms, 63 columns recognised as questions" in direct.err
    shown = inside("teams", path)
    assert (shown.code, "read as an export from google-forms" in shown.err) == (0, True)
    text = path.read_text(encoding="utf-8").replace(LABELS["4"], "frequently")
    path.write_text(text, encoding="utf-8")
    ran = inside("batch", path)
    assert (ran.code, "import-first" in ran.err) == (3, True)
    assert "'frequently'" in ran.err
    capitals = tmp_path / "c.csv"
    capitals.write_bytes(as_csv([["H01", "H02", "P01"], ["1", "2", "3"]], end="\n"))
    assert inside("batch", capitals).code == 0


def test_a_folder_of_answer_files(tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    for n in (1, 2):
        sheet = {"schema": "rctdiag.answers/1", "answers": {"h01": n}, "context": "private"}
        (folder / f"{n}.json").write_text(json.dumps(sheet), encoding="utf-8")
    (folder / "read.me").write_text("x", encoding="utf-8")
    assert [row["h01"] for row in taken(folder)] == ["1", "2"]
    ran = inside("import", folder)
    assert "rctdiag's web form; a folder of 2 answer files; 1 other file skipped" in ran.err
    assert "private" not in ran.err
