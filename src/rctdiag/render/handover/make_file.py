"""A document as the bytes of a file to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rctdiag.model.documents.result import Result

FileKind = Literal["html"]


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
