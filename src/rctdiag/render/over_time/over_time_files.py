"""A plan, a comparison or waves of a survey as the bytes of a file to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from rctdiag.render.handover.look import PLAIN
from rctdiag.render.handover.make_file import written
from rctdiag.render.over_time.compared_words import ComparedWords
from rctdiag.render.over_time.comparison_sheet import comparison_sheet
from rctdiag.render.over_time.plan_page import plan_sheet
from rctdiag.render.over_time.waves_sheet import waves_sheet
from rctdiag.render.words import words

if TYPE_CHECKING:
    from rctdiag.model.documents.comparison import Comparison
    from rctdiag.model.documents.over_time.plan import StepsPlan
    from rctdiag.model.documents.over_time.waves import Waves
    from rctdiag.render.handover.content import GroupSheet
    from rctdiag.render.handover.look import ClientLook

PageKind = Literal["html", "pdf", "docx"]  # pages to read: no slides, no tables
PAGE_KINDS: tuple[PageKind, ...] = get_args(PageKind)


def page_kind(kind: str | None) -> PageKind | None:
    """The kind of page that a kind of file is; None for slides, workbooks and texts."""
    return kind if kind in PAGE_KINDS else None


def plan_file(plan: StepsPlan, kind: PageKind) -> bytes:
    """A ``rctdiag.plan/1`` as a page; the same plan gives the same bytes."""
    return _file(plan_sheet(plan, words(plan.language)), kind, PLAIN)


def comparison_file(document: Comparison, kind: PageKind, look: ClientLook = PLAIN) -> bytes:
    """A ``rctdiag.comparison/1`` as a page; the same document gives the same bytes."""
    return _file(comparison_sheet(document), kind, look)


def waves_file(document: Waves, kind: PageKind, look: ClientLook = PLAIN) -> bytes:
    """A ``rctdiag.waves/1`` as a page; the same document gives the same bytes."""
    return _file(waves_sheet(ComparedWords(document)), kind, look)


def _file(sheet: GroupSheet, kind: PageKind, look: ClientLook) -> bytes:
    return written(sheet, words(sheet.language), kind, look)
