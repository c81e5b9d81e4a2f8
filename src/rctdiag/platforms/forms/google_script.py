"""Google Forms takes no file: an Apps Script builds the form in the account that runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rctdiag.platforms.forms.form import Form

_HEAD = """\
// Builds the survey as a Google Form. At script.google.com choose New project, paste this whole
// file over what is there, and press Run. It collects no e-mail addresses and no sign-in.
function build() {
  var form = FormApp.create(TITLE);
  form.setDescription(INTRODUCTION.join('\\n\\n'));
  form.setConfirmationMessage(THANKS);
  form.setCollectEmail(false);
  form.setAllowResponseEdits(false);
  form.setProgressBar(true);
  PAGES.forEach(function (page, at) {
    if (at > 0) { form.addPageBreakItem(); }
    form.addGridItem()
      .setTitle(page.stem)
      .setRows(page.rows)
      .setColumns(page.columns)
      .setRequired(false);
  });
  Logger.log('The form: ' + form.getPublishedUrl());
  Logger.log('To change it: ' + form.getEditUrl());
}
"""


def as_google_script(form: Form) -> str:
    """The script, with the texts below it."""
    pages = [
        {
            "stem": page.stem,
            "rows": [question.text for question in page.questions],
            "columns": [choice.label for choice in page.choices],
        }
        for page in form.pages
    ]
    texts = form.texts
    parts = {
        "TITLE": texts.title,
        "INTRODUCTION": [*texts.introduction, texts.credit],
        "THANKS": texts.thanks,
        "PAGES": pages,
    }
    tail = "".join(
        f"\nvar {name} = {json.dumps(part, ensure_ascii=False, indent=2)};\n"
        for name, part in parts.items()
    )
    return _HEAD + tail.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
