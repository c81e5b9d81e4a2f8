"""A questionnaire as a page: every question with how it counts, and nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from cli.inside import inside
from handover.markup import check_inert
from rctdiag.load.library import find_instruments
from rctdiag.model.questionnaire import Questionnaire
from rctdiag.render.html.questionnaire_page import questionnaire_html
from rctdiag.render.words import PSEUDO, words
from render.hostile import BAD


def test_every_question_stands_on_the_page_with_how_it_counts() -> None:
    for instrument in find_instruments((), None):
        asked = instrument.questionnaire
        page = check_inert(questionnaire_html(asked, instrument.sha256, words("en")))
        assert [text for element, text in page.texts if element == "h1"] == [asked.title]
        for item in asked.items:
            turned = "less" if item.reversed else "more"
            most = asked.scale.labels[-1].capitalize()
            at = page.words.index(f"{item.id} {item.text}")
            assert f"{most} counts as {turned} of it" in page.words[at : at + 400]
        assert ("never part of a group report" in page.words) == asked.private
        assert instrument.sha256 in page.words


def with_texts(text: Callable[[], str]) -> Questionnaire:
    """A questionnaire whose every text is another."""
    asked = find_instruments(("hierarchical",), None)[0].questionnaire
    fields = ("label", "opposite", "looks_for", "boundary")
    facets = [
        facet.model_copy(update={name: text() for name in fields} | {"source": (text(),)})
        for facet in asked.facets
    ]
    items = [item.model_copy(update={"id": "0", "text": text()}) for item in asked.items]
    labels = tuple(text() for _ in asked.scale.labels)
    changed = {name: text() for name in ("id", "title", "about", "stem", "license", "version")}
    scale = asked.scale.model_copy(update={"labels": labels})
    return asked.model_copy(update=changed | {"facets": facets, "items": items, "scale": scale})


def test_texts_of_ones_own_are_text_and_ours_are_translated() -> None:
    bad = cycle(BAD)
    page = check_inert(questionnaire_html(with_texts(lambda: next(bad)), "0", words("en")))
    assert "<img src=x onerror=alert(1)>" in page.words
    page = check_inert(questionnaire_html(with_texts(lambda: "1"), "0", words(PSEUDO)))
    assert re.findall(r"[A-Za-z]+", page.words) == []


def test_the_command_writes_it(tmp_path: Path) -> None:
    target = tmp_path / "q.html"
    ended = inside("questionnaires", "show", "readiness", "-o", target)
    assert (ended.code, ended.out) == (0, "")
    again = inside("questionnaires", "show", "readiness", "--format", "html")
    assert again.out == target.read_text(encoding="utf-8")
    assert inside("questionnaires", "show", "readiness", "-o", target).code == 6
    for wrong in (("--format", "pdf"), ("-o", tmp_path / "x.txt"), ("--json", "-o", target)):
        assert inside("questionnaires", "show", "readiness", *wrong).code == 2
