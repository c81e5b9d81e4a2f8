"""When this is more than culture: the support text, in a report and by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.render.block import Block
from rctdiag.render.render_blocks import show
from rctdiag.render.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.render.person.result_page import Page
    from rctdiag.render.view import View
    from rctdiag.render.words import Words

PARTS = ("danger", "unequal", "others_at_risk", "own_life", "worn_out", "you_decide")
SHOWN_SHORT = 2  # local contacts of one part in the short view


def support_first(page: Page) -> Iterator[Block]:
    """Under the stop rule: why, then the parts, with what a power-holder must act on first."""
    support = page.document["support"]
    yield Block("heading", page.say("support_title"))
    yield Block("text", page.say(f"support_why_{page.why_stop}"))
    parts = sorted(support["parts"], key=lambda part: not (page.decides and part == "you_decide"))
    yield from support_parts(parts, support["contacts"], page.words)
    yield Block("text", page.say("support_unseen"))


def render_support(
    parts: Sequence[str],
    contacts: Sequence[Mapping[str, Any]],
    view: View,
    language: str = "en",
) -> str:
    """The support text by itself, as ``rctdiag help support`` shows it.

    Args:
        parts: ids of ``PARTS``; others are left out.
        contacts: mappings of ``part``, ``name`` and ``how``.
        view: text or Markdown; always in full.
        language: whose words.
    """
    return show(_page(parts, contacts, words(language)), view, whole=True)


def support_parts(
    parts: Sequence[str], contacts: Sequence[Mapping[str, Any]], told: Words
) -> Iterator[Block]:
    """The parts in the order given, each with the local contacts for it; then other contacts."""
    known = list(_told(parts, told))
    for part, title, text in known:
        yield Block("item", told.text("support_part", title=title, text=text), lines=7)
        yield from _contacts(contacts, told, part)
    if known:
        yield from _contacts(contacts, told, None)


def _told(parts: Sequence[str], told: Words) -> Iterator[tuple[str, str, str]]:
    for part in dict.fromkeys(parts):
        if part in PARTS:
            yield part, told.text(f"support_{part}_title"), told.text(f"support_{part}")


def _contacts(
    contacts: Sequence[Mapping[str, Any]], told: Words, part: str | None
) -> Iterator[Block]:
    """The contacts for one part; for None, those that belong to no part."""
    fitting = [one for one in contacts if (one["part"] if one["part"] in PARTS else None) == part]
    for number, one in enumerate(fitting):
        text = told.text("support_contact", name=one["name"], how=one["how"])
        yield Block("quote", text, rank=1 if number < SHOWN_SHORT else 9)


def _page(
    parts: Sequence[str], contacts: Sequence[Mapping[str, Any]], told: Words
) -> Iterator[Block]:
    yield Block("title", told.text("support_title"))
    yield Block("text", told.text("support_intro"))
    yield Block("text", told.text("support_choice"))
    if not contacts:
        yield Block("text", told.text("support_no_contacts"))
    for part, title, text in _told(parts, told):
        yield Block("heading", title)
        yield Block("text", text)
        yield from _contacts(contacts, told, part)
    yield from _contacts(contacts, told, None)
