"""A document as the bytes of a file to hand over, or of a folder of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, get_args

from rctdiag.render.handover.content import PersonSheet
from rctdiag.render.handover.look import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.result import Result
    from rctdiag.model.documents.teams import GroupDoc, Teams
    from rctdiag.render.group.report_in_words import ReportInWords
    from rctdiag.render.handover.content import GroupSheet
    from rctdiag.render.handover.look import ClientLook
    from rctdiag.render.words import Words


FileKind = Literal["html", "pdf", "docx", "pptx", "xlsx"]
FolderKind = Literal["html", "pdf", "docx", "pptx", "md"]  # a workbook is one file, not many
FOLDER_KINDS: tuple[FolderKind, ...] = get_args(FolderKind)
INDEX, REPORT, SUMMARY, LETTER = "index", "report", "for-those-who-answered", "for-those-who-decide"
_LONGEST_NAME = 40  # letters of a group's name in the name of its file


def person_file(document: Result, kind: FileKind, look: ClientLook = PLAIN) -> bytes:
    """One person's ``rctdiag.result/1`` as a file; the same document gives the same bytes.

    Args:
        document: the result.
        kind: which format.
        look: what was set for a client.
    """
    from rctdiag.render.handover.person_sheet import person_sheet  # noqa: PLC0415 - start-up
    from rctdiag.render.person.result_page import Page  # noqa: PLC0415 - start-up

    page = Page.of(document)
    sheet = person_sheet(page)
    if kind == "xlsx":
        from rctdiag.render.workbook.person_book import person_book  # noqa: PLC0415 - start-up
        from rctdiag.render.workbook.write_workbook import workbook  # noqa: PLC0415 - start-up

        return workbook(person_book(sheet, page.words), page.words, look)
    return written(sheet, page.words, kind, look)


def group_file(
    document: Teams, kind: FileKind, group: GroupDoc | None = None, look: ClientLook = PLAIN
) -> bytes:
    """A ``rctdiag.teams/1`` document as a file, or the page of one of its groups.

    Args:
        document: the report.
        kind: which format.
        group: one of ``document.groups``; None for the whole report.
        look: what was set for a client.
    """
    from rctdiag.render.handover.group_sheet import page_sheet, whole_sheet  # noqa: PLC0415 - start-up

    report = _in_words(document)
    if kind == "xlsx":
        from rctdiag.render.workbook.group_book import group_book  # noqa: PLC0415 - start-up
        from rctdiag.render.workbook.write_workbook import workbook  # noqa: PLC0415 - start-up

        return workbook(group_book(report, group), report.words, look)
    sheet = whole_sheet(report) if group is None else page_sheet(report, group)
    return written(sheet, report.words, kind, look)


def folder_names(document: Teams, kind: FolderKind) -> list[str]:
    """The names of the files that ``group_folder`` makes, in its order."""
    report = _in_words(document)
    return [f"{name}.{kind}" for name in (INDEX, REPORT, SUMMARY, LETTER, *_page_names(report))]


def group_folder(
    document: Teams, kind: FolderKind, look: ClientLook = PLAIN
) -> Iterator[tuple[str, bytes]]:
    """All that is handed over of a group report: each file with its name, one at a time.

    An index; the whole report; a page for those who answered; a letter to those who decide; and
    a page for every group that is shown.
    """
    from rctdiag.render.handover import group_sheet as sheets  # noqa: PLC0415 - start-up

    report = _in_words(document)
    names = [f"{name}.{kind}" for name in _page_names(report)]
    pages = {
        (group.by, str(group.name)): name for group, name in zip(report.groups, names, strict=True)
    }
    links = tuple(
        (f"{name}.{kind}", report.say(f"sheet_file_{id_}"))
        for name, id_ in ((REPORT, "report"), (SUMMARY, "summary"), (LETTER, "letter"))
    )
    first = (
        (INDEX, sheets.index_sheet(report, links, pages)),
        (REPORT, sheets.whole_sheet(report)),
        (SUMMARY, sheets.summary_sheet(report)),
        (LETTER, sheets.letter_sheet(report)),
    )
    for name, sheet in first:
        yield f"{name}.{kind}", written(sheet, report.words, kind, look)
    for group, name in zip(report.groups, names, strict=True):
        yield name, written(sheets.page_sheet(report, group), report.words, kind, look)


def _page_names(report: ReportInWords) -> list[str]:
    """A name for each shown group's file: its number keeps it apart, its letters tell it."""
    groups = report.groups
    digits = len(str(len(groups)))
    return [
        "-".join(filter(None, ("group", f"{at:0{digits}}", _plain(str(group.name)))))
        for at, group in enumerate(groups, 1)
    ]


def _plain(name: str) -> str:
    """Letters and digits that any system takes in the name of a file."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:_LONGEST_NAME].strip("-")


def _in_words(document: Teams) -> ReportInWords:
    from rctdiag.render.group.report_in_words import ReportInWords  # noqa: PLC0415 - start-up
    from rctdiag.render.words import words  # noqa: PLC0415 - start-up

    return ReportInWords(document, words(document.language))


def written(
    sheet: PersonSheet | GroupSheet, words: Words, kind: FileKind | FolderKind, look: ClientLook
) -> bytes:
    """What a file shows, as the bytes of one format."""
    if kind == "md":
        from rctdiag.render.handover.flow.flow import flow  # noqa: PLC0415 - start-up
        from rctdiag.render.plain.markdown_file import markdown_file  # noqa: PLC0415 - start-up
        from rctdiag.render.view import View  # noqa: PLC0415 - start-up

        view = View(format="markdown", look=look)
        return markdown_file(flow(sheet, words), words, view).encode()
    if kind == "pdf":
        from rctdiag.render.pdf.pdf_file import pdf  # noqa: PLC0415 - start-up

        return pdf(sheet, words, look)
    if kind == "pptx" and not isinstance(sheet, PersonSheet):
        from rctdiag.render.office.presentation import pptx  # noqa: PLC0415 - start-up

        return pptx(sheet, words, look)
    if kind == "docx":
        from rctdiag.render.office.word_document import docx  # noqa: PLC0415 - start-up

        return docx(sheet, words, look)
    from rctdiag.render.html.html_page import html  # noqa: PLC0415 - start-up

    return html(sheet, words, look).encode()
