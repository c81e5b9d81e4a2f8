"""SurveyJS: a JSON definition with one matrix a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rctdiag.platforms.forms.form import Form


def as_surveyjs(form: Form) -> str:
    """The definition, for Creator's JSON editor or the library."""
    pages = [
        {
            "name": page.name,
            "elements": [
                {
                    "type": "matrix",
                    "name": page.name,
                    "title": page.stem,
                    "columns": [
                        {
                            "value": int(choice.value) if choice.value.isdigit() else choice.value,
                            "text": choice.label,
                        }
                        for choice in page.choices
                    ],
                    "rows": [
                        {"value": question.id, "text": question.text} for question in page.questions
                    ],
                }
            ],
        }
        for page in form.pages
    ]
    introduction = {
        "name": "introduction",
        "elements": [
            {"type": "expression", "name": f"introduction_{n}", "title": text}
            for n, text in enumerate((*form.texts.introduction, form.texts.credit), 1)
        ],
    }
    return (
        json.dumps(
            {
                "title": form.texts.title,
                "locale": form.language,
                "showProgressBar": True,
                "completedHtml": f"<p>{form.texts.thanks}</p>",
                "pages": [introduction, *pages],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )
