"""Groups over several waves, in sentences, for text and terminal."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from rctdiag.disclosure.groups.membership import EVERYONE, columns_of
from rctdiag.render.sentences import stands_alone
from rctdiag.render.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rctdiag.model.documents.over_time.wave_change import LevelDoc, WaveChangeDoc
    from rctdiag.model.documents.over_time.waves import SeriesDoc, TurnoverDoc, Waves
    from rctdiag.model.scores import Band
    from rctdiag.render.words import Words

    GroupKey = tuple[str, str]


def group_name(words: Words, key: GroupKey, keys: Collection[GroupKey]) -> str:
    """What a group is called, among all of these: by its name alone where that says enough."""
    by, name = key
    if by == EVERYONE:
        return words.text("waves.everyone")
    if stands_alone(name, keys):
        return name
    return words.text("waves.group", by=words.listed(columns_of(by)), name=name)


def means_of(words: Words, change: WaveChangeDoc) -> tuple[str, str]:
    """The two means of a change, as they may be told."""
    first, second = (
        f"{mean:.0f}"
        if direction == "about"
        else words.text(f"waves.{direction}", mean=f"{mean:.0f}")
        for mean, direction in zip(change.means, change.directions, strict=True)
    )
    return first, second


def found_sentence(
    words: Words, change: WaveChangeDoc, scale: str, keys: Collection[GroupKey]
) -> str:
    """A change that was found, and whether it is for the better."""
    better = {True: "better", False: "worse", None: "neither"}[change.better]
    first, second = means_of(words, change)
    return words.text(
        f"waves.found_{change.verdict}_{better}",
        group=group_name(words, (change.by, change.name), keys),
        scale=scale,
        first=first,
        second=second,
    )


def basis_of(words: Words, change: WaveChangeDoc) -> str:
    """Whether the same people are compared, and how many."""
    if change.method == "paired":
        first, second = means_of(words, change)
        people = change.answered[0]
        return words.text("waves.paired", people=people, first=first, second=second)
    first_people, second_people = change.answered
    return words.text("waves.independent", first_people=first_people, second_people=second_people)


def verdict_none(
    words: Words,
    change: WaveChangeDoc,
    smallest: float,
    comparisons: int,
    basis: str | None = None,
) -> str:
    """That no change was found, or that there is none to within the smallest that counts.

    Args:
        words: In which it is said.
        change: What was compared.
        smallest: The smallest difference that counts, in points.
        comparisons: How many changes are tested together.
        basis: Who is compared, where that is not said in full.
    """
    limits = {"low": f"{change.interval.low:+.0f}", "high": f"{change.interval.high:+.0f}"}
    values = {**limits, "basis": basis_of(words, change) if basis is None else basis}
    if change.within:
        said = words.text("waves.verdict_same", smallest=f"{smallest:g}", **values)
    elif change.interval.low > 0 or change.interval.high < 0:
        said = words.text("waves.verdict_alone", comparisons=comparisons, **values)
    else:
        said = words.text("waves.verdict_none", **values)
    return said.rstrip()


class ComparedWords:
    """A ``rctdiag.waves/1`` document in words."""

    def __init__(self, document: Waves) -> None:
        self.document = document
        self._words = words_of(document.language)
        self._change = {
            (change.by, change.name, change.scale, change.first): change
            for change in document.changes
        }
        self._keys = {(series.by, series.name) for series in document.series}
        self._keys |= {(hidden_row.by, hidden_row.name) for hidden_row in document.hidden}
        self._turnover = {
            (turnover.by, turnover.name, turnover.first): turnover for turnover in document.turnover
        }

    @property
    def of_two(self) -> bool:
        """Whether there are only two waves: then and now."""
        return len(self.document.waves) == 2  # noqa: PLR2004 - as it says

    def say(self, id_: str, /, **values: object) -> str:
        """A sentence on waves."""
        return self._words.text(f"waves.{id_}", **values)

    def title(self) -> str:
        """What the page is."""
        if self.of_two:
            return self.say("title")
        return self.say("title_many", count=len(self.document.waves))

    def day(self) -> str:
        """Of which day the report is."""
        created = self.document.created
        with suppress(ValueError):  # else it is told as it is written
            created = self._words.day(datetime.fromisoformat(created))
        return self._words.text("sheet_day", day=created)

    def opening(self) -> Iterator[str]:
        """Which waves, how people are linked, what was left out."""
        names, people = self.document.waves, self.document.people
        if self.of_two:
            yield self.say(
                "waves_two",
                first=names[0],
                first_people=people[0],
                second=names[1],
                second_people=people[1],
            )
        else:
            waves = [
                self.say("wave", name=name, people=count)
                for name, count in zip(names, people, strict=True)
            ]
            yield self.say("waves_many", waves="; ".join(waves))
        yield self.say("linked" if self.document.linked else "unlinked")
        if self.document.forms_differ:
            yield self.say("forms")
        elif self.document.items_left_out:
            yield self.say(
                "left_out", items=self.document.items, left_out=self.document.items_left_out
            )
        if self.document.draft:
            yield self.say("draft")

    def findings(self) -> list[str]:
        """What moved by more than chance, a sentence each."""
        return [
            self._since(
                change, found_sentence(self._words, change, self.scale(change.scale), self._keys)
            )
            for change in self.document.changes
            if change.verdict != "no_change_found"
        ]

    def nothing(self) -> str:
        """That nothing was found, and whether anything could be compared."""
        return self.say("nothing_moved" if self.document.changes else "nothing_compared")

    def groups(self) -> list[GroupKey]:
        """Everybody, then each group that is shown in a wave."""
        shown = [
            (series.by, series.name)
            for series in self.document.series
            if any(level.mean is not None for level in series.levels)
        ]
        return list(dict.fromkeys(shown))

    def group(self, key: GroupKey) -> str:
        """What a group is called."""
        return group_name(self._words, key, self._keys)

    def scale(self, id_: str) -> str:
        """What a scale is called."""
        return self.document.scales[id_].title

    def band(self, band: Band) -> str:
        """An answer word."""
        return self._words.text(f"band_{band}")

    def series(self, key: GroupKey) -> Iterator[SeriesDoc]:
        """The scales of a group."""
        return (series for series in self.document.series if (series.by, series.name) == key)

    def changes(self, series: SeriesDoc) -> list[WaveChangeDoc]:
        """The changes of a group on a scale: since the wave before, then since the first."""
        firsts = sorted({change.first for change in self.document.changes}, reverse=True)
        keys = [(series.by, series.name, series.scale, first) for first in firsts]
        return [self._change[key] for key in keys if key in self._change]

    def level(self, level: LevelDoc) -> str:
        """A mean as it may be told."""
        if level.mean is None:
            return self.say("hidden_level")
        mean = f"{level.mean:.0f}"
        return mean if level.direction == "about" else self.say(f"{level.direction}", mean=mean)

    def levels(self, series: SeriesDoc) -> str:
        """The means of all waves in a row."""
        spoken = [self.level(level) for level in series.levels]
        if self.of_two:
            return self.say("then", first=spoken[0], second=spoken[1])
        return ", ".join(spoken)

    def verdicts(self, series: SeriesDoc) -> list[str]:
        """What can be said of each change of a group on a scale."""
        return [
            self._since(change, self._verdict(change, self._basis(change, series)))
            for change in self.changes(series)
        ]

    def row(self, series: SeriesDoc) -> str:
        """A group on a scale, in a line."""
        verdicts = self.verdicts(series)
        scale, levels = self.scale(series.scale), self.levels(series)
        if not verdicts:
            return self.say("row_missing", scale=scale, levels=levels)
        return self.say("row", scale=scale, levels=levels, verdict=" ".join(verdicts))

    def turnover(self, key: GroupKey) -> str:
        """How many of a group answered both times, since the wave before the last."""
        if not self.document.linked:
            return ""
        row = self._turnover_of(key)
        if row is None or row.both is None or row.left is None or row.joined is None:
            return self.say("turnover_hidden")
        return self.say("turnover", both=row.both, left=row.left, joined=row.joined)

    def _turnover_of(self, key: GroupKey) -> TurnoverDoc | None:
        return self._turnover.get((*key, len(self.document.waves) - 2))

    def hidden(self) -> Iterator[str]:
        """Each group that is not shown, and in which waves."""
        rows: dict[tuple[GroupKey, str | None], list[str]] = {}
        for hidden_row in self.document.hidden:
            row_key = ((hidden_row.by, hidden_row.name), hidden_row.scale)
            rows.setdefault(row_key, []).append(self.document.waves[hidden_row.wave])
        for (key, scale), waves in rows.items():
            named = {"group": self.group(key), "waves": self._words.listed(waves)}
            if scale is None:
                yield self.say("hidden_group", **named)
            else:
                yield self.say("hidden_scale", scale=self.scale(scale), **named)

    def how(self) -> Iterator[str]:
        """How the changes were judged, and what this cannot tell."""
        document = self.document
        smallest = f"{document.smallest:g}"
        if document.comparisons:
            yield self.say("how_text", comparisons=document.comparisons)
            yield self.say("how_smallest", smallest=smallest)
        paired = [change for change in document.changes if change.method == "paired"]
        if paired:
            spreads = sorted({change.spread[0] for change in paired})
            yield self.say("how_paired", spreads=self._words.listed([f"{sd:g}" for sd in spreads]))
        if len(paired) < len(document.changes):
            yield self.say("how_independent")
        for sentence in document.limits:
            yield sentence.text

    def _since(self, change: WaveChangeDoc, text: str) -> str:
        """A change since the first of several waves says so."""
        is_first = change.first == 0 and not self.of_two
        return self.say("since_first", text=text) if is_first else text

    def _basis(self, change: WaveChangeDoc, series: SeriesDoc) -> str:
        """Who is compared; shorter where the means beside it are those of the same people.

        Nothing is left to say where the group's own line has their number.
        """
        shown = tuple(self.level(series.levels[at]) for at in (change.first, change.second))
        if change.method != "paired" or shown != means_of(self._words, change):
            return basis_of(self._words, change)
        people = change.answered[0]
        turnover = self._turnover_of((change.by, change.name))
        if turnover and (turnover.first, turnover.both) == (change.first, people):
            return ""
        return self.say("paired_shown", people=people)

    def _verdict(self, change: WaveChangeDoc, basis: str) -> str:
        if change.verdict == "no_change_found":
            document = self.document
            return verdict_none(self._words, change, document.smallest, document.comparisons, basis)
        if change.change is None:
            return self.say(f"verdict_open_{change.verdict}", basis=basis).rstrip()
        points = f"{abs(change.change):.0f}"
        return self.say(f"verdict_{change.verdict}", points=points, basis=basis).rstrip()
