"""What every document of a person is made of: sentences with their ids, and points."""

from typing import Annotated

from pydantic import Field

from rctdiag.model.base import Frozen

Points = Annotated[float, Field(ge=0, le=100)]


class Sentence(Frozen):
    """A sentence of the report, with the id it has in the words."""

    id: str
    text: str
