"""What every part of a report needs: the document, the words, and small questions about both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.render.words import Words

WEEKS_TO_LOOK_AGAIN = 4
STEPS = 5
STEPS_UNDER_STOP = 3
SELDOM = ("never", "rarely")
OFTEN = ("often", "almost_always")
# What people with power see least of: no reassuring word about it is shown to them.
UNSEEN_FROM_ABOVE = frozenset(
    {"power_over", "self_protection", "one_way_influence", "cost_of_candour"}
)
_GOOD_ORDER = ("allies", "say", "safety", "reserves")


@dataclass(frozen=True)
class Page:
    """A ``rctdiag.result/1`` document with the words to tell it in.

    Mappings of the document are read by id only: JSON sorts their keys, so their order says
    nothing; orders come from lists.
    """

    document: Mapping[str, Any]
    words: Words

    def say(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` with values."""
        return self.words.text(id_, **values)

    @property
    def stop(self) -> bool:
        """Whether the stop rule holds."""
        return bool(self.document["support"]["stop"])

    @property
    def why_stop(self) -> str:
        """What called for the stop rule: a yes, then a serious answer, then not being sure."""
        codes = self.document["support"]["why"]
        if "beyond_yes" in codes:
            return "beyond_yes"
        return "beyond_not_sure" if tuple(codes) == ("beyond_not_sure",) else "serious"

    @property
    def decides(self) -> bool:
        """Whether the reader decides over others."""
        return bool(self.document["about"]["position"] == "yes")

    @property
    def flags(self) -> frozenset[str]:
        """The codes that advice set."""
        return frozenset(self.document["plan"]["flags"])

    @property
    def all_well(self) -> bool:
        """Nothing hard stood out, to somebody who would see it."""
        return "nothing_strong" in self.flags and not self.decides

    @property
    def offers(self) -> Sequence[Mapping[str, Any]]:
        """The steps for now: five at most, three under the stop rule."""
        offers: Sequence[Mapping[str, Any]] = self.document["plan"]["now"]
        return offers[: STEPS_UNDER_STOP if self.stop else STEPS]

    @property
    def is_new(self) -> bool:
        """Under three months here."""
        months = self.document["about"]["months_here"]
        return months is not None and months < 3  # noqa: PLR2004 - three months, told in the words

    def scales(self) -> list[tuple[str, Mapping[str, Any]]]:
        """The scales that are no readiness, in the order of their questionnaires."""
        scales = self.document["scales"]
        told = [one["id"] for one in self.document["questionnaires"]]
        return [
            (id_, scales[id_])
            for id_ in _ordered(scales, told)
            if not scales[id_]["private"] and scales[id_]["kind"] != "readiness"
        ]

    def facets(self, scale: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
        """The facets of a scale, in the order of their file."""
        facets = scale["facets"]
        return [(id_, facets[id_]) for id_ in _ordered(facets, scale.get("facet_order", ()))]

    def readiness(self) -> list[tuple[str, Mapping[str, Any]]]:
        """The facets of readiness in the order of the theory, others after them."""
        facets = self.document["readiness"]
        return [(id_, facets[id_]) for id_ in _ordered(facets, _GOOD_ORDER)]

    def bands(self, scale: Mapping[str, Any]) -> str:
        """The band of a score in words; both where its interval spans several."""
        bands = scale["bands"] or [scale["band"]]
        first, last = (self.band(bands[0]), self.band(bands[-1]))
        return first if first == last else self.say("band_two", low=first, high=last)

    def band(self, band: str) -> str:
        """One band in words."""
        return self.say(f"band_{band}")

    def unseen(self, facet: str, band: str | None) -> bool:
        """Whether a low figure here would only soothe somebody who cannot see it."""
        return self.decides and facet in UNSEEN_FROM_ABOVE and band in SELDOM

    def mostly_unseen(self, scale: Mapping[str, Any]) -> bool:
        """Whether most parts of a scale are such that its low figure would only soothe."""
        unseen = [one for one in scale["facets"] if self.unseen(one, scale["band"])]
        return 2 * len(unseen) > len(scale["facets"])

    def date(self, day: date) -> str:
        """A day in words."""
        month = self.say(f"month_{day.month}")
        return self.say("date", day=day.day, month=month, year=day.year)

    def answered_on(self) -> str:
        """The day of the answers, or of the document; as written where it is no date."""
        told = self.document["about"]["date"] or self.document["created"]
        day = _day(told)
        return told if day is None else self.date(day)

    def look_again_on(self) -> str | None:
        """Four weeks after the document was made, in words."""
        day = _day(self.document["created"])
        if day is None or date.max - day < timedelta(weeks=WEEKS_TO_LOOK_AGAIN):
            return None
        return self.date(day + timedelta(weeks=WEEKS_TO_LOOK_AGAIN))


def points(value: float) -> int:
    """A figure as whole points, drawn inside 0-100."""
    return round(min(100.0, max(0.0, value)))


def capital(text: str) -> str:
    """A label at the start of a sentence."""
    return text[:1].upper() + text[1:]


def _ordered(keys: Mapping[str, Any], told: Sequence[str]) -> list[str]:
    known = [id_ for id_ in dict.fromkeys(told) if id_ in keys]
    return known + sorted(keys.keys() - set(known))


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
