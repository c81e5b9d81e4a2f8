"""Ranges on an axis as a native chart: a floating bar from low to high that changes at the mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.escaping import line

if TYPE_CHECKING:
    from pptx.slide import Slide as DeckSlide

    from rctdiag.render.handover.content import AxisChart, AxisRow

# Light up to the mean, dark from there on.
TONES = {"hard": ("F0AE86", "D55E00"), "good": ("8FC0E6", "1F7FC4"), "plain": ("BFBFBF", "7F7F7F")}
SOFT = "525A61"
_SHORT_LABEL = 32  # letters of a name that may be large beside its bar


def add_chart(deck_slide: DeckSlide, chart: AxisChart) -> None:
    """The chart with its data in it, and a sentence for each row as its description."""
    from pptx.chart.data import CategoryChartData  # noqa: PLC0415 - of the extra ``documents``
    from pptx.dml.color import RGBColor  # noqa: PLC0415 - as above
    from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION  # noqa: PLC0415 - as above
    from pptx.util import Inches, Pt  # noqa: PLC0415 - as above

    data = CategoryChartData()
    data.categories = [_label(row) for row in chart.rows]
    ends = [_ends(row) for row in chart.rows]
    data.add_series("0", [low for low, _, _ in ends])
    data.add_series("low to mean", [score - low for low, score, _ in ends])
    data.add_series("mean to high", [high - score for _, score, high in ends])
    frame = deck_slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_STACKED, Inches(0.8), Inches(1.8), Inches(11.7), Inches(5.1), data
    )
    described = " ".join(line(row.sentence) for row in chart.rows)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", described)  # noqa: SLF001 - no other way
    drawn = frame.chart
    drawn.has_legend = drawn.has_title = False
    longest = max(len(_label(row)) for row in chart.rows)
    drawn.font.size, drawn.font.name = Pt(18 if longest <= _SHORT_LABEL else 14), "Calibri"
    plot = drawn.plots[0]
    plot.gap_width, plot.overlap = 90, 100
    plot.series[0].format.fill.background()
    for at, row in enumerate(chart.rows):
        for series, colour in zip(list(plot.series)[1:], TONES[row.tone], strict=True):
            fill = series.points[at].format.fill
            fill.solid()
            fill.fore_color.rgb = RGBColor.from_string(colour)
    names, values = drawn.category_axis, drawn.value_axis
    names.reverse_order = True
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, 100, 25
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string("C9CDD0")
    values.tick_labels.font.size = Pt(14)
    values.tick_labels.font.color.rgb = RGBColor.from_string(SOFT)


def _ends(row: AxisRow) -> tuple[int, int, int]:
    """Low, score and high; nothing of a score that is hidden."""
    if row.score is None:
        return 0, 0, 0
    low = row.score - 1 if row.low is None else min(row.low, row.score)
    return low, row.score, row.score + 1 if row.high is None else max(row.high, row.score)


def _label(row: AxisRow) -> str:
    """The name with its figure. In the data sheet of the chart it can be nothing but text."""
    figure = f"{row.figure} ({row.limits})" if row.limits else row.figure or row.words
    text = f"{line(row.label)}: {line(figure)}"
    name = text.partition(": ")[0]
    return text if name[:1].isalnum() and ":" not in name else f"· {text}"
