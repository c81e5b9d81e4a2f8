"""No heading, list, table or card falls apart between two pages, in a PDF and in Word."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from pypdf import PdfReader

from rctdiag.disclosure.document.build import ReportRequest
from rctdiag.render.block import Block
from rctdiag.render.group.report_in_words import ReportInWords
from rctdiag.render.handover.content import Section
from rctdiag.render.handover.flow.parts import Grid, Heading, Paragraph
from rctdiag.render.handover.group_sheet import whole_sheet
from rctdiag.render.handover.look import PLAIN
from rctdiag.render.handover.make_file import group_file, group_folder
from rctdiag.render.office.keeping import SHORT_TABLE, kept
from rctdiag.render.pdf.pdf_file import pdf
from rctdiag.render.words import words
from teams.many import answered, report
from teams.shown import document as made
from teams.shown import read_back

if TYPE_CHECKING:
    from rctdiag.render.handover.flow.parts import Part
    from rctdiag.render.handover.make_file import FolderKind

INTRO, ITEM, NOTE = Paragraph("x"), Paragraph("x", "item"), Paragraph("x", "note")
QUOTE, FACT, LINE = Paragraph("x", "quote"), Paragraph("x", "fact"), Paragraph("", "line", "x")
LONG = Paragraph("x" * 2000)
TABLE = Grid(("a",), (("b",),))
HEAD, STEP = Heading(2, "x"), Heading(3, "x", "naming")


@pytest.mark.parametrize(
    ("parts", "stays"),
    [
        ([LONG, ITEM, ITEM, ITEM, INTRO], [1, 1, 1, 0, 0]),  # an introduction, a short list
        ([LONG, *[ITEM] * 6], [1, 1, 0, 0, 0, 1, 0]),  # of a long one no item alone
        ([LONG, ITEM, QUOTE, ITEM, QUOTE], [1, 1, 1, 1, 0]),  # remarks with their items
        ([TABLE, NOTE, LONG], [1, 0, 0]),  # a table with what is said of it
        ([TABLE, LONG], [0, 0]),
        ([HEAD, NOTE, TABLE], [1, 1, 0]),  # a table with its heading and what is said before it
        ([HEAD, LONG, LONG, TABLE], [1, 0, 0, 0]),
        ([STEP, NOTE, INTRO, FACT, FACT, STEP, NOTE, INTRO, FACT], [1, 1, 1, 1, 0, 1, 1, 1, 0]),
        ([LONG, LINE, LINE, LINE], [1, 1, 1, 0]),  # lines to fill in
        ([HEAD, INTRO, *[ITEM] * 6, HEAD, LONG], [1] * 7 + [0, 1, 0]),  # a short section
    ],
)
def test_parts_stay_with_what_they_belong_to(parts: list[Part], stays: list[int]) -> None:
    assert kept(parts) == [bool(each) for each in stays]


def test_short_tables_of_a_document_stay_whole_with_what_is_said_of_them() -> None:
    read = docx.Document(io.BytesIO(group_file(read_back(report()), "docx")))
    assert read.tables
    for table in read.tables:
        stays = [
            bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows
        ]
        assert stays[0]
        assert all(stays[:-1]) or len(stays) > SHORT_TABLE + 1
        gap = table._tbl.getnext()  # noqa: SLF001 - the paragraph after it has no other name
        assert (gap.pPr is not None and gap.pPr.keepNext is not None) == stays[-1]
    assert any(
        table.rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next
        for table in read.tables
    )


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_an_index_names_its_files(kind: FolderKind) -> None:
    document = read_back(report())
    files = dict(group_folder(document, kind))
    data = files[f"index.{kind}"]
    if kind == "pdf":
        said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
        named = [name for name in files if not name.startswith(("group", "index"))]
    else:
        read = docx.Document(io.BytesIO(data))
        said = "\n".join(each.text for each in read.paragraphs)
        said += "\n".join(row.cells[0].text for table in read.tables for row in table.rows)
        named = [name for name in files if not name.startswith("index")]
    assert named
    for name in named:
        assert name in said


def test_a_pdf_keeps_together_what_a_document_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts as short is said once, for every file that has pages."""
    read = ReportInWords(read_back(report()), words())
    filler = [Block("text", "Filler.")] * 27
    items = [Block("item", f"Item {at}.") for at in range(10)]
    sheet = replace(whole_sheet(read), sections=(Section("", (*filler, *items)),))

    def pages_of_the_list() -> list[int]:
        pages = PdfReader(io.BytesIO(pdf(sheet, read.words, PLAIN))).pages
        return [at for at, page in enumerate(pages) if "Item " in page.extract_text()]

    assert pages_of_the_list() == [0, 1]
    monkeypatch.setattr("rctdiag.render.pdf.pdf_file.SHORT_LIST", len(items))
    assert pages_of_the_list() == [1]


def test_what_is_said_of_a_list_is_on_its_page() -> None:
    """Wherever the page ends, and so for a short section with its heading."""
    read = ReportInWords(read_back(report()), words())
    sheet = whole_sheet(read)
    said = [Block("text", "Introduction."), *(Block("item", f"Item {at}.") for at in range(3))]
    last = Section("Heading", (Block("text", "First."), Block("text", "Last.")))
    began = set()
    for length in range(22, 36):
        filler = [Block("text", "Filler.")] * length
        sections = (Section("", (*filler, *said, *filler)), last)
        data = pdf(replace(sheet, sections=sections), read.words, PLAIN)
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
        at = next(at for at, page in enumerate(pages) if "Introduction." in page)
        assert all(f"Item {nth}." in pages[at] for nth in range(3))
        section = next(page for page in pages if "Heading" in page)
        assert "First." in section
        assert "Last." in section
        began.add(at)
    assert began == {0, 1}


def test_a_nested_breakdown_is_told_by_its_columns() -> None:
    nested = read_back(made(answered(), ReportRequest(("team/grade",))))
    text = group_file(nested, "html").decode()
    assert "By team and grade" in text
    assert "team/grade" not in text
