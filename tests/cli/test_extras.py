"""A command whose extra is not installed says how to get it; no other needs one."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cli.program import EXAMPLES
from rctdiag.cli.shell.error_output import EXTRAS, tell

ROOT = Path(__file__).parents[2]
MODULES = {
    "python_docx": "docx",
    "python_pptx": "pptx",
}  # what is imported under another name than it is installed
PROGRAM = """
import sys
for name in {blocked!r}:
    sys.modules[name] = None
sys.argv = {given!r}
from rctdiag.__main__ import main
main()
"""


def without_extras(*given: str) -> subprocess.CompletedProcess[str]:
    blocked = [name for its in EXTRAS.values() for name in its]
    code = PROGRAM.format(blocked=blocked, given=["rctdiag", *given])
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )


def test_the_extras_are_those_of_the_package() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = told["project"]["optional-dependencies"]
    for name, packages in EXTRAS.items():
        named = {one.partition(">")[0].partition("[")[0].replace("-", "_") for one in extras[name]}
        assert set(packages) == {MODULES.get(one, one) for one in named} - {"rctdiag"}


def test_a_group_report_says_what_it_needs(tmp_path: Path) -> None:
    table = str(EXAMPLES / "teams.csv")
    ran = without_extras("teams", table, "--by", "team", "--ledger", str(tmp_path / "l.db"))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("rctdiag: missing-extra: this needs ")
    assert ran.stderr.endswith('[tables]"\n')


@pytest.mark.parametrize(
    "given",
    [
        ("assess", "--answers", str(EXAMPLES / "paula-told.yaml")),
        ("batch", str(EXAMPLES / "teams.csv")),
    ],
)
def test_what_needs_none_runs(given: tuple[str, ...]) -> None:
    ran = without_extras(*given)
    assert ran.returncode == 0, ran.stderr


def test_another_missing_module_is_a_bug(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell(ModuleNotFoundError(name="elsewhere"), as_json=False) == 1
    assert capsys.readouterr().err.startswith("rctdiag: internal-error: ")
