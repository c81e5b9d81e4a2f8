"""A document against a model: every fault at once, in our own words, with no value in them."""

from __future__ import annotations

import re
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from rctdiag.errors.faults import Fault
from rctdiag.load.checks.did_you_mean import did_you_mean, listed
from rctdiag.load.checks.pydantic_messages import Wording, wording
from rctdiag.load.checks.what_to_write import FILL_IN, NO_CURLY, SPACES, WHOLE_FILE, schema_line
from rctdiag.load.syntax.document_places import Document, Loc, reject, shown
from rctdiag.model.documents.misfits import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pydantic_core import ErrorDetails

    from rctdiag.model.documents.misfits import Misfit

M = TypeVar("M", bound=BaseModel)


def validate(
    document: Document, model: type[M], misfits: Callable[[M], Iterable[Misfit]] | None = None
) -> M:
    """The document as ``model``.

    Args:
        document: What was read.
        model: The class of such a document.
        misfits: Finds what contradicts something else in a document that is valid so far.

    Raises:
        InputRejected: with all faults, each with file, line, column, path and what to do.
    """
    valid, faults = examine(document, model, misfits)
    reject(faults)
    assert valid is not None  # noqa: S101 - no faults, so there is a model; said for mypy
    return valid


def examine(
    document: Document, model: type[M], misfits: Callable[[M], Iterable[Misfit]] | None = None
) -> tuple[M | None, Iterator[Fault]]:
    """The document as ``model`` or None, and its faults: to be rejected with further ones.

    Raises:
        InputRejected: where no further fault would make sense: another kind of document.
    """
    if early := _wrong_kind(document, model):
        reject([_curly(document, early, ("schema",))])
    try:
        valid = _validated(document.data, model)
        refuse(misfits(valid) if misfits is not None else ())
        return valid, iter(())
    except ValidationError as error:
        # The input is left out; of the context only bounds that come from the model are read.
        errors = error.errors(include_url=False, include_input=False)
    errors = [
        entry_error for entry_error in errors if not _only_lost_entries(document, entry_error)
    ]
    by_place: dict[Loc, list[ErrorDetails]] = {}
    for problem in errors:
        by_place.setdefault(_known_part(document, problem), []).append(problem)
    return None, (
        _fault(document, model, loc, errors_there) for loc, errors_there in by_place.items()
    )


def _validated(data: object, model: type[M]) -> M:
    """The data as a model; 3.0 is a whole number, as it is to the published schemas."""
    try:
        return model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        if not any(detail["type"] == "int_type" for detail in error.errors(include_input=False)):
            raise
        return model.model_validate(with_whole_numbers(data), by_alias=True, by_name=False)


def with_whole_numbers(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """JSON data with 3 for 3.0 wherever it stands."""
    if isinstance(value, dict):
        return {key: with_whole_numbers(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(map(with_whole_numbers, value))
    return int(value) if isinstance(value, float) and value.is_integer() else value


_READERS = {
    "answers": "assess --answers",
    "result": "report",
    "teams": "report",
    "comparison": "report",
    "questionnaire": "questionnaires check",
    "steps": "steps check",
}


def _wrong_kind(document: Document, model: type[BaseModel]) -> Fault | None:
    """What makes every further fault pointless: no mapping, or another kind of document."""
    if not isinstance(document.data, dict):
        message = f"the whole file must be keys with values {WHOLE_FILE.in_(document)}."
        yaml_lacks = document.syntax == "yaml" and _lacks_spaces(document.data)
        hint = "Put a space after each colon." if yaml_lacks else ""
        return document.fault("not-a-mapping", message, (), hint)
    wanted = schema_id(model)
    schema = document.data.get("schema", wanted)
    if not wanted or schema == wanted:
        return None
    if not (isinstance(schema, str) and schema.startswith("rctdiag.") and shown(schema[8:])):
        return document.fault("wrong-document", f"this must be {wanted}.", ("schema",))
    return _other_document(document, schema, wanted)


def _other_document(document: Document, schema: str, wanted: str) -> Fault:
    kind, _, version = schema.partition("/")
    wanted_kind, _, wanted_version = wanted.partition("/")
    if kind == wanted_kind and version.isdecimal():
        number = int(version[:6])
        message = f"{wanted} belongs here; this is version {number}{_written_by(document)}."
        age = "A newer" if number > int(wanted_version) else "An older"
        return document.fault(
            "other-version", message, ("schema",), f"{age} version of rctdiag can read it."
        )
    message = f"{wanted} belongs here; this is another kind of document."
    reader = _READERS.get(kind.removeprefix("rctdiag."))
    hint = f"`rctdiag {reader} FILE` reads this kind." if reader else "Check the name of the file."
    return document.fault("wrong-document", message, ("schema",), hint)


def _written_by(document: Document) -> str:
    version = document.data.get("rctdiag_version")
    if isinstance(version, str) and version.replace(".", "").isalnum() and len(version) < 20:  # noqa: PLR2004 - no version is longer
        return f", written by rctdiag {version}"
    return ""


def schema_id(model: type[BaseModel]) -> str:
    """``rctdiag.result/1`` for the class of that document, else nothing."""
    field = model.model_fields.get("schema_")
    return str(get_args(field.annotation)[0]) if field else ""


def _value(document: Document, loc: Loc) -> Any:  # noqa: ANN401 - whatever the file holds
    value = document.data
    for step in loc:
        value = value[step]
    return value


def _only_lost_entries(document: Document, error: ErrorDetails) -> bool:
    """Whether a list is too short for pydantic only because its faulty entries fell out."""
    if error["type"] != "too_short":
        return False
    entries = _value(document, _known_part(document, error))
    return len(entries) >= int(error["ctx"]["min_length"])


def _known_part(document: Document, error: ErrorDetails) -> Loc:
    """``loc`` without the labels that pydantic adds for the branches of a union."""
    loc: Loc = error["loc"]
    if loc and loc[-1] == "[key]":
        return loc
    node = document.root
    for depth, step in enumerate(loc):
        inner = node.part(step)
        if inner is None:
            last = depth == len(loc) - 1
            return loc if last and error["type"] == "missing" else loc[:depth]
        node = inner
    return loc


def _fault(
    document: Document, model: type[BaseModel], loc: Loc, errors: Sequence[ErrorDetails]
) -> Fault:
    kind = errors[0]["type"]
    if kind == "missing":
        message = f"{shown(loc[-1])} is missing."
        hint = "Add it."
        if loc == ("schema",):
            hint = schema_line(schema_id(model)).in_(document)
        return document.fault("missing-key", message, loc[:-1], hint)
    if kind == "extra_forbidden":
        return _unknown_key(document, model, loc)
    if loc and loc[-1] == "[key]":
        message = f"this key {wording(errors[0]).message}."
        return document.fault("bad-key", message, loc[:-1], at_key=True)
    return _bad_value(document, loc, _folded([wording(error) for error in errors]))


def _bad_value(document: Document, loc: Loc, problem: Wording) -> Fault:
    value = _value(document, loc)
    message, hint = f"{problem.message}.", problem.advice(document)
    if value is None and problem.code != "does-not-fit":
        message, hint = f"is empty: it {problem.message}.", FILL_IN.in_(document)
    elif problem.code == "not-text" and isinstance(value, int | float):
        hint = "Put it in quotes."
    elif problem.code == "not-a-mapping" and _lacks_spaces(value):
        hint = SPACES.in_(document)
    return _curly(document, document.fault(problem.code, message, loc, hint), loc)


_NO_SPACE = re.compile(r"[^\s:{\[('\"]+:\S")  # keys whose values were read as one text
_CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"


def _curly(document: Document, fault: Fault, loc: Loc) -> Fault:
    """A fault of a value in curly quotes says so: they are part of the text."""
    if not isinstance(document.data, dict):
        return fault
    if not in_curly(_value(document, loc)):
        return fault
    return fault._replace(hint=NO_CURLY.in_(document))


def _lacks_spaces(value: object) -> bool:
    """Whether lines of keys with values were read as one text, for want of spaces."""
    return isinstance(value, str) and _NO_SPACE.match(value) is not None


def in_curly(value: object) -> bool:
    """Whether a value is a text in quotes that YAML does not know."""
    return isinstance(value, str) and value != "" and value[0] in _CURLY and value[-1] in _CURLY


def _folded(all_said: list[Wording]) -> Wording:
    """The branches of a union as one fault."""
    first = all_said[0]
    if len(all_said) == 1 or first.code == "does-not-fit":
        return first
    alternatives = listed(
        dict.fromkeys(problem.message.removeprefix("must be ") for problem in all_said)
    )
    return Wording("not-one-of", f"must be {alternatives}")


def _unknown_key(document: Document, model: type[BaseModel], loc: Loc) -> Fault:
    known = _keys(_model_at(model, loc[:-1]))
    free = [key for key in known if key not in _value(document, loc[:-1])]
    hint = did_you_mean(loc[-1], free) or f"Known here: {listed(known, 'and')}."
    if written := _written_by(document):
        hint += f" (The file was{written.removeprefix(',')}.)"
    message = f"unknown key {shown(loc[-1])}."
    line, column = document.key_position(loc)
    path = document.fault("", "", loc[:-1]).path
    return Fault("unknown-key", message, hint, document.file, line, column, path)


def _keys(model: type[BaseModel] | None) -> list[str]:
    fields = model.model_fields.items() if model else ()
    return [field.alias or name for name, field in fields]


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The model that describes the mapping at ``loc``."""
    kind: Any = model
    for step in loc:
        if _is_model(kind):
            fields = {field.alias or name: field for name, field in kind.model_fields.items()}
            kind = _without_none(fields[str(step)].annotation)
        else:
            # dict[key, value], tuple[entry, ...] or tuple[first, second].
            *_, kind = (part for part in get_args(kind) if part is not Ellipsis)
            kind = _without_none(kind)
    return kind if _is_model(kind) else None


def _without_none(kind: Any) -> Any:  # noqa: ANN401 - any annotation in, its main part out
    if get_origin(kind) is UnionType:
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _is_model(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
