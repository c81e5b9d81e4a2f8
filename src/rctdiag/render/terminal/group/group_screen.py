"""What every screen of a group report works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rctdiag.render.terminal.screens.report_screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.render.block import Block
    from rctdiag.render.group.report_in_words import ReportInWords
    from rctdiag.render.terminal.palette import Role

OWN = "team_screen"


@dataclass(frozen=True, slots=True)
class GroupScreen(Screen):
    """A group report.

    Attributes:
        report: the document with its words.
    """

    report: ReportInWords

    def words(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` of the screens, of groups before those of a person."""
        own_id = f"{OWN}.{id_}"
        is_own = self.report.words.has(own_id)
        return self.report.words.text(own_id if is_own else f"screen.drawn_{id_}", **values)

    def sentence(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` of the report, as it is."""
        return self.report.say(id_, **values)

    def shown(self, blocks: Iterable[Block]) -> list[Block]:
        """The blocks of the view that was asked for: the short one, or the full one."""
        other_view = "short" if self.full else "full"
        return [block for block in blocks if block.where != other_view]

    def role(self, scale: str) -> Role:
        """Whether a high figure of a scale is good or hard."""
        return "good" if self.report.document.scales[scale].high == "good" else "hard"

    @property
    def in_short(self) -> bool:
        """Whether an overview stands for the pages of many groups."""
        return self.report.is_many and not self.full
