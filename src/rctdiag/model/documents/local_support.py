"""``support.yaml``: local places to turn to, added by a person or an organisation."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from rctdiag.model.base import Frozen

Part = Literal["danger", "unequal", "others_at_risk", "own_life", "worn_out", "you_decide"]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class LocalContact(Frozen):
    """One place to turn to: for which part of the support text, its name, how to reach it."""

    part: Part
    name: Line
    how: Line


class LocalSupport(Frozen):
    """The document ``rctdiag.support/1``."""

    schema_: Annotated[Literal["rctdiag.support/1"], Field(alias="schema")]
    contacts: Annotated[tuple[LocalContact, ...], Field(max_length=40)]
