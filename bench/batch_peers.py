"""What batch is compared with: the same scores, written by hand for other tools.

Every contestant reads the table, sums each facet and scale with its reversed items and its missing
rule, and writes id, team, the scores and how many items were answered. R's psych has no missing
rule: it gives means of what was answered, and so does a little less.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rctdiag.scoring.key import FacetKey, KeyRow, ScaleKey, ScoringKey

PLAIN_STOPS: dict[str, Any] = {
    "all": 1_000_000,
    "names": ("pandas", "csv + pydantic", "R scoreFast", "R scoreItems"),
    "slow": ("csv + pydantic", "R scoreFast", "R scoreItems"),
}
SAME = ("hand", "DuckDB", "pandas", "csv + pydantic")  # write what rctdiag writes

HEAD = """
import json, sys
table, output = sys.argv[1], sys.argv[2]
key = json.load(open(sys.argv[3]))
items, reversed_, scales = key["items"], set(key["reversed"]), key["scales"]
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
def part(item):
    value = pl.col(item).cast(pl.Int16)
    return (256 + 6 - value if item in reversed_ else 256 + value).fill_null(0)
def packed(group):
    return pl.sum_horizontal(map(part, group)) if group else pl.lit(0, pl.Int16)
def count(name):
    return (pl.col("_" + name) // 256).cast(pl.Int32)
def score(name, enough):
    n, t = count(name), (pl.col("_" + name) % 256).cast(pl.Int32)
    points = (100 * (t - n)).cast(pl.Float64) / (n * 4).cast(pl.Float64)
    return pl.when(enough).then(points.round(4)).alias(name)
facets = [facet for scale in scales for facet in scale["facets"]]
frame = frame.with_columns(packed(one["items"]).alias("_" + one["name"]) for one in facets)
frame = frame.with_columns(
    pl.sum_horizontal("_" + one["name"] for one in scale["facets"]).alias("_" + scale["name"])
    for scale in scales)
columns = []
for scale in scales:
    has = {one["name"]: count(one["name"]) >= one["needed"] for one in scale["facets"]}
    scored = pl.sum_horizontal(one.cast(pl.Int16) for one in has.values())
    enough = (count(scale["name"]) >= scale["needed"]) & (scored >= scale["facets_needed"])
    columns += [score(scale["name"], enough), *(score(name, one) for name, one in has.items())]
    columns.append(count(scale["name"]).alias(scale["name"] + ".answered"))
frame = frame.select("id", "team", *columns)
frame.sink_csv(output) if output.endswith("csv") else frame.sink_parquet(output)
"""
)
DUCKDB = (
    HEAD
    + """
import duckdb
def count(group):
    return " + ".join(f"({i} is not null)::int" for i in group) or "0"
def score(one, enough):
    group = one["items"]
    n = count(group)
    t = " + ".join(f"coalesce({'6 - ' if i in reversed_ else ''}{i}, 0)" for i in group) or "0"
    points = f"round(100.0 * ({t} - ({n})) / (({n}) * 4), 4)"
    return f"case when {enough} then {points} end \\"{one['name']}\\""
columns = []
for scale in scales:
    has = [f"({count(one['items'])} >= {one['needed']})" for one in scale["facets"]]
    scored = " + ".join(f"{one}::int" for one in has)
    n = count(scale["items"])
    enough = f"{n} >= {scale['needed']} and {scored} >= {scale['facets_needed']}"
    columns += [score(scale, enough), *map(score, scale["facets"], has)]
    columns.append(f"{n} \\"{scale['name']}.answered\\"")
kinds = ", ".join(f"'{i}': 'SMALLINT'" for i in items)
source = (f"read_csv('{table}', types={{'id': 'VARCHAR', 'team': 'VARCHAR', {kinds}}})"
          if is_csv else f"'{table}'")
if not is_csv:
    wide = ", ".join(f"{i}::smallint {i}" for i in items)
    source = f"(select id, team, {wide} from {source})"
duckdb.sql(f"copy (select id, team, {', '.join(columns)} from {source}) to '{output}' "
           f"(format {output.rpartition('.')[2]})")
"""
)
PANDAS = (
    HEAD
    + """
import pandas as pd
types = {"id": str, "team": str} | dict.fromkeys(items, "float32")
frame = pd.read_csv(table, dtype=types) if is_csv else pd.read_parquet(table)
out = {"id": frame["id"], "team": frame["team"]}
keyed = frame[items].astype("float64")
for item in reversed_:
    keyed[item] = 6 - keyed[item]
for scale in scales:
    parts = {one["name"]: keyed[one["items"]] for one in scale["facets"]}
    counts = {name: part.notna().sum(axis=1) for name, part in parts.items()}
    needs = {one["name"]: one["needed"] for one in scale["facets"]}
    has = {name: counts[name] >= needs[name] for name in parts}
    whole = keyed[scale["items"]]
    n = whole.notna().sum(axis=1)
    enough = (n >= scale["needed"]) & (sum(has.values()) >= scale["facets_needed"])
    out[scale["name"]] = (25 * (whole.mean(axis=1) - 1)).where(enough).round(4)
    for name, part in parts.items():
        out[name] = (25 * (part.mean(axis=1) - 1)).where(has[name]).round(4)
    out[scale["name"] + ".answered"] = n
out = pd.DataFrame(out)
write = out.to_csv if output.endswith("csv") else out.to_parquet
write(output, index=False)
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
def sums(row, group):
    n = t = 0
    for item in group:
        value = getattr(row, item)
        if value is not None:
            n, t = n + 1, t + (6 - value if item in reversed_ else value)
    return n, t
def points(n, t):
    return round(100 * (t - n) / (n * 4), 4)
with open(table, newline="") as source, open(output, "w", newline="") as target:
    writer = csv.writer(target)
    names = [(s["name"], *(f["name"] for f in s["facets"]), s["name"] + ".answered")
             for s in scales]
    writer.writerow(["id", "team", *(name for group in names for name in group)])
    for cells in csv.DictReader(source):
        row = Row(**{key: value or None for key, value in cells.items()})
        out = [row.id, row.team]
        for scale in scales:
            found = [(f, *sums(row, f["items"])) for f in scale["facets"]]
            parts = [points(n, t) if n >= f["needed"] else None for f, n, t in found]
            n, t = sum(one[1] for one in found), sum(one[2] for one in found)
            scored = sum(n >= f["needed"] for f, n, _ in found)
            enough = n >= scale["needed"] and scored >= scale["facets_needed"]
            out += [points(n, t) if enough else None, *parts, n]
        writer.writerow(out)
"""
)
R = """
arguments <- commandArgs(TRUE)
suppressPackageStartupMessages(library(psych))
frame <- read.csv(arguments[1], colClasses = c(id = "character", team = "character"))
keys <- lapply(strsplit(strsplit(arguments[3], ";")[[1]], ","), identity)
names(keys) <- paste0("k", seq_along(keys))
items <- setdiff(names(frame), c("id", "team"))
made <- CALL(keys, frame[items], missing = TRUE, impute = "none", min = 1, max = 5)
scores <- if (is.list(made) && !is.data.frame(made)) made$scores else made
write.csv(cbind(frame[c("id", "team")], scores), arguments[2], row.names = FALSE)
"""


def write_key(path: Path, key: ScoringKey, items: list[str]) -> None:
    """The scoring key as plain JSON, of the items that the table has."""
    there = set(items)

    def group(name: str, one: ScaleKey | FacetKey, rows: Iterable[KeyRow]) -> dict[str, Any]:
        asked = [row.item for row in rows if row.item in there]
        return {"name": name, "needed": one.needed, "items": asked}

    scales = []
    for scale in key.scales:
        rows = [row for facet in scale.facets for row in facet.rows]
        facets = [group(f"{scale.id}.{facet.id}", facet, facet.rows) for facet in scale.facets]
        whole = group(scale.id, scale, rows)
        scales.append({**whole, "facets_needed": scale.facets_needed, "facets": facets})
    turned = [row.item for row in key.rows if row.sign < 0 and row.item in there]
    told = {"items": items, "reversed": turned, "scales": scales}
    path.write_text(json.dumps(told), encoding="utf-8")


def psych_keys(path: Path) -> str:
    """The keys as psych has them: a minus before a reversed item."""
    key = json.loads(path.read_text(encoding="utf-8"))
    groups = [one for scale in key["scales"] for one in (scale, *scale["facets"])]
    turned = set(key["reversed"])
    signed = [[f"-{i}" if i in turned else i for i in one["items"]] for one in groups]
    return ";".join(",".join(one) for one in signed if one)


def peers(table: Path, folder: Path, key: Path, python: str, to: str) -> dict[str, list[str]]:
    """Name to command, of those that are there; each writes ``output_of`` its name."""

    def given(name: str) -> list[str]:
        return [str(table), str(output_of(name, folder, to)), str(key)]

    scripts = {"floor": FLOOR, "hand": HAND, "DuckDB": DUCKDB, "pandas": PANDAS}
    if table.suffix == ".csv":
        scripts["csv + pydantic"] = PLAIN
    needs = {"DuckDB": "duckdb", "pandas": "pandas", "csv + pydantic": "pydantic"}
    found = {
        name: [python, "-c", script, *given(name)]
        for name, script in scripts.items()
        if _imports(python, needs.get(name, "polars"))
    }
    if table.suffix == ".csv" and shutil.which("Rscript") and _has_psych():
        for call in ("scoreFast", "scoreItems"):
            name = f"R {call}"
            arguments = [*given(name)[:2], psych_keys(key)]
            found[name] = ["Rscript", "-e", R.replace("CALL", call), *arguments]
    return found


def output_of(name: str, folder: Path, to: str) -> Path:
    """Where a contestant writes; plain Python and R can only write CSV."""
    ending = "csv" if name == "csv + pydantic" or name.startswith("R ") else to
    return folder / f"out-{name.replace(' ', '-')}.{ending}"


def _imports(python: str, module: str) -> bool:
    command = [python, "-c", f"import {module}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _has_psych() -> bool:
    script = "quit(status = !requireNamespace('psych', quietly = TRUE))"
    command = ["Rscript", "-e", script]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
