"""When this is more than culture: the support text, in a report and by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block
from rctdiag.render.render_blocks import show
from rctdiag.render.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.model.documents.result import Contact
    from rctdiag.render.person.result_page import Page
    from rctdiag.render.view import View
    from rctdiag.render.words import Words

PARTS = ("danger", "unequal", "others_at_risk", "own_life", "worn_out", "you_decide")
SHOWN_SHORT = 2  # local contacts of one part in the short view


def support_first(page: Page) -> Iterator[Block]:
    """Where help comes first: why, then the parts that fit, the duties of who decides first."""
    support = page.document.support
    yield Block("heading", page.say("support_title"))
    yield Block("text", page.say(f"support_why_{page.why_help_first}"))
    parts = sorted(support.parts, key=lambda part: part != "you_decide")
    yield from support_parts(parts, support.contacts, page.words)
    yield Block("text", page.say("support_crisis"), lines=3)
    yield Block("text", page.say("support_unseen"))


def render_support(
    parts: Sequence[str],
    contacts: Sequence[Contact],
    view: View,
    language: str = "en",
    *,
    own_file: str = "",
) -> str:
    """The support text by itself, as ``rctdiag help support`` shows it.

    Args:
        parts: ids of ``PARTS``; others are left out.
        contacts: local places to turn to.
        view: text or Markdown; always in full.
        language: whose words.
        own_file: where the person can put contacts of their own; empty where that is not known.
    """
    return show(_page(parts, contacts, words(language), own_file), view, whole=True)


def support_parts(
    parts: Sequence[str], contacts: Sequence[Contact], words_: Words
) -> Iterator[Block]:
    """The parts in the order given, three lines each, with local contacts; then other contacts."""
    known = list(_known_parts(parts, words_))
    for part, title, _ in known:
        brief = words_.text(f"support_{part}_brief")
        yield Block("item", words_.text("support_part", title=title, text=brief), lines=4)
        yield from _contacts(contacts, words_, part)
    if known:
        yield from _contacts(contacts, words_, None)
        yield Block("text", words_.text("support_more"), lines=1)


def _known_parts(parts: Sequence[str], words_: Words) -> Iterator[tuple[str, str, str]]:
    for part in dict.fromkeys(parts):
        if part in PARTS:
            yield part, words_.text(f"support_{part}_title"), words_.text(f"support_{part}")


def fitting_contacts(contacts: Sequence[Contact], part: str | None) -> list[Contact]:
    """The local contacts for one part; for None, those that belong to no part."""
    return [c for c in contacts if (c.part if c.part in PARTS else None) == part]


def _contacts(contacts: Sequence[Contact], words_: Words, part: str | None) -> Iterator[Block]:
    """The contacts for one part; for None, those that belong to no part."""
    for number, contact in enumerate(fitting_contacts(contacts, part)):
        text = words_.text("support_contact", name=contact.name, how=contact.how)
        yield Block("quote", text, rank=1 if number < SHOWN_SHORT else 9)


def _page(
    parts: Sequence[str], contacts: Sequence[Contact], words_: Words, own_file: str
) -> Iterator[Block]:
    yield Block("title", words_.text("support_title"))
    yield Block("text", words_.text("support_intro"))
    yield Block("text", words_.text("support_choice"))
    if not contacts and own_file:
        yield Block("text", words_.text("support_no_contacts_here", path=own_file))
    elif not contacts:
        yield Block("text", words_.text("support_no_contacts"))
    for part, title, text in _known_parts(parts, words_):
        yield Block("heading", title)
        yield Block("text", text)
        yield from _contacts(contacts, words_, part)
    yield from _contacts(contacts, words_, None)
