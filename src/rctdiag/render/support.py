"""When this is more than culture: the support text, in a report and by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.render.block import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.render.page import Page
    from rctdiag.render.words import Words

PARTS = ("danger", "unequal", "others_at_risk", "own_life", "worn_out", "you_decide")
SHOWN_SHORT = 2  # local contacts of one part in the short view


def support_first(page: Page) -> Iterator[Block]:
    """Under the stop rule: why, then the parts, with what a power-holder must act on first."""
    support = page.document["support"]
    yield Block("heading", page.say("support_title"))
    yield Block("text", page.say(_why(support["why"])))
    parts = sorted(support["parts"], key=lambda part: not (page.decides and part == "you_decide"))
    yield from support_parts(parts, support["contacts"], page.words)
    yield Block("text", page.say("support_unseen"), rank=2)


def support_page(
    parts: Sequence[str], contacts: Sequence[Mapping[str, Any]], words: Words
) -> Iterator[Block]:
    """The support text by itself, as ``rctdiag help support`` shows it."""
    yield Block("title", words.text("support_title"))
    yield Block("text", words.text("support_intro"))
    yield from support_parts(parts, contacts, words)
    if not contacts:
        yield Block("text", words.text("support_no_contacts"))
    yield Block("text", words.text("support_choice"))


def support_parts(
    parts: Sequence[str], contacts: Sequence[Mapping[str, Any]], words: Words
) -> Iterator[Block]:
    """The parts in the order given, each with the local contacts for it; then other contacts."""
    known = [part for part in dict.fromkeys(parts) if part in PARTS]
    for part in known:
        told = {"title": words.text(f"support_{part}_title"), "text": words.text(f"support_{part}")}
        yield Block("item", words.text("support_part", **told), lines=7)
        yield from _contacts([one for one in contacts if one["part"] == part], words)
    if known:
        yield from _contacts([one for one in contacts if one["part"] not in PARTS], words)


def _contacts(contacts: Sequence[Mapping[str, Any]], words: Words) -> Iterator[Block]:
    for number, one in enumerate(contacts):
        text = words.text("support_contact", name=one["name"], how=one["how"])
        yield Block("quote", text, rank=1 if number < SHOWN_SHORT else 9)


def _why(codes: Sequence[str]) -> str:
    for code in ("beyond_yes", "beyond_not_sure"):
        if code in codes:
            return f"support_why_{code}"
    return "support_why_serious"
