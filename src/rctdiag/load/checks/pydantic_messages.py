"""What each of pydantic's complaints is called here: code, words, remedy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, get_args

from rctdiag.load.checks.did_you_mean import listed
from rctdiag.load.checks.what_to_write import A_LIST, A_MAPPING, WhatToWrite
from rctdiag.model.answers import NO_BEYOND, NO_POSITION, POSITION_CONTRADICTS, BeyondKind
from rctdiag.model.documents.misfits import KIND
from rctdiag.model.moments import NO_MOMENT, NO_SUCH_DAY

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from rctdiag.load.syntax.document_places import Document


class Wording(NamedTuple):
    """A code of the catalogue; what is wrong, after "this …"; what to do."""

    code: str
    message: str
    hint: str | WhatToWrite = ""

    def advice(self, document: Document) -> str:
        """What to do, in the syntax of the document."""
        return self.hint if isinstance(self.hint, str) else self.hint.in_(document)


BAD_TIME = Wording("bad-time", "must be a time with a time zone, such as 2026-03-01T09:00:00+01:00")

# The patterns of the models, in words.
PATTERNS = {
    r"^[a-z][a-z0-9_]{0,31}$": Wording(
        "bad-id", "must be an id: small letters, digits and _, a letter first, at most 32"
    ),
    r"^\d+\.\d+\.\d+$": Wording("bad-version", "must be a version such as 1.0.0"),
    r"^\d{4}-\d{2}-\d{2}$": Wording("bad-date", "must be a date such as 2024-05-31"),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": Wording(
        "bad-language", "must be a language such as en or pt-BR"
    ),
    r"^[a-z0-9][a-z0-9_-]{0,31}$": Wording(
        "bad-id", "must be a name: small letters, digits, - and _, at most 32"
    ),
    r"^[0-9a-f]{16}$": Wording("bad-hash", "must be sixteen digits of a hash, 0-9 and a-f"),
}

_FIXED = {
    "string_type": Wording("not-text", "must be text"),
    "int_type": Wording("not-whole", "must be a whole number"),
    "float_type": Wording("not-a-number", "must be a number"),
    "bool_type": Wording("not-true-or-false", "must be true or false", "Write it without quotes."),
    "tuple_type": Wording("not-a-list", "must be a list", A_LIST),
    "dict_type": Wording("not-a-mapping", "must be keys with values", A_MAPPING),
    "model_type": Wording("not-a-mapping", "must be keys with values", A_MAPPING),
    NO_SUCH_DAY: Wording("bad-date", "there is no such day", "Write it as year-month-day."),
    NO_MOMENT: BAD_TIME,
    NO_BEYOND: Wording(
        "not-one-of", f"must be no, or a list with one or more of {listed(get_args(BeyondKind))}"
    ),
    NO_POSITION: Wording(
        "not-one-of",
        "must be yes or no",
        "Better: use `standing` instead (member, leads, independent or left).",
    ),
    POSITION_CONTRADICTS: Wording(
        "not-as-described", "yes does not fit `standing`", "Take one of the two out."
    ),
    "string_too_short": Wording("empty-text", "must not be empty"),
}

# Bounds come from the model and are put in.
_BOUNDED = {
    "greater_than_equal": Wording("out-of-range", "must be {ge:g} or more"),
    "greater_than": Wording("out-of-range", "must be more than {gt:g}"),
    "less_than_equal": Wording("out-of-range", "must be {le:g} or less"),
    "less_than": Wording("out-of-range", "must be less than {lt:g}"),
    "string_too_long": Wording("text-too-long", "must be at most {max_length:,} characters long"),
    "too_short": Wording("too-few", "must have at least {min_length} in its list"),
    "too_long": Wording("too-many", "must have at most {max_length:,} in its list"),
}


def wording(error: ErrorDetails) -> Wording:
    """Our words for one entry of ``ValidationError.errors()``; never its input."""
    kind, bounds = error["type"], error.get("ctx", {})
    if kind in _FIXED:
        return _FIXED[kind]
    if kind in _BOUNDED:
        problem = _BOUNDED[kind]
        return problem._replace(message=problem.message.format(**bounds))
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", bounds["expected"])
        return Wording("not-one-of", f"must be {listed(words)}")
    if kind == "string_pattern_mismatch" and bounds["pattern"] in PATTERNS:
        return PATTERNS[bounds["pattern"]]
    if kind == KIND:
        return Wording("does-not-fit", str(bounds["why"]), "Make the document again.")
    # A rule of the model itself, in its own words.
    message = (
        str(bounds["error"]).rstrip(".")
        if kind == "value_error"
        else "is not what is expected here"
    )
    return Wording("not-as-described", message)
