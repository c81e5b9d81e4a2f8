"""Signs of answering without reading: they flag for a second look and delete nobody.

Computed on the answers as given, before keying, in the order in which they were asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from statistics import stdev
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

AGREE = 2  # indices that must agree before somebody is flagged
SECONDS_AN_ITEM = 2.0  # Huang and others 2012
TWO_ANSWERS = 2


@dataclass(frozen=True, slots=True)
class Careless:
    """The indices of one person and the names of those that are out of the ordinary.

    ``irv`` is None below two answers, ``seconds`` where no time was recorded.
    """

    longstring: int
    irv: float | None
    seconds: float | None
    signs: tuple[str, ...]

    @property
    def flagged(self) -> bool:
        """At least two indices agree."""
        return len(self.signs) >= AGREE


def longstring(answers: Sequence[int | None]) -> int:
    """The longest run of equal answers; a gap ends a run (Johnson 2005)."""
    runs = (len(list(run)) for answer, run in groupby(answers) if answer is not None)
    return max(runs, default=0)


def response_variability(answers: Sequence[int | None]) -> float | None:
    """IRV: the SD (n - 1) of a person's own answers (Dunn and others 2018)."""
    answered = [answer for answer in answers if answer is not None]
    return stdev(answered) if len(answered) >= TWO_ANSWERS else None


def careless(answers: Sequence[int | None], seconds: float | None = None) -> Careless:
    """The indices of one person.

    Signs are ``longstring`` (a run over at least half of the items asked), ``irv`` (all
    answers equal) and ``speed`` (under two seconds an item answered).

    Args:
        answers: as given, in the order asked; None for a gap or "can't say".
        seconds: for all of them together, where the platform recorded it.
    """
    run, spread = longstring(answers), response_variability(answers)
    answered = sum(answer is not None for answer in answers)
    seconds_an_item = seconds / answered if seconds is not None and answered else None
    signs = {
        "longstring": run > 1 and 2 * run >= len(answers),
        "irv": spread == 0,
        "speed": seconds_an_item is not None and seconds_an_item < SECONDS_AN_ITEM,
    }
    return Careless(
        run, spread, seconds_an_item, tuple(name for name, holds in signs.items() if holds)
    )
