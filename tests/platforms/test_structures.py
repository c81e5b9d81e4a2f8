"""Codes that run another way: read with the structure file, refused without it."""

import json
from pathlib import Path

import pytest

from cli.inside import inside
from platforms.shapes import ITEMS, LABELS, TEXTS, as_csv
from platforms.structure_files import (
    STRUCTURES,
    limesurvey_newer,
    limesurvey_text,
    qualtrics,
    redcap,
)
from platforms.test_import import answers_in, expected, people_of, rows_of, taken


@pytest.mark.parametrize("name", STRUCTURES)
def test_codes_are_what_their_labels_are(name: str, tmp_path: Path) -> None:
    people = people_of([0, 1, 3, 5])
    structure, results = STRUCTURES[name](tmp_path, people)
    table = tmp_path / "t.csv"
    ran = inside("import", results, "--structure", structure, "--yes", "-o", table)
    assert ran.code == 0, ran.err
    assert f"Codes: as {structure} has them, for 63 columns." in ran.err
    assert answers_in(rows_of(table.read_text("utf-8"))) == expected(people)
    mapping = tmp_path / "t.mapping.yaml"
    assert f"platform: {name.partition(',')[0]}\n" in mapping.read_text("utf-8")
    assert answers_in(taken(results, "--map", mapping)) == expected(people)
    without = inside("import", results, "--yes", "-o", tmp_path / "no.csv")
    assert (without.code, (tmp_path / "no.csv").exists()) == (3, False), without.err


def test_batch_and_teams_take_a_structure_too(tmp_path: Path) -> None:
    structure, results = qualtrics(tmp_path, people_of(range(6)))
    table = tmp_path / "t.csv"
    assert inside("import", results, "--structure", structure, "--yes", "-o", table).code == 0
    direct = inside("batch", results, "--structure", structure)
    assert (direct.code, direct.out) == (0, inside("batch", table).out), direct.err
    shown = inside("teams", results, "--structure", structure, "--ledger", "none", "--json")
    assert (shown.code, "63 columns recognised as questions" in shown.err) == (0, True), shown.err
    for arguments in (("--long", "--id", "h01"), ("--engine", "spark")):
        ran = inside("batch", results, "--structure", structure, *arguments)
        assert (ran.code, "--structure" in ran.err) == (2, True), ran.err
    ran = inside("teams", results, "--structure", structure, "-o", structure, "--force")
    assert ran.code == 2, ran.err
    ran = inside("batch", results, "--structure", structure, "-o", structure, "--force")
    assert ran.code == 2, ran.err


def test_the_mapping_of_one_wave_refuses_a_code_of_the_next(tmp_path: Path) -> None:
    """5 is no code of a list from 0 to 4, though it is an answer."""
    structure, results = STRUCTURES["kobo, xlsform"](tmp_path, people_of([1, 2]))
    table = tmp_path / "t.csv"
    assert inside("import", results, "--structure", structure, "--yes", "-o", table).code == 0
    text = results.read_text("utf-8").replace('"4"', '"5"')
    results.write_text(text, encoding="utf-8")
    ran = inside("import", results, "--map", tmp_path / "t.mapping.yaml", "-o", "-")
    assert (ran.code, "unknown-answers" in ran.err, "'5'" in ran.err) == (3, True, True), ran.err
    ran = inside("import", results, "--structure", structure)
    assert (ran.code, "'5'" in ran.err) == (3, True), ran.err


def test_the_codes_of_a_team_are_called_by_their_labels(tmp_path: Path) -> None:
    people = people_of([1, 2, 3, 4, 5])
    structure, results = redcap(tmp_path, people)
    field = ["site", "culture", "", "radio", "Where do you work?", "1, North | 2, South &amp; East"]
    structure.write_bytes(structure.read_bytes() + as_csv([field + [""] * 12]))
    rows = results.read_text("utf-8").splitlines()
    sites = ["Site", "1", "2", "2", "3", ""]
    text = "\n".join(f"{row},{site}" for row, site in zip(rows, sites, strict=True))
    results.write_text(f"{text}\n", encoding="utf-8")
    table, mapping = tmp_path / "t.csv", tmp_path / "t.mapping.yaml"
    both = ("--structure", structure, "--keep", "site")
    ran = inside("import", results, *both, "--yes", "-o", table)
    assert ran.code == 0, ran.err
    called = ["North", "South & East", "South & East", "3", ""]
    assert [row["site"] for row in rows_of(table.read_text("utf-8"))] == called
    assert [row["site"] for row in taken(results, "--map", mapping)] == called
    direct = inside("batch", results, *both)
    assert "South & East" in direct.out


def test_labels_no_questionnaire_has_are_left_to_a_person(tmp_path: Path) -> None:
    structure, results = limesurvey_text(tmp_path, people_of(range(6)))
    text = structure.read_text("utf-8-sig").replace(f"\t{LABELS['5']}\t", "\tthe whole time\t")
    structure.write_text(text, encoding="utf-8")
    table, mapping = tmp_path / "t.csv", tmp_path / "t.mapping.yaml"
    ran = inside("import", results, "--structure", structure, "--yes", "-o", table)
    assert ran.code == 3
    assert "'AO01' 'the whole time' (" in ran.err
    filled = mapping.read_text("utf-8")
    assert '"AO01": fill_in  # "the whole time"' in filled
    mapping.write_text(filled.replace("fill_in", "5"), encoding="utf-8")
    rows = taken(results, "--map", mapping)
    assert answers_in(rows) == expected(people_of(range(6)))
    direct = inside("batch", results, "--structure", structure)
    assert (direct.code, "import-first" in direct.err) == (3, True)


@pytest.mark.parametrize(
    ("labels", "taken_for"),
    [
        (["never", "2", "3", "4", "almost always"], "1 2 3 4 5"),
        (["almost always", "2", "3", "4", "never"], ""),
        (["5 = never", "4", "3", "2", "1 = almost always"], ""),
        (
            ["5 = never", "4 = rarely", "3 = sometimes", "2 = often", "1 = almost always"],
            "1 2 3 4 5",
        ),
        (["1", "2", "3", "4", "5"], "1 2 3 4 5"),
        (["5", "4", "3", "2", "1"], ""),  # is 5 the code or the label?
    ],
)
def test_labels_that_are_only_numbers(labels: list[str], taken_for: str, tmp_path: Path) -> None:
    """Where words stand at the ends only, the numbers between hold if the ends are their own."""
    structure, results = tmp_path / "form.json", tmp_path / "e.csv"
    choices = [{"value": str(n), "text": label} for n, label in enumerate(labels, 1)]
    form = {"elements": [{"type": "radiogroup", "name": "h01", "choices": choices}]}
    structure.write_text(json.dumps(form), encoding="utf-8")
    results.write_bytes(as_csv([["h01"], *([str(n)] for n in range(1, 6))]))
    ran = inside("import", results, "--structure", structure, "--yes", "-o", "-")
    assert ran.code == (0 if taken_for else 3), ran.err
    assert not taken_for or [row["h01"] for row in rows_of(ran.out)] == taken_for.split()
    assert taken_for or "rctdiag: unknown-answers: " in ran.err, ran.err


def test_a_structure_of_another_survey_is_refused(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    _, results = qualtrics(here, people_of([1, 2]))
    structure, _ = redcap(there, people_of([1, 2]))
    ran = inside("import", results, "--structure", structure)
    assert (ran.code, "structure-does-not-fit" in ran.err or "no-item" in ran.err) == (3, True)
    # The same names for other questions: the headings say so.
    structure, _ = qualtrics(there, people_of([1]))
    survey = json.loads(structure.read_text("utf-8"))
    rows = survey["SurveyElements"][1]["Payload"]["Choices"]
    rows["1"], rows["2"] = rows["2"], rows["1"]
    structure.write_text(json.dumps(survey), encoding="utf-8")
    lines = results.read_text("utf-8-sig").splitlines()
    full = ["a", "b", "c", "d", *(f"How often - {text}" for text in TEXTS.values())]
    lines[1] = as_csv([full]).decode().strip()
    results.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ran = inside("import", results, "--structure", structure)
    assert ran.code == 3
    assert f"the column 'Q2_1' is {ITEMS[1]} in it, and {ITEMS[0]} by its heading" in ran.err
    ran = inside("batch", results, "--structure", structure)
    assert (ran.code, "structure-does-not-fit" in ran.err) == (3, True)


def test_damaged_and_hostile_structures_say_where(tmp_path: Path) -> None:
    answers = tmp_path / "e.csv"
    answers.write_bytes(as_csv([["h01", "h02"], ["1", "2"]]))
    lss, _ = limesurvey_newer(tmp_path, people_of([1]))
    text = lss.read_text("utf-8")
    line = text.splitlines()
    at = next(n for n, row in enumerate(line, 1) if "<qid><![CDATA[7]]></qid><code>" in row)
    dictionary = redcap(tmp_path, people_of([1]))[0].read_text("utf-8")
    tsv = "class\ttype/scale\tname\ttext\n"
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><document>&b;</document>'
    matrix = '{"type": "matrix", "name": "m", "columns": [1, 1], "rows": ["h01"]}'
    other = f'{{"type": "radiogroup", "name": "h01", "title": {json.dumps(TEXTS["h02"])}}}'
    texts = [{"value": "a", "text": TEXTS[item]} for item in ("h01", "h02")]
    rows = f'"rows": {json.dumps(texts)}'
    cases = {
        "x.lss": [
            (laughs, ":1: it declares a document type"),
            (text.replace("</document>", ""), "this is not XML"),
            (text.replace(">Survey<", ">Label set<"), "not a LimeSurvey survey"),
            (
                text.replace("<qid><![CDATA[7]]></qid><code>", "<qid>8</qid><code>", 1),
                f"x.lss:{at}: it belongs to question 8",
            ),
            (text.replace("Anders gesagt", TEXTS["h03"], 1), "rctdiag: structure-contradicts: "),
        ],
        "x.txt": [
            (
                f"{tsv}SQ\t0\tH01\tx\n",
                "structure-damaged: {tmp}/x.txt:2: SQ without a question above it.",
            ),
            (f"{tsv}Q\tF\tP\tx\nSQ\t0\t\tx\n", ":3: SQ without a name."),
            ("class\ttype/scale\tname\nQ\tF\tP\n", ":1: there is no column 'text'."),
            (f"{tsv}Q\tL\tH01\tx\n", "h01 has a different text there"),
            (f"{tsv}Q\tL\tX\tTeam\n", "no question in this structure is one that"),
            ("hello\n", "structure-unknown"),
            ("\x00\x01", "control-character"),
            ("", "structure-unknown"),
        ],
        "x.csv": [
            (
                dictionary.replace("5, never", "never", 1),
                "are not written as '1, label | 2, label'",
            ),
            (dictionary.replace("5, never", "4, never", 1), "a code of q_2 appears twice"),
            (dictionary.replace("Field Label", "Label"), ":1: there is no column 'field label'"),
        ],
        "x.json": [
            ("{", "bad-json"),
            ('{"a": 1}', "structure-unknown"),
            ("[" * 100_000, "rctdiag: "),
            (f'{{"pages": [{{"elements": [\n{matrix}]}}]}}', ":2:1: two answers of m have the"),
            (
                f'{{"elements": [\n{other}]}}',
                "x.json:2:1: its code and its texts match several items: h01 and h02",
            ),
            ('{"SurveyElements": [{"Element": "SQ", "Payload": {"a": 1}}]}', "without DataExport"),
            (
                f'{{"elements": [{{"type": "matrix", "name": "m", "columns": [1],\n{rows}}}]}}',
                "two questions have the code 'm/a'",
            ),
            ('{"SurveyElements": 5}', "no question in this structure is one that"),
        ],
    }
    for name, pairs in cases.items():
        path = tmp_path / name
        for content, said in pairs:
            path.write_text(content, encoding="utf-8")
            ran = inside("import", answers, "--structure", path)
            assert said.replace("{tmp}", str(tmp_path)) in ran.err, (said, ran.err)
            assert ran.code == 3 or "a different text" in said, (said, ran.err)
    path.write_bytes(b"\xff\xfe\x00\xd8\x00\xd8")
    assert inside("import", answers, "--structure", path).code == 3
    assert inside("import", answers, "--structure", tmp_path / "none.lss").code == 6
    assert inside("import", answers, "--structure", "-").code == 3
    assert inside("import", answers, "--structure", path, "--map", path).code in {2, 3}
