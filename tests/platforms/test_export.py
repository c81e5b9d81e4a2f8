"""Questionnaires out: all questions in the order of the interview, no key; and back again."""

import csv
import html
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from cli.inside import inside
from platforms.shapes import ITEMS, SHARED, TEXTS, Person, as_csv, given
from platforms.test_import import answers_in, expected, people_of, taken
from rctdiag.load.library import find_instruments
from rctdiag.scoring.key import presentation_order

TARGETS = (
    *("text", "markdown", "google", "limesurvey", "xlsform", "surveyjs", "redcap"),
    *("qualtrics", "docx", "paper", "webform"),
)
ORDER = presentation_order(SHARED, "full")
PRIVATE = [
    i.text
    for one in find_instruments((), None)
    if one.questionnaire.private
    for i in one.questionnaire.items
]


def exported(target: str, folder: Path, *options: str) -> Path:
    path = folder / f"form.{target}"
    ran = inside("export", *options, "--for", target, "-o", path, "--force")
    assert ran.code == 0, ran.err
    return path


def sheets(path: Path) -> dict[str, list[list[str]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {
        n: [[str(c) for c in r] for r in book.get_sheet_by_name(n).to_python()]
        for n in book.sheet_names
    }


def words_in(target: str, path: Path) -> str:
    """Everything somebody could read in the file, as plain text."""
    if target == "xlsform":
        return "\n".join(cell for rows in sheets(path).values() for row in rows for cell in row)
    if target == "docx":
        document = Document(str(path))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    return html.unescape(path.read_text(encoding="utf-8-sig")).replace("\\", "")


@pytest.mark.parametrize("target", TARGETS)
def test_every_question_in_its_order_and_no_key(target: str, tmp_path: Path) -> None:
    shown = words_in(target, exported(target, tmp_path))
    places = [shown.find(TEXTS[item]) for item in ORDER]
    assert -1 not in places
    assert places == sorted(places)
    assert not [text for text in PRIVATE if text in shown]
    labels = [facet.label for one in SHARED for facet in one.facets]
    hidden = [*labels, *(one.title for one in SHARED if " " in one.title or "-" in one.title)]
    assert not [name for name in hidden if name in shown]
    assert not re.search(
        r"reversed|hierarchical|pseudo|survival|facet|subscale", shown, re.IGNORECASE
    )
    assert "If you are in danger now, call the local emergency number." in shown
    assert "CC-BY-4.0" in shown
    assert "can't say" in shown
    short = words_in(target, exported(target, tmp_path, "--short"))
    assert sum(text in short for text in TEXTS.values()) == 22


def test_a_private_questionnaire_goes_into_no_form(tmp_path: Path) -> None:
    ran = inside("export", "readiness", "--for", "text")
    assert (ran.code, "private-questionnaire" in ran.err) == (2, True)
    own = Path("questionnaires/survival.yaml").read_text(encoding="utf-8")
    odd = own.replace("s01", "s0_1").replace("s02", "s01_").replace("id: survival", "id: odd")
    path = tmp_path / "odd.yaml"
    path.write_text(odd.replace("s01_", "s_01"), encoding="utf-8")
    assert "ids-are-no-codes" in inside("export", path, "--for", "limesurvey").err


def limesurvey(path: Path, people: Sequence[Person]) -> bytes:
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter="\t"))
    ids = [row["id"] for row in rows if row["class"] in {"G", "Q", "SQ"}]
    assert len(ids) == len(set(ids))
    assert all(len(row["name"]) <= 5 for row in rows if row["class"] == "A")
    names = {row["id"]: row["name"] for row in rows if row["class"] == "Q"}
    asked = [row for row in rows if row["class"] == "SQ"]
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9]{0,19}", row["name"]) for row in asked)
    head = ["id", "submitdate", "lastpage", "startlanguage"]
    head += [f"{names[row['related_id']]}[{row['name']}]" for row in asked]
    item = {html.unescape(row["text"]): row["name"] for row in asked}
    order = sorted(ITEMS, key=lambda i: [row["name"] for row in asked].index(item[TEXTS[i]]))
    answers = [[given(p, i).replace("cant_say", "CS") for i in order] for p in people]
    own = [[str(n), "2026-11-02 09:00:00", "8", "en"] for n, _ in enumerate(people, 1)]
    return as_csv([head, *(a + b for a, b in zip(own, answers, strict=True))], separator=";")


def kobo(path: Path, people: Sequence[Person]) -> bytes:
    survey, choices = sheets(path)["survey"], sheets(path)["choices"]
    lists = {row[0] for row in choices[1:]}
    group, names = "", []
    for kind, name, *_ in survey[1:]:
        group = name if kind == "begin_group" else group
        if kind.startswith("select_one"):
            assert kind.split()[1] in lists
            names.append((group, name))
    head = ["_id", "_uuid", "_submission_time", *(f"{g}/{n}" for g, n in names)]
    rows = [[str(n), f"u{n}", "t", *(given(p, i) for _, i in names)] for n, p in enumerate(people)]
    assert {row[1] for row in choices[1:]} == {"1", "2", "3", "4", "5", "cant_say"}
    return as_csv([head, *rows], separator=";", quote_all=True)


def surveyjs(path: Path, people: Sequence[Person]) -> bytes:
    pages = json.loads(path.read_text("utf-8"))["pages"]
    grids = [e for page in pages for e in page["elements"] if e["type"] == "matrix"]
    found = []
    for person in people:
        response: dict[str, object] = {"locale": "en", "pageNo": 8}
        for grid in grids:
            rows = {r["value"]: person[r["value"]] for r in grid["rows"] if r["value"] in person}
            assert {str(value) for value in rows.values()} <= {
                str(column["value"]) for column in grid["columns"]
            }
            response[grid["name"]] = rows
        found.append(response)
    return json.dumps(found).encode()


def redcap(path: Path, people: Sequence[Person]) -> bytes:
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    assert {len(row) for row in rows} == {18}
    assert rows[1][0] == "record_id"
    fields = [row for row in rows[1:] if row[3] == "radio"]
    assert all(re.fullmatch("[a-z][a-z0-9_]*", row[0]) for row in rows[1:])
    codes = [dict(c.split(", ", 1) for c in row[5].split(" | ")) for row in fields]
    head = ["record_id", *(row[0] for row in fields), "culture_complete"]
    answers = [
        [
            str(n),
            *([""] * 0),
            *(
                code[given(p, row[0])] if given(p, row[0]) else ""
                for row, code in zip(fields, codes, strict=True)
            ),
            "Complete",
        ]
        for n, p in enumerate(people, 1)
    ]  # labels, as REDCap offers
    return as_csv([head, *answers], end="\n")


def qualtrics(path: Path, people: Sequence[Person]) -> bytes:
    text = html.unescape(path.read_text("utf-8"))
    rows = re.findall(r"\[\[Choice:(\d+)\]\]\n(.*)", text)
    codes = {label: code for code, label in re.findall(r"\[\[Answer:(\d+)\]\]\n(.*)", text)}
    item = {words: id_ for id_, words in TEXTS.items()}
    names = ["Status", "Finished", "ResponseId", "RecordedDate", *(f"Q_{n}" for n, _ in rows)]
    texts = [
        "Response Type",
        "Finished",
        "Response ID",
        "Recorded",
        *(f"How often - {t}" for _, t in rows),
    ]
    body = []
    for n, person in enumerate(people):
        answers = [given(person, item[t]).replace("cant_say", codes["can't say"]) for _, t in rows]
        body.append(["0", "1", f"R_{n}", "2026", *(a or "-99" for a in answers)])
    ids = [json.dumps({"ImportId": name}) for name in names]
    return as_csv([names, texts, ids, *body], end="\n", bom=True)


def google(path: Path, people: Sequence[Person]) -> bytes:
    script = path.read_text("utf-8")
    pages = json.loads(script.split("var PAGES = ")[1].rstrip().removesuffix(";"))
    item = {words: id_ for id_, words in TEXTS.items()}
    columns = [(page, row) for page in pages for row in page["rows"]]
    head = ["Timestamp", *(f"{page['stem']} [{row}]" for page, row in columns)]
    body = []
    for person in people:
        cells = []
        for page, row in columns:
            answer = given(person, item[row])
            cells.append(
                page["columns"][5 if answer == "cant_say" else int(answer) - 1] if answer else ""
            )
        body.append(["2026/11/02 9:00:00 AM", *cells])
    return as_csv([head, *body], end="\n")


BACK: dict[str, Callable[[Path, Sequence[Person]], bytes]] = {
    "limesurvey": limesurvey,
    "xlsform": kobo,
    "surveyjs": surveyjs,
    "redcap": redcap,
    "qualtrics": qualtrics,
    "google": google,
}


@pytest.mark.parametrize("target", BACK)
def test_answers_to_the_exported_form_come_back(target: str, tmp_path: Path) -> None:
    people = people_of([0, 2, 3, 5])
    path = tmp_path / "results"
    path.write_bytes(BACK[target](exported(target, tmp_path), people))
    assert answers_in(taken(path)) == expected(people)


def test_the_script_for_google_is_a_script(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    path = exported("google", tmp_path).rename(tmp_path / "form.js")
    subprocess.run([node, "--check", path], check=True, timeout=60)
