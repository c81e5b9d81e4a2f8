"""Many groups at a glance: a line or two each, where whole pages would be too many to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.group.kept_back import is_closed_place, is_paid_for, serious
from rctdiag.render.group.organisation import stands_out
from rctdiag.scoring.bands import PRESENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.model.documents.teams import FindingDoc, GroupDoc
    from rctdiag.render.group.report_in_words import ReportInWords


APART = frozenset({"with_care", "told_apart"})


def overview(report: ReportInWords) -> Iterator[Block]:
    """Every group that is shown, in an order that no figure makes."""
    groups = report.groups
    yield Block("heading", report.say("team_overview"))
    about = "team_overview_about_alone" if report.is_whole_hidden else "team_overview_about"
    yield Block("text", report.say(about))
    yield Block("text", report.say("team_legend_ways"))
    if any(needs_care(report, group) for group in groups):
        yield Block("text", report.say("team_overview_care_first"))
    for by in dict.fromkeys(group.by for group in groups):
        yield Block("sub", report.say("team_overview_by", by=report.by(by)))
        for group in groups:
            if group.by == by:
                sentences = tuple(_sentences(report, group))
                yield Block("item", " ".join(sentences), sentences=sentences)
    yield Block("text", report.say("team_overview_more"))


def _sentences(report: ReportInWords, group: GroupDoc) -> Iterator[str]:
    """A group in whole sentences: who, care, what it can build on, what stands out."""
    yield from _answered(report, group)
    if needs_care(report, group):
        yield report.say("team_overview_care")
    apart = _apart(report, group.by)
    for strength in group.strengths:
        if strength.scale in apart and _is_clear(report, group, strength):
            yield report.say("team_overview_strength", part=strength.good)
            break
    if _cultures(report) & apart:
        yield from _standing_out(report, group)
    yield from _beside(report, group)
    split = _split(report, group)
    if split:
        yield report.say("team_overview_split", titles=_titles(report, split))


def _standing_out(report: ReportInWords, group: GroupDoc) -> Iterator[str]:
    """Which culture stands out and how high it reads, or that all do, or none."""
    word, title = stands_out(report, group)
    if report.words.has(f"teams.team_overview_{word}"):
        scale = group.stands_out.scale if group.stands_out else None
        bands = report.bands(group.scales[scale]) if scale else ""
        yield report.say(f"team_overview_{word}", title=title, bands=bands)


def _answered(report: ReportInWords, group: GroupDoc) -> Iterator[str]:
    response, name = group.response, group.name
    if response and response.rate is not None:
        values = {"n": response.answered, "headcount": response.headcount}
        yield report.say("team_overview_group_of", name=name, **values)
    else:
        yield report.say("team_overview_group", name=name, n=group.n)
    if response and report.words.has(f"teams.team_overview_{response.reason}"):
        yield report.say(f"team_overview_{response.reason}")


def needs_care(report: ReportInWords, group: GroupDoc) -> bool:
    """Whether the page of the group says what has to come before any talk."""
    return serious(report, group) or is_paid_for(group) or is_closed_place(report, group)


def _apart(report: ReportInWords, by: str) -> set[str]:
    """The scales on which groups of a breakdown differ by more than chance.

    Of others nothing is said here: side by side, chance would read as a difference.
    """
    scales = next(row.scales for row in report.document.breakdowns if row.by == by)
    return {scale for scale, apart in scales.items() if apart.ladder in APART}


def _cultures(report: ReportInWords) -> set[str]:
    scales = report.document.scales
    return {scale for scale in report.scales if scales[scale].high == "hard"}


def _is_clear(report: ReportInWords, group: GroupDoc, strength: FindingDoc) -> bool:
    """Whether a strength is one whole, not in part, and all its range lies on the good side."""
    if report.is_in_part(strength):
        return False
    ends = group.scales[strength.scale].facets[strength.facet].interval
    if ends is None:
        return False
    if report.document.scales[strength.scale].high == "good":
        return bool(ends.low >= PRESENT)
    return bool(ends.high <= PRESENT)


def _beside(report: ReportInWords, group: GroupDoc) -> Iterator[str]:
    """Where the group differs from the rest; the points and their range are on its page."""
    differing: dict[str, list[str]] = {"higher": [], "lower": []}
    for row in report.document.comparisons.rows:
        if (row.by, row.name) == (group.by, group.name) and row.verdict in differing:
            differing[row.verdict].append(row.scale)
    titles = {way: _titles(report, scales) for way, scales in differing.items() if scales}
    if titles:
        yield report.say(f"team_overview_{'_'.join(titles)}", **titles)


def _split(report: ReportInWords, group: GroupDoc) -> list[str]:
    agreement = group.agreement
    return [
        scale for scale in report.scales if (agreed := agreement[scale]) and agreed.word == "apart"
    ]


def _titles(report: ReportInWords, scales: Sequence[str]) -> str:
    return report.listed([report.title(scale) for scale in scales])
