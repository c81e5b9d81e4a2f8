"""What a reader's program finds in a file we wrote: its text, and nothing that acts."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from xml.etree import ElementTree as ET

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
    return {"html": _html, "pdf": _pdf, "docx": _office, "xlsx": _office, "pptx": _office}[kind](
        data
    )


def check_file(kind: str, data: bytes) -> None:
    """Nothing in the file acts, loads, or leads out."""
    {"pdf": _check_pdf, "docx": _check_office, "xlsx": _check_office, "pptx": _check_office}[kind](
        data
    )


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


def office_parts(data: bytes) -> dict[str, ET.Element]:
    """Every XML part of an office file by its name: all have to be well formed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {entry.date_time[:3] for entry in package.infolist()} == {(1980, 1, 1)}
        return {
            name: ET.fromstring(package.read(name))  # noqa: S314 - our own file
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def _office(data: bytes) -> str:
    parts = office_parts(data)
    texts = {"t", "v"}  # of cells, of paragraphs, of charts
    return "\n".join(
        each.text or ""
        for root in parts.values()
        for each in root.iter()
        if each.tag.rpartition("}")[2] in texts
    )


CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
# What acts or leads out, in any office format.
ACTIVE = frozenset(
    {"f", "hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver", "fldSimple", "instrText"}
    | {"oleObject", "oleObj", "control", "altChunk", "ddeLink", "externalLink", "script"}
    | {"attachedTemplate", "subDoc", "definedName", "webPublishing", "connection"}
)


def _check_office(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        inside = [name for name in package.namelist() if name.endswith(".xlsx")]
        for name in inside:  # the data sheets of charts
            _check_office(package.read(name))
    for name, root in office_parts(data).items():
        assert not re.search(r"vba|activeX|embeddings/ole|externalLink|macro", name, re.IGNORECASE)
        for each in root.iter():
            tag = each.tag.rpartition("}")[2]
            if tag == "definedName":
                assert (each.get("name") or "").startswith("_xlnm.")  # what is printed, filtered
                continue
            if each.tag == f"{{{CHART}}}f":  # where in its own data sheet a chart looks
                assert re.fullmatch(r"Sheet1![$A-Z0-9:]+", each.text or "")
                continue
            assert tag not in ACTIVE, (name, tag)
            if tag == "Relationship":
                assert each.get("TargetMode") is None, (name, each.attrib)
            for text in (each.text, each.tail, *each.attrib.values()):
                assert not _unseen(text or ""), name


def _unseen(text: str) -> bool:
    kept = "\n\t\u200c\u200d"
    hidden = ("Cc", "Cf", "Cs")
    return any(unicodedata.category(sign) in hidden and sign not in kept for sign in text)
