"""The figures of a file on groups: scales, parts, and the dot plot of the groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.documents.teams import (
    HiddenDoc,
)
from rctdiag.model.scores import BANDS
from rctdiag.render.group.report_in_words import in_order
from rctdiag.render.handover.content import AxisChart, AxisRow, Matrix, MatrixRow
from rctdiag.render.person.result_page import capital, points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.model.documents.teams import (
        FacetLabelDoc,
        GroupDoc,
        GroupScaleDoc,
        MeanDoc,
    )
    from rctdiag.render.group.report_in_words import ReportInWords
    from rctdiag.render.person.headline import Tone


def scale_chart(report: ReportInWords, group: GroupDoc) -> AxisChart:
    """The scales of a group, or of everybody, on one axis: what is hard, then what is good."""
    groups = tuple(
        tuple(_row(report, report.title(scale), scale, group.scales[scale]) for scale in scales)
        for scales in _by_kind(report)
    )
    return AxisChart(
        report.say("sheet_together"), report.say("team_legend"), _ticks(report), groups
    )


def _by_kind(report: ReportInWords) -> Iterator[list[str]]:
    for tone in ("hard", "good"):
        scales = [scale for scale in report.scales if _tone(report, scale) == tone]
        if scales:
            yield scales


def _tone(report: ReportInWords, scale: str) -> Tone:
    return "good" if report.document.scales[scale].high == "good" else "hard"


def _ticks(report: ReportInWords) -> tuple[str, ...]:
    return tuple(report.say(f"band_{band}") for band in BANDS)


def _row(
    report: ReportInWords, label: str, scale: str, figure: MeanDoc, *, strong: bool = False
) -> AxisRow:
    """A mean with its range, as the document tells it; nothing of a figure that it hides."""
    tone = _tone(report, scale)
    block = report.bar(label, figure)
    if block.bar is None:
        return AxisRow(label, tone, report.say("sheet_hidden"), block.text, strong=strong)
    low, high = points(block.bar.low), points(block.bar.high)
    return AxisRow(
        label,
        tone,
        report.bands(figure),
        block.text,
        strong=strong,
        score=points(block.bar.score),
        low=low,
        high=high,
        figure=report.points(figure),
        limits=report.say("sheet_range", low=low, high=high),
    )


def part_charts(report: ReportInWords, group: GroupDoc, tone: Tone) -> Iterator[AxisChart]:
    """The parts of each scale of one kind: what contact gives, or each culture."""
    for scale in report.scales:
        facets = report.on_the_table(scale)
        if _tone(report, scale) != tone or not facets:
            continue
        title = report.say(
            "team_good_things" if tone == "good" else "team_parts", title=report.title(scale)
        )
        rows = tuple(_part(report, scale, facet, group.scales[scale]) for facet in facets)
        yield AxisChart(title, "", _ticks(report), (rows,))


def _part(
    report: ReportInWords, scale: str, facet: FacetLabelDoc, scores: GroupScaleDoc
) -> AxisRow:
    figure, label = scores.facets[facet.id], capital(facet.label)
    tone = _tone(report, scale)
    about = ""
    if tone == "good" and facet.opposite:
        about = report.say("sheet_not", opposite=facet.opposite)
    if figure.mean is None:
        sentence = report.say("team_facet_hidden", label=label)
        return AxisRow(label, tone, report.say("sheet_hidden"), sentence, about)
    words, score = report.bands(figure), report.points(figure)
    sentence = report.say("team_facet", label=label, score=score, bands=words)
    ends = figure.interval
    return AxisRow(
        label,
        tone,
        words,
        sentence,
        about,
        score=points(figure.mean),
        low=points(ends.low) if ends else None,
        high=points(ends.high) if ends else None,
        figure=score,
        limits=report.say("sheet_range", low=points(ends.low), high=points(ends.high))
        if ends
        else "",
    )


def matrices(report: ReportInWords, pages: Mapping[tuple[str, str], str]) -> Iterator[Matrix]:
    """For each breakdown its groups in the order of their names, hidden ones as hidden.

    Args:
        report: the document.
        pages: for each (by, name) the file with its page, where there is one.
    """
    for breakdown in report.document.breakdowns:
        by = breakdown.by
        shown = [group for group in report.groups if group.by == by]
        hidden = [row for row in report.document.hidden if row.by == by and row.scale is None]
        groups: list[GroupDoc | HiddenDoc] = [*shown, *hidden]
        rows = [_everybody(report)] if not report.is_whole_hidden else []
        rows += [_group(report, group, pages) for group in in_order(groups)]
        if shown or hidden:
            yield Matrix(
                report.say("team_overview_by", by=report.by(by)),
                tuple(report.title(scale) for scale in report.scales),
                tuple(rows),
                report.say("sheet_matrix_note"),
            )


def _everybody(report: ReportInWords) -> MatrixRow:
    organisation = report.document.organisation
    label = report.say("sheet_everybody")
    cells = _cells(report, label, organisation)
    return MatrixRow(label, _people(report, organisation), cells, strong=True)


def _group(
    report: ReportInWords, group: GroupDoc | HiddenDoc, pages: Mapping[tuple[str, str], str]
) -> MatrixRow:
    label = str(group.name)
    if isinstance(group, HiddenDoc):
        return MatrixRow(label, "", (), hidden=report.say("sheet_hidden"))
    page = pages.get((group.by, label), "")
    return MatrixRow(label, _people(report, group), _cells(report, label, group), page=page)


def _people(report: ReportInWords, group: GroupDoc) -> str:
    return "" if group.n is None else report.say("sheet_people", n=group.n)


def _cells(report: ReportInWords, label: str, group: GroupDoc) -> tuple[AxisRow, ...]:
    return tuple(
        _row(
            report,
            report.say("sheet_cell", group=label, title=report.title(scale)),
            scale,
            group.scales[scale],
        )
        for scale in report.scales
    )
