"""``rctdiag.error/1``: what went wrong, for a script."""

from typing import Annotated, Literal

from pydantic import Field

from rctdiag.model.base import Frozen


class FaultDoc(Frozen):
    """One fault; ``line`` and ``column`` are 1-based. Null stands for no place."""

    code: str
    message: str
    hint: str
    file: str | None
    line: Annotated[int, Field(ge=1)] | None
    column: Annotated[int, Field(ge=1)] | None
    path: str | None


class ErrorDocument(Frozen):
    """The document ``rctdiag.error/1``: one line on stderr with ``--json``, stdout empty."""

    schema_: Annotated[Literal["rctdiag.error/1"], Field(alias="schema")]
    rctdiag_version: str
    errors: tuple[FaultDoc, ...]
