"""What every screen of a report works with, and the pieces it is made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from rctdiag.render.person.result_page import capital
from rctdiag.render.sentences import first_sentence
from rctdiag.render.terminal.palette import SIDE_BY_SIDE

if TYPE_CHECKING:
    from rctdiag.model.step import Strategy
    from rctdiag.render.person.result_page import Page
    from rctdiag.render.terminal.palette import Palette, Role


class Piece(NamedTuple):
    """Something that is read as a whole: a page of a long part never begins inside it."""

    content: RenderableType
    apart: bool = True  # a blank line goes before it
    leads: bool = False  # a heading, never left behind at the end of a page


@dataclass(frozen=True, slots=True)
class Screen(ABC):
    """What the terminal can show, and the words for it; each report says where its words are.

    Attributes:
        palette: what the terminal can show.
        full: show everything, not the short view.
    """

    palette: Palette
    full: bool

    @abstractmethod
    def words(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` of the screens, as it is."""

    @abstractmethod
    def sentence(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` of the report, as it is."""

    @property
    def width(self) -> int:
        """Of the terminal."""
        return self.palette.width

    def say(self, id_: str, /, style: str = "", **values: object) -> Text:
        """The sentence ``id_`` of the screens."""
        return self.palette.text(self.words(id_, **values), style)

    def styled(self, id_: str, /, style: str = "", **values: object) -> Text:
        """The sentence ``id_`` of the report."""
        return self.palette.text(self.sentence(id_, **values), style)

    def text(self, text: str, style: str = "") -> Text:
        """Text of the document."""
        return self.palette.text(text, style)

    def labelled(self, label: str, text: Text, gap: str = "  ") -> Text:
        """A bold label and its text, run together."""
        return Text.assemble((self.palette.plain(label), "bold"), gap, text)

    def chip(self, strategy: Strategy) -> Text:
        """The sign and the name of a strategy."""
        return self.palette.strategy(strategy, capital(self.sentence(f"strategy_{strategy}")))

    def headline(self, text: str, role: Role) -> Text:
        """The chip at the head of a report."""
        if self.palette.colours:
            return self.palette.chip(text, role)
        return self.text(text, "bold")

    def heading(
        self, number: int, part: str, style: str = "", name: str = "name"
    ) -> RenderableType:
        """The rule above a part: its key, its name, the question it answers."""
        mark = self.palette.key(str(number)) if self.palette.keys else Text(str(number), "bold")
        title = Text.assemble(mark, " ", self.say(f"{part}_{name}", "bold"))
        question = self.say(f"{part}_question{style}")
        if self.width >= SIDE_BY_SIDE:
            return self.palette.titled_rule(Text.assemble(title, "  ", question))
        question.stylize("quiet")
        return Group(self.palette.titled_rule(title), question)

    def subheading(self, text: Text, about: Text | None = None) -> Text:
        """A heading inside a part, with a few words about it."""
        bold = text.copy()
        bold.stylize("bold")
        return Text.assemble(bold, "  ", about) if about else bold


@dataclass(frozen=True, slots=True)
class ReportScreen(Screen):
    """A person's result.

    Attributes:
        page: the result with its words.
    """

    page: Page

    @property
    def roomy(self) -> bool:
        """Whether there is room for what lies behind the picture.

        In full, and where a part is read by itself; not in the short view that comes at once.
        """
        return self.full or self.palette.keys

    @property
    def makes_room(self) -> bool:
        """Whether the short view shows less of other things, since help stands in it."""
        return not self.roomy and bool(self.page.document.support.parts)

    def asking(self, number: int, part: str, style: str = "", kept: str = "") -> RenderableType:
        """The rule above a part, with its question; where there is little room, in few words.

        Args:
            number: Its key.
            part: Its id.
            style: What the id of its question ends in.
            kept: What both ids end in where there is a good place to keep.
        """
        question = f"{style}{kept}"
        if not self.roomy:
            question = f"_brief{question}"
        return self.heading(number, part, question, f"name{kept}")

    def brief(self, id_: str, /, **values: object) -> Text:
        """The text ``id_`` of the report; where there is little room, its first sentence."""
        return self.shortened(self.sentence(id_, **values))

    def shortened(self, text: str) -> Text:
        """Text of the document; where there is little room, its first sentence."""
        return self.text(text if self.roomy else first_sentence(text))

    def words(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` of the screens, as it is."""
        return self.page.say(f"screen.drawn_{id_}", **values)

    def sentence(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` of the report, as it is."""
        return self.page.say(id_, **values)


def paragraphs(*texts: RenderableType) -> Group:
    """Texts with a blank line between them."""
    parts: list[RenderableType] = []
    for text in texts:
        parts += [Text(), text] if parts else [text]
    return Group(*parts)
