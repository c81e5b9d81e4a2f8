"""Name it: the person's own strongest answers, what helps beside what gets in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from rctdiag.render.person.name_it import (
    EACH_WAY,
    SERIOUS_SHORT,
    SOMETIMES,
    at_risk,
    getting_by,
    hardly_seen,
    once_is_enough,
    seen_helping,
)
from rctdiag.render.person.result_page import capital
from rctdiag.render.terminal.columns import two_columns
from rctdiag.render.terminal.palette import SIDE_BY_SIDE
from rctdiag.render.terminal.screens.report_screen import Piece, paragraphs

SHORT_EACH_WAY = 2  # answers in the short view; beside serious ones at least one other

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from rctdiag.model.documents.result import PracticeDoc
    from rctdiag.render.terminal.screens.report_screen import ReportScreen


def name_screen(screen: ReportScreen) -> Iterator[Piece]:
    """The second of the four steps."""
    yield Piece(screen.asking(2, "name"), leads=True)
    yield Piece(_two_columns(screen), apart=screen.width < SIDE_BY_SIDE)
    remarks = list(_remarks(screen))
    if remarks:
        yield Piece(paragraphs(*remarks))
    if screen.full:
        yield from _who_carries_it(screen)
        answers = screen.page.document.practices.who_carries_it
        yield from (Piece(screen.text(sentence)) for sentence in at_risk(screen.page, answers))
        yield from _own_notes(screen)


def _own_notes(screen: ReportScreen) -> Iterator[Piece]:
    """What the person wrote beside the questions."""
    document = screen.page.document
    if document.notes:
        parts = [screen.styled("notes_heading", "bold")]
        for item, note in document.notes.items():
            parts += [screen.text(document.noted.get(item, item), "quiet")]
            parts.append(screen.styled("notes_note", note=note))
        yield Piece(Group(*parts))


def _two_columns(screen: ReportScreen) -> RenderableType:
    """Strengths first; where nothing that happens gets in the way, what does not happen."""
    practices = screen.page.document.practices
    most = EACH_WAY if screen.full else SHORT_EACH_WAY
    helping = seen_helping(screen.page, practices.helping)[: 1 if screen.makes_room else most]
    lacks = not practices.impeding and practices.lacking
    impeding = practices.lacking[:most] if lacks else practices.impeding
    palette = screen.palette
    heads = (
        Text.assemble((palette.sign("good"), "good"), " ", screen.say("helps", "bold")),
        Text.assemble(
            (palette.sign("hard"), "hard"), " ", screen.say("lacks" if lacks else "impedes", "bold")
        ),
    )
    columns = (
        _answers(screen, helping) if helping else screen.styled("name_helps_none", "quiet"),
        _shown(screen, impeding) if impeding else screen.styled("name_impedes_none", "quiet"),
    )
    return two_columns(heads, columns, screen.width)


def _shown(screen: ReportScreen, answers: Sequence[PracticeDoc]) -> Group:
    """Every serious answer, and the heaviest others; more than five serious ones are counted."""
    most, least = (EACH_WAY, 1) if screen.full else (SHORT_EACH_WAY, int(screen.roomy))
    serious = [answer for answer in answers if answer.serious]
    lighter = [answer for answer in answers if not answer.serious][
        : max(least, most - len(serious))
    ]
    shown = serious if screen.full else serious[:SERIOUS_SHORT]
    content = _answers(screen, [answer for answer in answers if answer in (*shown, *lighter)])
    more = len(serious) - len(shown)
    if not more:
        return content
    return Group(
        content, Text(), screen.styled("more_one" if more == 1 else "more_many", count=more)
    )


def _answers(screen: ReportScreen, answers: Sequence[PracticeDoc]) -> Group:
    return paragraphs(*(_answer(screen, answer) for answer in answers))


def _answer(screen: ReportScreen, answer: PracticeDoc) -> Text:
    mark = ("! ", "alarm") if answer.serious and answer.answer >= SOMETIMES else ""
    word = screen.palette.plain(f"{capital(answer.answer_label)}:")
    return Text.assemble(mark, (word, "bold"), " ", screen.text(answer.text))


def _remarks(screen: ReportScreen) -> Iterator[Text]:
    page = screen.page
    practices = page.document.practices
    if once_is_enough(practices.impeding):
        yield screen.say("once")
    own = "" if page.help_first or not screen.full else getting_by(page)
    if own:
        yield screen.styled(own)
        yield screen.styled("name_kinder_colleagues")
        yield screen.styled("name_kinder_place")


def _who_carries_it(screen: ReportScreen) -> Iterator[Piece]:
    answers = screen.page.document.practices.who_carries_it
    if not answers:
        return
    seen = [answer for answer in answers if not hardly_seen(screen.page, answer)]
    parts = [screen.styled("name_carries", "bold"), *(_answer(screen, answer) for answer in seen)]
    if seen:
        parts.append(screen.styled("name_carries_note"))
    if len(seen) < len(answers):
        parts.append(screen.styled("name_carries_unseen"))
    yield Piece(Group(*parts))
