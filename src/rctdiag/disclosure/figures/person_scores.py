"""Everybody's place on every scale and part, as the whole steps that group figures are made of.

Whoever has a score on a scale counts in each of its parts, and the scale is the sum of its parts:
so a scale and its parts together tell no more than the parts. An item left out counts as the
person's mean on the other items of its part; a part left out, as their mean on the scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from rctdiag.disclosure import rules
from rctdiag.disclosure.release import rounding
from rctdiag.disclosure.release.publication_plan import Measure
from rctdiag.scoring.bands import HIGH, LOW
from rctdiag.tables.expressions.group_sums import Tally, has_score, keyed, tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.groups.membership import Mask
    from rctdiag.disclosure.release.publication import Steps
    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.scoring.key import ScaleKey, ScoringKey

    Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Scores:
    """What everybody scored, and the measures that could be published of it.

    Attributes:
        key: The key of the scales that the table has.
        measures: Scales, their parts (full form), items marked sensitive.
        steps: Measure id -> each person's steps, None without a score.
        answers: Scale id -> people by items, keyed, -1 for none.
        given: People by items as given, in the order asked, -1 for none.
        gaps: The share of items left out, 0-1.
    """

    key: ScoringKey
    measures: tuple[Measure, ...]
    steps: Mapping[str, Steps]
    answers: Mapping[str, Ints]
    given: Ints
    gaps: float

    def measure(self, id_: str) -> Measure:
        """One measure by its id."""
        return next(one for one in self.measures if one.id == id_)


def facet_measure(scale: str, facet: str) -> str:
    """The id of the measure of a part."""
    return f"{scale}.{facet}"


def item_measure(item: str) -> str:
    """The id of the measure of a sensitive item; apart from scales that have the same name."""
    return f"item:{item}"


def score_people(
    key: ScoringKey, questionnaires: Sequence[Questionnaire], given: Ints, items: Sequence[str]
) -> Scores:
    """Score a table.

    Args:
        key: Of the scales to be published.
        questionnaires: Theirs.
        given: People by ``items``, as given, -1 for none.
        items: In the order asked.
    """
    place = {item: at for at, item in enumerate(items)}
    measures: list[Measure] = []
    steps: dict[str, Steps] = {}
    answers: dict[str, Ints] = {}
    sensitive = {item.id for one in questionnaires for item in one.items if item.sensitive}
    for scale in key.scales:
        rows = [row for facet in scale.facets for row in facet.rows]
        answers[scale.id] = keyed(given, rows, place)
        for measure, its in _scale_steps(key, scale, given, place):
            measures.append(measure)
            steps[measure.id] = its
        compared = [row for facet in scale.facets for row in facet.compared]
        for row in (*rows, *compared):  # comparisons of groups are shown, in no mean
            if row.item in sensitive and row.high - row.low >= rules.FEWEST_STEPS:
                mine = keyed(given, [row], place)[:, 0]
                its = [None if one < 0 else int(one) - row.low for one in mine]
                id_ = item_measure(row.item)
                measures.append(
                    Measure(id_, row.high - row.low, _mask(its), family=id_, sensitive=True)
                )
                steps[id_] = its
    gaps = float((given < 0).mean()) if given.size else 0.0
    return Scores(key, tuple(measures), steps, answers, given, gaps)


def _scale_steps(
    key: ScoringKey, scale: ScaleKey, given: Ints, place: Mapping[str, int]
) -> list[tuple[Measure, list[int | None]]]:
    tallies = {facet.id: tally(keyed(given, facet.rows, place)) for facet in scale.facets}
    who = has_score(scale, tallies)
    whole = Tally(*(np.sum(its, axis=0) for its in zip(*tallies.values(), strict=True)))
    span = scale.high - scale.low
    mask = tuple(bool(one) for one in who)
    # Where a part is too short to be shown, the scale and the other parts would tell it.
    short = any(f.rows and len(f.rows) * span < rules.FEWEST_STEPS for f in scale.facets)
    if key.form == "short" or short:
        its = _part(whole, whole, scale.items, scale.low, mask)
        return [(Measure(scale.id, scale.items * span, mask, scale.id), its)]
    found = [
        (
            Measure(facet_measure(scale.id, f.id), len(f.rows) * span, mask, scale.id),
            _part(tallies[f.id], whole, len(f.rows), scale.low, mask),
        )
        for f in scale.facets
        if f.rows
    ]
    its = [
        sum(part[person] or 0 for _, part in found) if there else None
        for person, there in enumerate(mask)
    ]
    return [(Measure(scale.id, scale.items * span, mask, scale.id), its), *found]


def _part(part: Tally, whole: Tally, items: int, low: int, mask: Mask) -> list[int | None]:
    """Everybody's steps on a part of ``items`` items; from the whole scale where it is open."""
    columns = zip(*(its.tolist() for its in (*part, *whole)), mask, strict=True)
    return [
        (_step(total, answered, items, low) if answered else _step(other, others, items, low))
        if there
        else None
        for answered, total, others, other, there in columns
    ]


@lru_cache(maxsize=4096)
def _step(total: int, answered: int, items: int, low: int) -> int:
    return rounding.step_of(total, answered, items, low)


def _mask(steps: Steps) -> Mask:
    return tuple(one is not None for one in steps)


def cuts(scores: Scores) -> dict[str, tuple[int, int]]:
    """From where a score reads as sometimes, and from where as often: steps of each scale.

    A scale too short for a share to keep room on both sides is left out.
    """
    found: dict[str, tuple[int, int]] = {}
    for scale in scores.key.scales:
        most = scores.measure(scale.id).steps
        low, high = ceil(LOW * most / 100), ceil(HIGH * most / 100)
        if rules.SHARE_ROOM <= low < high <= most - rules.SHARE_ROOM + 1:
            found[scale.id] = (low, high)
    return found
