"""How alike the people of a group answered, and how carefully everybody did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.disclosure.figures.group_estimates import FINE
from rctdiag.disclosure.release import rounding
from rctdiag.model.documents.teams import AgreementDoc, CarelessDoc
from rctdiag.stats.agreement import agreement, pseudo_teams
from rctdiag.stats.careless import careless

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rctdiag.disclosure.groups.membership import Mask
    from rctdiag.disclosure.release.publication import Steps
    from rctdiag.disclosure.release.publication_plan import Measure
    from rctdiag.stats.numeric.estimate import Estimate

    Ints = NDArray[np.int64]

DRAWN_UP_TO = 500  # people; above it teams at random look like everybody, and none is drawn
LEAST_LEFT = 30  # people left when the careless are taken out


class Agreements:
    """Agreement of any group on one scale, beside teams drawn at random from everybody."""

    def __init__(self, answers: Ints, low: int, high: int) -> None:
        self.answers = answers
        self.low, self.high = low, high
        self.complete: Mask = tuple(bool(min(row) >= 0) for row in answers.tolist())
        self._baselines: dict[int, tuple[float | None, float | None, float | None]] = {}

    def of(self, members: Sequence[int]) -> AgreementDoc:
        """The indices of a group of fifteen or more people who answered everything."""
        # Sorted, so that the order of the table cannot move a last digit.
        rows = sorted(
            self.answers[[person for person in members if self.complete[person]]].tolist()
        )
        found = agreement(rows, self.low, self.high)
        base, low, high = self._baseline(found.people)
        return AgreementDoc(
            people=found.people,
            rwg_uniform=_rounded(found.rwg_uniform),
            rwg_skewed=_rounded(found.rwg_skewed),
            r_star=_rounded(found.r_star),
            ad_mean=_rounded(found.ad_mean),
            ad_median=_rounded(found.ad_median),
            baseline=base,
            baseline_low=low,
            baseline_high=high,
            split=tuple(found.split),
        )

    def _baseline(self, size: int) -> tuple[float | None, float | None, float | None]:
        """rwg(j) of teams at random: drawn, or for many people, that of everybody."""
        everybody = self.answers[list(self.complete)]
        drawn = len(everybody) <= DRAWN_UP_TO
        size = size if drawn else 0
        if size not in self._baselines:
            if drawn:
                found = pseudo_teams(everybody.tolist(), size, self.low, self.high)
                ends = found.interval
                self._baselines[size] = (
                    _rounded(found),
                    round(ends.low, FINE) if ends else None,
                    round(ends.high, FINE) if ends else None,
                )
            else:
                whole = agreement(everybody.tolist(), self.low, self.high)
                self._baselines[size] = (_rounded(whole.rwg_uniform), None, None)
        return self._baselines[size]


def _rounded(estimate: Estimate) -> float | None:
    return None if estimate.value is None else round(estimate.value, FINE)


def carefully(
    given: Ints, scales: Mapping[str, tuple[Measure, Steps]], minimum: int
) -> CarelessDoc:
    """How many answered in a way that asks for a second look, and the means without them.

    Nobody is left out of any other figure. Neither the number nor the means are told where they
    would be about fewer people than the minimum.

    Args:
        given: People by items in the order asked, -1 for none.
        scales: Scale id -> its measure and steps.
        minimum: The minimum in force.
    """
    flagged = [
        careless([None if answer < 0 else answer for answer in row]).flagged
        for row in given.tolist()
    ]
    many = sum(flagged)
    if many < minimum:
        return CarelessDoc(flagged=None, without=None, reason="fewer_than_minimum")
    without: dict[str, float | None] = {}
    for name, (measure, steps) in scales.items():
        left = [
            rounding.coded(its, measure.steps)
            for its, out in zip(steps, flagged, strict=True)
            if its is not None and not out
        ]
        gone = sum(out and its is not None for its, out in zip(steps, flagged, strict=True))
        enough = len(left) >= LEAST_LEFT and gone >= minimum
        shown = rounding.mean(sum(left), len(left), measure.steps) if enough else None
        without[name] = None if shown is None else shown.value
    return CarelessDoc(flagged=many, without=without, reason=None)
