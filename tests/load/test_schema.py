"""The published schemas: current, valid draft-07, and saying what the loader says."""

import json
from pathlib import Path

import jsonschema
import pytest

from rctdiag.errors.catalogue import sections
from rctdiag.errors.faults import UsageFault
from rctdiag.load.library import bundled_folder
from rctdiag.load.steps import BUNDLED
from rctdiag.load.syntax.document import canonical, read
from rctdiag.model.step import AUDIENCES
from rctdiag.operations.schema import names, schema, text, write_all

ROOT = Path(__file__).parents[2]
SPECIMENS = ROOT / "tests" / "errors" / "specimens"


def complaints(path: Path, name: str) -> list[str]:
    data = json.loads(canonical(read(path).data))
    return [error.message for error in jsonschema.Draft7Validator(schema(name)).iter_errors(data)]


@pytest.mark.parametrize("name", names())
def test_a_schema_is_valid_and_the_published_one_is_current(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(schema(name))
    published = ROOT / "schema" / f"{name}.schema.json"
    assert published.read_text(encoding="utf-8") == text(name)
    for newer in ("prefixItems", "$defs", "unevaluated", "dependentRequired"):
        assert newer not in text(name)


def test_every_published_schema_has_a_name(tmp_path: Path) -> None:
    write_all(tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written.keys() == {f"{name}.schema.json" for name in names()}


def test_an_unknown_name() -> None:
    with pytest.raises(UsageFault) as caught:
        schema("nothing")
    assert caught.value.faults[0].code == "unknown-schema"


@pytest.mark.parametrize("name", BUNDLED)
def test_the_bundled_questionnaires_satisfy_theirs(name: str) -> None:
    assert complaints(bundled_folder() / f"{name}.yaml", "questionnaire") == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_steps_satisfy_theirs(audience: str) -> None:
    assert complaints(bundled_folder() / "steps" / f"{audience}.yaml", "steps") == []


# What only the loader can tell: JSON Schema knows no rules between parts, counts 3.0 as a whole
# number, and does not know how many points this questionnaire has.
SHAPE = next(part for part in sections() if part.title == "The shape of a document")
SHAPE_CODES = {entry.code for entry in SHAPE.entries} - {
    "bad-date",
    "bad-hash",
    "bad-key",
    "not-whole",
}
SHAPE_FAULTS = [
    path
    for path in sorted(SPECIMENS.iterdir())
    if path.name.split(".")[0] in SHAPE_CODES and path.suffix != ".expected"
]


@pytest.mark.parametrize("path", SHAPE_FAULTS, ids=lambda path: path.name)
def test_what_the_loader_refuses_for_its_shape_the_schema_refuses(path: Path) -> None:
    assert complaints(path, path.name.split(".")[1])
