"""What contradicts itself in a document, each contradiction with its place."""

from collections.abc import Iterable
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

KIND = "does_not_fit"
DocumentPath = tuple[str | int, ...]


class Misfit(NamedTuple):
    """A value that does not fit another one: where it is, and why, after "this …"."""

    path: DocumentPath
    why: str


def refuse(misfits: Iterable[Misfit]) -> None:
    """Refuse a document that contradicts itself.

    Raises:
        ValidationError: with every misfit at its own place below the model that is validated.
    """
    errors = [
        InitErrorDetails(type=PydanticCustomError(KIND, "{why}", {"why": why}), loc=path, input="")
        for path, why in misfits
    ]
    if errors:
        raise ValidationError.from_exception_data("document", errors)
