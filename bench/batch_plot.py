"""Growth as an SVG: rows against seconds, both logarithmic, a line a contestant."""

from __future__ import annotations

from math import log10
from typing import Any
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, TOP = 640, 400, 60, 40
# Told apart without colour too: each line has its own dashes and its name at its end.
STYLES = ("", "6 3", "2 3", "8 3 2 3", "1 4", "12 4", "4 4", "10 2 2 2")


def plot(runs: list[dict[str, Any]]) -> str:
    """Wall seconds of the CSV runs with most items."""
    most = max(run["items"] for run in runs)
    chosen = [run for run in runs if run["items"] == most and run["form"] == "csv"]
    lines: dict[str, list[tuple[int, float]]] = {}
    for run in chosen:
        for name, one in run["medians"].items():
            lines.setdefault(name, []).append((run["rows"], one["wall"]))
    rows = [run["rows"] for run in chosen]
    walls = [wall for points in lines.values() for _, wall in points]
    low, high = log10(min(rows)), max(log10(max(rows)), log10(min(rows)) + 1)
    least, top = log10(min(walls)), log10(max(walls))

    def place(row: int, wall: float) -> tuple[float, float]:
        x = LEFT + (log10(row) - low) / (high - low) * (WIDTH - LEFT - 120)
        y = HEIGHT - 50 - (log10(wall) - least) / (top - least) * (HEIGHT - 50 - TOP)
        return round(x, 1), round(y, 1)

    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
            ' font-family="sans-serif" font-size="11">'
        ),
        f"<title>Seconds to score a CSV of {most} items</title>",
        "<desc>Both axes logarithmic; the figures are in batch.json.</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="14">Seconds to score a CSV of {most} items</text>',
    ]
    for row in sorted(set(rows)):
        x, _ = place(row, min(walls))
        parts.append(f'<text x="{x}" y="{HEIGHT - 25}" text-anchor="middle">{row:,} rows</text>')
    for power in range(int(least) - 1, int(top) + 2):
        if least <= power <= top:
            _, y = place(min(rows), 10.0**power)
            parts.append(
                f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g} s</text>'
            )
            parts.append(f'<path d="M{LEFT} {y}H{WIDTH - 120}" stroke="#ddd"/>')
    for style, (name, points) in zip(STYLES, lines.items(), strict=False):
        spots = [place(*one) for one in sorted(points)]
        path = "M" + "L".join(f"{x} {y}" for x, y in spots)
        wide = 2.5 if name == "rctdiag" else 1.2
        parts.append(
            f'<path d="{path}" fill="none" stroke="#222" stroke-width="{wide}"'
            f' stroke-dasharray="{style}"/>'
        )
        x, y = spots[-1]
        parts.append(f'<text x="{x + 6}" y="{y + 4}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])
