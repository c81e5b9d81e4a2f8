"""How carefully everybody answered and how much they left open: a word each, from fifty people.

Each word stands for a wide band of numbers. None is told of a group, nor where a release before
this one differs by a few people, so that a late sheet cannot be read from a word that changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from rctdiag.disclosure import rules
from rctdiag.stats.careless import TWO_ANSWERS, longstring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Few = Literal["few", "some", "many"]

FEWEST_ITEMS = 20  # a run over half of fewer items may well be meant
CARELESS = (0.05, 0.20)  # under the first share: few; from the second: many
GAPS = (0.02, 0.10)


def how_many(share: float, bounds: tuple[float, float]) -> Few:
    """A share as a word."""
    low, high = bounds
    return "few" if share < low else "some" if share < high else "many"


def carelessness(given: Ints) -> Few | None:
    """How many gave one answer in a run over half of the items or more, or throughout.

    Args:
        given: People by items in the order asked, -1 for none.
    """
    people, items = given.shape
    if people < rules.MINIMUM_BANDED or items < FEWEST_ITEMS:
        return None
    return share_in_words(run_through(given))


def run_through(given: Ints) -> NDArray[np.bool_]:
    """Of each person, whether they gave one answer in such a run: as ``stats.careless`` has it."""
    return np.array([_runs_through(row) for row in given.tolist()], dtype=np.bool_)


def _runs_through(row: Sequence[int]) -> bool:
    run = longstring([None if answer < 0 else answer for answer in row])
    answered = [answer for answer in row if answer >= 0]
    is_one_answer = len(answered) >= TWO_ANSWERS and len(set(answered)) == 1
    return (run > 1 and 2 * run >= len(row)) or is_one_answer


def share_in_words(flagged: NDArray[np.bool_]) -> Few:
    """How many of everybody that is."""
    return how_many(float(flagged.sum()) / len(flagged), CARELESS)


def gaps(given: Ints) -> Few | None:
    """How many answers were left open, of everybody's together."""
    if len(given) < rules.MINIMUM_BANDED or not given.size:
        return None
    return how_many(float((given < 0).mean()), GAPS)
