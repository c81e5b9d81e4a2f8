"""What every platform gets: pages of questions in the order of the interview, and nothing else.

No key, facet, direction or title of a scale is in it: whoever answers must not see them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.model.questionnaire import Questionnaire

CANT_SAY = "cant_say"
_A_PAGE = 8  # questions: what fits beside their answers without scrolling far


class Choice(NamedTuple):
    """One answer: what is kept, and what is shown."""

    value: str
    label: str


class Question(NamedTuple):
    """One item as it is asked; ``number`` counts through the whole form."""

    number: int
    id: str
    text: str


class Page(NamedTuple):
    """Questions that share a stem and answers."""

    name: str  # page_1
    stem: str
    choices: tuple[Choice, ...]
    questions: tuple[Question, ...]


class Texts(NamedTuple):
    """What stands around the questions, in the language of the form."""

    title: str
    introduction: tuple[str, ...]
    thanks: str
    credit: str
    cant_say: str
    entry_title: str = ""
    entry_how: str = ""


class Form(NamedTuple):
    """A whole form in one language."""

    language: str
    texts: Texts
    pages: tuple[Page, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All of them, in order."""
        return tuple(question for page in self.pages for question in page.questions)


def make_form(questionnaires: Sequence[Questionnaire], order: Sequence[str], texts: Texts) -> Form:
    """The form of these questionnaires.

    Args:
        questionnaires: Those that are asked, in one language.
        order: Item ids as the interview asks them.
        texts: What stands around the questions.
    """
    home: Mapping[str, tuple[Questionnaire, str]] = {
        item.id: (questionnaire, item.text)
        for questionnaire in questionnaires
        for item in questionnaire.items
    }
    pages: list[Page] = []
    for number, id_ in enumerate(order, 1):
        home_questionnaire, text = home[id_]
        question = Question(number, id_, text)
        choices = _choices(home_questionnaire, texts.cant_say)
        last = pages[-1] if pages else None
        fits = last is not None and (last.stem, last.choices) == (home_questionnaire.stem, choices)
        if last is not None and fits and len(last.questions) < _A_PAGE:
            pages[-1] = last._replace(questions=(*last.questions, question))
        else:
            pages.append(
                Page(f"page_{len(pages) + 1}", home_questionnaire.stem, choices, (question,))
            )
    return Form(questionnaires[0].language, texts, tuple(pages))


def _choices(questionnaire: Questionnaire, cant_say: str) -> tuple[Choice, ...]:
    scale = questionnaire.scale
    points = [Choice(str(point), label) for point, label in enumerate(scale.labels, scale.low)]
    return (*points, Choice(CANT_SAY, cant_say))
