"""The numbers that confidentiality stands on, each with its reason."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from rctdiag.model.least_people import MINIMUM, MINIMUM_DETAIL

__all__ = ["MINIMUM", "MINIMUM_DETAIL"]  # and all that is defined below

# Words about everybody together (carelessness, gaps) need so many people.
MINIMUM_BANDED: Final = 50

# From so many words about groups, by counts alone, a report may be asked for without any of them
# where they would be refused: of fewer, often a single table would be, which would then be known.
WORDS_LEFT_OUT_FROM: Final = 40

# A share of "yes" to a delicate question says more than a mean: twenty people,
# and ten of difference between any two figures that can be subtracted.
MINIMUM_SENSITIVE: Final = 20
DIFFERENCE_SENSITIVE: Final = 10
# A part or scale counts as delicate where its delicate items are more than this share of it.
SENSITIVE_SHARE: Final = Fraction(1, 3)

MEAN_DECIMALS: Final = 1

# A person's two lowest possible scores count alike, and the two highest: so nobody's answers
# are told even where a whole group sits at the end of the scale. It takes three steps.
FEWEST_STEPS: Final = 3
# With five steps scores count 1, 4, 6 or 9 half steps: of four people 16 is four times 4, and 24
# four times 6, in no other way, so whoever is the fifth would know all. With any other number of
# steps, and of five people or more, every sum between the ends comes about in several ways.
STEPS_FOR_SIX: Final = 5
MINIMUM_FOR_SIX: Final = 6

# Each run tries every order up to so many groups; above it, only the first (all are safe).
EVERY_ORDER_UP_TO: Final = 250

RULES: Final = (
    "minimum",  # no figure for fewer valid answers than the minimum
    "difference",  # no sum or difference of figures is about fewer people than the minimum
    "linear",  # figures are counts and means, or follow from those that are shown
    "rounding",  # means to a tenth
    "ends",  # means near an end are shown as "at most" or "at least"
    "sensitive",  # delicate scales, parts and questions: twenty people, difference ten
    "gaps",  # no crossing of groups names who left a question or a scale open
)
ATTACKS: Final = (
    "subtraction",  # exact: every way to add and subtract the published sums
    "insider",  # the same with one answer known
    "bounds",  # linear programming: what the ends of the scale and the rounding allow
    "counts",  # the number of answers in hidden groups
)

# Above so many people, so many sets of people with least room are tried as insiders one by one.
CLOSE_LOOKS: Final = 100
# Somebody's answers are tried in turn by everybody alike; of more, so many from low to high.
SHEETS_TRIED: Final = 12
# Up to so many people the auditor also searches every hidden group and person by integer programs.
SEARCH_UP_TO: Final = 60
# Each of its programs takes so many branches at most; then the publication counts as broken.
SEARCH_NODES: Final = 2_000
SEARCH: Final = "integer-search"
INSIDER: Final = "insider"


def attacks_on(people: int) -> tuple[str, ...]:
    """The attacks that a publication of so many people has to stand."""
    return (*ATTACKS, SEARCH) if people <= SEARCH_UP_TO else ATTACKS
