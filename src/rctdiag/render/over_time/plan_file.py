"""A plan as the bytes of a file to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.handover.look import PLAIN
from rctdiag.render.handover.make_file import written
from rctdiag.render.over_time.plan_page import plan_sheet
from rctdiag.render.words import words

if TYPE_CHECKING:
    from rctdiag.model.documents.over_time.plan import StepsPlan
    from rctdiag.render.handover.make_file import FileKind

PLAN_KINDS: tuple[FileKind, ...] = ("html", "pdf", "docx")  # pages; a plan is no slides, no table


def plan_file(plan: StepsPlan, kind: FileKind) -> bytes:
    """A ``rctdiag.plan/1`` as a page; the same plan gives the same bytes."""
    known = words(plan.language)
    return written(plan_sheet(plan, known), known, kind, PLAIN)
