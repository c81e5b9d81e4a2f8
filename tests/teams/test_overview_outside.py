"""An overview of many groups: what is hidden, names from outside, other languages."""

import re
from typing import Any

import pytest
from rich.cells import cell_len

from rctdiag.render.view import View
from rctdiag.render.words import PSEUDO
from render.hostile import FREE
from teams.interference import hidden_of, permuted
from teams.many import ASKED, SIZES, Doc, answered, apart, report, shown
from teams.shown import document, render_group, render_page, rendered

TEXT = View(width=80)


@pytest.fixture
def made() -> Doc:
    return report()


def test_what_is_hidden_cannot_be_seen_in_an_overview() -> None:
    before = answered()
    once = document(before, ASKED)
    unasked = {("grade", "junior"), ("grade", "senior")}
    crossed = {("team,grade", f"{t} / {g}") for t in SIZES for g in ("junior", "senior")}
    hidden = hidden_of(once)
    assert hidden
    after = permuted(before, hidden | unasked | crossed, 3)
    assert (after.given != before.given).any()
    again = document(after, ASKED)
    assert rendered(again) == rendered(once)
    for view in (TEXT, View(accessible=True), View(format="markdown")):
        assert render_group(again, view) == render_group(once, view)


NAMES = (
    "## <script>[x](y)",
    "\x1b[31m[red]*x*_ :skull:",
    "\u202egnp.exe {name} %s",
    "word " * 60,
    "x" * 300,
    "田中" * 60,
    "= CARE FIRST",
)


@pytest.mark.parametrize("name", NAMES)
def test_names_are_only_names(made: Doc, name: str) -> None:
    hidden = next(one for one in made["groups"] if one["reason"] is not None)
    shown(made)[0]["name"] = name
    for view in (TEXT, View(width=40), View(width=40, ascii=True), View(accessible=True)):
        told = render_group(made, view)
        assert "\x1b" not in told
        assert "\u202e" not in told
        if not view.accessible:
            assert max(map(cell_len, told.splitlines())) <= view.width
        if view.ascii:
            assert told.isascii()
    for live in ("<script>", "[x](y)"):
        assert live not in render_group(made, View(format="markdown"))
    before, *_ = render_group(made, TEXT).partition("What is not shown")
    hidden["name"] = name  # a name of what is hidden moves nothing in the overview
    after, *_ = render_group(made, TEXT).partition("What is not shown")
    assert after == before


@pytest.mark.parametrize(
    "view", [TEXT, View(full=True), View(format="markdown"), View(accessible=True)]
)
@pytest.mark.parametrize("groups", [len(SIZES), 3])
def test_nothing_visible_stays_untranslated(made: Doc, view: View, groups: int) -> None:
    apart(made, "told_apart", *made["scale_order"])
    made["groups"] = made["groups"][:groups]
    foreign = _digits(made) | {"language": PSEUDO}
    foreign["questionnaires"] = [{**one, "id": "0"} for one in foreign["questionnaires"]]
    assert re.findall(r"[A-Za-z]+", render_group(foreign, view)) == []
    assert re.findall(r"[A-Za-z]+", render_page(foreign, view, foreign["groups"][0])) == []


def _digits(value: Any, key: str = "") -> Any:  # noqa: ANN401 - JSON in, JSON out
    if isinstance(value, dict):
        return {name: _digits(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_digits(inner, key) for inner in value]
    free = key in FREE | {"good", "hard", "by", "columns", "least", "most"}
    return "0123" if isinstance(value, str) and free else value
