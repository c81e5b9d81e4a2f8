"""Makes the result files in ``results/``: two a platform, as a client would send them.

    python -m platforms.make_results      (in tests/, once; the files are kept)

The five people answered as ``people()`` says. Ben stopped half way, Cem is marked as a test, a
preview or rejected where the platform knows such a thing; the same in every file.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from platforms.shapes import LABELS, SHARED, STEM, TEXTS
from rctdiag.operations.platforms.form_layouts import layout_of
from rctdiag.platforms.codes.answer_codes import code_of
from rctdiag.scoring.key import presentation_order

RESULTS = Path(__file__).with_name("results")
ORDER = presentation_order(SHARED, "full")
NAMES = ("ann", "ben", "cem", "dee", "eve")
Cells = Sequence[object]
NOTE = 'She said "no", then left;\nsee me, please'


def people() -> list[dict[str, str]]:
    """Item to answer; without it where nothing was answered."""
    found: list[dict[str, str]] = []
    for who in range(len(NAMES)):
        answers = {}
        for at, item in enumerate(ORDER):
            kind = (at * 7 + who * 11 + at * at) % 23
            if who == 1 and at >= 30:
                break
            if kind not in (3, 9):
                answers[item] = "cant_say" if kind == 12 else str(1 + (kind + at + who) % 5)
        found.append(answers)
    return found


PEOPLE = people()


def cells(person: Mapping[str, str], codes: Mapping[str, str] | None = None) -> list[str]:
    """The answers in the order of the form; ``codes`` says what an answer is called."""
    given = [person.get(item, "") for item in ORDER]
    return [(codes or {}).get(answer, answer) for answer in given]


def text(
    rows: Sequence[Cells],
    *,
    separator: str = ",",
    quoting: int = csv.QUOTE_MINIMAL,
    end: str = "\n",
) -> str:
    out = io.StringIO(newline="")
    written = csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    written.writerows(rows)
    return out.getvalue()


def save(name: str, content: str, encoding: str = "utf-8") -> None:
    (RESULTS / name).write_bytes(content.encode(encoding))


def limesurvey() -> None:
    own = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"]
    times = ["interviewtime", "groupTime31", "CULTTime"]
    rows = [[*own, "TEAM", *(f"CULT[{i.upper()}]" for i in ORDER), "REMARK", *times]]
    full = [["Response ID", "Date submitted", "Last page", "Start language", "Seed"]]
    full[0] += ["Your team?", *(f"{STEM} [{TEXTS[i].replace(' ', chr(0xA0), 1)}]" for i in ORDER)]
    for n, person in enumerate(PEOPLE):
        day = "" if n == 1 else f"2026-11-0{n + 1} 09:12:44"
        head = [str(n + 17), day, "4" if n == 1 else "8", "en", str(90817263 + n)]
        remark = "'=SUM(A1)" if n == 2 else NOTE if n == 3 else ""
        codes = cells(person, {"cant_say": "CS"})
        seconds = ["412.33", "", "398.07"]
        rows.append([*head, day, day, f"T{n % 2}", *codes, remark, *seconds])
        full.append([*head, f"Team {n % 2}", *cells(person, {**LABELS, "": "N/A"})])
    everything = csv.QUOTE_ALL
    save(
        "limesurvey-codes.csv",
        text(rows, separator=";", quoting=everything, end="\r\n") + "\r\n",
        "utf-8-sig",
    )
    save("limesurvey-full.csv", text(full, quoting=everything, end="\r\n") + "\r\n", "utf-8-sig")


def kobo_and_odk() -> None:
    tail = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"]
    tail += ["_submitted_by", "__version__", "_tags", "_index"]
    values = [["start", "end", "team", *(f"culture/{i}" for i in ORDER), *tail]]
    labels = [["start", "end", "Your team", *(f"{STEM}/{TEXTS[i]}" for i in ORDER), *tail]]
    central = [["SubmissionDate", *(f"page_1-{i}" for i in ORDER), "meta-instanceID", "KEY"]]
    central[0] += ["SubmitterID", "SubmitterName", "AttachmentsPresent", "ReviewState", "Edits"]
    plain = [["SubmissionDate", "start", "end", *ORDER, "instanceID", "KEY", "ReviewState"]]
    for n, person in enumerate(PEOPLE):
        time = f"2026-11-0{n + 1}T09:12:44.120+01:00"
        status = ("", "Approved", "Not Approved", "On Hold", "")[n]
        own = [str(4100 + n), f"0f-{n}", time[:19], status, "[]", "submitted_via_web"]
        own += ["", "vAbC", "", str(n + 1)]
        values.append([time, time, f"t{n % 2}", *cells(person), *own])
        labels.append([time, time, f"Team {n % 2}", *cells(person, LABELS), *own])
        review = ("", "hasIssues", "rejected", "approved", "edited")[n]
        key = f"uuid:77-{n}"
        central.append([time, *cells(person), key, key, "12", "field 3", "0", review, "0"])
        plain.append([time, time, time, *cells(person), key, key, review])
    save("kobo-values.csv", text(values, separator=";", quoting=csv.QUOTE_ALL, end="\r\n"))
    book("kobo-labels.xlsx", {"Culture survey": labels})
    save("odk-groups.csv", text(central))
    save("odk-plain.csv", text(plain))


def surveyjs() -> None:
    found = []
    for n, person in enumerate(PEOPLE):
        pages: dict[str, dict[str, object]] = {}
        for at, item in enumerate(ORDER):
            if item in person:
                answer = person[item]
                page = pages.setdefault(f"page_{at // 8 + 1}", {})
                page[item] = answer if answer == "cant_say" else int(answer)
        rest = {"locale": "en", "pageNo": 7, "HappendAt": f"2026-11-0{n + 1}", "id": f"r{n}"}
        found.append({**pages, "team": f"t{n % 2}", "remark": NOTE, **rest})
    save("surveyjs-array.json", json.dumps(found, indent=2))
    save("surveyjs-lines.json", "".join(json.dumps(one) + "\n" for one in found))


def qualtrics() -> None:
    own = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)"]
    own += ["Finished", "RecordedDate", "ResponseId", "RecipientEmail", "LocationLatitude"]
    own += ["DistributionChannel", "UserLanguage"]
    questions = [f"{STEM}\nThink of your team. - {TEXTS[i]}" for i in ORDER]
    names = [*own, *(f"Q2_{n}" for n, _ in enumerate(ORDER, 1))]
    ids = [json.dumps({"ImportId": f"QID2_{n}"}) for n, _ in enumerate(names)]
    rows = [names, [*own, *questions], ids]
    old = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "Email", "IPAddress"]
    old += ["Status", "StartDate", "EndDate", "Finished"]
    older = [[*(f"V{n}" for n in range(1, 11)), *(f"Q1_{n}" for n, _ in enumerate(ORDER, 1))]]
    older += [[*old, *(f"{STEM}-{TEXTS[i]}" for i in ORDER)]]
    for n, person in enumerate(PEOPLE):
        day, finished = f"2026-11-0{n + 1} 09:12:44", "False" if n == 1 else "True"
        kind = "Survey Preview" if n == 2 else "IP Address"
        head = [day, day, kind, f"10.0.0.{n}", "48" if n == 1 else "100", "402", finished, day]
        head += [f"R_1a{n}", f"{NAMES[n]}@example.org", "48.2", "anonymous", "EN"]
        rows.append([*head, *cells(person, {"": "-99", "cant_say": "9"})])
        back = [f"R_9{n}", "Default", NAMES[n], "", "", "10.0.0.1", "1" if n == 2 else "0"]
        older.append([*back, day, day, "0" if n == 1 else "1", *cells(person, LABELS)])
    save("qualtrics-three-rows.csv", text(rows), "utf-8-sig")
    save("qualtrics-older.csv", text(older))


def forms() -> None:
    google = [["Timestamp", "Username", "Your team ", *(f"{STEM} [{TEXTS[i]}]" for i in ORDER)]]
    google[0] += ["Anything else?"]
    sheet: list[list[object]] = [
        ["Zeitstempel", "Team", *(f"{n}. {TEXTS[i]}" for n, i in enumerate(ORDER, 1))]
    ]
    own = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"]
    micro: list[list[object]] = [[*own, "Team\u00a0", *(f"{TEXTS[i]}\u00a0" for i in ORDER)]]
    points: list[list[object]] = [[*own[:5], *(f"{STEM}.{TEXTS[i]}" for i in ORDER)]]
    monkey_own = ["Respondent ID", "Collector ID", "Date Created", "Date Modified", "IP Address"]
    monkey_own += ["Email Address", "First Name", "Last Name", "Custom Data 1"]
    monkey = [[*monkey_own, STEM, *[""] * (len(ORDER) - 1)]]
    monkey += [[*[""] * len(monkey_own), *(TEXTS[i] for i in ORDER)]]
    numbers: list[list[object]] = [list(row) for row in monkey]
    for n, person in enumerate(PEOPLE):
        day = dt.datetime(2026, 11, n + 1, 9, 12, 44)  # noqa: DTZ001 - as a sheet has it
        labels, digits = (
            cells(person, LABELS),
            [int(c) if c.isdigit() else c for c in cells(person, {"cant_say": "Can\u2019t say"})],
        )
        remark = NOTE if n == 3 else ""
        google.append([f"2026/11/0{n + 1} 9:12:44 AM GMT+1", "x@example.org", f"Team {n % 2}"])
        google[-1] += [*labels, remark]
        sheet.append([day, " Team 0 " if n == 2 else f"Team {n % 2}", *digits])
        micro.append([n + 1, day, day, "anonymous", "", day, f"Team {n % 2}", *labels])
        points.append([n + 1, day, day, "anonymous", "", *labels])
        head = [f"11812345{n}", "412", "11/02/2026 09:12:44 AM", "11/02/2026", f"10.0.0.{n}"]
        monkey.append([*head, "", "", "", "", *labels])
        numbers.append([*head, "", "", "", "", *digits])
    sheet.append(["Durchschnitt", "", *[2.71] * len(ORDER)])
    save("google-forms-grid.csv", text(google, end="\r\n"))
    book(
        "google-forms-sheet.xlsx",
        {"Formularantworten 1": sheet, "Pivot": [["h01"], [5]]},
        hidden="Pivot",
    )
    book("ms-forms-likert.xlsx", {"Form1": micro})
    book("ms-forms-stems.xlsx", {"Sheet1": points})
    save("surveymonkey-labels.csv", text(monkey, quoting=csv.QUOTE_ALL, end="\r\n"), "utf-8-sig")
    book("surveymonkey-numbers.xlsx", {"Sheet": numbers})


def redcap_and_web() -> None:
    raw = [
        ["record_id", "redcap_survey_identifier", "culture_timestamp", *ORDER, "culture_complete"]
    ]
    labels = [
        [
            "Record ID",
            "Survey Identifier",
            "Survey Timestamp",
            *(TEXTS[i] for i in ORDER),
            "Complete?",
        ]
    ]
    for n, person in enumerate(PEOPLE):
        day = "[not completed]" if n == 1 else f"2026-11-0{n + 1} 09:12:44"
        raw.append([str(n + 1), "", day, *cells(person), "0" if n == 1 else "2"])
        done = "Incomplete" if n == 1 else "Complete"
        labels.append([str(n + 1), "", day, *cells(person, LABELS), done])
    save("redcap-raw.csv", text(raw))
    save("redcap-labels.csv", text(labels, quoting=csv.QUOTE_ALL))
    layout = layout_of(SHARED, "full", personal=False)
    folder = RESULTS / "webform-files"
    folder.mkdir(exist_ok=True)
    mails = "From: ann\nSubject: my answers\n\n"
    for name, person in zip(NAMES, PEOPLE, strict=True):
        answers = {i: a if a == "cant_say" else int(a) for i, a in person.items()}
        sheet = {"schema": "rctdiag.answers/1", "language": "en", "answers": answers}
        (folder / f"answers-{name}.json").write_text(json.dumps(sheet, indent=1), encoding="utf-8")
        code = code_of(layout, person)
        mails += f"Hello,\n\n> {code[:40]}\n> {code[40:]}\n\nBest wishes, R.\n"
    save("webform-mails.txt", mails.replace("RD1", "rd1", 1))


def book(name: str, sheets: Mapping[str, Sequence[Cells]], hidden: str = "") -> None:
    made = xlsxwriter.Workbook(RESULTS / name, {"default_date_format": "dd.mm.yyyy hh:mm"})
    with made:
        made.set_properties({"created": dt.datetime(2026, 11, 6)})  # noqa: DTZ001
        for title, rows in sheets.items():
            page = made.add_worksheet(title)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)
            if title == hidden:
                page.hide()


if __name__ == "__main__":
    RESULTS.mkdir(exist_ok=True)
    limesurvey()
    kobo_and_odk()
    surveyjs()
    qualtrics()
    forms()
    redcap_and_web()
