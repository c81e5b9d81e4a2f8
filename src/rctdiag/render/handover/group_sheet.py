"""From a group report to the files on it: the whole, a page for each group, letters, an index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.group.debrief_guide import by_strategy, guide, leaders
from rctdiag.render.group.group_foot import NAMED, foot, hidden
from rctdiag.render.group.group_report import answered
from rctdiag.render.group.group_section import group_section, technical
from rctdiag.render.group.kept_back import for_leading, special
from rctdiag.render.group.many_groups import overview
from rctdiag.render.group.moved_since import moved_since, unmoved
from rctdiag.render.group.organisation import apart, figures, parts, ways
from rctdiag.render.group.respondents_summary import summary_blocks
from rctdiag.render.handover.about_scales import about_scales
from rctdiag.render.handover.content import FillIn, GroupSheet, Section, StepCard
from rctdiag.render.handover.group_figures import matrices, part_charts, scale_chart
from rctdiag.render.person.result_page import capital
from rctdiag.render.sentences import first_sentence
from rctdiag.render.step_fields import card_fields, further_fields, labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rctdiag.model.documents.teams import GroupDoc
    from rctdiag.render.group.report_in_words import ReportInWords
    from rctdiag.render.handover.content import Piece

# Sentences that name a command, and what stands in their place in a file.
COMMANDS = {
    "team_status_draft": "sheet_status_draft",
    "team_overview_more": "sheet_overview_more",
    "team_guide_more": "sheet_guide_more",
    "team_limit_danger": "sheet_limit_danger",
    "team_items_note": "sheet_items_note",
}
FILL_IN = "____"  # where a sentence leaves room for a hand


def whole_sheet(report: ReportInWords) -> GroupSheet:
    """The group report as one file."""
    return _sheet(report, report.say("team_title"), _whole(report))


def page_sheet(report: ReportInWords, group: GroupDoc) -> GroupSheet:
    """One group's page to hand out; what is for whoever leads the talk on a sheet of its own."""
    title = report.say("team_page_title", name=report.called(group))
    return _sheet(report, title, _page(report, group))


def summary_sheet(report: ReportInWords) -> GroupSheet:
    """One page for those who answered: everybody together and nobody apart."""
    title, *blocks = summary_blocks(report)
    sections = list(_cut(report, [block for block in blocks if block.kind != "bar"]))
    if not report.is_whole_hidden:
        chart = scale_chart(report, report.document.organisation)
        legend = report.say("team_legend")
        pieces: list[Piece] = [piece for piece in sections[1].pieces if not _is(piece, legend)]
        pieces.insert(0, chart)
        sections[1] = Section(sections[1].title, tuple(pieces))
    return _sheet(report, title.text, [*sections, about_scales(report)], opening=False)


def letter_sheet(report: ReportInWords) -> GroupSheet:
    """A letter to those who decide: what people say it costs, and what is theirs to change."""
    title, *blocks = leaders(report)
    sections = [Section("", tuple(blocks))]
    if not report.is_whole_hidden:
        organisation = report.document.organisation
        pieces: tuple[Piece, ...] = (
            scale_chart(report, organisation),
            *_ways(report, organisation),
        )
        sections.append(Section(report.say("team_organisation"), pieces))
    sections += [_limits(report), about_scales(report)]
    if not report.is_whole_hidden:
        care = list(special(report, report.document.organisation))
        sections += _kept_back(report, care, "sheet_kept_back")
    return _sheet(report, title.text, sections)


def index_sheet(
    report: ReportInWords, links: tuple[tuple[str, str], ...], pages: Mapping[tuple[str, str], str]
) -> GroupSheet:
    """What a folder holds: the files for everybody, then each group beside the others."""
    sections = [
        Section(report.say("team_overview"), tuple(matrices(report, pages))),
        *_cut(report, hidden(report)),
        *_cut(report, guide(report)),
    ]
    return _sheet(report, report.say("sheet_index_title"), sections, links=links)


def _sheet(
    report: ReportInWords,
    title: str,
    sections: Iterable[Section],
    *,
    opening: bool = True,
    links: tuple[tuple[str, str], ...] = (),
) -> GroupSheet:
    opens = (report.say("team_opening"), report.document.validity) if opening else ()
    return GroupSheet(
        language=report.words.language,
        title=title,
        created=report.document.created,
        mark=report.mark,
        file_title=report.marked(title),
        notice=_notice(report),
        opening=opens,
        sections=tuple(sections),
        links=links,
    )


def _notice(report: ReportInWords) -> str:
    """Of which day the report is, and whether it is recorded."""
    day = report.say("sheet_day", day=report.created())
    return f"{day} {_for_anybody(report, report.status())}"


def _whole(report: ReportInWords) -> Iterator[Section]:
    yield from _cut(report, answered(report))
    yield from _cut(report, moved_since(report, in_file=True))
    organisation = report.document.organisation
    if report.is_whole_hidden:
        text = report.say("team_organisation_hidden")
        yield Section(report.say("team_organisation"), (Block("text", text),))
    else:
        yield Section(report.say("team_organisation"), tuple(_figures(report, organisation)))
    dots = tuple(matrices(report, {}))
    if dots:
        yield Section(report.say("sheet_groups"), dots)
    yield from _cut(report, apart(report))
    if report.is_many:
        yield from _cut(report, overview(report))
    else:
        for group in report.groups:
            yield _group(report, group, alone=False)
    yield from _cut(report, hidden(report))
    yield from _cut(report, guide(report))
    yield from _cut(report, leaders(report))
    cards = tuple(
        _card(report, id_, _who(report, id_)) for id_ in by_strategy(report.document.steps)
    )
    if cards:
        yield Section(report.say("team_steps_whole"), cards)
    yield from _cut(report, unmoved(report))
    yield from _cut(report, foot(report))
    yield about_scales(report)
    care = [] if report.is_whole_hidden else _care(report, organisation)
    for group in () if report.is_many else report.groups:
        special_care = _care(report, group)
        if special_care:
            name = report.say("team_group", name=report.called(group), n=group.n)
            care += [Block("sub", name), *(b for b in special_care if b.kind != "sub")]
    yield from _kept_back(report, care)


def _page(report: ReportInWords, group: GroupDoc) -> Iterator[Section]:
    is_shown = group.reason is None
    if is_shown:
        yield _group(report, group, alone=True)
    else:
        alone = "_alone" if report.is_whole_hidden else ""
        text = report.say(f"team_page_hidden{alone}", minimum=report.document.minimum)
        yield Section("", (Block("text", text),))
        if not report.is_whole_hidden:
            chart = scale_chart(report, report.document.organisation)
            yield Section(report.say("team_organisation"), (chart,))
    talk, *more = _cut(report, guide(report))
    yield Section(talk.title, (*talk.pieces, _fill_in(report)))
    yield from more
    cards = tuple(_card(report, step.id) for step in group.steps)
    if cards:
        yield Section(report.say("team_steps_whole"), cards)
    yield _limits(report)
    yield about_scales(report)
    yield from _kept_back(report, _care(report, group) if is_shown else [])


def _kept_back(
    report: ReportInWords, care: list[Block], title: str = "team_page_care"
) -> list[Section]:
    """The sheet of its own for whoever leads the talk, where there is something for it."""
    blocks = tuple(replace(block, text=_for_anybody(report, block.text)) for block in care)
    return [Section(report.say(title), blocks, apart=True)] if care else []


def _group(report: ReportInWords, group: GroupDoc, *, alone: bool) -> Section:
    """A group that is shown: its figures as a chart, then what is said of it."""
    heading, *blocks = group_section(report, group, alone=alone)
    drawn = {block.text for block in parts(report, group)}
    drawn |= {block.text for block in list(figures(report, group))[: len(report.scales)]}
    kept_back = {b.text for b in _care(report, group)}
    if alone:  # figures of method are for whoever reads the whole report
        kept_back |= technical(report, group)
    pieces: list[Piece] = [scale_chart(report, group)]
    if alone:
        pieces.append(Block("text", report.say("team_legend_ways")))
    pieces += [
        block
        for block in blocks
        if block.where != "short" and block.text not in drawn and block.text not in kept_back
    ]
    if alone and report.is_full and report.shows(group):
        charts = (*part_charts(report, group, "good"), *part_charts(report, group, "hard"))
        pieces += [Block("sub", report.say("sheet_all_parts")), *charts]
    return Section(heading.text, tuple(pieces))


def _figures(report: ReportInWords, group: GroupDoc) -> Iterator[Piece]:
    """Everybody together: the scales, what stands out, strengths before topics, every part."""
    yield scale_chart(report, group)
    yield Block("text", report.say("team_legend_ways"))
    yield from _ways(report, group)
    if report.is_full and report.shows(group):
        yield Block("sub", report.say("sheet_all_parts"))
        yield from part_charts(report, group, "good")
        yield from part_charts(report, group, "hard")


def _ways(report: ReportInWords, group: GroupDoc) -> Iterator[Block]:
    """What stands out among the cultures, then strengths, then what is worth a talk."""
    yield from list(figures(report, group))[len(report.scales) :]
    yield from ways(report, group)


def _care(report: ReportInWords, group: GroupDoc) -> list[Block]:
    """What whoever leads the talk reads before, and a group need not have on the table."""
    return [b for b in (*for_leading(report, group), *special(report, group)) if b.where != "short"]


def _who(report: ReportInWords, id_: str) -> str:
    """The groups that a step is for, by name; where they are many, how many."""
    groups = report.groups
    names = [group.name or "" for group in groups if any(step.id == id_ for step in group.steps)]
    if len(names) == len(groups) > 1:
        return report.words.text("team_screen.for_all")
    if len(names) > NAMED:
        return report.words.text("team_screen.for_count", count=len(names))
    return report.listed(names) if names else report.say("sheet_everybody")


def _card(report: ReportInWords, id_: str, audience: str = "") -> StepCard:
    step = report.document.steps[id_]
    costs = step.costs
    foot = "sheet_takes_back" if costs.gives_back else "sheet_takes"
    fields = {
        "for": audience,
        **card_fields(step),
        **further_fields(step),
        "rests_on": "; ".join(step.sources),
    }
    return StepCard(
        strategy=step.strategy,
        name=report.say(f"team_strategy_{step.strategy}"),
        title=capital(step.title),
        do=step.do,
        fields=labelled(fields.items(), lambda id_: report.say(f"sheet_{id_}")),
        foot=report.say(foot, minutes=costs.minutes),
    )


def _fill_in(report: ReportInWords) -> FillIn:
    line = report.say("team_page_line")
    title = first_sentence(line)
    labels = [part.strip() for part in line.removeprefix(title).split(FILL_IN)]
    return FillIn(title, tuple(label for label in labels if label))


def _limits(report: ReportInWords) -> Section:
    limits = tuple(Block("text", _for_anybody(report, limit)) for limit in report.document.limits)
    return Section(report.say("team_page_limits"), limits)


def _for_anybody(report: ReportInWords, text: str) -> str:
    """The text without commands: whoever is handed a file may not have the program."""
    for with_command, without in COMMANDS.items():
        if text == report.say(with_command):
            return report.say(without)
    return text


def _is(piece: Piece, text: str) -> bool:
    return isinstance(piece, Block) and piece.text == text


def _cut(report: ReportInWords, blocks: Iterable[Block]) -> Iterator[Section]:
    """Blocks of the full report, cut at their headings."""
    sections: list[tuple[str, list[Block]]] = []
    for block in blocks:
        if block.where == "short":
            continue
        if block.kind == "heading":
            sections.append((block.text, []))
            continue
        if not sections:
            sections.append(("", []))
        sections[-1][1].append(replace(block, text=_for_anybody(report, block.text)))
    return (Section(title, tuple(inner)) for title, inner in sections)
