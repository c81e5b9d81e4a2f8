"""How carefully everybody answered and how much they left open: a word each, from fifty people.

Each word stands for a wide band of numbers. None is told of a group, nor where a release before
this one differs by a few people, so that a late sheet cannot be read from a word that changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from rctdiag.disclosure import rules
from rctdiag.stats.careless import careless

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
    """Of each person, whether they gave one answer in such a run."""
    rows = ([None if answer < 0 else answer for answer in row] for row in given.tolist())
    return np.array([bool(careless(row).signs) for row in rows], dtype=np.bool_)


def share_in_words(flagged: NDArray[np.bool_]) -> Few:
    """How many of everybody that is."""
    return how_many(float(flagged.sum()) / len(flagged), CARELESS)


def gaps(given: Ints) -> Few | None:
    """How many answers were left open, of everybody's together."""
    if len(given) < rules.MINIMUM_BANDED or not given.size:
        return None
    return how_many(float((given < 0).mean()), GAPS)
