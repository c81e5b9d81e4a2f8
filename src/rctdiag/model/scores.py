"""What scoring returns: named tuples, cheap to define at each start and to make by the million."""

from typing import Literal, NamedTuple

Band = Literal["never", "rarely", "sometimes", "often", "almost_always"]
BANDS: tuple[Band, ...] = ("never", "rarely", "sometimes", "often", "almost_always")
Certainty = Literal["leads", "leans", "several", "none", "mixed", "not_enough"]
# Why a score is null; documents carry the code.
Reason = Literal[
    "not_asked", "not_enough_answers", "not_enough_facets", "cannot_see", "as_answered"
]


class Interval(NamedTuple):
    """Limits in points of 0-100, unclipped: drawing clips, documents do not."""

    low: float
    high: float
    level: float  # 0.90
    method: str  # "item-sampling"


class FacetScore(NamedTuple):
    """One facet; ``score`` is 0-100 or None with a reason.

    ``steps`` is how far its keyed answers lie above the lowest one, added up.
    """

    id: str
    score: float | None
    answered: int
    items: int
    cant_say: int
    reason: Reason | None
    steps: int = 0


class ScaleScore(NamedTuple):
    """One scale; the exact score, not rounded.

    ``spread`` is the variance (n-1) of the keyed answers in points squared and ``answered``
    their count: with them two scales are compared (contracts.md, Numbers).
    """

    id: str
    kind: str
    score: float | None
    interval: Interval | None
    variance_of_mean: float | None  # (s2 + 1/12) / k, in points squared
    answered: int
    items: int
    cant_say: int
    reason: Reason | None
    facets: tuple[FacetScore, ...]
    cannot_see: bool = False  # more than a third "can't say"


class Reading(NamedTuple):
    """A derived reading: the mean of named items, or answers shown as they are."""

    id: str
    score: float | None
    reason: Reason | None
    items: tuple[str, ...]
    formula: str


class Profile(NamedTuple):
    """How the cultures compare. ``leading`` empty means that none is named."""

    leading: tuple[str, ...]
    certainty: Certainty
    several: tuple[str, ...] = ()  # scales at 50 or more that cannot be told apart
    points_to: tuple[str, ...] = ()  # the only scored culture, at 50 or more: never "leads"
    compared: tuple[str, ...] = ()  # cultures with a score
    not_compared: tuple[str, ...] = ()  # cultures without
    standing_out: tuple[tuple[str, str], ...] = ()  # (scale, facet) at 62.5 or more, under "none"
    apart: bool = False  # cultures low, connection low
    holding_together: bool = False  # a culture at 50 or more, connection at 62.5 or more
    short_form: bool = False  # the short form names no leading culture


class Scored(NamedTuple):
    """Everything scoring says about one sheet."""

    form: Literal["full", "short"]
    scales: dict[str, ScaleScore]
    profile: Profile
    readings: tuple[Reading, ...]
    keyed: dict[str, int]  # item id -> keyed answer (reversed turned)
