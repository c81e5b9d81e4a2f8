"""The workbook: tidy, with units, the published figures and no other, and nothing that acts."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from python_calamine import CalamineWorkbook

from cli.inside import inside
from handover.reading import check_file
from rctdiag.render.handover.make_file import group_file, person_file
from render.factory import SPECIMENS, Document, model, power_holder, result, scale
from render.hostile import BAD, documents, rewritten
from teams.many import report
from teams.shown import read_back

Rows = list[list[object]]
ACTIVE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "http://x.example",
    "\t=1",
    "mailto:a@b.c",
    "'=1",
    "\uffff",
)


def sheets(data: bytes) -> dict[str, Rows]:
    check_file("xlsx", data)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def person(document: Document) -> dict[str, Rows]:
    return sheets(person_file(model(document), "xlsx"))


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_a_result_has_its_sheets_and_each_column_its_unit(specimen: str) -> None:
    document = SPECIMENS[specimen]
    book = person(document)
    method = book.pop("Read me first")
    assert all(len({len(row) for row in rows}) == 1 for rows in book.values())
    described = {(row[0], row[1]) for row in method if row[2]}
    assert {(name, head) for name, rows in book.items() for head in rows[0]} <= described
    told = {str(cell) for row in method for cell in row}
    assert set(document["limits"]) <= told
    fields = {row[4] for row in book.get("Steps", [])}
    for offer in document["plan"]["begin"]:
        assert {offer["do"], offer["ally"], offer["sign"], offer["stop_if"]} <= fields
    data = person_file(model(document), "xlsx")
    assert data == person_file(model(document), "xlsx")


def test_figures_are_those_of_the_report() -> None:
    rows = person(result())["Scores"]
    assert next(row for row in rows if row[1] == "Top-down")[2:5] == [78.0, 69.0, 88.0]
    document = power_holder()
    document["scales"]["hierarchical"] = scale("hierarchical", 13.0, "rarely")
    row = next(row for row in person(document)["Scores"] if row[1] == "Top-down")
    assert row[2:5] == ["", "", ""]


def test_a_group_report_has_every_published_figure_and_no_hidden_group() -> None:
    document = report()
    book = sheets(group_file(read_back(document), "xlsx"))
    rows = book["Scales"]
    at = {str(name): column for column, name in enumerate(rows[0])}
    found = {
        (row[at["Group"]], row[at["Scale"]]): (row[at["Mean (points)"]], row[at["Low (points)"]])
        for row in rows[1:]
    }
    shown = [document["organisation"] | {"name": "Everybody"}]
    shown += [each for each in document["groups"] if each["reason"] is None]
    wanted = {
        (each["name"], document["scales"][scale]["title"]): (
            figure["mean"],
            figure["interval"]["low"],
        )
        for each in shown
        for scale, figure in each["scales"].items()
    }
    assert found == wanted
    hidden = {each["name"] for each in document["hidden"] if each["scale"] is None}
    assert hidden
    assert {row[1] for row in book["Not shown"][1:]} == hidden
    assert not any(isinstance(cell, float) for row in book["Not shown"][1:] for cell in row)
    for name, rows in book.items():
        if name not in {"Not shown", "Read me first"}:
            assert not {cell for row in rows for cell in row if isinstance(cell, str)} & hidden
    assert "Parts" in book


def test_hostile_text_is_inert_in_every_cell() -> None:
    bad = (*BAD, *ACTIVE)
    numbers = iter(range(10**9))
    for _ in range(len(bad)):  # each time every text is another one
        hostile = rewritten(result(), lambda _: bad[next(numbers) % len(bad)], 1)
        check_file("xlsx", person_file(model(hostile), "xlsx"))
        next(numbers)
    document = report()
    for at, each in enumerate((*document["groups"], *document["hidden"])):
        each["name"] = f"{(*ACTIVE, *BAD)[at % 20]}{at}"
    book = sheets(group_file(read_back(document), "xlsx"))
    assert any(str(row[1]).startswith("=1+1") for row in book["Scales"])


@given(documents())
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_document_makes_a_book(document: Document) -> None:
    person(document)


def test_the_command_writes_a_book_and_no_folder_of_books(tmp_path: Path) -> None:
    source, target = tmp_path / "teams.json", tmp_path / "teams.xlsx"
    source.write_text(json.dumps(report()), encoding="utf-8")
    assert inside("report", source, "-o", target, "-q").code == 0
    assert target.read_bytes() == group_file(read_back(report()), "xlsx")
    assert inside("report", source, "--group", "a", "-o", tmp_path / "a.xlsx", "-q").code == 0
    ended = inside("report", source, "--pages", tmp_path / "out", "--format", "xlsx")
    assert ended.code == 2
    assert "--format html or pdf" in ended.err
