"""The stored figures of the outside witnesses, and groups made from them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from rctdiag.model.group import Moments, Stratum
from rctdiag.stats.numeric.descriptives import moments

ORACLE = Path(__file__).resolve().parents[1] / "oracle"


def stored() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ORACLE / "r.json").read_text(encoding="utf-8"))
    return found


def of_scores(scores: Iterable[float | Fraction]) -> Moments:
    exact = [Fraction(one) for one in scores]
    return Moments(len(exact), sum(exact, Fraction()), sum((one**2 for one in exact), Fraction()))


def teams(data: dict[str, Any]) -> list[Moments]:
    """Groups as a table engine would hand them over: whole sums of keyed answers."""
    found = []
    for team in sorted(set(data["team"])):
        totals = [sum(x) for x, own in zip(data["x"], data["team"], strict=True) if own == team]
        squares = sum(total**2 for total in totals)
        found.append(moments([Stratum(5, len(totals), sum(totals), squares)], 1, 5))
    return found


def rows(data: dict[str, Any], team: int) -> list[list[int]]:
    return [x for x, own in zip(data["x"], data["team"], strict=True) if own == team]
