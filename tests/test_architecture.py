"""The shape of the code: file length, light start, one way down, nothing printed."""

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import rctdiag

ROOT = Path(__file__).parent.parent
LONGEST = 350
MOST_MODULES = 12  # in a folder of the package, ``__init__`` counted
DRAWING = ("rich.console", "rich.table", "rich.panel", "rich.columns", "rich.rule")
HEAVY = ("polars", "numpy", "scipy", "pandas", "pyarrow", "narwhals", "jinja2", "rich.table")


def python_files() -> list[Path]:
    return sorted(p for folder in ("src", "tests", "bench") for p in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("path", python_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{lines} lines"


@pytest.mark.parametrize(
    "folder",
    sorted({path.parent for path in (ROOT / "src").rglob("*.py")}),
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_a_folder_holds_few_modules(folder: Path) -> None:
    modules = len(list(folder.glob("*.py")))
    assert modules <= MOST_MODULES, f"{modules} modules"


def modules_after(*arguments: str) -> set[str]:
    """The modules imported by a real run, read off ``-X importtime``."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "rctdiag", *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    lines = (line for line in run.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip() for line in lines}


def heavy_in(modules: set[str], *names: str) -> list[str]:
    return sorted(m for m in modules if any(m == n or m.startswith(f"{n}.") for n in names))


def test_version_imports_no_library() -> None:
    assert heavy_in(modules_after("--version"), *HEAVY, "typer", "pydantic", "yaml", "rich") == []


def test_help_imports_no_model_and_no_frame() -> None:
    assert heavy_in(modules_after("--help"), *HEAVY, "pydantic", "yaml", "rich") == []


def test_a_list_as_json_imports_nothing_that_draws() -> None:
    assert heavy_in(modules_after("steps", "list", "--json"), *HEAVY, "rich") == []


def test_json_of_one_sheet_imports_only_what_it_needs() -> None:
    sheet = str(ROOT / "examples" / "paula-told.yaml")
    modules = modules_after("assess", "--answers", sheet, "--json")
    assert heavy_in(modules, *HEAVY, "rich", "filelock", "platformdirs") == []


def test_what_is_not_drawn_imports_nothing_that_draws() -> None:
    sheet = str(ROOT / "examples" / "paula-told.yaml")
    shown = ("assess", "--answers", sheet)
    for plain in (("--format", "markdown"), ("--accessible",)):
        assert heavy_in(modules_after(*shown, *plain), *HEAVY, *DRAWING) == []
    assert set(DRAWING) <= set(heavy_in(modules_after(*shown), *DRAWING))  # the names are right


def test_the_version_is_one_literal() -> None:
    assert rctdiag.__version__.count(".") == 2


def imports_of(path: Path, modules: set[str]) -> set[str]:
    """The modules of ours that a file names in an import, for types alone or not, late or not."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            submodules = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= submodules & modules or {node.module} & modules
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & modules
    return found


def test_no_module_imports_itself_by_way_of_others() -> None:
    source = ROOT / "src"
    files = {
        ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__"): path
        for path in source.rglob("*.py")
    }
    graph = {name: imports_of(path, set(files)) - {name} for name, path in files.items()}
    assert sum(map(len, graph.values())) > len(files)  # imports are seen at all
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))
