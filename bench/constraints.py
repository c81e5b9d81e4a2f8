"""Renews constraints.txt: the exact versions of everything that tests and judges install.

    python bench/constraints.py              with every Python from 3.11 on that is at hand
    python bench/constraints.py --python 3.12

For each Python a fresh environment gets the newest that the ranges of pyproject.toml and the
judges allow. What all of them got stands once; what differs stands with a marker. No address is
written: the file says which versions, never where they came from.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "constraints.txt"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# What judges install besides our own extras (.ci/judges).
JUDGES = ("duckdb", "openpyxl", "pandas", "ortools>=9.15,<10", "pytauargus==0.6.0")
HEAD = """\
# The exact versions of everything that tests and judges install; renewed by bench/constraints.py.
# Used as `pip install -c constraints.txt ...`; an installation for use takes the ranges of
# pyproject.toml and is not pinned.
"""


def interpreter(version: str) -> str | None:
    """A Python of this version that starts, if there is one."""
    found = [shutil.which(f"python{version}"), *_of_pyenv(version)]
    for path in filter(None, found):
        told = subprocess.run([path, "-V"], capture_output=True, text=True, check=False)
        if told.returncode == 0 and told.stdout.startswith(f"Python {version}."):
            return path
    return None


def _of_pyenv(version: str) -> list[str]:
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return [str(path) for path in sorted(root.glob(f"{version}.*/bin/python"), reverse=True)]


def resolved(python: str, folder: Path) -> dict[str, str]:
    """Name -> version of everything a fresh environment gets."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-q", "-U", "pip", "setuptools<81"], check=True)
    subprocess.run([*pip, "install", "-q", f"{ROOT}[test,spark]", *JUDGES], check=True)
    freeze = subprocess.run(
        [*pip, "list", "--format=freeze"], capture_output=True, text=True, check=True
    )
    versions = dict(line.split("==", 1) for line in freeze.stdout.split() if "==" in line)
    for ours in ("rctdiag", "pip"):
        versions.pop(ours, None)
    return {re.sub(r"[-_.]+", "-", name).lower(): found for name, found in versions.items()}


def lines(by_python: dict[str, dict[str, str]]) -> list[str]:
    """One line a package where all agree, else one for each version with the Pythons it is for."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for python, versions in by_python.items():
        for name, version in versions.items():
            found[name][version].append(python)
    made = []
    for name in sorted(found):
        for version, pythons in sorted(found[name].items()):
            same = len(found[name]) == 1
            markers = " or ".join(f'python_version == "{python}"' for python in pythons)
            made.append(f"{name}=={version}" + ("" if same else f" ; {markers}"))
    return made


def main() -> int:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="append", choices=PYTHONS)
    wanted = parser.parse_args().python or PYTHONS
    by_python: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for version in wanted:
            python = interpreter(version)
            if python is None:
                print(f"Python {version}: not here")
                continue
            by_python[version] = resolved(python, Path(scratch) / version)
            print(f"Python {version}: {len(by_python[version])} packages")
    if not by_python:
        return 1
    FILE.write_text(HEAD + "\n".join(lines(by_python)) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
