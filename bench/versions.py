"""Runs tests with the oldest packages that pyproject.toml allows, and with the newest.

    python bench/versions.py                  both: the folders where a package shows
    python bench/versions.py --only oldest
    python bench/versions.py --all            the whole suite, not only those folders

Each run has an environment of its own, made by pip. Where tests fail, each package that differs
from constraints.txt is put in alone, the failed tests run again, and the package that breaks them
is named. Test tools are those of constraints.txt in the oldest run: what people install is tried.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINNED = ROOT / "constraints.txt"
KINDS = ("newest", "oldest")
# Reading and models (pyyaml, pydantic), frames (polars, narwhals, numpy, calamine, msgspec,
# xlsxwriter), figures (scipy), commands (typer), text (rich, jinja2), private files (filelock,
# platformdirs), Word and forms (python-docx). What runs no package but those is left to the suite.
FOLDERS = (
    *("tests/load", "tests/errors", "tests/store", "tests/scoring", "tests/stats"),
    *("tests/oracle", "tests/tables", "tests/batch", "tests/platforms", "tests/render"),
    *("tests/cli/test_assess.py", "tests/cli/test_lists.py", "tests/test_python_api.py"),
)
_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?>=(?P<least>[0-9.]+)")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """A command that has to succeed; its output is shown where it does not."""
    ran = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)
    if ran.returncode:
        sys.exit(f"{' '.join(command)}\n{ran.stdout}{ran.stderr}")
    return ran


def listed(text: str) -> dict[str, str]:
    """Name -> version of lines such as ``rich==14.0.0``."""
    found = re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE | re.IGNORECASE)
    return {name.lower().replace("_", "-"): version for name, version in found}


def least() -> dict[str, str]:
    """Name -> the oldest version allowed of what the main command and its extras need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *extras["tables"], *extras["documents"]]
    found = [match for each in needed if (match := _REQUIREMENT.match(each))]
    return {match["name"].lower(): match["least"] for match in found}


def installed(python: Path) -> dict[str, str]:
    """Name -> version of what an environment has."""
    return listed(run(str(python), "-m", "pip", "freeze").stdout)


def tests(python: Path, *options: str) -> bool:
    """Whether the tests pass; the cache of failures lies beside the environment."""
    cache = python.parents[1] / "failed"
    command = [str(python), "-m", "pytest", "-q", "-o", f"cache_dir={cache}", *options]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def blame(
    python: Path, versions: dict[str, str], pinned: dict[str, str], where: tuple[str, ...]
) -> list[str]:
    """The packages that break the failed tests when they alone differ from constraints.txt."""
    different = {name: version for name, version in versions.items() if name in pinned}
    different = {name: version for name, version in different.items() if pinned[name] != version}
    pip = (str(python), "-m", "pip", "install", "-q", "--no-deps")
    run(*pip, *(f"{name}=={pinned[name]}" for name in different))
    guilty = []
    for name, version in different.items():
        run(*pip, f"{name}=={version}")
        if not tests(python, "--lf", "-x", "-n0", *where):
            guilty.append(f"{name} {version} (constraints.txt: {pinned[name]})")
        run(*pip, f"{name}=={pinned[name]}")
    return guilty


def tried(kind: str, folder: Path, where: tuple[str, ...]) -> bool:
    """One run in an environment of its own; says what it used, how long it took, what broke."""
    begun = time.perf_counter()
    home = folder / kind
    run(sys.executable, "-m", "venv", str(home))
    python = home / "bin" / "python"
    pip = (str(python), "-m", "pip", "install", "-q")
    run(*pip, "-c", str(PINNED), "-e", f"{ROOT}[test]")
    pinned = installed(python)
    if kind == "newest":
        run(*pip, "--upgrade", "--upgrade-strategy", "eager", "-e", f"{ROOT}[test]")
    else:
        # What a package itself needs moves along; what the test tools need stays as it is.
        run(*pip, *(f"{name}=={version}" for name, version in least().items()))
    versions = installed(python)
    changed = {name: each for name, each in versions.items() if pinned.get(name, each) != each}
    print(f"{kind}: " + (", ".join(f"{name} {each}" for name, each in sorted(changed.items()))))
    print(f"{kind}: installed in {time.perf_counter() - begun:.0f} s", flush=True)
    begun = time.perf_counter()
    passed = tests(python, *where)
    print(f"{kind}: {'passed' if passed else 'failed'}, {time.perf_counter() - begun:.0f} s")
    if not passed:
        guilty = blame(python, versions, pinned, where)
        print(f"{kind}: broken by " + (", ".join(guilty) or "no package alone"))
    return passed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument("--all", action="store_true", help="the whole suite")
    given = parser.parse_args()
    where = () if given.all else FOLDERS
    with tempfile.TemporaryDirectory() as scratch:
        chosen = [kind for kind in KINDS if given.only in (None, kind)]
        results = [tried(kind, Path(scratch), where) for kind in chosen]
    return 0 if all(results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
