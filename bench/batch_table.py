"""The growth table of docs/batch.md and the plot beside it, made from what bench/batch.py stored.

python bench/batch_table.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from batch_plot import plot

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "batch.md"
STORED = ROOT / "bench" / "results" / "batch.json"
FORMS = {"csv": "CSV", "parquet": "Parquet", "csv to csv": "CSV to CSV"}
BEGIN, END = "<!-- growth, made by bench/batch_table.py -->\n", "<!-- end of growth -->\n"
COLUMNS = ("rctdiag", "hand", "DuckDB", "pandas", "csv + pydantic", "R scoreFast", "R scoreItems")


def table(stored: dict[str, Any]) -> str:
    """Seconds, ratio and memory of rctdiag; then the wall ratio of each peer."""
    peers = [name for name in COLUMNS[1:] if any(name in run["medians"] for run in stored["runs"])]
    others = [name for name in peers if name != "hand"]
    lines = [
        "| table | rows | rctdiag s | MB | x by hand, wall | x by hand, cpu | rounds | load | "
        + " | ".join(f"{name} x" for name in others)
        + " |",
        "|---|--:|--:|--:|--:|--:|--:|--:|" + "--:|" * len(others),
    ]
    for run in stored["runs"]:
        ours = run["medians"]["rctdiag"]
        figures = [
            f"{FORMS[run['form']]}, {run['items']} items",
            f"{run['rows']:,}",
            f"{ours['wall']:.2f}",
            f"{ours['rss_mb']:.0f}",
            f"{ours['wall_ratio']:.2f}",
            f"{ours['cpu_ratio']:.2f}",
            f"{ours['rounds']}",
            f"{run['load']:.0f}",
            *(_ratio(run["medians"].get(name)) for name in others),
        ]
        lines.append(f"| {' | '.join(figures)} |")
    rate = f"{stored['results_per_second']:,.0f}"
    told = (
        f"\n`--results` writes {rate} full results a second (20,000 people, start-up included), "
        f"on {stored['cores']} cores.\n"
    )
    return "\n".join(lines) + "\n" + told


def _ratio(one: dict[str, float] | None) -> str:
    return "" if one is None else f"{one['wall_ratio']:.1f}"


def page(stored: dict[str, Any], before: str) -> str:
    """The page with the table of what is stored."""
    head, _, rest = before.partition(BEGIN)
    return f"{head}{BEGIN}\n{table(stored)}\n{END}{rest.partition(END)[2]}"


def main() -> None:
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    PAGE.write_text(page(stored, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    STORED.with_suffix(".svg").write_text(plot(stored["runs"]), encoding="utf-8")


if __name__ == "__main__":
    main()
