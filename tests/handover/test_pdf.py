"""The PDF: tagged, titled, dated as its document, with all that the HTML file says, inert."""

from __future__ import annotations

import copy
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from cli.inside import inside
from handover.reading import check_file, squeezed, text_of
from rctdiag.render.handover.look import PLAIN
from rctdiag.render.handover.make_file import group_file, group_folder, person_file, written
from rctdiag.render.handover.person_sheet import person_sheet
from rctdiag.render.person.result_page import Page
from render.factory import SPECIMENS, Document, model, result
from render.hostile import BAD, documents, rewritten
from teams.many import report
from teams.shown import read_back

FIGURE_SIZE, DIGIT = 13.0, 0.528  # points; how wide a bold digit is, as a share of that
MARKUP = '#eval("1+1") $x^2$ *b* _i_ @l <l> // c #import "/etc/passwd" {} ] ) ~ -- ... \\u{41}'


def pdf(document: Document) -> bytes:
    return person_file(model(document), "pdf")


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_a_file_says_what_the_page_says_in_its_order(specimen: str) -> None:
    document = SPECIMENS[specimen]
    data = pdf(document)
    check_file("pdf", data)
    assert b"pdfuaid" in data
    written = squeezed(text_of("pdf", data))
    at = 0
    for offer in document["plan"]["begin"]:
        for field in ("title", "do", "say", "ally", "sign", "stop_if", "risk", "avoid"):
            assert squeezed(offer[field])[1:] in written
        at = written.index(squeezed(offer["do"]), at)
    for limit in document["limits"]:
        at = written.index(squeezed(limit), at)
    info = PdfReader(io.BytesIO(data)).metadata
    assert info is not None
    if specimen != "nothing_offered":  # its date is none
        made = datetime.fromisoformat(document["created"]).astimezone(UTC)
        assert info.creation_date == made
    assert pdf(document) == data


@pytest.mark.parametrize("score", [0, 7, 71, 100])
def test_the_figure_of_contact_stands_over_its_dot(score: int) -> None:
    page = Page.of(model(result()))
    sheet = person_sheet(page)
    assert sheet.continuum is not None
    row = replace(sheet.continuum.row, score=score, figure=str(score))
    sheet = replace(sheet, continuum=replace(sheet.continuum, row=row))
    starts: list[float] = []

    def look(text: str, place: list[float], _: object, __: object, size: float) -> None:
        if text.strip() == str(score) and size == FIGURE_SIZE:
            starts.append(place[4])

    for each in PdfReader(io.BytesIO(written(sheet, page.words, "pdf", PLAIN))).pages:
        each.extract_text(visitor_text=look)
    [start] = starts
    middle = start + len(str(score)) * FIGURE_SIZE * DIGIT / 2
    left, width = (length * 72 / 25.4 for length in (20, 0.76 * 170))  # of the line, from mm
    assert middle == pytest.approx(left + width * score / 100, abs=0.5)


@given(documents())
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
def test_hostile_text_stays_text(document: Document) -> None:
    check_file("pdf", pdf(document))


def test_markup_of_typst_is_shown_and_not_evaluated() -> None:
    data = pdf(rewritten(result(), lambda _: MARKUP, 1))
    check_file("pdf", data)
    assert b"pdfuaid" in data
    text = " ".join(text_of("pdf", data).split())
    assert text.count(MARKUP[:40]) > 20
    document = report()
    for at, each in enumerate((*document["groups"], *document["hidden"])):
        each["name"] = f"{MARKUP}{BAD[at % len(BAD)]}{at}"
    check_file("pdf", group_file(read_back(document), "pdf"))


def test_every_file_of_a_folder_is_a_pdf_and_hides_what_is_hidden() -> None:
    document = copy.deepcopy(report())
    for each in (*document["groups"], *document["hidden"], *document["comparisons"]["rows"]):
        each["name"] = f"secret{each['name']}x"
    hidden = {each["name"] for each in document["groups"] if each["reason"] is not None}
    assert hidden
    for name, data in islice(group_folder(read_back(document), "pdf"), 5):
        check_file("pdf", data)
        text = text_of("pdf", data)
        if name.startswith("group-"):
            assert sum(f"secret{letter}x" in text for letter in "abcdefghijk") == 1
        if name in {"index.pdf", "report.pdf"}:
            for each in hidden:
                row = text.partition(each)[2].split("\n")[0:2]
                assert "Not shown, to protect people" in " ".join(row)


def test_the_command_writes_it_and_says_what_it_needs(tmp_path: Path) -> None:
    source, target = tmp_path / "result.json", tmp_path / "out.pdf"
    source.write_text(json.dumps(result()), encoding="utf-8")
    assert inside("report", source, "-o", target, "-q").code == 0
    assert target.read_bytes() == pdf(result())
    assert target.stat().st_mode & 0o777 == 0o600
