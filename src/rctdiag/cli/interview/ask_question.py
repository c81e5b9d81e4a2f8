"""One question at a time: show it, take the answer, save it, go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.interview.key_input import ENTER, EndOfInput
from rctdiag.cli.interview.questions import (
    MOST_MONTHS,
    MOST_PROSE,
    Optional,
    Question,
    Scored,
    minutes,
)
from rctdiag.cli.interview.typed_answers import (
    MOVES,
    SEPARATOR,
    Move,
    answer_of,
    label_of,
    marked_values,
)
from rctdiag.model.answers import CANT_SAY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rctdiag.cli.interview.key_input import Input
    from rctdiag.cli.interview.screen import Screen
    from rctdiag.cli.interview.session import Session
    from rctdiag.model.answers import Answer
    from rctdiag.model.draft import Draft
    from rctdiag.render.words import Words

SINGLE_DIGIT = 9  # the highest point that one key can give
SKIP = "s"
NO_NOTE = "-"


class Asking:
    """The loop over the questions."""

    def __init__(
        self,
        screen: Screen,
        source: Input,
        session: Session,
        words: Words,
        keep: Callable[[Draft], None],
    ) -> None:
        self._screen = screen
        self._input = source
        self._session = session
        self._words = words
        self._keep = keep
        self._total = 0
        self._stem: str | None = None
        self._was_private = False

    def run(self, questions: Sequence[Question]) -> bool:
        """Ask from the first open question on; False if the person quits before the end."""
        self._total = sum(isinstance(one, Scored) for one in questions)
        index = next(
            (at for at, one in enumerate(questions) if not self._session.has(one)), len(questions)
        )
        while index < len(questions):
            question = questions[index]
            move = self._ask(question)
            if move is Move.QUIT:
                return False
            if move is Move.END:  # after the items the rest is optional
                self._screen.close()
                return isinstance(question, Optional) and not self._input.single_key
            if move is Move.BACK and index == 0:
                self._tell("first")
            else:
                index += move.value
        return True

    def _ask(self, question: Question) -> Move:
        try:
            if isinstance(question, Scored):
                self._show_item(question)
                return self._item(question)
            self._show_optional(question)
            if question.kind == "text":
                return self._text(question)
            if question.kind == "several":
                return self._several(question)
            return self._choice(question)
        except EndOfInput:
            return Move.END

    # -- items ---------------------------------------------------------------------------------

    def _show_item(self, question: Scored) -> None:
        self._screen.gap()
        private = question.questionnaire.private
        if private and not self._was_private:
            self._tell("private")
            self._screen.gap()
        self._was_private = private
        self._show_progress(question.number)
        if question.questionnaire.stem != self._stem:
            if self._stem is None and self._session.leads:
                self._tell("leads_meaning")
            self._stem = question.questionnaire.stem
            self._screen.say(self._stem)
        self._screen.say(question.item.text, bold=True)
        scale = question.questionnaire.scale
        points = [
            self._either("point", point=point, label=label)
            for point, label in enumerate(scale.labels, scale.low)
        ]
        points.append(self._either("point", point="x", label=self._cannot()))
        self._screen.choices(points)
        self._show_now(question)

    def _show_progress(self, number: int) -> None:
        left = minutes(self._total - number + 1)
        one = "" if left > 1 else "_one"
        if self._screen.look.accessible:
            self._tell("accessible_number", number=number, total=self._total)
            self._tell(f"accessible_minutes{one}", minutes=left)
            return
        values = {"number": number, "total": self._total, "minutes": left}
        sentence = self._words.text(f"interview.progress{one}", **values)
        self._screen.progress(sentence, number - 1, self._total)

    def _show_now(self, question: Scored) -> None:
        answer = self._answer_of(question)
        if answer == CANT_SAY:
            self._tell("now_cannot")
        elif answer is not None:
            self._tell("now", point=answer, label=label_of(question, answer))
        if question.id in self._session.draft.notes:
            self._tell("now_note")

    def _item(self, question: Scored) -> Move:
        scale = question.questionnaire.scale
        enter = scale.high > SINGLE_DIGIT
        while True:
            self._prompt_item(scale.low, scale.high, enter=enter)
            typed = self._input.token(enter=enter)
            if typed in MOVES:
                self._echo("went_back" if typed == "b" else "")
                return MOVES[typed]
            if typed == "?" and not self._input.strict:
                self._help(question)
                return Move.AGAIN
            if typed == "n" and not self._input.strict:
                self._note(question)
                continue
            if typed == ENTER and self._answer_of(question) is not None:
                self._echo("kept")
                return Move.NEXT
            answer = answer_of(typed, scale.low, scale.high)
            if answer is not None:
                self._take(question, answer)
                return Move.NEXT
            self._refuse(
                "need_answer" if typed == ENTER else "no_such_key", low=scale.low, high=scale.high
            )

    def _prompt_item(self, low: int, high: int, *, enter: bool) -> None:
        if not self._input.single_key:
            name = "prompt_line"
        elif self._screen.look.accessible:
            name = "accessible_prompt_enter" if enter else "accessible_prompt"
        else:
            name = "prompt_enter" if enter else "prompt"
        self._screen.prompt(self._words.text(f"interview.{name}", low=low, high=high))

    def _take(self, question: Scored, answer: Answer) -> None:
        point = "x" if answer == CANT_SAY else answer
        self._echo("answered", point=point, label=label_of(question, answer) or self._cannot())
        if self._input.several():
            self._tell("one_at_a_time")
        self._keep(self._session.answer(question, answer))

    def _note(self, question: Scored) -> None:
        self._echo("")
        before = self._session.draft.notes.get(question.id)
        if before is not None:
            self._tell("note_again", note=before)
        self._screen.prompt(
            self._words.text("interview.note" if before is None else "interview.note_change")
        )
        note = self._input.prose(typed_ahead=True)
        if not note:
            return
        if len(note) > MOST_PROSE:
            self._tell("note_too_long", most=MOST_PROSE)
            return
        removed = before is not None and note == NO_NOTE
        self._keep(self._session.note(question.id, None if removed else note))
        self._tell("noted")

    def _help(self, question: Scored) -> None:
        self._echo("")
        scale = question.questionnaire.scale
        self._screen.gap()
        self._screen.say(question.questionnaire.about)
        for name in ("answer", "cannot", "back", "note", "quit", "exact", "support"):
            self._tell(f"help_{name}", low=scale.low, high=scale.high)
        self._stem = None

    # -- optional questions --------------------------------------------------------------------

    def _show_optional(self, question: Optional) -> None:
        self._screen.gap()
        self._tell("unscored")
        self._screen.say(self._words.text(f"interview.{question.id}"), bold=True)
        options = [
            self._either("point", point=point, label=self._option(question, value))
            for point, value in enumerate(question.values, 1)
        ]
        if options:
            self._screen.choices(options)
        if self._session.has(question):
            self._show_optional_now(question)
        self._stem = None

    def _show_optional_now(self, question: Optional) -> None:
        value = self._session.draft.about[question.id]
        if value is None:
            self._tell("now_skipped")
        elif question.kind == "choice":
            point = question.values.index(str(value)) + 1
            self._tell("now", point=point, label=self._option(question, str(value)))
        elif question.kind == "several":
            marked = [self._option(question, each) for each in str(value).split(SEPARATOR)]
            self._tell("now_several", marked="; ".join(marked))
        elif question.kind == "number":
            self._tell("now_number", point=value)
        else:
            self._tell("now_text", text=value)
            self._tell("now_text_keys")

    def _choice(self, question: Optional) -> Move:
        number = question.kind == "number"
        low, high = (0, MOST_MONTHS) if number else (1, len(question.values))
        while True:
            self._prompt_optional(low, high, number=number)
            typed = self._input.token(enter=number)
            if typed in MOVES:
                self._echo("went_back" if typed == "b" else "")
                return MOVES[typed]
            if typed in {ENTER, SKIP}:
                self._skip(question, anew=typed == SKIP)
                return Move.NEXT
            answer = answer_of(typed, low, high)
            if isinstance(answer, int):
                self._take_optional(question, answer)
                return Move.NEXT
            self._refuse("no_such_number" if number else "no_such_option", low=low, high=high)

    def _prompt_optional(self, low: int, high: int, *, number: bool) -> None:
        if number:
            told = self._words.text("interview.prompt_number")
        elif self._screen.look.accessible:
            told = self._words.text("interview.accessible_prompt_optional", low=low, high=high)
        else:
            told = self._words.text("interview.prompt_optional", low=low, high=high)
        self._screen.prompt(told)

    def _take_optional(self, question: Optional, answer: int) -> None:
        if question.kind == "number":
            if self._screen.look.accessible:  # elsewhere the line typed shows it
                self._echo("answered_number", point=answer)
            self._keep(self._session.about(question.id, answer))
            return
        value = question.values[answer - 1]
        self._echo("answered", point=answer, label=self._option(question, value))
        self._keep(self._session.about(question.id, value))

    def _several(self, question: Optional) -> Move:
        """Several keys and Enter, such as 13; the last value stands by itself."""
        most = len(question.values)
        while True:
            self._screen.prompt(self._words.text("interview.prompt_several", high=most))
            typed = self._input.token(enter=True)
            if typed in MOVES:
                self._echo("went_back" if typed == "b" else "")
                return MOVES[typed]
            if typed in {ENTER, SKIP}:
                self._skip(question, anew=typed == SKIP)
                return Move.NEXT
            marked = marked_values(typed, question.values)
            if marked:
                if self._screen.look.accessible or not self._input.single_key:
                    labels = "; ".join(self._option(question, each) for each in marked)
                    self._echo("answered_several", marked=labels)
                self._keep(self._session.about(question.id, SEPARATOR.join(marked)))
                return Move.NEXT
            self._refuse("no_such_marks", high=most)

    def _text(self, question: Optional) -> Move:
        while True:
            self._screen.prompt(self._words.text("interview.prompt_text"))
            line = self._input.prose()
            if line.casefold() in {"b", "q"}:
                return MOVES[line.casefold()]
            if not line or line.casefold() == SKIP:
                self._skip(question, anew=bool(line))
                return Move.NEXT
            if len(line) <= MOST_PROSE:
                self._keep(self._session.about(question.id, line))
                return Move.NEXT
            self._refuse("note_too_long", most=MOST_PROSE)

    def _skip(self, question: Optional, *, anew: bool) -> None:
        """Enter leaves an earlier answer as it was; ``s`` takes it back."""
        if self._session.has(question) and not anew:
            self._echo("kept")
            return
        self._echo("skipped")
        self._keep(self._session.about(question.id, None))

    # -- words ---------------------------------------------------------------------------------

    def _tell(self, name: str, **values: object) -> None:
        self._screen.say(self._words.text(f"interview.{name}", **values))

    def _echo(self, name: str, **values: object) -> None:
        """Say behind the prompt what was taken; a line from a pipe or a note shows itself."""
        if name and (self._input.single_key or not self._input.strict):
            self._screen.echo(self._either(name, **values))
        else:
            self._screen.echo("")

    def _either(self, name: str, **values: object) -> str:
        accessible = "accessible_" if self._screen.look.accessible else ""
        return self._words.text(f"interview.{accessible}{name}", **values)

    def _refuse(self, name: str, **values: object) -> None:
        self._screen.echo("")
        self._input.no_answer()
        self._tell(name, **values)

    def _option(self, question: Optional, value: str) -> str:
        return self._words.text(f"interview.{question.id}_{value}")

    def _cannot(self) -> str:
        return self._words.text("interview.cannot_say")

    def _answer_of(self, question: Scored) -> Answer | None:
        found = self._session.draft.answers.get(question.id)
        return None if found is None else found.answer
