"""The published JSON Schemas (draft-07, the newest that editors read), made from the models."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.load.checks.did_you_mean import listed

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

# Name -> module and class: imported only when that schema is asked for. Add a line for a new one.
MODELS: dict[str, tuple[str, str]] = {
    "answers": ("rctdiag.model.answers", "AnswerSheet"),
    "comparison": ("rctdiag.model.documents.comparison", "Comparison"),
    "error": ("rctdiag.model.documents.error", "ErrorDocument"),
    "import": ("rctdiag.model.documents.imported", "ImportOutcome"),
    "manifest": ("rctdiag.model.documents.manifest", "Manifest"),
    "mapping": ("rctdiag.model.documents.mapping", "Mapping"),
    "note": ("rctdiag.model.documents.over_time.note", "Note"),
    "plan": ("rctdiag.model.documents.over_time.plan", "StepsPlan"),
    "questionnaire": ("rctdiag.model.questionnaire", "Questionnaire"),
    "result": ("rctdiag.model.documents.result", "Result"),
    "steps": ("rctdiag.model.step", "StepCatalogue"),
    "teams": ("rctdiag.model.documents.teams", "Teams"),
    "waves": ("rctdiag.model.documents.over_time.waves", "Waves"),
}

_JSON_SCHEMA_07 = "http://json-schema.org/draft-07/schema#"


def names() -> tuple[str, ...]:
    """The names that ``schema`` takes."""
    return tuple(sorted(MODELS))


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema, draft-07, of one document: what the loader demands, as far as it can say.

    Rules between parts of a document (an item's facet exists) are not in it.

    Raises:
        UsageFault: no document has that name.
    """
    if name not in MODELS:
        message = "there is no schema with that name."
        hint = f"Use {listed(names())}."
        raise UsageFault(Fault("unknown-schema", message, hint))
    module, attribute = MODELS[name]
    model: type[BaseModel] = getattr(import_module(module), attribute)
    generated = model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    kind: str = generated["properties"]["schema"]["const"]
    body: dict[str, Any] = _json_schema_07(generated)
    definitions = body.pop("definitions", None)
    head = {
        "$schema": _JSON_SCHEMA_07,
        "$id": f"urn:rctdiag:schema:{kind.replace('/', ':')}",
        "title": kind,
    }
    return {**head, **body, **({"definitions": definitions} if definitions else {})}


def text(name: str) -> str:
    """The schema as it stands in ``schema/NAME.schema.json``.

    Raises:
        UsageFault: no document has that name.
    """
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def write_all(folder: Path) -> None:
    """Write every published schema into ``folder``."""
    for name in names():
        (folder / f"{name}.schema.json").write_text(text(name), encoding="utf-8", newline="\n")


def _json_schema_07(node: Any) -> Any:  # noqa: ANN401 - any JSON in, the same JSON out
    """Say in draft-07 what pydantic says in 2020-12, and close mappings with patterned keys."""
    if isinstance(node, list):
        return [_json_schema_07(part) for part in node]
    if not isinstance(node, dict):
        return node
    # Titles only repeat the names of fields; as a key of "properties" title is a field itself.
    parts = {
        key: part for key, part in node.items() if not (key == "title" and isinstance(part, str))
    }
    converted = {_RENAMED.get(key, key): _json_schema_07(part) for key, part in parts.items()}
    if "prefixItems" in node:
        converted["items"] = converted.pop("prefixItems")
        converted["additionalItems"] = False
    if "patternProperties" in node:
        converted["additionalProperties"] = False
    if "$ref" in converted and len(converted) > 1:
        # In draft-07 whatever stands beside $ref is passed over.
        converted["allOf"] = [{"$ref": converted.pop("$ref")}]
    return converted


_RENAMED = {"$defs": "definitions"}
