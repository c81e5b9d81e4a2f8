"""Can published sums be combined into something about four people or fewer? Exact, complete.

A published figure is a sum over a group. An attacker may add and subtract such sums with any
weights; what comes out is a weighted sum over people. The people with a weight other than nought
are its support. A publication is safe when no combination (but nothing itself) has a support
lighter than the minimum. In the language of codes: the row space of the group-by-person
matrix has a minimum distance. Everything here is exact, in whole numbers.

The search rests on one fact. Take ``limit + 1`` disjoint sets of people. A combination that touches
at most ``limit`` people misses one of the sets altogether, so it survives when that
set is contracted (its members' weights set to nought). Each contraction lowers the rank, hence
the search ends, and nothing is overlooked. Which sets are taken only decides how long it takes.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from rctdiag.disclosure.groups.fraction_free_elimination import (
    Column,
    Span,
    Vector,
    components,
    contracted,
    merged,
    one_vector_each,
    primitive,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LOOKED_INTO = 400  # combinations that may be about more answers than it seems
_EACH = 8  # combinations kept of a part; hiding those shows what is left
_REMEMBERED = 8192  # parts come again in every branch, round and audit
_SMALL = 200  # columns of a part that is not cut into blocks
_BLOCK = 8  # a block holds at most one in so many people of its part


@dataclass(frozen=True, slots=True)
class Light:
    """A combination of rows about few people: who may matter in it, and the rows' weights."""

    support: tuple[int, ...]
    weights: Vector


def light_combinations(columns: Sequence[Column], limit: int) -> Iterator[Light]:
    """Combinations of rows whose supports weigh at most ``limit``: of each part, a few.

    Empty exactly when no combination but nothing itself has a support of ``limit`` or lighter.
    A support may come more than once, and may hold somebody whose weight is nought.
    """
    if not any(column.others for column in columns):
        yield from _light(merged(columns), limit, _EACH)
        return
    # Some may be about fewer answers than it seems, and are left out: so none may be cut off
    # anywhere on the way, as the one that is left would be about somebody.
    found = list(_light(merged(one_vector_each(columns, limit)), limit, _LOOKED_INTO))
    if len(found) >= _LOOKED_INTO:  # there may be more behind them
        yield from found
        return
    about: dict[tuple[int, ...], bool] = {}
    for light in found:
        if light.support not in about:
            about[light.support] = _is_about(light.support, columns)
        if about[light.support]:
            yield light


def _is_about(people: tuple[int, ...], columns: Sequence[Column]) -> bool:
    """Whether some combination leaves out every answer of everybody else, and not all of theirs."""
    inside = set(people)
    other_span = Span()
    own_vectors: list[Vector] = []
    for column in columns:
        vectors = (column.vector, *column.others)
        if inside.issuperset(column.members):
            own_vectors += map(dict, vectors)
        else:
            for vector in vectors:
                other_span.add(vector)
    return any(other_span.reduce(vector) for vector in own_vectors)


def _light(left: list[Column], limit: int, most: int) -> Iterator[Light]:
    span = Span()
    while heavy := [column for column in left if column.weight > limit]:
        for column in heavy:
            span.add(column.vector)
        left = contracted(left, span)
    for part in components(left):
        for light in _of_part(part, limit, most):
            yield Light(light.support, span.extended(light.weights))


def light_supports(columns: Sequence[Column], limit: int) -> Iterator[tuple[int, ...]]:
    """The supports of :func:`light_combinations`."""
    return (light.support for light in light_combinations(columns, limit))


_known: OrderedDict[bytes, list[Light]] = OrderedDict()


def _of_part(part: Sequence[Column], limit: int, least: int) -> Iterator[Light]:
    """The same for one part, remembered by its shape: who and what it is about does not matter."""
    rows = sorted({row for column in part for row in column.vector})
    place = {row: index for index, row in enumerate(rows)}
    twins = [
        Column({place[row]: x for row, x in sorted(column.vector.items())}, column.weight, (index,))
        for index, column in enumerate(part)
    ]
    description = repr((limit, least, [(twin.vector, twin.weight) for twin in twins]))
    shape = sha256(description.encode()).digest()
    if shape not in _known:
        most = max(least, len(part) // _EACH)
        _known[shape] = list(islice(_searched(twins, limit, least), most))
        if len(_known) > _REMEMBERED:
            _known.popitem(last=False)
    for light in _known[shape]:
        members = (member for index in light.support for member in part[index].members)
        weights = {rows[row]: x for row, x in light.weights.items()}
        yield Light(tuple(sorted(members)), weights)


def _searched(part: Sequence[Column], limit: int, least: int) -> Iterator[Light]:
    if sum(column.weight for column in part) <= limit:
        members = sorted(member for column in part for member in column.members)
        yield Light(tuple(members), {min(part[0].vector): 1})
        return
    blocks = _blocks(part) if len(part) > _SMALL else []
    loose = Loosened(blocks)
    if loose.spans:
        for light in _light(merged(loose.columns), limit, least):
            yield Light(light.support, loose.tied(light.weights))
        return
    if len(blocks) > limit:
        spans = [_span_of(blocks[index :: limit + 1]) for index in range(limit + 1)]
    else:
        spans = _bases(part, limit + 1)
    for span in spans:
        for light in _light(contracted(part, span), limit, least):
            yield Light(light.support, span.extended(light.weights))


class Loosened:
    """Blocks freed of the long rows that their own short rows make up.

    Where a team shows everybody by gender, the row of all women is there a row of the team.
    Taking it off changes no combination, only how it is written; the blocks then hang
    together by what truly ties them.

    Attributes:
        columns: All columns, without what was taken off.
        spans: Long row -> the spans of the blocks where it was taken off.
    """

    def __init__(self, blocks: Sequence[Sequence[Column]]) -> None:
        seen = Counter(
            row for block in blocks for row in {row for column in block for row in column.vector}
        )
        self.columns: list[Column] = []
        self.spans: dict[int, list[Span]] = defaultdict(list)
        for block in blocks:
            span = _span_of([block])
            rows = {row for column in block for row in column.vector}
            tied = {row for row in rows if seen[row] > 1}
            off = {
                row for row in tied if row not in span.pivots and tied.isdisjoint(span.holders(row))
            }
            for row in off:
                self.spans[row].append(span)
            self.columns += [
                Column(
                    {row: x for row, x in column.vector.items() if row not in off},
                    column.weight,
                    column.members,
                )
                for column in block
            ]

    def tied(self, weights: Vector) -> Vector:
        """The weights on the rows as they were."""
        result = dict(weights)
        for row in sorted(self.spans.keys() & weights):
            for span in self.spans[row]:
                made = span.extended({row: 1})
                times = result[row]
                result = {r: x * made[row] for r, x in result.items()}
                for r, x in made.items():
                    if r != row:
                        result[r] = result.get(r, 0) + x * times
        return dict(primitive({row: x for row, x in result.items() if x}))


def _span_of(blocks: Sequence[Sequence[Column]]) -> Span:
    span = Span()
    for block in blocks:
        for column in block:
            span.add(column.vector)
    return span


def _blocks(part: Sequence[Column]) -> list[list[Column]]:
    """What falls apart without the few longest rows, as teams do without the whole house.

    Rows are laid in from the shortest on, until one would tie too many people together.
    Whole blocks as the disjoint sets take the long rows away at once, and then each
    block is searched by itself. None where hardly anything falls apart.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    for index, column in enumerate(part):
        for row in column.vector:
            holders[row].append(index)
    weight = [column.weight for column in part]
    most = sum(weight) // _BLOCK
    link = list(range(len(part)))
    by_length = sorted(
        holders, key=lambda row: (sum(weight[holder] for holder in holders[row]), row)
    )
    for row in by_length:  # pragma: no branch - a part hangs together, so the last row always would
        roots = sorted({_root(link, holder) for holder in holders[row]})
        together = sum(weight[root] for root in roots)
        if together > most:
            break
        for root in roots:
            link[root] = roots[0]
        weight[roots[0]] = together
    blocks: dict[int, list[Column]] = defaultdict(list)
    for index, column in enumerate(part):
        blocks[_root(link, index)].append(column)
    if 2 * len(blocks) > len(part):
        return []
    return sorted(blocks.values(), key=lambda block: (-len(block), block[0].members))


def _root(link: list[int], index: int) -> int:
    while link[index] != index:
        link[index] = link[link[index]]
        index = link[index]
    return index


def _bases(part: Sequence[Column], count: int) -> list[Span]:
    """Disjoint sets as large as greed makes them; a set that spans all leaves nothing to search.

    People from large groups come first: a group with few people then gives one to each set.
    """
    size: dict[int, int] = defaultdict(int)
    for column in part:
        for row in column.vector:
            size[row] += column.weight
    order = sorted(part, key=lambda c: (-min(size[r] for r in c.vector), c.members))
    rank = len(_span_of([order]).pivots)
    left = [column.weight for column in order]
    spans = []
    for _ in range(count):
        span = Span()
        for index, column in enumerate(order):
            if left[index] and span.add(column.vector):
                left[index] -= 1
                if len(span.pivots) == rank:
                    break
        spans.append(span)
    if not all(span.pivots for span in spans):
        spans = [Span() for _ in range(count)]
        people = [column for column in order for _ in range(column.weight)]
        for index, column in enumerate(people):
            spans[index % count].add(column.vector)
    return [span for span in spans if len(span.pivots) < rank]
