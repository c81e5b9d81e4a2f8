"""XLSForm for KoboToolbox and ODK: a workbook of three sheets."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.platforms.forms.form import Choice, Form

LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "nl": "Nederlands",
}


def as_xlsform(form: Form) -> bytes:
    """The workbook: ``survey``, ``choices``, ``settings``."""
    import xlsxwriter  # noqa: PLC0415 - of the extra ``documents``

    label = f"label::{LANGUAGES.get(form.language, form.language)} ({form.language})"
    lists: dict[tuple[Choice, ...], str] = {}
    survey = [["type", "name", label, "appearance", "required"]]
    survey.append(["note", "introduction", "\n\n".join(form.texts.introduction), "", ""])
    for page in form.pages:
        kind = lists.setdefault(page.choices, f"answers_{len(lists) + 1}")
        survey.append(["begin_group", page.name, page.stem, "field-list", ""])
        survey += [
            [f"select_one {kind}", question.id, question.text, "", "no"]
            for question in page.questions
        ]
        survey.append(["end_group", "", "", "", ""])
    survey.append(["note", "thanks", f"{form.texts.thanks}\n\n{form.texts.credit}", "", ""])
    choices = [["list_name", "name", label]]
    choices += [
        [kind, choice.value, choice.label] for listed, kind in lists.items() for choice in listed
    ]
    settings = [["form_title", "form_id", "default_language"]]
    named = f"{LANGUAGES.get(form.language, form.language)} ({form.language})"
    settings.append([form.texts.title, "rctdiag", named])
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
            _sheet(book.add_worksheet(name), rows)
    return out.getvalue()


def _sheet(page: object, rows: Sequence[Sequence[str]]) -> None:
    write = page.write_string  # type: ignore[attr-defined]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                write(at, column, cell)
