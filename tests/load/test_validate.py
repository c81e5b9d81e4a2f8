"""Documents against models: one line a fault, in our own words, without the value."""

import json
from datetime import UTC, datetime
from typing import Annotated, Any, get_args

import pytest
from pydantic import BaseModel, Field

from rctdiag.errors.faults import InputRejected
from rctdiag.load.checks.did_you_mean import did_you_mean, listed
from rctdiag.load.checks.pydantic_messages import PATTERNS
from rctdiag.load.saved_documents import load_result
from rctdiag.load.syntax.document import parse, validate
from rctdiag.model.answers import AnswerSheet
from rctdiag.model.base import Frozen
from rctdiag.model.documents.result import Result
from rctdiag.model.questionnaire import Questionnaire
from rctdiag.model.step import StepCatalogue
from rctdiag.operations.schema import names, schema

SECRET = "Canary-Xyzzy"  # noqa: S105 - a value to look for, no password


class Inner(Frozen):
    number: Annotated[float, Field(lt=3)] = 1


class Sample(Frozen):
    """Every way a field can be built here, and one no model uses."""

    pair: tuple[str, Inner] = ("a", Inner())
    many: tuple[Inner, ...] = ()
    named: dict[str, Inner] = Field(default_factory=dict)
    maybe: Inner | None = None
    either: Annotated[int, Field(le=3)] | bool | None = None
    when: datetime = datetime(2024, 5, 31, tzinfo=UTC)


def told(text: str, model: type[BaseModel] = Sample, file: str = "a.yaml") -> list[str]:
    with pytest.raises(InputRejected) as caught:
        validate(parse(text, file), model)
    return str(caught.value).splitlines()


def test_unknown_keys_at_every_depth_are_told_with_the_nearest_known_one() -> None:
    text = (
        "pair: [a, {numbr: 1}]\nmany:\n  - nmber: 1\nnamed: {x: {umber: 1}}\n"
        "maybe: {numberr: 1}\nmayb: {}\nzzzzzz: 1\n"
    )
    near = "Did you mean 'number'?"
    known = "Known here: pair, many, named, maybe, either and when."
    assert told(text) == [
        f"unknown-key: a.yaml:1:12: pair.1: unknown key 'numbr'. {near}",
        f"unknown-key: a.yaml:3:5: many.0: unknown key 'nmber'. {near}",
        f"unknown-key: a.yaml:4:13: named.x: unknown key 'umber'. {near}",
        f"unknown-key: a.yaml:5:9: maybe: unknown key 'numberr'. {near}",
        f"unknown-key: a.yaml:6:1: unknown key 'mayb'. {known}",
        f"unknown-key: a.yaml:7:1: unknown key 'zzzzzz'. {known}",
    ]


def test_a_union_is_one_fault() -> None:
    (line,) = told("either: 4")
    assert line == "not-one-of: a.yaml:1:9: either: must be 3 or less or true or false."


def test_a_missing_entry_of_a_pair_points_at_the_list() -> None:
    assert told("pair: [a]") == ["missing-key: a.yaml:1:7: pair: 1 is missing. Add it."]


def test_bounds_are_told() -> None:
    (line,) = told("maybe: {number: 3}")
    assert line == "out-of-range: a.yaml:1:17: maybe.number: must be less than 3."


def test_what_has_no_words_of_its_own() -> None:
    assert told("when: noon") == [
        "not-as-described: a.yaml:1:7: when: is not what is expected here."
    ]


def test_the_name_of_a_field_is_no_alias() -> None:
    lines = told("schema_: rctdiag.answers/1\nanswers: {}\n", AnswerSheet)
    assert [line.split(":")[0] for line in lines] == ["missing-key", "unknown-key"]


def test_a_key_that_is_no_plain_word_is_not_repeated() -> None:
    (line,) = told('"\\u001b[31m": 1\n'.replace("\\u001b", "$"))
    assert "31m" not in line
    assert "unknown key '…'" in line


@pytest.mark.parametrize("schema_id", ["rctdiag.steps/1", "other/1", "3", "[1]", "null"])
def test_another_kind_of_document(schema_id: str) -> None:
    (line,) = told(f"schema: {schema_id}\n", AnswerSheet)
    assert line.startswith("wrong-document: a.yaml:1:9: schema: ")


@pytest.mark.parametrize(
    ("version", "by"),
    [("2.0.1", ", written by rctdiag 2.0.1"), ("[x]", ""), ("'2.0; rm'", "")],
)
def test_another_major_version(version: str, by: str) -> None:
    (line,) = told(f"schema: rctdiag.result/2\nrctdiag_version: {version}\n", Result)
    assert f"this is version 2{by}." in line


def test_a_result_says_which_version_wrote_what_is_not_known_here() -> None:
    text = '{"schema": "rctdiag.result/1", "rctdiag_version": "1.9.0", "aura": 1}'
    with pytest.raises(InputRejected) as caught:
        load_result(parse(text, "r.json"))
    (line,) = [x for x in str(caught.value).splitlines() if x.startswith("unknown-key")]
    assert line.endswith("(The file was written by rctdiag 1.9.0.)")


def plant(schema_part: Any, root: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """A document of the right outline with the canary as every leaf."""
    part = schema_part
    if "$ref" in part:
        part = root["definitions"][part["$ref"].rpartition("/")[2]]
    if "allOf" in part:
        return plant(part["allOf"][0], root)
    if "anyOf" in part:
        return plant(part["anyOf"][0], root)
    if "properties" in part:
        return {key: plant(inner, root) for key, inner in part["properties"].items()}
    if part.get("type") == "array":
        inner = part["items"]
        return [plant(inner, root)] if isinstance(inner, dict) else [SECRET]
    if part.get("type") == "object":
        return {SECRET: SECRET}
    return SECRET if part.get("type") != "string" else {SECRET: SECRET}


# What comes back in full: group reports and errors are only written.
@pytest.mark.parametrize("name", ["answers", "questionnaire", "result", "steps"])
def test_no_value_is_ever_repeated(name: str) -> None:
    root = schema(name)
    models: dict[str, type[BaseModel]] = {
        "answers": AnswerSheet,
        "questionnaire": Questionnaire,
        "result": Result,
        "steps": StepCatalogue,
    }
    data = plant(root, root) | {"schema": root["properties"]["schema"]["const"]}
    lines = told(json.dumps(data), models[name], "a.json")
    assert len(lines) > 5
    # Keys of a mapping are typed by people too, but stand in its path; values never.
    assert not [line for line in lines if SECRET in line.partition(": ")[2].split(": ", 2)[-1]]


def test_each_pattern_of_the_models_has_words() -> None:
    found: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, dict):
            pattern = node.get("pattern")
            found.update([pattern] if isinstance(pattern, str) else [])
            found.update(node.get("patternProperties", {}))
            for part in node.values():
                walk(part)
        elif isinstance(node, list):
            for part in node:
                walk(part)

    for name in names():
        walk(schema(name))
    assert found
    assert found <= PATTERNS.keys()


def test_did_you_mean() -> None:
    assert did_you_mean("facte", ["facet", "text"]) == "Did you mean 'facet'?"
    assert did_you_mean("c01", ["h01"]) == ""
    assert did_you_mean("x" * 10_000, ["x" * 9_999]) == ""
    assert did_you_mean(3, ["3"]) == ""
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b or c"


def test_the_sample_is_as_the_tests_think() -> None:
    assert get_args(Sample.model_fields["many"].annotation)[0] is Inner
    assert validate(parse("many: [{number: 2}]", "a.yaml"), Sample).many == (Inner(number=2),)
