"""How fast ``rctdiag batch`` scores, beside the floor and its peers, interleaved in one run.

    python bench/batch.py [--rows 10000 100000 1000000] [--items 48 63] [--rounds 3]
                          [--peers PYTHON] [--slow-rows 1000000] [--slow-rounds 1]
                          [--to parquet] [--results] [--save] [--add]

--peers names a Python that has polars, duckdb, pandas and pydantic (by default this one). Peers
that are not there are left out and named. ``--rows 10000000`` is the long form: pandas, plain
Python and R stop at a million. Every contestant runs once a round, in turn, in a process of its
own; medians are given with their ratio to the hand-written Polars script ("hand"). After the first
round of a table of up to 100,000 rows, all that write the same columns are compared, cell by cell.
Scores are written as Parquet (by plain Python and R as CSV); with ``--to csv`` everybody reads CSV
and writes CSV. --add keeps runs of other sizes that are stored already.
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
from typing import TYPE_CHECKING, Any, TypeVar

sys.path.insert(0, str(Path(__file__).parent))
from batch_peers import PLAIN_STOPS, SAME, output_of, peers, write_key
from batch_plot import plot

from rctdiag.load.library import find_instruments
from rctdiag.scoring.key import scoring_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from rctdiag.model.questionnaire import Questionnaire

ROOT = Path(__file__).parent.parent
T = TypeVar("T")
RESULTS = ROOT / "bench" / "results"
SHARE_MISSING = 0.03
TEAMS = 100_000
MOST_COMPARED = 100_000  # rows
ROUNDING = 1.1e-4  # tools round ties otherwise


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


def apart(call: Callable[..., T], *given: object) -> T:
    """A call in a process of its own: memory used here would count for contestants."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(call, *given).result()


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
    table: Path, items: list[str], rows: int, given: argparse.Namespace, folder: Path
) -> dict[str, dict[str, float]]:
    """Medians of every contestant over its rounds."""
    key = folder / "key.json"
    write_key(key, scoring_key(shared(), "full"), items)
    ours = [
        *(program(), "batch", str(table), "--id", "id", "--keep", "team", "--force", "-q"),
        *("-o", str(output_of("rctdiag", folder, given.to))),
    ]
    runs = {"rctdiag": ours, **peers(table, folder, key, given.peers, given.to)}
    if rows > PLAIN_STOPS["all"]:
        runs = {name: run for name, run in runs.items() if name not in PLAIN_STOPS["names"]}
    if rows > given.slow_rows:
        runs = {name: run for name, run in runs.items() if name not in PLAIN_STOPS["slow"]}
    found: dict[str, list[dict[str, float]]] = {name: [] for name in runs}
    for number in range(given.rounds):
        for name, command in runs.items():
            is_slow = rows >= PLAIN_STOPS["all"] and name in PLAIN_STOPS["slow"]
            if not is_slow or number < given.slow_rounds:
                found[name].append(measure(command))
        if number == 0 and rows <= MOST_COMPARED:
            apart(compare, folder, [name for name in runs if name in SAME], given.to)
    medians = {
        name: {key: statistics.median(run[key] for run in runs_) for key in runs_[0]}
        for name, runs_ in found.items()
    }
    hand = medians["hand"]
    for name, one in medians.items():
        one["rounds"] = len(found[name])
        one["wall_ratio"] = one["wall"] / hand["wall"]
        one["cpu_ratio"] = one["cpu"] / hand["cpu"]
    return medians


def compare(folder: Path, names: list[str], to: str) -> None:
    """Whether contestants wrote what rctdiag wrote: same nulls, no more than a rounding apart."""
    import polars as pl

    def read(name: str) -> pl.DataFrame:
        path = output_of(name, folder, to)
        text = {"id": pl.String, "team": pl.String}
        if path.suffix == ".csv":
            return pl.read_csv(path, schema_overrides=text, infer_schema_length=None)
        return pl.read_parquet(path)

    ours = read("rctdiag")
    for name in names:
        theirs = read(name)
        assert theirs.columns == ours.columns, name
        for column in ours.columns:
            one, other = ours[column], theirs[column].cast(ours[column].dtype, strict=False)
            assert one.is_null().equals(other.is_null()), (name, column)
            if one.dtype == pl.Float64:
                most = (one - other).abs().max()
                assert most is None or most < ROUNDING, (name, column, most)
            else:
                assert one.equals(other), (name, column)


def tell(title: str, medians: dict[str, dict[str, float]]) -> None:
    print(f"\n{title}")
    print(f"{'':18}{'wall s':>8}{'cpu s':>8}{'RSS MB':>8}{'x hand':>8}{'cpu x':>8}")
    for name, one in sorted(medians.items(), key=lambda pair: pair[1]["wall"]):
        print(
            f"{name:18}{one['wall']:8.2f}{one['cpu']:8.2f}{one['rss_mb']:8.0f}"
            f"{one['wall_ratio']:8.2f}{one['cpu_ratio']:8.2f}"
        )


def results_rate(folder: Path, items: list[str], rounds: int, rows: int = 20_000) -> list[float]:
    """People a second with ``--results``, start-up and all, in each round."""
    table = apart(generate, folder, rows, items)["csv"]
    out = [str(folder / name) for name in ("r.ndjson", "r.csv")]
    options = ["--id", "id", "--force", "-q", "--results", out[0], "-o", out[1]]
    command = [program(), "batch", str(table), *options]
    return [rows / measure(command)["wall"] for _ in range(rounds)]


def program() -> str:
    """The installed command of this Python."""
    return shutil.which("rctdiag", path=str(Path(sys.executable).parent)) or "rctdiag"


def shared() -> list[Questionnaire]:
    """The bundled questionnaires for groups."""
    found = [one.questionnaire for one in find_instruments((), None)]
    return [one for one in found if not one.private]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--items", type=int, nargs="+", default=[48, 63])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", default=sys.executable)
    parser.add_argument("--slow-rows", type=int, default=100_000, help="most for R, plain Python")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--to", choices=["parquet", "csv"], default="parquet")
    parser.add_argument("--results", action="store_true", help="also the rate of --results")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--slow-rounds", type=int, default=1, help="theirs at a million rows")
    parser.add_argument("--add", action="store_true", help="keep stored runs of other sizes")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="rctdiag-bench-"))
    folder.mkdir(exist_ok=True)
    known = [item.id for one in shared() for item in one.items]
    runs = []
    for rows in given.rows:
        for count in given.items:
            items = known[:count]
            for form, table in apart(generate, folder, rows, items).items():
                if given.to == "csv" != form:
                    continue
                load = os.getloadavg()[0]
                medians = contest(table, items, rows, given, folder)
                tell(f"{rows} x {count}, {form}, load {load:.1f}", medians)
                runs.append(
                    {"rows": rows, "items": count, "form": name_of(form, given.to), "load": load}
                )
                runs[-1]["medians"] = medians
    document: dict[str, Any] = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "runs": runs,
    }
    if given.results:
        rates = results_rate(folder, known, given.rounds)
        document["results_per_second"] = statistics.median(rates)
        document["results_rounds"] = len(rates)
        print(f"\n--results: {document['results_per_second']:.0f} people a second")
    if given.save:
        save(document, add=given.add)
    if given.folder is None:
        shutil.rmtree(folder)


def save(document: dict[str, Any], *, add: bool) -> None:
    """Store what was measured, with its plot."""
    path = RESULTS / "batch.json"
    if add and path.exists():
        before = json.loads(path.read_text(encoding="utf-8"))
        new = {place(run) for run in document["runs"]}
        kept = [run for run in before["runs"] if place(run) not in new]
        document = {**before, **document, "runs": sorted([*kept, *document["runs"]], key=place)}
    RESULTS.mkdir(exist_ok=True)
    path.write_text(f"{json.dumps(document, indent=2, sort_keys=True)}\n", encoding="utf-8")
    (RESULTS / "batch.svg").write_text(plot(document["runs"]), encoding="utf-8")


def name_of(form: str, to: str) -> str:
    """What a run from one form to another is stored as."""
    return "csv to csv" if to == "csv" else form


def place(run: dict[str, Any]) -> tuple[int, int, str]:
    """Which table a run is about."""
    return run["rows"], run["items"], run["form"]


if __name__ == "__main__":
    main()
