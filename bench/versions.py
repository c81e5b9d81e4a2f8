"""Runs the tests with the oldest packages that pyproject.toml allows, and with the newest.

    python bench/versions.py                 both
    python bench/versions.py --only oldest

Needs uv on the path. Where tests fail, each package that differs from constraints.txt is put in
alone, the failed tests run again, and the package that breaks them is named. Not part of the gate
yet: with polars 1.30 and scipy 1.15 some tests still fail.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINNED = ROOT / "constraints.txt"
KINDS = {"oldest": "lowest-direct", "newest": "highest"}
# Test tools are taken as pinned in the oldest run: what people install is what is tried.
EXTRAS = {"oldest": "all", "newest": "test"}


def run(*command: str, quiet: bool = True) -> subprocess.CompletedProcess[str]:
    """A command that has to succeed; its output is shown where it does not."""
    ran = subprocess.run(command, cwd=ROOT, text=True, capture_output=quiet, check=False)
    if ran.returncode and quiet:
        sys.exit(f"{' '.join(command)}\n{ran.stdout}{ran.stderr}")
    return ran


def listed(text: str) -> dict[str, str]:
    """Name -> version of lines such as ``rich==14.0.0``."""
    found = re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE | re.IGNORECASE)
    return {name.lower().replace("_", "-"): version for name, version in found}


def resolved(kind: str, folder: Path) -> Path:
    """A file of the versions that this resolution takes."""
    file = folder / f"{kind}.txt"
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    run(
        *("uv", "pip", "compile", "-q", "--no-header", "--no-annotate", "--no-emit-index-url"),
        *("--python-version", version, "--resolution", KINDS[kind]),
        *("--extra", EXTRAS[kind], "pyproject.toml", "-o", str(file)),
    )
    return file


def installed(python: Path) -> dict[str, str]:
    """Name -> version of what an environment has."""
    return listed(run("uv", "pip", "freeze", "--python", str(python)).stdout)


def tests(python: Path, *options: str) -> bool:
    """Whether the tests pass; the cache of failures lies beside the environment."""
    cache = python.parents[1] / "failed"
    command = [str(python), "-m", "pytest", "-q", "-o", f"cache_dir={cache}", *options]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def blame(python: Path, versions: dict[str, str], pinned: dict[str, str]) -> list[str]:
    """The packages that break the failed tests when they alone differ from constraints.txt."""
    different = {name: version for name, version in versions.items() if name in pinned}
    different = {name: version for name, version in different.items() if pinned[name] != version}
    pip = ("uv", "pip", "install", "-q", "--no-deps", "--python", str(python))
    run(*pip, *(f"{name}=={pinned[name]}" for name in different))
    guilty = []
    for name, version in different.items():
        run(*pip, f"{name}=={version}")
        if not tests(python, "--lf", "-x", "-n0"):
            guilty.append(f"{name} {version} (constraints.txt: {pinned[name]})")
        run(*pip, f"{name}=={pinned[name]}")
    return guilty


def tried(kind: str, folder: Path) -> bool:
    """One run in an environment of its own; says what it used, how long it took, what broke."""
    file = resolved(kind, folder)
    home = folder / kind
    run("uv", "venv", "-q", "--seed", "--python", sys.executable, str(home))
    python = home / "bin" / "python"
    pip = ("uv", "pip", "install", "-q", "--python", str(python))
    run(*pip, "-c", str(PINNED), "-e", f"{ROOT}[test]")
    pinned = installed(python)
    run(*pip, "-r", str(file))
    versions = installed(python)
    own = listed(file.read_text(encoding="utf-8"))
    print(f"{kind}: " + ", ".join(f"{name} {versions.get(name)}" for name in sorted(own)))
    begun = time.perf_counter()
    passed = tests(python)
    print(f"{kind}: {'passed' if passed else 'failed'}, {time.perf_counter() - begun:.0f} s")
    if not passed:
        guilty = blame(python, versions, pinned)
        print(f"{kind}: broken by " + (", ".join(guilty) or "no package alone"))
    return passed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", choices=sorted(KINDS))
    only = parser.parse_args().only
    with tempfile.TemporaryDirectory() as scratch:
        results = [tried(kind, Path(scratch)) for kind in KINDS if only in (None, kind)]
    return 0 if all(results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
