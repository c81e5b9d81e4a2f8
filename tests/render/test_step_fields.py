"""The fields of a step: one list, which every form labels in its own words."""

from dataclasses import replace

import pytest

from rctdiag.model.step import STEP_TEXTS
from rctdiag.render.group.report_in_words import ReportInWords
from rctdiag.render.handover.person_steps import cards
from rctdiag.render.person.result_page import Page
from rctdiag.render.step_fields import card_fields, further_fields, labelled
from rctdiag.render.words import words
from rctdiag.render.workbook.group_book import group_book
from render.factory import model, result
from teams.many import report
from teams.shown import read_back

OFFER = model(result()).plan.begin[0]


@pytest.mark.parametrize(
    ("label", "further"),
    [("screen.drawn_field_", True), ("sheet_", False), ("plan.", False)],
)
def test_every_form_has_a_label_for_every_field(label: str, *, further: bool) -> None:
    fields = card_fields(OFFER) | (further_fields(OFFER) if further else {})
    told = labelled(fields.items(), lambda id_: words("en").text(f"{label}{id_}"))
    assert [text for _, text in told] == list(fields.values())
    assert len({name for name, _ in told}) == len(fields)


def test_a_field_that_says_nothing_has_no_label() -> None:
    silent = OFFER.model_copy(update={"say": None})
    assert labelled([("a", ""), ("b", "B")], str.upper) == (("B", "B"),)
    page = Page.of(model(result()))
    plan = page.document.plan.model_copy(update={"begin": (silent,)})
    page = replace(page, document=page.document.model_copy(update={"plan": plan}))
    [card] = cards(page)
    labels = [label for label, _ in card.fields]
    assert page.say("sheet_say") not in labels
    assert page.say("sheet_works") in labels


def test_every_text_of_a_step_is_told_in_its_order() -> None:
    """As a sentence of a report, and as a column of a workbook."""
    for field in STEP_TEXTS[1:]:
        assert words("en").has(f"page.step_{field}")
    report_in_words = ReportInWords(read_back(report()), words("en"))
    tables = group_book(report_in_words).tables
    name = words("en").text("book.sheet_steps")
    [steps] = (table for table in tables if table.name == name)
    titles = [words("en").text(f"book.column_{field}") for field in STEP_TEXTS]
    assert [column.name for column in steps.columns if column.name in titles] == titles
