"""The questions that are not scored: a choice, a number, several marks, or a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.interview.asking.typed_answers import (
    MOVES,
    SEPARATOR,
    Move,
    answer_of,
    marked_values,
    months_of,
)
from rctdiag.cli.interview.questions import MOST_MONTHS
from rctdiag.cli.shell.keys.key_names import BACK, ENTER, HELP, SKIP
from rctdiag.model.answers import MOST_PROSE

if TYPE_CHECKING:
    from rctdiag.cli.interview.conversation import Conversation
    from rctdiag.cli.interview.questions import UnscoredQuestion

TWO = 2  # answers


class AskOptional:
    """Asks one of them. Enter leaves it as it was; ``s`` takes an earlier answer back."""

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._before: UnscoredQuestion | None = None  # the question asked before this one
        self._brief = False  # its keys stand above, on the same screen

    def ask(self, question: UnscoredQuestion) -> Move:
        """Show the question and take its answer.

        Raises:
            EndOfInput: there is no more.
        """
        before = self._before
        follows = before is not None and (before.group, before.number + 1) == (
            question.group,
            question.number,
        )
        self._brief = follows and self._talk.screen.drawn
        self._before = question
        self._show(question)
        if question.kind == "text":
            return self._text(question)
        if question.kind == "several":
            return self._several(question)
        if question.kind == "number":
            return self._number(question)
        return self._choice(question)

    def _show(self, question: UnscoredQuestion) -> None:
        talk, screen = self._talk, self._talk.screen
        question_text = talk.text(question.words_id, **dict(question.named))
        unscored = "unscored_kept" if self._kept(question) else "unscored"
        if not self._brief:
            screen.begin()
        screen.gap()
        if not screen.drawn:
            if question.number == 1 and question.named:
                talk.tell(f"{question.group}_title", **dict(question.named))
            if question.scores:
                talk.tell(unscored)
            screen.say(question_text, "bold")
        elif question.group:
            if question.number == 1:
                screen.title(talk.text(f"{question.group}_title", **dict(question.named)))
                talk.tell(f"{question.group}_intro", **dict(question.named))
                screen.gap()
            screen.say(
                talk.text("numbered", number=question.number, question=question_text), "bold"
            )
        else:
            if question.scores:
                talk.tell(unscored, "quiet")
            screen.say(question_text, "bold")
            screen.gap()
        if question.values:
            screen.options(self._options(question))
        if talk.session.has(question):
            self._show_now(question)

    def _show_now(self, question: UnscoredQuestion) -> None:
        talk = self._talk
        value = talk.session.draft.about[question.id]
        if value is None:
            talk.tell("now_skipped")
        elif question.kind == "choice":
            point = question.values.index(str(value)) + 1
            talk.tell("now", point=point, label=self._label(question, str(value)))
        elif question.kind == "several":
            marked = [self._label(question, choice) for choice in str(value).split(SEPARATOR)]
            talk.tell("now_several", marked="; ".join(marked))
        elif question.kind == "number":
            talk.tell("now_number", point=value)
        else:
            talk.tell("now_text", text=value)

    # -- one kind each -------------------------------------------------------------------------

    def _choice(self, question: UnscoredQuestion) -> Move:
        talk = self._talk
        options = self._options(question)
        high = len(options)
        value = talk.session.draft.about.get(question.id)
        at = question.values.index(str(value)) if value in question.values else None
        while True:
            keys = () if self._brief and not self._kept(question) else None
            talk.ask(self._by(question, "choice"), keys, points=self._points(high))
            typed = talk.choice(options, at)
            move = self._moved(question, typed)
            if move is not None:
                return move
            answer = answer_of(typed, 1, high)
            if isinstance(answer, int):
                chosen = question.values[answer - 1]
                self._keep(question, chosen)
                label = self._label(question, chosen)
                talk.acknowledge("answered", apart=not question.group, point=answer, label=label)
                return Move.NEXT
            talk.refuse(self._by(question, "no_such_option"), points=self._points(high))

    def _number(self, question: UnscoredQuestion) -> Move:
        talk = self._talk
        while True:
            brief = self._brief and not self._kept(question)
            name = "prompt_number_short" if brief else "prompt_number"
            talk.screen.prompt(talk.spoken(self._by(question, name)))
            typed = talk.input.token(enter=True)
            move = self._moved(question, typed)
            if move is not None:
                return move
            answer = months_of(typed, MOST_MONTHS)
            if answer is not None:
                self._keep(question, answer)
                if talk.screen.look.accessible:  # elsewhere the line typed shows it
                    talk.acknowledge("answered_number", point=answer)
                return Move.NEXT
            talk.refuse(self._by(question, "no_such_number"), low=0, high=MOST_MONTHS)

    def _several(self, question: UnscoredQuestion) -> Move:
        """Each key sets or takes back a mark, Enter takes them all; from a pipe a line like 13."""
        talk = self._talk
        options = self._options(question)
        most = len(options)
        value = talk.session.draft.about.get(question.id)
        marked = tuple(str(value).split(SEPARATOR)) if value else ()
        talk.ask(self._by(question, "several"), high=most)
        more = False
        while True:
            typed = talk.key(more=more) if talk.input.single_key else talk.input.token(enter=True)
            if talk.input.single_key and typed == ENTER and marked:
                break
            move = self._moved(question, typed)
            if move is not None:
                return move
            changed = marked_values(typed, question.values)
            more = bool(changed)
            if not changed:
                talk.refuse(self._by(question, "no_such_marks"), high=most)
                talk.ask(self._by(question, "several"), high=most)
            elif talk.input.single_key:
                marked = _toggled(marked, changed[0], question.values)
                self._show_marks(question, marked)
            else:
                marked = changed
                break
        self._keep(question, SEPARATOR.join(marked))
        labels = "; ".join(self._label(question, choice) for choice in marked)
        talk.acknowledge("answered_several", marked=labels)
        return Move.NEXT

    def _show_marks(self, question: UnscoredQuestion, marked: tuple[str, ...]) -> None:
        talk = self._talk
        numbers = [str(question.values.index(choice) + 1) for choice in marked]
        if talk.screen.look.accessible and marked:
            labels = "; ".join(self._label(question, choice) for choice in marked)
            talk.screen.choosing(talk.text("accessible_marks", marked=labels))
        elif marked:
            talk.screen.choosing(talk.text("marks", marked=", ".join(numbers)))
        else:
            talk.screen.choosing(talk.text("marks_none"))

    def _text(self, question: UnscoredQuestion) -> Move:
        talk = self._talk
        while True:
            talk.screen.prompt(talk.spoken(self._by(question, "prompt_text")))
            line = talk.input.prose()
            move = self._moved(question, line.casefold())
            if move is not None:
                return move
            if len(line) <= MOST_PROSE:
                self._keep(question, line)
                return Move.NEXT
            talk.refuse("note_too_long", most=MOST_PROSE)

    # -- what they share -----------------------------------------------------------------------

    def _kept(self, question: UnscoredQuestion) -> bool:
        """Whether there is an answer already, which Enter keeps."""
        return self._talk.session.draft.about.get(question.id) is not None

    def _by(self, question: UnscoredQuestion, name: str) -> str:
        """The id of what is said of the keys: Enter skips, or keeps the answer there is."""
        return f"{name}_kept" if self._kept(question) else name

    def _points(self, high: int) -> str:
        """The keys of a choice, in words."""
        return self._talk.text("points_two" if high == TWO else "points_many", high=high)

    def _moved(self, question: UnscoredQuestion, typed: str) -> Move | None:
        """What a key does that is no answer; None where it may be one."""
        talk = self._talk
        if typed in MOVES:
            talk.acknowledge("went_back" if typed == BACK else "")
            return MOVES[typed]
        if typed in {ENTER, SKIP}:
            self._skip(question, anew=typed == SKIP)
            return Move.NEXT
        if typed == HELP and not talk.input.strict:
            about = talk.text(f"about_{question.words_id}", **dict(question.named))
            talk.explain([about, talk.text(self._by(question, "help_optional"))])
            self._before = None  # its keys are shown again
            return Move.AGAIN
        return None

    def _skip(self, question: UnscoredQuestion, *, anew: bool) -> None:
        if self._talk.session.has(question) and not anew:
            self._talk.acknowledge("kept" if self._kept(question) else "skipped_again")
            return
        self._talk.keep(self._talk.session.about(question.id, None))
        self._talk.acknowledge("skipped", apart=not question.group)

    def _keep(self, question: UnscoredQuestion, value: str | int) -> None:
        self._talk.keep(self._talk.session.about(question.id, value))

    def _options(self, question: UnscoredQuestion) -> list[tuple[str, str]]:
        return [
            (str(point), self._label(question, value))
            for point, value in enumerate(question.values, 1)
        ]

    def _label(self, question: UnscoredQuestion, value: str) -> str:
        return self._talk.text(f"{question.words_id}_{value}", **dict(question.named))


def _toggled(marked: tuple[str, ...], mark: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """With the mark, or without it if it was there. The last value stands alone."""
    if mark in marked:
        return tuple(choice for choice in marked if choice != mark)
    if mark == values[-1]:
        return (mark,)
    return tuple(choice for choice in values[:-1] if choice in marked or choice == mark)
