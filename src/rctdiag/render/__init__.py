"""Documents in, text out: console, Markdown, JSON. No files but the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from rctdiag.render.block import Block

__all__ = ["View", "render", "render_support"]


def render(document: Mapping[str, Any], view: View) -> str:
    """One person's ``rctdiag.result/1`` as text, Markdown or JSON, newline at the end.

    Args:
        document: valid against ``rctdiag.model.documents.result.Result``.
        view: how to show it; the short view is at most 72 lines at 80 columns.

    Raises:
        ValueError: JSON was asked for and a float is not finite.
    """
    if view.format == "json":
        from rctdiag.render.json import dumps  # noqa: PLC0415 - each format loads only itself

        return dumps(document, ascii_only=view.ascii)
    from rctdiag.render.page import Page  # noqa: PLC0415 - as above
    from rctdiag.render.person import person_blocks  # noqa: PLC0415 - as above
    from rctdiag.render.words import words  # noqa: PLC0415 - as above

    return _shown(person_blocks(Page(document, words(document["language"]))), view)


def render_support(
    parts: Sequence[str],
    contacts: Sequence[Mapping[str, Any]],
    view: View,
    language: str = "en",
) -> str:
    """The support text by itself: a title, the parts asked for, and local contacts.

    Args:
        parts: ids of ``rctdiag.render.support.PARTS``; the others are left out.
        contacts: mappings of ``part``, ``name`` and ``how``.
        view: text or Markdown; always in full.
        language: whose words.
    """
    from rctdiag.render.support import support_page  # noqa: PLC0415 - as above
    from rctdiag.render.words import words  # noqa: PLC0415 - as above

    return _shown(list(support_page(parts, contacts, words(language))), view, whole=True)


def _shown(blocks: Sequence[Block], view: View, *, whole: bool = False) -> str:
    from rctdiag.render import console, markdown  # noqa: PLC0415 - as above
    from rctdiag.render.layout import shorten  # noqa: PLC0415 - as above

    safe = [console.inert(block, ascii_only=view.ascii) for block in blocks]
    if view.full or whole:
        kept = [block for block in safe if block.where != "short"]
    else:
        kept = shorten(safe, console.room, console.count)
    if view.format == "markdown":
        return markdown.text(kept)
    return console.text(kept, view)
