"""A group report as tidy sheets, from the document alone: what it hides has a reason, no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.step import STEP_TEXTS
from rctdiag.render.person.result_page import capital
from rctdiag.render.workbook.tables import Book, Table, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.result import IntervalDoc
    from rctdiag.model.documents.teams import GroupDoc, MeanDoc
    from rctdiag.render.group.report_in_words import ReportInWords
    from rctdiag.render.workbook.tables import Value

GROUP = ("by", "group", "people")
FIGURE = ("mean", "reads", "low", "high", "level", "reason")


def group_book(report: ReportInWords, only: GroupDoc | None = None) -> Book:
    """All shown groups and everybody together, or one group alone."""
    groups = [report.document.organisation, *report.groups] if only is None else [only]
    sheets = [_scales(report, groups), _parts(report, groups)]
    if only is None:
        sheets += [_apart(report), _comparisons(report), _hidden(report)]
    sheets += [_agreement(report, groups), _steps(report, groups)]
    title = (
        report.say("team_title")
        if only is None
        else report.say("team_page_title", name=report.called(only))
    )
    tables = tuple(filled_table for filled_table in sheets if filled_table.rows)
    return Book(report.marked(title), report.document.created, tuple(_notes(report)), tables)


def _group(report: ReportInWords, group: GroupDoc) -> tuple[Value, ...]:
    is_whole = group is report.document.organisation
    name = report.say("sheet_everybody") if is_whole else group.name
    return ("" if is_whole else group.by, name, group.n)


def _figure(report: ReportInWords, figure: MeanDoc) -> tuple[Value, ...]:
    if figure.mean is None:
        return (None, None, None, None, None, _reason(report, figure.reason))
    reads = None if figure.direction is None else report.say(f"book.reads_{figure.direction}")
    return (figure.mean, reads, *_ends(figure.interval), _reason(report, figure.reason))


def _ends(interval: IntervalDoc | None) -> tuple[Value, ...]:
    return (None, None, None) if interval is None else (interval.low, interval.high, interval.level)


def _reason(report: ReportInWords, reason: str | None) -> str | None:
    """A reason in words where there are any, else its code as it stands in the document."""
    if reason is None:
        return None
    id_ = f"book.reason_{reason}"
    return report.say(id_) if report.words.has(id_) else reason


def _scales(report: ReportInWords, groups: list[GroupDoc]) -> Table:
    rows = [
        (
            *_group(report, group),
            report.title(scale),
            group.scales[scale].answered,
            *_figure(report, group.scales[scale]),
        )
        for group in groups
        for scale in report.scales
    ]
    return table(report.words, "scales", (*GROUP, "scale", "answered", *FIGURE), rows)


def _parts(report: ReportInWords, groups: list[GroupDoc]) -> Table:
    rows = [
        (
            *_group(report, group),
            report.title(scale),
            capital(part.label),
            capital(part.opposite or ""),
            *_figure(report, group.scales[scale].facets[part.id]),
        )
        for group in groups
        for scale in report.scales
        for part in report.on_the_table(scale)
        if part.id in group.scales[scale].facets
    ]
    return table(report.words, "parts", (*GROUP, "scale", "part", "opposite", *FIGURE), rows)


def _apart(report: ReportInWords) -> Table:
    rows: list[tuple[Value, ...]] = []
    for breakdown in report.document.breakdowns:
        for scale in report.scales:
            apart = breakdown.scales.get(scale)
            if apart is None or apart.ladder == "not_computed":
                continue
            df = apart.df or (None, None)
            rows.append(
                (
                    breakdown.by,
                    report.title(scale),
                    apart.groups,
                    apart.icc1.value,
                    *_ends(apart.icc1.interval)[:2],
                    apart.icc2.value,
                    apart.f,
                    *df,
                    apart.p,
                    report.say(f"book.apart_{apart.ladder}"),
                )
            )
    columns = ("by", "scale", "groups", "icc1", "low_icc", "high_icc", "icc2", "f", "df1", "df2")
    return table(report.words, "apart", (*columns, "p", "apart"), rows)


def _comparisons(report: ReportInWords) -> Table:
    rows: list[tuple[Value, ...]] = [
        (
            row.by,
            row.name,
            report.title(row.scale),
            row.difference,
            *_ends(row.interval),
            row.p,
            report.say(f"book.compared_{row.verdict}"),
            _reason(report, row.reason),
        )
        for row in report.document.comparisons.rows
    ]
    columns = ("by", "group", "scale", "difference", "low", "high", "level", "p_adjusted")
    return table(report.words, "comparisons", (*columns, "compared", "reason"), rows)


def _hidden(report: ReportInWords) -> Table:
    rows: list[tuple[Value, ...]] = [
        (
            row.by,
            row.name,
            report.say("book.all_scales") if row.scale is None else report.title(row.scale),
            _reason(report, row.reason),
        )
        for row in report.document.hidden
    ]
    return table(report.words, "hidden", ("by", "group", "scale", "reason"), rows)


def _agreement(report: ReportInWords, groups: list[GroupDoc]) -> Table:
    rows: list[tuple[Value, ...]] = [
        (
            *_group(report, group),
            report.title(scale),
            alike.people,
            report.say(f"book.alike_{alike.word}"),
            alike.r_star,
            None
            if alike.r_star_direction is None
            else report.say(f"book.reads_{alike.r_star_direction}"),
            alike.by_chance,
        )
        for group in groups
        for scale in report.scales
        if (alike := group.agreement.get(scale)) is not None
    ]
    columns = ("scale", "counted", "alike", "r_star", "reads", "by_chance")
    return table(report.words, "agreement", (*GROUP, *columns), rows)


def _steps(report: ReportInWords, groups: list[GroupDoc]) -> Table:
    rows: list[tuple[Value, ...]] = []
    for group in groups:
        for offered in group.steps:
            step = report.document.steps[offered.id]
            strategy = report.say(f"team_strategy_{step.strategy}")
            texts = (getattr(step, name) for name in STEP_TEXTS)
            rows.append((*_group(report, group)[:2], strategy, *texts, step.costs.minutes))
    return table(report.words, "steps", ("by", "group", "strategy", *STEP_TEXTS, "minutes"), rows)


def _notes(report: ReportInWords) -> Iterator[tuple[str, str]]:
    document = report.document
    yield "", report.status()
    yield "", report.say("team_opening")
    yield "", document.validity
    yield report.say("book.made"), document.created
    yield report.say("book.minimum"), str(document.minimum)
    yield report.say("book.form"), report.say(f"book.form_{document.form}")
    for used in document.questionnaires:
        yield report.say("book.questionnaire"), f"{used.title} {used.version} ({used.sha256[:8]})"
    yield report.say("book.version"), document.rctdiag_version
    yield report.say("book.how"), report.say("book.how_group")
    yield report.say("book.kept"), report.say("book.kept_back")
    for limit in document.limits:
        yield report.say("book.limit"), limit
