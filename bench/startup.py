"""How long rctdiag takes to start, beside its peers, as ratios in one interleaved run.

    python bench/startup.py [--rounds 15] [--peers] [--save]

Every contestant runs once a round, in turn; medians are compared with `python -c pass` and
with a Typer program of one option. --peers installs the peers into an environment of its own
first (from the package index); without it only those already there are run. rctdiag is
installed there too, as a wheel, with a current installer: an editable install and the start
script of an old pip would be measured otherwise.
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
import venv
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results" / "startup.json"
PEERS = ("csvkit", "pipx", "sqlite-utils", "httpie", "datasette")
HELLO = """\
import typer
app = typer.Typer()
@app.command()
def main(name: str = "you") -> None:
    print(f"hello {name}")
app()
"""
# What performance.md asks of three commands: (contestant, compared with, at most).
TARGETS = (
    ("rctdiag --version", "python -c pass", 1.3),
    ("rctdiag --help", "typer hello", 0.5),
    ("rctdiag assess --json", "typer hello", 1.4),
    ("rctdiag assess (text)", "typer hello", 1.8),
)


def environment(folder: Path, *, peers: bool) -> Path:
    """An environment with rctdiag as a wheel, and the peers; returns its bin folder."""
    venv.create(folder, with_pip=True)
    bin_ = folder / "bin"
    pip = [str(bin_ / "python"), "-m", "pip", "install", "-q"]
    subprocess.run([*pip, "-U", "pip"], check=True)
    subprocess.run([*pip, str(ROOT)], check=True)
    if peers:
        subprocess.run([*pip, *PEERS], check=True)
    return bin_


def contestants(bin_: Path, folder: Path) -> dict[str, list[str]]:
    python = str(bin_ / "python")
    hello = folder / "hello.py"
    hello.write_text(HELLO, encoding="utf-8")
    sheet = str(ROOT / "examples" / "paula-imagined.yaml")
    ours = str(bin_ / "rctdiag")
    runs = {
        "python -c pass": [python, "-c", "pass"],
        "import re": [python, "-c", "import re"],
        "import typer": [python, "-c", "import typer"],
        "typer hello": [python, str(hello), "--name", "x"],
        "rctdiag --version": [ours, "--version"],
        "rctdiag --help": [ours, "--help"],
        "rctdiag assess --json": [ours, "assess", "--answers", sheet, "--json"],
        "rctdiag assess (text)": [ours, "assess", "--answers", sheet],
        "rctdiag demo": [ours, "demo"],
        "pip --version": [python, "-m", "pip", "--version"],
    }
    for name in ("csvstat", "pipx", "sqlite-utils", "http", "datasette"):
        if (bin_ / name).exists():
            runs[f"{name} --version"] = [str(bin_ / name), "--version"]
    return runs


def once(command: list[str], env: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True, cwd="/")
    return time.perf_counter() - began


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--peers", action="store_true")
    options.add_argument("--save", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        bin_ = environment(folder / "env", peers=given.peers)
        env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        env["RCTDIAG_HOME"] = str(folder / "home")
        runs = contestants(bin_, folder)
        for command in runs.values():  # byte-compile and warm the file cache
            once(command, env)
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(given.rounds):
            for name, command in runs.items():
                times[name].append(once(command, env))
    middle = {name: statistics.median(found) for name, found in times.items()}
    unit, hello = middle["python -c pass"], middle["typer hello"]
    print(f"{'':<24}{'ms':>8}{'x pass':>9}{'x hello':>9}")
    for name, seconds in middle.items():
        print(f"{name:<24}{seconds * 1000:>8.1f}{seconds / unit:>9.2f}{seconds / hello:>9.2f}")
    met = []
    for name, base, most in TARGETS:
        ratio = middle[name] / middle[base]
        met.append({"what": name, "against": base, "ratio": round(ratio, 3), "at_most": most})
        print(
            f"{name}: {ratio:.2f} x {base}, target {most}: {'met' if ratio <= most else 'MISSED'}"
        )
    if given.save:
        document = {
            "date": datetime.now(UTC).date().isoformat(),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "rounds": given.rounds,
            "median_ms": {name: round(s * 1000, 2) for name, s in middle.items()},
            "targets": met,
        }
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    if shutil.which("python3") is None:
        sys.exit("python3 is needed")
    sys.exit(main())
