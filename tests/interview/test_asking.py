"""The loop over the questions, with keys from a list in place of a terminal."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from interview.play import HERE
from rctdiag.cli.interview.asking.ask_question import Asking
from rctdiag.cli.interview.conversation import Conversation
from rctdiag.cli.interview.key_input import LineInput
from rctdiag.cli.interview.opening import Beginning
from rctdiag.cli.interview.questions import (
    AFTER,
    BEFORE,
    Check,
    Question,
    ScoredQuestion,
    questions,
)
from rctdiag.cli.interview.screens.choose_screen import screen_for
from rctdiag.cli.interview.screens.screen import Screen, TerminalLook
from rctdiag.cli.interview.session import Session
from rctdiag.cli.shell.keys.key_names import EndOfInput
from rctdiag.cli.shell.keys.signals import Signals
from rctdiag.errors.faults import InputRejected
from rctdiag.load.questionnaire import load_questionnaire
from rctdiag.model.answers import MOST_PROSE
from rctdiag.render.words import words
from rctdiag.store.private_folders import Home

SIX = load_questionnaire(HERE / "six.yaml")
ITEMS = questions([SIX.questionnaire], "full", items_first=True)[:6]
CONTEXT, COMPANY = AFTER[:2]
MONTHS = BEFORE[1]


class Keys:
    """Somebody who presses these keys, then Ctrl-D."""

    single_key = True
    strict = False

    def __init__(self, *keys: str) -> None:
        self._keys: Iterator[str] = iter(keys)

    def token(self, *, enter: bool, more: bool = False) -> str:  # noqa: ARG002 - as a real one
        return self.prose()

    def prose(self, *, typed_ahead: bool = False) -> str:  # noqa: ARG002 - likewise
        for key in self._keys:
            return key
        raise EndOfInput

    def several(self) -> bool:
        return False

    def no_answer(self) -> None:
        """Asked again, as a person is."""


class Talk:
    """A draft in a home of its own, and what was shown on the way."""

    def __init__(self, folder: Path) -> None:
        self.session = Session([SIX], "full", Home(folder), language="en")
        self.shown = ""

    def ask(self, *asked: Question, keys: tuple[str, ...], accessible: bool = False) -> bool:
        stream = io.StringIO()
        screen = Screen(TerminalLook(width=5000, accessible=accessible), stream)
        loop = Asking(Conversation(screen, Keys(*keys), self.session, words()))
        ended = loop.run(asked)
        self.shown = " ".join(stream.getvalue().split())  # in one line, however it is laid out
        return ended

    def on_disk(self) -> dict[str, object]:
        draft, _ = self.session.draft_and_fit()
        return dict(draft.about)


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    made = Talk(tmp_path)
    yield made
    made.session.close()


def say(name: str, **values: object) -> str:
    return words().text(f"interview.{name}", **values)


def test_there_is_nothing_before_the_first(talk: Talk) -> None:
    assert talk.ask(*ITEMS, keys=("b", "1", "2", "3", "1", "2", "3"))
    assert say("first") in talk.shown
    assert [one.answer for one in talk.session.draft.answers.values()] == [1, 2, 3, 1, 2, 3]


def test_back_shows_what_was_said_and_enter_keeps_it(talk: Talk) -> None:
    ended = talk.ask(*ITEMS[:2], keys=("1", "b", "", "x", "q"))
    assert ended
    assert say("now", point=1, label=SIX.questionnaire.scale.labels[0]) in talk.shown
    assert say("kept") in talk.shown
    assert [one.answer for one in talk.session.draft.answers.values()] == [1, "cant_say"]
    assert not talk.ask(*ITEMS, keys=("q",))


def test_a_line_of_text_is_kept_shown_again_changed_and_taken_back(talk: Talk) -> None:
    assert talk.ask(CONTEXT, COMPANY, keys=("A merger.", "b", "", "Two friends."))
    assert say("now_text", text="A merger.") in talk.shown
    assert say("prompt_text_kept").strip() in talk.shown
    assert talk.on_disk() == {"context": "A merger.", "company": "Two friends."}
    assert talk.ask(CONTEXT, MONTHS, keys=("b", "S", "3"))
    assert say("skipped") in talk.shown
    assert talk.on_disk() == {"context": None, "company": "Two friends.", "months_here": 3}
    assert talk.ask(CONTEXT, BEFORE[0], keys=("b", "", "2"))
    assert say("now_skipped") in talk.shown
    assert talk.on_disk()["context"] is None
    assert talk.on_disk()["frame"] == "organisation"


def test_a_text_too_long_is_asked_for_again(talk: Talk) -> None:
    assert talk.ask(CONTEXT, keys=("x" * (MOST_PROSE + 1), "x" * MOST_PROSE))
    assert say("note_too_long", most=MOST_PROSE) in talk.shown
    assert talk.on_disk() == {"context": "x" * MOST_PROSE}


@pytest.mark.parametrize("accessible", [False, True])
def test_a_number_of_months(talk: Talk, *, accessible: bool) -> None:
    keys = ("1201", "-1", "²", "36", "b", "", "s")
    assert talk.ask(MONTHS, CONTEXT, keys=keys, accessible=accessible)
    assert talk.on_disk() == {"months_here": 36, "context": None}
    assert talk.shown.count(say("no_such_number", low=0, high=720)) == 3
    assert say("now_number", point=36) in talk.shown


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("3 years", 36),
        ("3y", 36),
        ("1.5 years", 18),
        ("2 years 3 months", 27),
        ("2 years and 3 months", 27),
        ("18 months", 18),
        ("half a year", 6),
    ],
)
def test_time_here_may_be_said_in_years(talk: Talk, typed: str, months: int) -> None:
    assert talk.ask(MONTHS, keys=(typed,))
    assert talk.on_disk() == {"months_here": months}


def test_what_is_no_time_is_asked_for_again(talk: Talk) -> None:
    assert not talk.ask(MONTHS, keys=("years", "61 years", "3 years of it", "1e3", " "))
    assert talk.shown.count(say("no_such_number", low=0, high=720)) == 5
    assert not talk.session.draft.about


def test_where_an_answer_stands_everything_says_that_enter_keeps_it(talk: Talk) -> None:
    direction, beyond = BEFORE[3], AFTER[2]
    for question, key, wrong in ((direction, "2", "9"), (MONTHS, "5", "z"), (beyond, "6", "9")):
        assert talk.ask(question, keys=(key,) if question is not beyond else (key, ""))
        assert "skip" in talk.shown
        talk.ask(question, ITEMS[0], keys=("b", wrong, ""))
        again = talk.shown[talk.shown.index(say(question.words_id)) :].casefold()
        assert "keep" in again
        assert "skip" not in again


def test_two_answers_are_called_the_one_or_the_other(talk: Talk) -> None:
    assert talk.ask(BEFORE[0], keys=("9", "1"))
    assert "Press 1 or 2, or Enter to skip." in talk.shown


def test_a_word_for_the_number_of_a_question_is_told_by_what_is_asked(talk: Talk) -> None:
    review = Check("review")
    talk.ask(*ITEMS, MONTHS, review, keys=(*"123123", "4", "c", "seven", "2", "3", "", "q"))
    assert say("no_such_question", total=6) in talk.shown
    assert say("no_such_row", high=1) not in talk.shown
    assert [one.answer for one in talk.session.draft.answers.values()] == [1, 3, 3, 1, 2, 3]


def test_a_note_too_long_is_not_kept_and_a_dash_removes_one(talk: Talk) -> None:
    keys = ("n", "x" * (MOST_PROSE + 1), "n", "", "n", "A lamp.", "n", "-", "1")
    assert talk.ask(ITEMS[0], keys=keys)
    assert say("note_too_long", most=MOST_PROSE) in talk.shown
    assert say("note_again", note="A lamp.") in talk.shown
    assert say("noted") in talk.shown
    assert say("note_removed") in talk.shown
    assert talk.session.draft.notes == {}


def test_the_end_of_the_keys_ends_nothing_that_was_not_answered(talk: Talk) -> None:
    assert not talk.ask(*ITEMS, keys=("1", "2"))
    assert len(talk.session.draft.answers) == 2
    assert not talk.ask(CONTEXT, keys=())


def test_a_line_from_a_pipe_that_is_no_answer_has_its_place(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = iter([b"\xef\xbb\xbf2\n", b"Jo Doe\n"])
    monkeypatch.setattr("rctdiag.cli.interview.key_input.input_line", lambda _: next(given))
    screen = Screen(TerminalLook(), io.StringIO())
    source = LineInput(object.__new__(Signals), strict=True)
    with pytest.raises(InputRejected) as raised:
        Asking(Conversation(screen, source, talk.session, words())).run(ITEMS)
    [fault] = raised.value.faults
    assert (fault.code, fault.file, fault.line) == ("interview-line", "<stdin>", 2)
    assert "Jo" not in str(raised.value)
    assert talk.session.safe == 1


@pytest.mark.parametrize(("accessible", "pages"), [(False, 1), (True, 2)])
def test_after_a_page_of_help_the_question_is_there_again(
    talk: Talk, pages: int, *, accessible: bool
) -> None:
    stream = io.StringIO()
    screen = screen_for(
        TerminalLook(width=80, height=9, accessible=accessible), keys=True, stream=stream
    )
    page = "A line as long as others are. " * 8 + "\n\nLast."  # 5 rows, or 9 sentences
    keys = ("h", *[""] * pages, "q")
    conversation = Conversation(screen, Keys(*keys), talk.session, words(), None, lambda _: page)
    conversation.ask("begin", (("", "begin"), ("h", "who_helps"), ("q", "leave")))
    asked = stream.getvalue().replace("\n", "\r\n")
    assert conversation.key() == "q"
    shown = stream.getvalue()
    assert shown.endswith(asked)
    assert "Last." in shown.removesuffix(asked)


@pytest.mark.parametrize("accessible", [False, True])
def test_a_question_redone_from_the_review_says_so_and_no_minutes(
    talk: Talk, *, accessible: bool
) -> None:
    keys = (*"123123", "c", "3", "4", "")
    assert talk.ask(*ITEMS, Check("review"), keys=keys, accessible=accessible)
    asked = talk.shown.split(say("which_question", total=6).strip())[1]
    assert say("accessible_redoing", number=3, total=6) in asked
    assert "minute" not in asked
    assert [one.answer for one in talk.session.draft.answers.values()] == [1, 2, 4, 1, 2, 3]


def test_a_question_skipped_again_is_not_said_to_be_kept(talk: Talk) -> None:
    assert talk.ask(CONTEXT, COMPANY, keys=("", "b", "", ""))
    assert say("skipped_again") in talk.shown
    assert say("kept") not in talk.shown.split()


@pytest.mark.parametrize(("private", "told"), [(False, "help_exact"), (True, "help_exact_private")])
def test_help_on_a_question_about_oneself_asks_for_nothing_seen_or_heard(
    talk: Talk, told: str, *, private: bool
) -> None:
    item = ITEMS[0]
    assert isinstance(item, ScoredQuestion)
    questionnaire = item.questionnaire.model_copy(update={"private": private})
    assert talk.ask(replace(item, questionnaire=questionnaire), keys=("?", "1"))
    assert say(told) in talk.shown


@pytest.mark.parametrize(("seen", "told"), [(1, "resuming_end"), (2, "resuming_review")])
def test_resuming_says_what_comes_next(talk: Talk, seen: int, told: str) -> None:
    """The optional questions only where there is one that was not seen."""
    optional = (CONTEXT, COMPANY)
    talk.ask(*ITEMS, *optional[:seen], keys=(*"123123", *[""] * seen))
    stream = io.StringIO()
    conversation = Conversation(
        Screen(TerminalLook(width=5000), stream), Keys(), talk.session, words()
    )
    items = tuple(item.id for item in ITEMS)
    assert Beginning(conversation, items, optional=optional).begin(resume=True)
    assert say(told, total=6) in " ".join(stream.getvalue().split())
