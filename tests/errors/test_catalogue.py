"""The catalogue is complete: each code of this layer has its specimen and its exact line."""

import ast
from pathlib import Path

import pytest

from errors.specimens_run import SPECIMENS, specimens, told
from rctdiag.errors import catalogue
from rctdiag.errors.faults import RctdiagError

ROOT = Path(__file__).parents[2]
LOAD = ROOT / "src" / "rctdiag" / "load"
# What is called with a code as its first argument.
MAKERS = {"Fault", "fault", "stop", "Wording", "_Finding"}


def codes_in_source(folder: Path = LOAD) -> set[str]:
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if name in MAKERS and isinstance(first, ast.Constant) and first.value:
                    found.add(str(first.value))
    return found


def code_of(specimen: Path) -> str:
    """The code a specimen is named after: ``bad-date-form.answers.yaml`` shows ``bad-date``."""
    stem = specimen.name.split(".")[0]
    known = {entry.code for entry in catalogue.entries()}
    while stem not in known and "-" in stem:
        stem = stem.rpartition("-")[0]
    return stem


@pytest.mark.parametrize("specimen", specimens(), ids=str)
def test_a_specimen_gives_its_exact_lines(specimen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SPECIMENS)
    lines = told(specimen)
    assert lines == Path(f"{specimen}.expected").read_text(encoding="utf-8")
    assert code_of(specimen) in {line.split(":")[0] for line in lines.splitlines()}


def test_each_file_has_its_expected_lines() -> None:
    files = {path.name for path in SPECIMENS.iterdir() if path.suffix != ".expected"}
    assert files - {"small.yaml"} <= {str(path) for path in specimens()}


def test_each_code_used_is_in_the_catalogue_and_each_in_it_is_used() -> None:
    sections = [section for section in catalogue.sections() if section.has_specimens]
    assert codes_in_source() == {entry.code for part in sections for entry in part.entries}


def test_each_code_of_any_layer_is_in_the_catalogue() -> None:
    known = {entry.code for entry in catalogue.entries()}
    used = codes_in_source(ROOT / "src" / "rctdiag")
    # What is no code is a sentence, or a name; codes have no blanks.
    assert {code for code in used - known if " " not in code and code.islower()} == set()


def test_each_code_has_a_specimen_or_names_its_test() -> None:
    shown = {code_of(specimen) for specimen in specimens()}
    for section in catalogue.sections():
        for entry in section.entries:
            if entry.test:
                assert entry.code in (ROOT / entry.test).read_text(encoding="utf-8"), entry
            elif section.has_specimens:
                assert entry.code in shown, entry


def test_each_code_leads_to_the_exit_codes_of_its_entry() -> None:
    """What the source raises around a code, as far as it stands in one expression."""
    families = {c.__name__: c.exit_code for c in RctdiagError.__subclasses__()}
    raised: dict[str, set[int]] = {}
    for path in (ROOT / "src" / "rctdiag").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in families:
                for code in codes_within(node):
                    raised.setdefault(code, set()).add(families[getattr(node.func, "id", "")])
    assert len(raised) > 90
    listed = {entry.code: set(entry.exits) for entry in catalogue.entries()}
    assert {code for code, exits in raised.items() if not exits <= listed[code]} == set()
    assert all(exits <= {0, 1, *families.values()} for exits in listed.values())


def codes_within(call: ast.Call) -> set[str]:
    return {
        str(node.args[0].value)
        for node in ast.walk(call)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Fault"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_no_code_stands_twice() -> None:
    codes = [entry.code for entry in catalogue.entries()]
    assert len(codes) == len(set(codes))


def test_the_page_is_current() -> None:
    assert (ROOT / "docs" / "errors.md").read_text(encoding="utf-8") == catalogue.page()


def test_no_specimen_of_an_answer_sheet_repeats_an_answer() -> None:
    """The lines of wrong answers name the range and the item, never what was written."""
    for specimen in SPECIMENS.glob("wrong-answer*.expected"):
        for line in specimen.read_text(encoding="utf-8").splitlines():
            said = line.split(": ", 3)[-1]
            in_json = ".json" in specimen.suffixes
            advice = "take it out together with its key" if in_json else "remove the line"
            assert said == f"this is not one of 1-5 or cant_say. Change it, or {advice}."
