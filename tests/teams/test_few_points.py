"""Answers of two, three and four points, end to end: no score is certain from what is shown."""

from __future__ import annotations

import json
import random
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from cli.inside import inside

HEAD = """schema: rctdiag.questionnaire/1
id: own
version: "1.0.0"
title: Own
kind: other
language: en
license: CC-BY-4.0
evidence: 0
about: Something to try.
stem: How often has this been so here?
"""


def questionnaire(points: int, parts: dict[str, int], delicate: int) -> str:
    words = ["never", "rarely", "sometimes", "often"][:points]
    text = f"{HEAD}scale:\n  low: 1\n  high: {points}\n  labels: [{', '.join(words)}]\nfacets:\n"
    for part in parts:
        text += f"  - id: {part}\n    label: part {part}\n    opposite: no {part}\n"
        text += f"    looks_for: Something of {part}.\n"
    text += "items:\n"
    names = [part for part, items in parts.items() for _ in range(items)]
    for turn, part in enumerate(names):
        text += f"  - id: x{turn}\n    facet: {part}\n    text: Something x{turn} happens here.\n"
        if turn < delicate:
            text += "    sensitive: true\n    serious: true\n"
    return text


def run(folder: Path, text: str, rows: list[tuple[str, list[int]]]) -> dict[str, Any]:
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    items = len(rows[0][1])
    lines = [",".join(["team", *(f"x{turn}" for turn in range(items))])]
    lines += [",".join([team, *map(str, answers)]) for team, answers in rows]
    (folder / "own.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    given = ("--questionnaire", folder / "own.yaml", "--by", "team", "--ledger", "none")
    ended = inside("teams", folder / "own.csv", *given)
    assert ended.code == 0, ended.err
    assert "Own" in ended.out
    ended = inside("teams", folder / "own.csv", *given, "--json")
    assert ended.code == 0, ended.err
    document: dict[str, Any] = json.loads(ended.out)
    return document


# Points, items of each part, delicate items -> the parts that are shown beside the scale.
SHOWN: list[tuple[int, dict[str, int], int, set[str] | None]] = [
    (2, {"a": 2, "b": 1}, 0, set()),  # parts of two steps and one tell their ends
    (2, {"a": 3, "b": 4}, 0, {"a", "b"}),
    (3, {"a": 1, "b": 2}, 0, set()),
    (3, {"a": 2, "b": 3}, 0, {"a", "b"}),
    (4, {"a": 3}, 1, {"a"}),  # a third is delicate, not more
    (2, {"a": 1}, 0, None),  # so short that nothing can be shown
    (3, {"a": 1}, 0, None),
    (2, {"a": 2}, 1, None),
]


@pytest.mark.parametrize(("points", "parts", "delicate", "shown"), SHOWN)
def test_few_points(
    points: int,
    parts: dict[str, int],
    delicate: int,
    shown: set[str] | None,
    tmp_path: Path,
) -> None:
    rng = random.Random(points)  # noqa: S311 - a repeatable draw, no secret
    items = sum(parts.values())
    rows = [("AB"[turn % 2], [rng.randint(1, points) for _ in range(items)]) for turn in range(24)]
    document = run(tmp_path, questionnaire(points, parts, delicate), rows)
    groups = [document["organisation"], *document["groups"]]
    assert [group["n"] for group in groups] == [24, 12, 12]
    means = [group["scales"]["own"]["mean"] for group in groups]
    assert [mean is None for mean in means] == [shown is None] * 3
    if shown is None:
        assert {row["reason"] for row in document["hidden"]} == {"hidden_to_protect"}
        return
    for group in groups:
        facets = group["scales"]["own"]["facets"]
        assert {id_ for id_, facet in facets.items() if facet["mean"] is not None} == shown


def scores_that_fit(group: dict[str, Any], steps: int) -> list[tuple[int, ...]]:
    """Every way to share out scores among six people that gives the mean of the group, sorted."""
    mean, way = group["scales"]["own"]["mean"], group["scales"]["own"]["direction"]
    fit = []
    for scores in product(range(steps + 1), repeat=6):
        if list(scores) != sorted(scores):
            continue
        held = [0.5 if one <= 1 else steps - 0.5 if one >= steps - 1 else one for one in scores]
        exact = 100 * sum(held) / (6 * steps)
        near = abs(exact - mean) <= 0.051
        if (way == "at_most" and exact <= mean) or (way == "at_least" and exact >= mean):
            near = True
        if near:
            fit.append(scores)
    return fit


@pytest.mark.parametrize("points", [2, 3, 4])
@pytest.mark.parametrize("answer", ["lowest", "highest", "one apart"])
def test_all_alike_tells_nobodys_score(points: int, answer: str, tmp_path: Path) -> None:
    """Six people who all answer alike: even one of them cannot tell what any other scored."""
    least = [1] * 3
    alike = [points] * 3 if answer == "highest" else least
    rows = [("A", alike) for _ in range(6)]
    if answer == "one apart":
        rows[0] = ("A", [points] * 3)
    document = run(tmp_path, questionnaire(points, {"a": 3}, 0), rows)
    steps = 3 * (points - 1)
    fit = scores_that_fit(document["organisation"], steps)
    for own in range(steps + 1):
        mine = [scores for scores in fit if own in scores]
        if mine:
            for score in range(steps + 1):  # nobody else must have this score
                others = [sorted(scores) for scores in mine]
                for scores in others:
                    scores.remove(own)
                assert not all(scores == [score] * 5 for scores in others)
