"""What every part of a group report needs: the document, the words, and figures in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from rctdiag.disclosure.document.team_steps import PAID_FOR
from rctdiag.model.scores import Interval
from rctdiag.render.block import Bar, Block
from rctdiag.render.person.result_page import capital
from rctdiag.render.sentences import stands_alone
from rctdiag.scoring.bands import HIGH, LOW, band, bands_spanned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rctdiag.model.documents.teams import (
        FacetLabelDoc,
        FindingDoc,
        GroupDoc,
        GroupItemDoc,
        HiddenDoc,
        MeanDoc,
        Teams,
    )
    from rctdiag.render.words import Words


R = TypeVar("R", bound="GroupDoc | HiddenDoc")

PAGES = 8  # a page is some thirty lines: more than this nobody reads one after the other


def in_order(rows: Iterable[R]) -> list[R]:
    """What is told of groups: breakdowns as they came, in each the names as people count."""
    listed = list(rows)
    breakdowns = list(dict.fromkeys(row.by for row in listed))
    return sorted(listed, key=lambda row: (breakdowns.index(row.by), _counted(row.name or "")))


def _counted(name: str) -> tuple[list[tuple[int, str]], str]:
    """Numbers in a name by their size, the rest as text."""
    parts = re.split(r"([0-9]{1,18})", name)
    return [
        (int(part) if at % 2 else 0, "" if at % 2 else part) for at, part in enumerate(parts)
    ], name


@dataclass(frozen=True)
class ReportInWords:
    """A ``rctdiag.teams/1`` document with the words to tell it in."""

    document: Teams
    words: Words

    def say(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` of this report with values."""
        return self.words.text(f"teams.{id_}" if id_.startswith("team_") else id_, **values)

    def status(self) -> str:
        """Whether this is a draft, a recorded release, or neither."""
        document = self.document
        if document.release is not None:
            return self.say("team_status_release", name=document.release)
        ledger = document.ledger
        return self.say("team_status_draft" if ledger == "used" else f"team_status_{ledger}")

    @property
    def mark(self) -> str:
        """What is said of a draft before its title; empty for a release."""
        return self.say("team_draft") if self.document.release is None else ""

    def marked(self, title: str) -> str:
        """The title of a file, which is that of a draft as long as nothing is recorded."""
        return f"{self.mark}: {title}" if self.mark else title

    @property
    def scales(self) -> list[str]:
        """Scale ids in the order of their questionnaires."""
        return list(self.document.scale_order)

    @property
    def is_full(self) -> bool:
        """Whether the full form was asked."""
        return self.document.form == "full"

    @property
    def is_whole_hidden(self) -> bool:
        """Whether the figures for everybody are hidden, and how many they are with them."""
        return self.document.organisation.reason is not None

    @property
    def groups(self) -> list[GroupDoc]:
        """The groups that are shown, as asked and by name: team 2 before team 10."""
        return in_order(group for group in self.document.groups if group.reason is None)

    @property
    def is_many(self) -> bool:
        """Whether the short view has an overview of the groups in place of their pages."""
        return len(self.groups) > PAGES

    def called(self, group: GroupDoc) -> str:
        """A group by its name alone, or with its breakdown where the name does not say enough."""
        name = group.name or ""
        if stands_alone(
            name, [(shown_group.by, shown_group.name) for shown_group in self.document.groups]
        ):
            return name
        return self.words.text("waves.group", by=self.by(group.by), name=name)

    def by(self, breakdown: str) -> str:
        """What groups are told apart by: "site and team" where one is nested in the other."""
        rows = self.document.breakdowns
        columns = next((row.columns for row in rows if row.by == breakdown), (breakdown,))
        return self.listed(columns)

    def hides(self, group: GroupDoc) -> bool:
        """Whether a scale of a group is hidden, so that nothing can be said of all its parts."""
        return any(group.scales[scale].mean is None for scale in self.scales)

    def shows(self, group: GroupDoc) -> bool:
        """Whether a scale of a group is shown."""
        return any(group.scales[scale].mean is not None for scale in self.scales)

    def title(self, scale: str) -> str:
        """What a scale is called."""
        return self.document.scales[scale].title

    def facets(self, scale: str) -> list[FacetLabelDoc]:
        """The parts of a scale that are shown, in the order of its file."""
        return list(self.document.scales[scale].facets)

    def on_the_table(self, scale: str) -> list[FacetLabelDoc]:
        """The parts that may be handed out: not those that are for whoever leads the talk."""
        return [facet for facet in self.facets(scale) if f"{scale}.{facet.id}" not in PAID_FOR]

    def label(self, scale: str, facet: str) -> str:
        """What a part is called."""
        return next(part.label for part in self.facets(scale) if part.id == facet)

    def burden(self, scale: str, facet: str) -> str:
        """What a part is called on its hard side."""
        opposite = next(part.opposite for part in self.facets(scale) if part.id == facet)
        if self.document.scales[scale].high == "good" and opposite:
            return opposite
        return self.label(scale, facet)

    def bands(self, figure: MeanDoc) -> str:
        """The answer words that a figure, with its range, reads as."""
        ends = figure.interval
        if ends is None:
            return self.band(figure)
        bands = bands_spanned(Interval(ends.low, ends.high, ends.level, ends.method))
        first, last = (self.say(f"band_{word}") for word in (bands[0], bands[-1]))
        return first if first == last else self.say("band_two", low=first, high=last)

    def band(self, figure: MeanDoc | GroupItemDoc) -> str:
        """The answer word of a figure by itself."""
        return self.say(f"band_{band(figure.mean or 0.0)}")

    def bar(self, label: str, figure: MeanDoc, *, good: bool = False) -> Block:
        """A figure as a bar with its range; a sentence where it is hidden."""
        if figure.mean is None or figure.interval is None:
            return Block("text", self.say("team_bar_hidden", title=label))
        score, ends = round(figure.mean), figure.interval
        values = {
            "score": score,
            "low": round(ends.low),
            "high": round(ends.high),
            "bands": self.bands(figure),
        }
        way = "" if figure.direction == "about" else f"_{figure.direction}"
        drawn = Bar(
            label,
            score,
            round(ends.low),
            round(ends.high),
            self.say(f"team_figures{way}", **values),
            good,
        )
        text = self.say(f"team_bar{way}", title=label, **values)
        return Block("bar", text, bar=drawn)

    def points(self, figure: MeanDoc | FindingDoc) -> str:
        """A mean as whole points, with "or less" near an end."""
        return self.say(f"team_facet_{figure.direction}", score=round(figure.mean or 0.0))

    def listed(self, names: Sequence[str]) -> str:
        """Names in a sentence."""
        return self.words.listed(names)

    def date(self, day: date) -> str:
        """A day in words."""
        return self.words.day(day)

    def created(self) -> str:
        """The day of the document in words; as written where it is not a date."""
        day = _day(self.document.created)
        return self.document.created if day is None else self.date(day)

    def is_in_part(self, strength: FindingDoc) -> bool:
        """Whether a strength does not read as often, or its opposite as rarely or never."""
        reverse = strength.good != self.label(strength.scale, strength.facet)
        return strength.mean >= LOW if reverse else strength.mean < HIGH

    def finding(self, group: GroupDoc, finding: FindingDoc, way: str) -> str:
        """A strength (``good``) or a part to work on (``hard``) of a group, in words and points.

        What is hard is named as it was asked, so that a low figure reads as low.
        """
        label = self.label(finding.scale, finding.facet)
        figure = group.scales[finding.scale].facets[finding.facet]
        reverse = way == "good" and finding.good != label
        part = "_part" if way == "good" and self.is_in_part(finding) else ""
        return self.say(
            f"team_finding_{'reverse' if reverse else 'as'}{part}",
            name=capital(finding.good if reverse else label),
            other=finding.hard,
            band=self.bands(figure),
            score=self.points(finding),
        )


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
