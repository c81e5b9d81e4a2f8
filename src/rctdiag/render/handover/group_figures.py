"""The figures of a file on groups: scales, parts, and the dot plot of the groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.model.scores import BANDS
from rctdiag.render.group.group_page_data import in_order
from rctdiag.render.handover.content import AxisChart, AxisRow, Matrix, MatrixRow
from rctdiag.render.person.result_page import capital, points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rctdiag.render.group.group_page_data import Paper
    from rctdiag.render.person.headline import Tone

    Doc = Mapping[str, Any]


def scale_chart(paper: Paper, told: Doc) -> AxisChart:
    """The scales of a group, or of everybody, on one axis: what is hard, then what is good."""
    groups = tuple(
        tuple(_row(paper, paper.title(scale), scale, told["scales"][scale]) for scale in scales)
        for scales in _by_kind(paper)
    )
    return AxisChart(paper.say("sheet_together"), paper.say("team_legend"), _ticks(paper), groups)


def _by_kind(paper: Paper) -> Iterator[list[str]]:
    for tone in ("hard", "good"):
        scales = [scale for scale in paper.scales if _tone(paper, scale) == tone]
        if scales:
            yield scales


def _tone(paper: Paper, scale: str) -> Tone:
    return "good" if paper.document["scales"][scale]["high"] == "good" else "hard"


def _ticks(paper: Paper) -> tuple[str, ...]:
    return tuple(paper.say(f"band_{band}") for band in BANDS)


def _row(paper: Paper, label: str, scale: str, figure: Doc, *, strong: bool = False) -> AxisRow:
    """A mean with its range, as the document tells it; nothing of a figure that it hides."""
    tone = _tone(paper, scale)
    block = paper.bar(label, figure)
    if block.bar is None:
        return AxisRow(label, tone, paper.say("sheet_hidden"), block.text, strong=strong)
    low, high = points(block.bar.low), points(block.bar.high)
    return AxisRow(
        label,
        tone,
        paper.bands(figure),
        block.text,
        strong=strong,
        score=points(block.bar.score),
        low=low,
        high=high,
        figure=paper.points(figure),
        limits=paper.say("sheet_range", low=low, high=high),
    )


def part_charts(paper: Paper, told: Doc, tone: Tone) -> Iterator[AxisChart]:
    """The parts of each scale of one kind: what contact gives, or each culture."""
    for scale in paper.scales:
        facets = paper.facets(scale)
        if _tone(paper, scale) != tone or not facets:
            continue
        title = paper.say(
            "team_good_things" if tone == "good" else "team_parts", title=paper.title(scale)
        )
        rows = tuple(_part(paper, scale, facet, told["scales"][scale]) for facet in facets)
        yield AxisChart(title, "", _ticks(paper), (rows,))


def _part(paper: Paper, scale: str, facet: Doc, told: Doc) -> AxisRow:
    figure, label = told["facets"][facet["id"]], capital(facet["label"])
    tone = _tone(paper, scale)
    about = ""
    if tone == "good" and facet["opposite"]:
        about = paper.say("sheet_not", opposite=facet["opposite"])
    if figure["mean"] is None:
        sentence = paper.say("team_facet_hidden", label=label)
        return AxisRow(label, tone, paper.say("sheet_hidden"), sentence, about)
    words, score = paper.bands(figure), paper.points(figure)
    sentence = paper.say("team_facet", label=label, score=score, bands=words)
    ends = figure["interval"]
    return AxisRow(
        label,
        tone,
        words,
        sentence,
        about,
        score=points(figure["mean"]),
        low=points(ends["low"]) if ends else None,
        high=points(ends["high"]) if ends else None,
        figure=score,
        limits=paper.say("sheet_range", low=points(ends["low"]), high=points(ends["high"]))
        if ends
        else "",
    )


def matrices(paper: Paper, pages: Mapping[tuple[str, str], str]) -> Iterator[Matrix]:
    """For each breakdown its groups in the order of their names, hidden ones as hidden.

    Args:
        paper: the document.
        pages: for each (by, name) the file with its page, where there is one.
    """
    for breakdown in paper.document["breakdowns"]:
        by = breakdown["by"]
        shown = [group for group in paper.groups if group["by"] == by]
        hidden = [
            row for row in paper.document["hidden"] if row["by"] == by and row["scale"] is None
        ]
        rows = [_everybody(paper)] if not paper.is_whole_hidden else []
        rows += [_group(paper, group, pages) for group in in_order([*shown, *hidden])]
        if shown or hidden:
            yield Matrix(
                paper.say("team_overview_by", by=by),
                tuple(paper.title(scale) for scale in paper.scales),
                tuple(rows),
                paper.say("sheet_matrix_note"),
            )


def _everybody(paper: Paper) -> MatrixRow:
    told = paper.document["organisation"]
    label = paper.say("sheet_everybody")
    return MatrixRow(label, _people(paper, told), _cells(paper, label, told), strong=True)


def _group(paper: Paper, group: Doc, pages: Mapping[tuple[str, str], str]) -> MatrixRow:
    label = str(group["name"])
    if "scales" not in group:
        return MatrixRow(label, "", (), hidden=paper.say("sheet_hidden"))
    page = pages.get((group["by"], label), "")
    return MatrixRow(label, _people(paper, group), _cells(paper, label, group), page=page)


def _people(paper: Paper, told: Doc) -> str:
    return "" if told["n"] is None else paper.say("sheet_people", n=told["n"])


def _cells(paper: Paper, label: str, told: Doc) -> tuple[AxisRow, ...]:
    return tuple(
        _row(
            paper,
            paper.say("sheet_cell", group=label, title=paper.title(scale)),
            scale,
            told["scales"][scale],
        )
        for scale in paper.scales
    )
