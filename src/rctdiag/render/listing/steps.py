"""Small steps as a list by strategy, and each whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.step import STRATEGIES
from rctdiag.render.listing.listing import Column, Listing, Row, Section
from rctdiag.render.person.result_page import capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.model.step import Step
    from rctdiag.render.words import Words


def steps(listed_steps: Sequence[Step], words: Words) -> Listing:
    """The steps by strategy, with the minutes that each takes in a week."""
    say = words.text
    sections = tuple(
        Section(
            capital(say(f"page.strategy_{strategy}")),
            name_label=say("lists.step_id"),
            columns=(Column(say("lists.title")), Column(say("lists.minutes"), wraps=False)),
            rows=tuple(
                Row(step.id, (step.title, str(step.costs.minutes)))
                for step in listed_steps
                if step.strategy == strategy
            ),
            strategy=strategy,
        )
        for strategy in STRATEGIES
        if any(step.strategy == strategy for step in listed_steps)
    )
    intro = (say("lists.steps_intro"),)
    return Listing(say("lists.steps"), intro, sections, (say("lists.steps_foot"),))


def catalogue_entry(step: Step, words: Words) -> Listing:
    """What the card of a step leaves out: when it is offered, and when it is held back."""
    say = words.text
    rows = tuple(
        Row(say(f"lists.step_{label}"), (text,))
        for label, text in (
            ("id", step.id),
            ("for", say(f"lists.audience_{step.audience}")),
            ("phase", step.phase),
            ("answers", _listed(f"{name} {weight}" for name, weight in step.answers.items())),
            ("not_when", _listed(name.replace("_", " ") for name in step.not_when)),
            ("traits", _listed(name.replace("_", " ") for name in step.traits)),
            ("beyond", _listed(name.replace("_", " ") for name in step.beyond)),
        )
        if text
    )
    return Listing(say("lists.step_catalogue"), sections=(Section(rows=rows),))


def _listed(names: Iterator[str]) -> str:
    return ", ".join(names)
