"""What every part of a report needs: the document, the words, and small questions about both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from rctdiag.model.answers import FIRST_MONTHS
from rctdiag.render.words import words
from rctdiag.scoring.readings import UNSEEN_FROM_ABOVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rctdiag.model.documents.result import FacetDoc, ReadinessDoc, ReadingDoc, Result, ScaleDoc
    from rctdiag.model.documents.sentence import Sentence
    from rctdiag.model.scores import Band
    from rctdiag.render.words import Words

WEEKS_TO_LOOK_AGAIN = 4
FIRST_DONE = "opens_first_done"  # the head of a map's last column says it already
SELDOM = ("never", "rarely")
OFTEN = ("often", "almost_always")
_MISSING = frozenset({"not_asked", "not_enough_answers", "not_enough_facets", "cannot_see"})
_READINESS_ORDER = ("allies", "say", "safety", "reserves")


@dataclass(frozen=True)
class Page:
    """A ``rctdiag.result/1`` document with the words to tell it in.

    Mappings of the document are read by id only: JSON sorts their keys, so their order says
    nothing; orders come from lists.
    """

    document: Result
    words: Words

    @classmethod
    def of(cls, document: Result) -> Self:
        """The document in its language; to somebody who has left the place in the past tense."""
        known = words(document.language)
        if document.about.standing != "left":
            return cls(document, known)
        from rctdiag.render.in_the_past import in_the_past  # noqa: PLC0415 - few have left

        return cls(in_the_past(document, known.then()), known.then())

    def say(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` with values."""
        return self.words.text(id_, **values)

    @property
    def help_first(self) -> bool:
        """Whether help comes first."""
        return self.document.support.help_first

    @property
    def why_help_first(self) -> str:
        """What called for it: a mark, then a serious answer, then not being sure."""
        codes = self.document.support.why
        marks = [code for code in codes if code.startswith("beyond:")]
        if marks and marks != ["beyond:not_sure"]:
            return "marked"
        return "not_sure" if marks and not _serious(codes) else "serious"

    @property
    def decides(self) -> bool:
        """Whether the reader decides over others."""
        return self.document.about.standing == "leads"

    @property
    def has_left(self) -> bool:
        """Whether the reader has left the place."""
        return self.document.about.standing == "left"

    @property
    def flags(self) -> frozenset[str]:
        """The codes that advice set."""
        return frozenset(self.document.plan.flags)

    @property
    def fairly_well(self) -> bool:
        """A place with something good to keep, to somebody who would see it otherwise."""
        return "fairly_well" in self.flags and not self.decides

    def wait_for(self, opens: Sentence) -> str:
        """What the next step of a row waits for, as a sentence of its own.

        A document may hold an opener that this program does not know.
        """
        own = opens.id.replace("opens_", "wait_")
        return self.say(own) if self.words.has(own) else f"{capital(opens.text)}."

    @property
    def keeping(self) -> str:
        """What a heading's id ends in where there is a good place to keep, and nothing graver."""
        return "_good" if self.fairly_well and not self.help_first else ""

    @property
    def hope(self) -> str:
        """The line of hope that fits, by its id."""
        if self.help_first:
            return "replace_hope_help_first"
        return "replace_hope_well" if self.fairly_well else "replace_hope"

    @property
    def is_new(self) -> bool:
        """Under three months here."""
        months = self.document.about.months_here
        return months is not None and months < FIRST_MONTHS

    def scales(self) -> list[ScaleDoc]:
        """The scales that are no readiness, in the order of their questionnaires."""
        scales = self.document.scales
        order = [reference.id for reference in self.document.questionnaires]
        return [
            scales[id_]
            for id_ in _ordered(scales, order)
            if not scales[id_].private and scales[id_].kind != "readiness"
        ]

    def highest_culture(self) -> ScaleDoc | None:
        """The culture with the highest score: the short view has its parts."""
        cultures = [s for s in self.scales() if s.kind == "culture" and s.score is not None]
        return max(cultures, key=lambda s: s.score or 0, default=None)

    def reading(self, id_: str) -> ReadingDoc | None:
        """A derived reading, where its questionnaires were asked."""
        reading = self.document.readings.get(id_)
        return None if reading is None or reading.reason == "not_asked" else reading

    def facets(self, scale: ScaleDoc) -> list[FacetDoc]:
        """The facets of a scale, in the order of their file."""
        return [scale.facets[id_] for id_ in _ordered(scale.facets, scale.facet_order)]

    def readiness(self) -> list[ReadinessDoc]:
        """The facets of readiness in the order of the theory, others after them."""
        facets = self.document.readiness
        return [facets[id_] for id_ in _ordered(facets, _READINESS_ORDER)]

    def bands(self, scale: ScaleDoc) -> str:
        """The band of a score in words; both where its interval spans several."""
        bands = scale.bands or tuple(band for band in [scale.band] if band)
        first, last = (self.band(bands[0]), self.band(bands[-1]))
        return first if first == last else self.say("band_two", low=first, high=last)

    def band(self, band: Band) -> str:
        """One band in words."""
        return self.say(f"band_{band}")

    def unseen(self, facet: str, band: str | None) -> bool:
        """Whether a low figure here would only soothe somebody who cannot see it."""
        return self.decides and facet in UNSEEN_FROM_ABOVE and band in SELDOM

    def mostly_unseen(self, scale: ScaleDoc) -> bool:
        """Whether most parts of a scale are such that its low figure would only soothe."""
        unseen = [facet for facet in scale.facets if self.unseen(facet, scale.band)]
        return 2 * len(unseen) > len(scale.facets)

    def missing(self, scale: ScaleDoc) -> str:
        """Why a scale has no score, in words."""
        reason = "cannot_see" if scale.cannot_see else scale.reason
        return self.say(
            f"reason_{reason if reason in _MISSING else 'not_enough_facets'}",
            answered=scale.answered,
            items=scale.items,
            needed=scale.needed,
            cant_say=scale.cant_say,
        )

    def date(self, day: date) -> str:
        """A day in words."""
        return self.words.day(day)

    def answered_on(self) -> str:
        """The day of the answers, or of the document; as written where it is not a date."""
        written = self.document.about.date or self.document.created
        day = _day(written)
        return written if day is None else self.date(day)

    def how_many(self, name: str = "head_answered") -> str:
        """How many questions were answered, of how many; "can't say" is an answer too.

        Args:
            name: the id of the sentence; with ``_cannot`` it says how many were "can't say".
        """
        counts = self.document.counts
        id_ = f"{name}_cannot" if counts.cant_say else name
        return self.say(id_, answered=counts.given, asked=counts.asked, cant_say=counts.cant_say)

    def look_again_on(self) -> str | None:
        """Four weeks after the document was made, in words."""
        day = _day(self.document.created)
        if day is None or date.max - day < timedelta(weeks=WEEKS_TO_LOOK_AGAIN):
            return None
        return self.date(day + timedelta(weeks=WEEKS_TO_LOOK_AGAIN))


def points(value: float) -> int:
    """A figure as whole points, drawn inside 0-100."""
    return round(min(100.0, max(0.0, value)))


def capital(text: str) -> str:
    """A label at the start of a sentence."""
    return text[:1].upper() + text[1:]


def _serious(codes: Iterable[str]) -> bool:
    return any(code.startswith("serious:") for code in codes)


def _ordered(keys: Mapping[str, object], order: Sequence[str]) -> list[str]:
    known = [id_ for id_ in dict.fromkeys(order) if id_ in keys]
    return known + sorted(keys.keys() - set(known))


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
