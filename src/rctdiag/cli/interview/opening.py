"""Before the first question: an earlier draft, or what this is and where answers live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.interview.key_input import ENTER, EndOfInput
from rctdiag.cli.interview.questions import counted, minutes
from rctdiag.errors.faults import Fault, InputRejected, UsageFault

if TYPE_CHECKING:
    from rctdiag.cli.interview.key_input import Input
    from rctdiag.cli.interview.screen import Screen
    from rctdiag.cli.interview.session import Session
    from rctdiag.model.draft import Draft
    from rctdiag.render.words import Words
    from rctdiag.store.drafts import Fit

_LIMITS = ("everyday", "cannot", "nobody", "danger", "help", "files")


class Beginning:
    """Finds out whether to go on with a draft, and says what the person should know first."""

    def __init__(
        self,
        screen: Screen,
        source: Input,
        session: Session,
        words: Words,
        items: tuple[str, ...],
    ) -> None:
        self._screen = screen
        self._input = source
        self._session = session
        self._words = words
        self._items = items

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
        draft, fit = self._session.found()
        if resume is None:
            choice = self._choose(draft, len(fit.answers))
            if choice == "q":
                self._session.take_over(draft, fit)
                return False
            if choice == "n":
                self._session.file.drop()
                return self._introduce()
        self._resume(draft, fit)
        return True

    def _introduce(self) -> bool:
        total = len(self._items)
        long = minutes(total)
        self._tell("what" if long > 1 else "what_one_minute", total=total, minutes=long)
        self._tell("one_key" if self._input.single_key else "one_line")
        self._tell("where")
        self._screen.line(str(self._session.home.root))
        self._tell("nothing_sent")
        self._tell("watched")
        self._screen.gap()
        for limit in _LIMITS:
            self._screen.say(self._words.text(f"limit_{limit}"))
        self._screen.gap()
        self._tell("erase")
        if not self._input.single_key:
            return True
        while (key := self._key("begin")) not in {ENTER, "q"}:
            self._screen.echo("")
        self._screen.echo("")
        return key == ENTER

    def _choose(self, draft: Draft, answered: int) -> str:
        """Enter, n or q. Beginning anew deletes answers, so it is asked twice."""
        if not self._input.single_key:
            told = f"an earlier start left {answered} answer{'' if answered == 1 else 's'}."
            raise UsageFault(
                Fault(
                    "draft-waiting",
                    told,
                    "Add --resume to go on with them, or --restart to begin anew.",
                )
            )
        self._screen.say(
            counted(self._words, "found", answered, day=draft.started[:10], total=len(self._items))
        )
        while True:
            key = self._key("found_choice")
            self._screen.echo("")
            if key in {ENTER, "q"}:
                return key
            if key != "n":
                continue
            sure = self._asked(counted(self._words, "found_sure", answered))
            self._screen.echo("")
            if sure == "y":
                return key

    def _resume(self, draft: Draft, fit: Fit) -> None:
        self._session.take_over(draft, fit)
        if fit.dropped:
            self._tell("changed", items=", ".join(fit.dropped))
        left = [at for at, id_ in enumerate(self._items, 1) if id_ not in fit.answers]
        total = len(self._items)
        if left:
            safe = len(fit.answers)
            self._screen.say(counted(self._words, "resuming", safe, number=left[0], total=total))
        else:
            self._tell("resuming_end", total=total)

    def _put_aside_if_damaged(self) -> None:
        try:
            self._session.found()
        except InputRejected:
            path = self._session.file.set_aside()
            self._tell("set_aside")
            self._screen.line(str(path))

    def _key(self, name: str, **values: object) -> str:
        return self._asked(self._words.text(f"interview.{name}", **values))

    def _asked(self, prompt: str) -> str:
        """Prompt and take a key; at the end of the input the person leaves."""
        self._screen.prompt(prompt)
        try:
            return self._input.token(enter=False)
        except EndOfInput:
            return "q"

    def _tell(self, name: str, **values: object) -> None:
        self._screen.say(self._words.text(f"interview.{name}", **values))
