"""The part of a report that was made by looking again, in sentences, for text and terminal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rctdiag.model.moments import days_between
from rctdiag.render.person.result_page import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.model.documents.over_time.since import RowChange, ScaleMoved, Since, StepTried
    from rctdiag.render.person.result_page import Page


READINESS = "readiness"


class SinceWords:
    """What came of the last result, in words."""

    def __init__(self, page: Page, since: Since) -> None:
        self.since = since
        self._page = page

    def say(self, id_: str, /, **values: object) -> str:
        """A sentence of this part."""
        return self._page.say(f"since.{id_}", **values)

    def title(self) -> str:
        """Since when."""
        return self.say("title", date=self._date(self.since.previous))

    def days(self) -> str:
        """How long ago that is."""
        then, now = (
            datetime.fromisoformat(text)
            for text in (self.since.previous, self._page.document.created)
        )
        days = days_between(then, now)
        return self.say({0: "days_none", 1: "days_one"}.get(days, "days_many"), days=days)

    def tried(self, step: StepTried) -> Iterator[str]:
        """What was done with a step and what came of it."""
        yield self.say(f"did_{step.did or 'unsaid'}")
        if step.saw:
            yield self.say(f"saw_{step.saw}")

    def own_words(self, step: StepTried) -> Iterator[str]:
        """What the person wrote about it."""
        if step.happened:
            yield self.say("happened", text=step.happened)
        if step.cost:
            yield self.say("cost", text=step.cost)

    def statement(self) -> str:
        """What moved by more than chance, in words."""
        return " ".join(sentence.text for sentence in self.since.statement)

    def leads(self) -> str:
        """What somebody in charge should know of a lower figure, or nothing."""
        fell = any(scale.moved == "down" and scale.better for scale in self.since.moved)
        return self.say("leads") if self._page.decides and fell else ""

    def caution(self) -> str:
        """What a look at a part of the questions cannot say, or nothing.

        A short look seldom sees a change. What was the heart was chosen for its extreme answers,
        and such answers come back towards the middle by themselves (regression to the mean).
        """
        if self.since.asked == "full":
            return ""
        moved = any(scale.moved in ("up", "down") for scale in self.since.moved)
        said = [self.say("same_questions")]
        if not moved:
            said.append(self.say("short_sees_little"))
        elif self.since.asked == "heart":
            said.append(self.say("heart_comes_back"))
        return " ".join(said)

    def label(self, scale: ScaleMoved) -> str:
        """What a scale is called here: as the reader knows it."""
        return self.say("label_readiness") if scale.id == READINESS else scale.label

    def verdict(self, scale: ScaleMoved) -> str:
        """Whether a scale moved by more than chance."""
        if scale.change is None or scale.moved is None or scale.noise is None:
            return self.say("missing")
        return self.say(
            f"verdict_{scale.moved}",
            points=f"{abs(scale.change):.0f}",
            noise=f"{scale.noise:.0f}",
        )

    def score(self, score: float | None) -> str:
        """A score in whole points."""
        return self.say("no_score") if score is None else f"{score:.0f}"

    def change(self, row: RowChange) -> str:
        """What a row of the map has now."""
        return self.say(f"change_{row.change}", now=capital(row.now or ""))

    def strategy(self, row: RowChange) -> str:
        """Its name."""
        return capital(self._page.say(f"strategy_{row.strategy}"))

    def carried(self) -> str:
        """That the map rests on earlier answers too, or nothing."""
        since = self.since
        if not since.carried or since.carried_from is None:
            return ""
        id_ = "carried_one" if since.carried == 1 else "carried_many"
        return self.say(id_, count=since.carried, date=self._date(since.carried_from))

    def _date(self, written: str) -> str:
        return self._page.words.day(datetime.fromisoformat(written))
