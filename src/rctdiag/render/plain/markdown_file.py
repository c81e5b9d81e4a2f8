"""What a file to hand over shows, as Markdown: headings, lists, tables, bars of letters.

Nothing from outside is interpreted: every text passes through ``escaping.markdown``.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rctdiag.render.escaping import markdown, seven_bit
from rctdiag.render.handover.flow.parts import Grid, Heading, NewPage, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rctdiag.render.handover.flow.parts import Part
    from rctdiag.render.view import View
    from rctdiag.render.words import Words

LISTED = frozenset({"item", "fact", "line", "file"})
BLANK = "_" * 40  # to write on
WIDEST = 120  # columns of a table whose cells are lined up in the source, too
_BARS_ASCII = str.maketrans("─━●○■·", "-=ox#.")


def markdown_file(parts: Iterable[Part], words: Words, view: View) -> str:
    """The parts as Markdown, a blank line between them but inside lists.

    Args:
        parts: what is shown, in its order.
        words: the sentences of the language.
        view: in 7-bit signs or not, how the program was started, and what was set for a client.
    """
    return "\n\n".join((*_client(words, view), *_Writer(view).written(parts))) + "\n"


def _client(words: Words, view: View) -> Iterator[str]:
    """What was set for a client: above the title, and for whom it was prepared."""
    write = _Writer(view)
    if view.look.title:
        yield f"**{write.text(view.look.title)}**"
    if view.look.client:
        yield write.text(words.text("sheet_prepared_for", client=view.look.client))


class _Writer:
    """Parts as pieces of Markdown."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._level = 0  # of the heading before: none is left out on the way down

    def written(self, parts: Iterable[Part]) -> Iterator[str]:
        for kind, run in groupby(parts, _kind_of):
            same = list(run)
            if kind in LISTED and (kind != "fact" or len(same) > 1):
                yield "\n".join(f"- {self._item(part)}" for part in same)
                continue
            for part in same:
                if piece := self._part(part):
                    yield piece

    def text(self, words: str, *, starts_line: bool = True) -> str:
        typed = self._view.program.typed(words)
        typed = seven_bit(typed) if self._view.ascii else typed
        return markdown(typed, starts_line=starts_line)

    def _part(self, part: Part) -> str:
        if isinstance(part, Heading):
            return self._heading(part)
        if isinstance(part, Grid):
            return self._table(part)
        if isinstance(part, NewPage):
            return "---"
        if part.kind == "fact":
            return self._item(part)
        text = self.text(part.text)
        if part.kind == "note":
            return f"*{text}*" if text else ""
        return f"> {text}" if part.kind == "quote" else text

    def _heading(self, part: Heading) -> str:
        text = self.text(part.text, starts_line=False)
        if not text:
            return ""
        self._level = min(part.level, self._level + 1)
        return f"{'#' * self._level} {text}"

    def _item(self, part: Part) -> str:
        """An item of a list; a label is told apart from what it says."""
        if not isinstance(part, Paragraph):
            raise TypeError
        if part.kind == "file":  # our own file names: letters, digits, hyphens, a dot
            return f"[{self.text(part.label)}]({part.text})"
        label = self.text(part.label, starts_line=False)
        if part.kind == "line":
            text = BLANK if label else f"\\{BLANK}"  # by itself it would be a rule
        else:
            text = self.text(part.text, starts_line=not label)
        return f"**{label}** {text}".rstrip() if label else text

    def _table(self, grid: Grid) -> str:
        rows = [
            [self._cell(cell, drawn=at == grid.bars) for at, cell in enumerate(row)]
            for row in grid.rows
        ]
        for row, file in zip(rows, grid.files, strict=False):
            if file:
                row[0] = f"[{row[0]}]({file})"
        table = [[self._cell(name) for name in grid.header], *rows]
        widths = [max(3, *map(len, column)) for column in zip(*table, strict=True)]
        if sum(widths) > WIDEST:
            widths = [3] * len(widths)
        head, *body = (_row(row, widths) for row in table)
        rule = "|".join(("", *("-" * (width + 2) for width in widths), ""))
        return "\n".join((head, rule, *body))

    def _cell(self, text: str, *, drawn: bool = False) -> str:
        if not drawn:
            return self.text(text, starts_line=False)
        bar = text.translate(_BARS_ASCII) if self._view.ascii else text
        return f"`{bar}`" if bar else ""


def _kind_of(part: Part) -> str:
    return part.kind if isinstance(part, Paragraph) else type(part).__name__


def _row(cells: list[str], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
