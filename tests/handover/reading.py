"""What a reader's program finds in a file we wrote: its text, and nothing that acts."""

from __future__ import annotations

import io
import re
import unicodedata

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from handover.markup import Markup

ACTS = frozenset(
    {"/AA", "/OpenAction", "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles"}
    | {"/RichMedia", "/SubmitForm", "/GoToR", "/ImportData", "/AcroForm", "/XFA"}
)

BESIDE = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z]{3,4}")  # a file in the same folder


def squeezed(text: str) -> str:
    """Letters and digits alone: how lines are broken says nothing, nor do a font's ligatures."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def text_of(kind: str, data: bytes) -> str:
    """All text of a file, in the order in which it is read."""
    return {"html": _html, "pdf": _pdf}[kind](data)


def check_file(kind: str, data: bytes) -> None:
    """Nothing in the file acts, loads, or leads out."""
    {"pdf": _check_pdf}[kind](data)


def _html(data: bytes) -> str:
    return Markup(data.decode()).words


def _pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def _check_pdf(data: bytes) -> None:
    reader = PdfReader(io.BytesIO(data))
    names: set[str] = set()
    todo: list[object] = [reader.trailer]
    seen: set[int] = set()
    while todo:
        each = todo.pop()
        if isinstance(each, IndirectObject):
            if each.idnum in seen:
                continue
            seen.add(each.idnum)
            each = each.get_object()
        if isinstance(each, DictionaryObject):
            names |= {str(key) for key in each}
            names |= {str(value) for value in each.values() if isinstance(value, NameObject)}
            todo += each.values()
            if "/URI" in each and isinstance(each["/URI"], str):
                assert BESIDE.fullmatch(each["/URI"])
        elif isinstance(each, ArrayObject):
            todo += each
    assert not names & ACTS
    root = reader.root_object
    mark = root["/MarkInfo"]
    assert isinstance(mark, DictionaryObject)
    assert mark["/Marked"]
    assert root["/StructTreeRoot"]
    assert reader.metadata is not None
    assert reader.metadata.title
