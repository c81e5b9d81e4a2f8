"""The sentences: found by id, plain, and never a word that the theory bans."""

import re
from pathlib import Path

import pytest
import textstat

from rctdiag.load.syntax import document
from rctdiag.model.documents.result import Contact
from rctdiag.render.person.support_text import PARTS, render_support
from rctdiag.render.view import View
from rctdiag.render.words import (
    FOLDER,
    LIMITS,
    OWN,
    PAST,
    PSEUDO,
    SUBJECTS,
    THEN,
    languages,
    pseudo,
    words,
)
from render.factory import SPECIMENS, render
from render.hostile import rewritten

FILES = sorted(FOLDER.glob("*/*.yaml"))
# Verdicts, diagnoses, weakness, management speak, war. Whole words, any ending in \w*.
BANNED = (
    r"toxic\w*|resilien\w*|victim\w*|heal(s|ed|ing)|trauma\w*|survivor\w*|dysfunction\w*|narciss\w*"
    r"|abus(e|er|ive)|diagnos\w*|disorder\w*|symptom\w*|dare[sd]?|daring|cope[sd]?|coping|weak\w*"
    r"|fail(s|ed|ing)?|boss\w*|team player\w*|stakeholder\w*|leverage\w*|empower\w*|synerg\w*"
    r"|fight\w*|battle\w*|weapon\w*|enem(y|ies)|unfortunately|warning|should have|good culture"
    r"|bad culture|your workplace is|your fault|he or she|mediat\w*|lawsuit\w*|illegal(?! acts)"
)


def _sentences(path: Path) -> dict[str, str]:
    return dict(document.parse(path.read_bytes(), path.name).data)


def test_there_is_english_in_every_subject_written_so_far() -> None:
    assert "en" in languages()
    assert {path.stem for path in FILES} <= {*SUBJECTS, *OWN, THEN, PAST}
    assert {"report", "advice", "page", "support"} <= {path.stem for path in FILES}


def test_an_id_stands_in_one_subject_only() -> None:
    for language in languages():
        ids = [
            id_
            for path in FILES
            if path.parent.name == language and path.stem not in {*OWN, THEN}
            for id_ in _sentences(path)
        ]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_banned_word(path: Path) -> None:
    for id_, sentence in _sentences(path).items():
        if id_.startswith("credit_"):
            continue  # whose ideas these are, by the names their authors gave them
        found = re.search(rf"\b({BANNED})\b", sentence, re.IGNORECASE)
        assert found is None, f"{id_}: {found}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_plain_enough_to_read_when_tired(path: Path) -> None:
    # Indented rows are tables, which have no sentences to measure.
    rows = (row for text in _sentences(path).values() for row in text.splitlines())
    plain = [re.sub(r"\{\w+\}", "so", row) for row in rows if row and not row.startswith("  ")]
    told = " ".join(text if text[-1] in ".?!:" else f"{text}." for text in plain)
    assert textstat.flesch_kincaid_grade(told) <= 9


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sentences_are_ascii_so_that_every_console_can_show_them(path: Path) -> None:
    assert path.read_text(encoding="utf-8").isascii()


def test_a_sentence_is_found_bare_or_by_subject() -> None:
    say = words()
    assert say.text("band_often") == say.text("report.band_often") == "often"
    assert say.has("page.read_heading")
    assert not say.has("advice.read_heading")
    assert not say.has("nothing_of_the_kind")
    with pytest.raises(KeyError):
        say.text("nothing_of_the_kind")
    with pytest.raises(KeyError):
        say.text("statement_next")


def test_what_is_past_stands_for_another_sentence_with_the_same_names() -> None:
    now: dict[str, str] = {}
    for path in FILES:
        if path.stem != THEN:
            now |= _sentences(path)
    then = _sentences(FOLDER / "en/then.yaml")
    assert then.keys() <= now.keys()
    assert [id_ for id_ in then if _names_in(then[id_]) != _names_in(now[id_])] == []
    assert [id_ for id_ in then if then[id_] == now[id_]] == []


def _names_in(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_to_somebody_who_has_left_nothing_is_said_of_what_people_do_here() -> None:
    say, then = words(), words().then()
    assert say.text("screen.drawn_helps") == "What helps"
    assert then.text("screen.drawn_helps") == then.text("drawn_helps") == "What helped"
    assert then.text("band_often") == "often"
    present = r"\bhere\b|\bThis place\b"
    past = _sentences(FOLDER / "en/then.yaml").values()
    assert [text for text in past if re.search(present, text)] == []


def test_an_unknown_language_is_told_in_english() -> None:
    assert words("xx") is words("en-GB") is words("en")
    assert words("../../etc").text("band_never") == "never"


def test_names_are_listed_as_in_speech() -> None:
    assert [words().listed(list(names)) for names in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_values_are_never_templates() -> None:
    assert words().text("name_answer", answer="{text}", text="{0.__class__}") == (
        "{text}: {0.__class__}"
    )


def test_the_pseudo_language_keeps_placeholders() -> None:
    assert pseudo("Say {name}, {{so}}") == "[Šàý {name}, {{šö}}]"


@pytest.mark.parametrize("view", [View(), View(full=True), View(format="markdown", full=True)])
def test_nothing_visible_stays_untranslated(view: View) -> None:
    # The document's own texts become digits: what letters remain in A-Z were never in the words.
    for specimen in SPECIMENS.values():
        foreign = rewritten(specimen, lambda _: "0123", 1) | {"language": PSEUDO}
        foreign["questionnaires"] = [{**one, "id": "0"} for one in foreign["questionnaires"]]
        told = render(foreign, view)
        assert re.findall(r"[A-Za-z]+", told) == []


def test_support_is_translated_too() -> None:
    contacts = [Contact(part="danger", name="1", how="2")]
    assert re.findall(r"[A-Za-z]+", render_support(PARTS, contacts, View(), PSEUDO)) == []


def test_limits_are_sentences() -> None:
    assert all(words().text(id_).endswith(".") for id_ in LIMITS)
