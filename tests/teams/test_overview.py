"""Many groups: an overview in the short view, and each step told once."""

import re
from copy import deepcopy

import pytest

from rctdiag.disclosure.document.build import ReportRequest
from rctdiag.render.group.many_groups import overview
from rctdiag.render.group.report_in_words import PAGES, ReportInWords
from rctdiag.render.plain.canonical_json import dumps
from rctdiag.render.view import View
from rctdiag.render.words import words
from teams.groups import survey
from teams.many import Doc, answered, apart, report, shown
from teams.shown import document, read_back, render_group, render_page

TEXT = View(accessible=True)  # a sentence a line
DRAWN = View(width=80)


@pytest.fixture
def made() -> Doc:
    return report()


def stands_out(word: str, scale: str | None) -> Doc:
    return {"word": word, "scale": scale, "probabilities": {}, "reason": None}


def limits(low: float, high: float) -> Doc:
    return {"low": low, "high": high, "level": 0.95, "method": "pooled-within-groups"}


def lines(made: Doc) -> dict[str, str]:
    """What the overview says of each group, without its name."""
    blocks = [b for b in overview(ReportInWords(read_back(made), words())) if b.kind == "item"]
    assert all(block.text == " ".join(block.sentences) for block in blocks)
    return dict(zip((one["name"] for one in shown(made)), (b.text for b in blocks), strict=True))


def one_voice(text: str) -> str:
    return " ".join(text.split())


def test_a_handful_of_groups_keeps_its_pages(made: Doc) -> None:
    assert len(shown(made)) > PAGES
    assert "The groups at a glance" in render_group(made, TEXT)
    kept = shown(made)[:PAGES]
    made["groups"] = kept
    told = render_group(made, TEXT)
    assert "The groups at a glance" not in told
    assert all(f"{one['name']} ({one['n']} people)\n" in told for one in kept)


def test_nothing_is_lost(made: Doc) -> None:
    told = render_group(made, View(accessible=True, full=True))
    assert "The groups at a glance" not in told
    for one in shown(made):
        assert f"{one['name']} ({one['n']} people)\n" in told
    assert render_group(made, View(format="json")) == dumps(made)


def test_who_is_shown_stands_once_in_the_order_of_the_document(made: Doc) -> None:
    told = render_group(made, TEXT)
    names = re.findall(r"^(\w) \(\d+ people\)\.$", told, re.MULTILINE)
    assert names == [one["name"] for one in shown(made)]
    assert "\nteam: " not in told
    for one in shown(made):
        for scale in one["scales"].values():
            scale["mean"] = 100 - scale["mean"]
    again = re.findall(r"^(\w) \(", render_group(made, TEXT), re.MULTILINE)
    assert again == names


def test_forty_groups_take_a_few_lines_each(made: Doc) -> None:
    apart(made, "told_apart", *made["scale_order"])
    rich = deepcopy(shown(made)[0])
    made["groups"] = [rich | {"name": f"team {at:03d}"} for at in range(40)]
    told = render_group(made, DRAWN).splitlines()
    start, end = (
        next(at for at, line in enumerate(told) if line.startswith(mark))
        for mark in (" The groups at a glance", " 3 Oppose it")
    )
    assert end - start <= 40 * 3 + 20
    assert max(map(len, told)) <= 80


def test_where_groups_are_alike_nothing_is_said_of_one(made: Doc) -> None:
    for ladder in ("no_difference", "not_told_apart", "not_computed"):
        apart(made, ladder, *made["scale_order"])
        for one in shown(made):
            one["stands_out"] = stands_out("highest", "survival")
            one |= {"focus": [], "for_leading": []}
            for scale in one["scales"].values():
                for figure in scale["facets"].values():
                    figure["mean"] = 50.0
        made["items"] = {}
        for name, told in lines(made).items():
            assert re.fullmatch(rf"{name} \(\d+ people\)\.", told)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("highest", "Among the cultures, Stretched scores highest: sometimes."),
        (
            "leads",
            "Among the cultures, Stretched comes first, though that is not certain: sometimes.",
        ),
    ],
)
def test_what_stands_out_is_as_certain_as_its_word(made: Doc, word: str, sentence: str) -> None:
    first = shown(made)[0]
    first["stands_out"] = stands_out(word, "survival")
    apart(made, "with_care", "connection")  # no culture: the cultures of groups are alike
    assert sentence not in lines(made)["a"]
    apart(made, "with_care", "hierarchical")
    assert sentence in lines(made)["a"]
    first["stands_out"] = stands_out("none", None)
    assert "Stretched" not in lines(made)["a"]
    first["stands_out"] = None
    assert "Stretched" not in lines(made)["a"]


@pytest.mark.parametrize(
    ("scale", "facet", "good", "clear", "unclear"),
    [
        ("connection", "zest", "feeling more alive after contact", (50.0, 80.0), (49.9, 80.0)),
        ("survival", "overload", "work that fits the hands", (20.0, 50.0), (20.0, 50.1)),
    ],
)
def test_a_strength_is_told_where_its_whole_range_is_good(
    made: Doc,
    scale: str,
    facet: str,
    good: str,
    clear: tuple[float, float],
    unclear: tuple[float, float],
) -> None:
    first = shown(made)[0]
    figure = first["scales"][scale]["facets"][facet]
    label = next(one for one in made["scales"][scale]["facets"] if one["id"] == facet)
    welcome = scale == "connection"
    label["label" if welcome else "opposite"] = good
    mean = 62.5 if welcome else 37.4
    strength = {"scale": scale, "facet": facet, "good": good, "hard": "", "mean": mean}
    strength["direction"] = "about"
    first["strengths"] = [strength]
    apart(made, "told_apart", scale)
    figure["interval"] = limits(*clear)
    assert f"Build on: {good}." in lines(made)["a"]
    apart(made, "told_apart")
    assert "Build on" not in lines(made)["a"]
    apart(made, "told_apart", scale)
    figure["interval"] = limits(*unclear)
    assert "Build on" not in lines(made)["a"]
    figure["interval"] = None
    assert "Build on" not in lines(made)["a"]
    figure["interval"] = limits(*clear)
    strength["mean"] = 62.4 if welcome else 37.5  # "in part" on the page
    assert "Build on" not in lines(made)["a"]


@pytest.mark.parametrize(
    ("higher", "lower", "sentence"),
    [
        (("survival",), (), "Higher than elsewhere: Stretched."),
        ((), ("survival", "connection"), "Lower than elsewhere: Stretched and Connection."),
        (("connection",), ("survival",), "Higher than elsewhere: Connection. Lower: Stretched."),
        (("survival",), ("connection",), "Higher than elsewhere: Stretched. Lower: Connection."),
    ],
)
def test_who_differs_from_the_rest_is_told_group_by_group(
    made: Doc, higher: tuple[str, ...], lower: tuple[str, ...], sentence: str
) -> None:
    template = made["comparisons"]["rows"][0] | {"name": "a"}
    verdicts = dict.fromkeys(higher, "higher") | dict.fromkeys(lower, "lower")
    order = sorted(verdicts, key=made["scale_order"].index)
    none = [one | {"verdict": "no_difference_found"} for one in made["comparisons"]["rows"]]
    made["comparisons"]["rows"] = [
        *(template | {"scale": scale, "verdict": verdicts[scale]} for scale in order),
        *none,
    ]
    told = lines(made)
    assert sentence in told.pop("a")
    assert not any("the rest" in line for line in told.values())
    short = one_voice(render_group(made, TEXT))
    assert "Each group's page says whether it differs from the rest." in short
    assert "points above the rest" not in short
    assert "points below the rest" not in short
    made["comparisons"]["rows"] = none
    assert "page says whether" not in one_voice(render_group(made, TEXT))


def test_views_that_differ_are_told(made: Doc) -> None:
    first = shown(made)[0]
    assert first["agreement"]["survival"] is not None
    first["agreement"]["survival"]["word"] = "apart"
    assert "Views differ widely: Stretched." in lines(made)["a"]
    assert "Views differ widely" not in lines(made)["b"]


def test_care_comes_first_where_the_page_says_so(made: Doc) -> None:
    for item in made["items"]:
        for one in shown(made):
            if one["items"][item]["mean"] is not None:
                one["items"][item]["mean"] = 60.0 if one["name"] == "a" else 10.0
    for one in shown(made):
        paid: Doc = {"scale": "hierarchical", "facet": "power_over", "good": "x", "hard": "y"}
        paid |= {"mean": 60.0, "direction": "about"}
        one["for_leading"] = [paid] if one["name"] in {"d", "e"} else []
        for figure in (*one["scales"]["hierarchical"]["facets"].values(),
                       *one["scales"]["pseudo_relational"]["facets"].values()):  # fmt: skip
            if figure["mean"] is not None:
                figure["mean"] = 50.0
    told = lines(made)
    for one in shown(made):
        page = one_voice(render_page(made, TEXT, one))
        warned = any(
            each in page
            for each in ("Some of this is more than culture", "not the first step", "too much")
        )
        assert ("Care first." in told[one["name"]]) == warned
    assert {name for name, line in told.items() if "Care first." in line} == {"a", "d", "e"}
    assert 'Some lines say "care first"' in render_group(made, TEXT)
    for one in shown(made):
        one["for_leading"] = []
    made["items"] = {}
    assert "care first" not in render_group(made, TEXT)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (None, ""),
        ("low_response", " Fewer than half answered."),
        ("very_low_response", " Fewer than three in ten answered."),
        ("headcount_too_small", " More answered than the headcount says."),
    ],
)
def test_how_many_of_how_many_answered(made: Doc, reason: str | None, sentence: str) -> None:
    its = {"answered": 24, "headcount": 60, "rate": 40, "bounds": None, "reason": reason}
    shown(made)[0]["response"] = its
    assert lines(made)["a"].startswith(f"a (24 of 60 people).{sentence}")
    shown(made)[0]["response"] = its | {"rate": None, "headcount": None}
    assert lines(made)["a"].startswith(f"a (24 people).{sentence}")


def test_several_breakdowns_stand_apart() -> None:
    made = document(answered(), ReportRequest(("team", "grade")))
    told = render_group(made, TEXT)
    assert told.index("By team\n") < told.index("By grade\n") < told.index("junior (")


def test_overlapping_groups_have_no_ladder(made: Doc) -> None:
    made["breakdowns"][0]["scales"] = {}
    assert not any("scores highest" in line or "Build on" in line for line in lines(made).values())


def test_a_step_is_told_once_and_a_page_stands_alone(made: Doc) -> None:
    offered = {one["id"] for group in shown(made) for one in group["steps"]}
    for groups in (made["groups"], shown(made)[:3]):  # an overview, and pages
        told = one_voice(render_group(made | {"groups": groups}, TEXT))
        for step in offered:
            assert told.count(one_voice(made["steps"][step]["begin"])) == 1
    full = one_voice(render_group(made, View(accessible=True, full=True)))
    for group in shown(made):
        page = one_voice(render_page(made, TEXT, group))
        for one in group["steps"]:
            step = made["steps"][one["id"]]
            assert one_voice(step["begin"]) in page
            assert one_voice(step["stop_if"]) in page
            assert full.count(one_voice(step["stop_if"])) == 1


def test_without_steps_there_is_no_place_for_them(made: Doc) -> None:
    made["steps"] = {}
    for group in made["groups"]:
        group["steps"] = []
    assert "The steps offered to groups" not in render_group(made, TEXT)


def test_the_short_form_has_neither_strengths_nor_steps() -> None:
    team: list[str | None] = [name for name in "abcdefghij" for _ in range(6)]
    made = document(survey({"team": team}, 5, form="short", missing=0.0), ReportRequest(("team",)))
    apart(made, "told_apart", *made["scale_order"])
    told = render_group(made, TEXT)
    assert "The groups at a glance" in told
    assert "Build on" not in told
    assert "steps offered to groups" not in told
    page = render_page(made, TEXT, made["groups"][0])
    assert "The short form shows no parts" in one_voice(page)
    assert "The steps in full" not in page


def test_a_part_that_is_hidden_says_so(made: Doc) -> None:
    first = shown(made)[0]
    blank = {"mean": None, "direction": None, "interval": None}
    first["scales"]["survival"] |= blank
    first["scales"]["survival"]["facets"]["overload"] |= blank
    page = render_page(made, View(full=True), first)
    assert "Stretched: not shown, to protect people." in page
    assert one_voice(page).count("not shown, to protect people.") == 2
