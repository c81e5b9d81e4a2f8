"""Text and Markdown: to paste into any form, or to read over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.platforms.forms.form import Form


def as_text(form: Form) -> str:
    """Every page with its stem, its questions a line each, and its answers a line each."""
    return "\n".join(_text(form)) + "\n"


def as_markdown(form: Form) -> str:
    """The same, with headings and lists."""
    return "\n".join(_markdown(form)) + "\n"


def _text(form: Form) -> Iterator[str]:
    yield form.texts.title
    yield ""
    yield from form.texts.introduction
    for page in form.pages:
        yield ""
        yield page.stem
        yield ""
        yield from (question.text for question in page.questions)
        yield ""
        yield from (choice.label for choice in page.choices)
    yield ""
    yield form.texts.thanks
    yield form.texts.credit


def _markdown(form: Form) -> Iterator[str]:
    yield f"# {_escaped(form.texts.title)}"
    for paragraph in form.texts.introduction:
        yield ""
        yield _escaped(paragraph)
    for page in form.pages:
        labels = " · ".join(_escaped(choice.label) for choice in page.choices)
        yield ""
        yield f"## {_escaped(page.stem)}"
        yield ""
        yield f"Answers: {labels}"
        yield ""
        for question in page.questions:
            yield f"{question.number}. {_escaped(question.text)}"
    yield ""
    yield _escaped(form.texts.thanks)
    yield ""
    yield _escaped(form.texts.credit)


def _escaped(text: str) -> str:
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text
