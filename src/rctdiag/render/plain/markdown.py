"""Blocks as Markdown in which nothing from outside is interpreted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.escaping import markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.render.block import Block

MARKS = {"title": "# ", "heading": "## ", "sub": "### ", "item": "- ", "bar": "- ", "quote": "> "}
HEADED = frozenset({"title", "heading", "sub"})
LISTED = frozenset({"item", "bar"})


def text(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown, a blank line between them but inside lists."""
    lines: list[str] = []
    before = ""
    for block in blocks:
        if before and not (block.kind in LISTED and before in LISTED):
            lines.append("")
        line = markdown(block.text, starts_line=block.kind not in HEADED)
        lines.append(f"{MARKS.get(block.kind, '')}{line}".rstrip())
        before = block.kind
    return "\n".join(lines) + "\n"
