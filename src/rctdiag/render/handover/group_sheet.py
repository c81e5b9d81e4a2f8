"""From a group report to the files on it: the whole, a page for each group, letters, an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.render.block import Block
from rctdiag.render.group.debrief_guide import guide, leaders, whole_step
from rctdiag.render.group.group_foot import foot, hidden
from rctdiag.render.group.group_report import who
from rctdiag.render.group.group_section import one_group
from rctdiag.render.group.many_groups import overview
from rctdiag.render.group.organisation import apart, figures, for_leading, parts, special, ways
from rctdiag.render.group.respondents_summary import summary_blocks
from rctdiag.render.handover.content import FillIn, GroupSheet, Section, StepCard
from rctdiag.render.handover.group_figures import matrices, part_charts, scale_chart
from rctdiag.render.sentences import first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rctdiag.render.group.group_page_data import Paper
    from rctdiag.render.handover.content import Piece

    Doc = Mapping[str, Any]

FILL_IN = "____"  # where a sentence leaves room for a hand


def whole_sheet(paper: Paper) -> GroupSheet:
    """The group report as one file."""
    return _sheet(paper, paper.say("team_title"), _whole(paper))


def page_sheet(paper: Paper, group: Doc) -> GroupSheet:
    """One group's page to hand out; what is for whoever leads the talk on a sheet of its own."""
    title = paper.say("team_page_title", by=group["by"], name=group["name"])
    return _sheet(paper, title, _page(paper, group))


def summary_sheet(paper: Paper) -> GroupSheet:
    """One page for those who answered: everybody together and nobody apart."""
    title, *blocks = summary_blocks(paper)
    sections = list(_cut(block for block in blocks if block.kind != "bar"))
    if not paper.is_whole_hidden:
        chart = scale_chart(paper, paper.document["organisation"])
        told = paper.say("team_legend")
        pieces: list[Piece] = [piece for piece in sections[1].pieces if not _is(piece, told)]
        pieces.insert(0, chart)
        sections[1] = Section(sections[1].title, tuple(pieces))
    return _sheet(paper, title.text, sections, opening=False)


def letter_sheet(paper: Paper) -> GroupSheet:
    """A letter to those who decide: what people say it costs, and what is theirs to change."""
    title, *blocks = leaders(paper)
    sections = [Section("", tuple(blocks))]
    if not paper.is_whole_hidden:
        told = paper.document["organisation"]
        pieces: tuple[Piece, ...] = (scale_chart(paper, told), *_ways(paper, told))
        sections.append(Section(paper.say("team_organisation"), pieces))
    sections.append(_limits(paper))
    if not paper.is_whole_hidden:
        care = tuple(special(paper, paper.document["organisation"]))
        sections += [Section(paper.say("sheet_kept_back"), care, apart=True)] if care else []
    return _sheet(paper, title.text, sections)


def index_sheet(
    paper: Paper, links: tuple[tuple[str, str], ...], pages: Mapping[tuple[str, str], str]
) -> GroupSheet:
    """What a folder holds: the files for everybody, then each group beside the others."""
    sections = [
        Section(paper.say("team_overview"), tuple(matrices(paper, pages))),
        *_cut(hidden(paper)),
        *_cut(guide(paper)),
    ]
    return _sheet(paper, paper.say("team_title"), sections, links=links)


def _sheet(
    paper: Paper,
    title: str,
    sections: Iterable[Section],
    *,
    opening: bool = True,
    links: tuple[tuple[str, str], ...] = (),
) -> GroupSheet:
    opens = (paper.say("team_opening"), paper.document["validity"]) if opening else ()
    return GroupSheet(
        language=paper.words.language,
        title=title,
        made=paper.document["created"],
        notice=paper.status(),
        opening=opens,
        sections=tuple(sections),
        links=links,
    )


def _whole(paper: Paper) -> Iterator[Section]:
    yield from _cut(who(paper))
    told = paper.document["organisation"]
    if paper.is_whole_hidden:
        text = paper.say("team_organisation_hidden")
        yield Section(paper.say("team_organisation"), (Block("text", text),))
    else:
        yield Section(paper.say("team_organisation"), tuple(_figures(paper, told)))
    dots = tuple(matrices(paper, {}))
    if dots:
        yield Section(paper.say("sheet_groups"), dots)
    yield from _cut(apart(paper))
    if paper.is_many:
        yield from _cut(overview(paper))
    else:
        for group in paper.groups:
            yield _group(paper, group, alone=False)
    yield from _cut(hidden(paper))
    yield from _cut(guide(paper))
    yield from _cut(leaders(paper))
    cards = tuple(_card(paper, id_) for id_ in sorted(paper.document["steps"]))
    if cards:
        yield Section(paper.say("team_steps_whole"), cards)
    yield from _cut(foot(paper))
    care = [] if paper.is_whole_hidden else _care(paper, told)
    for group in () if paper.is_many else paper.groups:
        kept = _care(paper, group)
        if kept:
            name = paper.say("team_group", by=group["by"], name=group["name"], n=group["n"])
            care += [Block("sub", name), *(b for b in kept if b.kind != "sub")]
    yield from _kept_back(paper, care)


def _page(paper: Paper, group: Doc) -> Iterator[Section]:
    is_shown = group["reason"] is None
    if is_shown:
        yield _group(paper, group, alone=True)
    else:
        alone = "_alone" if paper.is_whole_hidden else ""
        told = paper.say(f"team_page_hidden{alone}", minimum=paper.document["minimum"])
        yield Section("", (Block("text", told),))
        if not paper.is_whole_hidden:
            chart = scale_chart(paper, paper.document["organisation"])
            yield Section(paper.say("team_organisation"), (chart,))
    talk, *more = _cut(guide(paper))
    yield Section(talk.title, (*talk.pieces, _fill_in(paper)))
    yield from more
    cards = tuple(_card(paper, step["id"]) for step in group["steps"])
    if cards:
        yield Section(paper.say("team_steps_whole"), cards)
    yield _limits(paper)
    yield from _kept_back(paper, _care(paper, group) if is_shown else [])


def _kept_back(paper: Paper, care: list[Block]) -> list[Section]:
    """The sheet of its own for whoever leads the talk, where there is something for it."""
    title = paper.say("team_page_care")
    return [Section(title, tuple(care), apart=True)] if care else []


def _group(paper: Paper, group: Doc, *, alone: bool) -> Section:
    """A group that is shown: its figures as a chart, then what is said of it."""
    heading, *blocks = one_group(paper, group, alone=alone)
    drawn = {block.text for block in parts(paper, group)}
    drawn |= {block.text for block in list(figures(paper, group))[: len(paper.scales)]}
    kept_back = {b.text for b in _care(paper, group)}
    pieces: list[Piece] = [scale_chart(paper, group)]
    if alone:
        pieces.append(Block("text", paper.say("team_legend_ways")))
    pieces += [
        block
        for block in blocks
        if block.where != "short" and block.text not in drawn and block.text not in kept_back
    ]
    if alone and paper.is_full and paper.shows(group):
        # Figures of method come last: few read them, and nobody should have to read past them.
        method = paper.say("team_group_method")
        at = next((n for n, piece in enumerate(pieces) if _is(piece, method)), len(pieces))
        charts = (*part_charts(paper, group, "good"), *part_charts(paper, group, "hard"))
        pieces[at:at] = [Block("sub", paper.say("sheet_all_parts")), *charts]
    return Section(heading.text, tuple(pieces))


def _figures(paper: Paper, told: Doc) -> Iterator[Piece]:
    """Everybody together: the scales, what stands out, strengths before topics, every part."""
    yield scale_chart(paper, told)
    yield Block("text", paper.say("team_legend_ways"))
    yield from _ways(paper, told)
    if paper.is_full and paper.shows(told):
        yield Block("sub", paper.say("sheet_all_parts"))
        yield from part_charts(paper, told, "good")
        yield from part_charts(paper, told, "hard")


def _ways(paper: Paper, told: Doc) -> Iterator[Block]:
    """What stands out among the cultures, then strengths, then what is worth a talk."""
    yield from list(figures(paper, told))[len(paper.scales) :]
    yield from ways(paper, told)


def _care(paper: Paper, told: Doc) -> list[Block]:
    """What whoever leads the talk reads before, and a group need not have on the table."""
    return [b for b in (*for_leading(paper, told), *special(paper, told)) if b.where != "short"]


def _card(paper: Paper, id_: str) -> StepCard:
    title, *lines = whole_step(paper, id_)
    strategy = paper.document["steps"][id_]["strategy"]
    name = paper.say(f"team_strategy_{strategy}")
    return StepCard(
        strategy, name, title.text.removeprefix(f"{name}: "), tuple(b.text for b in lines)
    )


def _fill_in(paper: Paper) -> FillIn:
    told = paper.say("team_page_line")
    title = first_sentence(told)
    labels = [part.strip() for part in told.removeprefix(title).split(FILL_IN)]
    return FillIn(title, tuple(label for label in labels if label))


def _limits(paper: Paper) -> Section:
    limits = tuple(Block("text", limit) for limit in paper.document["limits"])
    return Section(paper.say("team_page_limits"), limits)


def _is(piece: Piece, text: str) -> bool:
    return isinstance(piece, Block) and piece.text == text


def _cut(blocks: Iterable[Block]) -> Iterator[Section]:
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
        sections[-1][1].append(block)
    return (Section(title, tuple(inner)) for title, inner in sections)
