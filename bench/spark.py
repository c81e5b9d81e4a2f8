"""How Spark on two cores of one machine grows with the table, beside Polars on the same one.

    python bench/spark.py                        100k and 1M people, 63 items
    python bench/spark.py 3000000                another size, stored beside the others

Each run is the whole program, its start included, from a folder of Parquet to a folder of
Parquet in the order of the ids. Writes bench/results/spark.json. Needs the spark extra and Java.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

from rctdiag.load.library import find_instruments

OUT = Path(__file__).parent / "results" / "spark.json"
SIZES = (100_000, 1_000_000)
PART = 250_000  # people a file
PROGRAM = Path(sys.executable).parent / "rctdiag"


def items() -> list[str]:
    """The items that tables may hold: those of the questionnaires that are not private."""
    found = [one.questionnaire for one in find_instruments((), None)]
    return [item.id for one in found if not one.private for item in one.items]


def make(folder: Path, people: int) -> int:
    """Answers, 3 in 100 missing, ids in no order; how many bytes they take."""
    folder.mkdir()
    draw = np.random.default_rng(people)
    ids = draw.permutation(people)
    for number, start in enumerate(range(0, people, PART)):
        part = ids[start : start + PART]
        columns: dict[str, pl.Series] = {"id": pl.Series([f"{n:09}" for n in part])}
        for item in items():
            given = draw.integers(1, 6, len(part), dtype=np.int8)
            missing = draw.random(len(part)) < 0.03
            columns[item] = pl.Series(item, given).set(pl.Series(missing), None)
        pl.DataFrame(columns).write_parquet(folder / f"{number:05}.parquet")
    return size(folder)


def size(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.rglob("*.parquet"))


def run(command: list[str]) -> dict[str, float]:
    """One run in a process of its own, so that its peak is its own."""
    code = (
        "import subprocess,sys,resource,time,json;t=time.perf_counter();"
        "subprocess.run(sys.argv[1:],check=True,stderr=subprocess.DEVNULL);"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(json.dumps([time.perf_counter()-t,u.ru_utime+u.ru_stime,u.ru_maxrss]))"
    )
    ran = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True)
    wall, cpu, peak = json.loads(ran.stdout)
    return {"wall_s": round(wall, 1), "cpu_s": round(cpu, 1), "peak_mb": round(peak / 1024)}


def measure(people: int, place: Path) -> dict[str, object]:
    table = place / "in.parquet"
    made = make(table, people)
    one = place / "one.parquet"
    pl.scan_parquet(table / "*.parquet").sink_parquet(one)
    call = [str(PROGRAM), "batch", "--id", "id", "-q", "--force"]
    outs = {"spark": place / "spark.parquet", "polars": place / "polars.parquet"}
    calls = {
        "spark": [*call, str(table), "--engine", "spark", "--master", "local[2]"],
        "polars": [*call, str(one), "--engine", "polars"],
    }
    row: dict[str, object] = {"people": people, "input_bytes": made}
    for engine, command in calls.items():
        row[engine] = run([*command, "-o", str(outs[engine])])
        row[f"load_after_{engine}"] = round(os.getloadavg()[0], 1)
    row["output_bytes"] = size(outs["spark"])
    mine = pl.concat([pl.scan_parquet(p) for p in sorted(outs["spark"].glob("part-*.parquet"))])
    row["same_as_polars"] = mine.collect().equals(pl.read_parquet(outs["polars"]).sort("id"))
    return row


def main() -> int:
    sizes = [int(one) for one in sys.argv[1:]] or list(SIZES)
    rows = json.loads(OUT.read_text(encoding="utf-8"))["rows"] if OUT.exists() else []
    rows = [row for row in rows if row["people"] not in sizes]
    for people in sizes:
        with tempfile.TemporaryDirectory() as place:
            rows.append(measure(people, Path(place)))
        print(json.dumps(rows[-1]), flush=True)
        report = {
            "what": "the whole program, 63 items, local[2], 1 run each",
            "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
            "spark": subprocess.run(
                [sys.executable, "-c", "import pyspark;print(pyspark.__version__)"],
                capture_output=True,
                text=True,
                check=True,
            ).stdout.strip(),
            "rows": rows,
        }
        OUT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
