"""Qualtrics' Advanced Format: one matrix a page, with the codes of its answers."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from rctdiag.platforms.forms.form import CANT_SAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.platforms.forms.form import Form

CANT_SAY_CODE = "9"  # codes are numbers there; import takes 9 for it


def as_qualtrics(form: Form) -> str:
    """The ``.txt`` file for Import Survey."""
    return "\n".join(_lines(form)) + "\n"


def _lines(form: Form) -> Iterator[str]:
    yield "[[AdvancedFormat]]"
    yield "[[Block:Introduction]]"
    yield "[[Question:Text]]"
    yield "[[ID:introduction]]"
    yield "<br><br>".join(map(_html, (*form.texts.introduction, form.texts.credit)))
    for page in form.pages:
        yield f"[[Block:{page.name}]]"
        yield "[[Question:Matrix]]"
        yield f"[[ID:{page.name}]]"
        yield _html(page.stem)
        yield "[[AdvancedChoices]]"
        for question in page.questions:
            yield f"[[Choice:{question.number}]]"
            yield _html(question.text)
        yield "[[AdvancedAnswers]]"
        for choice in page.choices:
            yield f"[[Answer:{CANT_SAY_CODE if choice.value == CANT_SAY else choice.value}]]"
            yield _html(choice.label)


def _html(text: str) -> str:
    """A line that begins with brackets would be an instruction."""
    return html.escape(text, quote=False).replace("[[", "&#91;&#91;")
