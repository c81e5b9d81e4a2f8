"""What this cannot tell you, what made it, whose ideas it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.render.person.result_page import Page

HASH = 8  # letters of a hash that tell two files apart for a reader
LIMITS_SHORT = 6  # lines
CREDITS = (
    "credit_steps",
    "credit_cultures",
    "credit_good_things",
    "credit_paradox",
    "credit_power",
    "credit_images",
    "credit_strategies",
    "credit_alliances",
    "credit_keys",
    "credit_bound",
)


def foot(page: Page) -> Iterator[Block]:
    """The end of the report."""
    document = page.document
    yield Block("heading", page.say("foot_heading"), lines=1)
    limits = document.limits
    yield Block("text", " ".join(limits), "short", lines=LIMITS_SHORT, sentences=limits)
    for limit in limits:
        yield Block("text", limit, "full")
    yield Block("sub", page.say("foot_credits"), "full")
    for id_ in CREDITS:
        yield Block("text", page.say(id_), "full")
    version = document.rctdiag_version
    version_line = page.say("foot_version", version=version, questionnaires=questionnaires(page))
    yield Block("text", version_line, "full")
    yield Block("text", page.say("credit_short"), "short", lines=1)
    yield Block("text", page.say("foot_more", version=version), "short", lines=1)


def questionnaires(page: Page) -> str:
    """The questionnaires with their versions, each told apart from any other file."""
    return ", ".join(
        page.say(
            "foot_questionnaire",
            id=reference.id,
            version=reference.version,
            hash=reference.sha256[:HASH],
        )
        for reference in page.document.questionnaires
    )
