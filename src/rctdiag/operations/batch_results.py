"""The full result of every respondent, one line of JSON each, on all processors."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from rctdiag.errors import Fault, FileFault
from rctdiag.model.answers import AnswerSheet
from rctdiag.operations.assess import Assessor
from rctdiag.render.json import dumps
from rctdiag.tables.plain import Person, people
from rctdiag.tables.raw import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Executor, Future
    from datetime import datetime
    from multiprocessing.context import BaseContext
    from pathlib import Path

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.answers import Answer
    from rctdiag.model.step import Step
    from rctdiag.operations.batch import Opened
    from rctdiag.render.words import Words
    from rctdiag.scoring.key import Form

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


@dataclass(frozen=True, slots=True)
class _Writer:
    """A process's own: what makes lines, and the file they go to."""

    maker: _Maker
    file: BinaryIO
    turns: _Turns

    def write(self, turn: int, chunk: list[Person]) -> int:
        lines = b""
        try:
            lines = self.maker.lines(chunk)
        finally:  # others wait for this turn, whatever has happened
            place = self.turns.place(turn, len(lines))
        self.file.seek(place)
        self.file.write(lines)
        self.file.flush()
        return len(chunk)


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
_writer: _Writer | None = None


def is_safe(told: bytes) -> bool:
    """Whether ``render.json.dumps`` would change nothing: no hidden letter, no minus zero."""
    return told.translate(None, _PLAIN).decode().isprintable() and b"-0.0" not in told


@contextmanager
def writing(opened: Opened, recipe: Recipe, path: Path) -> Iterator[Callable[[], int]]:
    """Give what writes to a file the result of every row without a wrong cell, in their order.

    It returns how many there are. Large tables are worked on by all processors: they make
    themselves ready while the caller does something else.
    """
    size = sum(source.raw.size for source in opened.sources)
    processes = os.cpu_count() or 1
    persons = _persons(opened)
    if size <= SMALL or processes == 1:
        yield lambda: _write_here(persons, recipe, path)
        return
    # Threads of a data frame may be running: a fork would copy their locks.
    context = get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, _begin, (recipe, path, _Turns(context)))
    try:
        with _without_ctrl_c():
            for _ in range(processes):
                pool.submit(int)  # each task starts a process until all are there
        yield lambda: _write_on_all(pool, _AHEAD * processes, persons)
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Hold Ctrl-C back; a process that begins here never gets it, as only its parent answers it."""
    if not hasattr(signal, "pthread_sigmask"):  # there a process begins by itself, see _begin
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _write_here(persons: Iterator[Person], recipe: Recipe, path: Path) -> int:
    maker = _Maker(recipe)
    with path.open("wb") as file:
        return sum(bool(file.write(maker.lines([person]))) for person in persons)


def _write_on_all(pool: Executor, most: int, persons: Iterator[Person]) -> int:
    waiting: deque[Future[int]] = deque()
    count = 0
    try:
        for turn, chunk in enumerate(_chunks(persons)):
            waiting.append(pool.submit(_write, turn, chunk))
            if len(waiting) > most:
                count += waiting.popleft().result()
        return count + sum(chunk.result() for chunk in waiting)
    except BrokenExecutor:
        told = "a process that makes results was ended from outside."
        hint = "Often the system does that for want of memory. Run it again, with a smaller table."
        raise FileFault(Fault("process-ended", told, hint)) from None


def _persons(opened: Opened) -> Iterator[Person]:
    ranges, first = opened.plan.ranges, 1
    for source, columns in zip(opened.sources, opened.columns, strict=True):
        for one in people(source, columns, ranges, first):
            first += 1
            if isinstance(one, Person):
                yield one


class _Turns:
    """Where in the file the lines of each chunk begin: after those of the chunk before it.

    So processes write by themselves, and no line goes through the one that reads the tables.
    """

    def __init__(self, context: BaseContext) -> None:
        self.passed = context.Condition()
        self.next, self.end = context.RawValue("q", 0), context.RawValue("q", 0)

    def place(self, turn: int, size: int) -> int:
        """Wait until all chunks before this turn have told their size."""
        with self.passed:
            self.passed.wait_for(lambda: self.next.value == turn)
            begin = self.end.value
            self.end.value += size
            self.next.value += 1
            self.passed.notify_all()
        return cast("int", begin)


def _chunks(persons: Iterator[Person]) -> Iterator[list[Person]]:
    while chunk := list(islice(persons, CHUNK)):
        yield chunk


def _begin(recipe: Recipe, path: Path, turns: _Turns) -> None:
    """In each process: Ctrl-C is for the one that reads."""
    global _writer  # noqa: PLW0603 - a process of a pool has no other place
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _writer = _Writer(_Maker(recipe), path.open("r+b"), turns)
    # Documents are trees, freed as they go: there is nothing to collect.
    gc.freeze()
    gc.disable()


def _end_with_parent() -> None:
    """Nobody else would end this process if the one that reads were killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _write(turn: int, chunk: list[Person]) -> int:
    assert _writer is not None  # noqa: S101 - _begin ran first; said for mypy
    return _writer.write(turn, chunk)
