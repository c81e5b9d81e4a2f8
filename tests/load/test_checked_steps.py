"""The checked form of a catalogue stands for its YAML, and only for the YAML it was made of."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rctdiag.errors.faults import InputRejected
from rctdiag.load.checked_steps import checked_file, checked_steps, checked_text
from rctdiag.load.library import bundled_folder, bundled_steps, find_instruments
from rctdiag.load.steps import load_steps
from rctdiag.model.questionnaire import Questionnaire
from rctdiag.model.step import AUDIENCES

INSTRUMENTS = find_instruments((), None)
STEPS = bundled_folder() / "steps"
NAMES = sorted(path.name for path in STEPS.glob("*.yaml"))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A catalogue with its checked form, to be spoilt."""
    shutil.copytree(STEPS, tmp_path / "steps")
    return tmp_path / "steps" / "left.yaml"


@pytest.mark.parametrize("name", NAMES)
def test_it_is_what_the_yaml_says(name: str) -> None:
    read = load_steps(STEPS / name, INSTRUMENTS)
    assert checked_steps(STEPS / name) == read
    assert checked_file(STEPS / name).read_text(encoding="utf-8") == checked_text(
        STEPS / name, read
    )


def test_every_audience_has_one() -> None:
    assert {f"{audience}.yaml" for audience in AUDIENCES} <= set(NAMES)
    assert {path.stem for path in (STEPS / "checked").iterdir()} == {n[:-5] for n in NAMES}


def test_a_changed_yaml_is_read_itself(copied: Path) -> None:
    assert checked_steps(copied) is not None
    with copied.open("a", encoding="utf-8") as file:
        file.write("# one line more\n")
    assert checked_steps(copied) is None


@pytest.mark.parametrize("text", ["", "{}", "[]", "\x00", '{"sha256": "0", "catalogue": {}}'])
def test_a_damaged_one_is_left_aside(copied: Path, text: str) -> None:
    checked_file(copied).write_text(text, encoding="utf-8")
    assert checked_steps(copied) is None
    checked_file(copied).unlink()
    assert checked_steps(copied) is None


def test_a_questionnaire_that_takes_a_bundled_id_is_checked_against_the_steps() -> None:
    """Its facets are others, so the steps that name the bundled ones have faults."""
    first, *others = INSTRUMENTS
    questionnaire: Questionnaire = first.questionnaire
    fewer = questionnaire.model_copy(update={"facets": questionnaire.facets[:1]})
    another = replace(first, questionnaire=fewer, sha256="0" * 64)
    with pytest.raises(InputRejected):
        bundled_steps([another, *others], ["member"])
