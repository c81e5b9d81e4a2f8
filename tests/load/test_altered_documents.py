"""A saved document that was altered, or never made sense, is refused with its place."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.inside import inside
from cli.program import EXAMPLES, NOW
from rctdiag.errors.faults import InputRejected, RctdiagError
from rctdiag.load.saved_documents import (
    is_comparison,
    is_group_report,
    is_plan,
    load_comparison,
    load_note,
    load_plan,
    load_result,
    load_teams,
)
from rctdiag.load.syntax.document import Document, parse
from rctdiag.render import render, render_comparison, render_plan, render_weeks
from rctdiag.render.group import render_group
from rctdiag.render.view import View
from rctdiag.render.words import words

Doc = dict[str, Any]
ABSURD: tuple[object, ...] = (
    None,
    -1,
    0.5,
    10**17,
    1e300,
    True,
    "x",
    "",
    "9" * 50,
    [],
    [1],
    {},
    {"x": 1},
)
VIEWS = (View(), View(full=True), View(format="markdown"), View(accessible=True))


def shown(read: Document, view: View) -> str:
    """As the command shows it, whatever kind of document it is."""
    if is_group_report(read):
        return render_group(load_teams(read), view)
    if is_plan(read):
        return render_plan(load_plan(read), view)
    if is_comparison(read):
        return render_comparison(load_comparison(read), view)
    if isinstance(read.data, dict) and read.data.get("schema") == "rctdiag.note/1":
        return render_weeks([load_note(read)], words(), view)
    return render(load_result(read), view)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A document of each kind that is read again, as JSON."""
    home = str(tmp_path_factory.mktemp("home"))
    person = inside("assess", "--answers", EXAMPLES / "agnes-imagined.yaml", "--json", "--now", NOW)
    group = inside("teams", EXAMPLES / "teams.csv", "--by", "team", "--json", "--now", NOW)
    first = tmp_path_factory.mktemp("results") / "first.json"
    first.write_text(person.out, "utf-8")
    inside("note", "--now", NOW, stdin="1\n2\n3\n\n\nwin\ncost\n", home=home)
    (note,) = json.loads(inside("history", "weeks", "--json", home=home).out)["notes"]
    sheet = EXAMPLES / "agnes-imagined.yaml"
    inside("assess", "--answers", sheet, "--remember", "--now", NOW, home=home)
    lines = "1\n2\nhappened\ncost\n4\n4\n\n1\n" + "3\n" * 26
    look = ("again", "--json", "--now", "2027-01-10T09:00:00Z")
    again = inside(*look, stdin=lines, home=home)
    second = first.with_name("second.json")
    second.write_text(again.out, "utf-8")
    return {
        "result": person.out,
        "teams": group.out,
        "again": again.out,
        "note": json.dumps(note),
        "plan": inside("plan", first, "--json", "--now", NOW).out,
        "comparison": inside("compare", first, second, "--json", "--now", NOW).out,
    }


def change(document: Doc, path: str, value: object) -> None:
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    inner: Any = document
    for step in steps:
        inner = inner[step]
    inner[last] = value


@pytest.mark.parametrize(
    ("kind", "path", "value", "told"),
    [
        ("result", "scales.survival.answered", -1, "out-of-range"),
        ("result", "scales.survival.interval.low", 99, "does-not-fit"),
        ("result", "scales.survival.interval.low", -5000, "does-not-fit"),
        ("result", "scales.survival.score", None, "does-not-fit"),
        ("result", "scales.survival.score", 99, "does-not-fit"),
        ("result", "scales.survival.id", "other", "does-not-fit"),
        ("result", "scales.survival.facet_order", [], None),  # older documents have none
        ("result", "scales.survival.facet_order", ["overload"], "does-not-fit"),
        ("result", "scales.survival.facets.overload.items", 10**17, "out-of-range"),
        ("result", "scales.survival.needed", 99, "does-not-fit"),
        ("result", "readings.paradox.id", "power_over", "does-not-fit"),
        ("result", "readings.paradox.reason", "as_answered", "does-not-fit"),
        ("result", "readiness.say.id", "allies", "does-not-fit"),
        ("result", "counts.asked", 3, "does-not-fit"),
        ("result", "profile.leading", ["nowhere"], "does-not-fit"),
        ("result", "profile.standing_out", [["survival", "nowhere"]], "does-not-fit"),
        ("result", "plan.heart.0.facet", "nowhere", "does-not-fit"),
        ("result", "practices.helping.0.answer", 0, "does-not-fit"),
        ("result", "plan.begin.0.because.0.answer", 0, "does-not-fit"),
        ("result", "about.beyond", [1], "not-one-of"),
        ("result", "schema", "rctdiag.nothing/1", "wrong-document"),
        ("teams", "organisation.n", -1, "out-of-range"),
        ("teams", "organisation.n", 4, "does-not-fit"),
        ("teams", "organisation.n", None, "does-not-fit"),
        ("teams", "groups.0.name", None, "does-not-fit"),
        ("teams", "groups.0.scales.survival.interval.low", 99.5, "does-not-fit"),
        ("teams", "groups.0.scales.survival.interval.high", 1e300, "out-of-range"),
        ("teams", "groups.0.scales.survival.interval.high", 5000, "does-not-fit"),
        ("teams", "groups.0.scales.survival.interval", None, "does-not-fit"),
        ("teams", "groups.0.scales.survival.direction", None, "does-not-fit"),
        ("teams", "groups.0.scales.survival.reason", "hidden_to_protect", "does-not-fit"),
        ("teams", "groups.0.scales.survival.answered", 900, "does-not-fit"),
        ("teams", "groups.0.scales.survival.facets", {}, "does-not-fit"),
        ("teams", "groups.0.focus.0.scale", "nowhere", "does-not-fit"),
        ("teams", "groups.0.focus.0.facet", "nowhere", "does-not-fit"),
        ("teams", "groups.0.focus.0.mean", 1, "does-not-fit"),
        ("teams", "groups.0.stands_out.scale", "nowhere", "does-not-fit"),
        ("teams", "groups.0.steps.0.id", "nowhere", "does-not-fit"),
        ("teams", "hidden.0.scale", "nowhere", "does-not-fit"),
        ("teams", "comparisons.rows.0.scale", "nowhere", "does-not-fit"),
        ("teams", "breakdowns.0.shown", 0, "does-not-fit"),
        ("teams", "breakdowns.0.hidden", 9, "does-not-fit"),
        ("teams", "scale_order", ["survival"], "does-not-fit"),
        ("comparison", "scale_order", ["survival"], "does-not-fit"),
        ("comparison", "scale_order.0", "nowhere", "does-not-fit"),
        ("comparison", "scales.survival.id", "other", "does-not-fit"),
        ("comparison", "first.created", "yesterday", "bad-time"),
        ("plan", "look", "2026-02-30", "bad-date"),
        ("plan", "created", "2026-03-02T10:00:00", "bad-time"),
        ("note", "on", "0000-01-01", "bad-date"),
        ("again", "since.previous", "", "bad-time"),
        ("again", "since.carried_from", "2026-13-01", "bad-date"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_place(
    kind: str, path: str, value: object, told: str | None, saved: dict[str, str]
) -> None:
    document = json.loads(saved[kind])
    change(document, path, value)
    read = parse(json.dumps(document, indent=1), "d.json")
    if told is None:
        assert shown(read, VIEWS[0])
        return
    with pytest.raises(InputRejected) as refused:
        shown(read, VIEWS[0])
    fault = refused.value.faults[0]
    assert fault.code == told
    assert fault.line > 1 or kind == "schema"
    # Where another value is the one that does not fit, its place is beside, or inside.
    assert path.split(".")[:1] == fault.path.split(".")[:1]


def test_a_power_row_names_what_there_is(saved: dict[str, str]) -> None:
    document = json.loads(saved["teams"])
    row = {
        "by": "team", "scale": "nowhere", "facet": None, "least": "a", "most": "b",
        "least_mean": 40, "most_mean": 50, "difference": 10, "p": None, "apart": False,
        "interval": document["groups"][0]["scales"]["survival"]["interval"],
    }  # fmt: skip
    for changed in ({}, {"facet": "x"}, {"scale": "survival", "facet": "x"}):
        document["power"] = [row | changed]
        with pytest.raises(InputRejected, match=r"^does-not-fit: .*power\.0\."):
            shown(parse(json.dumps(document), "d.json"), VIEWS[0])


def leaves(inner: object, path: tuple[str, ...] = ()) -> Iterator[str]:
    if path:
        yield ".".join(path)
    if isinstance(inner, dict | list):
        for step, part in inner.items() if isinstance(inner, dict) else enumerate(inner):
            yield from leaves(part, (*path, str(step)))


@pytest.mark.parametrize("kind", ["result", "teams", "again", "note", "plan", "comparison"])
def test_any_value_anywhere_is_shown_or_refused(kind: str, saved: dict[str, str]) -> None:
    """Drawn anew each day it would not be repeatable: the seed stands."""
    drawn = random.Random(20261128)  # noqa: S311 - no secret
    places = list(leaves(json.loads(saved[kind])))
    refused = 0
    for path in drawn.sample(places, min(50, len(places))):
        document = json.loads(saved[kind])
        change(document, path, drawn.choice(ABSURD))
        try:
            read = parse(json.dumps(document), "d.json")
            assert shown(read, drawn.choice(VIEWS))
        except RctdiagError:
            refused += 1
    assert refused > min(50, len(places)) / 2


def test_report_says_so_with_exit_3(saved: dict[str, str], tmp_path: Path) -> None:
    broken: dict[str, Callable[[Doc], object]] = {
        "nan": lambda one: change(one, "scales.survival.score", float("nan")),
        "n": lambda one: change(one, "counts.answered", -1),
    }
    for name, breaks in broken.items():
        document = json.loads(saved["result"])
        breaks(document)
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        ran = inside("report", path)
        assert (ran.code, ran.out) == (3, "")
        assert f"{path}:1:" in ran.err
