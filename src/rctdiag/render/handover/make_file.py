"""A document as the bytes of a file to hand over, or of a folder of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.model.documents.result import Result
    from rctdiag.render.group.group_page_data import Paper
    from rctdiag.render.handover.content import GroupSheet

    Doc = Mapping[str, Any]

FileKind = Literal["html"]
INDEX, REPORT, SUMMARY, LETTER = "index", "report", "for-those-who-answered", "for-those-who-decide"
_LONGEST_NAME = 40  # letters of a group's name in the name of its file


def person_file(document: Result, kind: FileKind) -> bytes:  # noqa: ARG001 - one kind so far
    """One person's ``rctdiag.result/1`` as a file; the same document gives the same bytes.

    Args:
        document: the result.
        kind: which format.
    """
    from rctdiag.render.handover.person_sheet import person_sheet  # noqa: PLC0415 - start-up
    from rctdiag.render.html.html_page import person_html  # noqa: PLC0415 - start-up
    from rctdiag.render.person.result_page import Page  # noqa: PLC0415 - start-up
    from rctdiag.render.words import words  # noqa: PLC0415 - start-up

    page = Page(document, words(document.language))
    return person_html(person_sheet(page), page.words).encode()


def group_file(document: Doc, kind: FileKind, group: Doc | None = None) -> bytes:
    """A ``rctdiag.teams/1`` document as a file, or the page of one of its groups.

    Args:
        document: valid against its schema.
        kind: which format.
        group: one of ``document["groups"]``; None for the whole report.
    """
    from rctdiag.render.handover.group_sheet import page_sheet, whole_sheet  # noqa: PLC0415 - start-up

    paper = _paper(document)
    sheet = whole_sheet(paper) if group is None else page_sheet(paper, group)
    return _made(paper, sheet, kind)


def folder_names(document: Doc, kind: FileKind) -> list[str]:
    """The names of the files that ``group_folder`` makes, in its order."""
    paper = _paper(document)
    return [f"{name}.{kind}" for name in (INDEX, REPORT, SUMMARY, LETTER, *_page_names(paper))]


def group_folder(document: Doc, kind: FileKind) -> Iterator[tuple[str, bytes]]:
    """All that is handed over of a group report: each file with its name, one at a time.

    An index; the whole report; a page for those who answered; a letter to those who decide; and
    a page for every group that is shown.
    """
    from rctdiag.render.handover import group_sheet as sheets  # noqa: PLC0415 - start-up

    paper = _paper(document)
    names = [f"{name}.{kind}" for name in _page_names(paper)]
    pages = {
        (group["by"], str(group["name"])): name
        for group, name in zip(paper.groups, names, strict=True)
    }
    links = tuple(
        (f"{name}.{kind}", paper.say(f"sheet_file_{id_}"))
        for name, id_ in ((REPORT, "report"), (SUMMARY, "summary"), (LETTER, "letter"))
    )
    first = (
        (INDEX, sheets.index_sheet(paper, links, pages)),
        (REPORT, sheets.whole_sheet(paper)),
        (SUMMARY, sheets.summary_sheet(paper)),
        (LETTER, sheets.letter_sheet(paper)),
    )
    for name, sheet in first:
        yield f"{name}.{kind}", _made(paper, sheet, kind)
    for group, name in zip(paper.groups, names, strict=True):
        yield name, _made(paper, sheets.page_sheet(paper, group), kind)


def _page_names(paper: Paper) -> list[str]:
    """A name for each shown group's file: its number keeps it apart, its letters tell it."""
    groups = paper.groups
    digits = len(str(len(groups)))
    return [
        "-".join(filter(None, ("group", f"{at:0{digits}}", _plain(str(group["name"])))))
        for at, group in enumerate(groups, 1)
    ]


def _plain(name: str) -> str:
    """Letters and digits that any system takes in the name of a file."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:_LONGEST_NAME].strip("-")


def _paper(document: Doc) -> Paper:
    from rctdiag.render.group.group_page_data import Paper  # noqa: PLC0415 - start-up
    from rctdiag.render.words import words  # noqa: PLC0415 - start-up

    return Paper(document, words(document["language"]))


def _made(paper: Paper, sheet: GroupSheet, kind: FileKind) -> bytes:  # noqa: ARG001 - one kind so far
    from rctdiag.render.html.html_page import group_html  # noqa: PLC0415 - start-up

    return group_html(sheet, paper.words).encode()
