"""What a code holds: the fields of a form in their order, and how many values each can have.

The web form and ``import`` build the same layout from the same questions; its tag, four signs at
the beginning of every code, tells codes of another form apart.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from rctdiag.model.answers import CANT_SAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.questionnaire import Questionnaire

# Crockford's base 32: no I, L, O or U, which are misread.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = "RD1"
TAG_SIGNS, CHECK_SIGNS = 4, 7
_TAG_BITS = 0xFFFFF


class Field(NamedTuple):
    """One question of a form. Of ``values`` the first is that nothing was answered."""

    id: str
    values: tuple[str, ...]


class Layout(NamedTuple):
    """The fields of a form: those that are no items first."""

    fields: tuple[Field, ...]
    items: frozenset[str]

    @property
    def tag(self) -> str:
        """What tells codes of this form from those of another."""
        named = "|".join(f"{field.id}:{len(field.values)}" for field in self.fields)
        return in_signs(crc32(named.encode()) & _TAG_BITS, TAG_SIGNS)

    @property
    def signs(self) -> int:
        """How many signs the answers take."""
        size = 1
        for field in self.fields:
            size *= len(field.values)
        return -(-(size - 1).bit_length() // 5)


def in_signs(number: int, length: int) -> str:
    """A number in base 32, with noughts before it."""
    signs = ""
    for _ in range(length):
        number, rest = divmod(number, len(SIGNS))
        signs = SIGNS[rest] + signs
    return signs


def item_fields(questionnaires: Sequence[Questionnaire], order: Sequence[str]) -> list[Field]:
    """A field for each item, in the order of the interview."""
    home = {
        item.id: questionnaire for questionnaire in questionnaires for item in questionnaire.items
    }
    fields = []
    for item in order:
        scale = home[item].scale
        points = map(str, range(scale.low, scale.high + 1))
        fields.append(Field(item, ("", *points, CANT_SAY)))
    return fields


def grouped(code: str) -> str:
    """A code as people see it: five signs at a time."""
    cuts = [*range(0, len(code), 5), len(code)]
    return "-".join([PREFIX, *(code[start:end] for start, end in pairwise(cuts))])
