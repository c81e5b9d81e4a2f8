"""Answers as each platform writes them in its results, by its documentation: what import reads.

Each shape takes people (item -> 1-5, ``cant_say`` or nothing) and gives the bytes of an export.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

from rctdiag.load.library import find_instruments

Person = Mapping[str, int | str]
INSTRUMENTS = find_instruments((), None)
SHARED = [one.questionnaire for one in INSTRUMENTS if not one.questionnaire.private]
TEXTS = {item.id: item.text for one in SHARED for item in one.items}
ITEMS = tuple(TEXTS)
STEM = SHARED[0].stem
LABELS = {
    **{str(n): label for n, label in enumerate(SHARED[0].scale.labels, 1)},
    "cant_say": "can't say",
    "": "",
}


def given(person: Person, item: str) -> str:
    return str(person.get(item, ""))


def as_csv(
    rows: Sequence[Sequence[str]],
    *,
    separator: str = ",",
    quote_all: bool = False,
    bom: bool = False,
    end: str = "\r\n",
) -> bytes:
    out = io.StringIO(newline="")
    if quote_all:
        written = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator=end)
    else:
        written = csv.writer(out, delimiter=separator, lineterminator=end)
    written.writerows(rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def as_xlsx(path: Path, rows: Sequence[Sequence[str]], sheet: str = "Sheet1") -> bytes:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    return path.read_bytes()


def limesurvey_codes(people: Sequence[Person]) -> bytes:
    """Codes, ``CULT[CODE]``: BOM, all quoted, CRLF, a blank last line, semicolons."""
    own = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
    rows = [[*own, *(f"CULT[{item.upper()}]" for item in ITEMS)]]
    for n, person in enumerate(people, 1):
        codes = [given(person, item).replace("cant_say", "CS") for item in ITEMS]
        rows.append([str(n), "2026-11-02 09:00:00", "7", "en", "19283", *codes])
    return as_csv(rows, separator=";", quote_all=True, bom=True) + b"\r\n"


def limesurvey_full(people: Sequence[Person]) -> bytes:
    """Full headings, ``Stem [row]``, answers as labels."""
    own = ["Response ID", "Date submitted", "Last page", "Start language", "Seed"]
    rows = [[*own, *(f"{STEM} [{TEXTS[item]}]" for item in ITEMS)]]
    for n, person in enumerate(people, 1):
        labels = [LABELS[given(person, item)] for item in ITEMS]
        rows.append([str(n), "2026-11-02 09:00:00", "7", "en", "19283", *labels])
    return as_csv(rows, quote_all=True, bom=True) + b"\r\n"


def kobo(people: Sequence[Person]) -> bytes:
    """Values with ``group/code`` headings: semicolons, all quoted, CRLF, no BOM."""
    tail = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"]
    tail += ["_submitted_by", "__version__", "_tags", "_index"]
    rows = [["start", "end", *(f"page_1/{item}" for item in ITEMS), *tail]]
    for n, person in enumerate(people, 1):
        own = [str(n), f"u-{n}", "2026-11-02T09:00:00", "", "", "submitted_via_web"]
        own += ["someone", "v1", "", str(n)]
        rows.append(["2026", "2026", *(given(person, item) for item in ITEMS), *own])
    return as_csv(rows, separator=";", quote_all=True)


def odk(people: Sequence[Person]) -> bytes:
    """``group-code``, KEY, ReviewState."""
    tail = ["KEY", "SubmitterID", "SubmitterName", "ReviewState", "FormVersion"]
    rows = [["SubmissionDate", *(f"page_1-{item}" for item in ITEMS), *tail]]
    for n, person in enumerate(people, 1):
        own = [f"uuid:{n}", "3", "someone", "", "1"]
        rows.append(["2026-11-02T09:00:00.000Z", *(given(person, i) for i in ITEMS), *own])
    return as_csv(rows, end="\n")


def qualtrics(people: Sequence[Person]) -> bytes:
    """Three rows of header: names, texts, import ids; recodes as our own file sets them."""
    own = ["StartDate", "Status", "IPAddress", "Finished", "ResponseId", "DistributionChannel"]
    names = [*own, *(f"Q1_{n}" for n, _ in enumerate(ITEMS, 1))]
    texts = ["Start Date", "Response Type", "IP Address", "Finished", "Response ID", "Channel"]
    texts += [f"{STEM} - {TEXTS[item]}" for item in ITEMS]
    ids = [json.dumps({"ImportId": name}) for name in names]
    rows = [names, texts, ids]
    for n, person in enumerate(people, 1):
        codes = [given(person, i).replace("cant_say", "9") or "-99" for i in ITEMS]
        rows.append(["2026-11-02", "0", "10.0.0.1", "1", f"R_{n}", "anonymous", *codes])
    return as_csv(rows, end="\n", bom=True)


def google_forms(people: Sequence[Person]) -> bytes:
    """A grid: ``Stem [Row]``, labels, a time stamp of some locale."""
    rows = [["Timestamp", "Team", *(f"{STEM} [{TEXTS[item]}]" for item in ITEMS)]]
    for n, person in enumerate(people):
        labels = [LABELS[given(person, item)] for item in ITEMS]
        rows.append(["2026/11/02 9:00:00 AM GMT+1", f"Team {n % 3}", *labels])
    return as_csv(rows, end="\n")


def ms_forms(people: Sequence[Person]) -> list[list[str]]:
    """Rows of a sheet: no-break spaces after headings, Likert rows without their stem."""
    own = ["ID", "Start time", "Completion time", "Email", "Name"]
    rows = [[*own, *(f"{TEXTS[item]}\u00a0" for item in ITEMS)]]
    for n, person in enumerate(people, 1):
        labels = [LABELS[given(person, item)] for item in ITEMS]
        rows.append([str(n), "2026-11-02", "2026-11-02", "anonymous", "", *labels])
    return rows


def surveymonkey(people: Sequence[Person]) -> bytes:
    """Two rows of header: the stem once above its rows, the rows below."""
    own = ["Respondent ID", "Collector ID", "Date Created", "Date Modified", "IP Address"]
    own += ["Email Address", "First Name", "Last Name"]
    rows = [[*own, STEM, *[""] * (len(ITEMS) - 1)], [*[""] * len(own), *TEXTS.values()]]
    for n, person in enumerate(people, 1):
        labels = [LABELS[given(person, item)] for item in ITEMS]
        rows.append(
            [f"118{n:07}", "45", "11/02/2026", "11/02/2026", "10.0.0.1", "", "", "", *labels]
        )
    return as_csv(rows, end="\n")


def redcap_raw(people: Sequence[Person]) -> bytes:
    """Raw codes under the variables of the dictionary."""
    rows = [["record_id", "redcap_survey_identifier", *ITEMS, "culture_complete"]]
    for n, person in enumerate(people, 1):
        rows.append([str(n), "", *(given(person, item) for item in ITEMS), "2"])
    return as_csv(rows, end="\n")


def surveyjs(people: Sequence[Person]) -> bytes:
    """One object a response, rows of matrices nested, blanks absent."""
    found = []
    for person in people:
        rows = {item: person[item] for item in ITEMS if item in person}
        found.append({"page_1": rows, "locale": "en", "pageNo": 3})
    return json.dumps(found).encode()


def answer_files(people: Sequence[Person]) -> bytes:
    """What the web form saves, in one list."""
    return json.dumps(
        [{"schema": "rctdiag.answers/1", "answers": dict(p)} for p in people]
    ).encode()


SHAPES: dict[str, Callable[[Sequence[Person]], bytes]] = {
    "limesurvey": limesurvey_codes,
    "limesurvey, full texts": limesurvey_full,
    "kobo": kobo,
    "odk": odk,
    "qualtrics": qualtrics,
    "google-forms": google_forms,
    "surveymonkey": surveymonkey,
    "redcap": redcap_raw,
    "surveyjs": surveyjs,
    "webform": answer_files,
}
