"""LimeSurvey's tab-separated survey structure: one array question a page."""

from __future__ import annotations

import csv
import html
import io
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.platforms.forms.form import CANT_SAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.platforms.forms.form import Form

# Every other column with something in it would become an attribute of the question.
_COLUMNS = (
    *("id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language"),
    *("validation", "mandatory", "other", "default", "same_default", "assessment_value"),
)
_LONGEST_CODE = 20
CANT_SAY_CODE = "CS"  # answer codes have five signs at most, letters and digits


def as_limesurvey(form: Form) -> bytes:
    """The ``.txt`` file for Create survey, Import.

    Raises:
        UsageFault: ids that are no codes there, or are one code without their underscores.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(
        out, _COLUMNS, delimiter="\t", lineterminator="\r\n", restval="", quoting=csv.QUOTE_MINIMAL
    )
    writer.writeheader()
    writer.writerows(_rows(form, codes(form)))
    return out.getvalue().encode("utf-8-sig")


def codes(form: Form) -> dict[str, str]:
    """Item id -> its code, letters and digits only."""
    code_of = {question.id: question.id.replace("_", "").upper() for question in form.questions}
    if max(map(len, code_of.values())) > _LONGEST_CODE or len({*code_of.values()}) < len(code_of):
        message = "an id is longer than the 20 letters of a code, or two ids differ by _ only."
        raise UsageFault(
            Fault("ids-are-no-codes", message, "Use ids of up to 20 letters and digits.")
        )
    return code_of


def _rows(form: Form, code: dict[str, str]) -> Iterator[dict[str, str]]:
    language = form.language
    settings = {"format": "G", "anonymized": "Y", "datestamp": "N", "ipaddr": "N", "refurl": "N"}
    yield {"class": "S", "name": "language", "text": language}
    for name, value in settings.items():
        yield {"class": "S", "name": name, "text": value}
    texts = form.texts
    for name, paragraphs in (
        ("surveyls_title", (texts.title,)),
        ("surveyls_welcometext", (*texts.introduction, texts.credit)),
        ("surveyls_endtext", (texts.thanks,)),
    ):
        shown = paragraphs[0] if name.endswith("title") else _html(paragraphs)
        yield {"class": "SL", "name": name, "text": shown, "language": language}
    number = 0
    for at, page in enumerate(form.pages, 1):
        common = {"relevance": "1", "language": language}
        number += 1
        group = str(number)
        yield {
            **common,
            "id": group,
            "class": "G",
            "name": f"{at}",
            "text": "",
            "type/scale": group,
        }
        number += 1
        parent = str(number)
        question = {
            "class": "Q",
            "type/scale": "F",
            "name": f"PAGE{at}",
            "text": _html((page.stem,)),
        }
        yield {**common, **question, "id": parent, "mandatory": "N", "other": "N"}
        for part in page.questions:
            number += 1
            row = {"class": "SQ", "type/scale": "0", "name": code[part.id]}
            shown = html.escape(part.text, quote=False)
            yield {**common, **row, "id": str(number), "related_id": parent, "text": shown}
        for choice in page.choices:
            is_number = choice.value != CANT_SAY
            row = {"class": "A", "type/scale": "0", "language": language}
            row["name"] = choice.value if is_number else CANT_SAY_CODE
            row["assessment_value"] = choice.value if is_number else ""
            yield {**row, "related_id": parent, "text": html.escape(choice.label, quote=False)}


def _html(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in paragraphs)
