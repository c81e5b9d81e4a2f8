"""A draft says so everywhere; and what a ledger, another home or a withdrawal undoes is said."""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pytest
from pptx import Presentation
from pypdf import PdfReader

from cli.inside import inside
from cli.program import EXAMPLES, NOW
from handover.reading import text_of

TABLE = EXAMPLES / "teams.csv"
COMMON = ("teams", TABLE, "--by", "team", "--now", NOW)


@pytest.mark.parametrize("more", [("--id", "code"), (), ("--id", "code", "--ledger", "none")])
def test_a_draft_says_so_in_every_format(more: tuple[str, ...], tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    assert inside(*COMMON, *more, "-o", report).code == 0
    document = json.loads(report.read_text(encoding="utf-8"))
    assert document["draft"] is True
    group = next(one["name"] for one in document["groups"] if one["reason"] is None)
    page = tmp_path / "r.html"
    assert inside("report", report, "-o", page).code == 0
    html = page.read_text(encoding="utf-8")
    assert "<title>Draft: " in html
    assert re.search(r'<p class="mark">Draft</p>', html)
    letters = "".join(f"\\{ord(letter):06x}" for letter in "Draft")
    assert f'@top-right {{ content: "{letters}";' in html  # so it is on every printed page
    shown = ("report", report)
    for given in (
        (*shown, "--format", "markdown"),
        (*shown, "--group", group),
        shown,
        (*COMMON, *more, "--summary"),
    ):
        ended = inside(*given)
        assert ended.code == 0, ended.err
        assert "A draft, " in ended.out


def test_every_page_and_slide_of_a_file_says_draft(tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    assert inside(*COMMON, "--ledger", "none", "-o", report).code == 0
    made = {kind: tmp_path / f"r.{kind}" for kind in ("pdf", "docx", "pptx", "xlsx")}
    for path in made.values():
        assert inside("report", report, "-o", path).code == 0
    pages = [page.extract_text() for page in PdfReader(made["pdf"]).pages]
    assert len(pages) > 1
    assert "A draft, " in pages[0]
    assert all(page.startswith("Draft: ") for page in pages[1:])
    section, *more = docx.Document(str(made["docx"])).sections
    assert (section.header.paragraphs[0].text, more) == ("Draft", [])
    for slide in Presentation(str(made["pptx"])).slides:
        assert any(
            each.text_frame.text.startswith("Draft") for each in slide.shapes if each.has_text_frame
        )
    assert "Draft: " in text_of("xlsx", made["xlsx"].read_bytes())


def test_a_release_says_no_draft(tmp_path: Path) -> None:
    report, page = tmp_path / "r.json", tmp_path / "r.html"
    given = (*COMMON, "--id", "code", "--release", "spring", "-o", report)
    run = inside(*given)
    assert json.loads(report.read_text(encoding="utf-8"))["draft"] is False
    assert inside("report", report, "-o", page).code == 0
    assert 'class="mark"' not in page.read_text(encoding="utf-8")
    home = tmp_path / "home" / "ledger.sqlite3"
    assert f"Recorded in {home} as 'spring'. It is the first one there." in run.err
    assert "another ledger, home (RCTDIAG_HOME) or machine" in run.err
    again = inside(*given, "--force")
    assert "Recorded in" in again.err
    assert "another ledger" not in again.err
    elsewhere = inside(*COMMON, "--id", "code", "--ledger", tmp_path / "other")
    assert f"Only releases in {tmp_path / 'other'} were checked." in elsewhere.err
    gone = inside("ledger", "withdraw", "spring", "--yes")
    assert "Later reports are not checked against it" in gone.err


def test_a_second_draft_of_one_table_reminds(tmp_path: Path) -> None:
    reminder = "You made a draft of this table before."
    copy = tmp_path / "copy.csv"
    copy.write_text(TABLE.read_text(encoding="utf-8"), encoding="utf-8")
    other = tmp_path / "other.csv"
    lines = TABLE.read_text(encoding="utf-8").splitlines(keepends=True)
    other.write_text("".join(lines[:-1]), encoding="utf-8")
    for _ in range(2):
        assert reminder not in inside(*COMMON).err  # no private folder yet, and a draft makes none
    (tmp_path / "home").mkdir(mode=0o700)
    assert reminder not in inside(*COMMON).err
    marks = tmp_path / "home" / "ledger.sqlite3.drafts"
    assert marks.stat().st_mode & 0o777 == 0o600
    assert not re.search(r"team|north|csv", marks.read_text(encoding="ascii"))
    assert reminder in inside(*COMMON, "--by", "grade").err
    assert reminder in inside("teams", copy, "--by", "grade", "--now", NOW).err
    assert reminder not in inside("teams", other, "--by", "grade", "--now", NOW).err
    assert reminder not in inside(*COMMON, "--id", "code", "--release", "spring").err
    assert reminder not in inside(*COMMON, "--ledger", "none").err
    marks.write_bytes(b"damaged")
    assert inside(*COMMON).code == 0
    run = inside("erase", "--yes")
    assert (run.code, marks.exists()) == (0, False), run.err
