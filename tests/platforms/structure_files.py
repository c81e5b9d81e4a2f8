"""Surveys whose codes run another way, with the structure file each platform has for them.

Each maker takes a folder and people, and leaves a structure file and an export in codes.
"""

import csv
import html
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from cli.inside import inside
from platforms.shapes import ITEMS, LABELS, STEM, TEXTS, Person, as_csv, given

Made = tuple[Path, Path]  # the structure, the export
FALLING = {"1": "5", "2": "4", "3": "3", "4": "2", "5": "1", "cant_say": "9", "": ""}
LETTERS = {"1": "AO05", "2": "AO04", "3": "AO03", "4": "AO02", "5": "AO01", "cant_say": "X", "": ""}
SHIFTED = {"1": "0", "2": "1", "3": "2", "4": "3", "5": "4", "cant_say": "-1", "": ""}
EDITED = {"1": "13", "2": "14", "3": "15", "4": "16", "5": "17", "cant_say": "20", "": ""}
ANSWERS = ("1", "2", "3", "4", "5", "cant_say")


def coded(people: Sequence[Person], codes: dict[str, str]) -> list[list[str]]:
    return [[codes[given(person, item)] for item in ITEMS] for person in people]


def export(folder: Path, target: str, ending: str) -> Path:
    path = folder / f"form.{ending}"
    ran = inside("export", "--for", target, "-o", path, "--force")
    assert ran.code == 0, ran.err
    return path


def limesurvey_text(folder: Path, people: Sequence[Person]) -> Made:
    """The file that export writes, with other answer codes in two languages."""
    path = export(folder, "limesurvey", "txt")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter="\t"))
    head = rows[0]
    kind, name, text, language = map(head.index, ("class", "name", "text", "language"))
    names = {}
    parent = ""
    for row in rows[1:]:
        parent = row[name] if row[kind] == "Q" else parent
        if row[kind] == "A":
            row[name] = LETTERS["cant_say" if row[name] == "CS" else row[name]]
        if row[kind] == "SQ":
            names[row[name].casefold()] = f"{parent}[{row[name]}]"
    others = [row.copy() for row in rows if row[kind] in {"Q", "SQ", "A"}]
    for row in others:
        row[language] = "xx"
        row[text] = "?"
    path.write_bytes(as_csv([*rows, *others], separator="\t", bom=True))
    return path, _limesurvey_results(folder, names, people)


def _limesurvey_results(folder: Path, names: dict[str, str], people: Sequence[Person]) -> Path:
    own = ["id", "submitdate", "lastpage", "startlanguage"]
    rows = [[*own, *(names[item] for item in ITEMS)]]
    for n, answers in enumerate(coded(people, LETTERS), 1):
        rows.append([str(n), "2026-11-02", "8", "en", *answers])
    path = folder / "results.csv"
    path.write_bytes(as_csv(rows, separator=";", quote_all=True, bom=True))
    return path


def _table(name: str, rows: Sequence[dict[str, str]]) -> str:
    cells = "".join(
        "<row>" + "".join(f"<{k}><![CDATA[{v}]]></{k}>" for k, v in row.items()) + "</row>\n"
        for row in rows
    )
    return f"<{name}>\n<fields><fieldname>qid</fieldname></fields>\n<rows>\n{cells}</rows></{name}>"


def limesurvey_older(folder: Path, people: Sequence[Person]) -> Made:
    """An archive of version 3 or before: texts in the rows of questions and answers."""
    question = {"qid": "7", "parent_qid": "0", "type": "F", "title": "CULT", "question": STEM}
    rows = [
        {"qid": str(100 + n), "parent_qid": "7", "title": f"SQ{n:03}", "question": f"<p>{text}</p>"}
        | {"scale_id": "0", "language": "en"}
        for n, text in enumerate(TEXTS.values())
    ]
    answers = [
        {"qid": "7", "code": LETTERS[a], "answer": LABELS[a], "scale_id": "0"} for a in ANSWERS
    ]
    tables = _table("answers", answers) + _table("questions", [question])
    return _archive(folder, tables + _table("subquestions", rows), people)


def limesurvey_newer(folder: Path, people: Sequence[Person]) -> Made:
    """An archive of version 4 or later: texts in tables of their own, here in two languages."""
    question = {"qid": "7", "parent_qid": "0", "type": "F", "title": "CULT"}
    rows = [
        {"qid": str(100 + n), "parent_qid": "7", "title": f"SQ{n:03}", "scale_id": "0"}
        for n in range(len(ITEMS))
    ]
    texts = [
        {"id": "1", "qid": str(100 + n), "question": said, "language": language}
        for n, text in enumerate(TEXTS.values())
        for language, said in (("de", "Anders gesagt"), ("en", text))
    ]
    answers = [
        {"aid": str(n), "qid": "7", "code": LETTERS[a], "scale_id": "0"}
        for n, a in enumerate(ANSWERS)
    ]
    labels = [
        {"id": "1", "aid": str(n), "answer": LABELS[a], "language": "en"}
        for n, a in enumerate(ANSWERS)
    ]
    tables = _table("answers", answers) + _table("answer_l10ns", labels)
    tables += _table("questions", [question]) + _table("subquestions", rows)
    return _archive(folder, tables + _table("question_l10ns", texts), people)


def _archive(folder: Path, tables: str, people: Sequence[Person]) -> Made:
    path = folder / "survey.lss"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n'
    head += "<LimeSurveyDocType>Survey</LimeSurveyDocType>\n<DBVersion>623</DBVersion>\n"
    path.write_text(f"{head}{tables}\n</document>\n", encoding="utf-8")
    names = {item: f"CULT[SQ{n:03}]" for n, item in enumerate(ITEMS)}
    return path, _limesurvey_results(folder, names, people)


def xlsform(folder: Path, people: Sequence[Person]) -> Made:
    """The workbook that export writes, its codes shifted to begin with 0."""
    path = export(folder, "xlsform", "xlsx")
    book = CalamineWorkbook.from_path(str(path))
    sheets = {n: book.get_sheet_by_name(n).to_python() for n in book.sheet_names}
    for row in sheets["choices"][1:]:
        row[1] = SHIFTED[str(row[1])]
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as written:
        for name, rows in sheets.items():
            page = written.add_worksheet(name)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)
    head = ["_id", "_uuid", "_submission_time", *(f"page/{item}" for item in ITEMS)]
    rows_ = [[str(n), f"u{n}", "t", *row] for n, row in enumerate(coded(people, SHIFTED))]
    results = folder / "results.csv"
    results.write_bytes(as_csv([head, *rows_], separator=";", quote_all=True))
    return path, results


def redcap(folder: Path, people: Sequence[Person]) -> Made:
    """The dictionary that export writes, with fields of other names and a list that falls."""
    path = export(folder, "redcap", "csv")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    names = {}
    choices = " | ".join(f"{FALLING[a]}, {LABELS[a]}" for a in reversed(ANSWERS))
    for n, row in enumerate(rows[1:]):
        if row[3] == "radio":
            names[row[0]] = row[0] = f"q_{n}"
            row[5] = choices
    path.write_bytes(as_csv(rows))
    head = ["record_id", *(names[item] for item in ITEMS), "culture_complete"]
    body = [[str(n), *row, "2"] for n, row in enumerate(coded(people, FALLING), 1)]
    results = folder / "results.csv"
    results.write_bytes(as_csv([head, *body], end="\n"))
    return path, results


def qualtrics(folder: Path, people: Sequence[Person]) -> Made:
    """A survey whose answers were edited, so that their values run from 13 to 17."""
    payload = {
        "QuestionText": STEM,
        "DataExportTag": "Q2",
        "QuestionType": "Matrix",
        "Selector": "Likert",
        "SubSelector": "SingleAnswer",
        "QuestionID": "QID2",
        "Choices": {str(n): {"Display": html.escape(t)} for n, t in enumerate(TEXTS.values(), 1)},
        "Answers": {str(n): {"Display": LABELS[a]} for n, a in enumerate(ANSWERS, 1)},
        "RecodeValues": {str(n): EDITED[a] for n, a in enumerate(ANSWERS, 1)},
        "ChoiceDataExportTags": False,
        "Language": [],
    }
    elements = [
        {"Element": "BL", "Payload": [{"Type": "Default"}]},
        {"Element": "SQ", "PrimaryAttribute": "QID2", "Payload": payload},
    ]
    path = folder / "survey.qsf"
    survey = {"SurveyEntry": {"SurveyLanguage": "EN"}, "SurveyElements": elements}
    path.write_text(json.dumps(survey), encoding="utf-8")
    names = ["Status", "Finished", "ResponseId", "RecordedDate"]
    columns = [f"Q2_{n}" for n, _ in enumerate(ITEMS, 1)]
    own = ["Response Type", "Finished", "Response ID", "Recorded Date"]
    texts = [*own, *columns]  # in older exports the texts were not always there
    body = [["0", "1", f"R_{n}", "2026", *row] for n, row in enumerate(coded(people, EDITED))]
    results = folder / "results.csv"
    results.write_bytes(as_csv([[*names, *columns], texts, *body], end="\n", bom=True))
    return path, results


def surveyjs(folder: Path, people: Sequence[Person]) -> Made:
    """The form that export writes, with texts by language, rows and values of other names."""
    path = export(folder, "surveyjs", "json")
    form = json.loads(path.read_text("utf-8"))
    names = {}
    for page in form["pages"]:
        for element in page["elements"]:
            for column in element.get("columns", []):
                column["value"] = FALLING[str(column["value"])]
                column["text"] = {"default": column["text"]}
            for n, row in enumerate(element.get("rows", [])):
                names[row["value"]] = (element["name"], f"row{n}")
                row["value"] = f"row{n}"
                row["text"] = {"default": row["text"], "xx": "?"}
    path.write_text(json.dumps(form), encoding="utf-8")
    responses = []
    for person in people:
        response: dict[str, dict[str, str] | str] = {"locale": "en"}
        for item in ITEMS:
            grid, row = names[item]
            if answer := given(person, item):
                rows = response.setdefault(grid, {})
                assert isinstance(rows, dict)
                rows[row] = FALLING[answer]
        responses.append(response)
    results = folder / "results.json"
    results.write_text(json.dumps(responses), encoding="utf-8")
    return path, results


STRUCTURES: dict[str, Callable[[Path, Sequence[Person]], Made]] = {
    "limesurvey, txt": limesurvey_text,
    "limesurvey, older lss": limesurvey_older,
    "limesurvey, newer lss": limesurvey_newer,
    "kobo, xlsform": xlsform,
    "redcap, dictionary": redcap,
    "qualtrics, qsf": qualtrics,
    "surveyjs, form": surveyjs,
}
