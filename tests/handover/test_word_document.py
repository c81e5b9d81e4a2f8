"""The document to edit: real headings, all that the page says in its order, nothing that acts."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
import pytest

from handover.reading import check_file
from rctdiag.render.handover.make_file import group_file, group_folder, person_file
from render.factory import SPECIMENS, model, result
from render.hostile import BAD, rewritten
from teams.many import report
from teams.shown import read_back

ACTIVE = ("=1+1", "\uffff", "]]>", "&lt;", '{ HYPERLINK "http://x.example" }', "_x0041_")


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_a_document_says_what_the_page_says_in_its_order(specimen: str) -> None:
    document = SPECIMENS[specimen]
    data = person_file(model(document), "docx")
    check_file("docx", data)
    read = docx.Document(io.BytesIO(data))
    texts = [each.text for each in read.paragraphs]
    headings = [
        each
        for each in read.paragraphs
        if ((each.style and each.style.name) or "").startswith("Heading")
    ]
    assert sum(each.style is not None and each.style.name == "Heading 1" for each in headings) == 1
    steps = [each.text for each in headings if each.text[:2] in {"1.", "2.", "3.", "4."}]
    assert [step[:2] for step in steps] == ["1.", "2.", "3.", "4."]
    at = 0
    for offer in document["plan"]["begin"]:
        at = texts.index(offer["do"], at)
        for field in ("ally", "sign", "stop_if", "risk", "avoid"):
            assert any(text.endswith(offer[field]) for text in texts[at:])
    for limit in document["limits"]:
        at = texts.index(limit, at)
    if specimen != "nothing_offered":  # its date is none
        made = datetime.fromisoformat(document["created"]).astimezone(UTC)
        assert read.core_properties.created == made
    for table in read.tables:  # as wide as the page, and a bar of letters in one line
        widths = [column.width.mm for column in table.columns if column.width]
        assert sum(widths) == pytest.approx(166, abs=1)
        bars = [cell.text for row in table.rows for cell in row.cells if set(cell.text) & {*"─■"}]
        drawn = [at for at, cell in enumerate(table.rows[-1].cells) if cell.text in bars]
        assert all(widths[at] > 1.7 * max(map(len, bars)) for at in drawn)
    assert data == person_file(model(document), "docx")


def test_hostile_text_is_inert() -> None:
    bad = (*BAD, *ACTIVE)
    numbers = iter(range(10**9))
    for _ in range(2):
        hostile = rewritten(result(), lambda _: bad[next(numbers) % len(bad)], 1)
        check_file("docx", person_file(model(hostile), "docx"))
        next(numbers)
    document = report()
    for at, each in enumerate((*document["groups"], *document["hidden"])):
        each["name"] = f"{bad[at % len(bad)]}{at}"
    check_file("docx", group_file(read_back(document), "docx"))


def test_a_folder_of_documents_hides_what_is_hidden() -> None:
    document = report()
    hidden = {each["name"] for each in document["groups"] if each["reason"] is not None}
    files = dict(group_folder(read_back(document), "docx"))
    assert len(files) == 4 + len(document["groups"]) - len(hidden)
    for name in ("index.docx", "report.docx"):
        rows = {
            row.cells[0].text: [cell.text for cell in row.cells[1:]]
            for table in docx.Document(io.BytesIO(files[name])).tables
            for row in table.rows
            if row.cells[0].text.partition(" ")[0] in hidden
        }
        assert set(rows) == hidden
        assert all(cells == ["Not shown, to protect people", "", "", ""] for cells in rows.values())
