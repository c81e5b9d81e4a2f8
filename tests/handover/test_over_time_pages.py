"""Then and now as pages: rings, dots and lines where the document has figures, and no others."""

import copy
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from cli.inside import inside
from cli.program import EXAMPLES
from handover.markup import Markup, check_headings, check_inert
from handover.reading import check_file, squeezed, text_of
from rctdiag.model.documents.comparison import Comparison
from rctdiag.model.documents.over_time.waves import Waves
from rctdiag.render import View, render_comparison
from rctdiag.render.over_time.over_time_files import PageKind, comparison_file, waves_file
from render.hostile import BAD

Document = dict[str, Any]
KINDS = get_args(PageKind)


def level(mean: float | None, direction: str = "about", people: int = 9) -> Document:
    if mean is None:
        return {"answered": None, "mean": None, "direction": None, "interval": None}
    return {"answered": people, "mean": mean, "direction": direction, "interval": None}


def change(first: int, verdict: str, means: tuple[float, float]) -> Document:
    return {
        "by": "team", "name": "north", "scale": "survival", "first": first, "second": 2,
        "method": "independent", "answered": (9, 9), "means": means,
        "directions": ("about", "about"), "change": means[1] - means[0],
        "interval": {"low": -40.0, "high": -2.0, "level": 0.95, "method": "planning-sd-25"},
        "spread": (25.0, 25.0), "p": 0.01, "verdict": verdict, "within": False,
        "better": True if verdict == "down" else None,
    }  # fmt: skip


def waves(*, names: tuple[str, ...] = ("spring", "summer", "autumn")) -> Document:
    """Three waves; the north is hidden in the second, and at an end of the scale in the third."""
    series = [
        {"by": "everyone", "name": "", "scale": scale, "levels": [level(40), level(50), level(60)]}
        for scale in ("survival", "connection")
    ]
    north = {"by": "team", "name": "north"}
    series += [
        {**north, "scale": "survival", "levels": [level(75), level(None), level(5, "at_most")]},
        {**north, "scale": "connection", "levels": [level(30), level(None), level(30)]},
    ]
    titles = {"survival": ("Stretched", "hard"), "connection": ("Connection", "good")}
    return {
        "schema": "rctdiag.waves/1", "rctdiag_version": "0.1.0", "language": "en",
        "created": "2026-06-01T10:00:00+02:00", "waves": names, "questionnaires": (),
        "linked": False, "draft": True, "ledger": "no_ids", "limits": (), "form": "full",
        "forms_differ": False, "items": 33, "items_left_out": 0, "minimum": 5, "smallest": 5.0,
        "level": 0.95, "correction": "holm", "comparisons": 4,
        "scale_order": tuple(titles), "people": (40, 41, 42), "breakdowns": ("team",),
        "scales": {
            id_: {"title": title, "kind": "culture", "high": high}
            for id_, (title, high) in titles.items()
        },
        "series": series, "turnover": (),
        "changes": (change(1, "no_change_found", (60, 5)), change(0, "down", (75, 5))),
        "hidden": ({**north, "scale": None, "wave": 1},),
    }  # fmt: skip


def saved(path: Path, document: Document) -> Path:
    path.write_text(json.dumps(document))
    return path


def test_a_comparison_has_a_ring_then_and_a_dot_now(tmp_path: Path) -> None:
    results = []
    for person, day in (("paula-told", "2026-01-05"), ("agnes-imagined", "2026-06-08")):
        results.append(tmp_path / f"{person}.json")
        answers = EXAMPLES / f"{person}.yaml"
        time = f"{day}T09:00:00+01:00"
        ran = inside("assess", "--answers", answers, "--now", time, "-o", results[-1])
        assert ran.code == 0, ran.err
    document = tmp_path / "moved.json"
    assert inside("compare", *results, "-o", document).code == 0
    moved = Comparison.model_validate_json(document.read_text())
    for kind in KINDS:
        data = comparison_file(moved, kind)
        assert comparison_file(moved, kind) == data
        for ask in (("report", document), ("compare", *results)):
            file = tmp_path / f"{ask[0]}.{kind}"
            assert inside(*ask, "-o", file).code == 0
        assert (tmp_path / f"report.{kind}").read_bytes() == data
        text = squeezed(text_of(kind, data))
        for said in (*moved.statement, *moved.limits):
            assert squeezed(said.text) in text
        assert all(squeezed(scale.label) in text for scale in moved.scales.values())
        if kind != "html":
            check_file(kind, data)
    page = check_inert(comparison_file(moved, "html").decode())
    circles = [(each["class"], each["cx"]) for each in page.all("circle")]
    scales = [moved.scales[id_] for id_ in moved.scale_order]
    drawn = [
        [(sign, f"{round(score)}%") for sign, score in pair if score is not None]
        for pair in ((("ring", scale.first), ("dot", scale.second)) for scale in scales)
    ]
    assert circles == [circle for pair in drawn for circle in pair]
    # And on a terminal, wide and narrow: a line where there are two scores, its figures beside it.
    for width, is_ascii in ((80, False), (38, False), (80, True)):
        shown = render_comparison(moved, View(format="text", width=width, ascii=is_ascii))
        assert max(map(len, shown.splitlines())) <= width
        lines = [row for row in shown.splitlines() if set(row) & {"├", "|"}]
        both = [scale for scale in scales if scale.first is not None and scale.second is not None]
        assert all(f"{each.first:.0f}" in row for each, row in zip(both, lines, strict=True))
        assert all(f"{each.second:.0f}" in row for each, row in zip(both, lines, strict=True))
        assert ("○" in shown) != is_ascii


def test_waves_are_small_multiples_with_a_gap_where_a_group_is_hidden() -> None:
    document = Waves.model_validate_json(json.dumps(waves()))
    html = waves_file(document, "html").decode()
    page = check_inert(html)
    check_headings(html)
    # Everybody and the north, two scales each, side by side and by themselves.
    assert html.count('class="course ') == 8
    assert len(page.all("circle")) == 2 * 2 * (3 + 2)
    assert sum(each.get("class") == "range" for each in page.all("line")) == 2 * 2 * 2
    assert {each["cy"] for each in page.all("circle")} == {
        f"{55 - mean / 2}" for mean in (40, 50, 60, 75, 5, 30)
    }
    assert "75 → hidden → 5 or less" in page.words
    # A draft says so in the margin of every page that is printed.
    margin = re.search(r"@top-right \{ content: \"([^\"]+)\"", html)
    assert margin is not None
    assert "".join(chr(int(code, 16)) for code in margin[1].split("\\")[1:]) == "Draft"
    released = document.model_copy(update={"draft": False})
    assert "@top-right" not in waves_file(released, "html").decode()
    for kind in KINDS:
        text = squeezed(text_of(kind, waves_file(document, kind)))
        for said in ("Draft", "north: Stretched went down", "north, in summer"):
            assert squeezed(said) in text, (kind, said)
    assert waves_file(document, "pdf") == waves_file(document, "pdf")


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_stay_text(kind: PageKind) -> None:
    hostile = waves(names=BAD[6:9])
    hostile["scales"]["survival"]["title"] = "".join(BAD[6:])
    data = waves_file(Waves.model_validate_json(json.dumps(hostile)), kind)
    if kind == "html":
        assert len(check_inert(data.decode()).all("svg")) == len(Markup(data.decode()).all("svg"))
    else:
        check_file(kind, data)


def test_what_does_not_fit_together_is_refused_with_its_place(tmp_path: Path) -> None:
    spoilt = copy.deepcopy(waves())
    spoilt["series"][0]["scale"] = "nothing"
    spoilt["series"][1]["levels"][0]["answered"] = 4
    spoilt["series"][2]["levels"].pop()
    spoilt["hidden"][0]["wave"] = 3
    ran = inside("report", saved(tmp_path / "waves.json", spoilt), "-o", tmp_path / "x.html")
    assert (ran.code, ran.err.count("does-not-fit")) == (3, 4)
    for path in (
        "series.0.scale",
        "series.1.levels.0.answered",
        "series.2.levels",
        "hidden.0.wave",
    ):
        assert path in ran.err
    fine = saved(tmp_path / "fine.json", waves())
    assert "Stretched went down" in inside("report", fine).out
    for wrong in (("-o", tmp_path / "x.pptx"), ("-o", tmp_path / "x.xlsx"), ("--group", "north")):
        assert inside("report", fine, *wrong).code == 2
