"""How a figure is written so that nobody's answer follows from it. Whole numbers and fractions.

A person's score counts in steps of its scale: 0 for the lowest possible, ``steps`` for the highest.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from rctdiag.disclosure import rules
from rctdiag.model.group import Direction, Shown

_WHOLE = 100


def step_of(total: int, answered: int, items: int, low: int) -> int:
    """A person's place on the scale: the nearest of ``items * (high - low)`` steps.

    Args:
        total: Sum of the keyed answers, each ``low`` or more.
        answered: How many were answered, 1 or more. Fewer than ``items`` are prorated.
        items: Items of the scale.
        low: Lowest answer.
    """
    return round(Fraction((total - answered * low) * items, answered))


def coded(step: int, steps: int) -> int:
    """Twice a person's step, the two lowest counted alike (as a half), and the two highest.

    So even where everybody sits at the end of a scale, each could have answered otherwise. A
    person's score moves by half a step at most, up or down.

    Raises:
        ValueError: the scale has too few steps, or the step is not on it.
    """
    if steps < rules.FEWEST_STEPS or not 0 <= step <= steps:
        raise ValueError("a step outside the scale, or a scale too short to publish")
    if step <= 1:
        return 1
    return 2 * steps - 1 if step >= steps - 1 else 2 * step


def _margin_of(n: int, steps: int, blocks: int) -> int:
    """How near an end a mean may be shown: a multiple of five points.

    Nobody counts less than half a step of each block, so the end of all coded scores lies inside
    that of the scale: of a delicate question with four steps at 12.5 points. One person at the far
    end, and another one place away from the near end (a step and a half, as the two lowest count
    alike), must fit between that end and what is shown: with less, everybody's place would
    follow, or that of all others to somebody who sits at the far end.
    """
    step = Fraction(_WHOLE, steps)
    end = blocks * step / 2
    return ceil((end + (_WHOLE - 2 * end + step * 3 / 2) / n) / 5) * 5


def _shown(exact: Fraction, margin: int, unit: Fraction) -> Shown:
    """``exact`` to the nearest ``unit`` (ties to even), never beyond ``margin`` from an end."""
    if exact <= margin:
        return Shown(float(margin), "at_most", 0.0, float(margin))
    if exact >= _WHOLE - margin:
        return Shown(float(_WHOLE - margin), "at_least", float(_WHOLE - margin), float(_WHOLE))
    value = round(exact / unit) * unit
    low, high = (
        max(value - unit / 2, Fraction(margin)),
        min(value + unit / 2, Fraction(_WHOLE - margin)),
    )
    return Shown(float(value), "about", float(low), float(high))


def read(value: float, direction: Direction, n: int, steps: int, blocks: int = 1) -> Shown:
    """What anybody can tell of a mean from how it is written: the reverse of :func:`mean`.

    Args:
        value: As written.
        direction: As written.
        n: People.
        steps: Steps of the scale.
        blocks: Pieces that are coded by themselves and add up to it.
    """
    if direction == "at_most":
        return Shown(value, direction, 0.0, value)
    if direction == "at_least":
        return Shown(value, direction, value, float(_WHOLE))
    margin, half = _margin_of(n, steps, blocks), Fraction(1, 2 * 10**rules.MEAN_DECIMALS)
    exact = Fraction(str(value))
    low, high = max(exact - half, Fraction(margin)), min(exact + half, Fraction(_WHOLE - margin))
    return Shown(value, direction, float(low), float(high))


def mean(coded_total: int, n: int, steps: int, blocks: int = 1) -> Shown:
    """The mean of ``n`` coded scores (0-100), to one decimal, open towards the ends.

    Args:
        coded_total: Sum of :func:`coded` scores.
        n: People, at least the minimum.
        steps: Steps of the scale.
        blocks: Pieces that are coded by themselves and add up to it.

    Raises:
        ValueError: fewer people than the minimum.
    """
    if n < rules.MINIMUM:
        raise ValueError("no mean for fewer people than the minimum")
    exact = Fraction(_WHOLE * coded_total, 2 * steps * n)
    return _shown(exact, _margin_of(n, steps, blocks), Fraction(1, 10**rules.MEAN_DECIMALS))
