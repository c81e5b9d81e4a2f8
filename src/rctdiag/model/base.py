"""The base of every model: strict, frozen, no unknown fields."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class Frozen(BaseModel):
    """Strict: nothing is coerced (True is no 1, "3" is no 3); sequences are tuples."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)
