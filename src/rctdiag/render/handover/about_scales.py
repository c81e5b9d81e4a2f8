"""What the scales of a group report are, and whose ideas they and its steps rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.handover.content import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.group.report_in_words import ReportInWords

OURS = frozenset({"connection", "hierarchical", "pseudo_relational", "survival"})
CREDITS = ("cultures", "good_things", "power", "strategies", "alliances", "bound", "keys")


def about_scales(report: ReportInWords) -> Section:
    """Each scale with what it asks about, then the authors, and what letters in sources mean."""
    return Section(report.say("sheet_scales"), tuple(_blocks(report)))


def _blocks(report: ReportInWords) -> Iterator[Block]:
    for scale in report.scales:
        label = report.document.scales[scale]
        parts = [part.label for part in report.on_the_table(scale)]
        title = label.title
        if label.theory:
            title = report.say("sheet_scale_theory", title=title, theory=label.theory)
        id_ = "sheet_scale" if parts else "sheet_scale_only"
        yield Block("item", report.say(id_, title=title, parts=report.words.joined(parts or [""])))
    if OURS.isdisjoint(report.scales):
        return
    yield Block("sub", report.say("foot_credits"))
    for credit in CREDITS:
        yield Block("item", report.say(f"credit_{credit}"))
