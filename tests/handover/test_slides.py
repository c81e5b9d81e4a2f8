"""Slides: native charts of published figures, notes to speak from, nothing kept back or hidden."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pptx
from pptx.presentation import Presentation

from cli.inside import inside
from handover.reading import check_file, text_of
from rctdiag.disclosure.document.build import ReportRequest
from rctdiag.render.block import Block
from rctdiag.render.group.report_in_words import ReportInWords
from rctdiag.render.handover.content import Section
from rctdiag.render.handover.group_figures import matrices
from rctdiag.render.handover.group_sheet import whole_sheet
from rctdiag.render.handover.make_file import group_file, group_folder
from rctdiag.render.office.slides import MatrixPart, slides
from rctdiag.render.words import words
from render.factory import result
from render.hostile import BAD
from teams.many import answered, report
from teams.shown import document as made
from teams.shown import read_back

ACTIVE = (
    "=1+1",
    "+1",
    "-1",
    "@x",
    "http://x.example",
    "{=1}",
    "internal:x",
    "\uffff",
    "]]>",
    "&lt;",
)


def read(data: bytes) -> Presentation:
    check_file("pptx", data)
    return pptx.Presentation(io.BytesIO(data))


def test_every_slide_has_a_title_and_the_guide_is_in_the_notes() -> None:
    document = read_back(report())
    data = group_file(document, "pptx")
    assert data == group_file(document, "pptx")
    deck = read(data)
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert all(titles)
    whole, talk = (
        titles.index("Everybody together"),
        titles.index("A guide for talking about it"),
    )
    assert whole < talk
    notes = deck.slides[talk].notes_slide.notes_text_frame.text
    assert "kindness, respect" in notes
    assert deck.core_properties.title == f"Draft: {titles[0]}"


def test_charts_hold_the_published_figures() -> None:
    document = report()
    deck = read(group_file(read_back(document), "pptx"))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    figures = document["organisation"]["scales"]
    first = charts[0].plots[0]
    low, rest, high = (list(series.values) for series in first.series)
    wanted = [round(figures[scale]["mean"]) for scale in document["scale_order"]]
    assert [a + b for a, b in zip(low, rest, strict=True)] == wanted
    assert low == [round(figures[scale]["interval"]["low"]) for scale in document["scale_order"]]
    assert [a + b + c for a, b, c in zip(low, rest, high, strict=True)] == [
        round(figures[scale]["interval"]["high"]) for scale in document["scale_order"]
    ]
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr")  # noqa: SLF001


def test_nothing_hidden_or_kept_back_is_on_a_slide_or_in_its_notes() -> None:
    document = report()
    for each in (*document["groups"], *document["hidden"], *document["comparisons"]["rows"]):
        each["name"] = f"secret{each['name']}x"
    group = next(each for each in document["groups"] if each["name"] == "secretax")
    item = next(iter(document["items"]))
    group["items"][item] |= {"mean": 80.0, "direction": "about", "answered": 22, "reason": None}
    asked = document["items"][item]["text"]
    for name, data in group_folder(read_back(document), "pptx"):
        text = text_of("pptx", data)
        assert asked not in text
        if name.startswith("group-"):
            assert len(set(re.findall(r"secret\wx", text))) == 1
            break


def test_hostile_text_is_inert_on_slides_in_charts_and_in_their_data() -> None:
    bad = (*ACTIVE, *BAD)
    document = report()
    for at, each in enumerate((*document["groups"], *document["hidden"])):
        each["name"] = f"{bad[at % len(bad)]}{at}"
    for at, each in enumerate(document["scales"].values()):
        each["title"] = ACTIVE[at]
        for nth, part in enumerate(each["facets"]):
            part["label"] = bad[nth + at] or "x"
    for each in document["steps"].values():
        each |= {"title": bad[-1], "do": bad[0]}
    check_file("pptx", group_file(read_back(document), "pptx"))


def test_slides_are_made_of_groups_alone(tmp_path: Path) -> None:
    source = tmp_path / "result.json"
    source.write_text(json.dumps(result()), encoding="utf-8")
    ended = inside("report", source, "-o", tmp_path / "x.pptx")
    assert ended.code == 2
    assert "slides are made from a group report" in ended.err


def test_a_table_with_long_names_stays_on_its_slide() -> None:
    """Each line that a name takes beyond its first costs room; no row is lost."""
    document = report()
    for at, each in enumerate((*document["groups"], *document["hidden"])):
        each["name"] = f"{at} Community and Outreach Services of the Whole Valley, Northern Part"
    read = ReportInWords(read_back(document), words())
    tables = [
        slide.body
        for slide in slides(whole_sheet(read), read.words)
        if isinstance(slide.body, MatrixPart)
    ]
    assert len(tables) > 1
    for part in tables:
        lines = [-(-(len(row.label) + len(row.about) + 3) // 22) for row in part.rows]
        assert len(lines) + sum(each - 1 for each in lines) / 2 <= 10
    plots = matrices(read, {})
    assert sum(len(part.rows) for part in tables) == sum(len(plot.rows) for plot in plots)


def test_slides_of_several_breakdowns_say_which_they_are_of() -> None:
    document = read_back(made(answered(), ReportRequest(("team", "grade"))))
    read = ReportInWords(document, words())
    made_slides = slides(whole_sheet(read), read.words)
    tables = {slide.title for slide in made_slides if isinstance(slide.body, MatrixPart)}
    assert tables == {"By team", "By grade"}
    apart = [slide.body for slide in made_slides if slide.title == "Do groups differ?"]
    assert len(apart) == len(set(map(str, apart))) == 2
    for slide in pptx.Presentation(io.BytesIO(group_file(document, "pptx"))).slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert sum(column.width for column in shape.table.columns) <= shape.width + 9


def test_figures_that_break_in_their_column_take_room_too() -> None:
    document = report()
    for group in document["groups"]:
        for scale in group["scales"].values() if group["reason"] is None else ():
            if scale["mean"] is not None:
                scale |= {"mean": 90.0, "direction": "at_least"}
                scale["interval"] |= {"low": 82.0, "high": 100.0}
    read = ReportInWords(read_back(document), words())
    parts = [slide.body for slide in slides(whole_sheet(read), read.words)]
    matrix_parts = [part for part in parts if isinstance(part, MatrixPart)]
    broken = [
        sum("or more" in cell.figure for row in part.rows for cell in row.cells[:1])
        for part in matrix_parts
    ]
    assert any(broken)
    for part, count in zip(matrix_parts, broken, strict=True):
        assert len(part.rows) + count / 2 <= 10


def test_a_list_with_one_item_more_than_fits_is_shown_whole() -> None:
    read = ReportInWords(read_back(report()), words())
    for count, said in ((9, None), (10, "2 more in the notes.")):
        items = tuple(Block("item", f"Item {at}") for at in range(count))
        sheet = replace(whole_sheet(read), sections=(Section("Heading", items),))
        body = slides(sheet, read.words)[-1].body
        assert isinstance(body, tuple)
        assert len(body) == 9
        assert body[-1] == (said or "Item 8")
