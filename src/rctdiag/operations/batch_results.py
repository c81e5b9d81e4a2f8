"""The full result of every respondent, one line of JSON each, on all processors."""

from __future__ import annotations

import json
import os
import signal
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from rctdiag.model.answers import AnswerSheet
from rctdiag.operations.assess import Assessor
from rctdiag.render.json import dumps
from rctdiag.tables.plain import Person, people
from rctdiag.tables.raw import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from multiprocessing.pool import AsyncResult, Pool
    from pathlib import Path

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.answers import Answer
    from rctdiag.model.step import Step
    from rctdiag.operations.batch import Opened
    from rctdiag.render.words import Words
    from rctdiag.scoring.key import Form

    Writer = Callable[[str], int]

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
        self.assessor = Assessor(recipe.instruments, recipe.steps, recipe.words, form=recipe.form)

    def lines(self, persons: Iterable[Person]) -> str:
        return "".join(map(self.line, persons))

    def line(self, person: Person) -> str:
        # Every answer has met the rule for cells: nothing is left for a model to check.
        answers = cast("dict[str, Answer]", person.answers)
        sheet = AnswerSheet.model_construct(schema_="rctdiag.answers/1", answers=answers)
        result = self.assessor.result(sheet, now=self.now)
        return one_line({**result, "respondent": person.id})


_maker: _Maker | None = None
_quick = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
)


def one_line(document: dict[str, Any]) -> str:
    """What ``render.json.dumps`` gives, three times as fast where nothing needs its care."""
    told = _quick.encode(document)
    if told.isprintable() and "-0.0" not in told:
        return f"{told}\n"
    return dumps(document, one_line=True)


def write_results(opened: Opened, recipe: Recipe, path: Path) -> int:
    """Write the result of every row without a wrong cell, in the order of the tables.

    Returns:
        How many there are.
    """
    size = sum(source.raw.size for source in opened.sources)
    persons = _persons(opened)
    processes = os.cpu_count() or 1
    with path.open("w", encoding="utf-8", newline="\n") as file:
        if size <= SMALL or processes == 1:
            maker = _Maker(recipe)
            return sum(bool(file.write(maker.line(person))) for person in persons)
        return _on_all(processes, persons, recipe, file.write)


def _persons(opened: Opened) -> Iterator[Person]:
    ranges, first = opened.plan.ranges, 1
    for source, columns in zip(opened.sources, opened.columns, strict=True):
        for one in people(source.rows(), columns, ranges, source.file, first):
            first += 1
            if isinstance(one, Person):
                yield one


def _on_all(processes: int, persons: Iterator[Person], recipe: Recipe, write: Writer) -> int:
    # Threads of a data frame may be running: a fork would copy their locks.
    from multiprocessing import get_context  # noqa: PLC0415 - only for large tables

    count = 0
    with get_context("spawn").Pool(processes, _begin, (recipe,)) as pool:
        waiting: deque[tuple[int, AsyncResult[str]]] = deque()
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


def _send(pool: Pool, chunk: list[Person]) -> AsyncResult[str]:
    return pool.apply_async(_lines, (chunk,))


def _take(waiting: deque[tuple[int, AsyncResult[str]]], write: Writer) -> int:
    count, lines = waiting.popleft()
    write(lines.get())
    return count


def _begin(recipe: Recipe) -> None:
    """In each process: Ctrl-C is for the one that writes."""
    global _maker  # noqa: PLW0603 - a process of a pool has no other place
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _maker = _Maker(recipe)


def _lines(chunk: list[Person]) -> str:
    assert _maker is not None  # noqa: S101 - _begin ran first; said for mypy
    return _maker.lines(chunk)
