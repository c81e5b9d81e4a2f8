"""Rules between the parts of a steps file, and between it and the questionnaires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rctdiag.load.checks.did_you_mean import did_you_mean, listed
from rctdiag.load.checks.questionnaire_checks import rows, unique_ids
from rctdiag.load.syntax.document_places import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rctdiag.errors.faults import Fault
    from rctdiag.load.syntax.document_places import Document

# What a step with this trait must be held back by (its not_when), so that none can forget it.
BARS: Mapping[str, str] = {"upward": "power_used"}


def steps_faults(
    document: Document, facets: Mapping[str, Sequence[str]], other_scales: Sequence[str]
) -> Iterator[Fault]:
    """What all rules find; ``facets`` are those of each questionnaire at hand, by its id.

    ``other_scales`` are ids of questionnaires that exist but are not at hand: what a step says of
    them is taken as it is.
    """
    yield from unique_ids(document, "steps")
    yield from answered_facets_exist(document, facets, other_scales)
    yield from risky_steps_are_barred(document)


def answered_facets_exist(
    document: Document, facets: Mapping[str, Sequence[str]], other_scales: Sequence[str]
) -> Iterator[Fault]:
    """Each ``scale.facet`` that a step answers is one there is."""
    pairs = [f"{scale}.{facet}" for scale, known in facets.items() for facet in known]
    for loc, step in rows(document, "steps"):
        answers = step.get("answers")
        for key in answers if isinstance(answers, dict) else ():
            scale, _, facet = key.partition(".")
            if key in pairs or (facet and scale in other_scales):
                continue
            message = f"there is no {shown(key)}."
            scales = listed(dict.fromkeys([*facets, *other_scales]), "and")
            hint = did_you_mean(key, pairs) or f"Write scale.facet; the scales are {scales}."
            yield document.fault(
                "unknown-answer", message, (*loc, "answers", key), hint, at_key=True
            )


def risky_steps_are_barred(document: Document) -> Iterator[Fault]:
    """A step with a risky trait names the condition that bars it."""
    for loc, step in rows(document, "steps"):
        for trait, bar in BARS.items():
            if trait in _texts(step, "traits") and bar not in _texts(step, "not_when"):
                message = f"a step with the trait '{trait}' must be held back by '{bar}'."
                hint = f"Add {bar} to its not_when."
                yield document.fault("bar-missing", message, loc, hint)


def _texts(step: Mapping[str, Any], key: str) -> tuple[Any, ...]:
    value = step.get(key)
    return value if isinstance(value, tuple) else ()
