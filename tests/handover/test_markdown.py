"""Markdown says, piece by piece, what every other format says: any parser reads it back so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rctdiag.model.documents.comparison import Comparison
from rctdiag.operations.compare.compare_results import compare_results
from rctdiag.render import render, render_comparison
from rctdiag.render.escaping import line
from rctdiag.render.group import render_group, render_page
from rctdiag.render.group.report_in_words import ReportInWords
from rctdiag.render.handover import group_sheet
from rctdiag.render.handover.flow.flow import flow
from rctdiag.render.handover.flow.parts import Grid, Heading, NewPage, Paragraph, Part
from rctdiag.render.handover.look import ClientLook
from rctdiag.render.handover.make_file import group_folder
from rctdiag.render.handover.person_sheet import person_sheet
from rctdiag.render.over_time.comparison_sheet import comparison_sheet
from rctdiag.render.person.result_page import Page
from rctdiag.render.plain.markdown_file import markdown_file
from rctdiag.render.view import View
from rctdiag.render.words import words
from render.factory import SPECIMENS, Document, model
from render.hostile import BAD, documents
from teams.many import report
from teams.shown import read_back

MARKDOWN = View(format="markdown")
ENGLISH = words("en")
LISTED = ("item", "fact", "line", "file")
BLANK = "_" * 40
ACTIVE = (
    *BAD,
    "a | b | c\\|d",
    "`x|y@z` | \\",
    "| - | - |",
    "**b** *i* ~~s~~ __u__ <b>h</b> &amp;",
    "[x](javascript:1) ![y](z) http://x.example x@y.example #12 $m$",
    "\u202e\u200b\x1b[31m",
    "---",
    "* * *",
)
Found = tuple[str, tuple[str, ...], tuple[str, ...]]  # of what kind, the marks in it, its texts


def read(text: str) -> list[Found]:
    """What a CommonMark parser with tables sees, in order."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    found: list[Found] = []
    row: list[str] = []
    kinds: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            found.append(("row", (), tuple(row)))
        elif token.type == "hr":
            found.append(("hr", (), ()))
        elif token.type == "inline" and kinds[-1] in ("th", "td"):
            row.append(_shown(token))
        elif token.type == "inline":
            place = next(kind for kind in reversed(kinds) if kind != "p" or len(kinds) == 1)
            found.append((place, _marks(token), (_shown(token),)))
        elif token.nesting == 1:
            kinds.append(token.tag)
        elif token.nesting == -1:
            kinds.pop()
        else:
            found.append((token.type, (), (token.content,)))
    return found


def _shown(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def _marks(token: Token) -> tuple[str, ...]:
    plain = ("text", "text_special", "code_inline")
    opens = [child for child in token.children or () if child.type not in plain]
    return tuple(str(child.attrGet("href") or child.type) for child in opens if child.nesting >= 0)


def expected(parts: Iterable[Part]) -> Iterator[Found]:
    """The same of what the other formats are made from."""
    level = 0
    for part in parts:
        if isinstance(part, NewPage):
            yield "hr", (), ()
        elif isinstance(part, Grid):
            for row in (part.header, *part.rows):
                yield "row", (), tuple(line(cell) for cell in row)
        elif isinstance(part, Heading):
            if line(part.text):
                level = min(part.level, level + 1)
                yield f"h{level}", (), (line(part.text),)
        else:
            yield from _paragraph(part)


def _paragraph(part: Paragraph) -> Iterator[Found]:
    text, label = line(part.text), line(part.label)
    if part.kind == "file":
        yield "li", (part.text,), (label,)
    elif part.kind in ("fact", "line"):
        told = f"{label} {BLANK if part.kind == 'line' else text}".strip()
        yield "li", ("strong_open",) if label else (), (told,)
    elif text or part.kind == "item":
        place = {"item": "li", "quote": "blockquote"}.get(part.kind, "p")
        yield place, ("em_open",) if part.kind == "note" else (), (text,)


def check(text: str, parts: Sequence[Part]) -> None:
    """The text read back is the parts; a fact alone is a paragraph, an empty item is nothing."""
    wanted = [each for each in expected(parts) if each[2] != ("",)]
    found = [("li" if "strong_open" in each[1] else each[0], *each[1:]) for each in read(text)]
    assert [each for each in found if each[2] != ("",)] == wanted


def of_person(document: Document) -> list[Part]:
    page = Page.of(model(document))
    return list(flow(person_sheet(page), page.words))


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_a_person_is_told_what_every_format_tells(specimen: str) -> None:
    document = SPECIMENS[specimen]
    text = render(model(document), MARKDOWN)
    check(text, of_person(document))
    assert render(model(document), MARKDOWN._replace(full=True)) == text
    strategies = [row for kind, _, row in read(text) if kind == "row" and row[0][:1] in "»§±&~"]
    assert len(strategies) == 5
    assert render(model(document), MARKDOWN._replace(ascii=True)).isascii()


@given(documents())
@settings(max_examples=10)
def test_whatever_a_person_wrote_is_text(document: Document) -> None:
    check(render(model(document), MARKDOWN), of_person(document))


def test_groups_of_any_name_are_text_and_hidden_ones_have_no_figure() -> None:
    document = report()
    for at, each in enumerate((*document["groups"], *document["hidden"])):
        each["name"] = f"{ACTIVE[at % len(ACTIVE)]}{at}"
    made = read_back(document)
    data = ReportInWords(made, ENGLISH)
    sheets = [
        (render_group(made, MARKDOWN), group_sheet.whole_sheet(data)),
        (render_group(made, MARKDOWN, summary=True), group_sheet.summary_sheet(data)),
        (render_page(made, MARKDOWN, made.groups[0]), group_sheet.page_sheet(data, made.groups[0])),
    ]
    for text, sheet in sheets:
        check(text, list(flow(sheet, ENGLISH)))
    rows = {row[0]: row[1:] for kind, _, row in read(sheets[0][0]) if kind == "row"}
    hidden = {line(each.name) for each in made.hidden if each.scale is None and each.name}
    assert hidden
    assert {rows[name] for name in hidden} == {("Not shown, to protect people", "", "", "")}


def test_a_folder_leads_from_its_index_to_every_page() -> None:
    files = {name: data.decode() for name, data in group_folder(read_back(report()), "md")}
    assert {name.rpartition(".")[2] for name in files} == {"md"}
    others = set(files) - {"index.md"}
    assert {name for name in others if f"]({name})" in files["index.md"]} == others
    assert not [name for name in others if "](" in files[name]]


def test_every_text_is_text_wherever_it_stands() -> None:
    parts: list[Part] = []
    for text in ACTIVE:
        parts += [Heading(2, text), *(Paragraph(text, kind, text) for kind in ("fact", "line"))]
        parts += [Paragraph("gap"), *(Paragraph(text, kind) for kind in ("text", "note", "quote"))]
        parts += [Grid((text, "b"), ((text, "─━●"), (text, "")), bars=1), NewPage()]
        parts += [Paragraph(text or "x", "item"), Paragraph("gap")]
    check(markdown_file(parts, ENGLISH, MARKDOWN), parts)
    look = ClientLook(title="<b>*T*</b>", client="[C](x)")
    head = markdown_file([], ENGLISH, MARKDOWN._replace(look=look))
    assert read(head) == [
        ("p", ("strong_open",), ("<b>*T*</b>",)),
        ("p", (), ("Prepared for [C](x)",)),
    ]


def test_then_and_now_are_drawn() -> None:
    then = model(SPECIMENS["leads"])
    later = json.loads(then.model_dump_json(by_alias=True)) | {"created": "2027-01-10T09:00:00Z"}
    now = model(later)
    made = compare_results(then, now, [], ENGLISH, datetime(2027, 1, 11, tzinfo=UTC))
    data = json.loads(made.model_dump_json(by_alias=True))
    first = data["scales"][data["scale_order"][0]]
    first |= {"first": 20.0, "second": 60.0, "change": 40.0, "moved": "up", "noise": 12.0}
    document = Comparison.model_validate_json(json.dumps(data))
    text = render_comparison(document, MARKDOWN)
    check(text, list(flow(comparison_sheet(document), ENGLISH)))
    drawn = next(row for kind, _, row in read(text) if kind == "row" and row[0] == first["label"])
    assert drawn[1:4] == ("────○━━━━━━━●────────", "20", "60")
    assert "Up by 40, more than chance." in drawn[4]
