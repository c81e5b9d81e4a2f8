"""What a web form has beside its questions: its words, its code, and for one person the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.advice.evidence import OFTEN
from rctdiag.advice.situation import HELP_FIRST_FACETS
from rctdiag.advice.support import ALMOST_ALWAYS, NEVER, OF_MARK, PARTS
from rctdiag.model.scores import BANDS
from rctdiag.operations.platforms.form_layouts import MOST_MONTHS, OPTIONAL_QUESTIONS, layout_of
from rctdiag.platforms.forms.form import Choice
from rctdiag.platforms.forms.web_form import (
    HelpRules,
    Picture,
    PictureFacet,
    PictureScale,
    Unscored,
    WebParts,
)
from rctdiag.render.html.html_page import tokens
from rctdiag.scoring.bands import CUTS
from rctdiag.scoring.key import scoring_key
from rctdiag.scoring.person_scores import LEVEL
from rctdiag.scoring.readings import UNSEEN_FROM_ABOVE
from rctdiag.scoring.tquantile import t_two_sided

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.platforms.forms.form import Form
    from rctdiag.platforms.forms.web_form import Row
    from rctdiag.render.words import Words
    from rctdiag.scoring.key import Form as Length
    from rctdiag.scoring.key import KeyRow, ScaleKey, ScoringKey

_SUBJECT = "webform"
_WORDS = (
    *("danger_lead", "needs_script", "keep_draft", "keep_draft_about", "use_keys", "begin"),
    *("draft_found", "draft_resume", "draft_drop", "question", "counted", "answer_group", "back"),
    *("skip", "go_on", "to_the_end", "review_title", "review_all", "review_open"),
    *("review_cannot_one", "review_cannot_many", "review_change", "review_none", "not_answered"),
    *("save_file", "saved", "show_code", "code_label", "code_about", "copy", "copied"),
    *("copy_by_hand", "delete", "delete_sure", "delete_yes", "delete_no", "deleted_title"),
    *("deleted", "kept_here", "progress"),
)
_GROUP = ("save_title_group", "save_group")
_PERSONAL = (
    *("save_title_personal", "save_personal", "private", "months", "months_wrong"),
    *("background_title", "background_intro", "after_title", "after_intro", "optional_none"),
    *("show_picture", "picture_before", "picture_title", "picture_validity", "picture_next"),
    *("back_to_answers", "crisis"),
)
# Words of the report, as its own picture has them.
_REPORT = (
    *("sheet_picture", "sheet_measure", "sheet_where", "sheet_figure", "sheet_range", "sheet_dot"),
    *("sheet_dot_bare", "sheet_unseen", "read_bar", "read_bar_bare", "read_bar_unseen"),
    *("read_missing", "band_two", "reason_not_enough_answers", "reason_not_enough_facets"),
    *("reason_cannot_see", "support_title"),
)
_LEFT_OPEN = (
    *("number", "count", "label", "name", "most", "low", "high", "score", "bands", "reason"),
    *("answered", "items", "needed", "cant_say"),
)
_NOT_SURE = "not_sure"
_NOT_SURE_SHOWS = ("danger", "unequal", "others_at_risk")


def web_parts(
    form: Form,
    questionnaires: Sequence[Questionnaire],
    length: Length,
    words: Words,
    *,
    personal: bool,
) -> WebParts:
    """The parts of one form."""
    private = {
        item.id
        for questionnaire in questionnaires
        if questionnaire.private
        for item in questionnaire.items
    }
    pages = frozenset(p.name for p in form.pages if any(q.id in private for q in p.questions))
    return WebParts(
        say=_say(words, len(form.questions), personal=personal),
        danger=words.text("interview.danger") if personal else words.text("export.danger"),
        layout=layout_of(questionnaires, length, personal=personal),
        tokens=tokens(),
        private_pages=pages,
        unscored=tuple(_unscored(words)) if personal else (),
        picture=_picture(questionnaires, length, words) if personal else None,
    )


def _say(words: Words, total: int, *, personal: bool) -> dict[str, str]:
    values: dict[str, object] = {name: f"{{{name}}}" for name in _LEFT_OPEN}
    values["total"] = total
    names = (*_WORDS, *(_PERSONAL if personal else _GROUP))
    sentences = {name: words.text(f"{_SUBJECT}.{name}", **values) for name in names}
    if personal:
        sentences |= {name: words.text(name, **values) for name in _REPORT}
        sentences["leads_meaning"] = words.text("interview.leads_meaning")
    return sentences


def _unscored(words: Words) -> Iterator[Unscored]:
    for question in OPTIONAL_QUESTIONS:
        options = tuple(
            Choice(value, words.text(f"interview.{question.id}_{value}"))
            for value in question.values
        )
        text = words.text(f"interview.{question.id}")
        most = MOST_MONTHS if question.kind == "number" else 0
        yield Unscored(question.id, question.kind, text, options, most, question.after)


def _picture(questionnaires: Sequence[Questionnaire], length: Length, words: Words) -> Picture:
    key = scoring_key(questionnaires, length)
    shown = [
        (scale, questionnaire)
        for scale, questionnaire in zip(key.scales, questionnaires, strict=True)
        if not questionnaire.private and questionnaire.kind != "readiness" and scale.items
    ]
    most = max((scale.items for scale, _ in shown), default=1)
    return Picture(
        scales=tuple(_scale(scale, questionnaire) for scale, questionnaire in shown),
        quantiles=(0.0, *(t_two_sided(df, LEVEL) for df in range(1, most))),
        cuts=CUTS,
        bands=tuple(words.text(f"band_{band}") for band in BANDS),
        help=_help(key, words),
    )


def _scale(scale: ScaleKey, questionnaire: Questionnaire) -> PictureScale:
    unseen = [facet for facet in scale.facets if facet.id in UNSEEN_FROM_ABOVE]
    return PictureScale(
        label=questionnaire.title,
        tone="good" if scale.kind == "connection" else "hard",
        low=scale.low,
        high=scale.high,
        items=scale.items,
        needed=scale.needed,
        facets_needed=scale.facets_needed,
        unseen=2 * len(unseen) > len(scale.facets),
        facets=tuple(
            PictureFacet(f"{scale.id}.{facet.id}", facet.needed, tuple(map(_row, facet.rows)))
            for facet in scale.facets
        ),
    )


def _row(row: KeyRow) -> Row:
    return row.item, row.sign, row.offset


def _help(key: ScoringKey, words: Words) -> HelpRules:
    """The rules of ``advice.support``, as far as they need no more than marks and answers."""
    rows = {f"{scale.id}.{facet.id}": facet.rows for scale in key.scales for facet in scale.facets}
    serious = [row for name in HELP_FIRST_FACETS for row in rows.get(name, ()) if row.serious]
    return HelpRules(
        parts=tuple(
            (part, words.text(f"support_{part}_title"), words.text(f"support_{part}_brief"))
            for part in PARTS
        ),
        marks={**{mark: (part,) for mark, part in OF_MARK.items()}, _NOT_SURE: _NOT_SURE_SHOWS},
        serious=tuple((_row(row), _least(row)) for row in serious),
        worn_rows=tuple((_row(row), row.low) for row in rows.get("readiness.reserves", ())),
        worn_above=(("survival.depletion", ALMOST_ALWAYS),),
        worn_below=(("connection.worth", NEVER),),
    )


def _least(row: KeyRow) -> int:
    """The keyed answer from which something is often so."""
    points = range(row.low, row.high + 1)
    return next(p for p in points if (p - row.low) / (row.high - row.low) >= OFTEN)
