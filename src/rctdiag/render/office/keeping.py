"""What stays on the page of what follows it, so that no heading, list or card falls apart."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rctdiag.render.handover.content import SHORT_LIST, SHORT_SECTION
from rctdiag.render.handover.flow.parts import Grid, Heading, NewPage, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.render.handover.flow.parts import Part

SHORT_TABLE = 12  # rows that are kept on one page
_SECTION = 2  # the level of its heading
_LISTS = frozenset({"item", "file"})
_WHOLE = frozenset({"fact", "line"})  # the fields of a card, the lines to fill in


def kept(parts: Sequence[Part]) -> list[bool]:
    """For each part whether it stays with the next one."""
    stays = [_belongs(part, after) for part, after in zip(parts, [*parts[1:], None], strict=True)]
    for first, last in _runs(parts):
        if last - first < SHORT_LIST:
            stays[first:last] = [True] * (last - first)
        else:  # no item stands alone at the foot or the head of a page
            stays[first] = stays[last - 1] = True
    for at, (part, after) in enumerate(pairwise(parts)):
        # A remark between a heading and its table stays with both.
        if at and isinstance(part, Paragraph) and isinstance(after, Grid):
            stays[at] = stays[at] or isinstance(parts[at - 1], Heading)
    for first, last in _short_sections(parts):
        stays[first:last] = [True] * (last - first)
    for at in _heads_of_cards(parts):
        stays[at] = True
    return stays


def _belongs(part: Part, after: Part | None) -> bool:
    if not isinstance(after, Paragraph):
        return isinstance(part, Heading) and after is not None
    if isinstance(part, Grid):
        return after.kind == "note"  # how the table is read
    if isinstance(part, Paragraph):
        if part.kind == "item" and after.kind == "quote":  # a remark on an item
            return True
        if part.kind in _WHOLE:
            return part.kind == after.kind
        return part.kind == "text" and after.kind in {*_LISTS, *_WHOLE}
    return True


def _runs(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """The first and the last item of every list; remarks on items are in between."""
    runs: list[tuple[int, int]] = []
    first, last = -1, -1
    for at, part in enumerate([*parts, None]):
        kind = part.kind if isinstance(part, Paragraph) else ""
        if kind in _LISTS:
            first, last = (at if first < 0 else first), at
        elif kind != "quote" and first >= 0:
            runs.append((first, last))
            first = -1
    return [(first, last) for first, last in runs if last > first]


def _short_sections(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """The first and the last part of every section that is a few paragraphs and no more."""
    heads = [
        at
        for at, part in enumerate(parts)
        if isinstance(part, NewPage) or (isinstance(part, Heading) and part.level <= _SECTION)
    ]
    for first, end in pairwise([*heads, len(parts)]):
        inner = [part for part in parts[first:end] if isinstance(part, (Heading, Paragraph))]
        letters = sum(len(part.text) for part in inner)
        few = end - first <= SHORT_SECTION[0] and letters <= SHORT_SECTION[1]
        if few and len(inner) == end - first:
            yield first, end - 1


def _heads_of_cards(parts: Sequence[Part]) -> list[int]:
    """What stands between the heading of a step and its fields."""
    heads: list[int] = []
    above: list[int] = []
    for at, part in enumerate(parts):
        if isinstance(part, Heading):
            above = [at] if part.strategy else []
        elif above and isinstance(part, Paragraph) and part.kind == "fact":
            heads += above
            above = []
        elif above:
            above.append(at)
    return heads
