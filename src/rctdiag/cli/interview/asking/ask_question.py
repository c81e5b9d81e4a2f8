"""One question at a time: show it, take the answer, save it, go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.interview.asking.ask_optional import AskOptional
from rctdiag.cli.interview.asking.review import Review
from rctdiag.cli.interview.asking.typed_answers import MOVES, Move, answer_of, label_of
from rctdiag.cli.interview.keys import HELP_LINES
from rctdiag.cli.interview.questions import (
    Check,
    Question,
    ScoredQuestion,
    UnscoredQuestion,
    minutes,
)
from rctdiag.cli.shell.keys.key_names import (
    BACK,
    CANNOT_SAY,
    ENTER,
    HELP,
    NO_NOTE,
    NOTE,
    EndOfInput,
)
from rctdiag.model.answers import CANT_SAY, MOST_PROSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.cli.interview.conversation import Conversation
    from rctdiag.model.answers import Answer

SINGLE_DIGIT = 9  # the highest point that one key can give


class Asking:
    """The loop over the questions."""

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._optional = AskOptional(talk)
        self._total = 0
        self._sections: tuple[bool, ...] = ()  # whether each section is private, in order
        self._stem: str | None = None
        self._was_private = False
        self._redoing = False  # one question alone is asked again, from a check
        self.at_end = False  # the input ended before the last item
        self.discarded = False  # the person wants nothing of it kept

    def run(self, questions: Sequence[Question]) -> bool:
        """Ask from the first open question on; False if the person quits before the end."""
        scored = [question for question in questions if isinstance(question, ScoredQuestion)]
        self._total = len(scored)
        self._sections = tuple(
            dict.fromkeys(scored_item.questionnaire.private for scored_item in scored)
        )
        review = Review(self._talk, questions)
        session = self._talk.session
        index = next(
            (
                at
                for at, question in enumerate(questions)
                if not isinstance(question, Check)
                and self._applies(question)
                and not session.has(question)
            ),
            len(questions) - isinstance(questions[-1], Check),
        )
        back_to: int | None = None  # the check from which one question is changed
        way = Move.NEXT
        while index < len(questions):
            question = questions[index]
            if not self._applies(question):
                index += way.value
                continue
            move = review.ask(question) if isinstance(question, Check) else self._ask(question)
            if move in (Move.QUIT, Move.DISCARD):
                self.discarded = move is Move.DISCARD
                return False
            if move is Move.END:  # after the items the rest is optional
                self._talk.screen.close()
                self.at_end = self._talk.input.single_key or not all(map(session.has, scored))
                return not self.at_end
            if move is Move.CHANGE:
                back_to, index = index, review.changes
                self._redoing = True
                self._stem = None
            elif move is Move.AGAIN:
                continue
            elif back_to is not None:
                index, back_to = back_to, None
                self._redoing = False
            elif move is Move.BACK and index == 0:
                self._talk.tell("first")
            else:
                way = move
                index += move.value
        return True

    def _applies(self, question: Question) -> bool:
        about = self._talk.session.draft.about
        return not isinstance(question, UnscoredQuestion) or question.applies(about)

    def _ask(self, question: ScoredQuestion | UnscoredQuestion) -> Move:
        try:
            if isinstance(question, ScoredQuestion):
                self._show(question)
                return self._answer(question)
            self._stem = None
            return self._optional.ask(question)
        except EndOfInput:
            return Move.END

    # -- what is shown -------------------------------------------------------------------------

    def _show(self, question: ScoredQuestion) -> None:
        talk, screen = self._talk, self._talk.screen
        screen.begin()
        screen.gap()
        private = question.questionnaire.private
        if private and not self._was_private:
            talk.tell("private")
            screen.gap()
        self._was_private = private
        self._show_progress(question)
        stem = question.questionnaire.stem
        if stem != self._stem and self._stem is None and talk.session.leads:
            talk.tell("leads_meaning")
        if screen.drawn:
            screen.gap()
        if screen.drawn or stem != self._stem:
            screen.say(stem, "quiet")
        self._stem = stem
        screen.say(question.item.text, "bold")
        if screen.drawn:
            screen.gap()
        screen.options(self._points(question))
        self._show_now(question)
        if screen.drawn:
            screen.gap()

    def _show_progress(self, question: ScoredQuestion) -> None:
        talk = self._talk
        left = minutes(self._total - question.number + 1)
        number = "" if left > 1 else "_one"
        values = {"number": question.number, "total": self._total}
        private = question.questionnaire.private
        section = talk.text("section_private" if private else "section_place")
        done = question.number - 1
        if self._redoing:  # it leads straight back, so that nothing is left to do after it
            done = len(talk.session.draft.answers)
        if talk.screen.drawn:
            name = "redoing" if self._redoing else f"progress{number}"
            sentences = [talk.text(name, minutes=left, **values)]
            if len(self._sections) > 1:
                part = self._sections.index(private) + 1
                section = talk.text(
                    "section_part", section=section, part=part, parts=len(self._sections)
                )
        elif self._redoing:
            sentences = [talk.text("accessible_redoing", **values)]
        else:
            sentences = [
                talk.text("accessible_number", **values),
                talk.text(f"accessible_minutes{number}", minutes=left),
            ]
        talk.screen.progress(section, sentences, done, self._total)

    def _show_now(self, question: ScoredQuestion) -> None:
        answer = self._answer_so_far(question)
        noted = question.id in self._talk.session.draft.notes
        if self._talk.screen.drawn and (answer is not None or noted):
            self._talk.screen.gap()
        if answer == CANT_SAY:
            self._talk.tell("now_cannot")
        elif answer is not None:
            self._talk.tell("now", point=answer, label=label_of(question, answer))
        if noted:
            self._talk.tell("now_note")

    def _points(self, question: ScoredQuestion) -> list[tuple[str, str]]:
        scale = question.questionnaire.scale
        points = [(str(point), label) for point, label in enumerate(scale.labels, scale.low)]
        return [*points, (CANNOT_SAY, self._cannot())]

    # -- what is answered ----------------------------------------------------------------------

    def _answer(self, question: ScoredQuestion) -> Move:
        talk = self._talk
        scale = question.questionnaire.scale
        enter = scale.high > SINGLE_DIGIT
        while True:
            typed = self._typed(question, enter=enter)
            if typed in MOVES:
                talk.acknowledge("went_back" if typed == BACK else "")
                return MOVES[typed]
            if typed == HELP and not talk.input.strict:
                self._help(question)
                return Move.AGAIN
            if typed == NOTE and not talk.input.strict:
                self._note(question)
                return Move.AGAIN
            if typed == ENTER and self._answer_so_far(question) is not None:
                talk.acknowledge("kept")
                return Move.NEXT
            answer = answer_of(typed, scale.low, scale.high)
            if answer is not None:
                self._take(question, answer)
                return Move.NEXT
            talk.refuse(
                "need_answer" if typed == ENTER else "no_such_key", low=scale.low, high=scale.high
            )

    def _typed(self, question: ScoredQuestion, *, enter: bool) -> str:
        talk = self._talk
        scale = question.questionnaire.scale
        if enter:
            talk.screen.prompt(talk.spoken("prompt_enter", low=scale.low, high=scale.high))
            return talk.input.token(enter=True)
        talk.ask("item", low=scale.low, high=scale.high)
        points = self._points(question)
        answer = self._answer_so_far(question)
        keys = [key for key, _ in points]
        now = CANNOT_SAY if answer == CANT_SAY else str(answer)
        return talk.choice(points, keys.index(now) if now in keys else None)

    def _take(self, question: ScoredQuestion, answer: Answer) -> None:
        point = CANNOT_SAY if answer == CANT_SAY else answer
        label = label_of(question, answer) or self._cannot()
        self._talk.keep(self._talk.session.answer(question, answer))
        if self._talk.screen.drawn:
            head = "redone" if self._redoing else "answered_head"
            line = self._talk.text(head, number=question.number, total=self._total, label=label)
            self._talk.screen.acknowledge(line, line)
        else:
            self._talk.acknowledge("answered", point=point, label=label)
        if self._talk.input.several():
            self._talk.tell("one_at_a_time")

    def _note(self, question: ScoredQuestion) -> None:
        talk = self._talk
        talk.screen.echo("")
        before = talk.session.draft.notes.get(question.id)
        if before is not None:
            talk.tell("note_again", note=before)
        talk.screen.prompt(talk.text("note" if before is None else "note_change"))
        note = talk.input.prose(typed_ahead=True)
        if not note:
            return
        if len(note) > MOST_PROSE:
            talk.tell("note_too_long", most=MOST_PROSE)
            return
        removed = before is not None and note == NO_NOTE
        talk.keep(talk.session.note(question.id, None if removed else note))
        talk.tell("note_removed" if removed else "noted")

    def _help(self, question: ScoredQuestion) -> None:
        talk = self._talk
        scale = question.questionnaire.scale
        names = [name for name in HELP_LINES if name != "arrows" or talk.input.single_key]
        about = talk.command(question.questionnaire.about)
        if question.questionnaire.private:  # about oneself, which nobody has to see or hear
            names[names.index("exact")] = "exact_private"
        talk.explain(
            [about, *(talk.text(f"help_{name}", low=scale.low, high=scale.high) for name in names)]
        )
        self._stem = None

    def _cannot(self) -> str:
        return self._talk.text("cannot_say")

    def _answer_so_far(self, question: ScoredQuestion) -> Answer | None:
        draft_answer = self._talk.session.draft.answers.get(question.id)
        return None if draft_answer is None else draft_answer.answer
