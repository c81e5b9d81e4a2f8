"""What a group report is made of: the answers of many people, and the groups they are in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.scoring.key import Form

    Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Survey:
    """A table, read.

    Attributes:
        questionnaires: Those that it has columns of, none of them private.
        form: Full or short.
        items: Item ids in the order asked.
        given: People by items as given, -1 for none.
        columns: Values of the breakdown columns, one a person.
        tags: Tag column -> the tags of each person.
        ids: One a person, unique; None where the table has none.
    """

    questionnaires: tuple[Questionnaire, ...]
    form: Form
    items: tuple[str, ...]
    given: Ints
    columns: Mapping[str, Sequence[str | None]]
    tags: Mapping[str, Sequence[Collection[str]]] = field(default_factory=dict)
    ids: Sequence[str] | None = None

    def only(self, people: Sequence[int]) -> Survey:
        """The survey of these people."""
        return Survey(
            self.questionnaires,
            self.form,
            self.items,
            self.given[list(people)],
            {name: [values[person] for person in people] for name, values in self.columns.items()},
            {name: [values[person] for person in people] for name, values in self.tags.items()},
            None if self.ids is None else [self.ids[person] for person in people],
        )
