"""A Word document to print or to fill in: a table a page, and the grid for entering answers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document as Docx

    from rctdiag.platforms.forms.form import Form, Page

_BOX = "\u2610"


def as_docx(form: Form) -> bytes:
    """The document; numbers of questions instead of ids, so that nobody sees what goes together."""
    from docx import Document  # noqa: PLC0415 - of the extra ``documents``

    document = Document()
    document.core_properties.title = form.texts.title
    document.core_properties.author = ""
    document.core_properties.language = form.language
    document.add_heading(form.texts.title, level=1)
    for paragraph in form.texts.introduction:
        document.add_paragraph(paragraph)
    for page in form.pages:
        document.add_heading(page.stem, level=2)
        _table(document, page)
    document.add_paragraph(form.texts.thanks)
    document.add_paragraph(form.texts.credit)
    document.add_page_break()  # type: ignore[no-untyped-call]
    document.add_heading(form.texts.entry_title, level=2)
    document.add_paragraph(form.texts.entry_how)
    document.add_paragraph(",".join(["person", *(question.id for question in form.questions)]))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Docx, page: Page) -> None:
    table = document.add_table(rows=1, cols=1 + len(page.choices), style="Table Grid")
    for cell, choice in zip(table.rows[0].cells[1:], page.choices, strict=True):
        cell.text = choice.label
    for question in page.questions:
        cells = table.add_row().cells
        cells[0].text = f"{question.number}. {question.text}"
        for cell in cells[1:]:
            cell.text = _BOX
