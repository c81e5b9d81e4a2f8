"""The full result of every respondent, one line of JSON each, on all processors."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from rctdiag.model.answers import AnswerSheet
from rctdiag.operations.assess import Assessor
from rctdiag.render.json import dumps
from rctdiag.tables.plain import Person, people
from rctdiag.tables.raw import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from multiprocessing.pool import AsyncResult, Pool
    from pathlib import Path

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.answers import Answer
    from rctdiag.model.step import Step
    from rctdiag.operations.batch import Opened
    from rctdiag.render.words import Words
    from rctdiag.scoring.key import Form

    Writer = Callable[[bytes], int]
    Encoder = Callable[[Mapping[str, Any]], bytes]

CHUNK = 100  # people handed to a process at once
_AHEAD = 3  # chunks waiting for each process


@dataclass(frozen=True, slots=True)
class Recipe:
    """What results are made with; sent once to each process."""

    instruments: tuple[Instrument, ...]
    steps: tuple[Step, ...]
    words: Words
    form: Form
    now: datetime


class _Maker:
    """An assessor that makes lines."""

    def __init__(self, recipe: Recipe) -> None:
        self.now = recipe.now
        self.encode = encoder()
        self.blank = AnswerSheet.model_construct(schema_="rctdiag.answers/1", answers={})
        self.assessor = Assessor(recipe.instruments, recipe.steps, recipe.words, form=recipe.form)

    def lines(self, persons: Iterable[Person]) -> bytes:
        return b"".join(map(self.line, persons))

    def line(self, person: Person) -> bytes:
        # Every answer has met the rule for cells: nothing is left for a model to check.
        answers = cast("dict[str, Answer]", person.answers)
        sheet = self.blank.model_copy(update={"answers": answers})
        result = self.assessor.result(sheet, now=self.now)
        return self.encode({**result, "respondent": person.id})


def encoder() -> Encoder:
    """What ``render.json.dumps`` gives of a result on one line; with msgspec many times as fast."""
    if not find_spec("msgspec"):
        return _encoded
    from msgspec.json import Encoder  # noqa: PLC0415 - comes with an extra

    quick = Encoder(order="sorted").encode

    def encode(document: Mapping[str, Any]) -> bytes:
        try:
            told = quick(document)
        except UnicodeEncodeError:  # half a surrogate
            return _encoded(document)
        return told + b"\n" if is_safe(told) else _encoded(document)

    return encode


def _encoded(document: Mapping[str, Any]) -> bytes:
    return dumps(document, one_line=True).encode()


_PLAIN = bytes(range(0x7F))  # JSON itself escapes what is not printable of these
_maker: _Maker | None = None


def is_safe(told: bytes) -> bool:
    """Whether ``render.json.dumps`` would change nothing: no hidden letter, no minus zero."""
    return told.translate(None, _PLAIN).decode().isprintable() and b"-0.0" not in told


def write_results(opened: Opened, recipe: Recipe, path: Path) -> int:
    """Write the result of every row without a wrong cell, in the order of the tables.

    Returns:
        How many there are.
    """
    size = sum(source.raw.size for source in opened.sources)
    persons = _persons(opened)
    processes = os.cpu_count() or 1
    with path.open("wb") as file:
        if size <= SMALL or processes == 1:
            maker = _Maker(recipe)
            return sum(bool(file.write(maker.lines([person]))) for person in persons)
        return _on_all(processes, persons, recipe, file.write)


def _persons(opened: Opened) -> Iterator[Person]:
    ranges, first = opened.plan.ranges, 1
    for source, columns in zip(opened.sources, opened.columns, strict=True):
        for one in people(source, columns, ranges, first):
            first += 1
            if isinstance(one, Person):
                yield one


def _on_all(processes: int, persons: Iterator[Person], recipe: Recipe, write: Writer) -> int:
    # Threads of a data frame may be running: a fork would copy their locks.
    from multiprocessing import get_context  # noqa: PLC0415 - only for large tables

    count = 0
    with get_context("spawn").Pool(processes, _begin, (recipe,)) as pool:
        waiting: deque[tuple[int, AsyncResult[bytes]]] = deque()
        for chunk in _chunks(persons):
            waiting.append((len(chunk), _send(pool, chunk)))
            if len(waiting) > _AHEAD * processes:
                count += _take(waiting, write)
        while waiting:
            count += _take(waiting, write)
    return count


def _chunks(persons: Iterator[Person]) -> Iterator[list[Person]]:
    while chunk := list(islice(persons, CHUNK)):
        yield chunk


def _send(pool: Pool, chunk: list[Person]) -> AsyncResult[bytes]:
    return pool.apply_async(_lines, (chunk,))


def _take(waiting: deque[tuple[int, AsyncResult[bytes]]], write: Writer) -> int:
    count, lines = waiting.popleft()
    write(lines.get())
    return count


def _begin(recipe: Recipe) -> None:
    """In each process: Ctrl-C is for the one that writes."""
    global _maker  # noqa: PLW0603 - a process of a pool has no other place
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _maker = _Maker(recipe)
    # Documents are trees, freed as they go: there is nothing to collect.
    gc.freeze()
    gc.disable()


def _lines(chunk: list[Person]) -> bytes:
    assert _maker is not None  # noqa: S101 - _begin ran first; said for mypy
    return _maker.lines(chunk)
