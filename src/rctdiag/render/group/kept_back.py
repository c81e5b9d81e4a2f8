"""What is for whoever leads the talk alone, and has no place on the table of a group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rctdiag.disclosure.document.team_steps import PAID_FOR
from rctdiag.render.block import Block
from rctdiag.render.person.result_page import capital
from rctdiag.scoring.bands import HIGH, LOW, PRESENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.teams import FacetLabelDoc, GroupDoc, GroupScaleDoc, PowerDoc
    from rctdiag.render.block import Where
    from rctdiag.render.group.report_in_words import ReportInWords

_OF_RANK = frozenset({"hierarchical"})


def for_leading(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """For whoever leads the talk alone: what people pay for speaking of in the group.

    In full with the figures of all that is kept back, which stand nowhere else.
    """
    other_figures = list(_other_figures(report, group))
    is_paid, is_closed = is_paid_for(group), is_closed_place(report, group)
    where: Where = "both" if is_paid or is_closed else "full"
    if where == "full" and not other_figures:
        return
    yield Block("sub", report.say("team_for_leading"), where)
    for part in group.for_leading:
        yield Block("item", report.finding(group, part, "hard"))
    yield from other_figures
    if is_paid:
        yield Block("text", report.say("team_focus_unsafe"))
    elif is_closed:
        yield Block("text", report.say("team_closed_place"))


def kept_back(report: ReportInWords, group: GroupDoc) -> tuple[list[Block], Where]:
    """All of it on a group, and in which view there is any."""
    care = [*for_leading(report, group), *special(report, group)]
    return care, "both" if any(block.where == "both" for block in care) else "full"


def _other_figures(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """Other parts that are kept back, and what those with least power say of them."""
    listed = {(part.scale, part.facet) for part in group.for_leading}
    for scale in report.scales:
        scores = group.scales[scale]
        for facet in report.facets(scale):
            if not is_kept_back(scale, facet.id) or (scale, facet.id) in listed:
                continue
            if facet.id in scores.facets and scores.facets[facet.id].mean is not None:
                yield Block("item", part_line(report, scores, facet), "full")
    if group.name is None:
        for row in report.document.power:
            if is_kept_back(row.scale, row.facet):
                yield replace(power_line(report, row), where="full")


def is_kept_back(scale: str, facet: str | None) -> bool:
    """Whether a part lies on no table: it is for whoever leads the talk, whatever its figure."""
    return f"{scale}.{facet}" in PAID_FOR


def is_closed_place(report: ReportInWords, group: GroupDoc) -> bool:
    """Whether people have so little contact, or rank so much, that open talk may ask too much.

    A scale on which people answered so for certain: its whole range is beyond the middle, and
    its mean reads as often where high is hard, as rarely or never where high is good. Only of
    connection and of the scale in which speaking up is paid for from above.
    """
    for scale in report.scales:
        figure, high = group.scales[scale], report.document.scales[scale].high
        if figure.mean is None or figure.interval is None:
            continue
        if high == "good" and figure.mean < LOW and figure.interval.high < PRESENT:
            return True
        if scale in _OF_RANK and figure.mean >= HIGH and figure.interval.low > PRESENT:
            return True
    return False


def is_paid_for(group: GroupDoc) -> bool:
    """Whether people pay for questioning or speaking up: often, or clearly beyond the middle."""
    often = any(
        (figure.mean or 0.0) >= HIGH
        for scale, scores in group.scales.items()
        for facet, figure in scores.facets.items()
        if f"{scale}.{facet}" in PAID_FOR
    )
    return often or bool(group.for_leading)


def special(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """The items marked sensitive, each by itself, where enough people answered.

    The short view of a group leaves out what reads as rarely or never.
    """
    shown = [
        (-mean, item)
        for item in report.document.items
        if (mean := group.items[item].mean) is not None
    ]
    if not shown:
        return
    whole = group.name is None
    where: Where = "both" if whole or any(-mean >= LOW for mean, _ in shown) else "full"
    yield Block("sub", report.say("team_items"), where)
    if serious(report, group):
        yield Block("text", report.say("team_items_serious"), where)
    for mean, item in sorted(shown):
        text = report.document.items[item].text
        sentence = report.say("team_item", bands=report.band(group.items[item]), text=text)
        yield Block("item", sentence, where if whole or -mean >= LOW else "full")
    yield Block("text", report.say("team_items_note"), where)


def serious(report: ReportInWords, group: GroupDoc) -> bool:
    """Whether a serious thing is shown and reads as sometimes or more."""
    return any(
        label.serious and (group.items[item].mean or 0.0) >= LOW
        for item, label in report.document.items.items()
    )


def part_line(
    report: ReportInWords, scale: GroupScaleDoc, facet: FacetLabelDoc, id_: str = "team_facet"
) -> str:
    """A part of a scale with its figure, as a sentence."""
    figure, label = scale.facets[facet.id], capital(facet.label)
    if figure.mean is None:
        return report.say("team_facet_hidden", label=label)
    values = {"score": report.points(figure), "bands": report.bands(figure)}
    if id_ == "team_good" and facet.opposite:
        return report.say(id_, label=label, opposite=facet.opposite, **values)
    return report.say("team_facet", label=label, **values)


def power_line(report: ReportInWords, row: PowerDoc) -> Block:
    """Those with least power beside those with most, on one scale or part."""
    label = (
        report.title(row.scale)
        if row.facet is None
        else capital(report.label(row.scale, row.facet))
    )
    values = {"low": round(row.least_mean), "high": round(row.most_mean)}
    id_ = "team_power_apart" if row.apart else "team_power_near"
    text = report.say(id_, label=label, least=row.least, most=row.most, **values)
    return Block("item", text, "both" if row.apart else "full")
