"""A plan as the bytes of a file to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.html.html_page import group_html
from rctdiag.render.over_time.plan_page import plan_sheet
from rctdiag.render.words import words

if TYPE_CHECKING:
    from rctdiag.model.documents.plan import StepsPlan


def plan_file(plan: StepsPlan) -> bytes:
    """A ``rctdiag.plan/1`` as an HTML page; the same plan gives the same bytes."""
    known = words(plan.language)
    return group_html(plan_sheet(plan, known), known).encode()
