"""Mutation testing of what decides who is shown: one small fault at a time, in a copy.

    python bench/long/mutants.py suppress rounding ledger --from 0 --count 40

A mutant is killed when a test fails. Survivors are printed with their line, to be read: either a
test is missing or the mutant means the same. Figures: bench/results/disclosure-mutants.json.
"""

from __future__ import annotations

import argparse
import ast
import copy
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = {
    "suppress": ["test_plan.py"],
    "rounding": ["test_rounding.py"],
    "ledger": ["test_ledger.py"],
}
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """(line, what was changed, the mutated source)."""
    tree = ast.parse(source)
    for place, node in enumerate(ast.walk(tree)):
        for field in ("op", "ops", "value"):
            old = getattr(node, field, None)
            many = old if isinstance(old, list) else [old]
            for turn, its in enumerate(many):
                changed = _changed(its)
                if changed is None or (field == "value" and not isinstance(node, ast.Constant)):
                    continue
                twin = copy.deepcopy(tree)
                there = list(ast.walk(twin))[place]
                if isinstance(old, list):
                    getattr(there, field)[turn] = changed
                else:
                    setattr(there, field, changed)
                told = f"{_name(its)} -> {_name(changed)}"
                line = getattr(node, "lineno", 0)
                yield line, told, ast.unparse(ast.fix_missing_locations(twin))


def _changed(its: object) -> object:
    if isinstance(its, bool):
        return not its
    if isinstance(its, int):
        return its + 1
    swap = SWAPS.get(type(its)) if isinstance(its, ast.AST) else None
    return swap() if swap else None


def _name(its: object) -> str:
    return type(its).__name__ if isinstance(its, ast.AST) else repr(its)


def survives(copied: Path, module: str, source: str) -> bool:
    file = copied / "src/rctdiag/disclosure" / f"{module}.py"
    kept = file.read_text()
    file.write_text(source)
    try:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-n0",
                "-x",
                "-q",
                "-p",
                "no:cacheprovider",
                *(str(copied / "tests/disclosure" / name) for name in TESTS[module]),
            ],
            cwd=copied,
            capture_output=True,
            timeout=120,
            check=False,
            env=os.environ | {"PYTHONPATH": str(copied / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        return False
    finally:
        file.write_text(kept)
    return done.returncode == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+", choices=sorted(TESTS))
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--count", type=int, default=10_000)
    asked = parser.parse_args()
    results = ROOT / "bench/results/disclosure-mutants.json"
    stored = json.loads(results.read_text()) if results.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder)
        for name in ("src", "tests", "questionnaires", "pyproject.toml"):
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copied / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copied / name)
        for module in asked.modules:
            text = (ROOT / "src/rctdiag/disclosure" / f"{module}.py").read_text()
            if survives(copied, module, text) is False:
                sys.exit(f"{module}: its own tests fail without a mutant")
            every = list(mutants(text))
            some = every[asked.start : asked.start + asked.count]
            left = [[line, told] for line, told, its in some if survives(copied, module, its)]
            stored[module] = {
                "date": datetime.now(UTC).date().isoformat(),
                "module": hashlib.sha256(text.encode()).hexdigest(),
                "mutants": len(every),
                "from": asked.start,
                "tried": len(some),
                "killed": len(some) - len(left),
                "survivors": left,
            }
            print(module, json.dumps(stored[module]), flush=True)
            results.write_text(json.dumps(stored, indent=1) + "\n")


if __name__ == "__main__":
    main()
