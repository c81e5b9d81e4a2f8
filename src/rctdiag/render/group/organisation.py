"""Everybody together: the scales on one axis, the good things, strengths, what to talk about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.group.kept_back import (
    for_leading,
    is_kept_back,
    part_line,
    power_line,
    special,
)
from rctdiag.scoring.bands import PRESENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.model.documents.teams import (
        ApartDoc,
        ComparisonDoc,
        GroupDoc,
    )
    from rctdiag.render.group.report_in_words import ReportInWords


PERHAPS = 3  # parts named where nothing is clearly hard
LEAST_P = 0.0001  # as little as a p is written
LADDER = ("told_apart", "with_care", "not_told_apart", "no_difference", "not_computed")


def everybody(report: ReportInWords) -> Iterator[Block]:
    """The organisation."""
    group = report.document.organisation
    yield Block("heading", report.say("team_organisation"))
    if report.is_whole_hidden:
        yield Block("text", report.say("team_organisation_hidden"))
        yield Block("text", report.say("team_legend"))
        return
    yield from figures(report, group)
    yield Block("text", report.say("team_legend"))
    yield from good_things(report, group)
    yield from ways(report, group)
    yield from parts(report, group)
    yield from for_leading(report, group)
    yield from special(report, group)


def figures(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """The scales as bars on one axis, and what stands out among the cultures."""
    for scale in report.scales:
        good = report.document.scales[scale].high == "good"
        yield report.bar(report.title(scale), group.scales[scale], good=good)
    word, title = stands_out(report, group)
    if report.words.has(f"teams.team_{word}"):
        yield Block("text", report.say(f"team_{word}", title=title))


def stands_out(report: ReportInWords, group: GroupDoc) -> tuple[str, str]:
    """How surely a culture reads highest, as the id of a sentence, and which."""
    highest = group.stands_out
    if highest is None:
        return "", ""
    word: str = highest.word
    if word == "none" and _all_come_up(report, group):
        word = "none_high"
    return word, report.title(highest.scale) if highest.scale else ""


def _all_come_up(report: ReportInWords, group: GroupDoc) -> bool:
    """Whether every culture that is shown reads as sometimes or more, beyond the middle."""
    shown = [
        mean
        for scale in report.scales
        if report.document.scales[scale].high == "hard"
        and (mean := group.scales[scale].mean) is not None
    ]
    return all(mean >= PRESENT for mean in shown)


def good_things(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """What contact gives, each beside its opposite."""
    scales = report.document.scales
    for scale in report.scales:
        if scales[scale].high == "good" and report.facets(scale):
            yield Block("sub", report.say("team_good_things"))
            for facet in report.facets(scale):
                yield Block("item", part_line(report, group.scales[scale], facet, "team_good"))


def ways(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """Three strengths, then three things that are worth a talk."""
    if not report.is_full:
        yield Block("text", report.say("team_no_parts"))
        return
    if not report.shows(group):
        return
    if not group.strengths and not group.focus:
        how = "_shown" if report.hides(group) else ""
        if all(report.document.scales[scale].high == "neutral" for scale in report.scales):
            how = "_neutral"
        yield Block("text", report.say(f"team_nothing_stands_out{how}"))
        return
    yield Block("sub", report.say("team_strengths"))
    if not group.strengths:
        yield Block("text", report.say("team_no_strengths"))
    for strength in group.strengths:
        yield Block("item", report.finding(group, strength, "good"))
    yield Block("sub", report.say("team_focus"))
    if not group.focus:
        yield from _perhaps_hard(report, group)
    for part in group.focus:
        yield Block("item", report.finding(group, part, "hard"))


def _perhaps_hard(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """That nothing is clearly hard, and what may be: on the hard side, though not for certain."""
    burdens: list[tuple[float, str]] = []
    for scale in report.scales:
        high = report.document.scales[scale].high
        for facet in report.on_the_table(scale) if high != "neutral" else ():
            figure = group.scales[scale].facets[facet.id]
            if figure.mean is None:
                continue
            weight = 100 - figure.mean if high == "good" else figure.mean
            if weight > PRESENT:
                burdens.append((-weight, part_line(report, group.scales[scale], facet)))
    if not burdens:
        shown = "_shown" if report.hides(group) else ""
        yield Block("text", report.say(f"team_no_focus{shown}"))
        return
    yield Block("text", report.say("team_focus_perhaps"))
    for _, text in sorted(burdens)[:PERHAPS]:
        yield Block("item", text)


def parts(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """Every part of the cultures, in the full view."""
    scales = report.document.scales
    for scale in report.scales:
        if scales[scale].high != "good" and report.on_the_table(scale):
            yield Block("sub", report.say("team_parts", title=report.title(scale)), "full")
            for facet in report.on_the_table(scale):
                text = part_line(report, group.scales[scale], facet, "team_facet")
                yield Block("item", text, "full")


def apart(report: ReportInWords) -> Iterator[Block]:
    """Whether groups can be told apart, and which differ from the rest."""
    if not report.document.breakdowns:
        return
    yield Block("heading", report.say("team_apart"))
    for row in report.document.breakdowns:
        values = {"by": report.by(row.by), "shown": row.shown, "all": row.shown + row.hidden}
        id_ = "team_apart_about" if row.hidden else "team_apart_about_all"
        yield Block("text", report.say(id_, **values))
        yield from _ladder(report, row.by, row.scales)
    yield from _beside(report)
    yield from _power(report)


def _ladder(report: ReportInWords, by: str, scales: Mapping[str, ApartDoc]) -> Iterator[Block]:
    for rung in LADDER:
        here = [s for s in report.scales if s in scales and scales[s].ladder == rung]
        if rung == "not_computed":  # nothing of that kind beside a difference that was found
            here = [scale for scale in here if scale not in _differing(report, by)]
        titles = [report.title(scale) for scale in here]
        if titles:
            text = report.say(f"team_apart_{rung}", titles=report.listed(titles))
            yield Block("item", text)
    for scale in report.scales:
        signal = scales.get(scale)
        if signal is not None and signal.f is not None and signal.df is not None:
            df1, df2 = signal.df
            small = signal.p is None or signal.p <= LEAST_P
            p = report.say("team_p_small") if small else report.say("team_p", p=signal.p)
            text = report.say(
                "team_apart_figures",
                title=report.title(scale),
                f=signal.f,
                p=p,
                icc1=_share(report, signal.icc1.value),
                icc2=_share(report, signal.icc2.value),
                df1=df1,
                df2=df2,
            )
            yield Block("item", text, "full")


def _differing(report: ReportInWords, by: str) -> set[str]:
    """Scales on which a group of the breakdown was found to differ from the rest."""
    return {
        row.scale
        for row in report.document.comparisons.rows
        if row.by == by and row.verdict != "no_difference_found"
    }


def _share(report: ReportInWords, value: float | None) -> str:
    return "-" if value is None else str(value) if value >= 0 else report.say("team_below_nought")


def _beside(report: ReportInWords) -> Iterator[Block]:
    compared = report.document.comparisons
    if not compared.rows:
        id_ = "team_rest_hidden" if report.is_whole_hidden else "team_rest_few"
        yield Block("text", report.say(id_))
        return
    yield Block("text", report.say("team_rest_who"))
    alike = []
    for row in compared.rows:
        if row.verdict == "no_difference_found":
            alike.append(row)
            continue
        yield Block("item", beside_the_rest(report, row), "full" if report.is_many else "both")
        yield Block("quote", report.say("team_rest_pairs", **_pairs(report, row)), "full")
    if report.is_many and len(alike) < len(compared.rows):
        yield Block("text", report.say("team_rest_by_group"), "short")
    if alike:
        yield Block("text", _alike(report, alike))
    method = report.say(f"team_method_{compared.method}")
    values = {"count": compared.count, "method": method, "level": compared.level}
    yield Block("text", report.say("team_rest_method", **values), "full")


def _pairs(report: ReportInWords, row: ComparisonDoc) -> Mapping[str, object]:
    higher, equal = (round(100 * share) for share in (row.higher, row.equal))
    title = report.title(row.scale)
    return {"name": row.name, "title": title, "higher": higher, "equal": equal}


def beside_the_rest(report: ReportInWords, row: ComparisonDoc) -> str:
    """A group beside the rest, where the two differ."""
    difference, ends = row.difference or 0.0, row.interval
    limits = (ends.low, ends.high) if ends else (difference, difference)
    low, high = (round(abs(limit)) for limit in limits)
    return report.say(
        f"team_rest_{row.verdict}",
        name=row.name,
        title=report.title(row.scale),
        points=round(abs(difference)),
        low=min(low, high),
        high=max(low, high),
    )


def _alike(report: ReportInWords, rows: Sequence[ComparisonDoc]) -> str:
    gaps = sorted(round(row.detectable) for row in rows if row.detectable is not None)
    low, high = (gaps[0], gaps[-1]) if gaps else (0, 0)
    is_same = len(rows) == 1 or low == high
    id_ = "team_rest_none_one" if len(rows) == 1 else "team_rest_none"
    if is_same and len(rows) > 1:
        id_ = "team_rest_none_same"
    return report.say(id_, count=len(rows), low=low, high=high)


def _power(report: ReportInWords) -> Iterator[Block]:
    rows = [row for row in report.document.power if not is_kept_back(row.scale, row.facet)]
    if not rows:
        return
    yield Block("sub", report.say("team_power"))
    yield from (power_line(report, row) for row in rows)
