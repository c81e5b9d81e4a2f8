"""What is not shown and why; how it was worked out; what it cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.disclosure.groups.membership import EVERYONE
from rctdiag.render.block import Block
from rctdiag.render.group.report_in_words import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.model.documents.teams import HiddenDoc
    from rctdiag.render.group.report_in_words import ReportInWords


NAMED = 12  # hidden groups named in the short view
HASH = 8


def hidden(report: ReportInWords) -> Iterator[Block]:
    """The groups and figures that are not shown."""
    rows = in_order(report.document.hidden)
    yield Block("heading", report.say("team_hidden"))
    if not rows:
        yield Block("text", report.say("team_hidden_none"))
        return
    yield Block("text", report.say("team_hidden_why", minimum=report.document.minimum))
    whole_rows = [row for row in rows if row.by == EVERYONE and not row.name]
    groups = [row for row in rows if row not in whole_rows]
    if any(row.scale is None for row in whole_rows):
        yield Block("item", report.say("team_hidden_everybody"))
    elif whole_rows:
        titles = [report.title(row.scale) for row in whole_rows if row.scale]
        text = report.say("team_hidden_everybody_scales", titles=report.listed(titles))
        yield Block("item", text)
    yield from _groups(report, [row for row in groups if row.scale is None])
    yield from _scales(report, groups)
    if groups:
        yield Block(
            "text", report.say("team_hidden_more_alone" if whole_rows else "team_hidden_more")
        )


def _groups(report: ReportInWords, rows: Sequence[HiddenDoc]) -> Iterator[Block]:
    for by in dict.fromkeys(row.by for row in rows):
        names = [row.name for row in rows if row.by == by]
        many = len(names) > NAMED
        if many:
            yield Block("item", _some(report, by, names), "short")
        text = report.say("team_hidden_groups", by=report.by(by), names=report.listed(names))
        yield Block("item", text, "full" if many else "both")


def _scales(report: ReportInWords, rows: Sequence[HiddenDoc]) -> Iterator[Block]:
    part: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.scale is not None:
            part.setdefault((row.by, row.name), []).append(report.title(row.scale))
    for (by, name), titles in part.items():
        titles_text = report.listed(titles)
        text = report.say("team_hidden_scales", by=report.by(by), name=name, titles=titles_text)
        yield Block("item", text, "full" if len(part) > NAMED else "both")


def _some(report: ReportInWords, by: str, names: Sequence[str]) -> str:
    first = report.listed(names[:NAMED])
    return report.say("team_hidden_many", by=report.by(by), count=len(names), names=first)


def foot(report: ReportInWords) -> Iterator[Block]:
    """Method and limits, in half a page."""
    document = report.document
    yield Block("heading", report.say("team_method"))
    spreads = {scale: document.scales[scale].spread for scale in report.scales}
    if any(spread.reason is None for spread in spreads.values()):
        sentences = [
            report.say("team_method_spread", title=report.title(scale), sd=f"{spread.sd:g}")
            for scale, spread in spreads.items()
        ]
        yield Block("text", report.say("team_method_mean", spreads=report.listed(sentences)))
    else:
        id_ = "team_method_mean_hidden" if report.is_whole_hidden else "team_method_mean_planned"
        if document.without_words:
            id_ = "team_method_mean_without"
        yield Block("text", report.say(id_))
    yield Block("text", report.say("team_method_ends"), "full")
    attacks = [
        report.say(f"team_attack_{attack}")
        for attack in document.audit.attacks
        if report.words.has(f"teams.team_attack_{attack}")
    ]
    yield Block("text", report.say("team_method_audit", attacks=report.listed(attacks)))
    for limit in document.limits:
        yield Block("text", limit)
    questionnaires = [
        report.say(
            "team_foot_questionnaire",
            id=questionnaire.id,
            version=questionnaire.version,
            hash=questionnaire.sha256[:HASH],
        )
        for questionnaire in document.questionnaires
    ]
    values = {"version": document.rctdiag_version, "created": report.created()}
    names = report.listed(questionnaires)
    yield Block("text", report.say("team_foot", questionnaires=names, **values), "full")
    yield Block("text", report.say("team_foot_more"), "short")
