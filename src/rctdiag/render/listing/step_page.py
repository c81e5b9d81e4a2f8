"""A step of the catalogue whole: its card, and when it is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.documents.result import OfferDoc
from rctdiag.render.block import Block
from rctdiag.render.listing.show_listing import blocks_of, pieces
from rctdiag.render.listing.steps import catalogue_entry
from rctdiag.render.person.replace_it import in_detail, in_short
from rctdiag.render.person.result_page import capital
from rctdiag.render.render_blocks import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.step import Step
    from rctdiag.render.view import View
    from rctdiag.render.words import Words


def step_pieces(step: Step, words: Words, view: View) -> tuple[str, ...]:
    """The step as it is drawn, in pieces that are read whole."""
    from rctdiag.render.terminal.screens.step_card import drawn_card  # noqa: PLC0415 - Rich is slow to import

    return (
        drawn_card(OfferDoc.of_catalogue(step), words, view),
        *pieces(catalogue_entry(step, words), view),
    )


def render_step(step: Step, words: Words, view: View) -> str:
    """The step at once."""
    if view.drawn:
        return "".join(step_pieces(step, words, view))
    return show(_blocks(step, words), view, whole=True)


def _blocks(step: Step, words: Words) -> Iterator[Block]:
    offer = OfferDoc.of_catalogue(step)
    yield Block("title", capital(offer.title))
    yield Block("text", capital(words.text(f"page.strategy_{offer.strategy}")) + ".")
    risk = words.text("page.step_risk", text=offer.risk)
    for text in (*in_short(words, offer), risk, *in_detail(words, offer)):
        yield Block("item", text)
    yield from blocks_of(catalogue_entry(step, words), "heading")
