"""What batch is compared with: the same scores, written by hand for other tools.

Every contestant reads the table, sums each facet and scale with its missing rule (two thirds of a
facet, half of a scale), and writes id, team and scores. Keys are all positive here: reversing costs
every tool the same.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

PLAIN_STOPS: dict[str, Any] = {
    "all": 1_000_000,
    "names": ("pandas", "csv + pydantic", "R scoreFast", "R scoreItems"),
    "slow": ("csv + pydantic", "R scoreFast", "R scoreItems"),
}

HEAD = """
import sys
table, output, items = sys.argv[1], sys.argv[2], sys.argv[3].split(",")
scales = [items[i:i + 15] for i in range(0, len(items), 15)]
facets = [scale[i:i + 3] for scale in scales for i in range(0, len(scale), 3)]
groups = [(f"s{n}", g, -(-len(g) // 2)) for n, g in enumerate(scales)]
groups += [(f"f{n}", g, -(-2 * len(g) // 3)) for n, g in enumerate(facets)]
is_csv = table.endswith("csv")
"""
POLARS = """
import polars as pl
schema = {"id": pl.String, "team": pl.String} | dict.fromkeys(items, pl.Int8)
frame = pl.scan_csv(table, schema=schema) if is_csv else pl.scan_parquet(table)
"""
FLOOR = (
    HEAD
    + POLARS
    + """
frame.select(pl.col(items).cast(pl.Int32).sum()).collect(engine="streaming")
"""
)
HAND = (
    HEAD
    + POLARS
    + """
def packed(group):
    return pl.sum_horizontal([(pl.col(i).cast(pl.Int16) + 256).fill_null(0) for i in group])
def score(name, needed):
    n, t = pl.col("_" + name) // 256, (pl.col("_" + name) % 256).cast(pl.Int32)
    points = (100 * (t - n)).cast(pl.Float64) / (n.cast(pl.Int32) * 4).cast(pl.Float64)
    return pl.when(n >= needed).then(points.round(4)).alias(name)
frame = frame.with_columns(packed(group).alias("_" + name) for name, group, _ in groups)
frame.select("id", "team", *(score(name, needed) for name, _, needed in groups)).sink_parquet(
    output.rpartition(".")[0] + ".parquet")
"""
)
DUCKDB = (
    HEAD
    + """
import duckdb
def sql(name, group, needed):
    n = " + ".join(f"({i} is not null)::int" for i in group)
    t = " + ".join(f"coalesce({i}, 0)" for i in group)
    points = f"round(100.0 * ({t} - ({n})) / (({n}) * 4), 4)"
    return f"case when {n} >= {needed} then {points} end {name}"
kinds = ", ".join(f"'{i}': 'SMALLINT'" for i in items)
source = (f"read_csv('{table}', types={{'id': 'VARCHAR', 'team': 'VARCHAR', {kinds}}})"
          if is_csv else f"'{table}'")
columns = ", ".join(sql(*g) for g in groups)
if not is_csv:
    wide = ", ".join(f"{i}::smallint {i}" for i in items)
    source = f"(select id, team, {wide} from {source})"
target = output.rpartition(".")[0] + ".parquet"
duckdb.sql(f"copy (select id, team, {columns} from {source}) to '{target}' (format parquet)")
"""
)
PANDAS = (
    HEAD
    + """
import pandas as pd
types = {"id": str, "team": str} | dict.fromkeys(items, "Int8" if not is_csv else "float32")
frame = pd.read_csv(table, dtype=types) if is_csv else pd.read_parquet(table)
out = frame[["id", "team"]].copy()
for name, group, needed in groups:
    part = frame[group].astype("float64")
    n = part.notna().sum(axis=1)
    out[name] = (100 * (part.sum(axis=1) - n) / (n * 4)).where(n >= needed).round(4)
out.to_csv(output, index=False)
"""
)
PLAIN = (
    HEAD
    + """
import csv
from pydantic import Field, create_model
from typing import Annotated
kind = Annotated[int, Field(ge=1, le=5)] | None
Row = create_model("Row", id=(str, ...), team=(str, ...), **{i: (kind, None) for i in items})
with open(table, newline="") as source, open(output, "w", newline="") as target:
    writer = csv.writer(target)
    writer.writerow(["id", "team", *(name for name, _, _ in groups)])
    for cells in csv.DictReader(source):
        row = Row(**{key: value or None for key, value in cells.items()})
        scores = []
        for _, group, needed in groups:
            given = [value for i in group if (value := getattr(row, i)) is not None]
            n = len(given)
            scores.append(round(100 * (sum(given) - n) / (n * 4), 4) if n >= needed else None)
        writer.writerow([row.id, row.team, *scores])
"""
)
R = """
arguments <- commandArgs(TRUE)
suppressPackageStartupMessages(library(psych))
items <- strsplit(arguments[3], ",")[[1]]
frame <- read.csv(arguments[1], colClasses = c(id = "character", team = "character"))
scales <- split(items, (seq_along(items) - 1) %/% 15)
facets <- split(items, (seq_along(items) - 1) %/% 3)
keys <- c(setNames(scales, paste0("s", seq_along(scales))),
          setNames(facets, paste0("f", seq_along(facets))))
made <- CALL(keys, frame[items], missing = TRUE, impute = "none")
scores <- if (is.list(made) && !is.data.frame(made)) made$scores else made
write.csv(cbind(frame[c("id", "team")], scores), arguments[2], row.names = FALSE)
"""


def peers(table: Path, output: Path, items: list[str], python: str) -> dict[str, list[str]]:
    """Name to command, of those that are there."""
    given = [str(table), str(output), ",".join(items)]
    found = {
        "floor": [python, "-c", FLOOR, *given],
        "hand": [python, "-c", HAND, *given],
        "DuckDB": [python, "-c", DUCKDB, *given],
        "pandas": [python, "-c", PANDAS, *given],
    }
    if table.suffix == ".csv":
        found["csv + pydantic"] = [python, "-c", PLAIN, *given]
        if shutil.which("Rscript") and _has_psych():
            for name in ("scoreFast", "scoreItems"):
                found[f"R {name}"] = ["Rscript", "-e", R.replace("CALL", name), *given]
    needs = {
        "floor": "polars",
        "hand": "polars",
        "DuckDB": "duckdb",
        "pandas": "pandas",
        "csv + pydantic": "pydantic",
    }
    return {
        name: command
        for name, command in found.items()
        if name not in needs or _imports(python, needs[name])
    }


def _imports(python: str, module: str) -> bool:
    command = [python, "-c", f"import {module}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _has_psych() -> bool:
    script = "quit(status = !requireNamespace('psych', quietly = TRUE))"
    command = ["Rscript", "-e", script]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
