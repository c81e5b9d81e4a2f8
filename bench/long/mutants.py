"""Mutation testing of what decides who is shown: one small fault at a time, in a copy.

    python bench/long/mutants.py suppress rounding ledger

A mutant is killed when a test fails. Survivors are printed with their line: either a test is
missing, or the mutant means the same, which then stands with its reason in
bench/long/mutants_alike.json. Figures: bench/results/disclosure-mutants.json. Texts, type hints
and decorators are left alone. ``--from`` and ``--count`` try a part and write nothing;
``--again`` tries only what survived before, after tests were added; ``--explain`` reads the reasons
anew.
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
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "bench" / "results" / "disclosure-mutants.json"
ALIKE = Path(__file__).with_name("mutants_alike.json")
MODULES = {
    "suppress": "release/suppression.py",
    "rounding": "release/rounding.py",
    "ledger": "release/release_ledger.py",
    "ledger_file": "release/ledger_file.py",
    "known_people": "release/known_people.py",
    "released_sums": "release/released_sums.py",
    "left_open": "release/left_open.py",
}
LEDGER = ["test_ledger_file.py", "test_release_ledger.py", "test_ledger_records.py"]
TESTS = {
    "suppress": ["test_suppression.py", "test_publication_plan.py"],
    "rounding": ["test_rounding.py"],
    "ledger": LEDGER,
    "ledger_file": ["test_ledger_file_faults.py", *LEDGER],
    "known_people": ["test_known_people.py", *LEDGER],
    "released_sums": ["test_released_sums.py", *LEDGER],
    "left_open": ["test_left_open.py", "test_left_open_sets.py"],
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
    ast.Pow: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
DROPPED = (ast.Expr, ast.AugAssign, ast.Delete, ast.Raise)  # statements: into ``pass``
SECONDS = 40  # of the processor's time, whatever else runs: then it does not end, and is killed
PATIENCE = 900  # seconds by the clock
Change = tuple[str, int | None, ast.AST]


@dataclass(frozen=True)
class Mutant:
    """One fault: where, in which line of code, what was changed, and the whole source with it."""

    line: int
    code: str
    told: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    tree = ast.parse(source)
    left_alone = {id(part) for node in ast.walk(tree) for part in _left_alone(node)}
    lines, seen = source.splitlines(), Counter[tuple[int, str]]()
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in left_alone:
            continue
        for field, turn, changed in _changes(node):
            twin = copy.deepcopy(tree)
            there = list(ast.walk(twin))[place]
            if field:
                old = getattr(there, field)
                before = old if turn is None else old[turn]
                if turn is None:
                    setattr(there, field, changed)
                else:
                    old[turn] = changed
            else:
                before = there
                _replace(twin, there, changed)
            at = getattr(before, "lineno", getattr(node, "lineno", 0))
            told = f"{_name(before)} -> {_name(changed)}"
            seen[at, told] += 1
            told += f" ({seen[at, told]})" if seen[at, told] > 1 else ""
            text = ast.unparse(ast.fix_missing_locations(twin))
            yield Mutant(at, lines[at - 1].strip(), told, text)


def _left_alone(node: ast.AST) -> Iterator[ast.AST]:
    """Type hints and their imports, decorators, descriptions."""
    for name in ("annotation", "returns"):
        if isinstance(hint := getattr(node, name, None), ast.AST):
            yield from ast.walk(hint)
    for decorator in getattr(node, "decorator_list", ()):
        yield from ast.walk(decorator)
    match node:
        case ast.Expr(value=ast.Constant()):
            yield node
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            yield from ast.walk(node)
        case ast.Assign(value=ast.Subscript(value=ast.Name())):  # a type given a name
            yield from ast.walk(node)


def _changes(node: ast.AST) -> Iterator[Change]:
    """(field, place in it, what stands there instead); no field: the node itself."""
    yield from _operators(node)
    yield from _values(node)
    if isinstance(node, (ast.If, ast.While, ast.IfExp)) and not isinstance(node.test, ast.Constant):
        yield "test", None, ast.UnaryOp(ast.Not(), node.test)
    if isinstance(node, DROPPED):
        yield "", None, ast.Pass()


def _operators(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.BinOp() | ast.BoolOp() | ast.AugAssign() if type(node.op) in SWAPS:
            yield "op", None, SWAPS[type(node.op)]()
        case ast.Compare():
            for turn, op in enumerate(node.ops):
                yield "ops", turn, SWAPS[type(op)]()
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield "", None, node.operand
        case ast.comprehension():
            for turn in range(len(node.ifs)):
                yield "ifs", turn, ast.Constant(value=True)


def _values(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Constant(value=bool(its)):
            yield "", None, ast.Constant(not its)
        case ast.Constant(value=int(its)):
            yield "", None, ast.Constant(its + 1)
            if its > 0:
                yield "", None, ast.Constant(its - 1)
        case ast.Name(id=name) if name in NAMES:
            yield "", None, ast.Name(NAMES[name], ast.Load())
        case ast.Return(value=value) if value and not isinstance(value, ast.Constant):
            yield "value", None, ast.Constant(None)


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            if value is old:
                setattr(node, field, new)
            elif isinstance(value, list) and any(its is old for its in value):
                value[[its is old for its in value].index(True)] = new


def _name(its: ast.AST) -> str:
    simple = isinstance(its, (ast.operator, ast.cmpop, ast.boolop))
    return type(its).__name__ if simple else ast.unparse(ast.fix_missing_locations(its))


def survives(copied: Path, module: str, source: str) -> bool:
    """Whether every test passes with this source."""
    file = copied / "src/rctdiag/disclosure" / MODULES[module]
    kept = file.read_text()
    file.write_text(source)
    tests = [copied / "tests/disclosure" / name for name in TESTS[module]]
    try:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-n0", "-x", "-q"),
                *("-p", "no:cacheprovider", "-p", "no:randomly", *map(str, tests)),
            ],
            cwd=copied,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            preexec_fn=_bounded,
            env=os.environ | {"PYTHONPATH": str(copied / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        return False
    finally:
        file.write_text(kept)
    return done.returncode == 0


def _bounded() -> None:
    import resource  # not on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def copy_of_the_project(folder: Path) -> None:
    """What the tests need."""
    for name in ("src", "tests", "questionnaires", "bench", "pyproject.toml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)


def digest(module: str) -> str:
    """Of a module and of the tests that judge it."""
    files = [ROOT / "src/rctdiag/disclosure" / MODULES[module]]
    files += [ROOT / "tests/disclosure" / name for name in TESTS[module]]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def tried(copied: Path, module: str, part: slice, *, again: bool) -> dict[str, Any]:
    """What survived in one module."""
    text = (ROOT / "src/rctdiag/disclosure" / MODULES[module]).read_text()
    if not survives(copied, module, text):
        sys.exit(f"{module}: its own tests fail without a mutant")
    every = list(mutants(text))[part]
    some = every
    if again:  # more tests than before: what they noticed then they notice now
        before = stored()[module]
        known = {(one["line"], one["told"]) for one in (*before["alike"], *before["survivors"])}
        some = [one for one in every if (one.line, one.told) in known]
    left = []
    for mutant in some:
        if survives(copied, module, mutant.source):
            left.append({"line": mutant.line, "code": mutant.code, "told": mutant.told})
            print(module, json.dumps(left[-1]), flush=True)
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "digest": digest(module),
        "mutants": len(every),
        "alike": [],
        "survivors": left,
    }


def explained(module: str, found: dict[str, Any]) -> dict[str, Any]:
    """The figures, with those survivors apart that mean the same, for the reasons on the list."""
    reasons = {
        (one["code"], one["told"]): one["reason"]
        for one in json.loads(ALIKE.read_text())
        if one["module"] == module
    }
    alike: list[dict[str, Any]] = []
    left: list[dict[str, Any]] = []
    for one in (*found["alike"], *found["survivors"]):
        bare = {name: one[name] for name in ("line", "code", "told")}
        reason = reasons.get((one["code"], one["told"]))
        (alike if reason else left).append(bare | {"reason": reason} if reason else bare)
    differ = found["mutants"] - len(alike)
    return {
        **found,
        "alike": alike,
        "killed": differ - len(left),
        "killed_of_those_that_differ": round((differ - len(left)) / max(1, differ), 4),
        "survivors": left,
    }


def main() -> None:
    """Try the modules that were asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("modules", nargs="+", choices=sorted(TESTS))
    parser.add_argument("--from", dest="start", type=int, default=0)
    parser.add_argument("--count", type=int)
    parser.add_argument("--again", action="store_true", help="only those that survived before")
    parser.add_argument("--explain", action="store_true", help="read the reasons anew; try nothing")
    asked = parser.parse_args()
    part = slice(asked.start, None if asked.count is None else asked.start + asked.count)
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder)
        if not asked.explain:
            copy_of_the_project(copied)
        for module in asked.modules:
            found = (
                stored()[module]
                if asked.explain
                else tried(copied, module, part, again=asked.again)
            )
            found = explained(module, found)
            print(module, json.dumps({its: found[its] for its in ("mutants", "killed")}))
            if part == slice(0, None):
                every = stored() | {module: found}
                RESULTS.write_text(json.dumps(dict(sorted(every.items())), indent=1) + "\n")


def stored() -> dict[str, Any]:
    """The figures of the last time."""
    found: dict[str, Any] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    return found


if __name__ == "__main__":
    main()
