"""A conversation other than ``assess``: what it asks, and what is said around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rctdiag.cli.interview.questions import Question


@dataclass(frozen=True, slots=True)
class Course:
    """One kind of conversation.

    Attributes:
        name: Its words begin with this id.
        draft: The name of its draft's file, without an ending.
        command: What goes on with a draft.
        questions: In the order asked.
        known: Answers from another time, which Enter keeps.
        named: What its title and introduction name.
        brief: Begin at once: no key before the first question, and a draft is gone on with.
    """

    name: str
    draft: str
    command: tuple[str, ...]
    questions: tuple[Question, ...]
    known: Mapping[str, int | str] = field(default_factory=dict)
    named: Mapping[str, object] = field(default_factory=dict)
    brief: bool = False
