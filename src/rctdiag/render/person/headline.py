"""What a place reads as in a few words, and what is good in it all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from rctdiag.render.person.result_page import SELDOM

if TYPE_CHECKING:
    from rctdiag.model.documents.result import FacetDoc
    from rctdiag.model.questionnaire import High
    from rctdiag.render.person.result_page import Page

RARE = 25  # points at which, or under which, a hard facet is so rare that its opposite holds
MOST = 2  # opposites named
ROOM_TO_TALK = "no_room_to_relate"

Tone = Literal["hard", "good", "plain"]
# The hue of a scale is that of its high end, whichever way a score lies or moves.
TONES: dict[High, Tone] = {"good": "good", "hard": "hard", "neutral": "plain"}


class Headline(NamedTuple):
    """A few words, and whether they say something hard, something good or neither."""

    text: str
    tone: Tone


def headline(page: Page) -> Headline:
    """What the place reads as: a lead, a lean, several things, or why none is named."""
    profile = page.document.profile
    named = profile.leading or profile.points_to
    if page.fairly_well:
        return Headline(page.say("headline_well"), "good")
    if named:
        text = _culture(page, named[0])
        if profile.certainty == "leans":
            text = page.say("headline_leans", headline=text)
        elif not profile.leading:
            text = page.say("headline_points_to", headline=text)
        if profile.holding_together:
            text = page.say("headline_holding", headline=text)
        return Headline(text, "hard")
    if profile.apart:
        return Headline(page.say("headline_apart"), "plain")
    if profile.certainty == "several":
        return Headline(page.say("headline_several"), "hard")
    return Headline(page.say(f"headline_{_unnamed(page)}"), "plain")


def holds(page: Page, most: int = MOST) -> str:
    """What is good here all the same, in a sentence; empty where that is not said.

    Not where help comes first, to somebody who decides, or where nothing hard is named.

    Args:
        page: the result.
        most: how many opposites are named.
    """
    profile = page.document.profile
    named = profile.leading or profile.points_to or profile.several
    if page.help_first or page.fairly_well or page.decides or not named:
        return ""
    # A question left open, or "can't say", may be the one that counts.
    rare_contact = page.document.continuum.band in SELDOM
    held = sorted(
        (facet.score, _good(page, scale.id, facet))
        for scale in page.scales()
        if scale.kind == "culture"
        for facet in page.facets(scale)
        if facet.score is not None
        and facet.score <= RARE
        and facet.opposite
        and facet.answered == facet.items
        # Time to talk is no talk: where contact is rare, it only leaves room for it.
        and not (rare_contact and facet.id == ROOM_TO_TALK)
    )
    if held:
        return page.say("holds", parts=page.words.joined([good for _, good in held[:most]]))
    band = page.document.continuum.band
    if band is None or profile.holding_together:
        return ""
    return page.say(f"holds_{band}")


def _good(page: Page, scale: str, facet: FacetDoc) -> str:
    """What is good where a hard facet is rare: a clause, or the opposite the instrument names."""
    id_ = f"good_{scale}_{facet.id}"
    return page.say(id_) if page.words.has(id_) else facet.opposite or ""


def _culture(page: Page, scale: str) -> str:
    if page.words.has(f"headline_{scale}"):
        return page.say(f"headline_{scale}")
    known = page.document.scales.get(scale)
    return known.label if known else scale


def _unnamed(page: Page) -> str:
    """Which headline there is where no culture is named."""
    profile = page.document.profile
    if page.document.form == "short":
        return "short"
    if profile.certainty == "none":
        return "guarded" if page.decides else "none_but" if profile.standing_out else "none"
    return "mixed" if profile.certainty == "mixed" else "not_enough"
