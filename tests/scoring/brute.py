"""A second scorer, written from the rules alone: exact fractions, no key, no tallies."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from rctdiag.model.questionnaire import Item, Questionnaire

Answers = Mapping[str, int | str]


def position(item: Item, questionnaire: Questionnaire, answers: Answers) -> Fraction | None:
    """Where an answer lies between the two ends of its range, 0 to 1; None if there is none."""
    answer = answers.get(item.id)
    if not isinstance(answer, int):
        return None
    low, high = questionnaire.scale.low, questionnaire.scale.high
    share = Fraction(answer - low, high - low)
    return 1 - share if item.reversed else share


def positions(
    questionnaire: Questionnaire, answers: Answers, facet: str | None, form: str
) -> tuple[list[Fraction], int]:
    """The given answers' places, and how many items are asked."""
    asked = [
        item
        for item in questionnaire.items
        if (facet is None or item.facet == facet)
        and (item.short or form == "full")
        and not item.who_carries
    ]
    places = [position(item, questionnaire, answers) for item in asked]
    return [place for place in places if place is not None], len(asked)


def facet_score(q: Questionnaire, answers: Answers, facet: str, form: str) -> Fraction | None:
    given, asked = positions(q, answers, facet, form)
    if not asked or len(given) < ceil(Fraction(2 * asked, 3)):
        return None
    return 100 * sum(given, Fraction()) / len(given)


def scale_score(q: Questionnaire, answers: Answers, form: str) -> Fraction | None:
    given, asked = positions(q, answers, None, form)
    facets = [one.id for one in q.facets if positions(q, answers, one.id, form)[1]]
    scored = [one for one in facets if facet_score(q, answers, one, form) is not None]
    if not asked or 2 * len(given) < asked or len(scored) < min(3, len(facets)):
        return None
    return 100 * sum(given, Fraction()) / len(given)


def variance_of_mean(q: Questionnaire, answers: Answers, form: str) -> Fraction | None:
    """(s2 + 1/12) / k, s2 as the mean squared difference of all pairs, in points squared."""
    given, _ = positions(q, answers, None, form)
    if len(given) < 2 or scale_score(q, answers, form) is None:
        return None
    pairs = [(a - b) ** 2 for at, a in enumerate(given) for b in given[:at]]
    s2 = sum(pairs, Fraction()) / len(pairs) / 2
    step = Fraction(1, q.scale.high - q.scale.low)
    return 10_000 * (s2 + step * step / 12) / len(given)
