"""What was answered, on one screen, and any of it changed by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.interview.asking.typed_answers import MOVES, SEPARATOR, Move, answer_of
from rctdiag.cli.interview.keys import KEYS
from rctdiag.cli.interview.questions import ScoredQuestion, UnscoredQuestion, counted
from rctdiag.cli.shell.keys.key_names import BACK, CHANGE_ITEM, DISCARD, ENTER, HELP, EndOfInput
from rctdiag.model.answers import CANT_SAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.cli.interview.conversation import Conversation
    from rctdiag.cli.interview.questions import Check, Question

SHORT_TEXT = 40  # letters of a line of text that are shown


class Review:
    """The screens before the questions and before the result."""

    def __init__(self, talk: Conversation, questions: Sequence[Question]) -> None:
        self._talk = talk
        self._questions = questions
        self.changes = 0  # the place of the question to change

    def ask(self, check: Check) -> Move:
        """Show what was answered; go on, go back, or to the question that is to be changed."""
        talk, screen = self._talk, self._talk.screen
        offered = {key for key, _ in KEYS[check.id]}
        rows = self._rows(check)
        items = self._items()
        screen.begin()
        screen.gap()
        self._head(check, len(items))
        screen.rows(
            (
                str(number),
                talk.text(f"{question.words_id}_label", **dict(question.named)),
                self._answer(question),
            )
            for number, (_, question) in enumerate(rows, 1)
        )
        screen.gap()
        while True:
            talk.ask(check.id, high=len(rows))
            try:
                typed = talk.key()
            except EndOfInput:
                return Move.QUIT
            if typed == ENTER or typed in MOVES:
                talk.acknowledge("went_back" if typed == BACK else "")
                return MOVES.get(typed, Move.NEXT)
            if typed == HELP:
                screen.echo("")
                talk.tell(f"help_{check.id}")
                continue
            if typed == DISCARD and typed in offered:
                talk.acknowledge("")
                return Move.DISCARD
            number = answer_of(typed, 1, len(rows))
            if isinstance(number, int):
                self.changes = rows[number - 1][0]
                screen.echo("")
                return Move.CHANGE
            if typed == CHANGE_ITEM and typed in offered:
                if self._picked(items):
                    return Move.CHANGE
                continue
            talk.refuse("no_such_row", high=len(rows))

    def _rows(self, check: Check) -> list[tuple[int, UnscoredQuestion]]:
        """The unscored questions that can be changed here, each with its place."""
        every = check.id == "review" and not check.covers
        return [
            (at, question)
            for at, question in enumerate(self._questions)
            if isinstance(question, UnscoredQuestion) and (every or question.id in check.covers)
        ]

    def _items(self) -> list[int]:
        """The places of the questions that are scored."""
        return [
            at
            for at, question in enumerate(self._questions)
            if isinstance(question, ScoredQuestion)
        ]

    def _head(self, check: Check, total: int) -> None:
        talk = self._talk
        if check.id == "week":
            talk.screen.title(talk.text("week_review"))
        if check.id != "review":
            return
        draft = talk.session.draft
        talk.screen.title(talk.text("review_title", count=len(draft.answers), total=total))
        cannot = sum(answer.answer == CANT_SAY for answer in draft.answers.values())
        for name, count in (("review_cannot", cannot), ("review_notes", len(draft.notes))):
            if count:
                talk.screen.say(counted(talk.words, name, count))
        if talk.screen.drawn:
            talk.screen.gap()

    def _picked(self, items: Sequence[int]) -> bool:
        """Whether somebody gave the number of a question; Enter alone goes back."""
        talk = self._talk
        talk.screen.echo("")
        while True:
            talk.screen.prompt(talk.text("which_question", total=len(items)))
            try:
                typed = talk.input.token(enter=True)
            except EndOfInput:
                return False
            if typed in {ENTER, *MOVES}:
                return False
            number = answer_of(typed, 1, len(items))
            if isinstance(number, int):
                self.changes = items[number - 1]
                return True
            talk.refuse("no_such_question", total=len(items))

    def _answer(self, question: UnscoredQuestion) -> str:
        talk = self._talk
        value = talk.session.draft.about.get(question.id)
        if value is None:
            return talk.text("not_said")
        if question.kind == "text":
            text = str(value)
            return text if len(text) <= SHORT_TEXT else talk.text("longer", text=text[:SHORT_TEXT])
        if question.kind == "number":
            return counted(talk.words, "months", int(value))
        named = dict(question.named)
        labels = [
            talk.text(f"{question.words_id}_{choice}", **named)
            for choice in str(value).split(SEPARATOR)
        ]
        return "; ".join(labels)
