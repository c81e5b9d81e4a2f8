"""REDCap's data dictionary: one instrument, a matrix a page."""

from __future__ import annotations

import csv
import html
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rctdiag.platforms.forms.form import Choice, Form

COLUMNS = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
_INSTRUMENT = "culture"


def as_redcap(form: Form) -> bytes:
    """The dictionary: the record's id, the introduction, then a matrix a page."""
    rows = [_row("record_id", kind="text", label="Record ID")]
    introduction = "".join(
        f"<p>{html.escape(text, quote=False)}</p>" for text in form.texts.introduction
    )
    rows.append(_row("introduction", kind="descriptive", label=introduction))
    for page in form.pages:
        for at, question in enumerate(page.questions):
            rows.append(
                _row(
                    question.id,
                    kind="radio",
                    label=html.escape(question.text, quote=False),
                    header=html.escape(page.stem, quote=False) if at == 0 else "",
                    choices=_choices(page.choices),
                    matrix=page.name,
                )
            )
    rows.append(_row("credit", kind="descriptive", label=html.escape(form.texts.credit)))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue().encode()


def _row(  # noqa: PLR0913 - the columns that are used
    name: str, *, kind: str, label: str, header: str = "", choices: str = "", matrix: str = ""
) -> list[str]:
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {
        "Variable / Field Name": name,
        "Form Name": _INSTRUMENT,
        "Section Header": header,
        "Field Type": kind,
        "Field Label": label,
        "Choices, Calculations, OR Slider Labels": choices,
        "Matrix Group Name": matrix,
    }
    return list(cells.values())


def _choices(choices: tuple[Choice, ...]) -> str:
    return " | ".join(f"{choice.value}, {choice.label.replace('|', '/')}" for choice in choices)
