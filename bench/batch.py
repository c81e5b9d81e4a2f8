"""How fast ``rctdiag batch`` scores, beside the floor and its peers, interleaved in one run.

    python bench/batch.py [--rows 10000 100000 1000000] [--items 48 63] [--rounds 3]
                          [--peers PYTHON] [--slow-rows 1000000] [--results] [--save]

--peers names a Python that has polars, duckdb, pandas and pydantic (by default this one). Peers
that are not there are left out and named. ``--rows 10000000`` is the long form: pandas, plain
Python and R stop at a million. Every contestant runs once a round, in turn, in a process of its
own; medians are given with their ratio to the hand-written Polars script ("hand").
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from batch_peers import PLAIN_STOPS, peers
from batch_plot import plot

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results"
SHARE_MISSING = 0.03
TEAMS = 100_000


def generate(folder: Path, rows: int, items: list[str]) -> dict[str, Path]:
    """Answers of 1-5 with 3 % missing, an id and a team, as CSV and Parquet, in slices."""
    import numpy as np
    import polars as pl

    made = {form: folder / f"{rows}x{len(items)}.{form}" for form in ("csv", "parquet")}
    if all(path.exists() for path in made.values()):
        return made
    draw = np.random.default_rng(rows)
    with made["csv"].open("wb") as file:
        for start in range(0, rows, 500_000):
            count = min(500_000, rows - start)
            ids = np.arange(start, start + count)
            columns = {
                "id": pl.Series(ids).cast(pl.String),
                "team": pl.Series(ids % TEAMS).cast(pl.String),
            }
            for item in items:
                answers = pl.Series(draw.integers(1, 6, count, dtype=np.int8))
                gone = pl.Series(draw.random(count) < SHARE_MISSING)
                columns[item] = answers.set(gone, None)
            pl.DataFrame(columns).write_csv(file, include_header=start == 0)
    schema = {"id": pl.String, "team": pl.String} | dict.fromkeys(items, pl.Int8)
    pl.scan_csv(made["csv"], schema=schema).sink_parquet(made["parquet"])
    return made


def generated(folder: Path, rows: int, items: list[str]) -> dict[str, Path]:
    """As ``generate``, in a process of its own: memory used here would count for contestants."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(generate, folder, rows, items).result()


def measure(command: list[str]) -> dict[str, float]:
    """Wall and processor seconds and peak memory of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = told.decode(errors="replace")[-400:]
        raise RuntimeError(f"{command[:4]} ended with {process.returncode}: {message}")
    cpu = usage.ru_utime + usage.ru_stime
    return {"wall": wall, "cpu": cpu, "rss_mb": usage.ru_maxrss / 1024}


def contest(
    table: Path,
    items: list[str],
    rows: int,
    given: argparse.Namespace,
    folder: Path,
) -> dict[str, dict[str, float]]:
    """Medians of every contestant over the rounds."""
    output = folder / f"out.{table.suffix.removeprefix('.')}"
    ours = [
        shutil.which("rctdiag", path=str(Path(sys.executable).parent)) or "rctdiag",
        *("batch", str(table), "--id", "id", "--keep", "team", "--force", "-q"),
        *("-o", str(folder / "ours.parquet")),
    ]
    runs = {"rctdiag": ours, **peers(table, output, items, given.peers)}
    if rows > PLAIN_STOPS["all"]:
        runs = {name: run for name, run in runs.items() if name not in PLAIN_STOPS["names"]}
    if rows > given.slow_rows:
        runs = {name: run for name, run in runs.items() if name not in PLAIN_STOPS["slow"]}
    found: dict[str, list[dict[str, float]]] = {name: [] for name in runs}
    for _ in range(given.rounds):
        for name, command in runs.items():
            found[name].append(measure(command))
    medians = {
        name: {key: statistics.median(run[key] for run in runs_) for key in runs_[0]}
        for name, runs_ in found.items()
    }
    hand = medians["hand"]
    for one in medians.values():
        one["wall_ratio"] = one["wall"] / hand["wall"]
        one["cpu_ratio"] = one["cpu"] / hand["cpu"]
    return medians


def tell(title: str, medians: dict[str, dict[str, float]]) -> None:
    print(f"\n{title}")
    print(f"{'':18}{'wall s':>8}{'cpu s':>8}{'RSS MB':>8}{'x hand':>8}{'cpu x':>8}")
    for name, one in sorted(medians.items(), key=lambda pair: pair[1]["wall"]):
        print(
            f"{name:18}{one['wall']:8.2f}{one['cpu']:8.2f}{one['rss_mb']:8.0f}"
            f"{one['wall_ratio']:8.2f}{one['cpu_ratio']:8.2f}"
        )


def results_rate(folder: Path, items: list[str], rows: int = 6_000) -> float:
    """People a second with ``--results``, start-up and all."""
    table = generated(folder, rows, items)["csv"]
    program = shutil.which("rctdiag", path=str(Path(sys.executable).parent)) or "rctdiag"
    out = [str(folder / name) for name in ("r.ndjson", "r.csv")]
    options = ["--id", "id", "--force", "-q", "--results", out[0], "-o", out[1]]
    return rows / measure([program, "batch", str(table), *options])["wall"]


def item_ids() -> list[str]:
    from rctdiag.load.library import find_instruments

    shared = [i.questionnaire for i in find_instruments((), None) if not i.questionnaire.private]
    return [item.id for one in shared for item in one.items]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--items", type=int, nargs="+", default=[48, 63])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", default=sys.executable)
    parser.add_argument("--slow-rows", type=int, default=100_000, help="most for R, plain Python")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--results", action="store_true", help="also the rate of --results")
    parser.add_argument("--save", action="store_true")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="rctdiag-bench-"))
    folder.mkdir(exist_ok=True)
    known = item_ids()
    runs = []
    for rows in given.rows:
        for count in given.items:
            items = known[:count]
            for form, table in generated(folder, rows, items).items():
                medians = contest(table, items, rows, given, folder)
                tell(f"{rows} x {count}, {form}, load {os.getloadavg()[0]:.1f}", medians)
                load = os.getloadavg()[0]
                runs.append({"rows": rows, "items": count, "form": form, "load": load})
                runs[-1]["medians"] = medians
    document = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "rounds": given.rounds,
        "runs": runs,
    }
    if given.results:
        document["results_per_second"] = results_rate(folder, known)
        print(f"\n--results: {document['results_per_second']:.0f} people a second")
    if given.save:
        RESULTS.mkdir(exist_ok=True)
        told = json.dumps(document, indent=2, sort_keys=True)
        (RESULTS / "batch.json").write_text(f"{told}\n", encoding="utf-8")
        (RESULTS / "batch.svg").write_text(plot(runs), encoding="utf-8")
    if given.folder is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
