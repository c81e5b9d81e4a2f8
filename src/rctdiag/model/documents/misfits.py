"""What contradicts itself in a document, each contradiction with its place."""

from collections.abc import Iterable
from typing import NamedTuple

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

KIND = "does_not_fit"
Place = tuple[str | int, ...]


class Misfit(NamedTuple):
    """A value that does not fit another one: where it is, and why, after "this …"."""

    place: Place
    why: str


def refuse(misfits: Iterable[Misfit]) -> None:
    """Refuse a document that contradicts itself.

    Raises:
        ValidationError: with every misfit at its own place below the model that is validated.
    """
    found = [
        InitErrorDetails(type=PydanticCustomError(KIND, "{why}", {"why": why}), loc=place, input="")
        for place, why in misfits
    ]
    if found:
        raise ValidationError.from_exception_data("document", found)
