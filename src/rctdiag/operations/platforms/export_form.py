"""Questionnaires as the file of a survey platform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rctdiag.errors.faults import Fault, InputRejected, UsageFault
from rctdiag.operations.platforms.web_form_parts import web_parts
from rctdiag.platforms.forms.form import Texts, make_form
from rctdiag.platforms.forms.google_script import as_google_script
from rctdiag.platforms.forms.limesurvey_tsv import as_limesurvey
from rctdiag.platforms.forms.plain_text import as_markdown, as_text
from rctdiag.platforms.forms.printed_form import as_printed_form
from rctdiag.platforms.forms.qualtrics_txt import as_qualtrics
from rctdiag.platforms.forms.redcap_csv import as_redcap
from rctdiag.platforms.forms.surveyjs_json import as_surveyjs
from rctdiag.platforms.forms.web_form import as_web_form
from rctdiag.platforms.forms.word_document import as_docx
from rctdiag.platforms.forms.xlsform import as_xlsform
from rctdiag.scoring.key import presentation_order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.platforms.forms.form import Form
    from rctdiag.render.words import Words
    from rctdiag.scoring.key import Form as Length

Target = Literal[
    "text",
    "markdown",
    "google",
    "limesurvey",
    "xlsform",
    "surveyjs",
    "redcap",
    "qualtrics",
    "docx",
    "paper",
    "webform",
]
# What each makes, and the ending its platform expects.
_WEB: Target = "webform"
_MAKERS: Mapping[Target, tuple[Callable[[Form], str | bytes], str]] = {
    "text": (as_text, ".txt"),
    "markdown": (as_markdown, ".md"),
    "google": (as_google_script, ".gs"),
    "limesurvey": (as_limesurvey, ".txt"),
    "xlsform": (as_xlsform, ".xlsx"),
    "surveyjs": (as_surveyjs, ".json"),
    "redcap": (as_redcap, ".csv"),
    "qualtrics": (as_qualtrics, ".txt"),
    "docx": (as_docx, ".docx"),
    "paper": (as_printed_form, ".html"),
}
BINARY: frozenset[Target] = frozenset({"xlsform", "docx"})
_A_MINUTE = 9  # questions
_FOR_GROUPS = (
    "title",
    (
        *("what", "choice", "group_who", "group_reports", "group_names"),
        *("cannot", "nobody", "danger", "new"),
    ),
)
_INTRODUCTIONS: Mapping[tuple[Target, bool], tuple[str, tuple[str, ...]]] = {
    (_WEB, False): (
        "title",
        (
            *("what", "choice", "webform.group_stays", "group_who", "group_reports"),
            *("cannot", "nobody", "new"),
        ),
    ),
    (_WEB, True): (
        "webform.personal_title",
        (
            *("webform.personal_what", "webform.personal_only", "webform.personal_watched"),
            *("choice", "cannot", "new"),
        ),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """One run."""

    instruments: tuple[Instrument, ...]  # in the language of the form
    named: bool
    target: Target
    length: Length = "full"
    personal: bool = False  # a web form for one person, with the private questionnaires


def targets() -> tuple[str, ...]:
    """What ``--for`` takes."""
    return (_WEB, *_MAKERS)


def ending(target: Target) -> str:
    """The ending of a file for this platform."""
    return ".html" if target == _WEB else _MAKERS[target][1]


def export(request: ExportRequest, words: Words) -> bytes:
    """The file.

    Raises:
        UsageFault: a private questionnaire was named, or ids do not fit the platform.
        InputRejected: nothing is left to ask.
    """
    if request.personal and request.target != _WEB:
        hint = "Add --for webform, or leave it out."
        raise UsageFault(Fault("usage", "--personal is for the web form only.", hint))
    form = form_of(request, words)
    if request.target == _WEB:
        asks = form_questionnaires(request)
        parts = web_parts(form, asks, request.length, words, personal=request.personal)
        return as_web_form(form, parts).encode()
    form_file = _MAKERS[request.target][0](form)
    return form_file if isinstance(form_file, bytes) else form_file.encode()


def form_questionnaires(request: ExportRequest) -> list[Questionnaire]:
    """The questionnaires of a form, without the private ones unless it is for one person.

    Raises:
        UsageFault: a private one was named.
    """
    questionnaires = [instrument.questionnaire for instrument in request.instruments]
    if request.personal:
        return questionnaires
    private = [questionnaire.id for questionnaire in questionnaires if questionnaire.private]
    if private and request.named:
        message = f"{' and '.join(private)} is private, so it cannot go into a form for others."
        hint = "Leave it out; `rctdiag assess` asks it."
        raise UsageFault(Fault("private-questionnaire", message, hint))
    return [questionnaire for questionnaire in questionnaires if questionnaire.id not in private]


def form_of(request: ExportRequest, words: Words) -> Form:
    """The pages, and the texts around them."""
    questionnaires = form_questionnaires(request)
    order = presentation_order(questionnaires, request.length) if questionnaires else ()
    if not order:
        message = "there is nothing to ask in this form."
        raise InputRejected(Fault("nothing-to-ask", message, "Choose another form."))
    licenses = dict.fromkeys(questionnaire.license for questionnaire in questionnaires)
    values = {"total": len(order), "minutes": max(1, round(len(order) / _A_MINUTE))}

    def text(name: str) -> str:
        subject = "" if "." in name else "export."
        return words.text(f"{subject}{name}", **values)

    title, introduction = _INTRODUCTIONS.get((request.target, request.personal), _FOR_GROUPS)
    texts = Texts(
        title=text(title),
        introduction=tuple(map(text, introduction)),
        thanks=text("thanks"),
        credit=words.text("export.credit", license=" and ".join(licenses)),
        cant_say=text("cant_say"),
        entry_title=text("entry_title"),
        entry_how=text("entry_how"),
    )
    return make_form(questionnaires, order, texts)
