"""How carefully everybody answered and how much they left open: a word each, from fifty people.

Each word stands for a wide band of numbers. None is told of a group, nor where a release before
this one differs by a few people, so that a late sheet cannot be read from a word that changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from rctdiag.disclosure import rules
from rctdiag.stats.careless import TWO_ANSWERS

if TYPE_CHECKING:
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
    items = given.shape[1]
    run, longest = np.zeros(len(given), dtype=np.int64), np.zeros(len(given), dtype=np.int64)
    for at in range(items):
        goes_on = given[:, at] == given[:, at - 1] if at else np.False_
        run = np.where(given[:, at] < 0, 0, np.where(goes_on, run + 1, 1))
        longest = np.maximum(longest, run)
    answered = given >= 0
    most = given.max(axis=1, initial=-1)
    alike = np.all(~answered | (given == most[:, None]), axis=1)
    one_answer = alike & (answered.sum(axis=1) >= TWO_ANSWERS)
    return np.asarray(((longest > 1) & (2 * longest >= items)) | one_answer)


def share_in_words(flagged: NDArray[np.bool_]) -> Few:
    """How many of everybody that is."""
    return how_many(float(flagged.sum()) / len(flagged), CARELESS)


def gaps(given: Ints) -> Few | None:
    """How many answers were left open, of everybody's together."""
    if len(given) < rules.MINIMUM_BANDED or not given.size:
        return None
    return how_many(float((given < 0).mean()), GAPS)
