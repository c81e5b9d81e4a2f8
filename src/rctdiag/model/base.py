"""The base of every model: strict, frozen, no unknown fields."""

import os
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

# No plugin that happens to be installed is shown an answer; looking for them costs time as well.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class Frozen(BaseModel):
    """Strict: nothing is coerced (True is no 1, "3" is no 3); sequences are tuples."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", populate_by_name=True)

    @classmethod
    def copied_from(cls, source: object, **more: object) -> Self:
        """One whose fields are those of the same names in ``source``, but for ``more``."""
        for name in cls.model_fields:
            if name not in more:
                more[name] = getattr(source, name)
        return cls(**more)
