"""``docs/sources.md`` names only what exists, and leaves no question and no step out."""

from __future__ import annotations

import re
from functools import cache

import pytest

from content.items_sources import (
    CITATIONS,
    FILES,
    PAGE,
    PASSAGES,
    STEPS,
    cited,
    data,
    idea_rows,
    table,
)
from rctdiag.render.words import words
from rctdiag.scoring.readings import RECIPES, WHO_CARRIES_IT

TEXT = PAGE.read_text(encoding="utf-8")
ROWS = idea_rows(TEXT)


@cache
def facets() -> dict[str, tuple[str, ...]]:
    """The passages each facet cites, by ``scale.facet``."""
    found = {}
    for name in FILES[: -len(STEPS)]:
        for facet in data(name)["facets"]:
            sources = facet["source"]
            assert isinstance(sources, list)
            found[f"{name}.{facet['id']}"] = tuple(str(one) for one in sources)
    return found


def exists(id_: str) -> bool:
    kind, _, rest = id_.partition(":")
    if kind == "words":
        return words("en").has(rest)
    if kind == "reading":
        return rest in {*(recipe.id for recipe in RECIPES), WHO_CARRIES_IT}
    return id_ in cited() or id_ in facets()


def test_the_test_can_tell_an_id_from_a_slip() -> None:
    real = ("h01", "hierarchical.power_over", "reading:paradox", "words:credit_steps")
    wrong = ("h99", "hierarchical.zest", "reading:h01", "words:credit_nobody", "h_naming_nothing")
    assert all(exists(id_) for id_ in real)
    assert not any(exists(id_) for id_ in wrong)


@pytest.mark.parametrize(("source", "idea", "places"), ROWS, ids=[row[1][:40] for row in ROWS])
def test_an_idea_lives_where_the_table_says(source: str, idea: str, places: list[str]) -> None:
    assert source in CITATIONS
    assert idea.endswith(".")
    assert places
    assert len(set(places)) == len(places)
    assert [id_ for id_ in places if not exists(id_)] == []


def test_each_document_is_gone_through() -> None:
    named = {source for source, _, _ in ROWS}
    assert len(ROWS) >= 100
    assert [c for c in CITATIONS if c not in named and c != "own"] == []
    assert all(f"| `{key}` |" in TEXT for key in PASSAGES)


def test_every_question_has_its_idea_or_is_told_as_our_own() -> None:
    placed = {id_ for _, _, places in ROWS for id_ in places}
    own = set(re.findall(r"`([^`]+)`", TEXT.split("## What is our own")[1].split("\n## ")[0]))
    own -= {"readiness"}  # the questionnaire, which is no id of a place
    assert [id_ for id_ in own if not exists(id_)] == []
    questions = {id_ for id_ in cited() if re.fullmatch(r"[hpscr]\d\d", id_)}
    assert len(questions) == 75
    assert questions - placed - own == set()
    only_own = {id_ for id_ in questions if cited()[id_] == ("own",)}
    assert only_own <= own


def test_every_question_and_step_stands_beside_its_passages() -> None:
    assert "readiness" in FILES
    assert table() in TEXT, "write it anew: python tests/content/items_sources.py"
    shown = set(re.findall(r"`([^`]+)`", table()))
    assert shown == set(cited())


@pytest.mark.parametrize(("id_", "sources"), [*cited().items(), *facets().items()])
def test_a_citation_is_a_passage_that_there_is(id_: str, sources: tuple[str, ...]) -> None:
    assert sources, id_
    assert [source for source in sources if source not in CITATIONS] == []


def test_the_people_behind_the_ideas_are_credited() -> None:
    credit = TEXT.split("## Credit", 1)[1].split("\n## ", 1)[0]
    for name in (
        "Janie Ward",
        "Hartling",
        "Sparks",
        "Jean Baker Miller",
        "Irene Stiver",
        "Janet Surrey",
        "Judith Jordan",
        "Joyce Fletcher",
        "Debra Meyerson",
        "Patricia Hill Collins",
        "Maureen Walker",
        "Kris Rondeau",
    ):
        assert name in credit, name
    assert "bound to their own culture" in credit
    assert "criticism" in credit
