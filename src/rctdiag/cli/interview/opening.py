"""Before the first question: an earlier draft, or what this is and where answers live."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rctdiag.cli.interview.questions import counted, minutes
from rctdiag.cli.interview.screens.screen import paragraph
from rctdiag.cli.shell.keys.key_names import ANEW, BACK, ENTER, MORE_ABOUT, QUIT, YES, EndOfInput
from rctdiag.errors.faults import Fault, InputRejected, UsageFault

if TYPE_CHECKING:
    from rctdiag.cli.interview.conversation import Conversation
    from rctdiag.cli.interview.course import Course
    from rctdiag.cli.interview.questions import UnscoredQuestion
    from rctdiag.model.interview_draft import InterviewDraft
    from rctdiag.render.words import Words
    from rctdiag.store.interview_drafts import Fit

_LIMITS = ("everyday", "cannot", "nobody", "danger", "help", "files")


class Beginning:
    """Finds out whether to go on with a draft, and says what the person should know first."""

    def __init__(
        self,
        talk: Conversation,
        items: tuple[str, ...],
        course: Course | None = None,
        *,
        first: tuple[str, ...] = (),
        optional: tuple[UnscoredQuestion, ...] = (),
    ) -> None:
        """What is asked, of whom.

        Args:
            talk: with the person.
            items: the scored questions.
            course: what to ask in place of the questions of ``assess``.
            first: the unscored questions that come before them.
            optional: the unscored questions, all of them.
        """
        self._optional = optional
        self._first = first
        self._talk = talk
        self._course = course
        self._session = talk.session
        self._items = items

    @property
    def _brief(self) -> bool:
        return self._course is not None and self._course.brief

    def begin(self, *, resume: bool | None) -> bool:
        """Resume or introduce; False if the person leaves.

        Args:
            resume: True goes on with the draft, False begins anew, None asks.

        Raises:
            UsageFault: nothing to resume; or a draft, and nobody to ask about it.
            InputRejected: the draft is damaged.
        """
        if not self._session.file.exists:
            if resume:
                raise UsageFault(
                    Fault("no-draft", "there is nothing to resume.", "Leave out --resume.")
                )
            return self._introduce()
        if resume is False:
            self._put_aside_if_damaged()
            return self._introduce()
        draft, fit = self._session.draft_and_fit()
        if resume is None and not self._brief:
            choice = self._choose(draft, len(fit.answers))
            if choice == QUIT:
                self._session.take_over(draft, fit)
                return False
            if choice == ANEW:
                self._session.file.drop()
                return self._introduce()
        self._resume(draft, fit)
        return True

    def _introduce(self) -> bool:
        talk, screen = self._talk, self._talk.screen
        screen.begin()
        total = len(self._items)
        long = minutes(total)
        how = "one_key" if talk.input.single_key else "one_line"
        if self._course is None:
            screen.title(talk.text("opening_title"))
            words_id = "what" if long > 1 else "what_one_minute"
            talk.tell(words_id, total=total, minutes=long, how=talk.text(how))
        else:
            named = {"total": total, "minutes": long, **self._course.named}
            screen.title(talk.text(f"{self._course.name}_title", **named))
            talk.tell(f"{self._course.name}_what", **named)
        if self._brief:
            if not self._session.is_saved:
                talk.tell("unsaved", why=self._session.why)
            return True
        talk.tell("where" if self._session.is_saved else "where_unsaved")
        screen.gap()
        screen.alarm(talk.text("danger_lead"), talk.text("danger"))
        if not self._session.is_saved:
            screen.gap()
            screen.alarm(talk.text("unsaved_lead"), talk.text("unsaved", why=self._session.why))
        if not talk.input.single_key:
            self._more()
            return True
        screen.gap()
        talk.ask("begin")
        while True:
            key = self._key()
            if key in {ENTER, QUIT}:
                screen.echo("")
                return key == ENTER
            if key == MORE_ABOUT:
                screen.echo("")
                self._more()
                talk.ask("begin")

    def _more(self) -> None:
        """All of it: what this can and cannot do, and where the answers are."""
        talk, screen = self._talk, self._talk.screen
        screen.begin()
        screen.gap()
        limits = [talk.command(talk.words.text(f"limit_{limit}")) for limit in _LIMITS]
        for limit in limits:
            screen.say(limit)
        screen.gap()
        rows = sum(len(paragraph(limit, screen.look)) for limit in limits)
        if talk.input.single_key and rows > screen.look.height // 2:
            talk.ask("more")
            goes_on = self._goes_on()
            screen.echo("")
            if not goes_on:
                return
        talk.tell("watched")
        if self._session.is_saved:
            talk.tell("folder")
            screen.line(str(self._session.home.root))
            talk.tell("kept_how")
            screen.line(talk.command("rctdiag help confidentiality"))
        screen.gap()

    def _goes_on(self) -> bool:
        """Whether the person reads on, or goes back."""
        while (key := self._key()) not in {ENTER, QUIT, BACK}:
            continue
        return key == ENTER

    def _choose(self, draft: InterviewDraft, answered: int) -> str:
        """Enter, n or q. Beginning anew deletes answers, so it is asked twice."""
        talk = self._talk
        if not talk.input.single_key:
            message = f"an earlier start left {answered} answer{'' if answered == 1 else 's'}."
            if not answered:
                message = "you began this before, but have not answered any of the questions yet."
            hint = "Add --resume to carry on, or --restart to start over."
            raise UsageFault(Fault("draft-waiting", message, hint))
        day = _day(draft, talk.words)
        if self._course is None:
            talk.screen.title(talk.text("opening_title"))
            total = len(self._items)
            talk.screen.say(counted(talk.words, "found", answered, day=day, total=total))
        else:
            talk.screen.title(talk.text(f"{self._course.name}_title", **self._course.named))
            talk.tell("found_course", day=day)
        talk.screen.gap()
        while True:
            talk.ask("found")
            key = self._key()
            talk.screen.echo("")
            if key in {ENTER, QUIT}:
                return key
            if key != ANEW:
                continue
            if self._course is None:
                talk.screen.prompt(counted(talk.words, "found_sure", answered))
            else:
                talk.screen.prompt(talk.text("found_sure_course"))
            sure = self._key()
            talk.screen.echo("")
            if sure == YES:
                return key

    def _resume(self, draft: InterviewDraft, fit: Fit) -> None:
        talk = self._talk
        self._session.take_over(draft, fit)
        if fit.dropped:
            talk.tell("changed", items=", ".join(fit.dropped))
        if self._course is not None:
            talk.tell("resuming_course", day=_day(draft, talk.words))
            return
        left = [at for at, id_ in enumerate(self._items, 1) if id_ not in fit.answers]
        total = len(self._items)
        safe = len(fit.answers)
        if not safe and not draft.about.keys() >= set(self._first):
            talk.tell("resuming_background")
        elif left:
            talk.screen.say(counted(talk.words, "resuming", safe, number=left[0], total=total))
        elif any(q.applies(draft.about) and not self._session.has(q) for q in self._optional):
            talk.tell("resuming_end", total=total)
        else:
            next_ = "review" if talk.input.single_key else "report"
            talk.tell(f"resuming_{next_}", total=total)

    def _put_aside_if_damaged(self) -> None:
        try:
            self._session.draft_and_fit()
        except InputRejected:
            path = self._session.file.set_aside()
            self._talk.tell("set_aside")
            self._talk.screen.line(str(path))

    def _key(self) -> str:
        """A key; at the end of the input the person leaves."""
        try:
            return self._talk.key()
        except EndOfInput:
            return QUIT


def _day(draft: InterviewDraft, words: Words) -> str:
    """The day on which the draft was begun; as it stands in the file where that is not a date."""
    try:
        return words.day(datetime.fromisoformat(draft.started))
    except ValueError:
        return draft.started
